"""Reads whole columns of days in any usual writing; whether 03/04 is April or March is decided from the column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.files.amounts import BLANK, Cells, Mask

Order = Literal["day_first", "month_first"]

_MONTHS: Final = (
    "jan|янв", "feb|фев", "mar|мар", "apr|апр", "may|май|мая", "jun|июн", "jul|июл", "aug|авг", "sep|сен", "oct|окт",
    "nov|ноя", "dec|дек",
)  # fmt: skip
_MONTH: Final = {stem: number for number, stems in enumerate(_MONTHS, 1) for stem in stems.split("|")}
_ISO: Final = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_PARTS: Final = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTH_YEAR: Final = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_DAY_NAME: Final = re.compile(
    r"(?:^|\W)(\d{1,2})(?:st|nd|rd|th)?[\s.\-]+([a-zа-я]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})(?!\d)"
)
_NAME_DAY: Final = re.compile(r"(?:^|\W)([a-zа-я]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_NAME_YEAR: Final = re.compile(r"^([a-zа-я]{3,9})\.?[\s\-,]+(\d{4})(?!\d)")
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


def parse_days(cells: Cells, order: Order) -> DayColumn:
    """Reads a column of text cells; the hour of a timestamp is dropped and never shifted to another zone."""
    places, different = pd.factorize(cells)
    read = [parse_day(cell, order) for cell in different]
    days = np.array([np.datetime64("NaT") if day is None else day for day in read], dtype="datetime64[s]")
    missing = np.array([cell.strip().casefold() in BLANK for cell in different], dtype=bool)
    bad = np.isnat(days) & ~missing
    return DayColumn(days=days[places], missing=missing[places], bad=bad[places])


def parse_day(cell: str, order: Order) -> date | None:
    """The day in one cell, the first of the month where only a month is named; None when there is none."""
    text = cell.strip().casefold().replace("ё", "е")
    parts = _numeric(text, order) or _named(text)
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
    parts = _PARTS.match(text)
    if not parts:
        return None
    first, second, year = int(parts[1]), int(parts[3]), _year(parts[4])
    day_first = first > _MONTHS_IN_YEAR or (order == "day_first" and second <= _MONTHS_IN_YEAR)
    return (year, second, first) if day_first else (year, first, second)


def _named(text: str) -> tuple[int, int, int] | None:
    for pattern, day, month, year in ((_DAY_NAME, 1, 2, 3), (_NAME_DAY, 2, 1, 3), (_NAME_YEAR, 0, 1, 2)):
        found = pattern.search(text)
        number = _MONTH.get(found[month][:3]) if found else None
        if found and number:
            return _year(found[year]), number, int(found[day]) if day else 1
    return None


def month_number(name: str) -> int:
    """The number of a month's name, 0 when it is none.

    >>> month_number("April"), month_number("октябрь"), month_number("brand")
    (4, 10, 0)
    """
    return _MONTH.get(name.strip().casefold().replace("ё", "е")[:3], 0)


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
    if any("." in cell for cell in listed):
        return "day_first"
    spans = {order: _span([parse_day(cell, order) for cell in listed]) for order in ("day_first", "month_first")}
    return "day_first" if spans["day_first"] < spans["month_first"] else "month_first"


def _span(days: list[date | None]) -> timedelta:
    known = [day for day in days if day]
    return max(known) - min(known) if known else timedelta(0)
