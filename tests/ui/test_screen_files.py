"""The folder Chainlit works from: complete texts, no other hosts, nothing written beside the code."""

import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ui.answers import table
from tests.ui.screenshots import PICTURES
from ui.chat.app_root import HERE, plotly_script, prepare
from ui.chat.downloads import Downloads


def leaves(texts: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in texts.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


def _shipped() -> dict[str, Any]:
    """Every text Chainlit's screen shows, in its own English; importing it would make it look for its folder."""
    found = find_spec("chainlit")
    assert found is not None
    text = Path(str(found.origin)).with_name("translations").joinpath("en-US.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@pytest.mark.parametrize("locale", ["ru-RU", "en-US"])
def test_every_text_of_the_screen_is_translated(locale: str) -> None:
    own = json.loads((HERE / "translations" / f"{locale}.json").read_text(encoding="utf-8"))

    assert {key for key, _ in leaves(own)} == {key for key, _ in leaves(_shipped())}


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
    downloads = Downloads(folder=tmp_path)
    key = downloads.keep(table(["day", "campaign", "spend"], [date(2026, 1, 2), "=1+1", 5.0]), "ru", owner="anna")

    made = downloads.file(key, "csv", owner="anna")
    assert made is not None
    assert made.path.read_text(encoding="utf-8-sig").splitlines() == [
        "День;Кампания;Расход, RUB",
        "2026-01-02;'=1+1;5,0",
    ]


def test_an_english_table_keeps_commas_between_cells_and_points_in_numbers(tmp_path: Path) -> None:
    downloads = Downloads(folder=tmp_path)
    key = downloads.keep(table(["channel", "spend"], ["a, b", 5.25]), "en", owner="anna")

    made = downloads.file(key, "csv", owner="anna")
    assert made is not None
    assert made.path.read_text(encoding="utf-8-sig").splitlines() == ['Channel,"Spend, RUB"', '"a, b",5.25']


def test_a_workbook_says_what_it_is_about_and_is_named_for_it(tmp_path: Path) -> None:
    downloads = Downloads(folder=tmp_path)
    kept = table(["channel", "spend"], ["TikTok", 5.25], title="Расход по каналам")
    key = downloads.keep(kept, "ru", owner="anna", days="1–21 ноября 2026", about=["Telegram и TikTok", "=1+1"])

    made = downloads.file(key, "xlsx", owner="anna")
    assert made is not None
    assert made.name == "Расход по каналам, 1–21 ноября 2026.xlsx"
    book = openpyxl.load_workbook(made.path)
    assert book.worksheets[0]["B2"].value == 5.25
    told = [str(row[0]) for row in book["О таблице"].iter_rows(values_only=True)]
    assert told == ["Расход по каналам", "Telegram и TikTok", "'=1+1"]


def test_a_made_file_is_its_owner_s_and_only_of_its_kind(tmp_path: Path) -> None:
    made = tmp_path / "demetra-report.pdf"
    made.write_bytes(b"%PDF")
    downloads = Downloads(folder=tmp_path / "tables")
    key = downloads.keep_file(str(made), owner="anna")

    found = downloads.file(key, "pdf", owner="anna")
    assert found is not None
    assert (found.path, found.name) == (made, "demetra-report.pdf")
    assert downloads.file(key, "pdf", owner="viktor") is None
    assert downloads.file(key, "xlsx", owner="anna") is None


@pytest.mark.parametrize("key", ["../secret", "0" * 32, "", "A" * 32])
def test_only_keys_that_were_given_out_open_files(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")

    assert Downloads(folder=tmp_path / "tables").file(key, "csv", owner="anna") is None


def test_the_pictures_in_the_documentation_are_those_that_are_made_and_small() -> None:
    folder = HERE.parents[1] / "docs" / "screenshots"

    assert {path.stem for path in folder.iterdir()} == set(PICTURES)
    assert all(path.stat().st_size < 200_000 for path in folder.iterdir())


@pytest.mark.parametrize(
    "element", sorted((HERE.parent / "public" / "elements").glob("*.jsx")), ids=lambda one: one.stem
)
def test_what_remembers_anything_outlives_its_redraws(element: Path) -> None:
    """Chainlit runs the file again for every redraw: a component made anew forgets what a person has typed."""
    code = element.read_text(encoding="utf-8")

    assert "window.demetraLasting(" in code or not re.search(r"\buse[A-Z]\w+\(", code)
