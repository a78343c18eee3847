"""Budgets: what was asked in words and percentages becomes bounds in money, and the curves answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

import pandas as pd

import forecasting
from forecasting import Allocation, BudgetError, Curves
from forecasting.budget.allocate import Objective
from ingest.errors import InvalidInput, NoData
from tools.asking import understand
from tools.charts.frame_key import Content
from tools.engine.late import as_ripe
from tools.engine.late_notes import LATE_NOTES
from tools.engine.notes import Note
from tools.outlook.wanted import Target
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.semantics.resolve import resolve_all
from tools.tool import ToolContext
from tools.words.numbers import find_numbers

Amounts = Mapping[str, float]

HISTORY_DAYS: Final = 730
"""Older days say little about today's response."""
LONGEST_DAYS: Final = 365
FAR_FROM_TODAY: Final = 2.0
"""A budget so many times today's, or so many times less, is beyond what the curves have seen."""


@dataclass(frozen=True, kw_only=True)
class BudgetGround:
    """What every question about budgets starts from."""

    curves: Curves
    """For the asked number of days."""
    currency: str
    as_of: date
    days: int
    target: Target
    content: str
    """Digest of the data behind the curves."""
    notes: tuple[Note, ...]
    by: Literal["channel", "campaign"] = "channel"
    """What the curves are of; of campaigns only those asked about."""

    @property
    def measure(self) -> str:
        """The metric on the curves' upright axis."""
        return measure_of(self.target)

    @property
    def channels(self) -> tuple[str, ...]:
        """All of them, the biggest spender first."""
        return (*self.curves.channels, *self.curves.idle)

    def far(self, budget: float) -> bool:
        """Whether a budget is many times more or less than today's."""
        today = sum(self.today.values())
        return bool(today) and not 1 / FAR_FROM_TODAY <= budget / today <= FAR_FROM_TODAY

    @property
    def today(self) -> dict[str, float]:
        """Today's spend over the asked number of days."""
        return {name: round(float(self.curves.current.get(name, 0.0)), 2) for name in self.channels}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A budget question as asked: names and limits still in words."""

    budget: float | None = None
    """None: as much as today."""
    days: int = 30
    target: Target = "revenue"
    minimum: Mapping[str, str] = field(default_factory=dict)
    maximum: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    keep: Sequence[str] = ()
    """Channels whose spend stays as it is."""
    exclude: Sequence[str] = ()
    only: Sequence[str] = ()
    goal: float | None = None
    """The cheapest way to so much of the target, instead of a budget."""
    least_roi: float | None = None
    """The largest spend with at least this ROI, instead of a budget."""


@dataclass(frozen=True, kw_only=True)
class Advice:
    """An answered budget question."""

    ground: BudgetGround
    plan: Allocation
    wish: Wish
    budget: float

    shares_kept: tuple[str, ...] = ()
    """Channels not to be touched that keep their share, because the budget is smaller than their spend."""

    @property
    def far(self) -> bool:
        """Whether the budget is far from all that was ever spent, so that nothing is sure."""
        return self.ground.far(self.budget)

    @property
    def amounts(self) -> dict[str, float]:
        """The plan to the kopeck."""
        return {name: round(amount, 2) for name, amount in self.plan.amounts.items()}


def measure_of(target: Target) -> str:
    """The metric on the upright axis of curves; a profit is read from the revenue."""
    return target if METRICS.price_of(target) else "revenue"


def ground_of(days: int, target: Target, desk: ToolContext, campaigns: Sequence[str] = ()) -> BudgetGround:
    """Fits the curves, or takes those fitted to the same data before: of these campaigns, or of all channels.

    Raises:
        InvalidInput: the number of days is not possible, or the history bears no curve.
        NoData: nothing is stored.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput("allocate-bad-days", received=str(days), most=str(LONGEST_DAYS))
    catalogue = desk.metrics.catalogue()
    if catalogue.first_day is None or catalogue.last_day is None:
        raise NoData("answer-no-data-at-all")
    late = desk.metrics.late()
    last = min(catalogue.last_day, desk.today - timedelta(days=1), *(one.begun_until for one in late.values()))
    first = max(catalogue.first_day, last - timedelta(days=HISTORY_DAYS - 1))
    if first > last:
        raise NoData("answer-no-data-at-all")
    measure = measure_of(target)
    by: Literal["channel", "campaign"] = "campaign" if campaigns else "channel"
    question = Question(
        metrics=("spend", measure),
        group_by=("day", by),
        periods=(f"{first}..{last}",),
        where=(Filter(dimension="campaign", values=tuple(campaigns)),) if campaigns else (),
    )
    result = desk.metrics.run(understand(question, desk).question, today=desk.today)
    if result.empty:
        raise NoData("answer-no-data-at-all")
    rows = pd.DataFrame(result.table.rows, columns=["day", "channel", "spend", measure])
    if late:
        rows = as_ripe(rows.assign(day=pd.to_datetime(rows["day"])), late).assign(day=rows["day"])
    rows = rows.rename(columns={measure: "value"})
    keyed = Content(rows)
    return BudgetGround(
        curves=_fitted(keyed).per(days),
        content=f"{hash(keyed)}",
        currency=result.currency,
        as_of=last,
        days=days,
        target=target,
        notes=tuple(note for note in result.notes if note.key not in {"note-provisional", *LATE_NOTES}),
        by=by,
    )


