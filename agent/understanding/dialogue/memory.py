"""Earlier requests, read back from the calls of the conversation; readings that were offered and not yet chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from agent.understanding.grammar.frame import Frame, Kept, Limit, Said

QUESTION_TOOLS: Final = frozenset(("query_metrics", "compare_periods", "plot_chart", "export_table"))
_LISTS: Final = ("metrics", "group_by", "focus", "periods")
_PLAIN: Final = (
    "compare_to",
    "order_by",
    "order_of",
    "limit",
    "limit_per",
    "running",
    "average",
    "total",
    "pace",
    "count",
    "view",
)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A tool call made."""

    name: str
    args: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What a message may refer to."""

    turns: tuple[tuple[Call, ...], ...] = ()
    """Calls of the answered turns, newest first."""
    options: Mapping[str, tuple[Call, ...]] = field(default_factory=dict)
    """Readings offered in the last turn, by their labels."""

    def frame(self, back: int = 0) -> Frame | None:
        """The newest request about numbers, or the one `back` turns before."""
        found = [frame for turn in self.turns for call in reversed(turn[-1:]) if (frame := frame_of(call)) is not None]
        return found[back] if back < len(found) else None

    @property
    def last(self) -> tuple[Call, ...]:
        """Calls of the newest answered turn."""
        return self.turns[0] if self.turns else ()


def earlier_of(messages: Sequence[BaseMessage]) -> Earlier:
    """What stands before the newest message of the person."""
    newest = max((place for place, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
    turns: list[tuple[Call, ...]] = []
    calls: list[Call] = []
    options: dict[str, tuple[Call, ...]] | None = None
    for message in reversed(messages[:newest]):
        if isinstance(message, AIMessage):
            calls[:0] = [Call(name=call["name"], args=call["args"]) for call in message.tool_calls]
            offered = message.additional_kwargs.get("options")
            if offered and options is None and not turns and not calls:
                options = {one["label"]: tuple(Call(**call) for call in one["calls"]) for one in offered}
        if isinstance(message, HumanMessage):
            if calls:
                turns.append(tuple(calls))
            elif options is None:
                options = {}
            calls = []
    return Earlier(turns=tuple(turns), options=options or {})


def frame_of(call: Call) -> Frame | None:
    """The frame behind a call; None for tools that answer no question about numbers."""
    args = dict(call.args)
    if call.name not in QUESTION_TOOLS:
        if "metric" not in args or call.name == "describe_data" or not args["metric"]:
            return None
        args = {
            "metrics": [args["metric"]],
            **{name: args[name] for name in ("where", "period", "compare_to") if name in args},
        }
    slots: dict[str, Any] = {
        name: tuple(args[name]) for name in _LISTS if args.get(name) and isinstance(args[name], list | tuple)
    }
    slots |= {name: args[name] for name in _PLAIN if args.get(name)}
    if args.get("period"):
        slots["periods"] = (str(args["period"]),)
    slots |= _old_names(args, call.name)
    try:
        slots["where"] = tuple(
            Kept(**{**entry, "values": tuple(map(str, entry["values"]))}) for entry in args.get("where", ())
        )
        slots["having"] = tuple(Limit(**entry) for entry in args.get("having", ()))
    except (TypeError, KeyError, AttributeError):  # a language model wrote the call
        return None
    if not slots.get("metrics"):
        return None
    frame = Frame(slots={name: Said(value=value, origin="carried") for name, value in slots.items() if value})
    return frame.mark("ranked") if slots.get("order_by") and slots["order_by"] in slots["metrics"] else frame


def _old_names(args: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Slots under the names that calls use for them."""
    found: dict[str, Any] = {"share": args.get("share") or ("rows" if args.get("share_of_total") else "")}
    order = str(args.get("order_by", ""))
    if order.endswith("_change"):
        found |= {"order_by": order.removesuffix("_change"), "order_of": "change"}
    if "descending" in args:
        found["descending"] = "descending" if args["descending"] else "ascending"
    if args.get("per_day"):
        found["average"] = "day"
    if name == "plot_chart":
        found["view"] = args.get("kind") or args.get("view") or "chart"
    if name == "export_table":
        found["view"] = args.get("format") or args.get("view") or "xlsx"
    if args.get("with_and_without"):
        entry = args["with_and_without"]
        found["with_and_without"] = Kept(dimension=entry["dimension"], values=tuple(entry["values"]))
    return found
