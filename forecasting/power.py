"""How long an experiment must run to decide: its effect against how sums over as many days strayed before.

The noise is the series' own: by how much sums of `days` missed the level known before them, so that a drifting level
counts as what it is. One-sided at 10 %, which is what an 80 % range that lies on one side of zero says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri

from forecasting.series.intervals import LEAST_SUMS, wider_for_few
from forecasting.series.series import Values
from forecasting.series.theta import smooth

POWER: Final = 0.8
"""Chance to see an effect of the expected size."""
SURE: Final = 0.9


@dataclass(frozen=True, kw_only=True)
class ExperimentDesign:
    """An experiment that can decide."""

    step: float
    """What is added each day."""
    days: int
    power: float
    """Chance that it shows an effect of the expected size."""

    @property
    def cost(self) -> float:
        """What is added in all; lost if it brings nothing."""
        return self.step * self.days


def noise_of(daily: Values, days: int) -> float | None:
    """Standard deviation of a sum over some days around what was known before them; None with too short a history.

    Args:
        daily: a value a day, oldest first.
        days: whole weeks, so that the weekday falls out.
    """
    sums = smooth(daily, days).sums(days) if len(daily) > days else np.empty(0)
    if len(sums) < LEAST_SUMS:
        return None
    return float(np.sqrt(np.mean(sums**2))) * wider_for_few(POWER, len(daily) / days)


def cheapest_design(
    daily: Values, gain: float, steps: Sequence[float], lengths: Sequence[int]
) -> ExperimentDesign | None:
    """The cheapest step and length that decide; None where none of them would.

    Args:
        daily: daily values of what the experiment is judged by, such as a channel's profit.
        gain: what a unit of money added should change it by, of either sign.
        steps: amounts a day that may be added.
        lengths: days that it may run, whole weeks.
    """
    noises = {days: noise for days in lengths if (noise := noise_of(daily, days))}
    designs = [
        ExperimentDesign(
            step=step,
            days=days,
            power=float(ndtr(abs(gain) * step * days / noise - ndtri(SURE))),
        )
        for step in steps
        for days, noise in noises.items()
    ]
    return min((one for one in designs if one.power >= POWER), key=lambda one: one.cost, default=None)
