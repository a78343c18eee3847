"""What a metric will be."""

from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput
from tools.outlook.forecast import LEVEL, Ahead, Outlooks, look_ahead
from tools.outlook.forecast_table import fan_chart, title_of, totals_table
from tools.outlook.forecast_words import notes_of, period_of, tell_outlooks
from tools.outlook.wanted import LONGEST
from tools.semantics.keys import ListedMetric as MetricKey
from tools.semantics.question import Filter
from tools.tool import Tool, ToolContext, ToolResult
from tools.words.period import resolve_period


class Forecast(BaseModel):
    """What to forecast, how to cut it, how far ahead."""

    model_config = ConfigDict(extra="forbid")

    metric: MetricKey
    by: Literal["", "channel", "campaign"] = Field("", description="One forecast for each of these; empty: the whole.")
    where: list[Filter] = Field(default_factory=list)
    horizon: int = Field(30, description="Days ahead, 1 to 180; with weekly up to 364.")
    weekly: bool = Field(False, description="Forecast weeks instead of days: for horizons of months.")
    period: str = Field(
        "", description="Coming days by name, 'next month' or 'YYYY-MM-DD..YYYY-MM-DD'; replaces the horizon."
    )


def run(asking: Forecast, desk: ToolContext) -> ToolResult:
    """Answers with the number, its range, its track record and a picture."""
    return answer(look_ahead(ahead_of(asking, desk), desk), desk)


def answer(outlooks: Outlooks, desk: ToolContext) -> ToolResult:
    """Forecasts as table, picture and words."""
    language, made = desk.language, outlooks.made
    table = totals_table(outlooks, language)
    return ToolResult(
        status="answered" if made else "no_data",
        title=title_of(outlooks, language),
        text=tell_outlooks(outlooks, language),
        tables=(table,) if made else (),
        charts=(fan_chart(outlooks, language),) if made else (),
        notes=notes_of(outlooks, language),
        period=period_of(outlooks.start, outlooks.end, language),
        as_of=outlooks.histories.as_of,
        facts=_facts(outlooks),
    )


def ahead_of(asking: Forecast, desk: ToolContext) -> Ahead:
    """The question with its days counted from the end of the data; named days are forecast as far as that reaches.

    Raises:
        InvalidInput: the named period is not ahead, or begins where no forecast reaches.
    """
    first, horizon, as_of = 1, asking.horizon, None
    beyond: date | None = None
    if asking.period.strip():
        catalogue = desk.metrics.catalogue()
        period = resolve_period(asking.period, desk.today, language=desk.language)
        as_of = min(catalogue.last_day or desk.today, desk.today - timedelta(days=1))
        first, horizon = max(1, (period.start - as_of).days), (period.end - as_of).days
        if horizon < 1:
            raise InvalidInput("forecast-past-period", received=asking.period, last=str(as_of))
        most = LONGEST["W" if asking.weekly else "D"]
        if first > most:
            last = as_of + timedelta(days=most)
            raise InvalidInput("forecast-out-of-reach", received=asking.period, most=str(most), last=str(last))
        if horizon > most:
            horizon, beyond = most, period.end
    return Ahead(
        metric=asking.metric,
        by=asking.by,
        where=asking.where,
        horizon=horizon,
        first=first,
        counted_from=as_of,
        beyond=beyond,
        weekly=asking.weekly,
    )


def _facts(outlooks: Outlooks) -> dict[str, object]:
    """Figures of the text that no table has."""
    records = [dict(one.result.backtest) for one in outlooks.made if one.result]
    skills = [one.skill for one in outlooks.made if one.skill is not None]
    return {
        "level": LEVEL,
        "days": outlooks.days,
        "backtest": records,
        "error_saved": skills,
        "error_naive": [
            record["wape"] / (1 - skill)
            for record, skill in zip(records, skills, strict=False)
            if record["wape"] and skill < 1
        ],
    }


TOOL = Tool(
    name="forecast_metric",
    description=(
        "Forecasts a metric for the coming days with an 80 % range, a picture and its track record: 'what ROI will "
        "Facebook bring next month', 'прогноз выручки на 14 дней'. `by` cuts it by channel or campaign, `where` "
        "keeps some."
    ),
    titles={"ru": "Прогноз показателя", "en": "Forecast a metric"},
    arguments=Forecast,
    run=run,
    heavy=True,
    example={"metric": "roi", "where": [{"dimension": "channel", "values": ["facebook"]}], "horizon": 30},
)
