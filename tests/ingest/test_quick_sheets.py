"""The compiled reader of workbooks is taken only where it gives the same cells as the careful one, in little memory."""

import io
import zipfile
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import openpyxl
import pytest

from ingest.files import quick_sheets, sheets
from ingest.files.quick_sheets import QuickBook
from ingest.files.sheets import Book
from tests.security.test_bombs import HEAD, book, text_cell

SHOWN = [
    (46331, "dd.mm.yyyy"),
    (46331.551563, "dd.mm.yyyy hh:mm"),
    (46331, "[$-419]d mmm yyyy;@"),
    (46000, "mmm-yy"),
    (46000, '"Неделя с "dd.mm'),
    (46000, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"),
    (time(1, 2, 3), "h:mm:ss"),
    (timedelta(hours=30, minutes=5), "[h]:mm:ss"),
    (12, '0 "дн"'),
    (12.5, '#,##0.00 "₽"'),
    (12.5, "#,##0.00\\ [$€-407]"),
    (5, '_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-;_-* "-"??\\ "₽"_-;_-@_-'),
    (-7, "#,##0\\ _₽;[Red]\\-#,##0\\ _₽"),
    (0.5, "0%"),
    (0.1 + 0.2, "0.00"),
    (1e17, "General"),
    (True, "General"),
    (" лид ", "General"),
    ("a\nb", "@"),
    (None, '#,##0.00 "₽"'),
    ("всё", "General"),
]


def written(path: Path, *rows: tuple[object, str]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet["C2"] = "Расход"
    for place, (value, shown) in enumerate(rows, start=4):
        sheet.cell(place, 3, value).number_format = shown
    made.create_sheet("Ещё")["A1"] = 7
    made.save(path)
    return path


def by_both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of the first sheet by the compiled reader and by the careful one."""
    title = next(iter(QuickBook(path).parts))
    quick = QuickBook(path).rows(title)
    assert quick is not None
    monkeypatch.setattr(sheets.QuickBook, "rows", lambda *_: None)
    return list(quick), list(Book(path=path, kind="xlsx").sheet(title).rows)


def streams(path: Path) -> bool:
    found = QuickBook(path)
    return found.rows(next(iter(found.parts))) is None


def test_both_readers_give_the_same_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, careful = by_both(written(tmp_path / "x.xlsx", *SHOWN), monkeypatch)

    assert [[cell.removesuffix("T00:00:00") for cell in row] for row in careful] == quick
    assert quick[1] == ["", "", "Расход"]
    assert [quick[place][2] for place in (12, 13)] == ["12.5 RUB", "12.5 EUR"]


def test_every_sheet_is_there_in_its_order(tmp_path: Path) -> None:
    read = Book(path=written(tmp_path / "x.xlsx", *SHOWN), kind="xlsx").sheets()

    assert [(sheet.title, len(list(sheet.rows))) for sheet in read] == [("Sheet", 3 + len(SHOWN)), ("Ещё", 1)]


def number_cell(place: str, text: str) -> str:
    return f'<c r="{place}"><v>{text}</v></c>'


TO_STREAM: dict[str, Callable[[], bytes]] = {
    "a number of more digits than a float keeps": lambda: book(HEAD + row(2, number_cell("A2", "120210000000000017"))),
    "a formula without its value": lambda: book(HEAD + row(2, '<c r="A2"><f>1+1</f></c>')),
    "one cell far below and one far to the right": lambda: book(
        HEAD + row(2, number_cell("XFD2", "1")) + row(1_000_000, number_cell("A1000000", "1"))
    ),
    "cells without a place": lambda: book(HEAD + row(2, "<c><v>1</v></c>")),
    "cells of another name": lambda: book(HEAD + '<x:row xmlns:x="a"><x:c r="A3"/></x:row>'),
    "one long text in very many cells": lambda: book(
        HEAD + "".join(row(n, f"<c r=\"A{n}\" t='s'><v>0</v></c>") for n in range(2, 3_000)),
        more={"xl/sharedStrings.xml": b"<sst><si><t>" + b"x" * 200_000 + b"</t></si></sst>"},
    ),
}


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


@pytest.mark.parametrize("kind", TO_STREAM)
def test_what_the_compiled_reader_would_change_or_hold_is_streamed(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(TO_STREAM[kind]())

    assert streams(path)


def test_two_parts_of_one_name_are_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(book(HEAD + row(2, '<c r="A2" t="s"><v>0</v></c>'), more={"XL/sharedstrings.xml": b"<sst/>"}))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst><si><t>a</t></si></sst>")

    assert streams(path)


def test_an_id_of_eighteen_digits_keeps_them_all(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(book(HEAD + row(2, text_cell("A2", "2026-11-01") + number_cell("B2", "120210000000000017"))))

    assert list(Book(path=path, kind="xlsx").sheet("Data").rows)[1][1] == "120210000000000017"


def test_a_sheet_is_looked_at_in_blocks_wherever_they_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "x.xlsx", *SHOWN)
    whole, _ = by_both(path, monkeypatch)
    monkeypatch.undo()
    monkeypatch.setattr(quick_sheets, "_BLOCK", 37)

    assert list(QuickBook(path).rows("Sheet") or ()) == whole


def test_a_workbook_without_its_list_of_sheets_is_no_traceback(tmp_path: Path) -> None:
    made = io.BytesIO(book(HEAD))
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(path, "w") as without:
        for name in archive.namelist():
            if "rels/workbook" not in name:
                without.writestr(name, archive.read(name))

    assert [sheet.title for sheet in Book(path=written(tmp_path / "y.xlsx"), kind="xlsx").sheets()]
    with pytest.raises(KeyError):
        list(Book(path=path, kind="xlsx").sheets())


def test_a_workbook_under_another_name_is_streamed_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(TO_STREAM["a number of more digits than a float keeps"]())

    assert list(Book(path=path, kind="xlsx").sheet("Data").rows)[1][0] == "120210000000000017"
