"""Whether a campaign will pay back, from what is known at its launch."""

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
    Prediction,
    known_plan,
    past_campaigns,
    predict,
    stored_value,
)
from tools.outlook.campaign_words import channel_chart, tell_prediction, verdict_text
from tools.outlook.forecast import Ahead, look_ahead
from tools.outlook.forecast_table import unit_of
from tools.outlook.forecast_words import figure
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
    for target in ("cpa", "conversions"):
        prediction = _tried(plan, campaigns, target)
        if prediction is not None:
            found[target] = prediction
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
    roi = found["roi"]
    table = _table(found, campaigns.currency, desk)
    text, facts = tell_prediction(plan, found, campaigns, asking.threshold, desk.language)
    if plan.campaign:
        own, own_facts = _own_course(plan.campaign, campaigns.as_of, desk)
        text, facts = "\n\n".join(filter(None, (own, text))), {**facts, **own_facts}
    chart = channel_chart(plan, roi, campaigns, desk.language)
    return ToolResult(
        title=table.title,
        text=text,
        tables=(table,),
        charts=(chart,) if chart else (),
        notes=tuple(notes),
        as_of=campaigns.as_of,
        facts={
            **facts,
            "threshold": asking.threshold,
            "probability_below": roi.probability_below,
            "risk_level": roi.risk,
            "confidence": roi.model.confidence,
            "skill": dict(roi.model.skill),
            "importance": dict(roi.model.importance),
            "verdict": roi.model.verdict,
            "verdict_text": verdict_text(roi.model, desk.language),
        },
    )


def _own_course(name: str, as_of: date, desk: ToolContext) -> tuple[str, dict[str, object]]:
    """What a running campaign's own history says of the coming month; nothing when there is too little of it."""
    where = [Filter(dimension="campaign", values=(name,))]
    try:
        outlooks = look_ahead(Ahead(metric="roi", where=where), desk)
    except NoData:
        return "", {}
    total = outlooks.made[0].total if outlooks.made else None
    if total is None or outlooks.histories.as_of < as_of - RUNNING:
        return "", {}
    figures = {"value": total.value, "low": total.low, "high": total.high}
    worded = {key: figure(value, "roi", outlooks.histories.currency, desk.language) for key, value in figures.items()}
    return say("predict-own", desk.language, n=outlooks.days, **worded), {"own": figures, "days": outlooks.days}


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
