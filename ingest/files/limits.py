"""How much a file may unfold to: bytes, nesting, entries, rows and cells. Small files of gigabytes exist."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from ingest.errors import InvalidInput

MB: Final = 1 << 20
MOST_UNPACKED: Final = 8 << 30
"""Bytes of a text file once unpacked."""
MOST_BOOK: Final = 1 << 30
"""Bytes of a workbook once unpacked; its texts are held in memory together."""
MOST_RATIO: Final = 200
"""Unpacked to packed. Statistics reach some 50; a file of one repeated byte a thousand."""
UNSUSPECTED: Final = 16 * MB
"""Below this many unpacked bytes the ratio does not matter."""
MOST_ENTRIES: Final = 2_000
MOST_ROWS: Final = 1_048_576
"""Of one sheet: what Excel itself can hold."""
MOST_CELLS: Final = 50_000_000
"""Of one sheet, the empty ones between filled ones included."""
DEEPEST: Final = 32
"""Levels of JSON."""
_ESCAPED: Final = re.compile(rb"\\.", re.S)
_QUOTED: Final = re.compile(rb'"[^"]*"')
_DROPPED: Final = bytes(byte for byte in range(256) if byte not in b'[]{}"')


class Unpacking:
    """A gzip stream that stops when it unfolds to more than a file of statistics can.

    Args:
        inner: the unpacked stream.
        path: the packed file.

    Raises:
        InvalidInput: of whatever reads: it unfolds to too much, or is damaged.
    """

    def __init__(self, inner: IO[bytes], path: Path) -> None:
        self.inner = inner
        self.path = path
        packed = path.stat().st_size
        self.most = min(MOST_UNPACKED, max(UNSUSPECTED, packed * MOST_RATIO))

    def _taken(self, how: Callable[[int], bytes], size: int) -> bytes:
        try:
            block = how(size)
        except (zlib.error, gzip.BadGzipFile, EOFError) as error:
            raise InvalidInput("files-unreadable", file=self.path.name) from error
        if self.inner.tell() > self.most:
            raise InvalidInput("files-unfolds", file=self.path.name, most=round(self.most / MB))
        return block

    def read(self, size: int = -1) -> bytes:
        """Some bytes; all that are left are never read at once."""
        return self._taken(self.inner.read, size if 0 <= size <= self.most else self.most + 1)

    def read1(self, size: int = -1) -> bytes:
        """Some bytes of one step."""
        return self._taken(self.inner.read1, size if size > 0 else MB)  # type: ignore[attr-defined]

    def readline(self, size: int = -1) -> bytes:
        """One line."""
        return self._taken(self.inner.readline, size if 0 <= size <= self.most else self.most + 1)

    def __iter__(self) -> Iterator[bytes]:
        """Lines."""
        return iter(self.readline, b"")

    def __enter__(self) -> "Unpacking":
        return self

    def __exit__(self, *_: object) -> None:
        self.inner.close()

    def __getattr__(self, name: str) -> Any:
        """Everything that reads nothing is the stream's own: seeking, telling, closing."""
        return getattr(self.inner, name)


def check_book(path: Path) -> None:
    """Refuses a workbook by its table of contents, before any of it is unpacked.

    Raises:
        InvalidInput: it would unfold to too much.
        zipfile.BadZipFile: it is no archive.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    most = min(MOST_BOOK, max(UNSUSPECTED, path.stat().st_size * MOST_RATIO))
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > most:
        raise InvalidInput("files-unfolds", file=path.name, most=round(most / MB))


def bounded_rows(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    """The rows of a sheet, as many as a sheet can have.

    Raises:
        InvalidInput: there are more rows or cells.
    """
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            raise InvalidInput("files-too-many-cells", file=name, rows=MOST_ROWS, cells=MOST_CELLS)
        yield row


def check_nesting(blocks: Iterable[bytes], name: str) -> None:
    """Refuses JSON that is nested deeper than statistics are: readers hold every level, and some every path to it.

    Args:
        blocks: the bytes of the file in an encoding that keeps ASCII.
        name: of the file.

    Raises:
        InvalidInput: it is nested deeper than `DEEPEST`.
    """
    nesting = _Nesting()
    for block in blocks:
        if nesting.deepest(block) > DEEPEST:
            raise InvalidInput("files-too-deep", file=name, most=DEEPEST)


class _Nesting:
    """How deep JSON is after each block; brackets inside strings do not count, and a block may end anywhere."""

    def __init__(self) -> None:
        self.depth = 0
        self.in_string = False
        self.rest = b""

    def deepest(self, block: bytes) -> int:
        marks = self._marks(block)
        if not marks:
            return self.depth
        opening = np.isin(np.frombuffer(marks, dtype=np.uint8), np.frombuffer(b"[{", dtype=np.uint8))
        levels = self.depth + np.cumsum(np.where(opening, 1, -1))
        self.depth = max(int(levels[-1]), 0)
        return int(levels.max())

    def _marks(self, block: bytes) -> bytes:
        """The brackets outside strings."""
        data = self.rest + block
        slashes = len(data) - len(data.rstrip(b"\\"))
        self.rest = b"\\" if slashes % 2 else b""
        data = data[: len(data) - slashes % 2]
        marks = (_ESCAPED.sub(b"", data) if b"\\" in data else data).translate(None, _DROPPED)
        if self.in_string:
            _, quote, marks = marks.partition(b'"')
            self.in_string = not quote
        marks, quote, _ = _QUOTED.sub(b"", marks).partition(b'"')
        self.in_string = self.in_string or bool(quote)
        return marks
