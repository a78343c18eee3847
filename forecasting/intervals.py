"""Ranges that hold what they promise: the model's own spread, corrected by how earlier cut-offs turned out."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from forecasting.series import Projection, Series, Values

FEWEST_SCORES = 6
WIDEST = 3.0
"""The correction never widens or narrows a range by more than this factor."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A range per step."""

    lower: Values
    upper: Values


def scores_of(projection: Projection, actual: Values) -> Values:
    """Errors in units of the spread that was expected; gaps and steps without spread are left out."""
    steps = min(len(actual), len(projection.point))
    usable = ~np.isnan(actual[:steps]) & (projection.spread[:steps] > 0)
    error = np.abs(actual[:steps] - projection.point[:steps])[usable]
    return np.asarray(error / projection.spread[:steps][usable])


def multiplier(level: float, known: int, scores: Values) -> float:
    """How many spreads wide half the range is: the mean of the state-space and the conformal answer."""
    normal = float(stats.t.ppf(0.5 + level / 2, df=max(known - 1, 1)))
    if len(scores) < FEWEST_SCORES:
        return normal
    share = min(1.0, level * (len(scores) + 1) / len(scores))
    measured = float(np.quantile(scores, share))
    return (normal + float(np.clip(measured, normal / WIDEST, normal * WIDEST))) / 2


def around(projection: Projection, width: float, series: Series) -> Interval:
    """The range of `width` spreads around a projection, not below zero where the past never was."""
    lower, upper = projection.point - width * projection.spread, projection.point + width * projection.spread
    if series.floored:
        lower, upper = np.maximum(lower, 0.0), np.maximum(upper, 0.0)
    return Interval(lower=lower, upper=upper)
