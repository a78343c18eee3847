"""What can be asked: which channels, campaigns, metrics, breakdowns and days the data holds."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import say
from tools.engine.table import Column, Table
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.tool import Tool, ToolContext, ToolResult
from tools.words.wording import day, listing


class Description(BaseModel):
    """Which part to describe."""

    model_config = ConfigDict(extra="forbid")

    about: Literal["overview", "channels", "campaigns", "metrics", "dimensions", "metric"] = Field(
        "overview", description="`metric` explains one metric: how it is computed."
    )
    metric: str = Field("", description="Key of the metric to explain, with about=metric.")


def run(asking: Description, desk: ToolContext) -> ToolResult:
    """Describes the data."""
    catalogue = desk.metrics.catalogue()
    if not catalogue.accounts:
        return ToolResult(status="no_data", text=_say("answer-no-data-at-all", desk))
    if asking.about == "metric" and asking.metric in METRICS:
        metric = METRICS[asking.metric]
        text = _say("describe-metric", desk, metric=metric.titles[desk.language], formula=metric.formula[desk.language])
        return ToolResult(text=text, as_of=catalogue.last_day)
    tables = {"campaigns": _campaigns, "metrics": _metrics, "dimensions": _dimensions}
    table = tables.get(asking.about, _channels)(catalogue, desk)
    return ToolResult(
        title=table.title,
        text=_overview(catalogue, desk),
        tables=(table,),
        as_of=catalogue.last_day,
        facts=_facts(catalogue),
    )


def _say(key: str, desk: ToolContext, **values: object) -> str:
    return say(key, desk.language, **values)


def _facts(catalogue: Catalogue) -> dict[str, int]:
    return {"channels": len(catalogue.channels), "campaigns": len(catalogue.campaigns), "metrics": len(METRICS)}


def _overview(catalogue: Catalogue, desk: ToolContext) -> str:
    titles = [catalogue.title(key, desk.language) for key in catalogue.channels]
    values = {
        "channels": listing(titles, desk.language),
        "campaigns": len(catalogue.campaigns),
        "first": day(catalogue.first_day, desk.language) if catalogue.first_day else "",
        "last": day(catalogue.last_day, desk.language) if catalogue.last_day else "",
        "cuts": listing([DIMENSIONS[name].titles[desk.language].lower() for name in _cuts(catalogue)], desk.language),
    }
    return _say("describe-overview", desk, **values)


def _cuts(catalogue: Catalogue) -> list[str]:
    """Dimensions that have values here."""
    always = {"channel", "campaign", "day", "week", "month", "quarter", "year", "weekday"}
    known = always | {name for name, values in catalogue.values.items() if values}
    return [name for name in DIMENSIONS if name in known or (name == "hour" and catalogue.has_hours)]


def _channels(catalogue: Catalogue, desk: ToolContext) -> Table:
    rows: list[list[object]] = []
    for key in catalogue.channels:
        own = [entry for entry in catalogue.accounts if entry.channel == key]
        campaigns = sum(entry.channel == key for entry in catalogue.campaigns)
        rows.append([key, campaigns, min(entry.first_day for entry in own), max(entry.last_day for entry in own)])
    return _table(
        "describe-channels",
        desk,
        [("channel", "text"), ("campaigns", "count"), ("first_day", "day"), ("last_day", "day")],
        rows,
    )


def _campaigns(catalogue: Catalogue, desk: ToolContext) -> Table:
    rows: list[list[object]] = [[entry.label, entry.channel] for entry in catalogue.campaigns]
    return _table("describe-campaigns", desk, [("campaign", "text"), ("channel", "text")], rows)


def _metrics(catalogue: Catalogue, desk: ToolContext) -> Table:
    rows: list[list[object]] = [
        [key, entry.titles[desk.language], entry.formula[desk.language]]
        for key, entry in METRICS.items()
        if catalogue.shows(entry.parts)
    ]
    return _table("describe-metrics", desk, [("metric", "text"), ("title", "text"), ("formula", "text")], rows)


def _dimensions(catalogue: Catalogue, desk: ToolContext) -> Table:
    rows: list[list[object]] = [[name, DIMENSIONS[name].titles[desk.language]] for name in _cuts(catalogue)]
    return _table("describe-dimensions", desk, [("dimension", "text"), ("title", "text")], rows)


def _table(title: str, desk: ToolContext, columns: list[tuple[str, str]], rows: list[list[object]]) -> Table:
    named = [Column(name=name, unit=unit) for name, unit in columns]
    return Table(title=_say(title, desk), columns=named, rows=rows, rows_total=len(rows))


TOOL = Tool(
    name="describe_data",
    description=(
        "Says what can be asked: which channels, campaigns, metrics, breakdowns and days the data holds, or how a "
        "metric is computed. Use it for 'what data do you have', 'list the campaigns', 'what is ROAS'."
    ),
    titles={"ru": "Что есть в данных", "en": "Describe the data"},
    arguments=Description,
    run=run,
    example={"about": "overview"},
    supports=True,
)
