"""Ranges that hold what they promise: the model's own errors, corrected by how earlier cut-offs turned out."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from forecasting.series.series import Projection, Series, Values

ENOUGH_ERRORS = 30
"""From here on the shape of the one-step errors counts as much as the bell curve."""
FEWEST_SCORES = 6
WIDEST, NARROWEST = 3.0, 0.67
"""Earlier cut-offs change a side by these factors at most; a few lucky weeks are no reason for much confidence."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A range per step."""

    lower: Values
    upper: Values


@dataclass(frozen=True, kw_only=True)
class Width:
    """How far a range reaches to each side, in spreads; errors are skewed, so the sides differ."""

    down: float
    up: float


def scores_of(projection: Projection, actual: Values) -> Values:
    """Signed errors in units of the spread that was expected; gaps and steps without spread are left out."""
    steps = min(len(actual), len(projection.point))
    usable = ~np.isnan(actual[:steps]) & (projection.spread[:steps] > 0)
    error = (actual[:steps] - projection.point[:steps])[usable]
    return np.asarray(error / projection.spread[:steps][usable])


def width_of(level: float, projection: Projection, known: int, scores: Values) -> Width:
    """The mean of what the model's own errors and what earlier cut-offs say.

    Args:
        level: Share of values to hold.
        projection: What is to get a range.
        known: Values the projection was fitted to.
        scores: `scores_of` earlier cut-offs; own errors alone are used when there are too few.
    """
    own = _own_width(level, projection.errors, known)
    if len(scores) < FEWEST_SCORES:
        return own
    share = 0.5 + min(level * (len(scores) + 1) / len(scores), 1.0) / 2
    down, up = -float(np.quantile(scores, 1 - share)), float(np.quantile(scores, share))
    return Width(down=_between(own.down, down), up=_between(own.up, up))


def _own_width(level: float, errors: Values, known: int) -> Width:
    normal = float(stats.t.ppf(0.5 + level / 2, df=max(known - 1, 1)))
    if len(errors) < ENOUGH_ERRORS:
        return Width(down=normal, up=normal)
    down, up = np.quantile(errors, [0.5 - level / 2, 0.5 + level / 2])
    return Width(down=(normal + max(0.0, -float(down))) / 2, up=(normal + max(0.0, float(up))) / 2)


def _between(own: float, measured: float) -> float:
    return (own + float(np.clip(measured, own * NARROWEST, own * WIDEST))) / 2


def around(projection: Projection, width: Width, series: Series) -> Interval:
    """The range around a projection, not below zero where the past never was."""
    lower = projection.point - width.down * projection.spread
    upper = projection.point + width.up * projection.spread
    if series.floored:
        lower, upper = np.maximum(lower, 0.0), np.maximum(upper, 0.0)
    return Interval(lower=lower, upper=upper)
