"""The scores of each channel and the verdict they lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

import numpy as np

import forecasting
from forecasting import Allocation, BudgetError
from ingest.errors import InvalidInput, NoData
from tools.engine.notes import Note
from tools.engine.table import number
from tools.outlook.budget import BudgetGround, ground_of
from tools.outlook.store import newest_forecasts
from tools.plan.line import PlanLine
from tools.plan.lines import plan_lines
from tools.semantics.question import Filter, Question, Window
from tools.tool import ToolContext

WEEKS: Final = 12
"""Weeks that steadiness is measured over."""
FEWEST_WEEKS: Final = 6
MUCH: Final = 0.15
"""From this share of its spend on, money moved is "scale up" or "cut back"; less is "add" or "trim"."""
LITTLE: Final = 0.03
"""A smaller change is none."""
DAYS: Final = 30
"""Days that the next unit of money is judged over."""

Verdict = Literal["scale", "add", "hold", "trim", "cut", "unknown"]


@dataclass(frozen=True, kw_only=True)
class ChannelScore:
    """One channel."""

    channel: str
    spend: float
    revenue: float | None
    conversions: float | None
    roi: float | None
    cpa: float | None
    spend_share: float
    revenue_share: float | None
    trend: float | None
    """Change of ROI against the days before, in its own unit: 0.1 is ten points."""
    volatility: float | None
    """How far weekly revenue per spend strays from its mean, as a share of it."""
    average: float | None
    """Revenue of a unit of money, of all that was spent."""
    marginal: float | None
    """Revenue that the next unit of money brings."""
    advised: float | None
    """Spend that the best split of today's budget gives it; None where the history bears no curve."""
    today: float | None
    outlook: tuple[float, float, float] | None
    """Revenue forecast for the next 30 days, with its 80 % range."""
    goal: PlanLine | None
    """This month's revenue goal."""
    verdict: Verdict

    @property
    def saturation(self) -> float | None:
        """The next unit of money against the average one: well below 1, the channel is nearly full."""
        return self.marginal / self.average if self.marginal is not None and self.average else None


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """All channels, the biggest spender first."""

    scores: tuple[ChannelScore, ...]
    notes: tuple[Note, ...]
    currency: str
    keeps: bool
    """The best split is no surer than today's: no verdict moves money."""


def scorecard(window: Window, channels: Sequence[str], desk: ToolContext) -> Scorecard:
    """Scores the channels over some days.

    Raises:
        NoData: nothing is stored on the days.
    """
    days = (window.end - window.start).days + 1
    before = Window(start=window.start - timedelta(days=days), end=window.start - timedelta(days=1))
    where = (Filter(dimension="channel", values=tuple(channels)),) if channels else ()
    question = Question(
        metrics=("spend", "revenue", "conversions", "roi", "cpa", "roas"),
        group_by=("channel",),
        where=where,
        periods=(str(window),),
        compare_to=str(before),
    )
    answer = desk.metrics.run(question, today=desk.today)
    heads = [column.name for column in answer.table.columns]
    rows = [dict(zip(heads, row, strict=True)) for row in answer.table.rows]
    rows = [row for row in rows if number(row["spend"])]
    if not rows:
        raise NoData("answer-no-data", first=str(window.start), last=str(window.end))
    ground, plan = _plan(desk)
    sides = _Sides(
        spend=sum(number(row["spend"]) or 0.0 for row in rows),
        revenue=sum(number(row["revenue"]) or 0.0 for row in rows),
        steadiness=_steadiness(window, where, desk),
        ground=ground,
        plan=plan,
        outlooks=_outlooks(desk),
        goals=_goals(desk),
    )
    scores = sorted((_score(row, sides) for row in rows), key=lambda one: -one.spend)
    keeps = plan is not None and plan.decision == "keep"
    return Scorecard(scores=tuple(scores), notes=answer.notes, currency=answer.currency, keeps=keeps)


