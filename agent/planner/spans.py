"""Which days a question is about and which it compares them with, as phrases or ISO days that tools resolve alike."""

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from agent.planner.items import Item, Row
from ingest.errors import InvalidInput
from tools.semantics.catalogue import Catalogue
from tools.words.period import Period, default_period, find_periods, resolve_period
from tools.words.periods.spans import unit_span

ALL_TIME: Final = "all time"
_DAYS_BY_GRAIN: Final = ((45, "day"), (200, "week"))
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Days:
    """The period asked about, the one it is compared with, and further ones."""

    period: str = ""
    compare: str = ""
    others: tuple[str, ...] = ()
    """Named periods beyond the two."""
    unit: str = ""
    """Of several periods in a row: the calendar unit that tells them apart."""
    against: str = ""
    """A period that only stands after "compared to", with none before it."""


def days_of(row: Row, items: tuple[Item, ...]) -> Days:
    """Reads the periods of the question."""
    named = [(item, row.mentions[int(item.value)].period) for item in items if item.is_a("period")]
    if len(named) == 1 and any(item.is_a("change") for item in items):
        ends = _ends(named[0], row)
        if ends:
            return ends
    relative = _relative(row, items)
    if len(named) >= 2 and not relative:
        return _several(row, items, named)
    period = phrase_of(named[0][1], named[0][0].text, row) if named else ""
    if relative:
        return Days(period=period, compare=relative)
    if named and _stands_against(row, items, named[0][0]):
        return Days(against=period)
    return Days(period=period)


