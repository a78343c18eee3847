"""Tables with months or days as columns: a row for each of them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from ingest.channel_names import canonical
from ingest.files import amounts, days
from ingest.files.header_words import ROLE
from ingest.files.reshape import DAY, Line, Note, Reshape, cells_at, is_measure, measure_told, name_of, single_names
from ingest.files.words import is_total


def periods_down(table: Reshape, sample: Sequence[Sequence[str]], today: date) -> None:
    """A column for every month or day."""
    if any(table.at(name) is not None for name in ("day", "starts", "month")):
        return
    named = {place: cell for place, cell in enumerate(table.header) if not _is_serial(cell)}
    when = {place: found for place, cell in named.items() if (found := days.parse_day(cell, "day_first"))}
    when = when or _months(table, today) or _yearless(table, today)
    if len(when) < 2:
        return
    columns = _columns(table, sample, when)
    sums = ", ".join(table.header[place] for place in columns.sums)
    table.notes += [("files-note-period-sums", {"headers": sums})] if sums else []
    table.notes += _plans_left(cells_at(sample, columns.named) if columns.named is not None else [])
    table.header = [*(table.header[place] for place in columns.base), _when(columns.measures), *columns.measures]
    table.steps.append(columns.down)
    table.notes.append(("files-note-periods-down", {"measure": ", ".join(columns.measures)}))


def _is_serial(cell: str) -> bool:
    """Whether a cell is a number that a spreadsheet may mean a day by: in a header it is data without a header."""
    return cell.strip().isdigit() and len(cell.strip()) == _SERIAL


_SERIAL: Final = 5


@dataclass(frozen=True, kw_only=True)
class _PeriodColumns:
    when: dict[int, date]
    """Columns of figures, each with its first day."""
    base: list[int]
    """Columns that stay."""
    sums: list[int]
    """Columns of figures that name no field: sums of the periods, or what is not theirs alone."""
    named: int | None
    """The column that says which measure a row holds, where one does."""
    measures: list[str]
    width: int

    def down(self, lines: Iterator[Line]) -> Iterator[Line]:
        """A row for each period that a row has a figure for; plans have none."""
        for cells, state in lines:
            row = [*cells, *[""] * (self.width - len(cells))]
            name = self.measures[0] if self.named is None else row[self.named]
            filled = () if self.named is not None and _is_plan(name) else self._filled(row)
            for figure, day in filled:
                figures = [figure if measure == name else "" for measure in self.measures]
                yield [*(row[at] for at in self.base), day.isoformat(), *figures], state

    def _filled(self, row: Sequence[str]) -> Iterator[tuple[str, date]]:
        return ((row[place], day) for place, day in self.when.items() if not amounts.says_nothing(row[place]))


def _columns(table: Reshape, sample: Sequence[Sequence[str]], when: dict[int, date]) -> _PeriodColumns:
    """What stands in the columns beside those of periods."""
    corner = _named_corner(table, when, sample)
    beside = [place for place, cell in enumerate(table.header) if place not in when and cell.strip()]
    sums = [place for place in beside if _is_sum(table.header[place]) and _are_figures(cells_at(sample, place))]
    base = [place for place in beside if place not in sums]
    named = _metric_column(base, sample)
    said: Iterable[str] = [corner or _measure_in(table)]
    if named is not None:
        said = (cell for cell in cells_at(sample, named) if cell.strip() and not _is_plan(cell) and not is_total(cell))
    return _PeriodColumns(
        when=when,
        base=[place for place in base if place != named],
        sums=sums,
        named=named,
        measures=list(dict.fromkeys(said)),
        width=len(table.header),
    )


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


_DAYS_IN_ROW: Final = 3


def _yearless(table: Reshape, today: date) -> dict[int, date]:
    """Columns headed by one day after another, without a year: the latest past ones are meant."""
    found = {place: day for place, cell in enumerate(table.header) if (day := days.without_year(cell, today))}
    listed = list(found.values())
    steps = {(later - earlier).days for earlier, later in pairwise(listed)}
    if len(listed) < _DAYS_IN_ROW or steps != {1}:
        return {}
    table.notes.append(("files-note-year-assumed", {}))
    return found


_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _are_figures(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if not amounts.says_nothing(cell)]
    return bool(filled) and not amounts.read(np.array(filled, dtype=object)).bad.any()


def _when(measures: Sequence[str]) -> str:
    return "Month" if name_of(measures[0]) == "budget" else DAY


def _is_sum(header: str) -> bool:
    """Whether a column beside those of periods may hold their sums."""
    return name_of(header) == "" or is_total(header)


def _named_corner(table: Reshape, when: Collection[int], sample: Sequence[Sequence[str]]) -> str:
    """Names the first column where its header says the measure of the table, or nothing, and its cells whose it is.

    Returns:
        The measure that the corner tells, or nothing.
    """
    said = table.header[0].strip()
    cells = [row[0] for row in sample if row and not amounts.says_nothing(row[0]) and not is_total(row[0])]
    tells = ROLE.get(name_of(said)) == "measure" or name_of(said) == "budget"
    if 0 in when or not cells or (said and not tells) or any(map(is_measure, cells)) or _are_figures(cells):
        return ""
    known = sum(canonical(cell) is not None for cell in cells)
    free = table.at("channel") is None and known * 2 >= len(cells)
    table.header[0] = "Channel" if free else "Campaign"
    return said


def _metric_column(base: Sequence[int], sample: Sequence[Sequence[str]]) -> int | None:
    """The column whose cells name measures, perhaps with plans among them."""
    for place in base:
        cells = [cell for cell in cells_at(sample, place) if cell.strip()]
        named = {name_of(cell) for cell in cells if is_measure(cell)}
        if named and all(is_measure(cell) or _is_plan(cell) for cell in cells):
            return place
        if len(named) > 1 and 2 * sum(map(is_measure, cells)) >= len(cells):  # beside counts of a trade's own
            return place
    return None


def _plans_left(names: Sequence[str]) -> list[Note]:
    plans = ", ".join(dict.fromkeys(filter(_is_plan, names)))
    return [("files-note-plans-left", {"names": plans})] if plans else []


def _is_plan(cell: str) -> bool:
    name = name_of(cell)
    return name.startswith("target:") or ROLE.get(name) in ("plan", "known")


def _measure_in(table: Reshape) -> str:
    """The measure that titles or names of file and sheet tell; spend when none does."""
    return measure_told(table) or "spend"
