"""Tables of a page that calls itself a spreadsheet: what many cabinets download as `.xls`."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Final

_MOST: Final = 64 << 20
"""Bytes of a page that are read."""


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._close()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._close()
            span = dict(attrs).get("colspan") or "1"
            self.cell, self.span = [], min(int(span), 200) if span.isdigit() else 1

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.cell is not None:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is not None:
            text = " ".join("".join(self.cell).split())
            self.tables[-1][-1] += [text, *[""] * (self.span - 1)]
            self.cell = None


def tables_of(path: Path, encoding: str = "") -> list[list[list[str]]]:
    """Rows of every table of the page."""
    data = path.read_bytes()[:_MOST]
    declared = "cp1251" if b"windows-1251" in data[:2000].lower() else "utf-8"
    reader = _Tables()
    reader.feed(data.decode(encoding or declared, errors="replace"))
    return [table for table in reader.tables if table]
