"""A request taken apart: what each slot is, where it was said, and whether it was said at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from agent.understanding.spans import Stretch
from tools.semantics.dimensions import ALONG
from tools.semantics.metrics import METRICS
from tools.tool import Status

Origin = Literal["said", "carried", "default", "guessed"]
TIME: Final = ("day", "week", "month", "quarter", "year", "weekday", "hour")
FINE: Final = ALONG


LEFT_OUT: Final = "left_out"
"""Mark of a request whose condition keeps what a message does not leave out."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A slot's value, the characters that say it, and how it came there."""

    value: Any
    spans: tuple[tuple[int, int], ...] = ()
    origin: Origin = "said"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Rows kept, or dropped, by the values of a dimension."""

    dimension: str
    values: tuple[str, ...]
    exclude: bool = False
    match: str = "is"

    def as_args(self) -> dict[str, Any]:
        """As a tool takes it, without what stands at its default."""
        args: dict[str, Any] = {"dimension": self.dimension, "values": list(self.values)}
        return (
            args | ({"exclude": True} if self.exclude else {}) | ({"match": self.match} if self.match != "is" else {})
        )


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A condition on a metric: against a number, or a multiple of an average, a named row, another period."""

    metric: str
    operator: str
    value: float = 1.0
    of: str = "value"
    times: str = ""
    name: str = ""

    def as_args(self) -> dict[str, Any]:
        """As a tool takes it."""
        args = {"metric": self.metric, "operator": self.operator, "value": self.value}
        rest = {"of": self.of if self.of != "value" else "", "times": self.times, "name": self.name}
        return args | {name: word for name, word in rest.items() if word}


@dataclass(frozen=True, kw_only=True)
class Issue:
    """Something said that was not understood or is not in the data, as the key of a text with its values."""

    key: str
    status: Status = "clarify"
    values: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One request. Slots bear the names of `tools.semantics.question.Question`; the act says which tool answers."""

    act: str = "query"
    slots: Mapping[str, Slot] = field(default_factory=dict)
    heard: frozenset[Stretch] = frozenset()
    """Spans that some slot stands on."""
    marks: frozenset[str] = frozenset()
    """What was said about the request that is no slot: "which", "compare", "follow"."""
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()
    weight: float = 0.0

    def get(self, name: str, default: Any = None) -> Any:
        """A slot's value."""
        return self.slots[name].value if name in self.slots else default

    def has(self, *names: str) -> bool:
        """Whether one of the slots is filled."""
        return any(name in self.slots for name in names)

    def origin(self, name: str) -> Origin | Literal[""]:
        """How a slot came to its value; empty where it has none."""
        return self.slots[name].origin if name in self.slots else ""

    def put(self, name: str, value: Any, *spans: Stretch, origin: Origin = "said") -> "Wanted":
        """The frame with a slot filled, and its spans heard; an empty value empties it."""
        slots = {key: said for key, said in self.slots.items() if key != name}
        if value not in (None, "", (), False):
            chars = tuple((span.start, span.end) for span in spans)
            slots[name] = Slot(value=value, spans=chars, origin=origin)
        return replace(self, slots=slots, heard=self.heard | frozenset(spans))

    def hear(self, *spans: Stretch) -> "Wanted":
        """The frame with these spans understood."""
        return replace(self, heard=self.heard | frozenset(spans))

    def mark(self, *marks: str) -> "Wanted":
        """The frame with marks."""
        return replace(self, marks=self.marks | frozenset(marks))

    def doubt(self, issue: Issue) -> "Wanted":
        """The frame with something to ask or refuse."""
        return replace(self, issues=(*self.issues, issue))

    def without(self, *names: str) -> "Wanted":
        """The frame with slots emptied."""
        return replace(self, slots={key: said for key, said in self.slots.items() if key not in names})

    def carrying(self, slots: Mapping[str, Slot], names: Iterable[str]) -> "Wanted":
        """The frame with slots of another that it lacks, as carried over."""
        taken = {
            name: replace(slots[name], origin="carried", spans=())
            for name in names
            if name in slots and name not in self.slots
        }
        return replace(self, slots={**self.slots, **taken})

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics, the main one first."""
        return tuple(self.get("metrics", ()))

    @property
    def tells_part(self) -> bool:
        """Whether the figures are parts of a whole: a share of the rows, or one count in another."""
        return self.has("share") or any(METRICS[name].is_part for name in self.metrics if name in METRICS)

    @property
    def cuts(self) -> tuple[str, ...]:
        """What rows are made for."""
        return tuple(self.get("group_by", ()))

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The filters."""
        return tuple(self.get("where", ()))
