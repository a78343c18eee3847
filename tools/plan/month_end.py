"""Where a month ends if the last weeks go on: of any metric, out of the daily sums of what it is made of.

The only place that knows: plan against fact, the digest, the dashboard and the rule about goals all ask here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from forecasting.pace import Floats, at_pace, rest_of
from tools.semantics.metrics import Metric, Terms

Daily = Mapping[str, Floats]
"""Each part of a metric by day, oldest first, the last one being the last day that is over; 0 where nothing came."""


@dataclass(frozen=True, kw_only=True)
class MonthEnd:
    """What a metric will come to, with the range that eight of ten such guesses kept; None where nothing is below."""

    expected: float | None
    low: float | None
    high: float | None


def so_far(metric: Metric, daily: Daily, gone: int) -> float | None:
    """The metric over the last `gone` days; None where nothing is below."""
    return expected_end(metric, daily, gone, 0)


def expected_end(metric: Metric, daily: Daily, gone: int, left: int) -> float | None:
    """The metric of the whole month.

    Args:
        metric: any, also of the workspace.
        daily: days before the month too, that the pace is taken from.
        gone: days of the month that are over: the last of `daily`.
        left: days to come.

    Returns:
        In the metric's own unit; None where nothing is below by then.
    """
    top, bottom = _parts(metric, daily)
    begun = _begun(top)
    above = _last(top, gone) + at_pace(top[begun], left)
    if bottom is None:
        return metric.per * above
    below = _last(bottom, gone) + at_pace(bottom[begun], left)
    return metric.per * above / below - metric.less_one if below > 0 else None


def month_end(metric: Metric, daily: Daily, gone: int, left: int) -> MonthEnd:
    """The same with its range; arguments as those of `expected_end`."""
    expected = expected_end(metric, daily, gone, left)
    if expected is None:
        return MonthEnd(expected=None, low=None, high=None)
    top, bottom = _parts(metric, daily)
    begun = _begun(top)
    rest = rest_of(top[begun], left, below=None if bottom is None else bottom[begun])
    share = _share_to_come(bottom, begun, gone, left)
    ends = [(metric.per * share * (end - rest.value)) if share else 0.0 for end in (rest.low, rest.high)]
    return MonthEnd(expected=expected, low=expected + ends[0], high=expected + ends[1])


def _share_to_come(bottom: Floats | None, begun: slice, gone: int, left: int) -> float:
    """How much of a ratio's denominator is still to come; a sum's rest counts whole."""
    if bottom is None:
        return 1.0
    to_come = at_pace(bottom[begun], left)
    return to_come / (_last(bottom, gone) + to_come)


def _parts(metric: Metric, daily: Daily) -> tuple[Floats, Floats | None]:
    """Numerator and denominator by day."""
    return _sum(metric.gross, daily), _sum(metric.denominator, daily) if metric.denominator else None


def _begun(top: Floats) -> slice:
    """The days that a pace is taken from: from the first on that has any numerator."""
    days = np.flatnonzero(top)[:1]
    return slice(int(days[0]) if len(days) else 0, None)


def _sum(terms: Terms, daily: Daily) -> Floats:
    return np.asarray(sum(sign * daily[measure] for measure, sign in terms), dtype=np.float64)


def _last(values: Floats, days: int) -> float:
    return float(values[max(len(values) - days, 0) :].sum())
