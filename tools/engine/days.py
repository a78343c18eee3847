"""Which days a row of an answer has: what an average is divided by, and how far an unfinished period has come."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from tools.semantics.calendar import unit_span
from tools.semantics.dimensions import of_home
from tools.semantics.question import PART, PERIOD, Filter, Question, Unit, Window

DAY: Final = timedelta(days=1)
UNITS: Final[tuple[Unit, ...]] = ("week", "month", "quarter", "year")


def unit_window(day: date, unit: Unit) -> Window:
    """The week (from Monday), month, quarter or year that a day lies in."""
    start, end = unit_span(day, unit)
    return Window(start=start, end=end)


PARTS: Final[Mapping[str, Callable[[date], date | int | str]]] = MappingProxyType(
    {
        "day": lambda day: day,
        "week": lambda day: unit_window(day, "week").start,
        "month": lambda day: unit_window(day, "month").start,
        "quarter": lambda day: unit_window(day, "quarter").start,
        "year": lambda day: unit_window(day, "year").start,
        "weekday": lambda day: day.isoweekday(),
        "day_type": lambda day: "weekend" if day.isoweekday() > 5 else "workday",
    }
)
"""The values of time dimensions, as `tools.engine.calendar_sql` computes them."""


def partners(name: str, asked: Window, other: Window) -> dict[date, date]:
    """Weeks, months ... of other days and those of the days asked about that they stand beside, the first the first."""
    ours, theirs = (_buckets(name, window) for window in (asked, other))
    return dict(zip(theirs, ours, strict=False))


def _buckets(name: str, window: Window) -> list[date]:
    days = (window.start + DAY * number for number in range(window.days))
    return list(dict.fromkeys(found for day in days if isinstance(found := PARTS[name](day), date)))


@dataclass(frozen=True, kw_only=True)
class Divisors:
    """How many days (weeks, months) rows have, by the keys that tell rows' days apart."""

    names: tuple[str, ...] = ()
    counts: Mapping[tuple[object, ...], Fraction] = field(default_factory=dict)


def divisors(question: Question, first: date, last: date, parts: Mapping[str, tuple[Filter, ...]]) -> Divisors:
    """Counts the days that exist: inside the stored data, and left by the filters on time.

    An unfinished week, month or quarter counts by its days.

    Args:
        question: with its periods as days.
        first: the first day with data.
        last: the last one.
        parts: the filters of each part.
    """
    timed = [name for name in question.group_by if name in PARTS]
    names = tuple(name for name in question.keys if name in (PERIOD, PART) or name in timed)
    counts: Counter[tuple[object, ...]] = Counter()
    for place, window in enumerate(question.windows):
        for part, where in parts.items():
            for day in _days(window, first, last, where):
                told: dict[str, object] = {PERIOD: place, PART: part, **{name: PARTS[name](day) for name in timed}}
                counts[tuple(told[name] for name in names)] += Fraction(
                    1, unit_window(day, question.average or "day").days
                )  # type: ignore[assignment]  # a Counter adds fractions as well
    return Divisors(names=names, counts=counts)  # type: ignore[arg-type]  # as above


def _days(window: Window, first: date, last: date, where: tuple[Filter, ...]) -> Iterator[date]:
    covered = covered_days(window, first, last)
    timed = [entry for entry in where if entry.dimension in of_home("time")]
    for number in range(covered.days):
        day = covered.start + DAY * number
        if all((str(PARTS[entry.dimension](day)) in entry.values) != entry.exclude for entry in timed):
            yield day


def covered_days(window: Window, first: date, last: date) -> Window:
    """The window inside the stored data; the whole window where they do not meet."""
    start, end = max(window.start, first), min(window.end, last)
    return Window(start=start, end=end) if start <= end else window


def pace(question: Question, last: date) -> float:
    """What an unfinished period's value is multiplied by: all of its days over those there have been."""
    unit: Unit = next((name for name in UNITS if name == question.pace), "month")
    whole = unit_window(question.window.end, unit)
    so_far = covered_days(question.window, whole.start, last)
    return whole.days / so_far.days
