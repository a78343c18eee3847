"""What to do this week."""

from typing import Final

from pydantic import BaseModel, ConfigDict

from ingest.texts import say
from tools.advice.record.current import Current, current
from tools.advice.words import table_of, tell
from tools.tool import Choice, Tool, ToolContext, ToolResult

WITH_BUTTONS: Final = 3
"""Actions that can be decided with a tap; the others by words."""


class Recommend(BaseModel):
    """No arguments: the whole account is looked at."""

    model_config = ConfigDict(extra="forbid")


def run(_asking: Recommend, desk: ToolContext) -> ToolResult:
    """A ranked list of actions, or the word that nothing beats leaving things as they are."""
    found = current(desk)
    advice = found.advice
    stakes = [action.stake for action in advice.actions if action.stake]
    return ToolResult(
        title=say("advice-title", desk.language),
        text=tell(advice, desk.language),
        tables=(table_of(advice, desk.language),) if advice.actions else (),
        choices=_buttons(found, desk),
        as_of=advice.as_of,
        facts={
            "stakes": [[stake.value, stake.low, stake.high] for stake in stakes],
            "whole": vars(advice.whole) if advice.whole else {},
        },
    )


def _buttons(found: Current, desk: ToolContext) -> tuple[Choice, ...]:
    if not desk.actor.may("acknowledge"):
        return ()
    first = [(place, found.numbers.get(action.key)) for place, action in enumerate(found.advice.actions, start=1)]
    return tuple(
        Choice(
            label=say(f"advice-button-{decision}", desk.language, place=place),
            tool="decide_advice",
            args={"decision": decision, "number": number, "confirm": True},
        )
        for place, number in first[:WITH_BUTTONS]
        if number is not None
        for decision in ("accept", "decline")
    )


TOOL = Tool(
    name="recommend",
    description=(
        "Says what to do next: a ranked list of actions with money at stake, range, reason, effort and date: 'what "
        "should I do this week', 'что посоветуешь', 'куда добавить бюджет', 'what to stop'."
    ),
    titles={"ru": "Что делать", "en": "What to do"},
    arguments=Recommend,
    run=run,
    heavy=True,
    example={},
)
