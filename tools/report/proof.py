"""The check before a report leaves: the file is read back and compared with what the engine says now.

Everything is computed once more by an engine that remembers nothing. What came out alike sets alike; what did not is
set once more, and both files must read alike: that says where they differ.
Besides, everything in the content must stand in the file, every picture must have ink, no internal name may show.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.channel_names import CHANNEL_NAMES
from ingest.errors import DemetraError
from ingest.texts import Language, knows, say
from tools.report.changes import change_of
from tools.report.content import Block, Cards, Picture, ReportContent, ReportTable, Section
from tools.report.pdf.words import plain
from tools.report.pdf.write import Written, card_value
from tools.report.tables import cell, heading
from tools.report.workbook import FIRST_ROW, sheet_name
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS

_SPACE: Final = re.compile(r"\s+")
_INTERNAL: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+(?:-[a-z]+)+")
_NO_VALUE: Final = re.compile(r"(?<![\w.])(?:None|nan|NaN|inf)(?![\w.])")
_LONGEST: Final = 90
_LEAST_INK: Final = 1


class ReportHeld(DemetraError):
    """A report that did not pass its check; `fault` says in words what was wrong."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What a check found: a text `report-fault-<key>` with its values."""

    key: str
    where: str = ""
    here: str = ""
    there: str = ""

    def say(self, language: Language) -> str:
        """In words."""
        return say(f"report-fault-{self.key}", language, where=self.where, here=self.here, there=self.there)


def pdf_fault(written: Written, again: Written, report: ReportContent, names: Collection[str]) -> Fault | None:
    """The first fault of a PDF.

    Args:
        written: the file that is to leave.
        again: set from figures computed once more; the same file where those are the same.
        report: those figures.
        names: what people called things, which may look like ours.
    """
    try:
        pages = _pages(written.data)
        expected = pages if again is written else _pages(again.data)
    except PyPdfError:
        return Fault(key="unreadable")
    blank = next((number for number, text in enumerate(pages, start=1) if len(text.split()) < 12), None)
    if blank is not None:
        return Fault(key="blank-page", where=str(blank))
    empty = next((title for title, ink in written.inks if ink < _LEAST_INK), None)
    if empty is not None:
        return Fault(key="empty-picture", where=empty)
    return (
        _difference(pages, expected)
        or _lack(_SPACE.sub("", "".join(pages)), report)
        or _unnamed(report)
        or internal("\n".join(pages), names)
    )


def _pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def _difference(pages: list[str], expected: list[str]) -> Fault | None:
    lines = [(number, line) for number, page in enumerate(pages, start=1) for line in page.splitlines()]
    wanted = [line for page in expected for line in page.splitlines()]
    for at, (number, line) in enumerate(lines):
        there = wanted[at] if at < len(wanted) else ""
        if line != there:
            return Fault(key="differs", where=str(number), here=line[:_LONGEST], there=there[:_LONGEST])
    return Fault(key="missing", there=wanted[len(lines)][:_LONGEST]) if len(wanted) > len(lines) else None


def _lack(read: str, report: ReportContent) -> Fault | None:
    """The first word, figure or cell of the content that the file lacks, in the order of the pages."""
    cursor = 0
    for section in report.sections:
        for block in section.blocks:
            for piece in _pieces(block, report):
                bare = _SPACE.sub("", piece)
                found = read.find(bare, cursor)
                if found < 0:
                    known = isinstance(block, ReportTable)
                    where = block.title if known and isinstance(block, ReportTable) else section.title
                    return Fault(key="cut" if known else "missing", where=where, there=piece[:_LONGEST])
                cursor = found if isinstance(block, Picture) else found + len(bare)
    return None


def _pieces(block: Block, report: ReportContent) -> Iterator[str]:
    """What must stand in the file, in the order in which it is set; long sentences by their words."""
    if isinstance(block, Picture):
        return
    if isinstance(block, ReportTable):
        for row in block.table.rows:
            for content, column in zip(row, block.table.columns, strict=True):
                yield cell(content, column, report.language)
    elif isinstance(block, Cards):
        for card in block.cards:
            yield card_value(card, card.value, report)
            yield change_of(card, report.language).text
    else:
        for line in plain(block.text):
            yield from line.split(" ")


def given_names(catalogue: Catalogue) -> set[str]:
    """Every name in the data."""
    return {name for values in catalogue.values.values() for name in values} | set(catalogue.campaign_labels.values())


def _unnamed(report: ReportContent) -> Fault | None:
    """A column whose heading is its key: no catalogue names it."""
    grids = [block for section in report.sections for block in section.blocks if isinstance(block, ReportTable)]
    for grid in grids:
        for column in grid.table.columns:
            if heading(column, grid, report.language) == column.name:
                return Fault(key="raw", here=column.name)
    return None


def internal(text: str, names: Collection[str]) -> Fault | None:
    """A name of ours that no person should meet, or a value that is none."""
    given = " ".join(names).lower()
    ours = {key for key in (*METRICS, *DIMENSIONS, *(channel.key for channel in CHANNEL_NAMES)) if "_" in key}
    for found in _INTERNAL.finditer(text):
        name = found[0]
        if (name in ours or ("-" in name and knows(name))) and name not in given:
            return Fault(key="raw", here=name)
    nothing = _NO_VALUE.search(text)
    return Fault(key="raw", here=nothing[0]) if nothing and nothing[0].lower() not in given else None


def xlsx_fault(data: bytes, again: bytes, report: ReportContent, names: Collection[str]) -> Fault | None:
    """The first fault of a workbook."""
    try:
        book = load_workbook(BytesIO(data))
        expected = book if again is data else load_workbook(BytesIO(again))
    except (OSError, KeyError, ValueError):
        return Fault(key="unreadable")
    named = ((section, sheet_name(section)) for section in report.sections)
    faults = (_sheet_fault(section, book[name], expected[name]) for section, name in named)
    first = next((fault for fault in faults if fault is not None), None)
    return first or _unnamed(report) or internal("\n".join(_texts(book)), names)


def _sheet_fault(section: Section, sheet: Any, wanted: Any) -> Fault | None:
    """The first fault of one section's sheet."""
    fault = _cells_differ(sheet, wanted, section.title)
    if fault is not None:
        return fault
    grids = [block for block in section.blocks if isinstance(block, ReportTable)]
    rows = sum(len(grid.table.rows) for grid in grids)
    if sheet.max_row < rows + FIRST_ROW or (grids and sheet.freeze_panes is None):
        return Fault(key="cut", where=section.title)
    if any(not block.spec.table.rows for block in section.blocks if isinstance(block, Picture)):
        return Fault(key="empty-picture", where=section.title)
    return None


def _cells_differ(sheet: Any, wanted: Any, where: str) -> Fault | None:
    for row in range(1, max(sheet.max_row, wanted.max_row) + 1):
        for column in range(1, max(sheet.max_column, wanted.max_column) + 1):
            here, there = sheet.cell(row, column).value, wanted.cell(row, column).value
            if here != there:
                return Fault(key="differs", where=where, here=str(here)[:_LONGEST], there=str(there)[:_LONGEST])
    return None


def _texts(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (value for value in row if isinstance(value, str))
