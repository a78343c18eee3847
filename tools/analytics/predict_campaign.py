"""Whether a campaign will pay back, from what is known at its launch."""

from dataclasses import replace
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict, Field

from forecasting import CampaignError
from ingest.errors import InvalidInput, NoData
from ingest.texts import say
from tools.engine.notes import Note
from tools.engine.table import Cell, Column, Table
from tools.outlook.campaign import (
    ATTRIBUTES,
    CampaignAtLaunch,
    Campaigns,
    OwnCourse,
    Prediction,
    chance_below,
    known_plan,
    past_campaigns,
    predict,
    so_far,
    stored_value,
)
from tools.outlook.campaign_words import channel_chart, tell_existing, tell_prediction, verdict_text
from tools.outlook.forecast import Ahead, look_ahead
from tools.outlook.forecast_table import unit_of
from tools.semantics.question import Filter
from tools.tool import Tool, ToolContext, ToolResult

RUNNING = timedelta(days=14)
"""A campaign silent for longer is over: its history says nothing of the coming month."""


class CampaignPlan(BaseModel):
    """A campaign that exists, by name, or a planned one, by what is known of it."""

    model_config = ConfigDict(extra="forbid")

    campaign: str = Field("", description="Name of an existing campaign; then nothing else is needed.")
    channel: str = ""
    objective: str = ""
    audience: str = ""
    segment: str = ""
    location: str = ""
    language: str = ""
    budget: float | None = Field(None, description="Planned spend over the whole campaign.")
    duration: int | None = Field(None, ge=1, le=1000, description="Planned days.")
    starts: date | None = None
    threshold: float = Field(0.0, description="ROI below which the campaign counts as failed; 0.2 is 20 %.")


def run(asking: CampaignPlan, desk: ToolContext) -> ToolResult:
    """Answers with ROI, its range, the risk, the drivers, and whether it can be known at all."""
    if not asking.campaign and not any(getattr(asking, name) for name in ATTRIBUTES):
        raise InvalidInput("predict-nothing")
    if asking.budget is not None and asking.budget <= 0:
        raise InvalidInput("allocate-bad-budget", received=f"{asking.budget:g}")
    campaigns = past_campaigns(desk)
    plan, notes = _plan(asking, campaigns, desk)
    try:
        found = {"roi": predict(plan, campaigns, "roi", asking.threshold)}
    except CampaignError as refusal:
        text = say(f"predict-refused-{refusal.code}", desk.language, **{k: str(v) for k, v in refusal.values.items()})
        return ToolResult(status="no_data", text=text, as_of=campaigns.as_of)
    course = _course(plan, found["roi"], campaigns, asking.threshold, desk)
    if course is not None:
        return _existing(asking, plan, course, found["roi"], campaigns, desk)
    cost = _tried(plan, campaigns, "cpa")
    if cost is not None:
        found["cpa"] = cost
    return _answer(asking, plan, found, campaigns, notes, desk)


def _tried(plan: CampaignAtLaunch, campaigns: Campaigns, target: str) -> Prediction | None:
    try:
        return predict(plan, campaigns, target)  # type: ignore[arg-type]  # one of the targets
    except CampaignError:
        return None


def _plan(asking: CampaignPlan, campaigns: Campaigns, desk: ToolContext) -> tuple[CampaignAtLaunch, list[Note]]:
    if asking.campaign:
        return known_plan(asking.campaign, campaigns, desk), []
    attributes, notes = {}, []
    for name in ATTRIBUTES:
        said = getattr(asking, name)
        value, known = stored_value(name, said, desk) if said else ("", True)
        attributes[name] = value
        if not known:
            notes.append(Note(key="predict-note-unseen", values={"value": said}))
    return CampaignAtLaunch(
        attributes=attributes, budget=asking.budget, duration=asking.duration, starts=asking.starts
    ), notes


