"""Sheets of `.xlsx` that a compiled reader gives ten times as fast, where their bytes say that it gives the same cells.

It holds a sheet whole, every text once a cell, and each number as a float. So the bytes are looked at first: how far
cells reach, how much text they hold, whether each number is exact, and which of them show a currency.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from ingest.files.book_parts import TEXTS, cell_text, money_styles, parts_of_sheets, with_currency
from ingest.files.limits import MB

_MOST_BYTES: Final = 96 * MB
"""Of one sheet's XML; what is longer is streamed, so that memory stays flat."""
_MOST_CELLS: Final = 3_000_000
"""From the first row and column to the last, the empty ones included: all of them are held."""
_MOST_TEXT: Final = 192 * MB
"""Of the texts of a sheet, if each of its cells had the longest."""
_BLOCK: Final = 4 * MB
_PLACE: Final = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"')
_TEXT: Final = re.compile(rb"""\bt\s*=\s*["']s["']""")
_CELL: Final = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_INEXACT: Final = re.compile(rb"<v>-?\d{16}")
"""Whole numbers of more digits than a float keeps: ids of campaigns."""
NO_VALUE: Final = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)")
"""A formula that was stored without its value."""


class _Look:
    """What the bytes of a sheet have told so far."""

    def __init__(self, money: Mapping[int, str]) -> None:
        self.codes = ("", *dict.fromkeys(money.values()))
        self.places = {style: self.codes.index(code) for style, code in money.items()}
        self.rows = self.columns = self.texts = 0
        self.shown: dict[int, bytearray] = {}
        styles = b"|".join(str(style).encode() for style in money)
        self.of_money = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? s="(%s)"' % styles) if money else None

    def at(self, block: bytes) -> bool:
        """Takes in one block; whether the sheet may still be plain."""
        places = _PLACE.findall(block)
        if len(places) != len(_CELL.findall(block)) or _INEXACT.search(block) or NO_VALUE.search(block):
            return False
        self.columns = max(self.columns, *map(_number, {letters for letters, _ in places}), 0)
        self.rows = max(self.rows, *map(int, {digits for _, digits in places}), 0)
        self.texts += len(_TEXT.findall(block))
        if self.rows * self.columns > _MOST_CELLS:
            return False
        for letters, digits, style in self.of_money.findall(block) if self.of_money else ():
            self._show(_number(letters), int(digits), self.places[int(style)])
        return True

    def rows_of(self, sheet: Any) -> Iterator[list[str]]:
        """The cells of the sheet that was looked at, as texts, figures with the currency that they show."""
        left = [""] * (sheet.start[1] if sheet.start else 0)
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [*left, *row]
            for column, marks in self.shown.items():
                code = marks[number] if number < len(marks) else 0
                if code and column <= len(cells) and isinstance(cells[column - 1], int | float):
                    cells[column - 1] = with_currency(cells[column - 1], self.codes[code])
            yield list(map(cell_text, cells))

    def _show(self, column: int, row: int, code: int) -> None:
        marks = self.shown.setdefault(column, bytearray())
        marks.extend(bytes(row + 1 - len(marks)))
        marks[row] = code


def _number(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> _number(b"A"), _number(b"AB")
    (1, 28)
    """
    found = 0
    for letter in letters:
        found = found * 26 + letter - ord("A") + 1
    return found


class QuickBook:
    """The sheets of a workbook as far as the compiled reader gives what stands in them.

    Raises:
        KeyError: it lacks a part that every workbook has.
        ValueError: a part of it is no plain XML.
        SyntaxError: the same.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = parts_of_sheets(archive)
            self._money = money_styles(archive)
            names = [name.casefold() for name in archive.namelist()]
            self._longest = _longest_text(archive) if len({*names}) == len(names) else _MOST_TEXT
        self._last: tuple[str, Callable[[], Iterator[list[str]]] | None] = ("", None)

    def rows(self, title: str) -> Iterator[list[str]] | None:
        """The rows of a sheet from the top; None where it has to be streamed."""
        if self._last[0] != title:
            self._last = title, self._opened(title)
        return self._last[1]() if self._last[1] else None

    def _opened(self, title: str) -> Callable[[], Iterator[list[str]]] | None:
        look = self._look(title)
        try:
            return partial(look.rows_of, self._book.get_sheet_by_name(title)) if look else None
        except CalamineError:
            return None

    @cached_property
    def _book(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_path(str(self.path))

    def _look(self, title: str) -> "_Look | None":
        look = _Look(self._money)
        with zipfile.ZipFile(self.path) as archive:
            if archive.getinfo(self.parts[title]).file_size > _MOST_BYTES:
                return None
            with archive.open(self.parts[title]) as part:
                plain = all(map(look.at, _blocks(part)))
        return look if plain and look.rows and look.texts * self._longest < _MOST_TEXT else None


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a sheet in blocks that end before a cell."""
    rest = b""
    for block in iter(lambda: part.read(_BLOCK), b""):
        whole, cell, rest = (rest + block).rpartition(b"<c ")
        yield whole
        rest = cell + rest
    yield rest


def _longest_text(archive: zipfile.ZipFile) -> int:
    """Bytes of the longest text that cells share."""
    longest, rest = 0, b""
    if TEXTS not in archive.namelist():
        return 0
    if archive.getinfo(TEXTS).file_size > _MOST_BYTES:
        return _MOST_TEXT
    with archive.open(TEXTS) as part:
        for block in iter(lambda: part.read(_BLOCK), b""):
            *texts, rest = (rest + block).split(b"</si>")
            longest = max(longest, *map(len, texts), len(rest), 0)
    return longest
