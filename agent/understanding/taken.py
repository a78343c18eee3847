"""What a request says that a tool's arguments hold, and what it says that they can not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, get_args

from pydantic import TypeAdapter, ValidationError

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.grammar.complete import usual
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from ingest.errors import InvalidInput
from tools.semantics.metrics import METRICS
from tools.tool import Tool, find_tools

_OWN_ROWS: Final[Mapping[str, tuple[str, ...]]] = {"best_time": ("weekday", "hour")}
"""Rows that a tool tells of itself, whatever it is asked."""
Taking = Callable[[Wanted, Any], Any]
"""The frame and the argument's type to the argument; empty where nothing fits."""
HOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    "periods": ("period", "days", "horizon", "duration", "compare_to"),
    "metrics": ("metric", "target"),
}
"""Slots of a request, and the arguments of which one has to be there for it."""
_LEVERS: Final[Mapping[str, tuple[str, ...]]] = {"what_if": ("spend",), "allocate_budget": ("spend", "roi")}
"""Metrics that a tool is given as sums of money or as a limit, not as what is asked for."""
_OF_ALL_METRICS: Final = ("plan_fact",)
"""Tools that tell of every metric there is where none is said."""
_TOLD_ANYWAY: Final = ("channel", "campaign", "objective", "day", "week", "month")
"""Rows that the answers of acts have of themselves."""


def taken(frame: Wanted, tool: Tool) -> dict[str, Any]:
    """What was said, under the names of the tool's arguments."""
    fields = tool.arguments.model_fields
    found = {name: take(frame, fields[name].annotation) for name, take in _TAKES.items() if name in fields}
    return {name: value for name, value in found.items() if value}


def unheld(frame: Wanted, scene: Clause, calls: Sequence[PlannedCall]) -> tuple[str, ...]:
    """Words that say which rows, days, metrics or conditions are meant, where no argument of the calls holds it.

    What is called by its number is meant whole: the days beside it say when it was, and ask for nothing else.

    Args:
        frame: the request as the rules read it.
        scene: its words.
        calls: of one tool that answers with figures.
    """
    tool = find_tools()[calls[0].name]
    frame = _without_homes(frame, scene)
    given = [call.args for call in calls]
    if all("number" in args for args in given):
        return ()
    leaves = {leaf for args in given for leaf in _leaves(args)}
    words: list[str] = []
    for slot, missing in _CHECKS.items():
        if slot == "metrics" and tool.name == "explain_change":
            continue  # "why did CPA rise and not revenue" is about the one that moved
        if slot == "periods" and _is_of_now(scene, tool):
            continue
        if frame.origin(slot) == "said" and missing(frame, tool, leaves, given):
            words += [scene.text[start:end] for start, end in frame.slots[slot].spans] or [slot]
    if tool.name in _UNRANKED and "ranked" in frame.marks and not any(args.get("about") for args in given):
        words += [span.text for span in scene.of("most", "least", "best", "worst")]
    return tuple(dict.fromkeys(words))


_UNRANKED: Final = ("plan_fact", "forecast_metric")
"""Tools whose rows stand in an order of their own: who comes first by something is not what they tell."""


def _is_of_now(scene: Clause, tool: Tool) -> bool:
    """Whether a tool that takes no days is asked about days that reach to now: "what should I do this week?"."""
    ends = [span.period.end for span in scene.of("period") if span.period]
    dated = set(HOLDS["periods"]) & set(tool.arguments.model_fields)
    return not dated and bool(ends) and min(ends) >= scene.today - timedelta(days=1)


def _without_homes(frame: Wanted, scene: Clause) -> Wanted:
    """The frame without channels that are named only with their campaigns: "the WB campaign X" is X."""
    campaigns = [name for entry in frame.kept if entry.dimension == "campaign" for name in entry.values]
    homes = scene.catalogue.homes(campaigns)
    kept = tuple(one for one in frame.kept if one.dimension != "channel" or not set(one.values) <= homes)
    return frame if len(kept) == len(frame.kept) else frame.put("where", kept, origin=frame.origin("where") or "said")