def _answer(
    asking: CampaignPlan,
    plan: CampaignAtLaunch,
    found: dict[str, Prediction],
    campaigns: Campaigns,
    notes: list[Note],
    desk: ToolContext,
) -> ToolResult:
    """What a planned campaign will bring."""
    roi = found["roi"]
    table = _table(found, campaigns.currency, desk)
    text, facts = tell_prediction(plan, found, campaigns, asking.threshold, desk.language)
    chart = channel_chart(plan, roi, campaigns, desk.language)
    return ToolResult(
        title=table.title,
        text=text,
        tables=(table,),
        charts=(chart,) if chart else (),
        notes=tuple(notes),
        as_of=campaigns.as_of,
        facts={**facts, **_facts(asking, roi, roi, desk)},
    )


def _existing(
    asking: CampaignPlan,
    plan: CampaignAtLaunch,
    course: OwnCourse,
    launch: Prediction,
    campaigns: Campaigns,
    desk: ToolContext,
) -> ToolResult:
    """What a campaign with a history will bring, or has brought."""
    text, facts = tell_existing(plan, course, launch, campaigns, asking.threshold, desk.language)
    shown = course.ahead or _over(launch, campaigns, plan.campaign, asking.threshold)
    table = _table({"roi": shown}, campaigns.currency, desk)
    facts |= {"days": course.days, "launch": {"value": launch.value, "low": launch.low, "high": launch.high}}
    return ToolResult(
        title=table.title,
        text=text,
        tables=(table,),
        as_of=campaigns.as_of,
        facts={**facts, **_facts(asking, shown, launch, desk)},
    )


def _over(launch: Prediction, campaigns: Campaigns, name: str, threshold: float) -> Prediction:
    """What a campaign that is over has brought: nothing of it is uncertain."""
    sums = so_far(campaigns, name)
    roi = sums["revenue"] / sums["spend"] - 1
    return replace(launch, value=roi, low=roi, high=roi, probability_below=float(roi < threshold))


def _facts(asking: CampaignPlan, roi: Prediction, launch: Prediction, desk: ToolContext) -> dict[str, object]:
    """The chance of a bad end, and what the model of launches is worth."""
    return {
        "threshold": asking.threshold,
        "probability_below": roi.probability_below,
        "risk_level": roi.risk,
        "confidence": launch.model.confidence,
        "skill": dict(launch.model.skill),
        "importance": dict(launch.model.importance),
        "verdict": launch.model.verdict,
        "verdict_text": verdict_text(launch.model, desk.language),
    }


def _course(
    plan: CampaignAtLaunch, launch: Prediction, campaigns: Campaigns, threshold: float, desk: ToolContext
) -> OwnCourse | None:
    """What a campaign's own history says; None of one that is planned or too young to say anything."""
    if not plan.campaign or so_far(campaigns, plan.campaign)["spend"] <= 0:
        return None
    where = [Filter(dimension="campaign", values=(plan.campaign,))]
    try:
        outlooks = look_ahead(Ahead(metric="roi", where=where), desk)
    except NoData:
        return None
    if outlooks.histories.as_of < campaigns.as_of - RUNNING:
        return OwnCourse(ahead=None)
    total = outlooks.made[0].total if outlooks.made else None
    if total is None:
        return None
    below = chance_below(threshold, total.value, total.low, total.high)
    ahead = replace(launch, value=total.value, low=total.low, high=total.high, probability_below=below)
    return OwnCourse(ahead=ahead, days=outlooks.days)


def _table(found: dict[str, Prediction], currency: str, desk: ToolContext) -> Table:
    """One row: each target with its range."""
    columns, row = [], list[Cell]()
    for target, prediction in found.items():
        unit = unit_of(target, currency)
        columns += [Column(name=f"{target}{end}", unit=unit) for end in ("", "_low", "_high")]
        row += [round(value, 6) for value in (prediction.value, prediction.low, prediction.high)]
    return Table(title=say("predict-title", desk.language), columns=columns, rows=[row], rows_total=1)


TOOL = Tool(
    name="predict_campaign",
    description=(
        "Predicts ROI, conversions and CPA of one campaign, planned or existing, from what is known at launch: 'will "
        "this campaign pay back', 'окупится ли кампания'. Says how risky it is, what drives it, and when nothing can "
        "be known."
    ),
    titles={"ru": "Прогноз кампании", "en": "Predict a campaign"},
    arguments=CampaignPlan,
    run=run,
    heavy=True,
    example={"channel": "facebook", "objective": "Продажи", "budget": 300000, "duration": 30},
)
