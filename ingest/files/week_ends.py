"""Tables whose rows are weeks named by their last day: each is read as the whole week."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Final

from ingest.files import days
from ingest.files.field_names import plain_header
from ingest.files.mapping import plain_name
from ingest.files.reshape import Line, Reshape

_WORDS: Final = frozenset(
    {
        "week ending",
        "week end",
        "week ended",
        "week ending date",
        "weekending",
        "конец недели",
        "неделя по",
        "последний день недели",
        "окончание недели",
        "неделя заканчивается",
    }
)
_WEEK: Final = 7


def weeks_named(table: Reshape, sample: Sequence[Sequence[str]], named: Collection[str]) -> None:
    """Makes ranges of the last days of weeks; a column whose days are not a whole number of weeks apart stays.

    Args:
        table: its header and what is done to its rows.
        sample: first rows.
        named: headers that a person has named: they stay as they are.
    """
    place = next((at for at, cell in enumerate(table.header) if plain_header(cell) in _WORDS), None)
    if place is None or any(table.at(name) not in (None, place) for name in ("day", "starts", "month")):
        return
    cells = [row[place] for row in sample if len(row) > place and row[place].strip()]
    order = days.column_order(cells) or days.likely_order(cells)
    found = [day for cell in cells if (day := days.parse_day(cell, order))]
    if not found or any((day - found[0]).days % _WEEK for day in found):
        return

    def ranges(lines: Iterator[Line]) -> Iterator[Line]:
        for cells, state in lines:
            end = days.parse_day(cells[place], order) if len(cells) > place else None
            if end is not None:
                first = end - timedelta(days=_WEEK - 1)
                cells = [*cells[:place], f"{first.isoformat()} - {end.isoformat()}", *cells[place + 1 :]]
            yield cells, state

    if plain_name(table.header[place]) not in named:
        table.header[place] = "Week"
    table.steps.append(ranges)
