"""Level models in plain numpy: exponential smoothing and the Theta method. A fit takes a millisecond."""

from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

from forecasting.seasons import Seasons, weekdays
from forecasting.series import Projection, Series, Values

ALPHAS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.13, 0.17, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, kw_only=True)
class Smoothed:
    """A fitted exponential smoothing."""

    alpha: float
    level: float
    """After the last value."""
    errors: Values
    """One step ahead, over the observed values but the first."""

    def spread(self, horizon: int) -> Values:
        """Standard deviation per step ahead (state-space form of simple exponential smoothing)."""
        return np.asarray(np.std(self.errors) * np.sqrt(1 + np.arange(horizon) * self.alpha**2))


def smooth(values: Values) -> Smoothed:
    """Simple exponential smoothing with the alpha of the smallest squared one-step error; gaps are skipped."""
    known = values[~np.isnan(values)]
    return min((_smooth_at(known, alpha) for alpha in ALPHAS), key=lambda fit: _loss(fit.errors))


def _smooth_at(known: Values, alpha: float) -> Smoothed:
    start = known[:10].mean()
    levels, _ = lfilter([alpha], [1, alpha - 1], known, zi=[(1 - alpha) * start])
    return Smoothed(alpha=alpha, level=float(levels[-1]), errors=known[1:] - levels[:-1])


def _loss(errors: Values) -> float:
    warm_up = min(5, len(errors) // 4)
    return float(np.mean(errors[warm_up:] ** 2))


def level(series: Series, horizon: int, seasons: Seasons) -> Projection:
    """The smoothed level goes on without drift, under the given seasons."""
    fit = smooth(seasons.remove(series.values))
    return Projection(
        point=seasons.restore(np.full(horizon, fit.level)), spread=seasons.stretch(fit.spread(horizon)), model="level"
    )


def theta(series: Series, horizon: int) -> Projection:
    """Weekday-adjusted Theta: exponential smoothing plus half the slope of the history as drift.

    Assimakopoulos and Nikolopoulos (2000) in the form of Hyndman and Billah (2003).
    """
    seasons = weekdays(series, horizon)
    adjusted = seasons.remove(series.values)
    fit = smooth(adjusted)
    steps = np.arange(horizon) + (1 - (1 - fit.alpha) ** series.size) / fit.alpha
    ahead = fit.level + _slope(adjusted) / 2 * steps
    return Projection(point=seasons.restore(ahead), spread=seasons.stretch(fit.spread(horizon)), model="theta")


def _slope(values: Values) -> float:
    known = np.flatnonzero(~np.isnan(values))
    return float(np.polyfit(known, values[known], 1)[0])
