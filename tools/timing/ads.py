"""When a channel's money brings more: hours and weekdays whose share of results beats their share of spend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from forecasting.standouts import Efficiency, efficiency
from tools.timing.windows import CHANCE, USUAL_SPREAD, Z80, Peak, WeekWindow, candidates, distinct

LEAST_MONEY: Final = 0.03
"""A window with less than this share of spend is no window to move money into."""
LEAST_RESULTS: Final = 30
"""Fewer results than this over all days say nothing about hours."""


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Spend and results of one hour of a day, or, with `hour` None, of a whole day."""

    day: date
    hour: int | None
    spend: float
    results: float


def ad_peaks(rows: Sequence[Spent]) -> tuple[Peak, ...]:
    """Windows whose money brings more, or less, than the same money at other times.

    Args:
        rows: all of one kind: hours (bands of the day are tried, each day a block) or whole days (weekdays are tried,
            each week a block).

    Returns:
        The strongest first, none overlapping a stronger one; empty when luck explains them all.
    """
    if not rows:
        return ()
    hourly = any(row.hour is not None for row in rows)
    windows = [window for window in candidates() if (window.hours < 24) == hourly]
    blocks, place = np.unique([_block(row, hourly=hourly).toordinal() for row in rows], return_inverse=True)
    weekdays, hours = np.array([(row.day.isoweekday(), row.hour or 0) for row in rows]).T
    inside = np.array([window.holds(weekdays, hours) for window in windows] + [np.ones(len(rows), dtype=bool)]).T
    spend, results = (np.zeros((len(blocks), len(windows) + 1)) for _ in range(2))
    np.add.at(spend, place, inside * np.array([[row.spend] for row in rows]))
    np.add.at(results, place, inside * np.array([[row.results] for row in rows]))
    if results[:, -1].sum() < LEAST_RESULTS:
        return ()
    whole = spend[:, -1], results[:, -1]
    found = efficiency(spend[:, :-1], results[:, :-1], whole, least_share=LEAST_MONEY, usual=USUAL_SPREAD)
    return distinct([_peak(windows[one.group], one) for one in found if one.chance <= CHANCE])


def _block(row: Spent, *, hourly: bool) -> date:
    return row.day if hourly else row.day - timedelta(days=row.day.weekday())


def _peak(window: WeekWindow, one: Efficiency) -> Peak:
    low, high = (one.lift + side * Z80 * one.error for side in (-1, 1))
    return Peak(window=window, lift=one.lift, low=low, high=high, count=one.blocks, chance=one.chance)
