"""Tables as files: CSV as the reader's own spreadsheet opens it, XLSX with real numbers and what they are about.

No cell ever starts a formula.
"""

import csv
import re
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import xlsxwriter

from ingest.texts import Language, say
from tools.engine.table import Cell, Column, Table
from tools.words.labels import column_title

ExportKind = Literal["csv", "xlsx"]
FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
"""Text that a spreadsheet would run; it gets an apostrophe in front."""
WIDEST = 60
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
LONGEST_NAME = 120


def harmless(cell: Cell) -> Cell:
    """The cell; text that a spreadsheet would take for a formula is made plain.

    >>> harmless("=1+1"), harmless("\uff1d1+1"), harmless(-5)
    ("'=1+1", "'\uff1d1+1", -5)
    """
    if not isinstance(cell, str):
        return cell
    read = unicodedata.normalize("NFKC", cell).lstrip("\ufeff\u200b\u200e\u200f")  # as a spreadsheet may take it
    return f"'{cell}" if FORMULA.match(read) else cell


def fresh_folder(data_dir: Path) -> Path:
    """A folder for one file that somebody takes away: what two people ask for at once may bear the same name."""
    folder = data_dir / "exports" / secrets.token_hex(8)
    folder.mkdir(parents=True)
    return folder.absolute()


def export(table: Table, path: Path, kind: ExportKind, language: Language, about: Sequence[str] = ()) -> Path:
    """Writes the table with titles in the language; numbers stay raw numbers.

    Args:
        table: what is written.
        path: where to.
        kind: CSV with semicolons and decimal commas in Russian, as Excel opens it there; or XLSX.
        language: of headings and notation.
        about: title, days, filters, age of the data, a line each; a sheet of their own in XLSX.

    Returns:
        The absolute path.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "csv":
        _csv(table, path, language)
    else:
        _xlsx(table, path, language, [line for line in (table.title, *about) if line])
    return path.absolute()


def download_name(title: str, days: str, kind: str) -> str:
    """A name that says what is inside, without anything that a file system minds.

    >>> download_name("Расход / ROI по каналам", "1–21 ноября 2026", "xlsx")
    'Расход ROI по каналам, 1–21 ноября 2026.xlsx'
    """
    said = ", ".join(part for part in (title, days) if part) or "Demetra"
    return f"{' '.join(UNFIT.sub(' ', said).split())[:LONGEST_NAME].rstrip(' .')}.{kind}"


def _csv(table: Table, path: Path, language: Language) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if language == "ru" else ",")
        writer.writerow([_heading(column, language) for column in table.columns])
        for row in table.rows:
            writer.writerow([_noted(cell, language) for cell in row])


def _noted(cell: Cell, language: Language) -> Cell:
    """The cell in the notation of the language: Excel takes 1.5 for the first of May where decimals have a comma."""
    if cell is None:
        return ""
    return repr(cell).replace(".", ",") if language == "ru" and isinstance(cell, float) else harmless(cell)


def _heading(column: Column, language: Language) -> Cell:
    title = column_title(column.name, language)
    currency = column.unit.partition(":")[2]
    return harmless(f"{title}, {currency}" if currency else title)


def _xlsx(table: Table, path: Path, language: Language, about: Sequence[str]) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            title = str(_heading(column, language))
            sheet.write_string(0, place, title, bold)
            cells = [row[place] for row in table.rows]
            look = book.add_format({"num_format": _number_format(column)})
            for line, cell in enumerate(cells, start=1):
                _write(sheet, line, place, cell, look)
            widest = max([len(title), *(len(str(cell)) for cell in cells[:500])], default=8)
            sheet.set_column(place, place, min(widest + 2, WIDEST))
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        if about:
            _tell(book, about, language)


def _tell(book: xlsxwriter.Workbook, about: Sequence[str], language: Language) -> None:
    """A second sheet: what the first one is about."""
    sheet = book.add_worksheet(say("export-about", language))
    sheet.set_column(0, 0, WIDEST * 2, book.add_format({"text_wrap": True}))
    for line, text in enumerate(about):
        sheet.write_string(line, 0, str(harmless(text)), book.add_format({"bold": line == 0, "text_wrap": True}))
    book.set_properties({"title": about[0]})


def _number_format(column: Column) -> str:
    kind = column.unit.partition(":")[0]
    return {"money": "#,##0.00", "count": "#,##0.##", "ratio": "0.00%", "day": "yyyy-mm-dd"}.get(kind, "@")


def _write(sheet: object, line: int, place: int, cell: Cell, look: object) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(line, place, cell, look)  # type: ignore[attr-defined]  # xlsxwriter has no types
    elif isinstance(cell, str):
        sheet.write_string(line, place, str(harmless(cell)))  # type: ignore[attr-defined]
    else:
        sheet.write_number(line, place, cell, look)  # type: ignore[attr-defined]
