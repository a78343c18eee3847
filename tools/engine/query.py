"""A question to the metric engine as data: which metrics, cut how, over which days, and which rows to keep."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingest.errors import InvalidInput
from tools.semantics.dimensions import DIMENSIONS, TIME_DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.spelling import nearest


class Window(BaseModel):
    """Days from `start` to `end`, both included."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1


class Filter(BaseModel):
    """Keeps or drops rows by the values of one dimension."""

    model_config = ConfigDict(frozen=True)

    dimension: str
    values: tuple[str, ...]
    exclude: bool = False


class Having(BaseModel):
    """Keeps groups whose metric passes a threshold."""

    model_config = ConfigDict(frozen=True)

    metric: str
    operator: Literal[">", ">=", "<", "<="]
    value: float = Field(description="Money in major units, counts, ratios as fractions (0.05 is 5 %).")


class Order(BaseModel):
    """Sorts by a metric or a dimension."""

    model_config = ConfigDict(frozen=True)

    by: str
    descending: bool = True


class Query(BaseModel):
    """One question; `tools.engine.engine` answers it with one SQL statement."""

    model_config = ConfigDict(frozen=True)

    metrics: tuple[str, ...]
    group_by: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    window: Window
    compare: Window | None = Field(None, description="Adds `_previous` and `_change` columns against these days.")
    having: tuple[Having, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int | None = Field(None, ge=1)
    share_of_total: bool = Field(False, description="Adds a `_share` column for each additive metric.")
    running: bool = Field(False, description="Adds a `_running` total over time for each additive metric.")
    per_day: bool = Field(False, description="Adds a `_per_day` average for each additive metric.")

    @model_validator(mode="after")
    def _known_words(self) -> "Query":
        for metric in (*self.metrics, *(having.metric for having in self.having)):
            _check(metric, METRICS, "query-unknown-metric")
        for dimension in (*self.group_by, *(condition.dimension for condition in self.filters)):
            _check(dimension, DIMENSIONS, "query-unknown-dimension")
        changes = (f"{name}_change" for name in self.metrics if self.compare)
        orders = (*self.metrics, *self.group_by, *changes)
        for order in self.order:
            _check(order.by, orders, "query-unknown-order")
        if not self.metrics:
            raise InvalidInput("query-no-metric", possible=", ".join(METRICS))
        if self.window.end < self.window.start:
            raise InvalidInput("query-backwards", start=str(self.window.start), end=str(self.window.end))
        return self

    @property
    def dimensions(self) -> frozenset[str]:
        """Every dimension that decides where the rows must come from."""
        return frozenset((*self.group_by, *(condition.dimension for condition in self.filters)))

    @property
    def time(self) -> str | None:
        """The time dimension it is grouped by, if any."""
        return next((name for name in self.group_by if name in TIME_DIMENSIONS), None)


def _check(word: str, known: object, key: str) -> None:
    possible = [str(name) for name in known]  # type: ignore[attr-defined]  # a mapping or a tuple of names
    if word not in possible:
        raise InvalidInput(key, received=word, nearest=nearest(word, possible), possible=", ".join(possible))