@dataclass(frozen=True, kw_only=True)
class _Sides:
    """What all channels are held against."""

    spend: float
    revenue: float
    steadiness: Mapping[str, float]
    ground: BudgetGround | None
    plan: Allocation | None
    outlooks: Mapping[str, tuple[float, float, float]]
    goals: Mapping[str, PlanLine]


def _score(row: Mapping[str, object], sides: _Sides) -> ChannelScore:
    name, spend, revenue = str(row["channel"]), number(row["spend"]) or 0.0, number(row["revenue"])
    now, then = number(row["roi"]), number(row["roi_previous"])
    plan, known = sides.plan, sides.plan is not None and name in sides.plan.marginal_now
    today = plan.today_fitted.get(name, 0.0) if plan and known else None
    advised = plan.amounts[name] if plan and known else None
    return ChannelScore(
        channel=name,
        spend=spend,
        revenue=revenue,
        conversions=number(row["conversions"]),
        roi=now,
        cpa=number(row["cpa"]),
        spend_share=spend / sides.spend,
        revenue_share=revenue / sides.revenue if revenue is not None and sides.revenue else None,
        trend=now - then if now is not None and then is not None else None,
        volatility=sides.steadiness.get(name),
        average=number(row["roas"]),
        marginal=plan.marginal_now[name] if plan and known else None,
        advised=advised,
        today=today,
        outlook=sides.outlooks.get(name),
        goal=sides.goals.get(name),
        verdict=_verdict(today, advised, plan),
    )


def _verdict(today: float | None, advised: float | None, plan: Allocation | None) -> Verdict:
    """What the best split of today's budget does with it."""
    if plan is None or today is None or advised is None:
        return "unknown"
    if plan.decision == "keep":
        return "hold"
    change = advised / today - 1 if today else 1.0
    if abs(change) < LITTLE:
        return "hold"
    if change > 0:
        return "scale" if change >= MUCH else "add"
    return "cut" if change <= -MUCH else "trim"


def _plan(desk: ToolContext) -> tuple[BudgetGround | None, Allocation | None]:
    """The best split of today's budget, as the budget tool finds it."""
    try:
        ground = ground_of(DAYS, "revenue", desk)
        budget = round(sum(ground.today.values()), 2)
        return ground, forecasting.optimise(ground.curves, budget, objective="value") if budget > 0 else None
    except (NoData, InvalidInput, BudgetError):
        return None, None


def _steadiness(window: Window, where: tuple[Filter, ...], desk: ToolContext) -> dict[str, float]:
    first = window.end - timedelta(weeks=WEEKS) + timedelta(days=1)
    question = Question(
        metrics=("roas",), group_by=("channel", "week"), where=where, periods=(f"{first}..{window.end}",)
    )
    weeks: dict[str, list[float]] = {}
    for name, _, value in desk.metrics.run(question, today=desk.today).table.rows:
        if isinstance(value, int | float):
            weeks.setdefault(str(name), []).append(float(value))
    return {
        name: float(np.std(values, ddof=1) / np.mean(values))
        for name, values in weeks.items()
        if len(values) >= FEWEST_WEEKS and np.mean(values) > 0
    }


def _outlooks(desk: ToolContext) -> dict[str, tuple[float, float, float]]:
    """Stored forecasts of revenue that still lie ahead."""
    found = {}
    for row in newest_forecasts(desk.engine):
        ends = row["value"], row["low"], row["high"]
        if row["metric"] == "revenue" and row["channel"] and row["end"] >= desk.today and None not in ends:
            found[str(row["channel"])] = ends
    return found


def _goals(desk: ToolContext) -> dict[str, PlanLine]:
    lines = plan_lines(desk.today.replace(day=1), (), desk)
    return {
        line.channel: line
        for line in lines
        if line.kind == "goal" and line.metric == "revenue" and line.channel and not line.campaign
    }
