"""The simple guesses every model must beat, and the honest ways for histories that bear no model."""

import numpy as np

from forecasting.series.series import Projection, Series, Values


def seasonal_naive(series: Series, horizon: int) -> Projection:
    """Each step repeats the same step of the last full period; a gap there falls back to the cycle before it."""
    period = series.period
    last = _last_cycle(series.values, period)
    cycles = np.arange(horizon) // period + 1
    deviation = _naive_deviation(series.values, period)
    return Projection(
        point=last[np.arange(horizon) % period],
        spread=deviation * np.sqrt(cycles),
        model="seasonal_naive",
        total_spread=deviation * float(np.sqrt(np.sum((cycles[-1] - cycles + 1.0) ** 2))),
    )


def _last_cycle(values: Values, period: int) -> Values:
    """The newest known number of each step of the cycle, in the order of the steps to come."""
    known = values[~np.isnan(values)]
    columns = [values[len(values) - period + step :: -period] for step in range(period)]
    newest = (column[~np.isnan(column)][:1] for column in columns)
    return np.array([found[0] if len(found) else known.mean() for found in newest])


def _naive_deviation(values: Values, period: int) -> float:
    steps = values[period:] - values[:-period]
    steps = steps[~np.isnan(steps)]
    if not len(steps):
        return float(np.nanstd(values))
    return float(np.sqrt(np.mean(steps**2)))


def mean(series: Series, horizon: int) -> Projection:
    """The average of a history too short for anything else, with the spread of a new draw around it."""
    known = series.observed
    deviation = float(np.std(known, ddof=1)) * np.sqrt(1 + 1 / len(known))
    share = float(np.std(known, ddof=1)) * np.sqrt(horizon + horizon**2 / len(known))
    return Projection(
        point=np.full(horizon, known.mean()), spread=np.full(horizon, deviation), model="mean", total_spread=share
    )


def constant(series: Series, horizon: int) -> Projection:
    """A history that never changed goes on as it was; there is nothing to learn a range from."""
    return Projection(point=np.full(horizon, series.observed[-1]), spread=np.zeros(horizon), model="constant")
