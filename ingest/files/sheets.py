"""Reads spreadsheet rows as text cells, so that they go the same way as rows of a text file."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from ingest.files.amounts import without_formula
from ingest.files.currencies import code_of
from ingest.files.formulas import NotSimple, computed, place_name
from ingest.files.limits import bounded_rows

BookKind = Literal["xlsx", "calamine", "html"]
_NO_VALUE: Final = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)")
_MOST_FORMULAS: Final = 300_000
"""Cells of a sheet that are held in memory to compute its formulas."""


@dataclass(kw_only=True)
class Sheet:
    """One sheet, opened."""

    title: str
    rows: Iterator[list[str]]
    """From the top, every cell as text."""
    hidden: bool = False
    unknown: list[str] = field(default_factory=list)
    """Places of formulas which have no stored value and can't be computed; filled while the rows are read."""


def sheets_of(path: Path, kind: BookKind) -> Iterator[Sheet]:
    """The sheets of a workbook, one after the other."""
    if kind == "html":
        from ingest.files.html_tables import tables_of

        for number, rows in enumerate(tables_of(path), start=1):
            yield Sheet(title=f"{number}", rows=bounded_rows(iter(rows), path.name))
    elif kind == "calamine":
        yield from _by_calamine(path)
    else:
        yield from _by_openpyxl(path)


def sheet_of(path: Path, kind: BookKind, title: str) -> Sheet:
    """One sheet by its title."""
    book = sheets_of(path, kind)
    found = next(sheet for sheet in book if sheet.title == title)
    found.rows = _held_open(found.rows, book)
    return found


def _held_open(rows: Iterator[list[str]], book: Iterator[Sheet]) -> Iterator[list[str]]:
    """The rows; the book they come from stays open as long as somebody reads them."""
    yield from rows
    del book


def _by_openpyxl(path: Path) -> Iterator[Sheet]:
    with path.open("rb") as handle, warnings.catch_warnings():
        import openpyxl  # half a second, for whoever loads a workbook

        warnings.simplefilter("ignore", UserWarning)  # openpyxl tells of styles and extensions that it does not keep
        book = openpyxl.load_workbook(handle, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(handle, read_only=True) if _lacks_values(path) else None
        for sheet in book.worksheets:
            found = Sheet(title=sheet.title, rows=iter(()), hidden=sheet.sheet_state != "visible")
            rows: Iterator[Any] = sheet.iter_rows(values_only=True)
            if formulas:
                rows = _computed_rows(formulas[sheet.title], found)
            elif _shows_money(book):
                rows = ([money_shown(cell) for cell in row] for row in sheet.iter_rows())
            found.rows = bounded_rows(([cell_text(cell) for cell in row] for row in rows), sheet.title)
            yield found
        book.close()


def _shows_money(book: Any) -> bool:
    """Whether some format of the workbook shows a currency that its cells do not hold."""
    return any(format_currency(one) for one in book._number_formats)


def money_shown(cell: Any) -> object:
    """What a cell shows: its number with the currency of its format."""
    value = cell.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    code = format_currency(cell.number_format) if cell.style_array.numFmtId >= _OWN_FORMATS else ""
    return f"{cell_text(value)} {code}" if code else value


@cache
def format_currency(shown: str) -> str:
    """The currency that a number format shows, as a code; empty where it shows none.

    >>> format_currency("#,##0.00 [$€-407]"), format_currency('#,##0 "руб."'), format_currency("[$-409]d/m/yy")
    ('EUR', 'RUB', '')
    """
    named = (one for found in _SHOWN_MONEY.finditer(shown) for one in found.groups() if one)
    return next(filter(None, map(code_of, named)), "")


_OWN_FORMATS: Final = 164
"""Formats with smaller numbers show the currency of whoever opens the workbook."""
_SHOWN_MONEY: Final = re.compile(r'\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]|"([^"]+)"|([€₽£₸₴₺₹])')


def _lacks_values(path: Path) -> bool:
    """Whether the workbook was written by a program that stores formulas without their values."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    start = part.read(1 << 20)
                if _NO_VALUE.search(start):
                    return True
    return False


def _computed_rows(sheet: Any, found: Sheet) -> Iterator[list[object]]:
    rows = [list(row) for row in sheet.iter_rows(values_only=True, max_row=_MOST_FORMULAS)]
    cells = {
        (number, place): cell
        for number, row in enumerate(rows, start=1)
        for place, cell in enumerate(row, start=1)
        if cell is not None
    }
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            if isinstance(cell, str) and without_formula(cell) != cell:
                row[place - 1] = without_formula(cell)
            elif isinstance(cell, str) and cell.startswith("="):
                try:
                    row[place - 1] = round(computed(cells, number, place), 9)
                except NotSimple:
                    row[place - 1] = None
                    found.unknown.append(place_name(number, place))
        yield row


def _by_calamine(path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_path(str(path))
    visible = {meta.name: meta.visible == SheetVisibleEnum.Visible for meta in book.sheets_metadata}
    for title in book.sheet_names:
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        texts = ([cell_text(cell) for cell in row] for row in rows)
        yield Sheet(title=title, rows=bounded_rows(texts, title), hidden=not visible.get(title, True))


def cell_text(cell: object) -> str:
    """A typed cell as text: ISO for days, the shortest exact form for numbers."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
