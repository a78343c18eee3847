"""Which reading is answered, which is offered beside it, and when none is sure enough."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from agent.understanding.asking_back import offered
from agent.understanding.calls import question_calls
from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.grammar.heard_acts import QUERY
from agent.understanding.outcome import Asked, Understood
from agent.understanding.scoring.alternatives import alternatives
from agent.understanding.scoring.features import features_of
from agent.understanding.scoring.labels import can_be_asked
from agent.understanding.scoring.probability import weights
from tools.tool import find_tools

_NEAR: Final = 0.6
"""A reading that explains this much less is no rival."""


_MOST_READINGS: Final = 3


def weighed(best: Understood, others: Sequence[Understood], asked: Asked) -> Understood:
    """The likeliest reading with the probability that it is right."""
    reading = best.reads[0].scene.reading if best.reads else None
    if reading is None or not best.calls:
        return best
    rivals = (1 - (best.explained - one.explained) / _NEAR for one in others if one.calls and one.calls != best.calls)
    rivalry = max(0.0, *rivals, 0.0)
    found = features_of(best.reads, reading, rivalry=rivalry, later=bool(asked.earlier.turns))
    return replace(best, features=found, probability=weights().probability(found))


def settled(best: Understood, others: Sequence[Understood], asked: Asked) -> Understood:
    """A sure reading as it is; a less sure one with the next ones a tap away; an unsure one asked back."""
    lines = weights()
    if not best.calls or not best.reads or best.probability >= lines.offer or _confirmed(best):
        return best
    readings = list(_readings(best, others))
    if len(readings) == 1 and _named(best):
        return best
    apart = [best.calls, *(calls for calls in readings[1:] if not _shown_by(best.calls, calls))]
    asking = offered("understanding-which-reading", apart, asked)
    if best.probability >= lines.ask or len(apart) == 1 < len(readings):
        return replace(best, options=asking.options[1:])
    if not asking.options:
        return best
    tools = find_tools()
    supposed = tuple(call for call in best.calls if not tools[call.name].changes)
    asked_back = replace(best, calls=(), frames=(), supposed=supposed)
    return replace(asked_back, status="clarify", text=asking.text, options=asking.options)


def _shown_by(calls: tuple[PlannedCall, ...], others: tuple[PlannedCall, ...]) -> bool:
    """Whether an answer shows what another reading asks for too: the same rows and days with fewer columns."""
    return len(calls) == len(others) and all(map(_holds, calls, others))


def _holds(call: PlannedCall, other: PlannedCall) -> bool:
    mine, theirs = ({**one.args} for one in (call, other))
    columns, asked = set(mine.pop("metrics", ())), set(theirs.pop("metrics", ()))
    if mine.get("compare_to") and not theirs.get("compare_to"):
        mine.pop("compare_to")
    return mine == theirs and bool(asked) and asked <= columns


def _confirmed(best: Understood) -> bool:
    """Whether the calls only propose: what they show is agreed to before it is done, so nothing is asked twice."""
    tools = find_tools()
    return all(call.name in tools and tools[call.name].changes for call in best.calls)


def _named(best: Understood) -> bool:
    """Whether words of the message name each act outright: with no other reading there is nothing to ask."""
    return all(read.act not in QUERY and read.scene.says("intent", read.act) for read in best.reads)


def _readings(best: Understood, others: Sequence[Understood]) -> Iterator[tuple[PlannedCall, ...]]:
    """The calls of the likeliest reading, then of those that differ from it, at most `_MOST_READINGS`."""
    near = [one.calls for one in others if best.explained - one.explained < _NEAR]
    found = [best.calls]
    for calls in (*near, *_heard_otherwise(best)):
        if calls and calls not in found and can_be_asked(calls) and len(found) < _MOST_READINGS:
            found.append(calls)
    yield from found


def _heard_otherwise(best: Understood) -> Iterator[tuple[PlannedCall, ...]]:
    """The message with one of its requests as the learned reader hears it."""
    reading = best.reads[0].scene.reading
    if reading is None or len(best.reads) != len(best.frames):
        return
    for place, read in enumerate(best.reads):
        for frame in alternatives(read, reading):
            frames = [*best.frames[:place], frame, *best.frames[place + 1 :]]
            yield tuple(call for one in frames for call in question_calls(one))
