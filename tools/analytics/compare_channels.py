"""How do the channels compare?"""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import NoData
from ingest.texts import say
from tools.scorecard.scores import ChannelScore, scorecard
from tools.scorecard.words import picture, table_of, tell
from tools.semantics.question import Window
from tools.semantics.resolve import resolve_all
from tools.tool import Tool, ToolContext, ToolResult
from tools.words.period import Period, resolve_period

USUAL = "last 30 days"


class ChannelComparison(BaseModel):
    """Which channels, over which days."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(default_factory=list, description="Only these; empty: all.")
    period: str = Field("", description="A period phrase; empty: last 30 days.")


def run(asking: ChannelComparison, desk: ToolContext) -> ToolResult:
    """Efficiency, scale, trend, steadiness, saturation, outlook and goal of each, with a verdict."""
    catalogue = desk.metrics.catalogue()
    if catalogue.last_day is None:
        raise NoData("answer-no-data-at-all")
    channels = resolve_all("channel", asking.channels, catalogue) if asking.channels else ()
    bounds = {"first_day": catalogue.first_day, "last_day": catalogue.last_day}
    period = resolve_period(asking.period.strip() or USUAL, desk.today, language=desk.language, **bounds)
    end = min(period.end, catalogue.last_day, desk.today - timedelta(days=1))
    period = Period(start=period.start, end=max(end, period.start), label=period.label, language=desk.language)
    card = scorecard(Window(start=period.start, end=period.end), channels, desk)
    chart = picture(card, desk.language)
    return ToolResult(
        title=say("score-title", desk.language),
        text=tell(card, desk.language),
        tables=(table_of(card, desk.language),),
        charts=(chart,) if chart else (),
        notes=card.notes,
        period=period,
        as_of=catalogue.last_day,
        facts={"scores": [_facts(one) for one in card.scores]},
    )


def _facts(one: ChannelScore) -> list[float | None]:
    return [one.roi, one.cpa, one.spend_share, one.trend, one.volatility, one.average, one.marginal]


TOOL = Tool(
    name="compare_channels",
    description=(
        "A scorecard of the channels with a verdict each (scale up, add, hold, trim, cut back): efficiency, scale, "
        "trend, steadiness, saturation, forecast, goal: 'оцени каналы', 'какие каналы масштабировать', 'rate the "
        "channels', 'channel scorecard'. Plain figures by channel are query_metrics."
    ),
    titles={"ru": "Оценка каналов", "en": "Channel scorecard"},
    arguments=ChannelComparison,
    run=run,
    heavy=True,
    example={},
)
