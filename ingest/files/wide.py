"""Tables with months or days as columns: a row for each of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final

import numpy as np

from ingest.files import amounts, days
from ingest.files.amounts import BLANK
from ingest.files.header_words import ROLE
from ingest.files.reshape import DAY, Line, Note, Reshape, is_measure, name_of, single_names


def periods_down(table: Reshape, sample: Sequence[Sequence[str]], today: date) -> None:
    """A column for every month or day."""
    if any(table.at(name) is not None for name in ("day", "starts", "month")):
        return
    when = {place: found for place, cell in enumerate(table.header) if (found := days.parse_day(cell, "day_first"))}
    when = when or _months(table, today)
    if len(when) < 2:
        return
    base = [place for place, cell in enumerate(table.header) if place not in when and cell.strip()]
    sums = [place for place in base if name_of(table.header[place]) == "" and _sums(place, sample)]
    base = [place for place in base if place not in sums]
    names = ", ".join(table.header[place] for place in sums)
    table.notes += [("files-note-period-sums", {"headers": names})] if sums else []
    named = _metric_column(base, sample)
    base = [place for place in base if place != named]
    measures = (
        list(dict.fromkeys(row[named] for row in sample if len(row) > named and is_measure(row[named])))
        if named is not None
        else [_measure_in(table)]
    )
    table.notes += _plans_left(named, sample)
    width = len(table.header)

    def down(lines: Iterator[Line]) -> Iterator[Line]:
        for cells, state in lines:
            row = [*cells, *[""] * (width - len(cells))]
            name = row[named] if named is not None else measures[0]
            for place, day in when.items():
                if _says(row[place]) and not (named is not None and _is_plan(name)):
                    figures = [row[place] if measure == name else "" for measure in measures]
                    yield [*(row[at] for at in base), day.isoformat(), *figures], state

    table.header = [*(table.header[place] for place in base), _when(table), *measures]
    table.steps.append(down)
    table.notes.append(("files-note-periods-down", {"measure": ", ".join(measures)}))


def _months(table: Reshape, today: date) -> dict[int, date]:
    """Columns headed by months without a year: the year stands above, in a name, or is the latest past one."""
    numbers = {place: number for place, cell in enumerate(table.header) if (number := days.month_number(cell))}
    if len(set(numbers.values())) < len(numbers):
        return {}
    told = (_YEAR.findall(text) for text in (*table.titles, *single_names(table.name)))
    year = next((int(found[0]) for found in told if len(set(found)) == 1), None)
    if year is None and len(numbers) > 1:
        table.notes.append(("files-note-year-assumed", {}))
    return {
        place: date(year if year is not None else today.year - (number > today.month), number, 1)
        for place, number in numbers.items()
    }


_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _says(cell: str) -> bool:
    return cell.strip().casefold() not in BLANK


def _sums(place: int, sample: Sequence[Sequence[str]]) -> bool:
    """Whether a column beside those of periods holds figures: their sums, or what is not theirs alone."""
    cells = [row[place].strip() for row in sample if len(row) > place and _says(row[place])]
    read = amounts.parse(np.array(cells, dtype=object), amounts.decimal_mark(cells) or ".")
    return bool(cells) and not read.bad.any()


def _when(table: Reshape) -> str:
    return "Month" if _measure_in(table) == "budget" else DAY


def _metric_column(base: Sequence[int], sample: Sequence[Sequence[str]]) -> int | None:
    """The column whose cells name measures, perhaps with plans among them."""
    for place in base:
        cells = [row[place] for row in sample if len(row) > place and row[place].strip()]
        if any(map(is_measure, cells)) and all(is_measure(cell) or _is_plan(cell) for cell in cells):
            return place
    return None


def _plans_left(named: int | None, sample: Sequence[Sequence[str]]) -> list[Note]:
    found = [row[named] for row in sample if len(row) > named] if named is not None else []
    plans = ", ".join(dict.fromkeys(filter(_is_plan, found)))
    return [("files-note-plans-left", {"names": plans})] if plans else []


def _is_plan(cell: str) -> bool:
    name = name_of(cell)
    return name.startswith("target:") or ROLE.get(name) in ("plan", "known")


def _measure_in(table: Reshape) -> str:
    """The measure that titles or names of file and sheet tell; spend when none does."""
    for text in (*table.titles, *(PurePath(name).stem.replace("_", " ") for name in single_names(table.name))):
        for word in (text, *text.split()):
            name = name_of(word)
            if ROLE.get(name) == "measure" or name == "budget":
                return name
    return "spend"
