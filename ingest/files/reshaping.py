"""Tables that are not one row a fact: months or channels as columns, two header rows, merged cells, a period above.

Each is turned into one row a fact before it is read; rows go through one by one, so that memory stays flat.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise, zip_longest
from typing import Final

from ingest.channel_names import canonical
from ingest.files import days
from ingest.files.by_cells import follow_one_another, holds_days
from ingest.files.channel_columns import channels_down
from ingest.files.compact import levels_apart
from ingest.files.field_names import plain_header
from ingest.files.lone_channels import with_measure
from ingest.files.long_form import measures_across
from ingest.files.mapping import ASIDE, LISTS, OWN, names_in, plain_name
from ingest.files.periods import period_above
from ingest.files.records import actions, actions_in
from ingest.files.reshape import DAY, Line, Reshape, cells_at, is_measure, name_of, single_names
from ingest.files.scaled import thousands_said
from ingest.files.sections import sections_apart
from ingest.files.side_by_side import stacked
from ingest.files.week_ends import weeks_named
from ingest.files.wide import periods_down
from ingest.files.words import is_subtotal, is_total

_FILLED: Final = ("day", "channel", "account", "campaign", "campaign_id")
_DAYS: Final = 31


def reshaped(  # noqa: PLR0913 - what a table's surroundings tell
    header: Sequence[str],
    above: Sequence[str],
    sample: Sequence[Sequence[str]],
    *,
    titles: Sequence[str],
    name: str,
    today: date,
    is_book: bool,
    mapping: Mapping[str, str],
) -> Reshape | None:
    """What has to be done to a table, or None when it is one row a fact already.

    Args:
        header: the row that names most fields.
        above: the row over it.
        sample: first rows below it.
        titles: lines over the header.
        name: of file, sheet and archive, joined.
        today: where a day says no year, the latest past one is meant.
        is_book: merged cells may stand once for several rows.
        mapping: field to header, as a person named them: a table stays as it is where its own headers are named.
    """
    table = Reshape(header=two_level(header, above), titles=titles, name=name)
    if stacked(table, header, above):
        return None if _names_what_goes(mapping, header, table.header) else table
    table.header = _plans_and_facts(table.header)
    with_measure(table, sample)
    sample = thousands_said(table, sample, _named(mapping))
    if is_book or _has_groups(sample) or _restarts(table, sample):
        _fill_down(table, sample)
    _actions_apart(table, sample)
    sections_apart(table, sample)
    measures_across(table, sample)
    _join_day(table, sample, today)
    weeks_named(table, sample, _named(mapping))
    levels_apart(table, sample)
    channels_down(table, sample, {one for name in (OWN, ASIDE) for one in names_in(name, mapping.get(name, ""))})
    periods_down(table, sample, today)
    _period_above(table, sample if not table.steps else ())
    if not (table.header != list(header) or table.steps) or _names_what_goes(mapping, header, table.header):
        return None
    return table


def _plans_and_facts(header: Sequence[str]) -> list[str]:
    """Headers of which two differ in one letter behind them only: "Заявки П" are planned, "Заявки Ф" are facts."""
    names = {cell.strip() for cell in header}
    pairs = {cell[:-2] for cell in names if cell.endswith(" П") and f"{cell[:-2]} Ф" in names}
    said = {f"{name} {letter}": f"{name} {word}" for name in pairs for letter, word in (("П", "план"), ("Ф", "факт"))}
    return [said.get(cell.strip(), cell) for cell in header]


def _names_what_goes(mapping: Mapping[str, str], header: Sequence[str], reshaped_header: Sequence[str]) -> bool:
    """Whether a person has named a column that would be no column any more."""
    named = _named(mapping)
    before, after = (set(map(plain_name, cells)) for cells in (header, reshaped_header))
    return bool(named & before - after)


def _named(mapping: Mapping[str, str]) -> set[str]:
    """The headers that a person has said to be fields."""
    return {one for name, text in mapping.items() if name not in LISTS for one in names_in(name, text)}


def _actions_apart(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """Cells that hold a list of actions: a column an action type that anybody has a word for."""
    for place in reversed(range(len(table.header))):
        cells = cells_at(sample, place)
        name = table.header[place].strip()
        types = {kind: None for cell in cells for kind in actions(name, actions_in(cell))}
        if types:
            known = [*types, *(f"{name}.{kind}" for kind in KNOWN_ACTIONS if f"{name}.{kind}" not in types)]
            table.steps.append(partial(_split_actions, place=place, name=name, types=known))
            table.header[place : place + 1] = known


KNOWN_ACTIONS: Final = (
    "purchase",
    "omni_purchase",
    "offsite_conversion.fb_pixel_purchase",
    "lead",
    "onsite_conversion.lead_grouped",
)
"""Types that may come after the first rows."""


def _split_actions(lines: Iterator[Line], *, place: int, name: str, types: Sequence[str]) -> Iterator[Line]:
    for cells, state in lines:
        if len(cells) <= place:
            yield cells, state
            continue
        found = actions(name, actions_in(cells[place]))
        yield [*cells[:place], *(str(found.get(kind, "")) for kind in types), *cells[place + 1 :]], state


def two_level(header: Sequence[str], above: Sequence[str]) -> list[str]:
    """One name a column where the row over the header groups its columns: `VK`, `Clicks` become `VK Clicks`."""
    upper = [*above, *[""] * len(header)][: len(header)]
    names = [name_of(cell) for cell in header if cell.strip()]
    known = [name for name in names if name]
    channels = [key.key for cell in header if (key := canonical(cell))]
    repeated = any(len(one) > len(set(one)) for one in (known, channels))
    filled = [place for place, cell in enumerate(upper) if cell.strip()]
    if len(filled) < 2 or filled == [0, 1] or not repeated:  # a name and its value are a title, no groups
        return list(header)
    joined, group = [], ""
    for over, cell in zip(upper, header, strict=True):
        group = over.strip() or group
        joined.append(f"{group} {cell.strip()}".strip() if cell.strip() else over.strip())
    return joined


def _fill_down(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """Columns whose cell is merged over several rows."""
    columns = [place for place, cell in enumerate(table.header) if name_of(cell) in _FILLED]
    merged = [place for place in columns if _is_merged([row[place : place + 1] for row in sample])]
    if merged:
        days_at = [place for place in merged if name_of(table.header[place]) == "day"]
        table.steps.append(lambda lines: _filled(lines, merged, days_at))


def _has_groups(sample: Sequence[Sequence[str]]) -> bool:
    """Whether lines of subtotals close groups whose name stands once: a pivot table that was copied."""
    names = {cell.strip() for row in sample for cell in row[:1]}
    return any(is_subtotal(name) and _SUBTOTAL_END.sub("", name) in names for name in names)


def _restarts(table: Reshape, sample: Sequence[Sequence[str]]) -> bool:
    """Whether names stand once above their days: the days rise below each name and begin again at the next."""
    name, day = (table.at(one) for one in ("campaign", "day"))
    if name != 0 or day is None:
        return False
    rows = [row for row in sample if len(row) > day and row[day].strip() and not is_total(row[0])]
    order = days.column_order(row[day] for row in rows) or "day_first"
    found = [(bool(row[name].strip()), days.parse_day(row[day], order)) for row in rows]
    if len([named for named, _day in found if named]) < _GROUPS or not found[0][0]:
        return False
    pairs = [(named, before, after) for (_, before), (named, after) in pairwise(found) if before and after]
    return any(not named for named, *_ in pairs) and all((after <= before) == named for named, before, after in pairs)


_GROUPS: Final = 2
"""Names from which days that begin again are no chance."""
_SUBTOTAL_END: Final = re.compile(r"[\s:-]+\w+$")


def _is_merged(cells: Sequence[Sequence[str]]) -> bool:
    texts = [cell[0].strip() if cell else "" for cell in cells]
    return bool(texts) and bool(texts[0]) and any(not text for text in texts[:-1]) and len(set(texts)) > 1


def _filled(lines: Iterator[Line], columns: Sequence[int], days_at: Sequence[int]) -> Iterator[Line]:
    """Each line with what its merged cells say; a line of sums has no day."""
    last: dict[int, str] = {}
    for cells, state in lines:
        row = [*cells]
        if sum(bool(cell.strip()) for cell in row) > 1:
            sums = any(is_total(cell) or is_subtotal(cell) for cell in row)
            for place in columns if not sums else [one for one in columns if one not in days_at]:
                row[place] = last[place] = row[place].strip() or last.get(place, "")
        yield row, state


def _join_day(table: Reshape, sample: Sequence[Sequence[str]], today: date) -> None:
    """Day and month, perhaps the year, in columns of their own."""
    found = _calendar_columns(table.header)
    day, month, year = (found.get(name) for name in _CALENDAR)
    if day is None and month is not None and year is not None:
        _join_month(table, month, year, sample)
    if day is None or month is None or not _are_days(cells_at(sample, day)):
        return
    if year is None and not all(_YEAR_MONTH.match(cell.strip()) for cell in cells_at(sample, month)):
        table.notes.append(("files-note-year-assumed", {}))

    def said(cells: Sequence[str]) -> str:
        return _date_of(cells[day], cells[month], cells[year] if year is not None else "", today)

    _put_first(table, DAY, said, made_of=set(found.values()))


def _calendar_columns(header: Sequence[str]) -> dict[str, int]:
    """Day, month and year to the columns headed so, as far as there are any."""
    plain = [plain_header(cell) for cell in header]
    heads = {name: next((word for word in words if word in plain), None) for name, words in _CALENDAR.items()}
    return {name: plain.index(word) for name, word in heads.items() if word is not None}


def _are_days(cells: Sequence[str]) -> bool:
    """Whether a column holds days of a month and nothing else."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(cells) and all(text.isdigit() and 1 <= int(text) <= _DAYS for text in filled)


