"""How to split a budget over channels, what that brings, and when to leave it as it is.

`fit_curves` learns once; `optimise`, `evaluate`, `cheapest_budget` and `largest_budget` ask the same curves. `allocate`
does both for one question. Amounts and values are per period of `period_days` days, in the steady state: carry-over of
earlier periods is settled and the season is average.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from forecasting.budget.bounds import Bounds, Limits, check_amounts, check_limits, fit_shares, set_bounds
from forecasting.budget.notes import explain
from forecasting.budget.optimum import best_split, round_to_cents
from forecasting.response.curves import Curves, Estimate, Gain
from forecasting.response.errors import BudgetError
from forecasting.response.estimate import SHORT_HISTORY, fit_curves
from forecasting.response.history import BudgetNote, is_number
from forecasting.response.shapes import Array

Objective = Literal["value", "revenue", "conversions", "profit"]
Decision = Literal["change", "keep"]
"""All objectives split alike, because amounts add up to the budget: `profit` reports the value less the spend."""

SURE = 0.8
"""A change is advised when it beats today's split with at least this probability ..."""
WORTH = 0.002
"""... and brings at least this part more."""


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """A split of the budget with what it is expected to bring."""

    amounts: dict[str, float]
    expected: tuple[float, float, float]
    """Value per period of the amounts, with its 80 % interval."""
    current: tuple[float, float, float]
    """The same for today's spend."""
    kept: tuple[float, float, float]
    """The same for today's shares of the new budget, fitted into the bounds."""
    marginal: dict[str, float]
    """Value of one more unit of money at the amounts."""
    marginal_now: dict[str, float]
    """Value of one more unit of money at today's spend."""
    curves: Curves
    decision: Decision
    gain: tuple[float, float, float]
    """Value of the best split over today's shares of the same budget, with its 80 % interval."""
    probability_better: float
    today: dict[str, float]
    """Today's spend per period."""
    today_fitted: dict[str, float]
    """Today's shares of the new budget within the bounds."""
    best: dict[str, float]
    """The best split; equals `amounts` unless the decision is to keep."""
    bounds: dict[str, tuple[float, float]]
    objective: Objective
    messages: tuple[BudgetNote, ...]

    @property
    def notes(self) -> list[str]:
        """English sentences the reader must know."""
        return [message.text for message in self.messages]

    @property
    def codes(self) -> list[str]:
        """Stable names of the same sentences."""
        return [message.code for message in self.messages]

    @property
    def shares(self) -> dict[str, float]:
        """Amounts as parts of the budget."""
        whole = sum(self.amounts.values())
        return {name: amount / whole for name, amount in self.amounts.items()}

    @property
    def change(self) -> dict[str, float]:
        """Amounts less today's spend."""
        return {name: amount - self.today.get(name, 0.0) for name, amount in self.amounts.items()}

    @property
    def half_way(self) -> dict[str, float]:
        """The careful plan: the middle between today's shares and the best split."""
        names = list(self.best)
        middle = np.array([(self.best[name] + self.today_fitted[name]) / 2 for name in names])
        low, high = np.array([self.bounds[name] for name in names]).T
        return dict(zip(names, round_to_cents(middle, sum(self.best.values()), low, high).tolist(), strict=True))

    def table(self) -> pd.DataFrame:
        """One row per channel: today, amount, share, change, marginal now and then, factor, extrapolated."""
        rows = [self._row(name) for name in self.amounts]
        return pd.DataFrame(rows)

    def _row(self, name: str) -> dict[str, object]:
        curve = self.curves.by_channel.get(name)
        return {
            "channel": name,
            "today": self.today.get(name, 0.0),
            "amount": self.amounts[name],
            "share": self.shares[name],
            "change": self.change[name],
            "marginal_now": self.marginal_now[name],
            "marginal": self.marginal[name],
            "observed_low": curve.observed[0] if curve else 0.0,
            "observed_high": curve.observed[1] if curve else 0.0,
            "extrapolated": curve is None or self.amounts[name] > curve.observed[1],
        }


def allocate(  # noqa: PLR0913  the contract's signature
    history: pd.DataFrame,
    budget: float,
    *,
    period_days: int = 7,
    minimum: Limits = None,
    maximum: Limits = None,
    total: pd.DataFrame | None = None,
    current: Limits = None,
    objective: Objective = "value",
    seed: int = 0,
) -> Allocation:
    """Split a budget so that it brings the most.

    Args:
        history: Columns day, channel, spend, value; daily or weekly rows (`day` is then the week's first day).
        budget: Money per period; the amounts add up to it.
        period_days: Length of the period of budget, bounds, current spend and values.
        minimum: Floors per channel; without one a channel keeps at least 40 % of its share.
        maximum: Caps per channel; without one a channel gets at most 250 % of its share. Floor = cap fixes an amount.
        total: Columns day, value: all revenue, to check what the channels claim.
        current: Today's spend per period; without it the mean of the last eight weeks.
        objective: What `value` holds and how it is reported; "profit" reports value less spend.
        seed: Accepted for symmetry with forecasts; nothing here is drawn at random.

    Raises:
        BudgetError: The history, the budget or the bounds are impossible; `nearest` holds the closest possible plan.
    """
    del seed
    curves = fit_curves(history, total=total, period_days=period_days)
    return optimise(curves, budget, minimum=minimum, maximum=maximum, current=current, objective=objective)


