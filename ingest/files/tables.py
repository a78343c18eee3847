"""Finds every table of a file: of a text its one, those of all sheets of a workbook and of all files of an archive."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError

from ingest.channel_names import canonical
from ingest.errors import InvalidInput
from ingest.files.header_rows import lower_level, score
from ingest.files.layout import SAMPLE_ROWS, Layout, beginning, without_trailing_blanks
from ingest.files.limits import check_book
from ingest.files.mended import mended
from ingest.files.parquet import as_text
from ingest.files.reshape import joined_names
from ingest.files.reshaping import reshaped
from ingest.files.sheets import Book, BookKind, Sheet
from ingest.files.text_tables import SURE, find_text_layouts
from ingest.files.under_header import below_header

Note = tuple[str, dict[str, Any]]
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_DAMAGED: Final = (
    *(zipfile.BadZipFile, KeyError, OSError, ValueError, TypeError, IndexError, SyntaxError, AttributeError),
    CalamineError,
)
"""What readers of workbooks raise where the bytes are not what they expect."""
_LOOKED_THROUGH: Final = 5_000
"""Rows of a sheet in which a second table is looked for."""


@dataclass(frozen=True, kw_only=True)
class FoundTable:
    """The tables of a file."""

    layouts: list[Layout]
    notes: tuple[Note, ...] = ()
    """What was left out and why."""


def find_layouts(path: Path, mapping: Mapping[str, str], today: date, folder: Path, inside: str = "") -> FoundTable:
    """Looks into the file.

    Args:
        path: of the file.
        mapping: field to header, as a person named them.
        today: where a day says no year, the latest past one is meant.
        folder: an empty folder in which the files of an archive may stand while they are read.
        inside: the name of the archive that holds it.

    Raises:
        InvalidInput: there is no such file, it is empty, or it holds no table.
    """
    start, _packed = beginning(path)
    kind = _kind(path, start)
    if kind == "archive":
        return _in_archive(path, mapping, today, folder)
    if kind == "parquet":
        path = as_text(path, folder)
    if kind in {"parquet", "text"}:
        path, done = mended(path, folder)
        layouts = find_text_layouts(path, mapping, today, inside)
        notes = [*done, *(note for layout in layouts if layout.reshape for note in layout.reshape.notes)]
        return FoundTable(layouts=layouts, notes=tuple(notes))
    return _in_book(path, kind, mapping, today, inside)


def _kind(path: Path, start: bytes) -> Any:
    if start.startswith(_OLE):
        return "calamine"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(_ZIP):
        return _kind_of_archive(path)
    beginning_text = start[:4096].lower()
    is_page = beginning_text.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"mime-version")) and (
        b"<table" in start.lower()
    )
    return "html" if is_page else "text"


def _kind_of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise InvalidInput("files-unreadable", file=path.name) from error
    if any(name.startswith("xl/") and name.endswith(".bin") for name in names) or "content.xml" in names:
        return "calamine"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "archive"


def _in_archive(path: Path, mapping: Mapping[str, str], today: date, folder: Path) -> FoundTable:
    check_book(path)
    layouts: list[Layout] = []
    notes: list[Note] = []
    with zipfile.ZipFile(path) as archive:
        for number, entry in enumerate(archive.infolist()):
            name = Path(entry.filename).name
            if entry.is_dir() or name.startswith(".") or "__MACOSX" in entry.filename:
                continue
            place = folder / str(number) / name
            place.parent.mkdir()
            try:
                with archive.open(entry) as packed, place.open("wb") as kept:
                    while block := packed.read(1 << 20):
                        kept.write(block)
                if _kind(place, beginning(place)[0]) == "archive":
                    raise InvalidInput("files-not-a-table", file=name)
                found = find_layouts(place, mapping, today, place.parent, path.name)
            except (InvalidInput, RuntimeError, zipfile.BadZipFile):  # RuntimeError: the entry asks for a password
                notes.append(("files-note-table-left", {"table": name}))
                continue
            layouts += found.layouts
            notes += found.notes
    if not layouts:
        raise InvalidInput("files-not-a-table", file=path.name)
    return FoundTable(layouts=layouts, notes=tuple(notes))


def _in_book(path: Path, kind: BookKind, mapping: Mapping[str, str], today: date, inside: str) -> FoundTable:
    try:
        if kind != "html" and zipfile.is_zipfile(path):
            check_book(path)
        found = _sheets(Book(path=path, kind=kind), mapping, today, inside)
    except _DAMAGED as error:
        raise InvalidInput("files-unreadable", file=path.name) from error
    if not found.layouts:
        raise InvalidInput("files-no-header", file=path.name)
    return found


def _sheets(book: Book, mapping: Mapping[str, str], today: date, inside: str) -> FoundTable:
    layouts: list[Layout] = []
    notes: list[Note] = []
    for sheet in book.sheets():
        tables = [replace(one, inside=inside) for one in _in_sheet(book, sheet, mapping, today, inside)]
        layouts += tables
        notes += [note for table in tables if table.reshape for note in table.reshape.notes]
        notes += [] if tables else [("files-note-table-left", {"table": sheet.title})]
        if sheet.unknown:
            notes.append(("files-note-formulas", {"cells": ", ".join(sheet.unknown[:20])}))
    return FoundTable(layouts=_called_by_channels(layouts), notes=tuple(notes))


def _called_by_channels(layouts: list[Layout]) -> list[Layout]:
    """Sheets of one form whose titles are channels, some of them unknown ones."""
    forms = {layout.header for layout in layouts}
    titles = [layout.sheet for layout in layouts]
    known = sum(canonical(title) is not None for title in titles)
    if len(forms) > 1 or len({*titles}) < len(titles) or known < _SEVERAL or 2 * known < len(titles):
        return layouts
    return [replace(layout, channel=layout.sheet) for layout in layouts]


_SEVERAL: Final = 2
"""Titles that are channels from which it is no chance."""


def _in_sheet(book: Book, sheet: Sheet, mapping: Mapping[str, str], today: date, inside: str) -> list[Layout]:
    rows = [row for row, _ in zip(sheet.rows, range(_LOOKED_THROUGH), strict=False)]
    heads = _heads(rows, mapping)
    layouts = []
    for head, following in zip(heads, [*(_top(rows, later) for later in heads[1:]), None], strict=False):
        header = without_trailing_blanks(rows[head])
        header, units = below_header(header, rows[head + 1 : following])
        over = rows[:head] if head == heads[0] else [*rows[: heads[0]], *rows[_top(rows, head) : head]]
        titles = tuple(" ".join(filter(None, row)) for row in over if any(row))
        above = rows[head - 1] if head else []
        end = following if following is not None else head + SAMPLE_ROWS
        sample = [row for row in rows[head + 1 + units : end] if any(map(str.strip, row))][:SAMPLE_ROWS]
        name = joined_names(book.path.name, sheet.title, inside)
        wide = [*header, *[""] * max(0, len(without_trailing_blanks(above)) - len(header))]
        full = without_trailing_blanks(wide) if len(without_trailing_blanks(above)) <= len(header) else wide
        table = reshaped(full, above, sample, titles=titles, name=name, today=today, is_book=True, mapping=mapping)
        header = list(full) if table else header
        layouts.append(
            Layout(
                path=book.path,
                format="xlsx",
                skipped_lines=head + 1 + units,
                header=tuple(table.header if table else header),
                raw=tuple(header),
                reshape=table,
                titles=titles,
                sheet=sheet.title,
                book=book,
                last_line=following,
            )
        )
    return layouts


def _heads(rows: list[list[str]], mapping: Mapping[str, str]) -> list[int]:
    """Header rows: the one of the first rows that names most, and such rows that begin a table beside its table."""
    scores = [score(row, mapping) for row in rows[:SAMPLE_ROWS]]
    best = max(scores, default=0)
    if not best:
        return []
    ties = [number for number, found in enumerate(scores) if found == best]
    widest = max(ties, key=lambda number: (_filled(rows[number]) if best == 1 else 0, -number))
    first = lower_level(rows, widest)
    earlier: list[int] = []
    if _is_apart(rows, first):
        sure = (number for number in range(first - 2) if scores[number] >= SURE)
        earlier = [number for place, number in enumerate(sure) if not place or _is_apart(rows, number)]
    later = [
        number
        for number in range(first + 2, len(rows))
        if _is_apart(rows, number) and score(rows[number], mapping) >= SURE
    ]
    return [*earlier, first, *later]


def _is_apart(rows: list[list[str]], head: int) -> bool:
    """Whether nothing but an empty row, or a title below one, stands over a header."""
    top = _top(rows, head)
    return top > 0 and not _filled(rows[top - 1])


def _top(rows: list[list[str]], head: int) -> int:
    """Where a table begins: at its title, or at its header."""
    return head - 1 if head > 1 and _filled(rows[head - 1]) == 1 and not _filled(rows[head - 2]) else head


def _filled(row: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
