"""Figures of the past: summary, channels, trend, comparison, and any question of the metric engine."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import Body, Query, Response
from pydantic import BaseModel, Field

from agent.answer import PeriodSaid
from tools.engine.table import Cell, Table, number
from tools.semantics.question import FILE_VIEWS, Question
from tools.semantics.views import tool_of
from tools.tool import ToolResult, find_tools
from ui.api.calling import ToolAnswer, answer_of, as_json, call, said
from ui.api.doors import Caller, Calling
from ui.api.route import router

analytics = router("analytics", "/api/analytics")
questions = router("analytics")

TOTALS: Final = (
    "spend",
    "revenue",
    "profit",
    "impressions",
    "clicks",
    "conversions",
    "leads",
    "roi",
    "roas",
    "ctr",
    "cpc",
    "cpa",
    "cvr",
)
ADDED: Final = ("spend", "revenue", "impressions", "clicks", "conversions", "leads")
CHANNELS: Final = ("spend", "revenue", "impressions", "clicks", "conversions", "roi", "ctr", "cpa")
Step = Literal["day", "week", "month"]
Period = Annotated[
    str,
    Query(max_length=200, description="A phrase or A..B in ISO dates; empty: last 30 days.", examples=["last month"]),
]
Against = Annotated[
    str, Query(max_length=200, description="`previous`, `last_year` or a period.", examples=["previous"])
]


class RankedChannel(BaseModel):
    """One line of a dashboard."""

    name: str = Field(examples=["facebook"])
    roi: float | None = Field(examples=[0.35])


class SummarySaid(BaseModel):
    """How things stand over some days."""

    status: str = Field(examples=["answered"])
    period: PeriodSaid | None
    compared: PeriodSaid | None
    campaigns: int = Field(description="Campaigns that have data in these days.")
    totals: dict[str, float | None] = Field(examples=[{"spend": 1250000.0, "roi": 0.31}])
    previous: dict[str, float | None]
    changes: dict[str, float | None] = Field(description="Relative: 0.12 is 12 % more.")
    averages: dict[str, float | None] = Field(description="A day.")
    units: dict[str, str] = Field(examples=[{"spend": "money:RUB", "roi": "ratio"}])
    channels: Table | None
    best: RankedChannel | None = Field(description="The channel with the highest ROI.")
    worst: RankedChannel | None
    as_of: date | None
    notes: list[str]


async def _asked(caller: Caller, tool: str = "query_metrics", **slots: Any) -> ToolResult:
    given = {name: value for name, value in slots.items() if value not in ("", [], None)}
    return await call(caller, tool, given)


def _days(period: str) -> list[str]:
    return [period] if period.strip() else []


@analytics.get("/summary", response_model=SummarySaid)
async def summary(caller: Calling, period: Period = "", compare_to: Against = "previous") -> Response:
    """Campaigns, totals, averages, changes, channels, best and worst."""
    whole = await _asked(caller, "compare_periods", metrics=list(TOTALS), periods=_days(period), compare_to=compare_to)
    daily = await _asked(caller, metrics=list(ADDED), periods=_days(period), average="day")
    cut = await _asked(caller, metrics=list(CHANNELS), periods=_days(period), group_by=["channel"], order_by="roi")
    named = await _asked(caller, metrics=["spend"], periods=_days(period), group_by=["campaign"], limit=1)
    row, averages = _row(whole), _row(daily)
    ranked = [
        RankedChannel(name=str(one["channel"]), roi=number(one["roi"])) for one in _rows(cut) if one["roi"] is not None
    ]
    return as_json(
        SummarySaid(
            status=whole.status,
            period=said(whole.period),
            compared=said(whole.compared),
            campaigns=named.tables[0].rows_total if named.tables else 0,
            totals={name: number(row.get(name)) for name in TOTALS},
            previous={name: number(row.get(f"{name}_previous")) for name in TOTALS},
            changes={name: number(row.get(f"{name}_change")) for name in TOTALS},
            averages={name: number(averages.get(f"{name}_per_day")) for name in ADDED},
            units=_units(whole),
            channels=cut.tables[0] if cut.tables else None,
            best=ranked[0] if ranked else None,
            worst=ranked[-1] if ranked else None,
            as_of=whole.as_of,
            notes=list(dict.fromkeys(note.say(caller.language) for note in (*whole.notes, *cut.notes))),
        )
    )


def _rows(result: ToolResult) -> list[dict[str, Cell]]:
    if result.status != "answered" or not result.tables:
        return []
    names = [column.name for column in result.tables[0].columns]
    return [dict(zip(names, row, strict=True)) for row in result.tables[0].rows]


def _row(result: ToolResult) -> dict[str, Cell]:
    return next(iter(_rows(result)), {})


def _units(result: ToolResult) -> dict[str, str]:
    columns = result.tables[0].columns if result.tables else []
    return {column.name: column.unit for column in columns if column.name in TOTALS}


@analytics.get("/channels", response_model=ToolAnswer)
async def channels(caller: Calling, period: Period = "", compare_to: Against = "") -> Response:
    """Every channel over some days, the best ROI first."""
    tool = tool_of("", compared=bool(compare_to))
    slots = {"metrics": list(CHANNELS), "group_by": ["channel"], "order_by": "roi", "compare_to": compare_to}
    return as_json(answer_of(await _asked(caller, tool, periods=_days(period), **slots), caller))


@analytics.get("/roi-trend", response_model=ToolAnswer)
async def roi_trend(
    caller: Calling,
    *,
    period: Period = "",
    step: Annotated[Step, Query(description="Of the trend.")] = "day",
    by_channel: Annotated[bool, Query(description="A line a channel.")] = False,
) -> Response:
    """ROI, revenue and spend over time."""
    cut: Sequence[str] = [step, *(["channel"] if by_channel else [])]
    result = await _asked(caller, metrics=["roi", "revenue", "spend"], periods=_days(period), group_by=list(cut))
    return as_json(answer_of(result, caller))


@analytics.get("/compare", response_model=ToolAnswer)
async def compare(
    caller: Calling,
    metrics: Annotated[
        str, Query(max_length=500, description="Comma-separated keys.", examples=["spend,roi"])
    ] = "spend,revenue,roi",
    by: Annotated[
        str, Query(max_length=200, description="Comma-separated dimensions.", examples=["channel"])
    ] = "channel",
    period: Period = "",
    compare_to: Against = "previous",
) -> Response:
    """Two periods side by side with the change."""
    slots = {"metrics": names_in(metrics), "group_by": names_in(by), "periods": _days(period), "compare_to": compare_to}
    return as_json(answer_of(await _asked(caller, "compare_periods", **slots), caller))


def names_in(listed: str) -> list[str]:
    """A comma-separated list."""
    return [name.strip() for name in listed.split(",") if name.strip()]


@questions.post("/api/query", response_model=ToolAnswer)
async def query(
    question: Annotated[Question, Body(examples=[dict(find_tools()["query_metrics"].example)])], caller: Calling
) -> Response:
    """Any question of the metric engine: metrics, cuts, filters, periods, thresholds; with `view` a chart as data."""
    asked = question.but(view="") if question.view in FILE_VIEWS else question
    tool = tool_of(asked.view, compared=bool(asked.compare_to))
    return as_json(answer_of(await call(caller, tool, asked.as_args()), caller))