def _put_first(table: Reshape, name: str, said: Callable[[Sequence[str]], str], *, made_of: Collection[int]) -> None:
    """One column in front, in place of those it is made of."""

    def rest(cells: Sequence[str]) -> Iterator[str]:
        return (cell for place, cell in enumerate(cells) if place not in made_of)

    table.header = [name, *rest(table.header)]
    table.steps.append(lambda lines: (([said(cells), *rest(cells)], state) for cells, state in lines))


def _join_month(table: Reshape, month: int, year: int, sample: Sequence[Sequence[str]]) -> None:
    """A month and its year in columns of their own, and no day."""
    years = [cell.strip() for cell in cells_at(sample, year)]
    if any(table.at(name) is not None for name in ("day", "starts")) or not years or not all(map(_is_year, years)):
        return

    def said(cells: Sequence[str]) -> str:
        named, own = cells[month].strip(), cells[year].strip()
        number = int(named) if named.isdigit() else days.month_number(named)
        return f"{own}-{number:02}" if _is_year(own) and number else f"{named} {own}".strip()

    _put_first(table, "Month", said, made_of={month, year})


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4


_CALENDAR: Final = {
    "day": ("day", "day of month", "day of the month", "день", "число"),
    "month": ("month", "month of year", "month of the year", "year month", "месяц"),
    "year": ("year", "год"),
}


