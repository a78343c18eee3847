"""Level models in plain numpy: exponential smoothing and the Theta method. A fit takes a millisecond or two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecasting.series.seasons import Seasons, weekdays
from forecasting.series.series import Projection, Series, Values
from forecasting.series.smoothing import smoothed

ALPHAS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.13, 0.17, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SLOW = (0.05,)
"""A level that remembers about twenty steps, whatever the errors say."""
WARM_UP = 5
OUTLIER = 2.5
"""Robust standard deviations from the surrounding median at which a value is pulled in."""
NEIGHBOURHOOD = 15
"""Steps around a value its median is taken from: a change that lasts longer than half of it is a new level."""

FARTHEST_TREND = 0.5
"""A trend is not carried on for longer than this share of the history it was seen in."""


@dataclass(frozen=True, kw_only=True)
class Smoothed:
    """A fitted exponential smoothing."""

    alpha: float
    level: float
    """After the last value."""
    known: Values
    """What it was fitted to, without gaps."""
    errors: Values
    """One step ahead, over the observed values but the first."""

    def spread(self, horizon: int) -> Values:
        """Standard deviation per step ahead (state-space form of simple exponential smoothing)."""
        return np.asarray(np.std(self.errors) * np.sqrt(1 + np.arange(horizon) * self.alpha**2))

    def total_spread(self, horizon: int) -> float:
        """Standard deviation of the sum over the horizon; an early surprise also moves all later steps."""
        return float(np.std(self.errors) * np.sqrt(np.sum((1 + self.alpha * np.arange(horizon)) ** 2)))

    def sums(self, horizon: int) -> Values:
        """By how much the sum of the next `horizon` values missed the level known before, from every earlier value."""
        levels = self.known[1:] - self.errors  # of the value before each
        origins = np.arange(WARM_UP, len(levels) - horizon + 1)
        running = np.concatenate([[0.0], np.cumsum(self.known[1:])])
        return np.asarray(running[origins + horizon] - running[origins] - horizon * levels[origins])

    def standardised(self) -> Values:
        """The errors in units of their standard deviation, without the first ones the start still distorts."""
        settled = self.errors[WARM_UP:]
        deviation = float(np.std(self.errors))
        return settled / deviation if deviation > 0 else np.empty(0)


def smooth(values: Values, horizon: int, alphas: Sequence[float] = ALPHAS) -> Smoothed:
    """Simple exponential smoothing; gaps are skipped.

    The alpha is the one with the smallest squared error at one step, half the horizon and the whole horizon: the best
    for tomorrow alone forgets too fast for a month.
    """
    known = values[~np.isnan(values)]
    reach = min(horizon, max(1, len(known) // 4))
    steps = sorted({1, max(1, reach // 2), reach})
    return min((_smooth_at(known, alpha, steps) for alpha in alphas), key=lambda pair: pair[0])[1]


def _smooth_at(known: Values, alpha: float, steps: Sequence[int]) -> tuple[float, Smoothed]:
    levels = smoothed(known, alpha, known[:10].mean())
    first = min(WARM_UP, max(len(known) - steps[-1] - 1, 0))
    losses = [np.mean((known[first + step :] - levels[first : len(known) - step]) ** 2) for step in steps]
    fit = Smoothed(alpha=alpha, level=float(levels[-1]), known=known, errors=known[1:] - levels[:-1])
    return float(np.mean(losses)), fit


def calm(values: Values) -> Values:
    """Lone spikes pulled in towards the median of their neighbours, so that one sale does not move the level."""
    around = pd.Series(values).rolling(NEIGHBOURHOOD, center=True, min_periods=1).median().to_numpy(float)
    limit = OUTLIER * 1.4826 * float(np.nanmedian(np.abs(values - around)))
    return np.clip(values, around - limit, around + limit) if limit > 0 else values


def level(series: Series, horizon: int, seasons: Seasons, alphas: Sequence[float] = ALPHAS) -> Projection:
    """The smoothed level goes on without drift, under the given seasons; the fast one smooths the calmed history."""
    plain = seasons.remove(series.values)
    fit = smooth(plain, horizon, alphas)
    height = smooth(calm(plain), horizon, alphas).level if alphas is ALPHAS else fit.level
    return Projection(
        point=seasons.restore(np.full(horizon, height)),
        spread=seasons.stretch(fit.spread(horizon)),
        model="level",
        errors=fit.standardised(),
        total_spread=fit.total_spread(horizon) * seasons.weight(horizon),
    )


def theta(series: Series, horizon: int, seasons: Seasons | None = None) -> Projection:
    """Theta: exponential smoothing plus half the slope of the history as drift, weekday-adjusted by default.

    Assimakopoulos and Nikolopoulos (2000) in the form of Hyndman and Billah (2003). It is the mean of two lines: the
    classical one, smoothed for the next step, and one on the calmed history, smoothed for the horizon.
    """
    seasons = seasons or weekdays(series, horizon)
    plain = seasons.remove(series.values)
    fit = smooth(plain, horizon)
    ahead = (_line(plain, smooth(plain, 1), horizon) + _line(plain, smooth(calm(plain), horizon), horizon)) / 2
    return Projection(
        point=seasons.restore(ahead),
        spread=seasons.stretch(fit.spread(horizon)),
        model="theta",
        errors=fit.standardised(),
        sums=fit.sums(horizon) * seasons.weight(horizon),
        total_spread=fit.total_spread(horizon) * seasons.weight(horizon),
    )


def _line(values: Values, fit: Smoothed, horizon: int) -> Values:
    """The fitted level going up or down by half the slope of the history."""
    lead = (1 - (1 - fit.alpha) ** len(values)) / fit.alpha
    steps = np.minimum(np.arange(horizon), len(values) * FARTHEST_TREND) + lead
    return np.asarray(fit.level + _slope(values) / 2 * steps)


def _slope(values: Values) -> float:
    known = np.flatnonzero(~np.isnan(values))
    return float(np.polyfit(known, values[known], 1)[0])
