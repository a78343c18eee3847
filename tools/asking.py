"""The arguments that question tools share, and how they become a `Query`: code resolves names and periods here."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.errors import InvalidInput
from tools.engine.notes import Note
from tools.engine.query import Filter, Having, Order, Query, Window
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.resolve import Unknown, resolve, resolve_all
from tools.tool import ToolContext
from tools.words.period import Period, default_period, resolve_period

MetricKey = Literal[
    "spend", "impressions", "reach", "clicks", "engagements", "video_views", "leads", "conversions", "revenue",
    "profit", "ctr", "cpc", "cpm", "cpl", "cpa", "cac", "cvr", "lead_rate", "engagement_rate", "engagement_score",
    "frequency", "aov", "roas", "roi",
]  # fmt: skip
DimensionKey = Literal[
    "channel", "account", "campaign", "objective", "audience", "segment", "location", "region", "language",
    "device", "age", "gender", "placement", "day", "week", "month", "quarter", "weekday", "hour",
]  # fmt: skip


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_text(value: object) -> object:
    return [str(item) for item in value] if isinstance(value, list | tuple) else value


Values = Annotated[list[str], BeforeValidator(lambda value: _as_text(_as_list(value)))]


class Condition(BaseModel):
    """Keeps, or with `exclude` drops, rows by the values of one dimension."""

    model_config = ConfigDict(extra="forbid")

    dimension: DimensionKey
    values: Values = Field(
        min_length=1, description="Names as the user said them; spelling and language do not matter."
    )
    exclude: bool = Field(False, description="True for 'without', 'except'.")


class Threshold(BaseModel):
    """Keeps groups whose metric passes a threshold."""

    model_config = ConfigDict(extra="forbid")

    metric: MetricKey
    operator: Literal[">", ">=", "<", "<="]
    value: float = Field(description="Money in major units; percentages as fractions: 5 % is 0.05.")


class Asking(BaseModel):
    """What to compute, how to cut it, over which days."""

    model_config = ConfigDict(extra="forbid")

    metrics: Annotated[list[MetricKey], BeforeValidator(_as_list)] = Field(
        min_length=1, description="The metrics asked for, the most important first."
    )
    group_by: Annotated[list[DimensionKey], BeforeValidator(_as_list)] = Field(
        default_factory=list, description="One row for each value of these; empty for one total."
    )
    where: list[Condition] = Field(default_factory=list)
    period: str = Field(
        "",
        description="A phrase such as 'last 30 days', 'март 2025', or 'YYYY-MM-DD..YYYY-MM-DD'; empty: last 30 days.",
    )
    compare_to: str = Field("", description="'previous', 'last_year', or another period phrase; empty: no comparison.")
    having: list[Threshold] = Field(default_factory=list)
    order_by: str = Field(
        "",
        description="A metric or dimension of this question, or in a comparison a metric's relative change, such as "
        "revenue_change; empty: the first metric, time in order.",
    )
    descending: bool = True
    limit: int | None = Field(None, ge=1, le=10_000, description="Keep only the first rows.")
    share_of_total: bool = Field(False, description="Add each row's share of the whole.")
    running: bool = Field(False, description="Add a running total over time.")
    per_day: bool = Field(False, description="Add an average per day.")
    focus: SkipJsonSchema[Values] = Field(default_factory=list)
    """Names among the rows that the question is about; the composed text begins with them."""
    count: SkipJsonSchema[bool] = False
    """Whether the question is how many rows there are."""


class Asked(BaseModel):
    """A resolved question."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    query: Query
    period: Period
    compared: Period | None
    notes: tuple[Note, ...]
    focus: frozenset[str] = frozenset()
    count: bool = False


def understand(asking: Asking, desk: ToolContext) -> Asked:
    """Resolves names and periods.

    Raises:
        InvalidInput: a name or period can't be understood; the message names the nearest possible.
    """
    catalogue = desk.metrics.catalogue()
    period, notes = _period(asking.period, catalogue, desk)
    compared = _compared(asking.compare_to, period, catalogue, desk)
    order = (Order(by=asking.order_by, descending=asking.descending),) if asking.order_by else ()
    if not order and not asking.descending:
        order = (Order(by=asking.metrics[0], descending=False),)
    query = Query(
        metrics=tuple(dict.fromkeys(asking.metrics)),
        group_by=tuple(dict.fromkeys(asking.group_by)),
        filters=tuple(_filter(condition, catalogue) for condition in asking.where),
        window=Window(start=period.start, end=period.end),
        compare=Window(start=compared.start, end=compared.end) if compared else None,
        having=tuple(
            Having(metric=entry.metric, operator=entry.operator, value=entry.value) for entry in asking.having
        ),
        order=order,
        limit=asking.limit,
        share_of_total=asking.share_of_total,
        running=asking.running,
        per_day=asking.per_day,
    )
    focus = frozenset(_stored(name, asking.group_by, catalogue) for name in asking.focus)
    return Asked(query=query, period=period, compared=compared, notes=notes, focus=focus, count=asking.count)


def _stored(name: str, dimensions: list[DimensionKey], catalogue: Catalogue) -> str:
    """The value as rows hold it; a name that no row can hold stays and stresses nothing."""
    for dimension in dimensions:
        try:
            return resolve(dimension, name, catalogue)
        except Unknown:
            continue
    return name


def _filter(condition: Condition, catalogue: Catalogue) -> Filter:
    home = DIMENSIONS[condition.dimension].home
    if home in ("time", "hour"):
        values = tuple(condition.values)
    else:
        values = resolve_all(condition.dimension, condition.values, catalogue)
    return Filter(dimension=condition.dimension, values=values, exclude=condition.exclude)


def _period(phrase: str, catalogue: Catalogue, desk: ToolContext) -> tuple[Period, tuple[Note, ...]]:
    if not phrase.strip():
        return default_period(desk.today, language=desk.language), (Note(key="note-default-period"),)
    bounds = {"first_day": catalogue.first_day, "last_day": catalogue.last_day}
    period = resolve_period(phrase, desk.today, language=desk.language, **bounds)
    if period.kind == "future":
        raise InvalidInput("asking-future", received=phrase, yesterday=str(desk.today - timedelta(days=1)))
    return period, ()


def _compared(phrase: str, period: Period, catalogue: Catalogue, desk: ToolContext) -> Period | None:
    named = {"": None, "previous": period.previous(), "last_year": period.same_last_year()}
    return named[phrase] if phrase in named else _period(phrase, catalogue, desk)[0]
