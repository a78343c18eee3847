"""Finds the tables of a text file: where each header stands, and where another table begins below."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from ingest.errors import InvalidInput
from ingest.files.header_rows import lower_level, score
from ingest.files.layout import (
    SAMPLE_ROWS,
    Layout,
    beginning,
    blocks_of,
    encoding_of,
    json_layout,
    without_trailing_blanks,
)
from ingest.files.limits import check_nesting
from ingest.files.reshape import joined_names
from ingest.files.reshaping import reshaped
from ingest.files.under_header import below_header

DELIMITERS: Final = (",", ";", "\t", "|")
SURE: Final = 3
"""Fields that a row below an empty one must name to begin another table."""


def find_text_layouts(path: Path, mapping: Mapping[str, str], today: date, inside: str = "") -> list[Layout]:
    """How to read each table of a file that is no workbook; `inside` is the name of the archive that holds it.

    Raises:
        InvalidInput: it is empty, or it is no table.
    """
    start, packed = beginning(path)
    if not start.strip():
        raise InvalidInput("files-empty", file=path.name)
    encoding = encoding_of(path, start, packed=packed)
    if encoding is None:
        raise InvalidInput("files-not-a-table", file=path.name)
    text = start.decode(encoding, errors="ignore")
    if text.lstrip()[:1] in {"{", "["}:
        check_nesting(blocks_of(path, packed=packed, encoding=encoding), path.name)
        return [replace(json_layout(path, text, packed=packed, encoding=encoding), inside=inside)]
    around = Surroundings(path=path, packed=packed, encoding=encoding, mapping=mapping, today=today, inside=inside)
    return _stacked(re.split(r"(?<=\n)|(?<=\r)(?!\n)", text), around)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is known of a text file before its headers are found."""

    path: Path
    packed: bool
    encoding: str
    mapping: Mapping[str, str]
    today: date
    inside: str


def _stacked(lines: Sequence[str], around: Surroundings) -> list[Layout]:
    """The tables one below another."""
    first = _delimited_layout(lines, around)
    layouts = [first]
    while (begins := _begins(lines, layouts[-1], around.mapping)) is not None:
        layouts[-1] = replace(layouts[-1], last_line=begins)
        found = _delimited_layout(lines[begins:], around)
        layouts.append(
            replace(found, skipped_lines=begins + found.skipped_lines, titles=(*first.titles, *found.titles))
        )
    return layouts


def _begins(lines: Sequence[str], above: Layout, mapping: Mapping[str, str]) -> int | None:
    """The line at which another table begins: its title or its header below an empty line, or the header turned."""
    empty = [not line.strip(f"\r\n {above.delimiter}") for line in lines]
    for number in range(above.skipped_lines + 2, len(lines)):
        if _is_turned(lines[number], above):
            return number
        if empty[number] or not (empty[number - 1] or (empty[number - 2] and _is_title(lines[number - 1], above))):
            continue
        cells = next(csv.reader([lines[number]], delimiter=above.delimiter), [])
        if without_trailing_blanks(cells) != list(above.raw) and score(cells, mapping) >= SURE:
            return number if empty[number - 1] else number - 1
    return None


def _is_turned(line: str, above: Layout) -> bool:
    """Whether the header comes again with its columns in another order: files were put one below the other."""
    if not above.raw or above.raw[0].strip() not in line:  # nearly all lines: they are rows of the table
        return False
    cells = [cell.strip('" \r\n') for cell in line.split(above.delimiter)]
    headers_above = [cell.strip() for cell in above.raw]
    return len(cells) == len(headers_above) and cells != headers_above and sorted(cells) == sorted(headers_above)


def _is_title(line: str, above: Layout) -> bool:
    return line.rstrip(f"\r\n {above.delimiter}").count(above.delimiter) == 0


def _delimited_layout(all_lines: Sequence[str], around: Surroundings) -> Layout:
    path, mapping = around.path, around.mapping
    lines = all_lines[: SAMPLE_ROWS * 4]
    best = max((_header_row(lines, delimiter, mapping) for delimiter in DELIMITERS), key=lambda found: found.rank)
    titles = tuple(line.strip() for line in lines[: best.line - 1] if line.strip())
    cells, units = below_header(best.cells, best.below)
    best = replace(best, cells=cells, below=best.below[units:], line=best.lines[units])
    sample = [[*row, *[""] * (len(best.cells) - len(row))] for row in best.below if any(map(str.strip, row))]
    table = reshaped(
        best.cells,
        best.above,
        sample,
        titles=titles,
        name=joined_names(path.name, around.inside),
        today=around.today,
        is_book=False,
        mapping=mapping,
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
    lines: Sequence[int] = (1,)
    """Physical lines at which the header and the rows below it end."""


def _header_row(lines: Sequence[str], delimiter: str, mapping: Mapping[str, str]) -> _Header:
    reader = csv.reader(lines, delimiter=delimiter)
    best = _Header(delimiter=delimiter, line=1, cells=(), rank=(-1, 0, 0))
    rows, ends = [], []
    for number, cells in enumerate(_some_rows(reader)):
        rows.append(cells)
        ends.append(reader.line_num)
        rank = (score(cells, mapping), len(cells), -number)
        if cells and (rank[0] > best.rank[0] or not best.cells):
            best = _Header(delimiter=delimiter, line=reader.line_num, cells=without_trailing_blanks(cells), rank=rank)
    number = lower_level(rows, -best.rank[2])
    above = rows[number - 1] if number and len(rows[number - 1]) > 1 else ()
    if rows and number != -best.rank[2]:
        best = replace(best, line=ends[number], cells=without_trailing_blanks(rows[number]))
    return replace(best, below=rows[number + 1 :], above=above, lines=ends[number:] or (1,))


def _some_rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for _ in range(SAMPLE_ROWS):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return
