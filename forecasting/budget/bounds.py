"""Floors and caps of a split: what was asked, how far from today one may go, and today's split fitted into them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.response.curves import Curves
from forecasting.response.errors import BudgetError
from forecasting.response.history import is_number
from forecasting.response.shapes import Array

TRUST = (0.4, 2.5)
"""How far a channel may move from its share of today without being asked: beyond, the curve is a guess."""
NEWCOMER = 0.5
"""A channel silent today counts with this part of its usual spend when its cap is set."""

Limits = Mapping[str, float | None] | None


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Floor and cap per channel, all channels of the history in the order of `channels`."""

    channels: tuple[str, ...]
    low: Array
    high: Array
    trusted: bool
    """Whether any bound is the trust region's and not the caller's."""


def set_bounds(curves: Curves, budget: float, current: Mapping[str, float], minimum: Limits, maximum: Limits) -> Bounds:
    """Combine explicit bounds with the trust region; the explicit ones win, channel by channel and side by side.

    Raises:
        BudgetError: A bound is no amount, names an unknown channel, or the bounds contradict each other or the budget.
    """
    channels = curves.channels + curves.idle
    floors, caps = check_limits(minimum, channels, "minimum"), check_limits(maximum, channels, "maximum")
    _ordered(channels, budget, floors, caps)
    explicit_low = np.array([floors.get(name, 0.0) for name in channels])
    explicit_high = np.array([caps.get(name, math.inf) for name in channels])
    _possible(channels, budget, explicit_low, explicit_high)
    near_low, near_high = _trust(curves, budget, current)
    low = np.where([name in floors for name in channels], explicit_low, np.minimum(near_low, explicit_high))
    high = np.where([name in caps for name in channels], explicit_high, np.maximum(near_high, low))
    low = _relax_low(low, explicit_low, budget)
    high = _relax_high(np.maximum(high, low), explicit_high, budget)
    trusted = any(name not in floors or name not in caps for name in curves.channels)
    return Bounds(channels=channels, low=low, high=high, trusted=trusted)


def fit_shares(weights: Array, budget: float, low: Array, high: Array) -> Array:
    """Split in proportion to the weights as far as the bounds let it (bisection on the common factor)."""
    weights = np.maximum(weights, 0.0)
    if weights.sum() <= 0:
        weights = np.ones_like(weights)
    weights = weights / weights.max()
    weights = weights / weights.sum() + 1e-12
    bottom, top = 0.0, budget
    while np.clip(top * weights, low, high).sum() < budget and top < 1e30:
        top *= 4
    for _ in range(200):
        middle = (bottom + top) / 2
        if np.clip(middle * weights, low, high).sum() < budget:
            bottom = middle
        else:
            top = middle
    under, over = np.clip(bottom * weights, low, high), np.clip(top * weights, low, high)
    span = over.sum() - under.sum()
    share = np.clip((budget - under.sum()) / span, 0.0, 1.0) if span > 0 else 1.0
    return np.asarray(under + share * (over - under))


def check_amounts(amounts: Mapping[str, float], channels: Sequence[str], name: str) -> dict[str, float]:
    """Amounts as floats, of known channels, none negative or missing.

    Raises:
        BudgetError: Otherwise.
    """
    checked = {}
    for channel, amount in amounts.items():
        if channel not in channels:
            raise BudgetError("budget-unknown-channel", received=channel, possible=", ".join(channels))
        endless = name != "maximum" and amount == math.inf
        if not is_number(amount) or math.isnan(amount) or amount < 0 or endless:
            raise BudgetError("budget-bad-amount", name=f"{name} of {channel}", received=amount, least=0)
        checked[channel] = float(amount)
    return checked


def check_limits(limits: Limits, channels: Sequence[str], name: str) -> dict[str, float]:
    """Explicit limits of known channels; a limit of None is none.

    Raises:
        BudgetError: A limit is no amount, or names an unknown channel.
    """
    given = {channel: amount for channel, amount in (limits or {}).items() if amount is not None}
    return check_amounts(given, channels, name)


def _ordered(channels: tuple[str, ...], budget: float, floors: Mapping[str, float], caps: Mapping[str, float]) -> None:
    for name in sorted(floors.keys() & caps.keys()):
        if floors[name] > caps[name] + 1e-9:
            raise BudgetError(
                "budget-minimum-above-maximum",
                nearest=_nearest(channels, budget, floors, caps),
                channel=name,
                minimum=floors[name],
                maximum=caps[name],
            )


def _possible(channels: tuple[str, ...], budget: float, low: Array, high: Array) -> None:
    tolerance = 1e-9 * budget
    if low.sum() > budget + tolerance:
        nearest = dict(zip(channels, (low * budget / low.sum()).tolist(), strict=True))
        raise BudgetError("budget-minimums-above-budget", nearest=nearest, minimum=float(low.sum()), budget=budget)
    if high.sum() < budget - tolerance:
        nearest = dict(zip(channels, high.tolist(), strict=True))
        raise BudgetError("budget-maximums-below-budget", nearest=nearest, maximum=float(high.sum()), budget=budget)


def _nearest(
    channels: tuple[str, ...], budget: float, floors: Mapping[str, float], caps: Mapping[str, float]
) -> dict[str, float]:
    """A split inside the caps, as near to the floors as the budget lets it."""
    high = np.array([caps.get(name, math.inf) for name in channels])
    low = np.minimum([floors.get(name, 0.0) for name in channels], high)
    if low.sum() > budget:
        low = low * budget / low.sum()
    return dict(zip(channels, fit_shares(np.ones(len(low)), budget, low, high).tolist(), strict=True))


def _trust(curves: Curves, budget: float, current: Mapping[str, float]) -> tuple[Array, Array]:
    """Trust region by channel; idle channels stay at 0."""
    today = np.array([current.get(name, 0.0) for name in curves.channels])
    scale = budget / today.sum() if today.sum() > 0 else 0.0
    usual = np.array([curve.unit for curve in curves.by_channel.values()])
    anchor = np.maximum(today, NEWCOMER * usual * (today <= 0)) * (scale or budget / usual.sum())
    low, high = TRUST[0] * today * scale, TRUST[1] * anchor
    idle = np.zeros(len(curves.idle))
    return np.concatenate([low, idle]), np.concatenate([high, idle])


def _relax_low(low: Array, explicit: Array, budget: float) -> Array:
    """Lower the floors nobody asked for until the budget suffices."""
    excess, spare = low.sum() - budget, (low - explicit).sum()
    return low - (low - explicit) * min(1.0, excess / spare) if excess > 0 and spare > 0 else low


def _relax_high(high: Array, explicit: Array, budget: float) -> Array:
    """Raise the caps nobody asked for until the budget fits; channels nothing is known of come last."""
    for seed in (0.0, 1e-3 * budget):
        for _ in range(60):
            if high.sum() >= budget * (1 + 1e-9):
                return high
            high = np.minimum(np.maximum(high, seed) * 1.5, explicit)
    return high
