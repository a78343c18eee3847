"""Finds out what a file is before it is read: format, encoding, delimiter, and where its header stands."""

import codecs
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Final, Literal, cast

import ijson

from ingest.errors import InvalidInput
from ingest.files.encodings import one_byte_encoding, wide_encoding
from ingest.files.limits import Unpacking
from ingest.files.records import names_of, place_of_rows
from ingest.files.reshape import Reshape
from ingest.files.sheets import Book

Format = Literal["delimited", "json_lines", "json", "xlsx"]

SAMPLE_BYTES: Final = 256 * 1024
SAMPLE_ROWS: Final = 60
BLOCK: Final = 1 << 20
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How to read a file."""

    path: Path
    format: Format
    packed: bool = False
    """gzip."""
    encoding: str = "utf-8"
    delimiter: str = ","
    skipped_lines: int = 0
    """Physical lines (rows of a sheet) up to and including the header."""
    header: tuple[str, ...]
    raw: tuple[str, ...] = ()
    """The header as it stands in the file, when the rows are reshaped."""
    reshape: Reshape | None = None
    titles: tuple[str, ...] = ()
    """Title lines above the header: reports often name themselves and their days there."""
    sheet: str = ""
    channel: str = ""
    """Whose all rows are, where sheets of one form are called by channels."""
    inside: str = ""
    """The archive that holds the file: exports are packed under the name of the report."""
    book: Book | None = None
    """The workbook of the sheet."""
    rows_at: str = "item"
    """Where a JSON document keeps its rows."""
    last_line: int | None = None
    """The last row of a table that does not reach to the end of its sheet."""

    def open(self) -> IO[bytes]:
        """The file's bytes, unpacked."""
        return open_bytes(self.path, packed=self.packed)

    def open_text(self) -> TextIOWrapper:
        """The file's text."""
        return TextIOWrapper(self.open(), encoding=self.encoding, errors="replace", newline="")


def open_bytes(path: Path, *, packed: bool) -> IO[bytes]:
    """Opens a file, unpacking gzip."""
    if not packed:
        return path.open("rb")
    return cast("IO[bytes]", Unpacking(cast("IO[bytes]", gzip.open(path, "rb")), path))


def beginning(path: Path) -> tuple[bytes, bool]:
    """The first bytes, unpacked, and whether the file is packed with gzip.

    Raises:
        InvalidInput: there is no such file, or it can't be read.
    """
    try:
        with path.open("rb") as handle:
            packed = handle.read(2) == b"\x1f\x8b"
        with open_bytes(path, packed=packed) as handle:
            return handle.read(SAMPLE_BYTES), packed
    except (FileNotFoundError, IsADirectoryError) as error:
        raise InvalidInput("files-missing", file=str(path)) from error
    except (OSError, EOFError) as error:
        raise InvalidInput("files-unreadable", file=path.name) from error


def encoding_of(path: Path, start: bytes, *, packed: bool) -> str | None:
    """The encoding of a text, or None when it is none."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    wide = wide_encoding(start)
    if wide:
        return wide
    if start.count(0) > len(start) // 100:
        return None
    high = _bytes_that_are_not_utf8(path, packed=packed)
    if not high:
        return "utf-8"
    return one_byte_encoding(start, high)


def _bytes_that_are_not_utf8(path: Path, *, packed: bool) -> bytes:
    """The non-ASCII bytes of the first block that is no UTF-8; empty when the whole file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_bytes(path, packed=packed) as handle:
        for block in iter(lambda: handle.read(BLOCK), b""):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return bytes(byte for byte in block[:SAMPLE_BYTES] if byte > 0x7F) or b"\xff"
    return b""


def as_utf8(handle: IO[bytes], encoding: str) -> IO[bytes]:
    """The bytes of a text in UTF-8, whatever encoding they are stored in."""
    if encoding == "utf-8":
        return handle
    return cast("IO[bytes]", _Utf8(handle, encoding))


class _Utf8:
    def __init__(self, handle: IO[bytes], encoding: str) -> None:
        self.handle = handle
        self.decoder = codecs.getincrementaldecoder(encoding)(errors="replace")

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none at the end."""
        while block := self.handle.read(size):
            if text := self.decoder.decode(block):
                return text.encode(errors="replace")
        return b""


def blocks_of(path: Path, *, packed: bool, encoding: str) -> Iterator[bytes]:
    """The whole file in an encoding that keeps ASCII."""
    with open_bytes(path, packed=packed) as handle:
        plain = as_utf8(handle, encoding) if encoding.startswith("utf-16") else handle
        yield from iter(lambda: plain.read(BLOCK), b"")


def without_trailing_blanks(cells: Iterable[str]) -> list[str]:
    """A row up to its last filled cell."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def json_layout(path: Path, text: str, *, packed: bool, encoding: str) -> Layout:
    """How to read JSON lines or one JSON document."""
    lines = [row for line in text.splitlines()[:SAMPLE_ROWS] if (row := _object(line)) is not None]
    first = text.lstrip().partition("\n")[0]
    if lines and _object(first) is not None:
        form: Format = "json_lines"
        place, names = "item", names_of(_objects(text))
    else:
        form = "json"
        place, names = _document(path, text, packed=packed, encoding=encoding)
    if not names:
        raise InvalidInput("files-not-a-table", file=path.name)
    return Layout(path=path, format=form, packed=packed, encoding=encoding, header=tuple(names), rows_at=place)


def _document(path: Path, text: str, *, packed: bool, encoding: str) -> tuple[str, dict[str, None]]:
    """Where the rows of one JSON document stand, and the columns of those that the sample reaches."""
    rows: list[dict[str, object]] = []
    place = "item"
    try:
        with open_bytes(path, packed=packed) as handle:
            place = place_of_rows(as_utf8(handle, encoding))
        for row in ijson.items(BytesIO(text.encode()), place, use_float=True):
            rows += [row] if isinstance(row, dict) else []
    except ijson.JSONError:
        pass  # the sample ends within a row; a document that is broken is refused when its rows are read
    return place, names_of(rows)


def _objects(text: str) -> Iterator[dict[str, object]]:
    return (row for line in text.splitlines() if (row := _object(line)) is not None)


def _object(line: str) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
