"""Decides whether a file is finer than one row per campaign, day and slice value: then its rows are added up."""

import re
from typing import Final

import pandas as pd

from ingest.files.amounts import BLANK, Cells
from ingest.files.headers import Columns
from ingest.files.telegram_halves import is_half

_CLOCK: Final = re.compile(r"[T\s](?!00:00)\d{1,2}:\d{2}")
_USUAL: Final = 0.5
"""Share of keys that must repeat before an unknown column is taken for a dimension and not for a remark."""
_LOOKED_AT: Final = 5_000


def is_summed(columns: Columns, sample: pd.DataFrame, day: int) -> bool:
    """Whether rows of one key are parts of a whole (added) and not versions of each other (the later one wins)."""
    if is_half(columns):
        return False
    named = columns.has("campaign_id") or columns.has("campaign")
    return (
        not named
        or bool(columns.of_role("finer"))
        or _has_hours(sample, day)
        or bool(hidden_dimension(columns, sample))
    )


def _has_hours(sample: pd.DataFrame, day: int) -> bool:
    cells: Cells = pd.unique(sample[day].to_numpy(dtype=object)[:_LOOKED_AT])
    return any(_CLOCK.search(cell) for cell in cells)


def hidden_dimension(columns: Columns, sample: pd.DataFrame) -> str:
    """The header of an unknown text column that tells apart rows which else had one key; empty if there is none.

    Only when repeating keys are the rule of the file and the column resolves all of them: a remark beside a corrected
    row does neither.
    """
    rows = sample.iloc[:_LOOKED_AT, : len(columns.headers)].drop_duplicates()
    keys = [columns.positions[name] for name in columns.of_role("day", "identity", "trait", "slice")]
    repeated = rows.duplicated(keys, keep=False)
    if repeated.mean() < _USUAL:
        return ""
    for header in columns.unknown:
        position = columns.headers.index(header)
        if not rows.duplicated([*keys, position]).any() and _is_text(rows[position]):
            return header
    return ""


def _is_text(column: pd.Series) -> bool:
    cells = [cell for cell in column.unique() if cell.strip().casefold() not in BLANK]
    return bool(cells) and not any(character.isdigit() for cell in cells for character in cell[:1])
