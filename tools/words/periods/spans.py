"""What a period is and how it is called, and the days of seasons and feasts."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as weekday_of

from ingest.texts import Language, say
from tools.semantics.calendar import DAY, MONTHS_IN, Span, months_span, unit_span, years_before
from tools.words import wording

Kind = Literal["past", "future"]


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from `start` to `end`, both included, and how to call them."""

    start: date
    end: date
    label: str
    kind: Kind = "past"
    partial: bool = False
    """The last day is today and not over yet."""
    language: Language = "en"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def previous(self) -> "Period":
        """As many days directly before."""
        return self._at((self.start - DAY * self.days, self.start - DAY))

    def same_last_year(self) -> "Period":
        """The same days one year earlier; a period that ends a month still ends it."""
        return self._at(years_before((self.start, self.end), 1))

    def _at(self, span: Span) -> "Period":
        return Period(start=span[0], end=span[1], label=name_of(span, self.language), language=self.language)


_LONGEST_MONTH = 31
_THIRDS = ("begin", "middle", "end")


def part_of(span: Span, part: str) -> Span:
    """The beginning, middle or end of a span (thirds), or its first or second half; a month splits after the 15th."""
    start, end = span
    days = (end - start).days + 1
    if days > _LONGEST_MONTH and part in _THIRDS:
        length = round(days / 30.4 / 3)
        return months_span(start.year, start.month + _THIRDS.index(part) * length, length)
    cuts = {"begin": (0, days // 3), "middle": (days // 3, days - days // 3), "end": (days - days // 3, days)}
    half = 15 if 28 <= days <= 31 else days // 2
    cuts |= {"half1": (0, half), "half2": (half, days)}
    first, after = cuts[part]
    return start + DAY * first, start + DAY * (after - 1)


def season_span(year: int, season: str) -> Span:
    """Three months; the winter of a year is the one which ends in it."""
    if season == "winter":
        return months_span(year - 1, 12, 3)
    return months_span(year, {"spring": 3, "summer": 6, "autumn": 9}[season], 3)


def feast_span(year: int, feast: str) -> Span:
    """The days of a named shopping or public holiday in `year`."""
    if feast in ("black_friday", "cyber_monday"):
        day = nth_weekday(year, *_NTH_WEEKDAYS["thanksgiving"]) + DAY * (1 if feast == "black_friday" else 4)
        return day, day
    if feast.endswith("easter"):
        day = easter(year, EASTER_ORTHODOX if feast.startswith("orthodox") else EASTER_WESTERN)
        return day, day
    if feast == "easter_weekend":  # Good Friday to Easter Monday
        return easter(year) - 2 * DAY, easter(year) + DAY
    if feast in _NTH_WEEKDAYS:
        day = nth_weekday(year, *_NTH_WEEKDAYS[feast])
        return day, day
    (first_month, first_day), (last_month, last_day) = _FEASTS[feast]
    start_year = year - 1 if first_month > last_month else year
    return date(start_year, first_month, first_day), date(year, last_month, last_day)


_FEASTS = {
    "new_year": ((12, 31), (1, 8)),
    "new_years_eve": ((12, 31), (12, 31)),
    "holiday_season": ((12, 20), (1, 8)),
    "new_years_day": ((1, 1), (1, 1)),
    "christmas_eve": ((12, 24), (12, 24)),
    "christmas_day": ((12, 25), (12, 25)),
    "christmas": ((12, 24), (12, 26)),
    "orthodox_christmas": ((1, 6), (1, 7)),
    "valentine": ((2, 14), (2, 14)),
    "halloween": ((10, 31), (10, 31)),
    "boxing_day": ((12, 26), (12, 26)),
    "independence_day": ((7, 4), (7, 4)),
    "singles_day": ((11, 11), (11, 11)),
    "womens_day": ((3, 8), (3, 8)),
    "victory_day": ((5, 9), (5, 9)),
    "knowledge_day": ((9, 1), (9, 1)),
    "defender_day": ((2, 23), (2, 23)),
    "may_holidays": ((5, 1), (5, 9)),
}


_NTH_WEEKDAYS = {
    "thanksgiving": (11, 3, 4),
    "mothers_day": (5, 6, 2),
    "mothers_day_russian": (11, 6, -1),
    "fathers_day": (6, 6, 3),
    "memorial_day": (5, 0, -1),
    "labor_day": (9, 0, 1),
    "presidents_day": (2, 0, 3),
}
"""Month, day of the week from Monday at 0, which one of the month; from its end where negative."""


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The so-manieth Monday, Tuesday ... of a month.

    >>> nth_weekday(2026, 5, 6, 2), nth_weekday(2026, 5, 0, -1)
    (datetime.date(2026, 5, 10), datetime.date(2026, 5, 25))
    """
    edge = date(year, month, 1) if which > 0 else date(year, month, 1) + relativedelta(day=31)
    return edge + relativedelta(weekday=weekday_of(weekday, which))


def name_of(span: Span, language: Language) -> str:
    """What a span is called: a year, half, quarter or month by its name, any other by its days."""
    start, end = span
    if span == unit_span(start, "month"):
        return wording.month(start, language)
    for unit in ("quarter", "half", "year"):
        if span == unit_span(start, unit):
            number = str((start.month - 1) // MONTHS_IN[unit] + 1)
            return say(f"period-{unit}", language, number=number, year=str(start.year))
    if start.day == 1 and (end + DAY).day == 1:
        return wording.month_range(start, end, language)
    return wording.day_range(start, end, language)