def with_other_metrics(scene: Clause, frame: Wanted, calls: Sequence[PlannedCall]) -> list[tuple[PlannedCall, ...]]:
    """The calls with each metric that may be meant, where theirs was taken from nothing said; empty where one is sure.

    What the learned reader hears comes first; where it hears none either, the usual ones are offered.
    """
    fields = find_tools()[calls[0].name].arguments.model_fields
    name = next((one for one in HOLDS["metrics"] if one in fields), "")
    if not name or calls[0].name in _OF_ALL_METRICS or frame.origin("metrics") in ("said", "guessed"):
        return []
    allowed = get_args(fields[name].annotation) or tuple(METRICS)
    own, lever = str(calls[0].args.get(name, "")), _LEVERS.get(calls[0].name, ())
    heard = scene.reading.said(scene.reading.metrics) if scene.reading is not None else ()
    others = [one for one in heard if one in allowed and one not in lever and scene.collected(one)]
    if own in others:
        return []
    if not others and (own or not fields[name].is_required()):
        return []
    others = others or [one for one in usual(scene) if one in allowed]
    return [(replace(calls[0], args={**calls[0].args, name: one}),) for one in dict.fromkeys(others)]


def _leaves(value: Any) -> Iterator[str]:
    """Every text in the arguments, names of channels before their limits too."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield str(key)
            yield from _leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
    else:
        yield str(value)


_Given = Sequence[Mapping[str, Any]]


def _rows_missing(frame: Wanted, _tool: Tool, leaves: set[str], _given: _Given) -> bool:
    return any(value not in leaves for entry in frame.kept for value in entry.values)


def _days_missing(_frame: Wanted, tool: Tool, _leaves: set[str], given: _Given) -> bool:
    taking = set(HOLDS["periods"]) & set(tool.arguments.model_fields)
    return not all(any(args.get(name) for name in taking) for args in given)


def _metrics_missing(frame: Wanted, tool: Tool, leaves: set[str], _given: _Given) -> bool:
    asked = set(frame.metrics) - set(_LEVERS.get(tool.name, ()))
    return bool(set(HOLDS["metrics"]) & set(tool.arguments.model_fields)) and not asked <= leaves


def _cuts_missing(frame: Wanted, tool: Tool, leaves: set[str], _given: _Given) -> bool:
    told = {*_TOLD_ANYWAY, *_OWN_ROWS.get(tool.name, ())}
    return any(name not in leaves and name not in told for name in frame.cuts)


def _condition_missing(_frame: Wanted, tool: Tool, _leaves: set[str], _given: _Given) -> bool:
    return tool.name not in _LEVERS  # numbers of budget talk are sums and limits


_CHECKS: Final[Mapping[str, Callable[[Wanted, Tool, set[str], _Given], bool]]] = {
    "metrics": _metrics_missing,
    "where": _rows_missing,
    "periods": _days_missing,
    "group_by": _cuts_missing,
    "having": _condition_missing,
}


def _channels(frame: Wanted, _type: Any) -> list[str]:
    named = (entry for entry in frame.kept if entry.dimension == "channel" and not entry.exclude)
    return [value for entry in named for value in entry.values]


def _where(frame: Wanted, _type: Any) -> list[dict[str, Any]]:
    return [entry.as_args() for entry in frame.kept if entry.match == "is"]


def _period(frame: Wanted, _type: Any) -> str:
    return str(frame.get("periods")[0]) if frame.origin("periods") == "said" else ""


def _metric(frame: Wanted, allowed: Any) -> str:
    said = frame.metrics if frame.origin("metrics") == "said" else ()
    return next((name for name in said if name in get_args(allowed) or (name and _may_be(name, allowed))), "")


def _cuts(frame: Wanted, allowed: Any) -> list[str]:
    return [name for name in frame.cuts if _may_be([name], allowed)]


def _may_be(value: Any, allowed: Any) -> bool:
    """Whether an argument of this type may hold it."""
    try:
        TypeAdapter(allowed).validate_python(value)
    except (ValidationError, InvalidInput):
        return False
    return True


_TAKES: Final[Mapping[str, Taking]] = {
    "channels": _channels,
    "where": _where,
    "period": _period,
    "metric": _metric,
    "by": _cuts,
}