@lru_cache(maxsize=8)
def _fitted(rows: Content) -> Curves:
    try:
        return forecasting.fit_curves(rows.rows, period_days=7)
    except BudgetError as refusal:
        raise InvalidInput(f"allocate-refused-{refusal.code}", **_plain(refusal)) from refusal


def _plain(refusal: BudgetError) -> dict[str, str]:
    return {name: str(value) for name, value in refusal.values.items()}


def advise_on(ground: BudgetGround, wish: Wish, desk: ToolContext) -> Advice:
    """Answers a budget question.

    Raises:
        InvalidInput: a limit or name can't be understood.
        BudgetError: the limits contradict each other or the budget; `nearest` is the closest possible plan.
    """
    budget = round(wish.budget if wish.budget is not None else sum(ground.today.values()), 2)
    open_ended = wish.goal is not None or wish.least_roi is not None
    minimum, maximum = _limits(wish, ground, None if open_ended else budget, desk)
    bounds = {"minimum": minimum, "maximum": maximum}
    objective: Objective = "profit" if wish.target == "profit" else "value"
    if wish.goal is not None:
        plan = forecasting.cheapest_budget(ground.curves, wish.goal, **bounds, objective=objective)
    elif wish.least_roi is not None:
        plan = forecasting.largest_budget(ground.curves, wish.least_roi, **bounds, objective=objective)
    else:
        plan = forecasting.optimise(ground.curves, budget, **bounds, objective=objective)
    kept = channel_keys(wish.keep, desk)
    too_much = not open_ended and sum(ground.today.get(name, 0.0) for name in kept) > budget
    return Advice(
        ground=ground,
        plan=plan,
        wish=wish,
        budget=round(sum(plan.amounts.values()), 2),
        shares_kept=tuple(kept) if too_much else (),
    )


def _limits(
    wish: Wish, ground: BudgetGround, budget: float | None, desk: ToolContext
) -> tuple[dict[str, float], dict[str, float]]:
    """Floors and caps in money: percentages are of the budget, fixed and kept channels have floor and cap alike."""
    minimum, maximum, fixed = (_amounts(part, budget, desk) for part in (wish.minimum, wish.maximum, wish.fixed))
    kept = _kept(channel_keys(wish.keep, desk), ground, budget)
    away = channel_keys(wish.exclude, desk)
    wanted = channel_keys(wish.only, desk)
    away += [name for name in ground.channels if wanted and name not in wanted]
    for amounts in (fixed, kept, dict.fromkeys(away, 0.0)):
        minimum |= amounts
        maximum |= amounts
    return minimum, maximum


def _kept(names: Sequence[str], ground: BudgetGround, budget: float | None) -> dict[str, float]:
    """Today's amounts of channels not to be touched; their shares of the budget when it is smaller than they are."""
    kept = {name: ground.today.get(name, 0.0) for name in names}
    if budget is None or sum(kept.values()) <= budget:
        return kept
    whole = sum(ground.today.values())
    return {name: round(amount / whole * budget, 2) for name, amount in kept.items()}


def channel_keys(names: Sequence[str], desk: ToolContext) -> list[str]:
    """Stored channels behind names.

    Raises:
        InvalidInput: one is unknown.
    """
    return list(resolve_all("channel", names, desk.metrics.catalogue())) if names else []


def _amounts(limits: Mapping[str, str], budget: float | None, desk: ToolContext) -> dict[str, float]:
    return {channel_keys([name], desk)[0]: money_of(text, budget) for name, text in limits.items()}


def money_of(text: str, whole: float | None) -> float:
    """An amount from "150000", "150 тыс. ₽" or "30 %" of the whole.

    Raises:
        InvalidInput: it is no amount, negative, or a percentage of nothing known.
    """
    found = [figure for figure in find_numbers(str(text)) if not figure.is_date]
    plain = str(text).strip().removesuffix("%").strip()
    percent = str(text).strip().endswith("%")
    try:
        value = Decimal(plain)
    except ArithmeticError:
        if len(found) != 1:
            raise InvalidInput("allocate-bad-amount", received=str(text)) from None
        value, percent = found[0].value, found[0].unit == "percent"
    if not value.is_finite() or value < 0 or (percent and value > 100):
        raise InvalidInput("allocate-bad-amount", received=str(text))
    if not percent:
        return round(float(value), 2)
    if whole is None:
        raise InvalidInput("allocate-percent-of-nothing", received=str(text))
    return round(float(value) / 100 * whole, 2)
