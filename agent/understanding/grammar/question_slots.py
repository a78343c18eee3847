"""A frame's slots as the arguments of a Question, and back: one table for both ways."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from agent.understanding.grammar.frame import Kept, Limit, Slot, Wanted
from tools.semantics.question import Condition, Filter, Question


def question_args(frame: Wanted) -> dict[str, Any]:
    """The slots as a Question's, without those that are empty."""
    return {name: _form(name).args(frame.get(name)) for name in Question.model_fields if frame.has(name)}


def frame_of_question(question: Question, *, view: str = "") -> Wanted:
    """The frame behind a Question, all of it carried over.

    Args:
        question: as a tool was asked it.
        view: how its rows are shown where the question does not say.
    """
    said = {name: getattr(question, name) for name in Question.model_fields if _is_said(question, name)}
    slots = {"view": view} | {name: _form(name).slot(value) for name, value in said.items()}
    frame = Wanted(slots={name: Slot(value=value, origin="carried") for name, value in slots.items() if value})
    return frame.mark("ranked") if question.order_by in question.metrics else frame


def _is_said(question: Question, name: str) -> bool:
    """Whether a slot stands for something; an order's end only where it was asked for."""
    if name == "descending":
        return name in question.model_fields_set
    return bool(getattr(question, name) != Question.model_fields[name].default)


@dataclass(frozen=True, kw_only=True)
class _Form:
    """How a slot's value is written as an argument, and an argument as a slot's."""

    args: Callable[[Any], Any]
    slot: Callable[[Any], Any]


def _kept(entry: Filter) -> Kept:
    return Kept(dimension=entry.dimension, values=entry.values, exclude=entry.exclude, match=entry.match)


def _limit(entry: Condition) -> Limit:
    return Limit(**entry.model_dump())


def _form(name: str) -> _Form:
    return _FORMS.get(name, _PLAIN)


_PLAIN: Final = _Form(args=lambda value: list(value) if isinstance(value, tuple) else value, slot=lambda value: value)
_FORMS: Final = {
    "where": _Form(
        args=lambda entries: [entry.as_args() for entry in entries], slot=lambda entries: tuple(map(_kept, entries))
    ),
    "having": _Form(
        args=lambda entries: [entry.as_args() for entry in entries], slot=lambda entries: tuple(map(_limit, entries))
    ),
    "with_and_without": _Form(args=lambda entry: entry.as_args(), slot=_kept),
    "descending": _Form(args=lambda end: end != "ascending", slot=lambda down: "descending" if down else "ascending"),
}
"""Slots that are not written as they are."""
