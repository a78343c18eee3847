"""Which row of a table is its header: the one that names most."""

from collections.abc import Mapping, Sequence
from typing import Final

from ingest.channel_names import canonical
from ingest.files import days
from ingest.files.field_names import field_of
from ingest.files.mapping import LISTS
from ingest.files.reshape import is_measure

_LONGEST: Final = 80
_SEVERAL: Final = 2


def score(cells: Sequence[str], mapping: Mapping[str, str]) -> int:
    """How many different fields a row of cells names, with the channels beside its day or the periods across it."""
    mapped = {header.strip().casefold() for name, header in mapping.items() if name not in LISTS}
    texts = [cell for cell in cells if cell.strip() and len(cell) < _LONGEST]
    found = {one[0] for cell in texts if (one := field_of(cell))}
    if len(found) < _SEVERAL and _holds_figures(texts):  # a row of data whose name is a word too
        found = set()
    return len(found) + sum(cell.strip().casefold() in mapped for cell in cells) + _across(texts, found)


def _holds_figures(texts: Sequence[str]) -> bool:
    """Whether half of the cells or more are plain numbers."""
    return 2 * sum(cell.strip().isdigit() for cell in texts) >= len(texts) > 0


def _across(texts: Sequence[str], found: set[str]) -> int:
    """What heads columns without naming a field: channels beside a day, each as much as a field, or months and days."""
    if found & {"day", "month"}:
        channels = {known.key for cell in texts if not field_of(cell) and (known := canonical(cell))}
        return len(channels) if len(channels) >= _SEVERAL else 0
    if len(found) >= _SEVERAL or any(cell.strip(" -").replace(".", "").replace(",", "").isdigit() for cell in texts):
        return 0
    periods = {day for cell in texts if not cell.isdigit() and (day := days.parse_day(cell, "day_first"))}
    return int(len(periods) >= _SEVERAL)


def lower_level(rows: Sequence[Sequence[str]], head: int) -> int:
    """The row of the header itself: the one below where that names the measures of the channels above.

    Args:
        rows: first rows of a table.
        head: the row that names most.
    """
    below = [cell for cell in rows[head + 1] if cell.strip()] if head + 1 < len(rows) else []
    return head + 1 if len(below) >= _SEVERAL and all(map(is_measure, below)) else head
