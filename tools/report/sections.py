"""SECTIONS: the catalogue of what a report holds, in its order. A new section is one function and one entry.

Its title is a text of `tools/locales/*/report.ftl`: `report-section-KEY`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ingest.texts import say
from tools.charts.data import has_figures
from tools.charts.spec import ChartSpec
from tools.engine.table import Table
from tools.report.content import Block, Picture, Prose, ReportTable, Section
from tools.report.order import ReportGround
from tools.report.summary import summary
from tools.report.tables import columns_of, line_chart, only
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.tool import ToolResult
from tools.words import wording
from tools.words.labels import companion

HORIZON: Final = 30
_CAMPAIGNS: Final = 12
_AHEAD: Final = ("forecast", "low", "high")
_DEFINED: Final = (
    "spend",
    "revenue",
    "roi",
    "roas",
    "conversions",
    "cpa",
    "leads",
    "cpl",
    "ctr",
    "cpc",
    "cvr",
    "reach",
)


@dataclass(frozen=True, kw_only=True)
class SectionKind:
    """One entry: the section's key, which also names its title, and what makes its blocks."""

    key: str
    build: Callable[[ReportGround], list[Block]]


def _told(result: ToolResult, ground: ReportGround) -> Prose:
    return Prose(text=only(result.text, ground.language))


def _grids(result: ToolResult, *, most: int = 4) -> list[ReportTable]:
    return [ReportTable(title=table.title, table=table) for table in result.tables[:most] if table.rows]


def _channels(ground: ReportGround) -> list[Block]:
    asked = {"period": str(ground.now), "compare_to": str(ground.before)}
    metric = "revenue" if ground.calls.tool("explain_change", metric="revenue", **asked).tables else "clicks"
    change = ground.calls.tool("explain_change", metric=metric, **asked)
    pictures: list[Block] = [Picture(title=chart.title, spec=chart, size="low") for chart in change.charts[:1]]
    question = Question(
        metrics=("spend", "revenue", "roi", "cpa", "conversions"),
        group_by=("channel", "campaign"),
        periods=(str(ground.now),),
        order_by="spend",
        limit=_CAMPAIGNS,
    )
    campaigns = columns_of(
        ground.calls.ask(question).table, ("campaign", "channel", "spend", "revenue", "roi", "cpa", "conversions")
    )
    title = say("report-table-campaigns-top", ground.language, n=len(campaigns.rows))
    found: list[Block] = [_told(change, ground), *pictures]
    return [*found, ReportTable(title=title, table=campaigns)] if campaigns.rows else found


def _trends(ground: ReportGround) -> list[Block]:
    step = "day" if ground.now.days <= 62 else "week" if ground.now.days <= 400 else "month"
    language = ground.language

    def table(*metrics: str, by: tuple[str, ...] = ()) -> Table:
        return ground.calls.ask(Question(metrics=metrics, group_by=(step, *by), periods=(str(ground.now),))).table

    pictures = [
        line_chart(say("report-trend-results", language), table("conversions", "leads"), language),
        line_chart(say("report-trend-costs", language), table("cpa", "cpl", "roi"), language),
        line_chart(say("report-trend-reach", language), table("reach", "ctr"), language),
    ]
    if ground.cut == "channel":
        split = table("revenue", by=("channel",))
        pictures.insert(0, line_chart(say("report-trend-channels", language), split, language, series="channel"))
    weeks = Question(
        metrics=("spend", "revenue", "roi", "cpa", "conversions"),
        group_by=("week" if ground.now.days <= 400 else "month",),
        periods=(str(ground.now),),
    )
    by_week = ground.calls.ask(weeks).table
    return [*pictures, ReportTable(title=say("report-table-weeks", language), table=by_week)]


def _audience(ground: ReportGround) -> list[Block]:
    found = ground.calls.tool("audience_profile", period=str(ground.now))
    pictures = [Picture(title=chart.title, spec=chart, size="low") for chart in found.charts[:1]]
    grids = [
        ReportTable(title=grid.title, table=columns_of(grid.table, _audience_columns(grid.table)))
        for grid in _grids(found, most=3)
    ]
    return [_told(found, ground), *pictures, *grids]


def _audience_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in ("low", "high")]


def _timing(ground: ReportGround) -> list[Block]:
    found = ground.calls.tool("best_time", channels=ground.channels)
    pictures = [Picture(title=chart.title, spec=chart, size="low") for chart in found.charts[:2]]
    names = ("channel", "kind", "window", "lift")
    grids = [ReportTable(title=grid.title, table=columns_of(grid.table, names)) for grid in _grids(found)]
    return [_told(found, ground), *pictures, *grids]


def _forecast(ground: ReportGround) -> list[Block]:
    blocks: list[Block] = []
    for metric in ("revenue", "roi"):
        found = ground.calls.tool("forecast_metric", metric=metric, horizon=HORIZON)
        blocks.append(_told(found, ground))
        blocks += [Picture(title=chart.title, spec=chart, size="low") for chart in found.charts[:1]]
    return blocks


