"""Response curves: what a period's spend in a channel brings once carry-over has settled, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from forecasting.response.factors import Factors
from forecasting.response.history import BudgetNote
from forecasting.response.shapes import Array, Candidates, respond

Z80 = 1.2816
"""Half width of a central 80 % interval in standard deviations."""


TAILS = (0.1, 0.9)
"""Ends of a central 80 % interval."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A value with its 80 % interval."""

    value: float
    low: float
    high: float

    def triple(self) -> tuple[float, float, float]:
        """Give (value, low, high)."""
        return self.value, self.low, self.high


@dataclass(frozen=True, kw_only=True)
class Gain(Estimate):
    """Difference between two splits."""

    probability: float
    """Chance that it is above 0."""


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Average of all shapes one channel's history supports, for one length of period."""

    channel: str
    shapes: Candidates
    weight: Array
    level: Array
    """(shapes,) value per `unit` of response, already recalibrated on the total."""
    level_error: Array
    unit: float
    """Mean spend of active periods, per period of `Curves.period_days`."""
    observed: tuple[float, float]
    """Lowest and highest spend that was kept up for a week in the history."""
    carry_over: float
    """Share of a period's effect that falls into the next ones, per period of the history."""
    factor: float
    """Recalibration on total value; 1 means that the attribution is believed."""
    noise: float
    """Relative noise of a single period."""
    periods: int
    """Periods with spend behind the curve."""

    def value(self, spend: Array) -> Array:
        """Value per period at each spend (points,)."""
        return np.asarray((self.weight * self.level) @ respond(self.shapes, _points(spend) / self.unit))

    def marginal(self, spend: Array) -> Array:
        """Value of one more unit of money at each spend (points,)."""
        slope = respond(self.shapes, np.maximum(_points(spend) / self.unit, 1e-6), slope=True)
        return np.asarray((self.weight * self.level) @ slope) / self.unit

    def variance(self, spend: Array, other: Array | None = None) -> Array:
        """Variance of the value at `spend`, or of its difference to the value at `other`, from shape and level."""
        each = respond(self.shapes, _points(spend) / self.unit)
        if other is not None:
            each = each - respond(self.shapes, _points(other) / self.unit)
        each = self.level[:, None] * each
        mean = self.weight @ each
        return np.asarray(self.weight @ (each**2 * (1 + self.level_error[:, None] ** 2)) - mean**2)

    def table(self, top: float | None = None, points: int = 60) -> pd.DataFrame:
        """Points to draw: spend, value, low, high, marginal, extrapolated (outside of what was ever spent)."""
        spend = np.linspace(0.0, top or 1.5 * self.observed[1], points)
        value, error = self.value(spend), Z80 * np.sqrt(np.maximum(self.variance(spend), 0.0))
        return pd.DataFrame(
            {
                "channel": self.channel,
                "spend": spend,
                "value": value,
                "low": np.maximum(value - error, 0.0),
                "high": value + error,
                "marginal": self.marginal(spend),
                "extrapolated": (spend > self.observed[1]) | ((spend < self.observed[0]) & (spend > 0)),
            }
        )

    def per(self, ratio: float) -> "Curve":
        """Restate for a period `ratio` times as long."""
        observed = (self.observed[0] * ratio, self.observed[1] * ratio)
        return replace(self, unit=self.unit * ratio, level=self.level * ratio, observed=observed)


@dataclass(frozen=True, kw_only=True)
class Curves:
    """Curves of all channels, fitted once and reused for every question about the budget."""

    by_channel: Mapping[str, Curve]
    factors: Factors
    """Beliefs about the recalibration, channels in the order of `by_channel`."""
    period_days: int
    step_days: int
    periods: int
    current: Mapping[str, float]
    """Today's spend per period: the mean of the last eight weeks."""
    idle: tuple[str, ...]
    """Channels without any period of known spend and value: nothing is known of them."""
    notes: tuple[BudgetNote, ...]

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels with a curve, the biggest spender first."""
        return tuple(self.by_channel)

    def per(self, period_days: int) -> "Curves":
        """The same curves for another length of period."""
        ratio = period_days / self.period_days
        return replace(
            self,
            by_channel={name: curve.per(ratio) for name, curve in self.by_channel.items()},
            current={name: amount * ratio for name, amount in self.current.items()},
            period_days=period_days,
        )

    def expect(self, amounts: Mapping[str, float]) -> Estimate:
        """Value of a period with these amounts, with an 80 % interval of the curves' uncertainty."""
        spend = self._spend(amounts)
        each = np.array([curve.value(x)[0] for curve, x in zip(self.by_channel.values(), spend, strict=True)])
        own = sum(curve.variance(x)[0] for curve, x in zip(self.by_channel.values(), spend, strict=True))
        value, spread = float(each.sum()), self.factors.spread(each, own)
        if value <= 0:
            return Estimate(value=0.0, low=0.0, high=max(spread.quantile(TAILS[1]), 0.0))
        low, high = (float(np.exp(spread.positive().quantile(end))) for end in TAILS)
        return Estimate(value=value, low=min(low, value), high=max(high, value))

    def gain(self, amounts: Mapping[str, float], instead_of: Mapping[str, float]) -> Gain:
        """What one split brings over another; surer than the two values, because they share their errors."""
        new, old = self._spend(amounts), self._spend(instead_of)
        pairs = list(zip(self.by_channel.values(), new, old, strict=True))
        each = np.array([curve.value(a)[0] - curve.value(b)[0] for curve, a, b in pairs])
        own = sum(curve.variance(a, b)[0] for curve, a, b in pairs)
        value, spread = float(each.sum()), self.factors.spread(each, own)
        low, high = (spread.quantile(end) for end in TAILS)
        return Gain(value=value, low=min(low, value), high=max(high, value), probability=1 - spread.below(0.0))

    def marginals(self, amounts: Mapping[str, float]) -> dict[str, float]:
        """Value of one more unit of money by channel; 0 where nothing is known."""
        known = {
            name: float(curve.marginal(_points(amounts.get(name, 0.0)))[0]) for name, curve in self.by_channel.items()
        }
        return known | dict.fromkeys(self.idle, 0.0)

    def table(self, amounts: Mapping[str, float] | None = None) -> pd.DataFrame:
        """Points of every curve for a chart, wide enough to hold `amounts`."""
        shown = amounts or {}
        tops = {name: 1.15 * max(curve.observed[1], shown.get(name, 0.0)) for name, curve in self.by_channel.items()}
        return pd.concat([curve.table(tops[name]) for name, curve in self.by_channel.items()], ignore_index=True)

    def marks(self, amounts: Mapping[str, float]) -> pd.DataFrame:
        """Today's and the proposed point of every channel: channel, point, spend, value, marginal, extrapolated."""
        rows = []
        for point, plan in (("current", self.current), ("proposed", amounts)):
            for name, curve in self.by_channel.items():
                rows.append(_mark(curve, point, float(plan.get(name, 0.0))))
        return pd.DataFrame(rows)

    def _spend(self, amounts: Mapping[str, float]) -> list[Array]:
        return [_points(amounts.get(name, 0.0)) for name in self.by_channel]


def _mark(curve: Curve, point: Literal["current", "proposed"] | str, spend: float) -> dict[str, object]:
    at = _points(spend)
    return {
        "channel": curve.channel,
        "point": point,
        "spend": spend,
        "value": float(curve.value(at)[0]),
        "marginal": float(curve.marginal(at)[0]),
        "extrapolated": spend > curve.observed[1],
    }


def _points(spend: Array | float) -> Array:
    return np.atleast_1d(np.asarray(spend, dtype=float))
