"""What to do this week."""

from pydantic import BaseModel, ConfigDict

from ingest.texts import say
from tools.advice.advise import advise
from tools.advice.words import table_of, tell
from tools.tool import Tool, ToolContext, ToolResult


class Recommend(BaseModel):
    """No arguments: the whole account is looked at."""

    model_config = ConfigDict(extra="forbid")


def run(_asking: Recommend, desk: ToolContext) -> ToolResult:
    """A ranked list of actions, or the word that nothing beats leaving things as they are."""
    advice = advise(desk)
    stakes = [action.stake for action in advice.actions if action.stake]
    return ToolResult(
        title=say("advice-title", desk.language),
        text=tell(advice, desk.language),
        tables=(table_of(advice, desk.language),) if advice.actions else (),
        as_of=advice.as_of,
        facts={
            "stakes": [[stake.value, stake.low, stake.high] for stake in stakes],
            "whole": vars(advice.whole) if advice.whole else {},
        },
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
