"""Ranges that hold what they promise: the model's own errors, corrected by how earlier cut-offs turned out."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from forecasting.series.series import Projection, Series, Values

ENOUGH_ERRORS = 30
"""From here on the shape of the one-step errors counts as much as the bell curve."""
FEWEST_SCORES = 6
LEAST_SUMS = 10
MOST_WIDER = 1.6
"""Sums of overlapping horizons are few independent ones: their range is widened like that of a small sample."""
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
    normal = float(stdtrit(max(known - 1, 1), 0.5 + level / 2))
    if len(errors) < ENOUGH_ERRORS:
        return Width(down=normal, up=normal)
    down, up = np.quantile(errors, [0.5 - level / 2, 0.5 + level / 2])
    return Width(down=(normal + max(0.0, -float(down))) / 2, up=(normal + max(0.0, float(up))) / 2)


def _between(own: float, measured: float) -> float:
    return (own + float(np.clip(measured, own * NARROWEST, own * WIDEST))) / 2


def total_reach(level: float, projection: Projection, width: Width, history: int) -> tuple[float, float]:
    """How far the range of the whole reaches below and above it.

    The model's spread of a sum holds while the model does; how sums over as many steps really strayed from the level
    known before them also sees what a drifting level does to all days of a horizon alike. The wider of the two counts.

    Args:
        level: Share of sums to hold.
        projection: What is to get a range.
        width: Of a single step.
        history: Steps that the projection was fitted to.
    """
    own = width.down * projection.total_spread, width.up * projection.total_spread
    if len(projection.sums) < LEAST_SUMS:
        return own
    wider = wider_for_few(level, history / len(projection.point))
    low, high = np.quantile(projection.sums, [0.5 - level / 2, 0.5 + level / 2]) * wider
    return max(own[0], -float(low)), max(own[1], float(high))


def around(projection: Projection, width: Width, series: Series) -> Interval:
    """The range around a projection, not below zero where the past never was."""
    lower = projection.point - width.down * projection.spread
    upper = projection.point + width.up * projection.spread
    if series.floored:
        lower, upper = np.maximum(lower, 0.0), np.maximum(upper, 0.0)
    return Interval(lower=lower, upper=upper)


def wider_for_few(level: float, horizons: float) -> float:
    """Factor of Student's range over the bell curve's for as many independent sums as horizons fit into the history."""
    known, share = max(2.0, horizons), 0.5 + level / 2
    student = float(stdtrit(known - 1, share) / ndtri(share))
    return min(student * (1 + 2 / known), MOST_WIDER)
