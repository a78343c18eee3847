"""Finds out what a file is before it is read: format, encoding, delimiter, and where its header stands."""

import codecs
import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Final, Literal, cast

import ijson

from ingest.errors import InvalidInput
from ingest.files import headers
from ingest.files.encodings import one_byte_encoding, wide_encoding
from ingest.files.limits import Unpacking, check_nesting
from ingest.files.records import names_of, place_of_rows
from ingest.files.reshape import Reshape, joined_names
from ingest.files.reshaping import reshaped
from ingest.files.sheets import BookKind

Format = Literal["delimited", "json_lines", "json", "xlsx"]

DELIMITERS: Final = (",", ";", "\t", "|")
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
    inside: str = ""
    """The archive that holds the file: exports are packed under the name of the report."""
    book: BookKind = "xlsx"
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


def find_text_layout(path: Path, mapping: Mapping[str, str], today: date, inside: str = "") -> Layout:
    """How to read a file that is no workbook; `inside` is the name of the archive that holds it.

    Raises:
        InvalidInput: it is empty, or it is no table.
    """
    start, packed = beginning(path)
    if not start.strip():
        raise InvalidInput("files-empty", file=path.name)
    encoding = _encoding(path, start, packed=packed)
    if encoding is None:
        raise InvalidInput("files-not-a-table", file=path.name)
    text = start.decode(encoding, errors="ignore")
    if text.lstrip()[:1] in {"{", "["}:
        check_nesting(_blocks(path, packed=packed, encoding=encoding), path.name)
        return replace(_json_layout(path, text, packed=packed, encoding=encoding), inside=inside)
    around = Surroundings(packed=packed, encoding=encoding, today=today, inside=inside)
    return _delimited_layout(path, text, mapping, around)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is known of a text file before its header is found."""

    packed: bool
    encoding: str
    today: date
    inside: str


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


def _encoding(path: Path, start: bytes, *, packed: bool) -> str | None:
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


def _blocks(path: Path, *, packed: bool, encoding: str) -> Iterator[bytes]:
    """The whole file in an encoding that keeps ASCII."""
    with open_bytes(path, packed=packed) as handle:
        plain = as_utf8(handle, encoding) if encoding.startswith("utf-16") else handle
        yield from iter(lambda: plain.read(BLOCK), b"")


def _delimited_layout(path: Path, text: str, mapping: Mapping[str, str], around: Surroundings) -> Layout:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)[: SAMPLE_ROWS * 4]
    best = max((_header_row(lines, delimiter, mapping) for delimiter in DELIMITERS), key=lambda found: found.rank)
    titles = tuple(line.strip() for line in lines[: best.line - 1] if line.strip())
    table = None
    if not mapping:
        sample = [[*row, *[""] * (len(best.cells) - len(row))] for row in best.below if any(map(str.strip, row))]
        table = reshaped(
            best.cells,
            best.above,
            sample,
            titles=titles,
            name=joined_names(path.name, around.inside),
            today=around.today,
            is_book=False,
        )
    return Layout(
        path=path,
        format="delimited",
        packed=around.packed,
        encoding=around.encoding,
        delimiter=best.delimiter,
        skipped_lines=best.line,
        header=tuple(table.header if table else best.cells),
        raw=tuple(best.cells),
        titles=titles,
        inside=around.inside,
        reshape=table,
    )


@dataclass(frozen=True, kw_only=True)
class _Header:
    delimiter: str
    line: int
    cells: Sequence[str]
    rank: tuple[int, int, int]
    below: Sequence[list[str]] = ()
    above: Sequence[str] = ()


def _header_row(lines: Sequence[str], delimiter: str, mapping: Mapping[str, str]) -> _Header:
    reader = csv.reader(lines, delimiter=delimiter)
    best = _Header(delimiter=delimiter, line=1, cells=(), rank=(-1, 0, 0))
    rows = []
    for number, cells in enumerate(_some_rows(reader)):
        rows.append(cells)
        rank = (headers.score(cells, mapping), len(cells), -number)
        if cells and (rank[0] > best.rank[0] or not best.cells):
            best = _Header(delimiter=delimiter, line=reader.line_num, cells=without_trailing_blanks(cells), rank=rank)
    number = -best.rank[2]
    above = rows[number - 1] if number and len(rows[number - 1]) > 1 else ()
    return replace(best, below=rows[number + 1 :], above=above)


def _some_rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for _ in range(SAMPLE_ROWS):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def without_trailing_blanks(cells: Iterable[str]) -> list[str]:
    """A row up to its last filled cell."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _json_layout(path: Path, text: str, *, packed: bool, encoding: str) -> Layout:
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
