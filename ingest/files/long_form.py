"""Tables in long form: one column names the measure of each line and another one holds its figure."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from ingest.files.days import parse_day
from ingest.files.reshape import Line, Reshape, cells_at, is_measure, name_of
from ingest.files.words import is_total

_FEWEST: Final = 2


def measures_across(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """Gives every measure that is named a column of its own; a plan, whose lines are months, stays as it is."""
    named, figure = table.at("metric"), table.at("target")
    if named is None or figure is None or any(map(is_measure, table.header)) or not _has_days(table, sample):
        return
    measures = list(dict.fromkeys(cell.strip() for cell in cells_at(sample, named) if cell.strip()))
    if len({name_of(one) for one in measures if is_measure(one)}) < _FEWEST or any(map(is_total, measures)):
        return
    kept = [place for place in range(len(table.header)) if place not in (named, figure)]
    table.header = [*(table.header[place] for place in kept), *measures]
    table.steps.append(partial(_across, named=named, figure=figure, kept=kept, measures=measures))


def _has_days(table: Reshape, sample: Sequence[Sequence[str]]) -> bool:
    """Whether lines are of days, and not of months only."""
    place = table.at("day")
    found = [parse_day(cell, "day_first") for cell in cells_at(sample, place)] if place is not None else []
    return any(day is not None and day.day > 1 for day in found)


def _across(
    lines: Iterator[Line], *, named: int, figure: int, kept: Sequence[int], measures: Sequence[str]
) -> Iterator[Line]:
    width = max(named, figure, *kept) + 1
    for cells, state in lines:
        row = [*cells, *[""] * (width - len(cells))]
        values = [row[figure] if row[named].strip() == one else "" for one in measures]
        yield [*(row[place] for place in kept), *values], state
