"""Finds what cuts a file finer than one row per campaign, day and slice value: such rows are parts and are added up."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ingest.files.amounts import BLANK, Cells, says_nothing
from ingest.files.headers import Columns
from ingest.files.sales_rows import rows_are
from ingest.files.telegram_halves import is_half
from ingest.files.words import Words, combined, words
from ingest.lengths import bounded

_CLOCK: Final = re.compile(r"[T\s](?!00:00)(\d{1,2}:\d{2})")
_LOOKED_AT: Final = 20_000
_NAMED_BY_ID: Final = {"adset": "adset_id", "ad": "ad_id"}
_LONGEST_NUMBER: Final = 4
"""Digits of an unknown number that may still be a count; longer ones which never repeat are taken for ids."""
CLOCK: Final = "clock"
_DOTTED: Final = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})\b(.*)$")
_WIDEST: Final = 20


@dataclass(frozen=True, kw_only=True)
class Grain:
    """What makes rows finer than a fact."""

    names: tuple[str, ...] = ()
    """Fields, or headers of columns that no catalogue knows; `clock` for the hour of a timestamp."""
    positions: tuple[int, ...] = ()
    careful: bool = False
    """Rows of one key may come: they are gathered and added up before they are stored."""
    turn: int | None = None
    """The column which says which of several rows of one part is the newest; -1: the later row in the file is."""
    learned: tuple[str, ...] = ()
    """Headers that were found to cut rows finer by looking at the rows."""
    single: bool = False
    """A part stands once, whatever day and campaign it is given: a deal that comes again is the same deal."""

    @property
    def label(self) -> str:
        """The grain's name in the store."""
        return "+".join(self.names)


def find_grain(columns: Columns, sample: pd.DataFrame, day: int, remembered: Collection[str] = ()) -> Grain:
    """Looks at headers and first rows; `remembered` are headers that cut earlier files of the same headers."""
    if is_half(columns):
        return Grain()
    turn = _turn(columns)
    if columns.has("order_id") and rows_are(columns) == "deals":
        place = columns.positions["order_id"]
        return Grain(
            names=("order_id",), positions=(place,), careful=True, turn=-1 if turn is None else turn, single=True
        )
    known = _known(columns, sample)
    has_hours = _has_hours(sample, day) and "hour" not in known
    learned = _hidden(columns, sample, day, known, remembered) if turn != -1 else ()
    at = {**known, **{header: columns.headers.index(header) for header in learned}}
    at |= {CLOCK: day} if has_hours else {}
    named = columns.has("campaign_id") or columns.has("campaign")
    return Grain(
        names=tuple(at),
        positions=tuple(at.values()),
        careful=bool(at) or not named or turn is not None,
        turn=turn,
        learned=learned,
    )


def _known(columns: Columns, sample: pd.DataFrame) -> dict[str, int]:
    """Finer fields that say something, each by its id where it has one."""
    found = {name: columns.positions[name] for name in columns.of_role("finer")}
    telling = {name: position for name, position in found.items() if _says(sample[position])}
    for name, by_id in _NAMED_BY_ID.items():
        if by_id in telling:
            telling.pop(name, None)
    return telling


def _says(column: pd.Series) -> bool:
    return not all(says_nothing(cell) for cell in column.unique()[:_LOOKED_AT])


def _turn(columns: Columns) -> int | None:
    if columns.has("version"):
        return columns.positions["version"]
    return -1 if columns.has("remark") else None


def _has_hours(sample: pd.DataFrame, day: int) -> bool:
    cells: Cells = pd.unique(sample[day].to_numpy(dtype=object)[:_LOOKED_AT])
    return any(_CLOCK.search(cell) for cell in cells)


def _hidden(
    columns: Columns, sample: pd.DataFrame, day: int, known: dict[str, int], remembered: Collection[str]
) -> tuple[str, ...]:
    """Unknown columns which tell apart rows that else had one key: words, or numbers which look like ids."""
    rows = sample.iloc[:_LOOKED_AT, : len(columns.headers)].drop_duplicates()
    keys = [columns.positions[name] for name in columns.of_role("day", "identity", "trait", "slice")]
    keys = list(dict.fromkeys([*keys, day, *known.values()]))
    repeated = rows[rows.duplicated(keys, keep=False)]
    found = []
    for header in columns.unknown:
        position = columns.headers.index(header)
        differs = len(repeated) and (repeated.groupby(keys)[position].nunique() > 1).any()
        if header in remembered or (differs and (_is_text(rows[position]) or _is_id(rows[position]))):
            found.append(header)
    return tuple(found)


def _is_text(column: pd.Series) -> bool:
    cells = [cell.strip() for cell in column.unique() if not says_nothing(cell)]
    return bool(cells) and sum(not cell[:1].isdigit() and cell[:1] not in "-+$€₽" for cell in cells) > len(cells) / 2


def _is_id(column: pd.Series) -> bool:
    cells = [cell.strip() for cell in column if cell.strip()]
    whole = all(cell.isdigit() for cell in cells)
    return bool(cells) and whole and len(set(cells)) == len(cells) and max(map(len, cells)) > _LONGEST_NUMBER


def parts(chunk: pd.DataFrame, grain: Grain) -> Words:
    """The values of the grain's columns, joined, one text a row."""
    columns = [_cells(chunk, name, position) for name, position in zip(grain.names, grain.positions, strict=True)]
    columns = [_with_own(column, chunk) for column in columns] if grain.single else columns
    codes, last = combined(columns)
    texts = ["\x1f".join(column.values[column.codes[row]] for column in columns) for row in last]
    return Words(codes=codes, values=[bounded(text) for text in texts])


def _with_own(column: Words, chunk: pd.DataFrame) -> Words:
    """The column with a name for each row that lacks one: such a row is itself, and repeats only itself."""
    if all(column.values):
        return column
    marks = pd.util.hash_pandas_object(chunk, index=False)
    pairs = zip(column.cells(), marks, strict=True)
    return words(np.array([cell or f"#{mark:x}" for cell, mark in pairs], dtype=object))


def _cells(chunk: pd.DataFrame, name: str, position: int) -> Words:
    read = words(chunk[position].to_numpy(dtype=object))
    if name == CLOCK:
        return read.mapped(lambda text: found[1] if (found := _CLOCK.search(text)) else "")
    return read.mapped(lambda text: "" if text.casefold() in BLANK else text.casefold())


def turns(chunk: pd.DataFrame, grain: Grain, start: int) -> Sequence[object]:
    """What orders rows of one part from old to new; equal for all where nothing does."""
    if grain.turn is None:
        return np.zeros(len(chunk), dtype=np.int64).tolist()
    if grain.turn < 0:
        return list(range(start, start + len(chunk)))
    moments = words(chunk[grain.turn].to_numpy(dtype=object)).mapped(_moment).cells()
    if not grain.single:
        return list(moments)
    return [f"{moment}\x1f{row:012}" for row, moment in enumerate(moments, start)]


def _moment(text: str) -> str:
    """A version that sorts as a text: `01.11.2026 9:30` after `31.10.2026 12:00`, 10 after 9."""
    dotted = _DOTTED.match(text)
    if dotted:
        return f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2} {dotted[4].strip():0>8}"
    return f"{text:0>{_WIDEST}}" if text.isdigit() else text
