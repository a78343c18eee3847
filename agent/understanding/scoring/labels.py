"""What the buttons of two or three readings say: the parts in which they differ, in people's words."""

from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from agent.said_back import wording_of
from agent.understanding.dialogue.memory import QUESTION_TOOLS, PlannedCall
from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.tool import find_tools

LONGEST: Final = 90
"""Letters of a label; a phone shows little more."""


def labels_of(readings: Sequence[Sequence[PlannedCall]], language: Language) -> list[str]:
    """A label for each reading, all different; empty where one can't be told from another.

    Each begins with its metrics; what all of them share besides is left out, and what one lacks is named as missing.
    """
    parts = [_parts(calls, language) for calls in readings]
    common = set.intersection(*(set(own[1:]) for own in parts)) if len(parts) > 1 else set()
    told = [own[:1] + [part for part in own[1:] if part not in common] for own in parts]
    labels = [_label(place, told, language) for place in range(len(told))]
    return labels if len(set(labels)) == len(labels) else [""] * len(labels)


def _label(place: int, told: Sequence[Sequence[str]], language: Language) -> str:
    own = told[place]
    label = " · ".join(own)
    others = [part for other, parts in enumerate(told) if other != place for part in parts[1:] if part not in own]
    if len(own) == 1 and any(parts[:1] == own[:1] for other, parts in enumerate(told) if other != place) and others:
        label = say("reading-without", language, reading=label, part=others[0])
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _parts(calls: Sequence[PlannedCall], language: Language) -> list[str]:
    """The words of every call, one after the other; a tool that answers no question has its title."""
    found: list[str] = []
    for call in calls:
        found += _of_call(call, language)
    return found


def _of_call(call: PlannedCall, language: Language) -> list[str]:
    if call.name not in QUESTION_TOOLS:
        metric = METRICS.get(str(call.args.get("metric", "")))
        return [find_tools()[call.name].titles[language], *([metric.titles[language]] if metric else [])]
    return wording_of(Question.model_validate(dict(call.args)), language)


def can_be_asked(calls: Sequence[PlannedCall]) -> bool:
    """Whether the calls are whole: a guess may put together what does not fit."""
    return problem_of(calls) is None


def problem_of(calls: Sequence[PlannedCall]) -> InvalidInput | None:
    """What in the calls does not go together; None where they are whole."""
    try:
        for call in calls:
            if call.name in QUESTION_TOOLS:
                Question.model_validate(dict(call.args))
    except InvalidInput as error:
        return error
    except ValidationError:
        return InvalidInput("understanding-does-not-fit")
    return None
