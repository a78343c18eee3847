"""Reads any recognised file as frames of text cells, some ten thousand rows at a time, so that memory stays flat."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

import ijson
import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.errors import InvalidInput
from ingest.files.book_parts import cell_text
from ingest.files.encodings import ONE_BYTE
from ingest.files.layout import BLOCK, Layout, as_utf8
from ingest.files.records import rows_of

ROWS: Final = 50_000
STATE: Final = "state"
"""Column after the file's own: empty, or the reason why the line itself is broken."""
_LONGEST_QUOTE: Final = 50
"""Lines after which an opened quote is taken for a stray one."""
_ASCII_KEPT: Final = frozenset({"utf-8", "utf-8-sig", *ONE_BYTE})

Line = tuple[list[str], str]
"""Cells, and what is wrong with the line."""


def read_chunks(layout: Layout, rows: int = ROWS) -> Iterator[pd.DataFrame]:
    """Frames of text: one column per header, numbered from 0, and the last one (`state`) for broken lines."""
    if layout.reshape is not None:
        plain = replace(layout, header=layout.raw, reshape=None)
        lines = _careful_lines(plain) if layout.format == "delimited" else _READERS[layout.format](plain)
        yield from _frames(layout.reshape.apply(lines), len(layout.header), rows)
    elif layout.format != "delimited":
        yield from _frames(_READERS[layout.format](layout), len(layout.header), rows)
    elif _needs_care(layout):
        yield from _frames(_careful_lines(layout), len(layout.header), rows)
    else:
        yield from _fast_frames(layout, rows)


def _fast_frames(layout: Layout, rows: int) -> Iterator[pd.DataFrame]:
    width = len(layout.header)
    with layout.open() as handle:
        for _ in range(layout.skipped_lines):
            handle.readline()
        if not handle.read(1):
            return
        handle.seek(-1, 1)
        reader = pd.read_csv(
            handle,
            sep=layout.delimiter,
            encoding=layout.encoding,
            encoding_errors="replace",
            header=None,
            names=list(range(width)),
            dtype=object,
            keep_default_na=False,
            na_values=[],
            index_col=False,
            chunksize=rows,
            low_memory=False,
        )
        for frame in reader:
            frame[STATE] = np.full(len(frame), "", dtype=object)
            yield frame


def _needs_care(layout: Layout) -> bool:
    """Whether the fast reader would hide something: odd lines, quotes that do not close, another table below."""
    if layout.encoding not in _ASCII_KEPT or layout.last_line is not None:
        return True
    delimiter = ord(layout.delimiter)
    with layout.open() as handle:
        start = handle.read(BLOCK)
    if b"\r" in start and b"\n" not in start:  # lines end as on old machines
        return True
    with layout.open() as handle:
        for _ in range(layout.skipped_lines):
            handle.readline()
        rest = b""
        for block in iter(lambda: handle.read(BLOCK), b""):
            whole, line_end, rest = (rest + block).rpartition(b"\n")
            if line_end and _is_odd(whole + b"\n", delimiter, len(layout.header)):
                return True
            if len(rest) > BLOCK:
                return True
        return bool(rest) and _is_odd(rest + b"\n", delimiter, len(layout.header))


def _is_odd(block: bytes, delimiter: int, width: int) -> bool:
    data = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    if b"\r" in block and np.count_nonzero(data == ord("\r")) != np.count_nonzero(data[ends - 1] == ord("\r")):
        return True
    marks = data == delimiter
    if b'"' in block:
        quotes = np.cumsum(data == ord('"'))
        if (quotes[ends] % 2).any() or not _quoted_whole(data, delimiter):
            return True
        marks &= quotes % 2 == 0
    lengths = np.diff(ends, prepend=-1)
    cells = np.diff(np.cumsum(marks)[ends], prepend=0) + 1
    return bool(((cells != width) & (lengths > 2)).any())


def _quoted_whole(data: npt.NDArray[np.uint8], delimiter: int) -> bool:
    """Whether every quote that opens begins its cell; one within a cell is a letter, and hides no delimiter."""
    opening = np.flatnonzero(data == ord('"'))[::2]
    before = data[opening[opening > 0] - 1]
    return bool(np.isin(before, (delimiter, ord("\n"), ord("\r"), ord('"'))).all())


def _careful_lines(layout: Layout) -> Iterator[Line]:
    width = len(layout.header)
    with layout.open_text() as handle:
        lines: Iterator[str] = (line.replace("\0", "") for line in handle)
        lines = islice(lines, layout.skipped_lines, layout.last_line)
        for cells in _records(lines, layout.delimiter):
            yield cells, _line_state(cells, width)


def _line_state(cells: Sequence[str], width: int) -> str:
    if len(cells) < width:
        return "too_few_cells"
    return "too_many_cells" if any(cell.strip() for cell in cells[width:]) else ""


def _records(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """Records of a delimited text; a quote that never closes spoils its own line, not the rest of the file."""
    for line in lines:
        record = [line]
        while "".join(record).count('"') % 2 and len(record) < _LONGEST_QUOTE:
            following = next(lines, None)
            if following is None:
                break
            record.append(following)
        if "".join(record).count('"') % 2:
            yield from _split_plain(record[:1], delimiter)
            yield from _records(iter(record[1:]), delimiter)
        else:
            yield from (cells for cells in csv.reader(record, delimiter=delimiter) if any(map(str.strip, cells)))


def _split_plain(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    for cells in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE):
        if any(map(str.strip, cells)):
            yield cells


def _json_lines(layout: Layout) -> Iterator[Line]:
    with layout.open_text() as handle:
        for line in handle:
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield from _rows(layout, row, line.strip())


def _rows(layout: Layout, row: object, text: str) -> Iterator[Line]:
    if not isinstance(row, dict):
        yield [text], "broken_line"
        return
    for flat in rows_of(row):
        yield [cell_text(flat.get(name)) for name in layout.header], ""


def _json_items(layout: Layout) -> Iterator[Line]:
    with layout.open() as handle:
        try:
            for row in ijson.items(as_utf8(handle, layout.encoding), layout.rows_at, use_float=True):
                yield from _rows(layout, row, str(row))
        except ijson.JSONError as error:
            raise InvalidInput("files-unreadable", file=layout.path.name) from error


def _sheet_lines(layout: Layout) -> Iterator[Line]:
    width, header = len(layout.header), [*layout.header]
    rows = layout.book.sheet(layout.sheet).rows if layout.book else iter(())
    for cells in islice(rows, layout.skipped_lines, layout.last_line):
        if not any(map(str.strip, cells)) or (cells[0].strip() == header[0] and _is_header(cells, header)):
            continue
        state = "too_many_cells" if any(cell.strip() for cell in cells[width:]) else ""
        yield [*cells, *[""] * (width - len(cells))][: max(width, 1)], state


def _is_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row repeats the header, as at the top of every printed page."""
    return [cell.strip() for cell in cells[: len(header)]] == header


_READERS: Final = {"json_lines": _json_lines, "json": _json_items, "xlsx": _sheet_lines}


def _frames(lines: Iterator[Line], width: int, rows: int) -> Iterator[pd.DataFrame]:
    for first in lines:
        part = [_fitted(cells, state, width) for cells, state in chain([first], islice(lines, rows - 1))]
        yield pd.DataFrame(part, columns=[*range(width), STATE], dtype=object)


def _fitted(cells: list[str], state: str, width: int) -> list[str]:
    missing = width - len(cells)
    if missing < 0:
        return [*cells[: width - 1], " | ".join(cells[width - 1 :]) if state else cells[width - 1], state]
    return [*cells, *[""] * missing, state]
