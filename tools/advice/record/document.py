"""All advice as one document: channels compared, forecasts, recommendations, the sum; with its schema."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import NoData
from ingest.texts import Language
from tools.advice.action import DAYS
from tools.advice.advise import AdviceList
from tools.advice.record import store
from tools.advice.record.current import current
from tools.advice.record.judge import statement
from tools.advice.words import entry, tell
from tools.outlook.store import newest_forecasts
from tools.scorecard.scores import scorecard
from tools.semantics.question import Window
from tools.tool import ToolContext

LANGUAGES: tuple[Language, ...] = ("ru", "en")


class Strict(BaseModel):
    """Nothing but what is named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Strict):
    """A value with its 80 % range."""

    value: float
    low: float
    high: float


class ChannelCompared(Strict):
    """A channel over the last 30 complete days, with the verdict of the scorecard."""

    channel: str
    verdict: Literal["scale", "add", "hold", "trim", "cut", "unknown"]
    spend: float
    spend_share: float
    revenue: float | None
    conversions: float | None
    roi: float | None = Field(description="(revenue - spend) / spend: 0.12 is 12 %.")
    cpa: float | None
    trend: float | None = Field(description="Change of ROI against the 30 days before: 0.1 is ten points.")
    volatility: float | None = Field(description="How far weekly revenue per spend strays, as a share of its mean.")
    average: float | None = Field(description="Revenue of a unit of money, of all that was spent.")
    marginal: float | None = Field(description="Revenue that the next unit of money brings.")


class Predicted(Strict):
    """A forecast of a channel's metric, or of the whole where the channel is empty."""

    channel: str
    metric: str
    start: date
    end: date
    value: float | None
    low: float | None
    high: float | None
    model: str


class Said(Strict):
    """An action in one language."""

    action: str
    why: str
    unless: str


class Recommended(Strict):
    """Something to do, with the money at stake."""

    id: int | None = Field(description="The number under which it is decided about; null for a part of the rows.")
    place: int = Field(description="1 is the most valuable; what is broken comes before all money.")
    kind: str
    scope: str
    touches: list[str] = Field(description="Stored channels whose profit it should change.")
    campaign: str
    joint: bool = Field(description="Whether its stake is part of the sum; others overlap with it.")
    stake: Span | None = Field(description="Money in `days` days; null: it can't be put into money.")
    days: int
    effort: Literal["minutes", "hours", "days"]
    due: date
    evidence: dict[str, Any] = Field(description="A tool and its arguments that show why.")
    urgent: bool
    texts: dict[Language, Said]


class Summary(Strict):
    """The list in short."""

    as_of: date
    currency: str
    days: int
    joint_stake: Span | None = Field(description="What the joint actions bring together: one plan, no sum of parts.")
    brought: Span | None = Field(description="What accepted advice has brought so far, against the forecast without.")
    left_out: int
    settled: int = Field(description="Advice left out because it was decided about.")
    texts: dict[Language, str]


class AdviceDocument(Strict):
    """What is stored whenever it changed, and what `demetra recommend --json` prints."""

    channel_comparison: list[ChannelCompared]
    ml_predictions: list[Predicted]
    recommendations: list[Recommended]
    summary: Summary


def schema() -> dict[str, Any]:
    """The published JSON Schema."""
    return AdviceDocument.model_json_schema()


def document(desk: ToolContext) -> AdviceDocument:
    """The document as of now.

    Raises:
        NoData: nothing is stored.
    """
    found = current(desk)
    advice = found.advice
    return AdviceDocument(
        channel_comparison=_channels(desk),
        ml_predictions=[Predicted(**row) for row in newest_forecasts(desk.engine)] if desk.actor.scope.whole else [],
        recommendations=[
            Recommended(id=found.numbers.get(action.key), place=place, **entry(action))
            for place, action in enumerate(advice.actions, start=1)
        ],
        summary=_summary(advice, desk),
    )


def _channels(desk: ToolContext) -> list[ChannelCompared]:
    last = desk.metrics.catalogue().last_day
    if last is None:
        raise NoData("answer-no-data-at-all")
    until = min(last, desk.today - timedelta(days=1))
    card = scorecard(Window(start=until - timedelta(days=DAYS - 1), end=until), (), desk)
    return [
        ChannelCompared(**{name: getattr(one, name) for name in ChannelCompared.model_fields}) for one in card.scores
    ]


def _summary(advice: AdviceList, desk: ToolContext) -> Summary:
    brought = statement(desk).total
    return Summary(
        as_of=advice.as_of,
        currency=advice.currency,
        days=DAYS,
        joint_stake=Span(**vars(advice.whole)) if advice.whole else None,
        brought=Span(value=brought.value, low=brought.low, high=brought.high) if brought else None,
        left_out=advice.left_out,
        settled=advice.settled,
        texts={language: tell(advice, language) for language in LANGUAGES},
    )


def publish(desk: ToolContext) -> int:
    """Stores the document if it differs from the newest; returns how many documents were added."""
    made = document(desk).model_dump(mode="json")
    content = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
    known = store.published(desk.engine)
    if known is not None and known[0] == content:
        return 0
    store.publish(desk.engine, content, made, desk.now)
    return 1
