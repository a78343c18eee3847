"""What a metric will be."""

from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput
from tools.outlook.forecast import LEVEL, Ahead, Outlooks, look_ahead
from tools.outlook.forecast_table import days_table, fan_chart, title_of, totals_table
from tools.outlook.forecast_words import notes_of, period_of, tell_outlooks
from tools.outlook.wanted import LONGEST
from tools.plan.line import PlanLine
from tools.plan.lines import month_plan
from tools.semantics.calendar import DAY, unit_span
from tools.semantics.keys import ListedMetric as MetricKey
from tools.semantics.question import Filter, Window
from tools.tool import Tool, ToolContext, ToolResult
from tools.words.period import resolve_period
from tools.words.running import running


class Forecast(BaseModel):
    """What to forecast, how to cut it, how far ahead."""

    model_config = ConfigDict(extra="forbid")

    metric: MetricKey
    by: Literal["", "channel", "campaign"] = Field("", description="One forecast for each of these; empty: the whole.")
    where: list[Filter] = Field(default_factory=list)
    horizon: int = Field(30, description="Days ahead, 1 to 180; with weekly up to 364.")
    weekly: bool = Field(False, description="Forecast weeks instead of days: for horizons of months.")
    period: str = Field(
        "",
        description=(
            "Days by name, 'next month', 'this month' or 'YYYY-MM-DD..YYYY-MM-DD'; replaces the horizon. Of a period "
            "that has begun the whole is told: what is there and what is to come."
        ),
    )


def run(asking: Forecast, desk: ToolContext) -> ToolResult:
    """Answers with the number, its range, its track record and a picture."""
    return answer(look_ahead(ahead_of(asking, desk), desk), desk)


def answer(outlooks: Outlooks, desk: ToolContext) -> ToolResult:
    """Forecasts as table, picture and words."""
    language, made = desk.language, outlooks.made
    tables = [totals_table(outlooks, language)]
    if any(one.begun for one in made):
        tables.append(days_table(outlooks, language))
    target = _target(outlooks, desk)
    return ToolResult(
        status="answered" if made else "no_data",
        title=title_of(outlooks, language),
        text=tell_outlooks(outlooks, language, target.target if target else None),
        tables=tuple(tables) if made else (),
        charts=(fan_chart(outlooks, language),) if made else (),
        notes=notes_of(outlooks, language),
        period=period_of(outlooks.start, outlooks.end, language),
        as_of=outlooks.histories.as_of,
        facts={**_facts(outlooks), **({"target": target.target} if target else {})},
    )


def ahead_of(asking: Forecast, desk: ToolContext) -> Ahead:
    """The question with its days counted from the end of the data; named days are forecast as far as that reaches.

    Raises:
        InvalidInput: the named period is over, or begins where no forecast reaches.
    """
    plain = Ahead(metric=asking.metric, by=asking.by, where=asking.where, horizon=asking.horizon, weekly=asking.weekly)
    return _named(plain, asking.period, desk) if asking.period.strip() else plain


def _named(plain: Ahead, phrase: str, desk: ToolContext) -> Ahead:
    """The days of a phrase; what has begun of them belongs to the whole."""
    start, end = _ends(phrase, desk)
    as_of = min(desk.metrics.catalogue().last_day or desk.today, desk.today - DAY)
    first, horizon = max(1, (start - as_of).days), (end - as_of).days
    if horizon < 1:
        raise InvalidInput("forecast-past-period", received=phrase, last=str(as_of))
    most = LONGEST["W" if plain.weekly else "D"]
    if first > most:
        raise InvalidInput("forecast-out-of-reach", received=phrase, most=str(most), last=str(as_of + DAY * most))
    return replace(
        plain,
        horizon=min(horizon, most),
        first=first,
        since=start if start <= as_of else None,
        counted_from=as_of,
        beyond=end if horizon > most else None,
    )


def _ends(phrase: str, desk: ToolContext) -> tuple[date, date]:
    """First and last day of what is named; ends that are said stay as they are."""
    if ".." in phrase:
        window = Window.of(phrase.strip())
        return window.start, window.end
    period = resolve_period(phrase, desk.today, language=desk.language)
    return running(phrase, period, desk.today) or (period.start, period.end)


def _target(outlooks: Outlooks, desk: ToolContext) -> PlanLine | None:
    """What is planned for the month that a single forecast is about, and for whom."""
    month = unit_span(outlooks.start, "month")
    own = [one for one in outlooks.histories.filters if one.dimension == "channel" and not one.exclude]
    channels = {value for one in own for value in one.values} | {one.scope.channel for one in outlooks.made} - {""}
    if len(outlooks.made) != 1 or (outlooks.start, outlooks.end) != month or len(channels) > 1:
        return None
    if len(own) != len(outlooks.histories.filters) or outlooks.ahead.by == "campaign":
        return None
    wanted = (outlooks.ahead.metric, next(iter(channels), ""), "")
    lines = month_plan(month[0], sorted(channels), desk).lines
    return next((one for one in lines if (one.metric, one.channel, one.campaign) == wanted), None)


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
