"""Reads whole columns of days in any usual writing; whether 03/04 is April or March is decided from the column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from babel import Locale

from ingest.files.amounts import Cells, Mask, says_nothing

Order = Literal["day_first", "month_first"]

_LANGUAGES: Final = ("en", "ru", "es", "pt", "de", "fr", "tr", "it", "pl", "uk", "kk", "nl")
_SHORTEST_MONTH: Final = 3
_WORD: Final = r"[^\W\d_]{3,10}"
_ISO: Final = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_PARTS: Final = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTH_YEAR: Final = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_DAY_NAME: Final = re.compile(
    rf"(?:^|\W)(\d{{1,2}})(?:st|nd|rd|th)?[\s.\-]+(?:de\s+)?({_WORD})\.?,?[\s\-]+(?:de\s+)?(\d{{4}}|\d{{2}})(?!\d)"
)
_NAME_DAY: Final = re.compile(rf"(?:^|\W)({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_NAME_DAYS: Final = re.compile(rf"(?:^|\W)({_WORD})\.?\s+(\d{{1,2}})\s*[-–—].*?(\d{{4}})$")
"""`Nov 2 - Nov 8, 2026`: the year stands at the end of the range."""
_DAYS_NAME: Final = re.compile(rf"^(\d{{1,2}})\s*[-–—]\s*\d{{1,2}}\s+({_WORD})\.?\s+(\d{{4}})(?!\d)")
_SHORT_RANGE: Final = re.compile(r"^(\d{1,2})([./])(\d{1,2})\s*[-–—]\s*\d{1,2}\2\d{1,2}\2(\d{4})(?!\d)")
"""`16.11 - 22.11.2026`: the year stands at the end of the range."""
_NAME_YEAR: Final = re.compile(rf"^({_WORD})(?:\.?[\s\-,]+(?:de\s+)?(\d{{4}})|[.\-'’/](\d{{4}}|\d{{2}}))(?!\d)")
_WEEK: Final = re.compile(r"^(\d{4})[\s-]*w(\d{1,2})$")
_WEEK_YEAR: Final = re.compile(r"^(?:kw|w|wk|week|нед\w*)\.?\s*(\d{1,2})\s*[/,.\s-]\s*(\d{4})$")
_WEEK_OF: Final = re.compile(r"^(?:kw|w|wk|week|нед\w*)\.?\s*(?:№\s*)?\d{1,2}\s*[(:,]\s*(?=\d)")
"""`Неделя 41 (05.10–11.10.2026)`: the number says nothing that the days do not."""
_WEEKDAY: Final = re.compile(r"^[^\W\d_]{2,11}\.?,\s*(?=\d)")
"""`Пн, 02.11.2026`"""
_QUARTER: Final = re.compile(r"^(?:q([1-4])[\s\-,]*(\d{4})|(\d{4})[\s\-]*q([1-4]))$")
_YEARLESS: Final = re.compile(
    rf"^(?:(\d{{1,2}})[./](\d{{1,2}})|(\d{{1,2}})[\s.\-]+({_WORD})\.?|({_WORD})\.?\s+(\d{{1,2}}))$"
)
_NUMBER: Final = re.compile(r"^\d{5}(?:\.\d+)?$|^\d{10}$|^\d{13}$")
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_EXCEL_RANGE: Final = (20_000, 80_000)
_FIRST_YEAR: Final = 1900
_MONTHS_IN_YEAR: Final = 12


@dataclass(frozen=True, kw_only=True)
class DayColumn:
    """One column, read."""

    days: npt.NDArray[np.datetime64]
    """`datetime64[s]` at midnight; NaT where nothing could be read."""
    missing: Mask
    bad: Mask
    """Cells that hold something, but no day."""


@cache
def _month_names() -> dict[str, int]:
    """Every beginning of a month's name, from its third letter on, in the languages of exports."""
    known: dict[str, int] = {}
    for language in _LANGUAGES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[form][width].items():
                    plain = name.casefold().strip(".").replace("ё", "е")
                    for size in range(min(_SHORTEST_MONTH, len(plain)), len(plain) + 1):
                        known.setdefault(plain[:size], number)
    return known


def parse_days(cells: Cells, order: Order, today: date | None = None) -> DayColumn:
    """Reads a column of text cells; the hour of a timestamp is dropped and never shifted to another zone.

    Args:
        cells: strings, one per row.
        order: decides what can be read both ways.
        today: where a cell says no year, the latest past one is meant; without it such a cell is no day.
    """
    places, different = pd.factorize(cells)
    read = [parse_day(cell, order) or (without_year(cell, today, order) if today else None) for cell in different]
    days = np.array([np.datetime64("NaT") if day is None else day for day in read], dtype="datetime64[s]")
    missing = np.array([says_nothing(cell) for cell in different], dtype=bool)
    bad = np.isnat(days) & ~missing
    return DayColumn(days=days[places], missing=missing[places], bad=bad[places])


def parse_day(cell: str, order: Order) -> date | None:
    """The day in one cell, the first of the month where only a month is named; None when there is none."""
    text = _WEEKDAY.sub("", _WEEK_OF.sub("", cell.strip().casefold().replace("ё", "е")))
    parts = _numeric(text, order) or _named(text) or _longer(text)
    if parts is None:
        return _counted(text)
    try:
        found = date(*parts)
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def _numeric(text: str, order: Order) -> tuple[int, int, int] | None:
    iso = _ISO.match(text) or _COMPACT.match(text)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3] or 1)
    month_year = _MONTH_YEAR.match(text)
    if month_year:
        return int(month_year[2]), int(month_year[1]), 1
    parts = _PARTS.match(text) or _SHORT_RANGE.match(text)
    if not parts:
        return None
    first, second, year = int(parts[1]), int(parts[3]), _year(parts[4])
    day_first = first > _MONTHS_IN_YEAR or (order == "day_first" and second <= _MONTHS_IN_YEAR)
    return (year, second, first) if day_first else (year, first, second)


