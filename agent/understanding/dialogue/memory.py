"""Earlier requests, read back from the calls of the conversation; readings offered and not yet chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from pydantic import ValidationError

from agent.understanding.dialogue.completing import Unfinished
from agent.understanding.grammar.frame import Kept, Slot, Wanted
from agent.understanding.grammar.question_slots import frame_of_question
from agent.understanding.reader import Before
from ingest.errors import DemetraError
from tools.semantics.question import CHART_VIEWS, Question

QUESTION_TOOLS: Final = frozenset(("query_metrics", "compare_periods", "plot_chart", "export_table"))


PLAN: Final = "plan_fact"
"""The tool, and the act, that tells of a plan."""


@dataclass(frozen=True, kw_only=True)
class PlannedCall:
    """A tool call made."""

    name: str
    args: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The rows of the newest answer, as they stood: what "it", "the second one", "the next three" point at."""

    dimension: str
    values: tuple[str, ...]
    by: str = ""
    """The metric whose figures rise or fall from row to row; empty where they do neither."""
    rising: bool = False
    complete: bool = True
    """Whether these are all the rows that fit the question."""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What a message may refer to."""

    turns: tuple[tuple[PlannedCall, ...], ...] = ()
    """Calls of the answered turns, newest first; of one that was asked back, those of the reading offered first."""
    options: Mapping[str, tuple[PlannedCall, ...]] = field(default_factory=dict)
    """Readings offered in the last turn, instead of an answer or beside it, by their labels."""
    unfinished: Unfinished | None = None
    """The question of the last turn, where it was asked back about."""
    shown: Shown | None = None
    """What the last turn showed, where it was a table of names or days."""

    def frame(self, back: int = 0) -> Wanted | None:
        """The newest request about numbers, or the one `back` turns before."""
        found = [frame for turn in self.turns for call in reversed(turn[-1:]) if (frame := frame_of(call)) is not None]
        return found[back] if back < len(found) else None

    def first(self) -> Wanted | None:
        """The oldest request about numbers."""
        found = [frame for turn in self.turns for call in turn[-1:] if (frame := frame_of(call)) is not None]
        return found[-1] if found else None

    @property
    def last(self) -> tuple[PlannedCall, ...]:
        """Calls of the newest answered turn."""
        return self.turns[0] if self.turns else ()


def earlier_of(messages: Sequence[BaseMessage]) -> Conversation:
    """What stands before the newest message of the person."""
    newest = max((place for place, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
    turns: list[tuple[PlannedCall, ...]] = []
    calls: list[PlannedCall] = []
    options: dict[str, tuple[PlannedCall, ...]] | None = None
    unfinished: Unfinished | None = None
    shown: Shown | None = None
    for message in reversed(messages[:newest]):
        if isinstance(message, AIMessage):
            if options is None and "shown" in message.additional_kwargs:
                shown = shown_from(message.additional_kwargs["shown"])
            if options is None and "unfinished" in message.additional_kwargs:
                unfinished = Unfinished(**message.additional_kwargs["unfinished"])
            made = message.tool_calls or message.additional_kwargs.get("supposed", ())
            calls[:0] = [PlannedCall(name=call["name"], args=call["args"]) for call in made]
            offered = message.additional_kwargs.get("options")
            if offered and options is None and not turns:
                options = {one["label"]: tuple(PlannedCall(**call) for call in one["calls"]) for one in offered}
        if isinstance(message, HumanMessage):
            if calls:
                turns.append(tuple(calls))
            options = options or {}
            calls = []
    return Conversation(turns=tuple(turns), options=options or {}, unfinished=unfinished, shown=shown)


def shown_from(kept: Mapping[str, Any]) -> Shown:
    """The rows of an answer as its message keeps them."""
    return Shown(**{**kept, "values": tuple(kept["values"])})


def frame_of(call: PlannedCall) -> Wanted | None:
    """The frame behind a call; None for tools that answer no question about numbers, and calls a model got wrong."""
    args = dict(call.args)
    if call.name == PLAN:
        return _plan_frame(args)
    if call.name not in QUESTION_TOOLS:
        if not args.get("metric") or call.name == "describe_data":
            return None
        args = {"metrics": [args["metric"]], **{name: args[name] for name in _OF_OTHERS if args.get(name)}}
    try:
        question = Question.model_validate(args)
    except (ValidationError, DemetraError):
        return None
    return frame_of_question(question, view={"plot_chart": "chart", "export_table": "xlsx"}.get(call.name, ""))


def _plan_frame(args: Mapping[str, Any]) -> Wanted:
    """The frame behind a look at the plan: its months are the days, its channels the filter, spend what is planned."""
    channels = tuple(args.get("channels") or ())
    slots = {
        "metrics": (args.get("metric") or "spend",),
        "where": (Kept(dimension="channel", values=channels),) if channels else (),
        "periods": (args["period"],) if args.get("period") else (),
        "about": args.get("about", ""),
        "yearless": args.get("yearless", False),
    }
    return Wanted(act=PLAN, slots={name: Slot(value=value, origin="carried") for name, value in slots.items() if value})


def line_of(frame: Wanted) -> str:
    """The request before as the learned reader was shown it."""
    return Before(
        act=frame.act,
        metrics=frame.metrics,
        cuts=frame.cuts,
        filters=[
            (f"{'not ' if entry.exclude else ''}{entry.dimension}", value)
            for entry in frame.kept
            for value in entry.values
        ],
        period=(frame.get("periods") or ("",))[0],
        compared=frame.get("compare_to", ""),
        ranked="ranked" in frame.marks,
        chart=frame.get("view", "") in CHART_VIEWS,
    ).line()


def days_of(frame: Wanted) -> tuple[date, date] | None:
    """The first days of a request that named them as such; a language model's phrases are not read here."""
    first, _, last = (frame.get("periods") or ("",))[0].partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None


_OF_OTHERS: Final = ("where", "period", "compare_to")
