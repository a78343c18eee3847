"""The budget that answers a goal: the cheapest one that reaches a value, the largest one that still pays back."""

import math
from collections.abc import Callable, Mapping

import numpy as np

from forecasting.budget.allocate import Allocation, Objective, plan, split_best, today_spend
from forecasting.budget.bounds import TRUST, Bounds, Limits, check_limits, set_bounds
from forecasting.response.curves import Curves
from forecasting.response.errors import BudgetError
from forecasting.response.history import is_number

SCAN = 33
"""Budgets tried before bisection: curves that rise ever faster at first may cross the goal more than once."""
HALVINGS = 30
FARTHEST = 20
"""A cap of infinity is taken as this many times the usual cap."""
MEANINGFUL = 0.02
"""Below this part of the usual spend a curve says nothing: a power curve promises any ROI near zero."""


def cheapest_budget(
    curves: Curves, goal: float, *, minimum: Limits = None, maximum: Limits = None, objective: Objective = "value"
) -> Allocation:
    """The smallest budget whose best split brings `goal` per period (value, revenue or conversions).

    Channels without a cap may get up to 250 % of today's spend.

    Raises:
        BudgetError: The goal is no positive number, or out of reach (`nearest` then is the split with the most value).
    """
    _check_goal(goal, "goal", 0.0)
    ask = _Question(curves, minimum, maximum)
    most = ask.value(ask.top)
    if most < goal:
        raise BudgetError("budget-goal-out-of-reach", nearest=ask.amounts(ask.top), goal=goal, reachable=most)
    budget = _first(lambda size: ask.value(size) >= goal, ask.bottom, ask.top)
    return _answer(ask, _to_kopeck(budget, math.ceil), objective)


def largest_budget(
    curves: Curves, roi: float, *, minimum: Limits = None, maximum: Limits = None, objective: Objective = "value"
) -> Allocation:
    """The largest budget whose best split still has (value - spend) / spend of at least `roi`.

    Channels without a cap may get up to 250 % of today's spend. A highest cost per conversion asks the same of curves
    in conversions: `roi = 1 / cost - 1`.

    Raises:
        BudgetError: The ROI is no number above -1, or no budget has it (`nearest` then is the split with the best).
    """
    _check_goal(roi, "roi", -1.0)
    ask = _Question(curves, minimum, maximum)
    sizes = ask.sizes()
    returns = [ask.value(size) / size - 1 for size in sizes]
    fine = [index for index, value in enumerate(returns) if value >= roi]
    if not fine:
        best = int(np.argmax(returns))
        raise BudgetError(
            "budget-return-out-of-reach", nearest=ask.amounts(sizes[best]), goal=roi, reachable=returns[best]
        )
    last = fine[-1]
    if last == len(sizes) - 1:
        return _answer(ask, sizes[-1], objective)
    budget = _first(lambda size: ask.value(size) / size - 1 < roi, sizes[last], sizes[last + 1])
    return _answer(ask, _to_kopeck(budget - 0.005, math.floor), objective)


class _Question:
    """Curves with bounds that do not move with the budget."""

    def __init__(self, curves: Curves, minimum: Limits, maximum: Limits) -> None:
        channels = curves.channels + curves.idle
        today = self.today = today_spend(curves, None)
        caps = {name: max(TRUST[1] * today[name], curves.by_channel[name].unit) for name in curves.channels}
        floors = check_limits(minimum, channels, "minimum")
        caps = {name: max(cap, floors.get(name, 0.0)) for name, cap in caps.items()}
        self.curves = curves
        self.minimum = dict.fromkeys(channels, 0.0) | floors
        idle = {name: floors.get(name, 0.0) for name in curves.idle}
        self.maximum = idle | caps | check_limits(maximum, channels, "maximum")
        self.bottom = max(sum(self.minimum.values()), 1e-6 * sum(self.maximum.values()), 0.01)
        self.top = sum(min(self.maximum[name], FARTHEST * caps.get(name, idle.get(name, 0.0))) for name in channels)
        self.top = max(self.top, self.bottom)
        self.bounds: Bounds = set_bounds(curves, self.bottom, today, self.minimum, self.maximum)

    def sizes(self) -> list[float]:
        """Budgets from a small part of the usual spend to the largest possible one."""
        usual = sum(curve.unit for curve in self.curves.by_channel.values())
        smallest = min(max(self.bottom, MEANINGFUL * usual), self.top)
        return [float(size) for size in np.geomspace(smallest, self.top, SCAN)]

    def amounts(self, budget: float) -> Mapping[str, float]:
        """Best split of a budget."""
        split = split_best(self.curves, budget, self.bounds)
        return dict(zip(self.bounds.channels, split.tolist(), strict=True))

    def value(self, budget: float) -> float:
        """Expected value of the best split of a budget."""
        return self.curves.expect(self.amounts(budget)).value


def _first(reached: Callable[[float], bool], bottom: float, top: float) -> float:
    """Smallest size, to a kopeck, from which on the condition holds."""
    if reached(bottom):
        return bottom
    for _ in range(HALVINGS):
        middle = (bottom + top) / 2
        if reached(middle):
            top = middle
        else:
            bottom = middle
        if top - bottom < 0.005:
            break
    return top


def _answer(ask: _Question, budget: float, objective: Objective) -> Allocation:
    size = min(max(budget, ask.bottom), ask.top)
    return plan(ask.curves, size, ask.bounds, ask.today, objective, may_keep=False)


def _to_kopeck(budget: float, rounding: Callable[[float], int]) -> float:
    return rounding(budget * 100) / 100 if budget > 1 else budget


def _check_goal(goal: float, name: str, least: float) -> None:
    if not is_number(goal) or not math.isfinite(goal) or goal <= least:
        raise BudgetError("budget-bad-amount", name=name, received=goal, least=least)
