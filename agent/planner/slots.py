"""What a question asks, taken apart: the slots that its words fill and a follow-up reuses."""

from dataclasses import dataclass, field
from typing import Any, Final

from tools.semantics.question import Question
from tools.semantics.views import CHART_VIEWS, FILE_VIEWS

TIME_GROUPS: Final = ("day", "week", "month", "quarter", "weekday", "hour")
FINE_TIMES: Final = ("day", "week", "month", "quarter")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Rows kept, or dropped, by the values of a dimension."""

    dimension: str
    values: tuple[str, ...]
    exclude: bool = False

    def condition(self) -> dict[str, Any]:
        """As a tool's argument."""
        return {"dimension": self.dimension, "values": list(self.values), "exclude": self.exclude}


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A metric and the threshold it must pass."""

    metric: str
    operator: str
    value: float

    def threshold(self) -> dict[str, Any]:
        """As a tool's argument."""
        return {"metric": self.metric, "operator": self.operator, "value": self.value}


@dataclass(frozen=True, kw_only=True)
class Slots:
    """One question about numbers."""

    metrics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    period: str = ""
    compare: str = ""
    having: tuple[Limit, ...] = ()
    order: str = ""
    ascending: bool | None = None
    """None: in the natural order."""
    limit: int | None = None
    share: bool = False
    running: bool = False
    per_day: bool = False
    focus: tuple[str, ...] = ()
    """Values among the rows that the question is about."""
    count: bool = False
    """Whether the number of rows is asked for."""
    chart: str | None = None
    """Kind of picture; empty lets the data decide; None: none."""
    export: str = ""
    extra: tuple[tuple[str, Any], ...] = field(default=())
    """Arguments of other tools, kept for follow-ups."""


def slots_before(question: Question) -> Slots:
    """What a follow-up may keep of the question before."""
    ascending = not question.descending if "descending" in question.model_fields_set else None
    changed = f"{question.order_by}_{question.order_of}"
    return Slots(
        metrics=question.metrics,
        groups=question.group_by,
        kept=tuple(
            Kept(dimension=entry.dimension, values=entry.values, exclude=entry.exclude) for entry in question.where
        ),
        period=next(iter(question.periods), ""),
        compare=question.compare_to,
        having=tuple(
            Limit(metric=entry.metric, operator=entry.operator, value=entry.amount) for entry in question.having
        ),
        order=question.order_by if question.order_of == "value" else changed,
        ascending=ascending,
        limit=question.limit,
        share=bool(question.share),
        running=question.running,
        per_day=bool(question.average),
        focus=question.focus,
        count=question.count,
        chart=question.view.removeprefix("chart") if question.view in CHART_VIEWS else None,
        export=question.view if question.view in FILE_VIEWS else "",
    )


def args_of(slots: Slots) -> dict[str, Any]:
    """The arguments of a question tool, without those at their defaults."""
    args: dict[str, Any] = {"metrics": list(slots.metrics)}
    named: tuple[tuple[str, Any], ...] = (
        ("group_by", list(slots.groups)),
        ("where", [entry.condition() for entry in slots.kept]),
        ("period", slots.period),
        ("compare_to", slots.compare),
        ("having", [entry.threshold() for entry in slots.having]),
        ("order_by", slots.order),
        ("limit", slots.limit),
        ("share_of_total", slots.share),
        ("running", slots.running),
        ("per_day", slots.per_day),
        ("focus", list(slots.focus)),
        ("count", slots.count),
    )
    args |= {name: value for name, value in named if value}
    if slots.ascending is not None:
        args["descending"] = not slots.ascending
    return args
