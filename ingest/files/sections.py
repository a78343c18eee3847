"""Tables in sections: a line that only names a channel or a campaign stands above the days that are its."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from ingest.channel_names import canonical
from ingest.files.days import parse_day
from ingest.files.reshape import Line, Reshape, name_of
from ingest.files.words import is_total

_FEWEST: Final = 2
"""Sections from which such lines are no chance."""
_CLOSING: Final = ("total", "subtotal", "итого", "всего", "summe", "razem", "toplam")


def sections_apart(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """Gives the names of sections a column of their own, where the first column holds days and nothing names whose."""
    if not table.header or name_of(table.header[0]) != "day" or table.at("channel") is not None:
        return
    heads = [row[0].strip() for row in sample if _is_head(row)]
    if len(heads) < _FEWEST or not sample or not _is_head(sample[0]):
        return
    known = sum(canonical(head) is not None for head in heads)
    name = "Channel" if 2 * known >= len(heads) or table.at("campaign") is not None else "Campaign"
    table.header = [name, *table.header]
    table.steps.append(partial(_apart))


def _is_head(row: Sequence[str]) -> bool:
    """Whether a line says nothing but a name."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) == 1 and row[0].strip() == filled[0] and not is_total(filled[0]) and not _is_day(filled[0])


def _is_day(cell: str) -> bool:
    return parse_day(cell, "day_first") is not None


def _apart(lines: Iterator[Line]) -> Iterator[Line]:
    """A section's name goes to each of its lines; the line that closes it with its sum is a total."""
    section = ""
    for cells, state in lines:
        if _is_head(cells):
            section = cells[0].strip()
        elif cells and cells[0].strip().casefold().startswith(_CLOSING):
            yield [cells[0], *cells], state
        else:
            yield [section, *cells], state