_YEAR_MONTH: Final = re.compile(r"^20\d\d(?:0[1-9]|1[0-2])$")


def _date_of(day: str, month: str, year: str, today: date) -> str:
    month = month.strip()
    if _YEAR_MONTH.match(month):
        year, month = month[:4], month[4:]
    number = int(month) if month.isdigit() else days.month_number(month)
    if not day.strip().isdigit() or not number:
        return f"{day} {month} {year}".strip()
    if year.strip().isdigit():
        return f"{int(year):04}-{number:02}-{int(day):02}"
    this = f"{today.year:04}-{number:02}-{int(day):02}"
    return this if this <= today.isoformat() else f"{today.year - 1:04}{this[4:]}"


def _period_above(table: Reshape, sample: Sequence[Sequence[str]]) -> None:
    """A report of one period, which only its title or its file's name tells."""
    if any(table.at(name) is not None for name in ("day", "starts", "month")) or DAY in table.header:
        return
    unnamed = [cells_at(sample, place) for place, cell in enumerate(table.header) if not name_of(cell)]
    if any(follow_one_another([cell.strip() for cell in cells]) for cells in unnamed):
        return
    if not any(is_measure(cell) for cell in table.header):
        return
    columns = zip_longest(*sample, fillvalue="")
    named = zip_longest(map(name_of, table.header), columns)  # a damaged row may have more cells than the header
    dated = any(holds_days(cells) for name, cells in named if cells and not name)
    period = period_above([*table.titles, *(() if dated else single_names(table.name))])
    if period is None:
        return
    start, end = (day.isoformat() for day in period)
    table.header = [DAY, "Reporting ends", *table.header]
    table.steps.append(lambda lines: (([start, end, *cells], state) for cells, state in lines))
    table.notes.append(("files-note-period-above", {"start": start, "end": end}))
