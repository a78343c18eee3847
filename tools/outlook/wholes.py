"""What the days of a forecast come to together: of the days ahead alone, or with those of a running period before them.

A month that has begun is one figure: what is there and what is still to come, with the range of the part to come.
"""

import math
from dataclasses import dataclass
from datetime import date

from forecasting import ForecastResult
from forecasting.series.series import Total
from tools.outlook.history import DailyHistory, Recipe


@dataclass(frozen=True, kw_only=True)
class Range:
    """A value with its range."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Begun:
    """The two parts of a period that has begun."""

    so_far: float | None
    """Of its days that are over; None where nothing is known of them."""
    to_come: Range
    whole: Range


def of_days_ahead(result: ForecastResult, total: Total, skipped: int, recipe: Recipe) -> Range:
    """The sum or the ratio of sums over the steps after the skipped ones, in the metric's own unit.

    For a part of the horizon the range is that of the whole, widened as for fewer independent days, at most to that
    of fully dependent days.
    """
    if skipped > 0:
        total = _later(result, total, skipped)
    value, low, high = (float(end) * recipe.scale + recipe.shift for end in (total.value, total.lower, total.upper))
    return Range(value=value, low=low, high=high)


def _later(result: ForecastResult, total: Total, skipped: int) -> Total:
    """The whole of the steps after the skipped ones."""
    frame, steps = result.frame.iloc[skipped:], len(result.frame)
    down, up = frame["yhat"] - frame["lower"], frame["upper"] - frame["yhat"]
    share = math.sqrt(steps / len(frame))
    if result.parts is None:
        value, share = float(frame["yhat"].sum()), share * len(frame) / steps
        most = float(down.sum()), float(up.sum())
    else:
        parts = result.parts.iloc[skipped:]
        value = float(parts["numerator"].sum() / parts["denominator"].sum())
        most = float(down.mean()), float(up.mean())
    below = min((total.value - total.lower) * share, most[0])
    above = min((total.upper - total.value) * share, most[1])
    return Total(value=value, lower=value - below, upper=value + above)


def with_days_gone(
    history: DailyHistory, gone: tuple[date, date], result: ForecastResult, to_come: Range, recipe: Recipe
) -> Begun:
    """The days gone and those to come as one figure: sums added, ratios divided last.

    Args:
        history: of the series.
        gone: first and last day that are over.
        result: the forecast of all days to come.
        to_come: what they come to.
        recipe: how the metric is made.
    """
    so_far = history.value(*gone, recipe)
    if so_far is None:
        return Begun(so_far=None, to_come=to_come, whole=to_come)
    if history.bottom is None or result.parts is None:
        ends = (to_come.value, to_come.low, to_come.high)
        value, low, high = (so_far + end for end in ends)
        return Begun(so_far=so_far, to_come=to_come, whole=Range(value=value, low=low, high=high))
    top, bottom = (part[str(gone[0]) : str(gone[1])] for part in (history.top, history.bottom))
    known = top.notna() & bottom.notna()
    ahead = float(result.parts["denominator"].sum())
    below = float(bottom[known].sum()) + ahead
    share = ahead / below if below > 0 else 1.0
    value = share * to_come.value + (1 - share) * so_far
    low, high = (value + share * (end - to_come.value) for end in (to_come.low, to_come.high))
    return Begun(so_far=so_far, to_come=to_come, whole=Range(value=value, low=low, high=high))
