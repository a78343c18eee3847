"""A file that has been looked at: its tables, each with its columns and first rows."""

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

import pandas as pd

from ingest.errors import InvalidInput
from ingest.files import headers
from ingest.files.assumed import with_assumed
from ingest.files.by_cells import told_by_cells
from ingest.files.chunks import ROWS, read_chunks
from ingest.files.column_notes import Note
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.layout import Layout
from ingest.files.mapping import WON, names_in, plain_name
from ingest.files.parts import said_parts, with_parts
from ingest.files.shape import Taught
from ingest.files.tables import find_layouts


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What earlier files have taught: those of the same headers, and all of them by their words."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    taught: Taught = field(default_factory=Taught)
    words: Mapping[str, str] = field(default_factory=dict)
    """What headers are called that hold one measure in every file: word to measure."""
    own: frozenset[str] = frozenset()
    """Words of columns of figures that are kept under their own names."""


Recall = Callable[[str], Remembered]
"""Signature of a header row to what is known of it."""


@dataclass(frozen=True, kw_only=True)
class OpenedTable:
    """One table."""

    layout: Layout
    columns: Columns
    first: pd.DataFrame
    signature: str
    taught: Taught = field(default_factory=Taught)
    rest: list[Iterator[pd.DataFrame]] = field(default_factory=list, compare=False)
    """The rows after the first, as far as nobody has asked for them yet: a file is not opened twice to be read once."""

    @property
    def title(self) -> str:
        """Its sheet, or its file."""
        return self.layout.sheet or self.layout.path.name

    def chunks(self) -> Iterator[pd.DataFrame]:
        """All of its rows, from the first, each time it is asked."""
        if len(self.first) < ROWS:
            return iter([self.first])
        return chain([self.first], self.rest.pop() if self.rest else _further(self.layout))


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One file."""

    path: Path
    tables: list[OpenedTable]
    notes: tuple[Note, ...] = ()
    lacking: frozenset[str] = frozenset()
    """Fields of the mapping whose header none of its tables has."""

    def headers(self) -> list[str]:
        """Of all its tables, each once."""
        return list(dict.fromkeys(header for table in self.tables for header in table.columns.headers if header))


def _further(layout: Layout) -> Iterator[pd.DataFrame]:
    chunks = read_chunks(layout)
    next(chunks, None)
    yield from chunks


def signature_of(header: tuple[str, ...]) -> str:
    """Equal for files of the same headers, whatever their order of rows, days or name."""
    plain = "\x1f".join(plain_header(cell) for cell in header)
    return hashlib.blake2b(plain.encode(), digest_size=12).hexdigest()


@contextmanager
def opened(path: Path, mapping: Mapping[str, str], today: date, recall: Recall | None = None) -> Iterator[Opened]:
    """Looks at a file and reads the first rows of its tables.

    Raises:
        InvalidInput: there is no such file, it is no table, or it has a header and nothing below.
    """
    with tempfile.TemporaryDirectory(prefix="demetra-") as folder:
        try:
            yield _looked_at(path, mapping, today, recall, Path(folder))
        except (zlib.error, EOFError, zipfile.BadZipFile) as error:  # damage shows wherever the bytes of it are reached
            raise InvalidInput("files-unreadable", file=path.name) from error


def _looked_at(path: Path, mapping: Mapping[str, str], today: date, recall: Recall | None, folder: Path) -> Opened:
    found = find_layouts(path, mapping, today, folder)
    tables = [table for layout in found.layouts if (table := _table(layout, mapping, recall)) is not None]
    if not tables:
        raise InvalidInput("files-no-rows", file=path.name)
    known = {name for table in tables for name in _held(table.layout.header, mapping)}
    return Opened(path=path, tables=tables, notes=found.notes, lacking=frozenset(mapping.keys() - known))


def _held(cells: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """What of a mapping speaks about this header row: other tables and files beside it may have the other headers."""
    headers_here = set(map(plain_name, headers.numbered(cells)))
    return {name: header for name, header in mapping.items() if name == WON or headers_here & names_in(name, header)}


def check_mapping(files: Sequence[Opened], mapping: Mapping[str, str]) -> None:
    """Of files loaded together each mapped header must stand in one.

    Raises:
        InvalidInput: it stands in none.
    """
    lost = next((name for name in mapping if all(name in file.lacking for file in files)), None)
    if lost is not None:
        possible = ", ".join(dict.fromkeys(header for file in files for header in file.headers()))
        raise InvalidInput("files-map-unknown-header", received=mapping[lost], possible=possible)


def _table(layout: Layout, mapping: Mapping[str, str], recall: Recall | None) -> OpenedTable | None:
    signature = signature_of(layout.header)
    known = recall(signature) if recall else Remembered()
    said = said_parts(_held(layout.header, {**known.mapping, **mapping}), layout.header)
    columns = headers.resolve(layout.header, said.mapping)
    rest = read_chunks(layout)
    first = next(rest, None)
    if first is None:
        return None
    columns = with_parts(told_by_cells(columns, first), first, said.parts)
    columns = with_assumed(columns, first, words=known.words, own=known.own)
    return OpenedTable(
        layout=layout, columns=columns, first=first, signature=signature, taught=known.taught, rest=[rest]
    )
