"""How good forecasts were: what was said against what then happened."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import Language, say
from tools.engine.table import Cell, Column, Table
from tools.outlook import store as forecast_store
from tools.outlook.forecast import Ahead, look_ahead
from tools.outlook.forecast_words import WORTH_SAYING
from tools.outlook.store import Score
from tools.semantics.keys import AnyMetric
from tools.semantics.metrics import METRICS
from tools.tool import Tool, ToolContext, ToolResult
from tools.words import wording


class Quality(BaseModel):
    """Which forecasts to look at."""

    model_config = ConfigDict(extra="forbid")

    metric: AnyMetric = Field("", description="Only forecasts of this metric.")
    by: Literal["metric", "channel"] = "metric"


def run(asking: Quality, desk: ToolContext) -> ToolResult:
    """Answers with how often the range held, and the error against the simple guess."""
    own = desk.metrics.catalogue().owns
    stored = [one for one in forecast_store.read_scores(desk.engine) if own(one.channel, one.campaign)]
    scores = [one for one in stored if asking.metric in ("", one.metric)]
    forecasts = [one for one in scores if one.kind == "forecast"]
    return _scored(asking, forecasts, desk) if forecasts else _backtested(asking, desk)


def _scored(asking: Quality, scores: Sequence[Score], desk: ToolContext) -> ToolResult:
    language = desk.language
    names = sorted({_name(one, asking.by) for one in scores})
    rows = [_row(name, [one for one in scores if _name(one, asking.by) == name], asking.by, desk) for name in names]
    inside = sum(one.inside for one in scores) / len(scores)
    better = [one for one in scores if one.naive is not None]
    wins = sum(abs(one.predicted - one.actual) < abs(float(one.naive or 0) - one.actual) for one in better)
    share = wins / len(better) if better else 0.0
    days = {"first": min(one.end for one in scores), "last": max(one.end for one in scores)}
    text = say(
        "quality-scored",
        language,
        n=len(scores),
        inside=wording.share(inside, language),
        wins=wording.share(share, language),
        **{name: wording.day(day, language) for name, day in days.items()},
    )
    heads = [(asking.by, "text"), ("checked", "count"), ("inside", "ratio"), ("error_vs_naive", "ratio")]
    columns = [Column(name=name, unit=unit) for name, unit in heads]
    table = Table(title=say("quality-title", language), columns=columns, rows=rows, rows_total=len(rows))
    facts = {"inside": inside, "wins": share, "checked": len(scores), "level": 0.8}
    return ToolResult(title=table.title, text=text, tables=(table,), as_of=days["last"], facts=facts)


def _name(score: Score, by: str) -> str:
    return score.metric if by == "metric" else score.channel


def _row(name: str, scores: Sequence[Score], by: str, desk: ToolContext) -> list[Cell]:
    """Name, how many, share inside the range, own error as part of the simple guess's."""
    own = sum(abs(one.predicted - one.actual) for one in scores if one.naive is not None)
    naive = sum(abs(one.naive - one.actual) for one in scores if one.naive is not None)
    shown = METRICS[name].titles[desk.language] if by == "metric" else name
    return [shown, len(scores), sum(one.inside for one in scores) / len(scores), own / naive if naive else None]


def _backtested(asking: Quality, desk: ToolContext) -> ToolResult:
    """Nothing has met its truth yet: says so, and what checks on the past say."""
    language = desk.language
    own = desk.metrics.catalogue().owns
    stored = [one for one in forecast_store.read_backtests(desk.engine) if own(one["channel"])]
    first = min((one["end"] for one in stored), default=None)
    text = say("quality-nothing", language)
    if first is not None:
        text = f"{text} {say('quality-first', language, day=wording.day(first, language))}"
    chosen = [one for one in stored if asking.metric in ("", one["metric"])] or _tried(asking, desk)
    rows = [row for row in (_record(one, language) for one in chosen) if row]
    if not rows:
        return ToolResult(status="no_data", text=text)
    summary, facts = _summary(rows, language)
    heads = [
        ("metric", "text"),
        ("channel", "text"),
        ("checks", "count"),
        ("inside", "ratio"),
        ("error_saved", "ratio"),
    ]
    columns = [Column(name=name, unit=unit) for name, unit in heads]
    table = Table(title=say("quality-title", language), columns=columns, rows=rows, rows_total=len(rows))
    return ToolResult(title=table.title, text=f"{text}\n\n{summary}", tables=(table,), facts=facts)


def _record(one: Mapping[str, Any], language: Language) -> list[Cell]:
    """Metric, channel, checks, share inside the range, share of the simple guess's error saved; empty if unmeasured."""
    record = dict(one["backtest"] or {})
    if record.get("mase") is None or not record.get("naive_mase"):
        return []
    saved = 1 - record["mase"] / record["naive_mase"]
    title = METRICS[one["metric"]].titles[language]
    return [title, one["channel"], record.get("folds"), record.get("coverage"), saved]


def _summary(rows: Sequence[list[Cell]], language: Language) -> tuple[str, dict[str, object]]:
    skills = [float(str(row[4])) for row in rows]
    covered = [float(str(row[3])) for row in rows if row[3] is not None]
    coverage = sum(covered) / len(covered) if covered else 0.0
    better, middle = sum(skill > WORTH_SAYING for skill in skills), median(skills)
    said = {"saved": wording.share(max(middle, 0.0), language), "coverage": wording.share(coverage, language)}
    text = say("quality-backtest", language, n=len(rows), better=better, **said)
    return text, {"saved": middle, "coverage": coverage, "better": better, "series": len(rows), "level": 0.8}


def _tried(asking: Quality, desk: ToolContext) -> list[Mapping[str, Any]]:
    """Backtests of the whole, made now."""
    found: list[Mapping[str, Any]] = []
    for metric in (asking.metric,) if asking.metric else ("roi", "revenue"):
        for one in look_ahead(Ahead(metric=metric), desk).made:
            if one.result is not None:
                found.append({"metric": metric, "channel": "", "backtest": one.result.backtest})
    return found


TOOL = Tool(
    name="forecast_quality",
    description=(
        "Says how good past forecasts were: how often the truth fell into the range, the error against the simple "
        "guess. 'how accurate are your forecasts', 'насколько точны твои прогнозы'."
    ),
    titles={"ru": "Точность прогнозов", "en": "Quality of forecasts"},
    arguments=Quality,
    run=run,
    heavy=True,
    example={},
)