def optimise(
    curves: Curves,
    budget: float,
    *,
    minimum: Limits = None,
    maximum: Limits = None,
    current: Limits = None,
    objective: Objective = "value",
) -> Allocation:
    """Split a budget over fitted curves; arguments and errors as in `allocate`."""
    if objective not in get_args(Objective):
        possible = ", ".join(get_args(Objective))
        raise BudgetError("budget-unknown-objective", received=objective, possible=possible)
    budget = check_budget(budget)
    today = today_spend(curves, current)
    bounds = set_bounds(curves, budget, today, minimum, maximum)
    return plan(curves, budget, bounds, today, objective)


def plan(
    curves: Curves,
    budget: float,
    bounds: Bounds,
    today: Mapping[str, float],
    objective: Objective,
    *,
    may_keep: bool = True,
) -> Allocation:
    """Compare the best split within the bounds with today's shares, and decide (`may_keep=False`: always the best)."""
    best = _named(bounds, split_best(curves, budget, bounds), budget)
    kept = _named(bounds, fit_shares(_in_order(today, bounds), budget, bounds.low, bounds.high), budget)
    gain = curves.gain(best, kept)
    change = not may_keep or _worth_it(curves, gain, kept)
    amounts = best if change else kept
    return Allocation(
        amounts=amounts,
        expected=report(curves, amounts, objective),
        current=report(curves, today, objective),
        kept=report(curves, kept, objective),
        marginal=curves.marginals(amounts),
        marginal_now=curves.marginals(today),
        curves=curves,
        decision="change" if change else "keep",
        gain=gain.triple(),
        probability_better=gain.probability,
        today=dict(today),
        today_fitted=kept,
        best=best,
        bounds=dict(zip(bounds.channels, zip(bounds.low.tolist(), bounds.high.tolist(), strict=True), strict=True)),
        objective=objective,
        messages=explain(curves, bounds, amounts, "change" if change else "keep", gain.probability),
    )


def evaluate(curves: Curves, amounts: Mapping[str, float], *, objective: Objective = "value") -> Estimate:
    """Value of any split on the same curves (what if); channels left out spend nothing.

    Raises:
        BudgetError: An unknown channel, or an amount that is negative or no number.
    """
    checked = check_amounts(amounts, curves.channels + curves.idle, "amount")
    return Estimate(**dict(zip(("value", "low", "high"), report(curves, checked, objective), strict=True)))


def compare(curves: Curves, amounts: Mapping[str, float], instead_of: Mapping[str, float]) -> Gain:
    """What moving from one split to another brings per period, with its 80 % interval and the chance of any gain.

    Raises:
        BudgetError: An unknown channel, or an amount that is negative or no number.
    """
    channels = curves.channels + curves.idle
    return curves.gain(check_amounts(amounts, channels, "amount"), check_amounts(instead_of, channels, "amount"))


def check_budget(budget: float) -> float:
    """The budget as a float.

    Raises:
        BudgetError: It is not a positive, finite number.
    """
    if not is_number(budget) or not math.isfinite(budget) or budget <= 0:
        raise BudgetError("budget-bad-amount", name="budget", received=budget, least=0.01)
    return float(budget)


def today_spend(curves: Curves, current: Limits) -> dict[str, float]:
    """Today's spend of every channel: as given, or as the last eight weeks had it."""
    channels = curves.channels + curves.idle
    given = dict(curves.current) if not current else check_limits(current, channels, "current")
    return {name: given.get(name, 0.0) for name in channels}


def split_best(curves: Curves, budget: float, bounds: Bounds) -> Array:
    """Best amounts in the order of the bounds; idle channels stay as low as the caps of the others let them."""
    known = len(curves.channels)
    floors, caps = bounds.low[known:], bounds.high[known:]
    needed = budget - min(float(bounds.high[:known].sum()), budget - float(floors.sum()))
    idle = fit_shares(np.ones(len(floors)), needed, floors, caps) if len(floors) else floors
    rest = budget - float(idle.sum())
    best = best_split(list(curves.by_channel.values()), rest, bounds.low[:known], bounds.high[:known])
    return np.concatenate([best, idle])


def _in_order(amounts: Mapping[str, float], bounds: Bounds) -> Array:
    return np.array([amounts[name] for name in bounds.channels])


def _named(bounds: Bounds, amounts: Array, budget: float) -> dict[str, float]:
    exact = round_to_cents(amounts, budget, bounds.low, bounds.high)
    return dict(zip(bounds.channels, exact.tolist(), strict=True))


def _worth_it(curves: Curves, gain: Gain, kept: Mapping[str, float]) -> bool:
    if curves.periods < SHORT_HISTORY:
        return False
    return gain.probability >= SURE and gain.value > WORTH * curves.expect(kept).value


def report(curves: Curves, amounts: Mapping[str, float], objective: Objective) -> tuple[float, float, float]:
    """Value, low and high in the terms of the objective."""
    value, low, high = curves.expect(amounts).triple()
    spent = sum(amounts.values()) if objective == "profit" else 0.0
    return value - spent, low - spent, high - spent
