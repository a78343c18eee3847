"""`forecast`, `allocate` and `backtest`: what will be, how to split a budget, how such answers did on earlier dates."""

import uuid
from typing import Annotated, Any

import typer

from ingest.errors import InvalidInput
from tools.analytics import allocate_budget, forecast_metric
from tools.charts.chart import draw
from tools.outlook.budget import Advice
from tools.outlook.forecast import LEVEL, Outlook, Outlooks, look_ahead, points
from tools.outlook.forecast_words import series_notes
from tools.semantics.keys import metric_key
from tools.tool import ToolContext, ToolResult
from ui.commands.querying import condition, names, print_table
from ui.console import As, Json, deliberate, desk_for, emit, opened, tell

Metric = Annotated[str, typer.Option("--metric", help="A key of the catalogue: roi, revenue, cpa ...")]
By = Annotated[str, typer.Option("--by", help="channel or campaign; empty: the whole.")]
Horizon = Annotated[int, typer.Option("--horizon", help="Days ahead, 1 to 180; with --weekly up to 364.")]
Span = Annotated[
    str,
    typer.Option("--period", help="Days by name instead of their number: 'this month' is what is there and to come."),
]
Where = Annotated[list[str] | None, typer.Option("--where", help="dimension=value,value or dimension!=value")]
Weekly = Annotated[bool, typer.Option("--weekly", help="Weeks instead of days.")]

TARGETS = ("revenue", "profit", "conversions")


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command()(forecast)
    app.command()(allocate)
    app.command()(backtest)


@deliberate
def forecast(
    metric: Metric = "roi",
    by: By = "",
    horizon: Horizon = 30,
    period: Span = "",
    where: Where = None,
    weekly: Weekly = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Forecast a metric, with its range and its track record."""
    desk = desk_for(opened(), acting, "forecast")
    asking = _asking(metric, by, horizon, where, weekly=weekly).model_copy(update={"period": period})
    outlooks = look_ahead(forecast_metric.ahead_of(asking, desk), desk)
    result = forecast_metric.answer(outlooks, desk)
    if as_json:
        emit({**forecast_document(outlooks, desk), **shapes(result, desk)})
        return
    show(result, desk)


@deliberate
def backtest(
    metric: Metric = "roi",
    by: By = "channel",
    horizon: Horizon = 30,
    where: Where = None,
    weekly: Weekly = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """How forecasts of a metric did on earlier dates, against repeating the last season."""
    desk = desk_for(opened(), acting, "backtest")
    asking = _asking(metric, by, horizon, where, weekly=weekly)
    outlooks = look_ahead(forecast_metric.ahead_of(asking, desk), desk)
    result = forecast_metric.answer(outlooks, desk)
    series = [_record(one, outlooks, desk) for one in outlooks.series]
    if as_json:
        document = {"metric": metric, "horizon": horizon, "level": LEVEL, "series": series}
        emit({**document, "tables": [], "charts": [], "as_of": outlooks.histories.as_of, "notes": said(result, desk)})
        return
    for entry in series:
        scope = " / ".join(filter(None, entry["scope"].values())) or metric
        tell(f"{scope}: {entry['notes'][0]}")


@deliberate
def allocate(
    budget: Annotated[float | None, typer.Option("--budget", help="Money to split; empty: as today.")] = None,
    days: Annotated[int, typer.Option("--days", help="Days the budget is for.")] = 30,
    minimum: Annotated[list[str] | None, typer.Option("--min", help="channel=amount or channel=30%")] = None,
    maximum: Annotated[list[str] | None, typer.Option("--max", help="channel=amount or channel=30%")] = None,
    fixed: Annotated[list[str] | None, typer.Option("--fix", help="channel=amount or channel=30%")] = None,
    keep: Annotated[str, typer.Option("--keep", help="Comma-separated channels not to touch.")] = "",
    exclude: Annotated[str, typer.Option("--exclude", help="Comma-separated channels that get nothing.")] = "",
    only: Annotated[str, typer.Option("--only", help="Comma-separated channels; all others get nothing.")] = "",
    target: Annotated[str, typer.Option("--target", help="revenue, profit or conversions")] = "revenue",
    goal: Annotated[float | None, typer.Option("--goal", help="The cheapest way to this much of the target.")] = None,
    least_roi: Annotated[float | None, typer.Option("--least-roi", help="The largest spend with this ROI.")] = None,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Split a budget over channels so that it brings the most."""
    desk = desk_for(opened(), acting, "allocate")
    if target not in TARGETS:
        raise InvalidInput("allocate-bad-target", received=target, possible=", ".join(TARGETS))
    asking = allocate_budget.AllocateBudget(
        budget=budget,
        days=days,
        target=target,
        minimum=_limits(minimum),
        maximum=_limits(maximum),
        fixed=_limits(fixed),
        keep=names(keep),
        exclude=names(exclude),
        only=names(only),
        goal=goal,
        least_roi=least_roi,
    )
    advice = allocate_budget.advice_of(asking, desk)
    result = allocate_budget.answer(advice, desk)
    if as_json:
        emit({**plan_document(advice), **shapes(result, desk)})
        return
    show(result, desk)


def _limits(texts: list[str] | None) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts or []]
    for text, (channel, _, limit) in zip(texts or [], pairs, strict=True):
        if not channel.strip() or not limit.strip():
            raise InvalidInput("allocate-bad-limit", received=text)
    return {channel.strip(): limit.strip() for channel, _, limit in pairs}


