"""The folder Chainlit works from: complete texts, no other hosts, nothing written beside the code."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ui.answers import table
from ui.chat.app_root import HERE, plotly_script, prepare, shipped_keys
from ui.chat.downloads import Shelf


def leaves(texts: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in texts.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


@pytest.mark.parametrize("locale", ["ru-RU", "en-US"])
def test_every_text_of_the_screen_is_translated(locale: str) -> None:
    own = json.loads((HERE / "translations" / f"{locale}.json").read_text(encoding="utf-8"))

    assert {key for key, _ in leaves(own)} == {key for key, _ in leaves(shipped_keys())}


def test_russian_texts_are_russian() -> None:
    own = json.loads((HERE / "translations" / "ru-RU.json").read_text(encoding="utf-8"))
    latin = [key for key, text in leaves(own) if text and not re.search("[а-яё]", text, re.I)]

    assert latin == ["auth.login.form.email.placeholder", "navigation.user.menu.settingsKey"]


@pytest.mark.parametrize(("language", "word"), [("ru", "Отмена"), ("en", "Cancel")])
def test_other_browsers_read_the_language_of_the_settings(tmp_path: Path, language: Any, word: str) -> None:
    root = prepare(tmp_path, language)

    german = json.loads((root / ".chainlit" / "translations" / "de-DE.json").read_text(encoding="utf-8"))
    assert german["common"]["actions"]["cancel"] == word
    assert (root / "chainlit.md").read_text(encoding="utf-8").startswith("# Demetra")


def test_the_page_links_to_no_other_host_and_keeps_its_script(tmp_path: Path) -> None:
    build = prepare(tmp_path, "ru") / "build"
    page = (build / "index.html").read_text(encoding="utf-8")

    assert "https://" not in page
    script = re.search(r'src="/(assets/[^"]+\.js)"', page)
    assert script is not None
    assert (build / script[1]).is_file()


def test_the_folder_can_be_built_again(tmp_path: Path) -> None:
    assert prepare(tmp_path, "ru") == prepare(tmp_path, "en")


def test_the_script_for_charts_is_installed() -> None:
    address, script = plotly_script()

    assert re.fullmatch(r"/vendor/plotly-[\d.]+\.min\.js", address)
    assert script.stat().st_size > 1_000_000


def test_elements_ask_no_other_host_and_write_no_markup() -> None:
    told = [path for path in (HERE.parent / "public").rglob("*.*") if path.parent.name != "fonts"]
    for path in told:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, path
        assert "dangerouslySetInnerHTML" not in text, path


def test_the_letters_come_with_the_page_with_their_licence_and_are_small() -> None:
    fonts = HERE.parent / "public" / "fonts"

    assert {path.name for path in fonts.iterdir()} == {"Inter.woff2", "OFL.txt"}
    assert (fonts / "Inter.woff2").stat().st_size < 200_000
    assert "/public/fonts/Inter.woff2" in (HERE.parent / "public" / "demetra.css").read_text(encoding="utf-8")


def test_a_kept_table_becomes_a_file_with_days_and_no_formulas(tmp_path: Path) -> None:
    shelf = Shelf(folder=tmp_path)
    key = shelf.keep(table(["day", "campaign", "spend"], [date(2026, 1, 2), "=1+1", 5.0]), "ru", owner="anna")

    made = shelf.file(key, "csv", owner="anna")
    assert made is not None
    assert made.read_text(encoding="utf-8-sig").splitlines() == ['День,Кампания,"Расход, RUB"', "2026-01-02,'=1+1,5.0"]


@pytest.mark.parametrize("key", ["../secret", "0" * 32, "", "A" * 32])
def test_only_keys_that_were_given_out_open_files(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")

    assert Shelf(folder=tmp_path / "tables").file(key, "csv", owner="anna") is None
