"""The exact best split of a budget over curves: water-filling where they are concave, a dynamic programme where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from forecasting.response.shapes import Array

GRID = 257
COARSE = 320
"""Steps of the first dynamic programme; each later pass looks at one eighth of the step around the best split."""
PASSES = 5
WINDOW = 24
HALVINGS = 90


class Response(Protocol):
    """What the optimiser needs of a curve."""

    def value(self, spend: Array) -> Array:
        """Value at each spend (points,)."""

    def marginal(self, spend: Array) -> Array:
        """Value of one more unit at each spend (points,)."""


@dataclass(frozen=True, kw_only=True)
class _Table:
    spend: Array
    marginal: Array


def best_split(curves: Sequence[Response], budget: float, low: Array, high: Array) -> Array:
    """Amounts (curves,) within low and high which add up to the budget and bring the most.

    Water-filling: money goes where the next unit brings most, until all marginal returns are level; the level is
    found by bisection (the Karush-Kuhn-Tucker conditions of a separable concave problem: the optimum, not a search for
    one). A curve that first rises ever faster breaks that rule; then a dynamic programme over the budget decides.

    Requires `low.sum() <= budget <= high.sum()`.
    """
    top = np.minimum(high, low + budget - low.sum())
    tables = [_tabulate(curve, a, b) for curve, a, b in zip(curves, low, top, strict=True)]
    if all(np.all(np.diff(t.marginal) <= 1e-9 * abs(t.marginal[1])) for t in tables):
        return _fill(_water_level(tables, budget), budget, low, top)
    return _fill(_programme(curves, budget, low, top), budget, low, top)


def _tabulate(curve: Response, low: float, high: float) -> _Table:
    spend = low + (high - low) * np.linspace(0.0, 1.0, GRID) ** 2
    return _Table(spend=spend, marginal=curve.marginal(spend))


def _water_level(tables: list[_Table], budget: float) -> Array:
    """Bisection on the common marginal return; between the last two levels the split is interpolated to the sum."""
    bottom = min(float(table.marginal.min()) for table in tables) * 0.5
    top = max(float(table.marginal.max()) for table in tables) * 2 + 1e-300
    bottom = max(bottom, top * 1e-15)
    rich, poor = _demand(tables, bottom), _demand(tables, top)
    for _ in range(HALVINGS):
        middle = float(np.sqrt(bottom * top))
        wanted = _demand(tables, middle)
        if wanted.sum() > budget:
            bottom, rich = middle, wanted
        else:
            top, poor = middle, wanted
        if top - bottom <= 1e-14 * top:
            break
    span = rich.sum() - poor.sum()
    share = (budget - poor.sum()) / span if span > 0 else 0.0
    return np.asarray(poor + np.clip(share, 0.0, 1.0) * (rich - poor))


def _demand(tables: list[_Table], level: float) -> Array:
    """Spend at which each channel's marginal return has fallen to the level."""
    return np.array([np.interp(-level, -table.marginal, table.spend) for table in tables])


def _programme(curves: Sequence[Response], budget: float, low: Array, top: Array) -> Array:
    """Dynamic programme on a grid of the budget, then on ever finer grids around the best split."""
    room = budget - low.sum()
    step = room / COARSE
    offsets = [np.arange(COARSE + 1) for _ in curves]
    spend = low + step * _choose(curves, low, top, step, offsets, COARSE)
    for _ in range(PASSES):
        step /= 8
        base = np.maximum(low, spend - WINDOW // 2 * step)
        steps = round((budget - base.sum()) / step)
        if steps <= 0:
            break
        offsets = [np.arange(min(WINDOW, steps) + 1) for _ in curves]
        finer = base + step * _choose(curves, base, top, step, offsets, steps)
        spend = np.minimum(finer, top)
    return np.asarray(np.minimum(spend, top))


def _choose(
    curves: Sequence[Response], low: Array, top: Array, step: float, offsets: list[npt.NDArray[np.int64]], steps: int
) -> Array:
    """Numbers of steps above `low` that add up to `steps` at most and bring the most (max-plus convolution)."""
    best = np.zeros(steps + 1)
    picks = []
    left = np.arange(steps + 1)
    for curve, a, b, choice in zip(curves, low, top, offsets, strict=True):
        amount = a + step * choice
        value = np.where(amount <= b + step * (1 - 1e-9), curve.value(np.minimum(amount, b)), -np.inf)
        source = left[:, None] - choice[None, :]
        sums = np.where(source >= 0, best[np.maximum(source, 0)] + value[None, :], -np.inf)
        pick = sums.argmax(axis=1)
        picks.append(choice[pick])
        best = sums[left, pick]
    chosen = np.zeros(len(curves))
    remaining = steps
    for index in range(len(curves) - 1, -1, -1):
        chosen[index] = picks[index][remaining]
        remaining -= int(chosen[index])
    return chosen


def _fill(spend: Array, budget: float, low: Array, top: Array) -> Array:
    """Place what rounding left over, in proportion to the room each channel has."""
    spend = np.clip(spend, low, top)
    for _ in range(3):
        left = budget - spend.sum()
        room = top - spend if left > 0 else spend - low
        if room.sum() <= 0 or left == 0:
            break
        spend = np.clip(spend + left * room / room.sum(), low, top)
    return spend


def round_to_cents(spend: Array, budget: float, low: Array, high: Array) -> Array:
    """Amounts in hundredths that still add up to the budget and keep the bounds.

    Fractions of a cent in the budget, or in a fixed amount, stay where they are: the sum comes first.
    """
    fixed = high - low < 0.01
    floor, cap = np.ceil(np.round(low * 100, 6)), np.floor(np.round(np.minimum(high, 1e15) * 100, 6))
    cents = np.where(fixed, spend * 100, np.clip(np.floor(np.round(spend * 100, 6)), floor, cap))
    left = budget * 100 - cents.sum()
    order = sorted(np.flatnonzero(~fixed), key=lambda i: cents[i] - spend[i] * 100)
    for whole in (True, False):
        for index in order * 2:
            share = np.clip(left, floor[index] - cents[index], cap[index] - cents[index])
            share = np.clip(np.trunc(np.round(share, 6)), -1, 1) if whole else share
            cents[index] += share
            left -= share
    return spend if abs(left) > 1e-6 * max(1.0, budget) else cents / 100