def _budget(ground: ReportGround) -> list[Block]:
    found = ground.calls.tool("allocate_budget", days=HORIZON)
    pictures = [Picture(title=chart.title, spec=chart, size="low") for chart in found.charts]
    return [_told(found, ground), *_grids(found), *pictures]


def _goals(ground: ReportGround) -> list[Block]:
    found = ground.calls.tool("plan_fact", period=str(ground.now), channels=ground.channels)
    closed = ground.closed
    charts = [_as_it_ended(chart) for chart in found.charts] if closed else list(found.charts)
    pictures = [Picture(title=chart.title, spec=chart, size="low") for chart in charts]
    grids = _grids(found, most=6)
    if closed:
        grids = [replace(grid, table=columns_of(grid.table, _fact_columns(grid.table))) for grid in grids]
    return [_told(found, ground), *pictures, *grids]


def _fact_columns(table: Table) -> list[str]:
    """What a closed month has: its forecast and range are the fact once more."""
    return [column.name for column in table.columns if companion(column.name)[1] not in _AHEAD]


def _as_it_ended(chart: ChartSpec) -> ChartSpec:
    kept = tuple(name for name in chart.y if companion(name)[1] not in _AHEAD)
    return chart.model_copy(update={"y": kept})


def _advice(ground: ReportGround) -> list[Block]:
    told = _told(ground.calls.tool("recommend"), ground)
    if not ground.closed:
        return [told]
    day = wording.day(ground.desk.today, ground.language)
    return [Prose(text=say("report-advice-now", ground.language, day=day)), told]


def _alerts(ground: ReportGround) -> list[Block]:
    """What is wrong now; of a month that is over what was wrong then."""
    found = ground.calls.tool("list_alerts", **({"period": str(ground.now)} if ground.closed else {}))
    names = ("severity", "channel", "campaign", "rule", "state", "since")
    grids = [ReportTable(title=grid.title, table=columns_of(grid.table, names)) for grid in _grids(found)]
    return [_told(found, ground), *grids]


def _appendix(ground: ReportGround) -> list[Block]:
    language = ground.language
    meant = "\n".join(f"- **{METRICS[name].titles[language]}**: {METRICS[name].formula[language]}" for name in _DEFINED)
    health = ground.calls.tool("data_health")
    whole = Question(metrics=("spend", "revenue", "cpl"), group_by=("channel",), periods=(str(ground.now),))
    notes = {note.say(language): None for note in (*ground.notes, *ground.calls.ask(whole).notes)}
    said = "\n".join([f"**{say('report-notes', language)}**", *(f"- {note}" for note in notes)]) if notes else ""
    head = f"**{say('report-definitions', language)}**"
    fresh = f"**{say('report-freshness', language)}**"
    headline = only(health.text, language).split("\n\n")[0]
    names = ("channel", "account", "last_complete_day", "lag_days", "last_success")
    grids = [ReportTable(title="", table=columns_of(table, names)) for table in health.tables]
    blocks: list[Block] = [Prose(text=f"{head}\n{meant}"), Prose(text=f"{fresh}\n\n{headline}"), *grids]
    return [*blocks, Prose(text=said)] if said else blocks


SECTIONS: Final[tuple[SectionKind, ...]] = (
    SectionKind(key="summary", build=summary),
    SectionKind(key="advice", build=_advice),
    SectionKind(key="channels", build=_channels),
    SectionKind(key="trends", build=_trends),
    SectionKind(key="audience", build=_audience),
    SectionKind(key="time", build=_timing),
    SectionKind(key="forecast", build=_forecast),
    SectionKind(key="budget", build=_budget),
    SectionKind(key="goals", build=_goals),
    SectionKind(key="alerts", build=_alerts),
    SectionKind(key="appendix", build=_appendix),
)


def slow_calls(ground: ReportGround) -> list[Callable[[], object]]:
    """What takes long and can be asked beside one another before the sections are written."""
    tool = ground.calls.tool
    return [
        partial(tool, "forecast_metric", metric="revenue", horizon=HORIZON),
        partial(tool, "recommend"),
        partial(tool, "forecast_metric", metric="roi", horizon=HORIZON),
        partial(tool, "allocate_budget", days=HORIZON),
        partial(tool, "best_time", channels=ground.channels),
        partial(tool, "audience_profile", period=str(ground.now)),
    ]


def written(ground: ReportGround) -> tuple[Section, ...]:
    """Every section."""

    def blocks(kind: SectionKind) -> tuple[Block, ...]:
        return tuple(block for block in kind.build(ground) if not isinstance(block, Picture) or has_figures(block.spec))

    return tuple(
        Section(key=kind.key, title=say(f"report-section-{kind.key}", ground.language), blocks=blocks(kind))
        for kind in SECTIONS
    )
