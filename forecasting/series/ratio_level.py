"""The level of a ratio: smoothed numerator over smoothed denominator, never a mean of daily ratios."""

from dataclasses import dataclass

import numpy as np

from forecasting.series.series import Values
from forecasting.series.smoothing import smoothed

ALPHAS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.13, 0.17, 0.2, 0.25, 0.3, 0.35, 0.4)
"""No faster: a ratio of few days is mostly chance."""
START = 28
WARM_UP = 5
THIN = 0.05
"""A denominator below this share of its mean says next to nothing about the ratio."""


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """A fitted ratio level."""

    path: Values
    """Level after each observed step."""
    sums: Values
    """Relative errors of the level against the ratio of sums over the following horizon, one per possible cut-off."""

    @property
    def level(self) -> float:
        """After the last step."""
        return float(self.path[-1])


def pool(top: Values, bottom: Values, horizon: int) -> Pooled:
    """Smooth both parts with the one alpha that predicts the ratio of sums best at one step, half and whole horizon.

    Args:
        top: Numerators, gap-free.
        bottom: Denominators of the same steps, none negative, not all zero.
        horizon: Steps the level is wanted for.
    """
    reach = min(horizon, max(1, len(top) // 4))
    steps = sorted({1, max(1, reach // 2), reach})
    paths = [_path(top, bottom, alpha) for alpha in ALPHAS]
    best = min(paths, key=lambda path: sum(_loss(path, top, bottom, step) for step in steps))
    return Pooled(path=best, sums=_sum_errors(best, top, bottom, reach))


def _path(top: Values, bottom: Values, alpha: float) -> Values:
    above, below = (smoothed(part, alpha, part[:START].mean()) for part in (top, bottom))
    return np.asarray(above / np.maximum(below, 1e-9 * bottom.mean()))


def _windows(values: Values, step: int) -> Values:
    """Sum of the `step` values after each position that has them."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray(total[1 + step :] - total[1:-step])


def _loss(path: Values, top: Values, bottom: Values, step: int) -> float:
    above, below = _windows(top, step), _windows(bottom, step)
    error = (above - path[: len(above)] * below) ** 2 / np.maximum(below, THIN * bottom.mean() * step)
    first = min(WARM_UP, max(len(error) - 1, 0))
    return float(np.mean(error[first:])) / step


def _sum_errors(path: Values, top: Values, bottom: Values, step: int) -> Values:
    above, below = _windows(top, step), _windows(bottom, step)
    level = path[: len(above)]
    usable = (below > 0) & (level != 0)
    usable[: min(START, len(usable) // 2)] = False
    return np.asarray(above[usable] / below[usable] / level[usable] - 1)
