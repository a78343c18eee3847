"""Rules of the codebase that no linter holds: sizes, names, texts in both languages, plug-ins found."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from ingest.platform.channel import channels
from ingest.texts import LANGUAGES, Language, text_files
from tools.charts.chart import chart_kinds
from tools.tool import find_tools
from ui.environment import env_example

ROOT = Path(__file__).parents[2]
PACKAGES = ("agent", "tools", "ingest", "forecasting", "ui", "bots")
SOURCES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py")) if "versions" not in path.parts]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_one_subject(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_FILE, f"{path.name} has {len(lines)} lines: it has two subjects."


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: _code_lines(node) for node in functions if _code_lines(node) > LONGEST_FUNCTION}
    assert not long, f"{path.name}: {long}"


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the signature's end to the last, without the docstring."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_one_name_of_a_class_is_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for path in SOURCES:
        if "planner" not in path.parts:
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert not twice


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_this_repository_s(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)


@pytest.mark.parametrize("folder", ["ui", "bots"])
def test_no_module_hides_a_package_or_a_standard_module(folder: str) -> None:
    names = {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}
    assert not names & (set(PACKAGES) | set(sys.stdlib_module_names) | {"telegram", "chainlit", "apscheduler"})


def test_every_text_exists_in_both_languages_with_the_same_values() -> None:
    texts = {language: _texts(language) for language in LANGUAGES}
    assert set(texts["en"]) == set(texts["ru"])
    differing = {key for key in texts["en"] if _values(texts["en"][key]) != _values(texts["ru"][key])}
    assert not differing


def test_a_text_stands_alone() -> None:
    """Each file of texts is parsed for itself, when one of its texts is said."""
    bodies = [body for language in LANGUAGES for body in _texts(language).values()]
    assert [body for body in bodies if re.search(r"\{\s*-?[a-z][\w-]*[\s.}]", body)] == []


def _texts(language: Language) -> dict[str, str]:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in text_files(language))
    parts = re.split(r"^([a-z][\w-]*) =", whole, flags=re.M)
    keys, bodies = parts[1::2], parts[2::2]
    assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
    return dict(zip(keys, bodies, strict=True))


def _values(body: str) -> set[str]:
    return set(re.findall(r"\{\s*\$(\w+)", body))


def test_the_finders_find_something() -> None:
    assert {"query_metrics", "compare_periods", "plot_chart", "export_table", "describe_data"} <= set(find_tools())
    assert {"meta", "google", "tiktok", "yandex", "vk", "telegram"} <= {channel.source for channel in channels()}
    assert {"line", "area", "bar", "stacked_bar", "pie", "scatter", "heatmap"} <= set(chart_kinds())


def test_the_example_environment_is_the_settings_own() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()


def test_every_promise_has_a_test_that_names_it() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = {int(number) for number in re.findall(r"pytest\.mark\.promise\((\d)\)", tests)}
    promised = re.findall(r"^(\d)\. ", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert named == {int(number) for number in promised}
