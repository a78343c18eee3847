"""Accepts, declines or ticks off an advice."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.texts import say
from tools.advice.record.book import AdviceBook, as_args, window_of
from tools.advice.record.store import KeptAdvice, State
from tools.tool import Choice, Proposal, Tool, ToolContext, ToolResult
from tools.words import wording

Decision = Literal["accept", "decline", "done", "reopen"]
STATES: Final[dict[Decision, State]] = {
    "accept": "accepted",
    "decline": "declined",
    "done": "done",
    "reopen": "open",
}
MEANT: Final[dict[Decision, tuple[State, ...]]] = {
    "accept": ("open",),
    "decline": ("open", "accepted"),
    "done": ("accepted",),
    "reopen": ("accepted", "declined", "done"),
}
"""States of the advice that is meant when no number is said."""


class Deciding(BaseModel):
    """What was decided about which advice."""

    model_config = ConfigDict(extra="forbid")

    decision: Decision
    number: int = Field(0, ge=0, description="The advice's own number; 0: it is named by its place.")
    place: int = Field(0, ge=0, description="Its place in the newest list: 1 is the first; 0: there is only one.")
    reason: str = Field("", max_length=500, description="Why it was declined, if the person said.")
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Deciding, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is written down."""
    book = AdviceBook(desk=desk)
    if not book.every():
        return ToolResult(status="no_data", text=say("record-no-advice", desk.language))
    kept = _meant(asking, book)
    if kept is None:
        return ToolResult(status="clarify", text=say("record-which", desk.language))
    values = {"number": str(kept.id), "action": kept.headline(desk.language).replace("*", "\\*")}
    if not asking.confirm:
        text = say(f"record-propose-{asking.decision}", desk.language, **values)
        return Proposal(text=text, settled={"number": kept.id, "place": 0})
    book.decide(kept, STATES[asking.decision], asking.reason)
    until = window_of(desk.now.date(), kept)[1]
    known = "record-did-no-money" if asking.decision in ("accept", "done") and not kept.touches else None
    text = say(
        known or f"record-did-{asking.decision}", desk.language, **values, until=wording.day(until, desk.language)
    )
    return ToolResult(text=text, choices=_next(kept, asking.decision, desk), facts={"number": kept.id})


def _meant(asking: Deciding, book: AdviceBook) -> KeptAdvice | None:
    if asking.number or asking.place:
        return book.find(asking.number, asking.place)
    return book.only(MEANT[asking.decision])


def _next(kept: KeptAdvice, decision: Decision, desk: ToolContext) -> tuple[Choice, ...]:
    """What may follow: an accepted advice is carried out, any decision may be taken back."""
    follow: dict[Decision, tuple[Decision, ...]] = {"accept": ("done", "reopen"), "reopen": ()}
    return tuple(
        Choice(
            label=say(f"record-button-{one}", desk.language, number=kept.id),
            tool=TOOL.name,
            args={**as_args(kept, one), "confirm": True},
        )
        for one in follow.get(decision, ("reopen",))
    )


TOOL = Tool(
    name="decide_advice",
    description=(
        "Writes down that the person accepts, declines or has carried out an advice of `recommend`: 'принимаю второй', "
        "'отклоняю совет 3', 'сделал', 'I accept advice 1'. The call shows what was understood; their yes does it."
    ),
    titles={"ru": "Решение по совету", "en": "A decision about advice"},
    arguments=Deciding,
    run=run,
    example={"decision": "accept", "place": 1},
    changes=True,
    deed="acknowledge",
)
