"""The page about the house names only what is there, and its pictures are those of its sources."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("agent", "tools", "ingest", "forecasting", "ui", "bots", "docs")


def test_every_path_it_names_is_there() -> None:
    named = {name for name in re.findall(r"`([\w/.*-]+)`", PAGE) if name.split("/")[0] in PACKAGES and "/" in name}
    missing = {name for name in named if not list(ROOT.glob(name))}

    assert len(named) > 40
    assert not missing


def test_every_name_it_points_to_is_in_the_file_it_names() -> None:
    pointed = re.findall(r"`(\w+)` (?:in|of) `([\w/]+\.py)`", PAGE)

    assert len(pointed) > 1
    for name, path in pointed:
        assert re.search(rf"\b{name}\b", (ROOT / path).read_text(encoding="utf-8")), (name, path)


def test_every_picture_has_its_source_beside_it() -> None:
    shown = set(re.findall(r"\((diagrams/\w+\.svg)\)", PAGE))

    assert {"diagrams/components.svg", "diagrams/er.svg", "diagrams/question.svg", "diagrams/alert.svg"} <= shown
    for name in shown:
        assert (ROOT / "docs" / name).is_file()
        assert (ROOT / "docs" / name).with_suffix(".puml").is_file()


@pytest.mark.parametrize("source", ["er", "rooms"])
def test_what_is_generated_is_what_the_code_says_today(source: str) -> None:
    code = f"import draw, sys; sys.stdout.write(draw.{source}())"
    folder = ROOT / "docs" / "diagrams"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder).stdout

    assert said == (folder / f"{source}.puml").read_text(encoding="utf-8"), "run python docs/diagrams/draw.py"
