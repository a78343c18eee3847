"""Reads spreadsheet rows as text cells, so that they go the same way as rows of a text file."""

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

from python_calamine import CalamineWorkbook

from ingest.files.amounts import without_formula
from ingest.files.book_parts import OWN_FORMATS, cell_text, format_currency, with_currency
from ingest.files.formulas import NotSimple, computed, place_name
from ingest.files.limits import bounded_rows
from ingest.files.quick_sheets import NO_VALUE, QuickBook

BookKind = Literal["xlsx", "calamine", "html"]
_MOST_FORMULAS: Final = 300_000
"""Cells of a sheet that are held in memory to compute its formulas."""


@dataclass(kw_only=True)
class Sheet:
    """One sheet, opened."""

    title: str
    rows: Iterator[list[str]]
    """From the top, every cell as text."""
    unknown: list[str] = field(default_factory=list)
    """Places of formulas which have no stored value and can't be computed; filled while the rows are read."""


@dataclass(kw_only=True, eq=False)
class Book:
    """A workbook that is looked at first and read afterwards."""

    path: Path
    kind: BookKind

    def sheets(self) -> Iterator[Sheet]:
        """Its sheets, one after the other."""
        if self.kind == "html":
            from ingest.files.html_tables import tables_of

            for number, rows in enumerate(tables_of(self.path), start=1):
                yield Sheet(title=f"{number}", rows=bounded_rows(iter(rows), self.path.name))
        elif self.kind == "calamine":
            yield from _by_calamine(self.path)
        elif self._quick is None:
            yield from self._streamed.sheets()
        else:
            yield from map(self._of_xlsx, self._quick.parts)

    def sheet(self, title: str) -> Sheet:
        """One sheet by its title."""
        return next(sheet for sheet in self.sheets() if sheet.title == title)

    def _of_xlsx(self, title: str) -> Sheet:
        found = Sheet(title=title, rows=iter(()))
        found.rows = bounded_rows(self._rows(found), title)
        return found

    def _rows(self, found: Sheet) -> Iterator[list[str]]:
        """By the compiled reader where it gives the same cells, row by row where it would not."""
        rows = self._quick.rows(found.title) if self._quick else None
        yield from rows if rows is not None else self._streamed.rows(found)

    @cached_property
    def _quick(self) -> QuickBook | None:
        try:
            return QuickBook(self.path)
        except (KeyError, ValueError, SyntaxError):  # the other reader may still find its way, or says why it can't
            return None

    @cached_property
    def _streamed(self) -> "_Streamed":
        return _Streamed(self.path)


class _Streamed:
    """A workbook that is read row by row: memory stays flat, whatever its size."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def sheets(self) -> Iterator[Sheet]:
        """All of its sheets."""
        for sheet in self._values.worksheets:
            found = Sheet(title=sheet.title, rows=iter(()))
            found.rows = bounded_rows(self.rows(found), sheet.title)
            yield found

    def rows(self, found: Sheet) -> Iterator[list[str]]:
        """The rows of one sheet."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl tells of extensions that it does not keep
            if self._formulas:
                rows: Iterator[Any] = _computed_rows(self._formulas[found.title], found)
            elif self._shows_money:
                rows = (map(_money_shown, row) for row in self._values[found.title].iter_rows())
            else:
                rows = self._values[found.title].iter_rows(values_only=True)
            yield from ([cell_text(cell) for cell in row] for row in rows)

    @cached_property
    def _values(self) -> Any:
        return _by_openpyxl(self.path, data_only=True)

    @cached_property
    def _formulas(self) -> Any:
        return _by_openpyxl(self.path) if _lacks_values(self.path) else None

    @cached_property
    def _shows_money(self) -> bool:
        """Whether some format of the workbook shows a currency that its cells do not hold."""
        return any(format_currency(one) for one in self._values._number_formats)


def _by_openpyxl(path: Path, **options: bool) -> Any:
    import openpyxl  # half a second, for whoever loads such a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        packed = BytesIO(path.read_bytes())  # a path it judges by its ending
        return openpyxl.load_workbook(packed, read_only=True, **options)


def _money_shown(cell: Any) -> object:
    """What a cell shows: its number with the currency of its format."""
    if not isinstance(cell.value, int | float) or cell.style_array.numFmtId < OWN_FORMATS:
        return cell.value
    return with_currency(cell.value, format_currency(cell.number_format))


def _lacks_values(path: Path) -> bool:
    """Whether the workbook was written by a program that stores formulas without their values."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    start = part.read(1 << 20)
                if NO_VALUE.search(start):
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
    book = CalamineWorkbook.from_path(str(path))
    for title in book.sheet_names:
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        yield Sheet(title=title, rows=bounded_rows(([cell_text(cell) for cell in row] for row in rows), title))
