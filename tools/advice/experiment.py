"""Experiments that decide what the history can't: more money for a channel, or some days without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from forecasting import BudgetError
from forecasting.power import ExperimentDesign, cheapest_design
from forecasting.series.series import Values
from ingest.errors import InvalidInput, NoData
from tools.advice.action import DAYS, ripe_until
from tools.outlook.budget import BudgetGround, ground_of
from tools.semantics.question import Filter, Question
from tools.tool import ToolContext

NOISE_FROM: Final = 180
"""Days that the noise is learnt from."""
TRY_DAYS: Final = (14, 21, 28)
TRY_SHARES: Final = (0.2, 0.3, 0.5)
"""Lengths and steps of an experiment, of which the cheapest that decides is taken."""
USUAL: Final = 28
"""Days that say how much a day brings."""


@dataclass(frozen=True, kw_only=True)
class BudgetStep:
    """A channel that gets more each day for some days."""

    channel: str
    today: float
    """Spend a day now."""
    marginal: float
    """Revenue that the next unit of money should bring."""
    design: ExperimentDesign | None
    """None: no step and length tried would show it through the channel's noise."""

    @property
    def worth(self) -> float:
        """What it may decide about, a month: the money of one step times what it should win or lose."""
        return abs(self.marginal - 1) * self.today * DAYS


@dataclass(frozen=True, kw_only=True)
class HoldOut:
    """Some days without the advertising asked about, while everything else goes on."""

    spend: float
    revenue: float
    """A day, as the platforms claim."""
    whole: float
    """Revenue of everything, a day: what it is judged by."""
    design: ExperimentDesign | None

    @property
    def cost(self) -> float:
        """Profit that is missing if the platforms are right; below 0 the pause saves money."""
        days = self.design.days if self.design else max(TRY_DAYS)
        return (self.revenue - self.spend) * days


def step_of(channel: str, ground: BudgetGround, desk: ToolContext) -> BudgetStep:
    """The cheapest step that shows whether more money pays in a channel.

    Args:
        channel: stored, with a curve in the ground.
        ground: response curves over `DAYS`.
        desk: what tools work with.
    """
    today = ground.today.get(channel, 0.0) / DAYS
    marginal = ground.curves.marginals(ground.today)[channel]
    steps = [share * today for share in TRY_SHARES]
    return BudgetStep(
        channel=channel,
        today=today,
        marginal=marginal,
        design=cheapest_design(daily_profit(channel, desk), marginal - 1, steps, TRY_DAYS) if today else None,
    )


def steps(only: Sequence[str], desk: ToolContext) -> list[BudgetStep]:
    """A step for each channel, those that decide first, the one about most money before all.

    Raises:
        InvalidInput: the history bears no response curves.
        NoData: nothing is stored.
    """
    ground = ground_of(DAYS, "revenue", desk)
    try:
        found = [step_of(name, ground, desk) for name in ground.channels if not only or name in only]
    except BudgetError as refusal:
        raise InvalidInput("experiment-no-curves") from refusal
    return sorted(found, key=lambda one: (one.design is None, -one.worth))


def hold_out(where: Sequence[Filter], desk: ToolContext) -> HoldOut:
    """The shortest pause that shows whether the revenue claimed for some advertising would come without it.

    Args:
        where: the advertising.
        desk: what tools work with.

    Raises:
        NoData: nothing is known of it in the last weeks.
    """
    own = _daily(("spend", "revenue"), where, USUAL, desk)
    if not len(own) or not own[:, 0].any():
        raise NoData("experiment-nothing")
    spend, revenue = (float(value) for value in own.mean(axis=0))
    whole = _daily(("revenue",), (), NOISE_FROM, desk)[:, 0]
    return HoldOut(
        spend=spend,
        revenue=revenue,
        whole=float(whole[-USUAL:].mean()),
        design=cheapest_design(whole, 1.0, [revenue], TRY_DAYS) if revenue > 0 else None,
    )


def daily_profit(channel: str, desk: ToolContext) -> Values:
    """A channel's profit of each ripe day of the last half year, oldest first."""
    where = (Filter(dimension="channel", values=(channel,)),)
    return _daily(("profit",), where, NOISE_FROM, desk)[:, 0]


def _daily(metrics: tuple[str, ...], where: Sequence[Filter], days: int, desk: ToolContext) -> Values:
    """`(days, metrics)` of the last ripe days that have all of them, oldest first."""
    catalogue = desk.metrics.catalogue()
    until = min(catalogue.last_day or desk.today, desk.today - timedelta(days=1))
    last = min((ripe_until(name, until, desk) for name in catalogue.channels_within(where)), default=until)
    question = Question(
        metrics=metrics,
        group_by=("day",),
        where=tuple(where),
        periods=(f"{last - timedelta(days=days - 1)}..{last}",),
    )
    rows = desk.metrics.run(question, today=desk.today).table.rows
    known = [row[1:] for row in rows if all(isinstance(value, int | float) for value in row[1:])]
    return np.array(known, dtype=float).reshape(-1, len(metrics))