_NAMED: Final = (
    (_DAYS_NAME, 1, 2, 3),
    (_DAY_NAME, 1, 2, 3),
    (_NAME_DAY, 2, 1, 3),
    (_NAME_DAYS, 2, 1, 3),
)


def _named(text: str) -> tuple[int, int, int] | None:
    for pattern, day, month, year in _NAMED:
        found = pattern.search(text)
        number = month_number(found[month]) if found else 0
        if found and number:
            return _year(found[year]), number, int(found[day])
    found = _NAME_YEAR.search(text)
    number = month_number(found[1]) if found else 0
    return (_year(found[2] or found[3]), number, 1) if found and number else None


def _longer(text: str) -> tuple[int, int, int] | None:
    """The first day of a week (`2026-W45`) or a quarter (`Q3 2026`)."""
    week, turned = _WEEK.match(text), _WEEK_YEAR.match(text)
    if week or turned:
        year, number = (week[1], week[2]) if week else (turned[2], turned[1]) if turned else ("", "")
        try:
            first = date.fromisocalendar(int(year), int(number), 1)
        except ValueError:
            return None
        return first.year, first.month, first.day
    quarter = _QUARTER.match(text)
    return (int(quarter[2] or quarter[3]), int(quarter[1] or quarter[4]) * 3 - 2, 1) if quarter else None


def is_longer(cell: str) -> bool:
    """Whether a cell names a week, a month, a quarter or a range of days rather than a day.

    >>> is_longer("2026-11-02/2026-11-04"), is_longer("2026-W45"), is_longer("2026-11-02")
    (True, True, False)
    """
    text = _WEEK_OF.sub("", cell.strip().casefold())
    named = _DAYS_NAME.match(text) or _NAME_DAYS.search(text)
    ranged = named or _SHORT_RANGE.match(text) or len(_DATES.findall(text)) > 1
    return bool(_WEEK.match(text) or _WEEK_YEAR.match(text) or _QUARTER.match(text) or ranged)


_DATES: Final = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")


def is_yearless(cell: str) -> bool:
    """Whether a cell says day and month and no year."""
    return parse_day(cell, "day_first") is None and bool(_day_and_month(cell, "day_first"))


def without_year(cell: str, today: date, order: Order = "day_first") -> date | None:
    """The latest past day that a cell without a year may be."""
    found = _day_and_month(cell, order)
    if not found:
        return None
    try:
        this = date(today.year, found[0], found[1])
        return this if this <= today else date(today.year - 1, found[0], found[1])
    except ValueError:
        return None


def _day_and_month(cell: str, order: Order) -> tuple[int, int] | None:
    """Month and day of a cell without a year."""
    found = _YEARLESS.match(cell.strip().casefold().replace("ё", "е"))
    if not found:
        return None
    if found[1]:
        first, second = int(found[1]), int(found[2])
        day_first = order == "day_first" and second <= _MONTHS_IN_YEAR
        return (second, first) if day_first else (first, second)
    number = month_number(found[4] or found[5])
    return (number, int(found[3] or found[6])) if number else None


def month_number(name: str) -> int:
    """The number of a month's name, 0 when it is none.

    >>> month_number("April"), month_number("октябрь"), month_number("brand")
    (4, 10, 0)
    """
    return _month_names().get(name.strip().casefold().strip(".").replace("ё", "е"), 0)


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def _counted(text: str) -> date | None:
    """Excel's day numbers, and seconds or milliseconds since 1970."""
    if not _NUMBER.match(text):
        return None
    number = float(text)
    if _EXCEL_RANGE[0] <= number <= _EXCEL_RANGE[1]:
        return _EXCEL_EPOCH + timedelta(days=int(number))
    seconds = number / 1000 if len(text) == 13 else number
    return datetime.fromtimestamp(seconds, tz=UTC).date() if len(text) >= 10 else None


def column_order(cells: Iterable[str]) -> Order | None:
    """Day first or month first, when a cell of the column proves it (13/02 can't be a month); None when none does."""
    day_first = month_first = False
    for cell in cells:
        parts = _PARTS.match(cell.strip())
        if parts:
            day_first |= int(parts[1]) > _MONTHS_IN_YEAR
            month_first |= int(parts[3]) > _MONTHS_IN_YEAR
    if day_first == month_first:
        return None
    return "day_first" if day_first else "month_first"


def is_ambiguous(cells: Iterable[str]) -> bool:
    """Whether the column has days that read differently by order."""
    found = (_PARTS.match(cell.strip()) for cell in cells)
    return any(int(parts[1]) != int(parts[3]) for parts in found if parts)


def likely_order(cells: Iterable[str]) -> Order:
    """The order when no cell proves one: the reading under which the days lie closer together; dots mean day first."""
    listed = list(cells)
    if any(parts[2] == "." for cell in listed if (parts := _PARTS.match(cell.strip()))):
        return "day_first"
    spans = {order: _span([parse_day(cell, order) for cell in listed]) for order in ("day_first", "month_first")}
    return "day_first" if spans["day_first"] < spans["month_first"] else "month_first"


def _span(days: list[date | None]) -> timedelta:
    known = [day for day in days if day]
    return max(known) - min(known) if known else timedelta(0)
