"""Where a running period ends if the last weeks go on: weekday by weekday, with a range from how that did before."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

WEEKS: Final = 4
"""Weeks that the pace is taken from."""
ORIGINS: Final = 40
"""Earlier days, at most, from which the same guess is judged."""
FEWEST_ORIGINS: Final = 6
STEP: Final = 3
"""Days between two of them."""
BLIND: Final = 0.3
"""Half the range, relative to the rest, where there are too few earlier days to judge by."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The rest of a period: what it should bring, and the range that held in `level` of earlier tries."""

    value: float
    low: float
    high: float
    tried: int
    """Earlier days that the range stands on; 0: too few, the range is a usual one."""


def rest_of(daily: Floats, days: int, *, below: Floats | None = None, level: float = 0.8) -> Pace:
    """What the next `days` bring.

    Args:
        daily: one value a day, oldest first, the last one yesterday; NaN where nothing is known (counted as 0).
        days: how many to come; 0 or more.
        below: the other part of a ratio, a value for the same days: then `daily / below` is what is told.
        level: share of earlier tries that the range must hold.

    Returns:
        A sum, or with `below` a ratio of sums (NaN where nothing is below).
    """
    top = np.nan_to_num(daily)
    bottom = None if below is None else np.nan_to_num(below)
    value = _guess(top, bottom, days)
    misses = [
        miss
        for origin in range(len(top) - days, max(WEEKS * 7, len(top) - days - STEP * ORIGINS), -STEP)
        if days and np.isfinite(miss := _miss(top, bottom, origin, days))
    ]
    if len(misses) < FEWEST_ORIGINS:
        spread = BLIND * abs(value) if days else 0.0
        return Pace(value=value, low=value - spread, high=value + spread, tried=0)
    low, high = np.quantile(misses, [(1 - level) / 2, (1 + level) / 2])
    ends = sorted((value * float(low), value * float(high)))
    return Pace(value=value, low=min(ends[0], value), high=max(ends[1], value), tried=len(misses))


def _miss(top: Floats, bottom: Floats | None, origin: int, days: int) -> float:
    """What came, in units of what the pace of that day had said."""
    said = _guess(top[:origin], None if bottom is None else bottom[:origin], days)
    came = top[origin : origin + days].sum()
    if bottom is not None:
        below = bottom[origin : origin + days].sum()
        came = came / below if below > 0 else np.nan
    return float(came / said) if said > 0 else float("nan")


def _guess(top: Floats, bottom: Floats | None, days: int) -> float:
    above = at_pace(top, days)
    if bottom is None:
        return above
    below = at_pace(bottom, days)
    return above / below if below > 0 else float("nan")


def at_pace(values: Floats, days: int) -> float:
    """The next days as the mean of the same weekdays of the last weeks; short histories: as their plain mean."""
    weeks = min(len(values) // 7, WEEKS)
    if not weeks:
        return float(values.mean() * days) if len(values) else 0.0
    by_weekday = values[-7 * weeks :].reshape(weeks, 7).mean(axis=0)
    return float(by_weekday[np.arange(days) % 7].sum())
