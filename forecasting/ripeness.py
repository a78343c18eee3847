"""What late figures will come to: the chain ladder of what earlier days showed at each age, with a range.

A day's conversions are reported over the days after it. What a whole day had shown at each age (its readings) gives the
share known by age; young days are grown by it. Chain ladder with over-dispersed Poisson increments (Renshaw and Verrall
1998), pulled towards what the day's spend usually brings where few have come in yet (Bornhuetter and Ferguson 1972).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST: Final = 8
"""Days seen at an age and at the next; fewer say nothing about the step between them."""
SETTLED: Final = 1.02
"""A ladder is whole when its last two steps add no more than this factor: what comes later is nothing to speak of."""
RIPE: Final = 0.98
"""A day of which this share is known is ripe."""
NEWEST: Final = 28
"""Days that a step is learnt from: how fast results come in changes with time."""
LEVEL: Final = 0.8


@dataclass(frozen=True, kw_only=True)
class Ripening:
    """How one measure of a channel comes in, by age in whole days: the first entry is the day after."""

    shares: Floats
    """Of the final figure known at each age; 1 at every later one."""
    errors: Floats
    """Standard error of each share's logarithm."""
    spread: float
    """Variance of what still comes, in units of its mean."""
    days: int
    """Days behind the first step."""

    def share(self, age: int) -> float:
        """The share known at an age; 1 beyond the ladder."""
        return float(self.shares[max(age, 1) - 1]) if age <= len(self.shares) else 1.0

    def error(self, age: int) -> float:
        """The standard error of the share's logarithm."""
        return float(self.errors[max(age, 1) - 1]) if age <= len(self.errors) else 0.0

    @property
    def unripe_days(self) -> int:
        """For how many days after it a day is not ripe."""
        return int(np.sum(self.shares < RIPE))


@dataclass(frozen=True, kw_only=True)
class Ripened:
    """A sum as it is known, and as it will be with the range that holds it in `LEVEL` of cases."""

    known: float
    value: float
    low: float
    high: float

    @property
    def share(self) -> float:
        """The part that is in."""
        return self.known / self.value if self.value > 0 else 1.0


def ripening(triangle: Floats) -> Ripening | None:
    """Learns how a measure comes in.

    Args:
        triangle: days by ages (the first column is the day after): what each day had come to at that age, NaN where it
            was not read.

    Returns:
        None where too few days were seen through to the end.
    """
    steps, pairs = _steps(triangle)
    if len(steps) < 2 or steps[-2:].prod() > SETTLED or steps[-2:].prod() < 1 / SETTLED:
        return None
    shares = np.minimum(np.append(1 / np.cumprod(steps[::-1])[::-1], 1.0), 1.0)
    spread = _spread(triangle[:, : len(shares)], shares)
    sums = np.array([triangle[use, age].sum() for age, use in enumerate(pairs)])
    variances = spread * np.maximum(steps - 1, 0.0) / np.maximum(sums, 1e-12) / steps**2
    errors = np.append(np.sqrt(np.cumsum(variances[::-1])[::-1]), 0.0)
    return Ripening(shares=shares, errors=errors, spread=spread, days=int(pairs[0].sum()))


def _steps(triangle: Floats) -> tuple[Floats, list[NDArray[np.bool_]]]:
    """The factor from each age to the next, as a ratio of sums, while days enough were read at both; those days."""
    steps, pairs = [], []
    for age in range(triangle.shape[1] - 1):
        both = np.isfinite(triangle[:, age]) & np.isfinite(triangle[:, age + 1])
        both &= np.cumsum(both[::-1])[::-1] <= NEWEST
        below = triangle[both, age].sum()
        if both.sum() < FEWEST or below <= 0:
            break
        steps.append(triangle[both, age + 1].sum() / below)
        pairs.append(both)
    return np.array(steps), pairs


def _spread(triangle: Floats, shares: Floats) -> float:
    """Pearson's estimate of the variance of increments over their mean."""
    known = np.isfinite(triangle)
    last = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    rows = np.flatnonzero(known.any(axis=1))
    final = np.full(len(triangle), np.nan)
    final[rows] = triangle[rows, last[rows]] / shares[last[rows]]
    due = final[:, None] * np.diff(shares)
    use = known[:, :-1] & known[:, 1:] & (due > 1e-3 * final[:, None])
    freedom = int(use.sum()) - int(use.any(axis=1).sum()) - int(use.any(axis=0).sum())
    if freedom < 1:
        return float(np.nanmax(triangle, initial=1.0))
    return float(np.sum((np.diff(triangle)[use] - due[use]) ** 2 / due[use]) / freedom)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What a unit of spend usually brings, from ripe days: pulls young days whose own figures are still few."""

    rate: float
    """Of the measure for a unit of spend."""
    variation: float
    """Squared coefficient of variation of days around it, beyond what small numbers make."""


def usual(spend: Floats, results: Floats, spread: float) -> Usual | None:
    """The usual rate of ripe days; None where they say nothing."""
    if len(spend) < FEWEST or spend.sum() <= 0 or results.sum() <= 0:
        return None
    rate = float(results.sum() / spend.sum())
    due = rate * spend
    square = float(np.sum((results - due) ** 2) - spread * due.sum()) / max(float(np.sum(due**2)), 1e-12)
    return Usual(rate=rate, variation=max(square, 0.01))


def ripened(
    known: Floats, ages: NDArray[np.int64], how: Ripening, *, spend: Floats | None = None, rate: Usual | None = None
) -> Ripened:
    """What some days will come to together.

    Args:
        known: what each day shows now.
        ages: of each day's newest reading, in days after it.
        how: how the measure comes in.
        spend: of each day; with `rate` days with few results yet are pulled towards what it usually brings.
        rate: what spend usually brings.
    """
    shares = np.array([how.share(int(age)) for age in ages])
    final, doubt = known / shares, np.zeros(len(known))
    if rate is not None and spend is not None:
        weight = 1 / rate.variation
        before = weight / np.maximum(rate.rate * spend, 1e-12)
        evidence = weight + known / how.spread
        final = np.where(spend > 0, evidence / (before + shares / how.spread), final)
        doubt = np.where(spend > 0, final**2 / evidence, 0.0)
    else:
        doubt = how.spread * final / shares
    to_come = (1 - shares) * final
    of_shares = float(np.sum(final * [how.error(int(age)) for age in ages]))
    variance = float(np.sum(how.spread * to_come + (1 - shares) ** 2 * doubt)) + of_shares**2
    whole, mean = float(known.sum()), float(to_come.sum())
    if mean <= 0 or variance <= 0:
        return Ripened(known=whole, value=whole + mean, low=whole + mean, high=whole + mean)
    from scipy.special import gammaincinv  # every command reads this file, few come here

    ends = gammaincinv(mean**2 / variance, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) * (variance / mean)
    return Ripened(known=whole, value=whole + mean, low=whole + float(ends[0]), high=whole + float(ends[1]))
