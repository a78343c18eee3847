"""Tables of a page that calls itself a spreadsheet: what many cabinets download as `.xls`."""

import re
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

_WIDEST: Final = 1_000
_FIGURE: Final = re.compile(r"[-+]?[\d\s]+(?:[.,]\d+)?\s*[%$€₽]?")
"""A figure stands once, however many rows its cell is merged over."""
_MOST: Final = 64 << 20
"""Bytes of a page that are read."""


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.span = 1
        self.depth = 1
        self.due: dict[int, str] = {}
        """Texts that reach down into this row, by column."""
        self.below: dict[int, tuple[int, str]] = {}
        """Texts that reach down into rows to come, by column, with how many."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self.tables.append([])
            self.due, self.below = {}, {}
        elif tag in {"tr", "row"} and self.tables:
            self._close()
            self._begin_row()
        elif tag in {"td", "th", "cell"} and self.tables and self.tables[-1]:
            self._close()
            skipped = (dict(attrs).get("ss:index") or "0").strip()
            row = self.tables[-1][-1]
            row += [""] * (min(int(skipped), _WIDEST) - 1 - len(row) if skipped.isdigit() else 0)
            self.cell, self.span, self.depth = [], _times(attrs, "colspan"), _times(attrs, "rowspan")

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        if tag in {"td", "th", "cell", "tr", "row", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.cell is not None:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is not None:
            text = " ".join("".join(self.cell).split())
            row = self.tables[-1][-1]
            if self.depth > 1:
                self.below[len(row)] = (self.depth - 1, "" if _FIGURE.fullmatch(text) else text)
            row += [text, *[""] * (self.span - 1)]
            self.cell = None
            self._reach()

    def _begin_row(self) -> None:
        self.due = {column: text for column, (_left, text) in self.below.items()}
        self.below = {column: (left - 1, text) for column, (left, text) in self.below.items() if left > 1}
        self.tables[-1].append([])
        self._reach()

    def _reach(self) -> None:
        row = self.tables[-1][-1]
        while len(row) in self.due:
            row.append(self.due.pop(len(row)))


def _times(attrs: list[tuple[str, str | None]], name: str) -> int:
    told = dict(attrs).get(name) or "1"
    return min(int(told), 200) if told.isdigit() else 1


def _page(data: bytes) -> bytes:
    """The page within a web archive; any other page as it is."""
    if not data[:200].lstrip().lower().startswith(b"mime-version"):
        return data
    parts = message_from_bytes(data).walk()
    pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
    return next((page for page in pages if isinstance(page, bytes) and b"<table" in page.lower()), b"")


def tables_of(path: Path, encoding: str = "") -> list[list[list[str]]]:
    """Rows of every table of the page."""
    data = _page(path.read_bytes()[:_MOST])
    declared = "cp1251" if b"windows-1251" in data[:2000].lower() else "utf-8"
    reader = _Tables()
    reader.feed(data.decode(encoding or declared, errors="replace"))
    return [table for table in reader.tables if table]
