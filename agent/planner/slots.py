"""What a question asks, taken apart: the slots that its words fill and a follow-up reuses."""

from dataclasses import dataclass, field
from typing import Any, Final

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


def slots_of(args: dict[str, Any], name: str) -> Slots:
    """The slots behind a call of a question tool."""
    order = str(args.get("order_by", ""))
    return Slots(
        metrics=tuple(args.get("metrics", ())),
        groups=tuple(args.get("group_by", ())),
        kept=tuple(
            Kept(dimension=entry["dimension"], values=tuple(entry["values"]), exclude=bool(entry.get("exclude")))
            for entry in args.get("where", ())
        ),
        period=str(args.get("period", "")),
        compare=str(args.get("compare_to", "previous" if name == "compare_periods" else "")),
        having=tuple(Limit(**entry) for entry in args.get("having", ())),
        order=order,
        ascending=not args["descending"] if "descending" in args else None,
        limit=args.get("limit"),
        share=bool(args.get("share_of_total")),
        running=bool(args.get("running")),
        per_day=bool(args.get("per_day")),
        focus=tuple(args.get("focus", ())),
        count=bool(args.get("count")),
        chart=str(args.get("kind", "")) if name == "plot_chart" else None,
        export=str(args.get("format", "xlsx")) if name == "export_table" else "",
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