def plan_document(advice: Advice) -> dict[str, Any]:
    """The plan's own part of the document."""
    plan = advice.plan
    return {
        "budget": advice.budget,
        "days": advice.ground.days,
        "target": advice.ground.target,
        "amounts": advice.amounts,
        "shares": plan.shares,
        "today": advice.ground.today,
        "expected": _range(plan.expected),
        "current": _range(plan.current),
        "kept": _range(plan.kept),
        "gain": _range(plan.gain),
        "marginal": plan.marginal,
        "marginal_now": plan.marginal_now,
        "half_way": {name: round(amount, 2) for name, amount in plan.half_way.items()},
        "decision": plan.decision,
    }


def _range(values: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip(("value", "low", "high"), values, strict=True))


def _asking(metric: str, by: str, horizon: int, where: list[str] | None, *, weekly: bool) -> forecast_metric.Forecast:
    if by not in ("", "channel", "campaign"):
        raise InvalidInput("forecast-bad-by", received=by)
    return forecast_metric.Forecast(
        metric=metric_key(metric),
        by=by,
        where=[condition(text) for text in where or []],
        horizon=horizon,
        weekly=weekly,
    )


def forecast_document(outlooks: Outlooks, desk: ToolContext) -> dict[str, Any]:
    """The forecast's own part of the document."""
    ahead = outlooks.ahead
    series = [
        {
            **_record(one, outlooks, desk),
            "points": [{"day": day, "value": value, "low": low, "high": high} for day, value, low, high in points(one)],
            "total": None
            if one.total is None
            else {"value": one.total.value, "low": one.total.low, "high": one.total.high},
        }
        for one in outlooks.series
    ]
    return {"metric": ahead.metric, "horizon": ahead.horizon, "level": LEVEL, "series": series}


def _record(one: Outlook, outlooks: Outlooks, desk: ToolContext) -> dict[str, Any]:
    """Who it is about, and how such forecasts did."""
    return {
        "scope": {"channel": one.scope.channel, "campaign": one.scope.campaign},
        "model": one.result.model if one.result else "",
        "backtest": dict(one.result.backtest) if one.result else None,
        "notes": series_notes(one, outlooks, desk.language),
    }


def shapes(result: ToolResult, desk: ToolContext) -> dict[str, Any]:
    """Tables, drawn charts, days and notes in the shapes of an answer."""
    charts = []
    for spec in result.charts:
        path = desk.data_dir / "charts" / f"{uuid.uuid4().hex}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw(spec))
        charts.append({"kind": spec.kind, "title": spec.title, "path": str(path.absolute())})
    tables = [table.model_dump(mode="json") for table in result.tables]
    return {"tables": tables, "charts": charts, "as_of": result.as_of, "notes": said(result, desk)}


def said(result: ToolResult, desk: ToolContext) -> list[str]:
    """The notes as sentences."""
    return list(dict.fromkeys(note.say(desk.language) for note in result.notes))


def show(result: ToolResult, desk: ToolContext) -> None:
    """Prints an answer for a person."""
    tell(result.text.replace("**", ""))
    for table in result.tables:
        tell()
        print_table(table, desk.language)
    for sentence in said(result, desk):
        tell(f"· {sentence}")
