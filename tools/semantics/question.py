"""The Question: what is asked of the data; chat, command line, tool schemas, MCP, REST and the engine read this one.

Periods, values and names may be phrases ("last month", "инста"); `tools.asking.understand` turns each into what is
stored and gives back the same shape, which `tools.engine` answers.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from ingest.errors import InvalidInput
from tools.semantics.calendar import preceding
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.keys import DimensionKey, ListedDimension, ListedMetric, MetricKey
from tools.semantics.metrics import METRICS
from tools.semantics.said import as_said
from tools.semantics.spelling import nearest
from tools.semantics.views import CHART_VIEWS as CHART_VIEWS
from tools.semantics.views import FILE_VIEWS as FILE_VIEWS
from tools.semantics.views import View

Of = Literal["value", "previous", "change", "change_abs", "share"]
"""What of a metric: its value, that in the days compared with, its relative or absolute change, its share."""
COMPARING: Final = ("previous", "change", "change_abs")
"""What a metric has only in a comparison."""
Operator = Literal[">", ">=", "<", "<="]
Unit = Literal["day", "week", "month", "quarter", "year"]
PERIOD = "period"
"""Column of a question about several periods; also what `share` may be within."""
PART = "part"
"""Column of `with_and_without`: `all`, `without` and `only`."""


def _listed(value: object) -> object:
    """One value where a list is wanted; numbers among names are names ("1178")."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        value = [value]
    return (
        [str(item) if isinstance(item, int | float) else item for item in value] if isinstance(value, list) else value
    )


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Window(BaseModel):
    """Days from `start` to `end`, both included; as text `2026-10-01..2026-10-31`."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date

    @classmethod
    def of(cls, text: str) -> Self:
        """The window behind `A..B`.

        Raises:
            InvalidInput: the text is a phrase still, or ends before it starts.
        """
        first, _, last = text.partition("..")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError as error:
            raise InvalidInput("period-unknown", received=text[:80]) from error
        if end < start:
            raise InvalidInput("query-backwards", start=first, end=last)
        return cls(start=start, end=end)

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    def preceding(self) -> Self:
        """The days directly before, as `calendar.preceding` counts them."""
        start, end = preceding((self.start, self.end))
        return type(self)(start=start, end=end)


class _Part(BaseModel):
    """Frozen, and short as a schema: models read it with every message, so no titles and no defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema as tools offer it."""
        short = handler.resolve_ref_schema(handler(schema))
        for name in ("title", "additionalProperties"):
            short.pop(name, None)
        for entry in short["properties"].values():
            _shorten(entry)
        return short


def _shorten(entry: dict[str, Any]) -> None:
    """Without what says nothing to whoever fills the slot in: titles, defaults, "or null", least and most."""
    possible = [option for option in entry.pop("anyOf", []) if option != {"type": "null"}]
    entry.update(possible[0] if possible else {})
    for name in ("title", "default", "minimum", "maximum", "minItems"):
        entry.pop(name, None)


class Filter(_Part):
    """Keeps rows with these values of a dimension."""

    dimension: DimensionKey
    values: Texts = Field(min_length=1, description="As said; any spelling or language.")
    exclude: bool = Field(False, description="true: drop them instead.")
    match: Literal["is", "contains"] = Field("is", description="contains: the value is a part of the name.")


class Condition(_Part):
    """Keeps rows whose metric passes."""

    metric: MetricKey
    of: Of = "value"
    operator: Operator
    value: float | None = Field(None, description="Percent as fraction: 5 % is 0.05.")
    times: Literal["", "average", "row", "period"] = Field(
        "", description="value times: the average of the rows; the row `name`; the same row in the period `name`."
    )
    name: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.times and self.value is None:
            raise InvalidInput("question-condition-value", metric=self.metric)
        if self.times in ("row", "period") and not self.name:
            raise InvalidInput("question-condition-name", metric=self.metric)
        return self

    @property
    def amount(self) -> float:
        """The value; "above the average" is above one times it."""
        return 1.0 if self.value is None else self.value


class Question(_Part):
    """What to compute, how to cut it, over which days."""

    metrics: Annotated[tuple[ListedMetric, ...], BeforeValidator(_listed)] = Field(description="The main one first.")
    group_by: Annotated[tuple[ListedDimension, ...], BeforeValidator(_listed)] = Field(
        (), description="One row per value; empty: one total."
    )
    where: tuple[Filter, ...] = ()
    periods: Texts = Field(
        (),
        description="Phrases ('last month', 'март 2025') or ISO A..B; several: a row each. Empty: last 30 days.",
    )
    compare_to: str = Field(
        "", description="'previous', 'last_year', 'previous month' or another period: adds its values and the change."
    )
    having: tuple[Condition, ...] = ()
    order_by: str = Field("", description="Metric or dimension; empty: first metric, time in order.")
    order_of: Of = Field("value", description="Order by the metric's change instead.")
    descending: bool = True
    limit: int | None = Field(None, ge=1, le=10_000)
    limit_per: str = Field("", description="Dimension: keep `limit` rows in each of its values.")
    share: str = Field(
        "",
        description="Share of 'rows', of the 'whole' without filters, or within each value of a dimension or 'period'.",
    )
    running: bool = Field(False, description="Add a running total.")
    average: Unit | Literal[""] = Field("", description="Add the average per day, week ...")
    with_and_without: Filter | None = Field(None, description="Rows with, without and only these values.")
    total: bool = Field(False, description="The sum over the rows kept is what is asked.")
    pace: Unit | Literal["", "auto"] = Field("", description="Add where this unfinished week, month ... is heading.")
    count: bool = Field(False, description="The number of rows is what is asked.")
    focus: Texts = Field((), description="Names among the rows that it is about.")
    view: View = Field("", description="chart: the data decides which.")

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, given: object) -> object:
        return as_said(given) if isinstance(given, Mapping) else given

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.metrics:
            raise InvalidInput("query-no-metric", possible=", ".join(METRICS))
        if len(self.periods) > 1 and self.compare_to:
            raise InvalidInput("question-periods-and-comparison")
        _check(self.order_by, (*METRICS, *self.metrics, *self.group_by), "query-unknown-order")
        _check(self.limit_per, self.keys, "question-limit-per")
        _check(self.share, ("rows", "whole", PERIOD, *self.group_by), "question-share")
        wanted = (self.order_of, *(entry.of for entry in self.having))
        if not self.compare_to and any(of in COMPARING for of in wanted):
            raise InvalidInput("question-change-of-nothing")
        return self

    @property
    def dimensions(self) -> frozenset[str]:
        """Every dimension that decides where the rows must come from."""
        beside = (self.with_and_without,) if self.with_and_without else ()
        return frozenset((*self.group_by, *(entry.dimension for entry in (*self.where, *beside))))

    @property
    def time(self) -> str | None:
        """The time dimension it is grouped by, if any."""
        timed = (name for name in self.group_by if DIMENSIONS[name].home == "time" and DIMENSIONS[name].unit != "text")
        return next(timed, None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        several = (PERIOD,) if len(self.periods) > 1 else ()
        return (*several, *((PART,) if self.with_and_without else ()), *self.group_by)

    @property
    def limited_in(self) -> tuple[str, ...]:
        """The columns in each of whose values `limit` rows are kept; none: of all rows."""
        apart = [name for name in self.keys if name in (PERIOD, PART)]
        return tuple(dict.fromkeys((*apart, *([self.limit_per] if self.limit_per else []))))

    @property
    def window(self) -> Window:
        """The first period, of a question whose phrases are days already.

        Raises:
            InvalidInput: it is a phrase still.
        """
        return Window.of(self.periods[0] if self.periods else "")

    @property
    def ordered(self) -> tuple[str, bool]:
        """The column that rows are sorted by, and whether downwards."""
        if self.order_by:
            return (self.order_by if self.order_of == "value" else f"{self.order_by}_{self.order_of}"), self.descending
        if self.time and self.descending:
            return self.time, False
        return self.metrics[0], self.descending

    @property
    def windows(self) -> tuple[Window, ...]:
        """Every period, of a question whose phrases are days already."""
        return tuple(Window.of(period) for period in self.periods)

    @property
    def compared(self) -> Window | None:
        """The days compared with."""
        return Window.of(self.compare_to) if self.compare_to else None

    def but(self, **changes: Any) -> "Question":
        """The same question with other slots, checked again."""
        kept = {name: getattr(self, name) for name in self.model_fields_set}
        return Question.model_validate({**kept, **changes})

    def as_args(self) -> dict[str, Any]:
        """As a tool's arguments: JSON without what stands at its default."""
        return self.model_dump(mode="json", exclude_defaults=True)


def _check(word: str, possible: tuple[str, ...], key: str) -> None:
    if word and word not in possible:
        raise InvalidInput(key, received=word, nearest=nearest(word, possible), possible=", ".join(possible))
