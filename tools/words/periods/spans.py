"""What a period is and how it is called, and the days of seasons."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.texts import Language, say
from tools.semantics.calendar import DAY, MONTHS_IN, Span, months_span, preceding, unit_span, years_before
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
        """The days directly before: as many whole months before whole months, else as many days."""
        return self._at(preceding((self.start, self.end)))

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
