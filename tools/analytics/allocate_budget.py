"""How to split a budget over channels."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from forecasting import BudgetError
from ingest.errors import InvalidInput
from tools.engine.notes import Note
from tools.outlook.budget import Advice, Wish, advise_on, ground_of
from tools.outlook.budget_table import before_after_chart, plan_table, response_chart
from tools.outlook.budget_words import budget_notes, channels, refused, tell_advice
from tools.outlook.forecast import LEVEL
from tools.outlook.wanted import Target
from tools.tool import BudgetSplit, Tool, ToolContext


def _texts(value: object) -> object:
    return {str(name): str(limit) for name, limit in value.items()} if isinstance(value, dict) else value


Limits = Annotated[dict[str, str], BeforeValidator(_texts)]


class AllocateBudget(BaseModel):
    """How much, for how long, for what, within which limits."""

    model_config = ConfigDict(extra="forbid")

    budget: float | None = Field(None, description="Money to split; empty: as much as is spent today.")
    days: int = Field(30, description="Days the budget is for.")
    target: Target = "revenue"
    minimum: Limits = Field(
        default_factory=dict, description='Least per channel: {"tiktok": "10%"} or {"tiktok": "50000"}.'
    )
    maximum: Limits = Field(default_factory=dict, description="Most per channel, as `minimum`.")
    fixed: Limits = Field(default_factory=dict, description="Exact amount per channel, as `minimum`.")
    keep: list[str] = Field(default_factory=list, description="Channels whose spend stays.")
    exclude: list[str] = Field(default_factory=list, description="Channels that get nothing.")
    only: list[str] = Field(default_factory=list, description="Nothing for all other channels.")
    goal: float | None = Field(
        None,
        description="Instead of a budget: the cheapest way to this much revenue, or leads, conversions, clicks.",
    )
    least_roi: float | None = Field(
        None, description="Instead of a budget: the largest spend with at least this ROI; 0.5 is 50 %."
    )


def run(asking: AllocateBudget, desk: ToolContext) -> BudgetSplit:
    """Answers with the plan, what it brings, and why."""
    return answer(advice_of(asking, desk), desk)


def advice_of(asking: AllocateBudget, desk: ToolContext) -> Advice:
    """The plan.

    Raises:
        InvalidInput: impossible limits, with the nearest possible plan.
    """
    if asking.budget is not None and asking.budget <= 0:
        raise InvalidInput("allocate-bad-budget", received=f"{asking.budget:g}")
    ground = ground_of(asking.days, asking.target, desk)
    try:
        return advise_on(ground, Wish(**asking.model_dump()), desk)
    except BudgetError as refusal:
        raise refused(refusal, ground.currency, desk.language) from refusal


def answer(advice: Advice, desk: ToolContext) -> BudgetSplit:
    """A plan as table, pictures and words."""
    ground, plan, language = advice.ground, advice.plan, desk.language
    notes = list(budget_notes(ground, plan.messages, advice.amounts, language))
    if advice.shares_kept:
        notes.append(Note(key="allocate-note-shares-kept", values={"channels": channels(advice.shares_kept, language)}))
    table = plan_table(ground, advice.amounts, language)
    return BudgetSplit(
        title=table.title,
        text=tell_advice(advice, language),
        tables=(table,),
        charts=(before_after_chart(table, language), response_chart(ground, advice.amounts, language)),
        notes=tuple(notes),
        as_of=ground.as_of,
        span=ground.days,
        budget=advice.budget,
        target=ground.target,
        expected=plan.expected,
        current=plan.current,
        gain=plan.gain,
        next_unit=ground.curves.marginals(plan.today_fitted),
        facts={
            "kept": plan.kept,
            "probability": min(plan.probability_better, 0.99),
            "today": sum(plan.today.values()),
            "half_way": dict(plan.half_way),
            "level": LEVEL,
        },
    )


TOOL = Tool(
    name="allocate_budget",
    description=(
        "Splits a budget over channels to bring the most, within limits: 'how should I split 500 000, at most "
        "30 % on Google', 'распредели 500к на месяц, Facebook не трогать'. Also the cheapest way to a goal (`goal`) "
        "or the largest spend with an ROI above a level (`least_roi`)."
    ),
    titles={"ru": "Распределение бюджета", "en": "Split the budget"},
    arguments=AllocateBudget,
    run=run,
    heavy=True,
    example={"budget": 500000, "days": 30, "maximum": {"google_ads": "30%"}},
)
