"""What to do this week."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import say
from tools.advice.advise import AdviceList
from tools.advice.record.current import Current, current
from tools.advice.words import picture, table_of, tell
from tools.charts.spec import ChartSpec
from tools.semantics.resolve import resolve_all
from tools.tool import Choice, Tool, ToolContext, ToolResult
from tools.words import wording

WITH_BUTTONS: Final = 3
"""Actions that can be decided with a tap; the others by words."""


ABOUT: Final = {
    "stop": ("loser", "move"),
    "add": ("move", "test", "unspent"),
    "fix": ("broken", "slid", "tired"),
}
"""Kinds of advice by what is asked, the meant one first; a move takes from one channel what it gives to another."""


class Recommend(BaseModel):
    """Which advice."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(default_factory=list, description="Only what is about these channels; empty: all.")
    about: Literal["", "stop", "add", "fix"] = Field(
        "", description="Only what to stop or cut, where to put more money, or what to repair; empty: everything."
    )
    most: int = Field(0, ge=0, description="Only the first so many; 0: all.")


def run(asking: Recommend, desk: ToolContext) -> ToolResult:
    """A ranked list of actions, or the word that nothing beats leaving things as they are."""
    found = _chosen(current(desk), asking)
    if asking.about and not found.advice.actions:
        return ToolResult(text=say(f"advice-none-{asking.about}", desk.language), as_of=found.advice.as_of)
    if asking.channels:
        return _of_channels(asking.channels, found, desk)
    advice = found.advice
    stakes = [action.stake for action in advice.actions if action.stake]
    return ToolResult(
        title=say("advice-title", desk.language),
        text=tell(advice, desk.language),
        tables=(table_of(advice, desk.language),) if advice.actions else (),
        charts=_charts(advice, desk),
        choices=_buttons(found, desk),
        as_of=advice.as_of,
        facts={
            "stakes": [[stake.value, stake.low, stake.high] for stake in stakes],
            "whole": vars(advice.whole) if advice.whole else {},
        },
    )


def _chosen(found: Current, asking: Recommend) -> Current:
    """What the list has of the kinds asked about, and no more of it than is wanted."""
    kinds = ABOUT.get(asking.about)
    kept = [one for one in found.advice.ranked if kinds is None or one.kind in kinds]
    if asking.about == "stop":
        kept.sort(key=lambda one: ABOUT["stop"].index(one.kind))
    if asking.most:
        first = found.advice.actions if kinds is None else kept
        kept = list(first[: asking.most])
    return replace(found, advice=replace(found.advice, ranked=tuple(kept)))


def _of_channels(named: Sequence[str], found: Current, desk: ToolContext) -> ToolResult:
    """What the list has about some channels; the sum is theirs alone."""
    catalogue = desk.metrics.catalogue()
    only = set(resolve_all("channel", named, catalogue))
    mine = [one for one in found.advice.ranked if only & {one.channel, one.scope, *one.touches}]
    advice = replace(found.advice, ranked=tuple(mine))
    titles = wording.listing([catalogue.title(key, desk.language) for key in sorted(only)], desk.language)
    none = say("advice-none-here", desk.language, channels=titles)
    return ToolResult(
        title=say("advice-title", desk.language),
        text=tell(advice, desk.language) if mine else none,
        tables=(table_of(advice, desk.language),) if mine else (),
        charts=_charts(advice, desk),
        choices=_buttons(replace(found, advice=advice), desk),
        as_of=advice.as_of,
        facts={"stakes": [[one.stake.value, one.stake.low, one.stake.high] for one in mine if one.stake]},
    )


def _charts(advice: AdviceList, desk: ToolContext) -> tuple[ChartSpec, ...]:
    drawn = picture(advice, desk.language)
    return (drawn,) if drawn else ()


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
