"""Compact pivots: one column names a channel and, below it, its campaigns; the channel's line is their sum."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from ingest.channel_names import canonical
from ingest.files.amounts import Numbers
from ingest.files.column_sums import SampleFigures, slack
from ingest.files.reshape import Line, Reshape, name_of
from ingest.files.words import is_total

_FEWEST: Final = 2
"""Channels from which equal sums are no chance."""
_CUT_OFF: Final = 50
"""First rows from which the last channel's lines may go on."""


def levels_apart(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """Gives the first column's channels a column of their own and drops their sums."""
    if not table.header or table.at("channel") is not None or name_of(table.header[0]) not in ("", "campaign"):
        return
    if not _channels_are_sums(sample, len(table.header)):
        return
    table.header = ["Channel", "Campaign", *table.header[1:]]
    table.steps.append(_apart)
    table.notes.append(("files-note-levels-apart", {}))


def _is_channel(cell: str) -> bool:
    return canonical(cell) is not None


def _channels_are_sums(sample: Sequence[Sequence[str]], width: int) -> bool:
    """Whether every channel with lines below it is their sum in every column of figures."""
    rows = [row for row in sample if row and row[0].strip() and not is_total(row[0])]
    figures = SampleFigures(rows)
    places = [place for place in range(1, width) if figures.any(place)]
    heads = [at for at, row in enumerate(rows) if _is_channel(row[0])]
    if not places or not heads or heads[0] != 0:
        return False
    parents = [(at, end) for at, end in zip(heads, [*heads[1:], len(rows)], strict=True) if end > at + 1]
    parents = parents[:-1] if len(sample) >= _CUT_OFF else parents
    return len(parents) >= _FEWEST and all(
        _is_sum(figures.numbers(place)[at], figures.numbers(place)[at + 1 : end])
        for at, end in parents
        for place in places
    )


def _is_sum(whole: float, parts: Numbers) -> bool:
    return abs(float(np.nan_to_num(whole)) - float(np.nansum(parts))) <= slack([whole, *parts])


def _apart(lines: Iterator[Line]) -> Iterator[Line]:
    """A channel's line is held back until it is known whether lines of its own follow."""
    channel, held = "", None
    for cells, state in lines:
        name = cells[0] if cells else ""
        starts = _is_channel(name) or is_total(name)
        if held is not None and starts:
            yield held
        held = None
        if is_total(name):
            yield ["", name, *cells[1:]], state
        elif starts:
            channel, held = name, ([name, "", *cells[1:]], state)
        else:
            yield [channel, name, *cells[1:]], state
    if held is not None:
        yield held
