"""Repeating patterns taken out of a history before its level is judged, and put back afterwards."""

from dataclasses import dataclass

import numpy as np

from forecasting.series.series import Series, Values

SMALLEST_FACTOR = 0.05
"""Nothing is divided by less, or one quiet Sunday would blow the level up."""


@dataclass(frozen=True, kw_only=True)
class Seasons:
    """Seasonal terms over a history and the steps after it."""

    terms: Values
    """Length size + horizon: factors around 1 when multiplicative, else amounts around 0 in the series' unit."""
    multiplicative: bool

    def remove(self, values: Values) -> Values:
        """The history without its seasons."""
        past = self.terms[: len(values)]
        return values / past if self.multiplicative else values - past

    def restore(self, level: Values) -> Values:
        """The seasons put back on the level of the steps to come."""
        ahead = self.terms[len(self.terms) - len(level) :]
        return level * ahead if self.multiplicative else level + ahead

    def stretch(self, spread: Values) -> Values:
        """The error of the level as an error of the season's own size."""
        return spread * self.terms[len(self.terms) - len(spread) :] if self.multiplicative else spread

    def weight(self, horizon: int) -> float:
        """Mean factor over the horizon: what the spread of a sum is to be multiplied by."""
        return float(self.terms[len(self.terms) - horizon :].mean()) if self.multiplicative else 1.0


def multiplied(factors: Values) -> Seasons:
    """Multiplicative seasons kept away from zero."""
    return Seasons(terms=np.clip(factors, SMALLEST_FACTOR, None), multiplicative=True)


def flat(series: Series, horizon: int) -> Seasons:
    """No seasons at all."""
    return Seasons(terms=np.zeros(series.size + horizon), multiplicative=False)


def weekdays(series: Series, horizon: int) -> Seasons:
    """The weekday profile by classical decomposition; multiplicative unless the history goes below zero."""
    cycle = series.week
    if cycle == 1 or series.size < 2 * cycle or series.sparse:
        return flat(series, horizon)
    around = _centred_mean(series.values, cycle)
    steps = np.arange(series.size + horizon) % cycle
    if not series.floored:
        profile = _profile(series.values - around, cycle, neutral=0.0)
        return Seasons(terms=(profile - profile.mean())[steps], multiplicative=False)
    ratios = np.divide(series.values, around, out=np.full(series.size, np.nan), where=around > 0)
    profile = _profile(ratios, cycle, neutral=1.0)
    return multiplied((profile / profile.mean())[steps])


def _profile(relative: Values, cycle: int, *, neutral: float) -> Values:
    """Mean of each step of the cycle; `neutral` where a step was never seen or the mean is not usable as a factor."""
    means = np.full(cycle, neutral)
    for step in range(cycle):
        known = relative[step::cycle]
        known = known[~np.isnan(known)]
        if len(known):
            means[step] = known.mean()
    return means if means.any() else np.full(cycle, neutral)


def _centred_mean(values: Values, cycle: int) -> Values:
    """Mean over a window of `cycle` around each step; NaN at both ends; gaps inside a window are skipped."""
    known = ~np.isnan(values)
    window = np.ones(cycle)
    total = np.convolve(np.where(known, values, 0.0), window, mode="same")
    count = np.convolve(known.astype(float), window, mode="same")
    mean: Values = np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)
    half = cycle // 2
    mean[:half] = np.nan
    mean[len(mean) - half :] = np.nan
    return mean
