"""Axes: round ticks, words that fit, thinned dates in the reader's language."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal
from matplotlib.ticker import MaxNLocator

from ingest.texts import Language
from tools.charts import lettering
from tools.charts.scene import Axis, Tick

TICK_SIZE = 9.0
EPOCH = date(1970, 1, 1).toordinal()
_STANDING_ROOM = 130.0
"""Points a name under the x axis may take."""
NBSP = "\N{NO-BREAK SPACE}"


def position(day: date) -> float:
    """A day on a day axis: days since 1970, which is also matplotlib's date number."""
    return float(day.toordinal() - EPOCH)


def day_at(place: float) -> date:
    """The day that stands at a place of a day axis."""
    return date.fromordinal(math.floor(place) + EPOCH)


def _reach(seen: Sequence[float], *, zero: bool) -> tuple[float, float]:
    """From where to where values go, with zero where it must be in sight or is near."""
    low, high = (min(seen), max(seen)) if seen else (0.0, 1.0)
    if zero or (low > 0 and low < 0.6 * high):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - abs(low) / 2, high + abs(high) / 2) if low else (0.0, 1.0)
    return low, high


def number_axis(
    values: Iterable[float | None], language: Language, *, title: str, style: str, zero: bool = True, steps: int = 5
) -> Axis:
    """An axis over all values with a little air.

    Args:
        values: everything that will be drawn on it; None is skipped.
        language: of tick words.
        title: what is measured, with its unit.
        style: `percent` for ratios shown as such, else plain figures.
        zero: whether zero must be in sight (bars, areas); else it is when it is near.
        steps: about how many ticks.
    """
    low, high = _reach([value for value in values if value is not None], zero=zero)
    air = 0.06 * (high - low)
    top = high + air if high > 0 or not zero else high
    bottom = low - air if low < 0 or low > 0 else low
    places = [float(at) for at in MaxNLocator(nbins=steps, steps=[1, 2, 2.5, 5, 10]).tick_values(bottom, top)]
    ticks = tuple(number_ticks([at for at in places if bottom <= at <= top], language, style=style))
    return Axis(scale="number", low=bottom, high=top, ticks=ticks, title=title, grid=True)


def number_ticks(places: Sequence[float], language: Language, *, style: str) -> Iterator[Tick]:
    """Words of round figures: all in full below ten thousand, all shortened above."""
    largest = max((abs(at) for at in places), default=0.0)
    for at in places:
        exact = 0.0 if abs(at) < 1e-12 * max(largest, 1e-300) else at
        yield Tick(at=at, text=_figure(exact, largest, language, style=style))


def _figure(at: float, largest: float, language: Language, *, style: str) -> str:
    if style == "percent":
        text = percent(abs(at), language)
    elif largest >= 10_000:
        text = format_compact_decimal(abs(at), locale=language, fraction_digits=2)
    else:
        text = format_decimal(abs(at), format="#,##0.######", locale=language)
    return ("\N{MINUS SIGN}" if at < 0 else "") + text.replace("\N{NARROW NO-BREAK SPACE}", NBSP).replace(" ", NBSP)


def percent(ratio: float, language: Language) -> str:
    """A round ratio without idle zeros: "12 %", "7,5 %"."""
    shown = format_decimal(ratio * 100, format="#,##0.####", locale=language)
    return f"{shown}{NBSP}%" if language == "ru" else f"{shown}%"


def day_axis(days: Sequence[date], language: Language, *, room: float, margin: float = 0.0) -> Axis:
    """An axis of days whose words never touch within `room` points; `margin` in days is added on both ends."""
    first, last = min(days), max(days)
    low, high = position(first) - margin, position(last) + margin
    if low == high:
        low, high = low - 1, high + 1
    ticks = _thinned(first, last, sorted(set(days)), language, room)
    return Axis(scale="day", low=low, high=high, ticks=ticks)


def category_axis(labels: Sequence[str], *, room: float, descending: bool = False, widest: float | None = None) -> Axis:
    """An axis of names: shortened to `widest` points each when given, else every n-th so that none touch."""
    if widest is not None:
        shown = [Tick(at=float(at), text=lettering.shorten(text, TICK_SIZE, widest)) for at, text in enumerate(labels)]
    else:
        short = [lettering.shorten(text, TICK_SIZE, _STANDING_ROOM) for text in labels]
        needed = max((lettering.width(text, TICK_SIZE) for text in short), default=0.0) + 8
        every = max(1, math.ceil(needed * len(labels) / room))
        shown = [Tick(at=float(at), text=text) for at, text in enumerate(short) if at % every == 0]
    return Axis(scale="category", low=-0.5, high=max(len(labels), 1) - 0.5, ticks=tuple(shown), descending=descending)


def _thinned(first: date, last: date, days: Sequence[date], language: Language, room: float) -> tuple[Tick, ...]:
    if len(days) <= 2:
        return _worded(days, language, months=False)
    monthly = all(day.day == 1 for day in days)
    for months, pick in _STEPS:
        if monthly and not months:
            continue
        chosen = list(pick(first, last))
        ticks = _worded(chosen, language, months=months)
        needed = sum(lettering.width(tick.text, TICK_SIZE) + 12 for tick in ticks)
        if len(chosen) >= 2 and needed <= room:
            return ticks
    return _worded([first, last], language, months=False)


def _worded(days: Sequence[date], language: Language, *, months: bool) -> tuple[Tick, ...]:
    """The first day and the first of each year carry the year on a second line."""
    ticks = []
    for at, day in enumerate(days):
        text = month_word(day, language) if months else f"{day.day}{NBSP}{month_word(day, language)}"
        if at == 0 or day.year != days[at - 1].year:
            text = f"{text}\n{day.year}"
        ticks.append(Tick(at=position(day), text=text))
    return tuple(ticks)


def month_word(day: date, language: Language) -> str:
    """A month in three letters: "ноя", "Nov"."""
    return str(format_date(day, "MMM" if language == "ru" else "LLL", locale=language)).rstrip(".")[:3]


def _every_days(step: int) -> Callable[[date, date], Iterator[date]]:
    def days(first: date, last: date) -> Iterator[date]:
        """Counted from a Monday, so that weekly ticks are Mondays."""
        start = first + timedelta(days=-(first.toordinal() - 1) % step)
        while start <= last:
            yield start
            start += timedelta(days=step)

    return days


def _every_months(step: int) -> Callable[[date, date], Iterator[date]]:
    def days(first: date, last: date) -> Iterator[date]:
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            day = date(month // 12, month % 12 + 1, 1)
            if (month % 12) % step == 0 and first <= day <= last:
                yield day

    return days


_STEPS: tuple[tuple[bool, Callable[[date, date], Iterator[date]]], ...] = (
    *((False, _every_days(step)) for step in (1, 2, 7, 14)),
    *((True, _every_months(step)) for step in (1, 2, 3, 6, 12)),
)
