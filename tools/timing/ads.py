"""When a channel's money brings more: hours and weekdays whose share of results beats their share of spend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from forecasting.standouts import Floats, Standout, flipped, shrunk
from tools.timing.windows import CHANCE, USUAL_SPREAD, Z80, Peak, Window, candidates, distinct

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
    return _told(windows, spend, results)


def _block(row: Spent, *, hourly: bool) -> date:
    return row.day if hourly else row.day - timedelta(days=row.day.weekday())


def _told(windows: Sequence[Window], spend: Floats, results: Floats) -> tuple[Peak, ...]:
    whole = np.where(spend[:, -1:] > 0, spend[:, -1:], 1.0)
    expected = results[:, -1:] * spend[:, :-1] / whole
    share = spend[:, :-1].sum(axis=0) / max(float(spend[:, -1].sum()), 1e-9)
    big = (share >= LEAST_MONEY) & (share <= 1 - LEAST_MONEY)
    deviations = np.where(big, results[:, :-1] - expected, 0.0)
    return distinct([
        _peak(windows[one.group], deviations[:, one.group], float(expected[:, one.group].sum()), one)
        for one in flipped(deviations)
        if one.chance <= CHANCE
    ])  # fmt: skip


def _peak(window: Window, deviations: Floats, expected: float, one: Standout) -> Peak:
    effect, error = float(deviations.sum()) / expected, float(np.sqrt((deviations**2).sum())) / expected
    pulled, left = shrunk(effect, error, USUAL_SPREAD)
    count = int((deviations != 0).sum())
    return Peak(
        window=window, lift=pulled, low=pulled - Z80 * left, high=pulled + Z80 * left, count=count, chance=one.chance
    )