def with_ranked_units(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Reads "the most sales in a day in November" as a ranking of days, not as yesterday."""
    several = sum(item.is_a("period") for item in items) > 1
    ranked = any(item.is_a("most", "least", "best", "worst", "average", "more") for item in items)
    if not several:
        return items
    return tuple(
        replace(item, kind="dimension", value=_UNITS[item.text.lower()])
        if item.is_a("period") and item.text.lower() in _UNITS and (ranked or _crosses(items, place))
        else item
        for place, item in enumerate(items)
    )


def _crosses(items: tuple[Item, ...], place: int) -> bool:
    """Reads "площадка на месяц", "channel per week" as a cut by both."""
    return place > 0 and items[place - 1].is_a("dimension") and items[place].text.lower().startswith(("на ", "per "))


_UNITS: Final = {
    "за день": "day", "за сутки": "day", "за один день": "day", "за неделю": "week", "за месяц": "month",
    "на день": "day", "на неделю": "week", "на месяц": "month", "на квартал": "quarter",
    "in a day": "day", "in one day": "day", "in a week": "week", "in a month": "month", "in one month": "month",
}  # fmt: skip


def _ends(named: tuple[Item, Period], row: Row) -> Days | None:
    """Reads "grew from March to April": the ends of the range are compared."""
    item, period = named
    match = _FROM_TO.fullmatch(item.text.strip())
    if match is None:
        return None
    bounds = {"first_day": row.catalogue.first_day, "last_day": row.catalogue.last_day}
    found = find_periods(f"{match[1]} vs {match[2]}", row.today, language=row.language, **bounds)
    if len(found) != 2 or (found[0].period.start, found[1].period.end) != (period.start, period.end):
        return None
    first, last = (f"{each.period.start}..{each.period.end}" for each in found)
    return Days(period=last, compare=first)


_FROM_TO: Final = re.compile(r"(?:from|с|со|от) (.+?) (?:to|until|до|по|к) (.+)", re.I)


def phrase_of(period: Period, text: str, row: Row) -> str:
    """The words themselves where a tool reads them alike, else ISO days."""
    iso = f"{period.start}..{period.end}"
    bounds = {"first_day": row.catalogue.first_day, "last_day": row.catalogue.last_day}
    try:
        again = resolve_period(text, row.today, language=row.language, **bounds)
    except InvalidInput:
        return iso
    return text if (again.start, again.end) == (period.start, period.end) else iso


def _relative(row: Row, items: tuple[Item, ...]) -> str:
    if any(item.is_a("last_year") for item in items):
        return "last_year"
    return "previous" if any(item.is_a("previous", "step") for item in items) else ""


def _several(row: Row, items: tuple[Item, ...], named: list[tuple[Item, Period]]) -> Days:
    phrases = [phrase_of(period, item.text, row) for item, period in named]
    if len(named) == 2:
        nested = _nested(named[0][1], named[1][1])
        if nested and not any(item.is_a("compare", "change", "or") for item in items):
            return Days(period=phrases[nested - 1])
        later = max((0, 1), key=lambda place: named[place][1].start)
        if any(item.is_a("same_days") for item in items) or _SAME_STRETCH.search(row.text):
            return Days(period=phrases[later], compare=_beginning(named[1 - later][1], named[later][1].days))
        return Days(period=phrases[later], compare=phrases[1 - later])
    if all(left.end + _DAY == right.start for (_, left), (_, right) in itertools.pairwise(named)):
        return Days(period=f"{named[0][1].start}..{named[-1][1].end}", unit=_unit_of(named[0][1]))
    return Days(period=phrases[0], others=tuple(phrases[1:]))


_SAME_STRETCH: Final = re.compile(
    r"same (?:period|stretch|time) (?:in |of )?(?:the )?(?:last|previous|prior) (?:week|month|quarter)"
    r"|(?:т[оеу]\w* же|аналогичн\w+|так\w+ же) период\w* (?:прошл|предыдущ)\w+ (?:недел|месяц|квартал)",
    re.I,
)
"""Reads "vs the same period last month" as that month's first days."""


def _beginning(period: Period, days: int) -> str:
    """The first days of a period: "the same days of October"."""
    return f"{period.start}..{min(period.end, period.start + (days - 1) * _DAY)}"


def _unit_of(period: Period) -> str:
    """The calendar unit a period fills."""
    return next(
        (unit for unit in ("month", "quarter") if (period.start, period.end) == unit_span(period.start, unit)), ""
    )


def _nested(left: Period, right: Period) -> int:
    """1 or 2 for the inner of two periods of which one lies in the other, else 0."""
    if left.start <= right.start and right.end <= left.end:
        return 2
    return 1 if right.start <= left.start and left.end <= right.end else 0


def _stands_against(row: Row, items: tuple[Item, ...], period: Item) -> bool:
    """Whether "compared to", "vs", "more than" stands before the only period."""
    place = items.index(period) - 1
    while place >= 0 and items[place].is_a("filler"):
        place -= 1
    ordered = place >= 0 and items[place].text.lower() in _ORDERS_TO_COMPARE
    if ordered and any(item.is_a("metric", "dimension") for item in items[items.index(period) + 1 :][:1]):
        return False
    return place >= 0 and (items[place].is_a("compare") or (items[place].is_a("more") and not row.figures))


_ORDERS_TO_COMPARE: Final = frozenset("compare сравни сравните сравнить".split())
"""Reads "compare 2021 revenue by channel" as no comparison with 2021."""


def resolved(phrase: str, row: Row) -> Period:
    """The days of a phrase, or of none at all; of a phrase nobody can read, the usual ones."""
    if not phrase:
        return default_period(row.today, language=row.language)
    bounds = {"first_day": row.catalogue.first_day, "last_day": row.catalogue.last_day}
    try:
        return resolve_period(phrase, row.today, language=row.language, **bounds)
    except InvalidInput:  # a language model wrote the phrase: what follows says so, here only its length matters
        return default_period(row.today, language=row.language)


def unit_before(period: Period, unit: str) -> str:
    """The calendar unit before one that the period fills, as ISO days; empty when it fills none."""
    if (period.start, period.end) != unit_span(period.start, unit):
        return ""
    start, end = unit_span(period.start - _DAY, unit)
    return f"{start}..{end}"


def just_before(phrase: str, row: Row) -> str:
    """The calendar unit, or as many days, before those of a phrase, as ISO days."""
    period = resolved(phrase, row)
    unit = next((found for name in ("week", "month", "quarter", "year") if (found := unit_before(period, name))), "")
    earlier = period.previous()
    return unit or f"{earlier.start}..{earlier.end}"


def current_for(against: Period, row: Row) -> tuple[str, str]:
    """The days now that stand against "last month", and as many of its days: both begin alike, so that they compare."""
    start = against.end + _DAY
    end = min(start + (against.end - against.start), row.today - _DAY)
    if end < start:
        return "", f"{against.start}..{against.end}"
    return f"{start}..{end}", f"{against.start}..{against.start + (end - start)}"


def useful_default(row: Row, *, compared: bool) -> str:
    """Empty for the last 30 days; where they hold no data, all of it, or its last 30 days for a comparison."""
    catalogue: Catalogue = row.catalogue
    usual = default_period(row.today, language=row.language)
    if catalogue.last_day is None or catalogue.first_day is None:
        return ""
    if catalogue.last_day >= usual.start and catalogue.first_day <= usual.end:
        return ""
    if compared:
        return f"{catalogue.last_day - 29 * _DAY}..{catalogue.last_day}"
    return _ALL_TIME_SAID[row.language]


_ALL_TIME_SAID: Final = {"ru": "за всё время", "en": "all time"}


def counted_back(compare: str, period: str, row: Row) -> str:
    """Reads "a week ago" against a day as that day a week earlier, "last year" against a month as that month's."""
    now = resolved(period, row)
    if _LAST_YEAR.fullmatch(compare.strip()) and now.days < _MOST_OF_A_YEAR:
        return "last_year"
    said = _AGO.fullmatch(compare.strip())
    if said is None:
        return compare
    unit = next(name for name, words in _AGO_UNITS.items() if (said[1] or said[2]).lower() in words)
    if now.days >= _AGO_DAYS[unit]:
        return compare
    start, end = (_earlier(day, unit) for day in (now.start, now.end))
    return f"{start}..{end}"


def _earlier(day: date, unit: str) -> date:
    return day - relativedelta(weeks=int(unit == "week"), months=int(unit == "month"))


_LAST_YEAR: Final = re.compile(
    r"(?:(?:in|the|to|с|со|к|в|за) )*(?:(?:last|previous|prior) year|(?:прошл|предыдущ)\w+ год(?:а|у|ом|ом|е)?)", re.I
)
_MOST_OF_A_YEAR: Final = 200
_AGO: Final = re.compile(
    r"(?:an? |one )?(week|month) (?:ago|earlier)|(?:одну |один )?(неделю|месяц) (?:тому )?назад", re.I
)
_AGO_UNITS: Final = {"week": ("week", "неделю"), "month": ("month", "месяц")}
_AGO_DAYS: Final = {"week": 7, "month": 28}


def grain_for(phrase: str, row: Row) -> str:
    """Days for weeks, weeks for months, months for years: as many points as a curve needs."""
    period = resolved(phrase, row)
    start = max(period.start, row.catalogue.first_day or date.min)
    end = min(period.end, row.catalogue.last_day or date.max)
    days = (end - start).days + 1 if end >= start else period.days
    return next((grain for most, grain in _DAYS_BY_GRAIN if days <= most), "month")
