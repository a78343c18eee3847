"""What the buttons of two or three readings say: the parts in which they differ, in people's words."""

from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from agent.said_back import filter_words, window_words, wording_of
from agent.understanding.dialogue.memory import QUESTION_TOOLS, PlannedCall
from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.engine.table import Column
from tools.outlook.wanted import Move
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.tool import find_tools
from tools.words.labels import cell_text

LONGEST: Final = 90
"""Letters of a label; a phone shows little more."""


def labels_of(readings: Sequence[Sequence[PlannedCall]], language: Language) -> list[str]:
    """A phrase for each reading, all different; empty where one can't be told from another.

    Each says its metrics with their cuts, then rows, days and the rest: "Spend by week: Facebook, 1-31 October".
    What all of them share is left out where a button would not hold it.
    """
    parts = [_parts(calls, language) for calls in readings]
    labels = [_sentence(own, language) for own in parts]
    if any(len(label) > LONGEST for label in labels):
        common = set.intersection(*(set(own[1:]) for own in parts)) if len(parts) > 1 else set()
        labels = [_sentence([*own[:1], *(part for part in own[1:] if part not in common)], language) for own in parts]
    return labels if len(set(labels)) == len(labels) else [""] * len(labels)


def _sentence(parts: Sequence[str], language: Language) -> str:
    label = (
        f"{parts[0]}: {', '.join(parts[1:])}" if len(parts) > 1 else say("reading-whole", language, reading=parts[0])
    )
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _parts(calls: Sequence[PlannedCall], language: Language) -> list[str]:
    """What is asked, then its conditions; the words of further calls stand behind those of the first."""
    found: list[str] = []
    for call in calls:
        found += _of_question(call, language) if call.name in QUESTION_TOOLS else _of_act(call, language)
    return found


def _of_question(call: PlannedCall, language: Language) -> list[str]:
    return wording_of(Question.model_validate(dict(call.args)), language)


def _of_act(call: PlannedCall, language: Language) -> list[str]:
    """The tool's title, the metric, and every name and number of the arguments as people read them."""
    tool, args = find_tools()[call.name], dict(call.args)
    metric = next(
        (METRICS[str(args[name])].titles[language] for name in ("metric", "target") if args.get(name) in METRICS), ""
    )
    rows = [filter_words(Filter.model_validate(entry), language) for entry in args.get("where", ())]
    channels = [cell_text(name, _CHANNEL, language) for name in args.get("channels", ())]
    phrase = str(args.get("phrase", ""))
    days = window_words(str(args.get("period", "")), language)
    moves = [_move(Move.model_validate(move), language) for move in args.get("moves", ())]
    return [tool.titles[language], *(part for part in (metric, *rows, *channels, *moves, phrase, days) if part)]


def _move(move: Move, language: Language) -> str:
    """Reads "TikTok -20 %", "TikTok → Google Ads, 20 %"."""
    names = [cell_text(name, _CHANNEL, language) for name in (move.source, move.target) if name]
    sign = "" if len(names) > 1 else "−" if move.source else "+"
    return f"{' → '.join(names)} {sign}{move.amount}"


_CHANNEL: Final = Column(name="channel", unit="text")


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
