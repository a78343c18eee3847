"""Reads spreadsheet rows as text cells, so that they go the same way as rows of a text file."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from ingest.files.limits import bounded_rows


def open_book(path: Path) -> Any:
    """The workbook, opened for reading row by row; formulas come as their last computed values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl tells of styles and extensions that it does not keep
        return openpyxl.load_workbook(path, read_only=True, data_only=True)


def sheet_rows(sheet: Any) -> Iterator[list[str]]:
    """Rows from the top, every cell as text."""
    rows = ([cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
    return bounded_rows(rows, sheet.title)


def cell_text(cell: object) -> str:
    """A typed cell as text: ISO for days, the shortest exact form for numbers."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
