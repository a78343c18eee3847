"""Columns headed by channels alone: their measure stands above the table, in its name, or nowhere."""

from collections.abc import Sequence
from typing import Final

from ingest.channel_names import canonical
from ingest.files.column_sums import SampleFigures
from ingest.files.currencies import header_currency
from ingest.files.field_names import words_of
from ingest.files.reshape import Reshape, measure_told, name_of
from ingest.files.words import is_total

_FEWEST: Final = 2


def with_measure(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """Puts the measure that the title or the name of the file tells into headers that are channels alone.

    A total column beside them gets it too, and so do other columns of figures up to it that nobody has a word for:
    they are channels that nobody knows yet.
    """
    if table.at("channel") is not None:
        return
    figures = SampleFigures(sample)
    alone = channels_alone(table, figures)
    name = measure_told(table) if alone else ""
    if not name:
        return
    code = next(filter(None, map(header_currency, table.titles)), "")
    word = next(iter(words_of({name}))) + (f", {code}" if code else "")
    totals = [place for place, cell in enumerate(table.header) if is_total(cell) and figures.any(place)]
    between = range(min(alone), max([*alone, *totals]))
    for place, cell in enumerate(table.header):
        if not figures.any(place) or not cell.strip():
            continue
        if place in alone or (place in between and not name_of(cell) and not is_total(cell)):
            table.header[place] = f"{cell.strip()} {word}"
        elif is_total(cell):
            table.header[place] = word


def channels_alone(table: Reshape, figures: SampleFigures) -> list[int]:
    """The columns of figures that channels of the catalogue head, where there are several."""
    found = {
        place: known.key
        for place, cell in enumerate(table.header)
        if (known := canonical(cell)) and not name_of(cell) and figures.any(place)
    }
    return list(found) if len(set(found.values())) >= _FEWEST else []
