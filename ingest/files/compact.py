"""Compact pivots: one column names a channel and, below it, its campaigns; the channel's line is their sum."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from ingest.channel_names import canonical
from ingest.files.amounts import DecimalMark, Numbers, number_in
from ingest.files.column_sums import SampleFigures, slack
from ingest.files.reshape import Line, Note, Reshape, name_of
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
    figures = SampleFigures(sample)
    levels = _Levels({place: figures.mark(place) for place in range(1, len(table.header) - 1) if figures.any(place)})
    table.steps.append(levels.apart)
    table.notes.append(("files-note-levels-apart", {}))
    table.afterwards.append(levels.notes)


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


class _Levels:
    """Takes the channels' lines off while the rows go by, and adds up what stands below each."""

    def __init__(self, marks: Mapping[int, DecimalMark]) -> None:
        self.marks = marks
        """Columns of figures to how they are written."""
        self.differing: list[str] = []
        """Channels whose line says something else than those below it together."""

    def apart(self, lines: Iterator[Line]) -> Iterator[Line]:
        """A channel's line is held back until it is known whether lines of its own follow."""
        channel, held, below = "", None, 0
        whole, sums = self._nothing(), self._nothing()
        for cells, state in lines:
            name = cells[0] if cells else ""
            if _is_channel(name) or is_total(name):
                yield from [held] if held is not None and not below else []
                self._compare(channel, whole, sums, below)
                held, below, sums = None, 0, self._nothing()
            if is_total(name):
                channel = ""
                yield ["", name, *cells[1:]], state
            elif _is_channel(name):
                channel, held, whole = name, ([name, "", *cells[1:]], state), self._figures(cells)
            else:
                below += 1
                sums = {place: sums[place] + figure for place, figure in self._figures(cells).items()}
                yield [channel, name, *cells[1:]], state
        yield from [held] if held is not None and not below else []
        self._compare(channel, whole, sums, below)

    def notes(self) -> list[Note]:
        """Names the channels of which the lines below tell another sum."""
        told = ", ".join(dict.fromkeys(self.differing))
        return [("files-note-levels-differ", {"channels": told})] if told else []

    def _nothing(self) -> dict[int, float]:
        return dict.fromkeys(self.marks, 0.0)

    def _figures(self, cells: Sequence[str]) -> dict[int, float]:
        read = {
            place: number_in(cells[place], mark) if place < len(cells) else 0.0 for place, mark in self.marks.items()
        }
        return {place: 0.0 if figure is None or figure != figure else figure for place, figure in read.items()}

    def _compare(self, channel: str, whole: Mapping[int, float], sums: Mapping[int, float], below: int) -> None:
        far = (abs(whole[place] - sums[place]) > slack([whole[place], *[0.001] * below]) for place in self.marks)
        if channel and below and any(far):
            self.differing.append(channel)
