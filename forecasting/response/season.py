"""The season that all channels and the total share: yearly waves, and weekdays where rows are daily."""

from dataclasses import dataclass

import numpy as np

from forecasting.response.shapes import Array

YEAR = 365.25
WAVE_PRIOR = (0.2, 0.1)
"""Standard deviations of log-season coefficients of the first and second yearly wave."""
WEEKDAY_PRIOR = 0.3


@dataclass(frozen=True, kw_only=True)
class SeasonRow:
    """One series the season is read from: log residuals without season, its noise, and whether it may trend."""

    residual: Array
    counted: Array
    noise: float
    extra: Array
    """(periods, columns) that this series alone may follow besides the season: at least a constant."""


def season_basis(day: Array, step_days: int) -> tuple[Array, Array]:
    """Columns of the log season and the prior standard deviation of each.

    Args:
        day: (periods,) days since any fixed Monday.
        step_days: Days in a period: 1 adds weekdays.
    """
    span = float(day[-1] - day[0]) + step_days
    waves = [1, 2] if span >= 1.4 * YEAR else [1] if span >= 150 else []
    columns, prior = [], []
    for wave in waves:
        angle = 2 * np.pi * wave * day / YEAR
        columns += [np.sin(angle), np.cos(angle)]
        prior += [WAVE_PRIOR[wave - 1] * min(1.0, span / YEAR)] * 2
    if step_days == 1 and span >= 28:
        weekday = day.astype(np.int64) % 7
        columns += [(weekday == k) - (weekday == 6).astype(float) for k in range(6)]
        prior += [WEEKDAY_PRIOR] * 6
    return np.array(columns).reshape(len(columns), len(day)).T, np.array(prior)


def estimate_season(rows: list[SeasonRow], basis: Array, prior: Array) -> Array:
    """Ridge estimate of the log season (periods,) from several series at once, each with its own extra columns."""
    waves = basis.shape[1]
    if not waves:
        return np.zeros(len(basis))
    size = waves + sum(row.extra.shape[1] for row in rows)
    gram, target = np.zeros((size, size)), np.zeros(size)
    gram[:waves, :waves] = np.diag(1 / prior**2)
    start = waves
    for row in rows:
        own = slice(start, start + row.extra.shape[1])
        weight = (row.counted / row.noise**2)[:, None]
        gram[:waves, :waves] += basis.T @ (weight * basis)
        gram[own, own] += row.extra.T @ (weight * row.extra) + 1e-6 * np.eye(row.extra.shape[1])
        gram[:waves, own] += basis.T @ (weight * row.extra)
        gram[own, :waves] = gram[:waves, own].T
        target[:waves] += basis.T @ (weight[:, 0] * row.residual)
        target[own] += row.extra.T @ (weight[:, 0] * row.residual)
        start = own.stop
    return np.asarray(basis @ np.linalg.solve(gram, target)[:waves])
