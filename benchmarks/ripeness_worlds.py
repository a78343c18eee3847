"""Channels whose conversions come in late: what each day showed at each age, and what it came to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
AGES = 21


@dataclass(frozen=True, kw_only=True)
class LateWorld:
    """Days by ages, cumulative; the first column is the day after."""

    spend: Floats
    conversions: Floats
    revenue: Floats


def as_seen(whole: Floats) -> Floats:
    """A triangle as it stands the day after its last day: what lies ahead is NaN."""
    days, ages = whole.shape
    return np.where(np.arange(1, ages + 1) <= np.arange(days, 0, -1)[:, None], whole, np.nan)


def late_world(seed: int, days: int = 90) -> LateWorld:
    """A channel with its own size, lag, day-to-day spread and slow drift of both.

    Args:
        seed: of everything.
        days: of its history.
    """
    chance = np.random.default_rng(seed)
    size = float(np.exp(chance.uniform(np.log(3), np.log(200))))
    lag = float(chance.uniform(0.8, 4.0))
    level = np.exp(np.cumsum(chance.normal(0, 0.02, days)))
    spend = size * chance.lognormal(0, 0.25, days)
    due = spend * level * chance.gamma(8, 1 / 8, days)
    lags = lag * np.exp(np.cumsum(chance.normal(0, 0.01, days)))
    edges = np.arange(0, AGES + 1)
    conversions, revenue = np.zeros((days, AGES)), np.zeros((days, AGES))
    for day in range(days):
        known = 1 - np.exp(-(edges + 0.5) / lags[day])
        parts = np.diff(np.concatenate([[0.0], known[1:-1], [1.0]]))
        came = chance.poisson(due[day] * parts)
        money = np.array([chance.lognormal(7.5, 0.6, count).sum() for count in came])
        conversions[day], revenue[day] = np.cumsum(came), np.cumsum(money)
    return LateWorld(spend=spend * 400, conversions=conversions, revenue=revenue)
