"""What a request says that a tool's arguments hold, and what it says that they can not."""

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from ingest.texts import Language, say
from tools.tool import Tool

Taking = Callable[[Wanted, Any], Any]
"""The frame and the argument's type to the argument; empty where nothing fits."""
SAID_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "where": ("where", "channels"),
    "periods": ("period",),
}
"""Slots of a request, and the arguments that may hold them."""


def taken(frame: Wanted, tool: Tool) -> dict[str, Any]:
    """What was said, under the names of the tool's arguments."""
    fields = tool.arguments.model_fields
    found = {name: take(frame, fields[name].annotation) for name, take in _TAKES.items() if name in fields}
    return {name: value for name, value in found.items() if value}


def left_out(frame: Wanted, scene: Clause, args: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    """A note for every filter and period that was said and stands in no argument."""
    slots = [slot for slot, names in SAID_BY.items() if frame.origin(slot) == "said" and not any(map(args.get, names))]
    words = [scene.text[start:end] for slot in slots for start, end in frame.slots[slot].spans]
    return tuple(say("understanding-not-considered", language, word=word) for word in dict.fromkeys(words))


def _channels(frame: Wanted, _type: Any) -> list[str]:
    named = (entry for entry in frame.kept if entry.dimension == "channel" and not entry.exclude)
    return [value for entry in named for value in entry.values]


def _where(frame: Wanted, _type: Any) -> list[dict[str, Any]]:
    return [entry.as_args() for entry in frame.kept if entry.match == "is"]


def _period(frame: Wanted, _type: Any) -> str:
    return str(frame.get("periods")[0]) if frame.origin("periods") == "said" else ""


def _metric(frame: Wanted, allowed: Any) -> str:
    said = frame.metrics if frame.origin("metrics") == "said" else ()
    return next((name for name in said if name in get_args(allowed)), "")


def _cuts(frame: Wanted, allowed: Any) -> list[str]:
    return [name for name in frame.cuts if any(name in get_args(one) for one in get_args(allowed))]


_TAKES: Final[Mapping[str, Taking]] = {
    "channels": _channels,
    "where": _where,
    "period": _period,
    "metric": _metric,
    "by": _cuts,
}
