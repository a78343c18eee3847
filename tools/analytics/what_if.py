"""What moving money between channels would bring."""

from pydantic import BaseModel, ConfigDict, Field

import forecasting
from ingest.errors import InvalidInput
from tools.outlook.budget import BudgetGround, channel_keys, ground_of, money_of
from tools.outlook.budget_table import before_after_chart, plan_table, response_chart
from tools.outlook.budget_words import budget_notes, channel, money, tell_what_if, what_if_title
from tools.outlook.forecast import LEVEL
from tools.outlook.wanted import Move, Target
from tools.semantics.resolve import stored_values
from tools.tool import Tool, ToolContext, ToolResult


class WhatIf(BaseModel):
    """Changes by hand to today's split."""

    model_config = ConfigDict(extra="forbid")

    moves: list[Move] = Field(default_factory=list)
    spend: dict[str, float] = Field(
        default_factory=dict, description='New spend over the days, by channel: {"tiktok": 300000}.'
    )
    days: int = 30
    target: Target = "revenue"


def run(asking: WhatIf, desk: ToolContext) -> ToolResult:
    """Answers with the expected change and its range."""
    if not asking.moves and not asking.spend:
        raise InvalidInput("what-if-nothing")
    ground = ground_of(asking.days, asking.target, desk, _campaigns(asking, desk))
    amounts = _moved(asking, ground, desk)
    gain = forecasting.compare(ground.curves, amounts, ground.today)
    spend_change = round(sum(amounts.values()) - sum(ground.today.values()), 2)
    language = desk.language
    table = plan_table(ground, amounts, language)
    shift = spend_change if ground.target == "profit" else 0.0
    return ToolResult(
        title=what_if_title(ground, amounts, language),
        text=tell_what_if(ground, amounts, gain, language),
        tables=(table,),
        charts=(response_chart(ground, amounts, language), before_after_chart(table, language)),
        notes=budget_notes(ground, ground.curves.notes, amounts, language),
        as_of=ground.as_of,
        span=ground.days,
        facts={
            "gain": [gain.value - shift, gain.low - shift, gain.high - shift],
            "probability": gain.probability,
            "spend_change": spend_change,
            "level": LEVEL,
        },
    )


def _moved(asking: WhatIf, ground: BudgetGround, desk: ToolContext) -> dict[str, float]:
    """Today's spend with the changes applied one after another.

    Raises:
        InvalidInput: an unknown channel, an amount that is none, or more than there is to give.
    """
    amounts = dict(ground.today)
    for name, amount in asking.spend.items():
        amounts[channel_keys([name], desk)[0]] = money_of(str(amount), None)
    for move in asking.moves:
        source, target = (_key(name, ground, desk) for name in (move.source, move.target))
        if not (source or target) or source == target:
            raise InvalidInput("what-if-nothing")
        amount = money_of(move.amount, amounts.get(source or target, 0.0))
        if source and amount > amounts.get(source, 0.0) + 0.005:
            spend = money(amounts.get(source, 0.0), ground, desk.language)
            raise InvalidInput(
                "what-if-too-much", received=move.amount, channel=channel(source, desk.language), spend=spend
            )
        if source:
            amounts[source] = round(max(amounts.get(source, 0.0) - amount, 0.0), 2)
        if target:
            amounts[target] = round(amounts.get(target, 0.0) + amount, 2)
    return amounts


def _campaigns(asking: WhatIf, desk: ToolContext) -> tuple[str, ...]:
    """The stored campaigns that money is moved between; empty where it is moved between channels.

    Raises:
        InvalidInput: a name is neither, or one is a channel and another a campaign.
    """
    names = [name for move in asking.moves for name in (move.source, move.target) if name.strip()]
    labels = set(stored_values("campaign", desk.metrics.catalogue()))
    if not any(name in labels for name in names):
        return ()
    if not all(name in labels for name in names):
        raise InvalidInput("what-if-mixed")
    return tuple(dict.fromkeys(names))


def _key(name: str, ground: BudgetGround, desk: ToolContext) -> str:
    if not name.strip() or ground.by == "campaign":
        return name
    return channel_keys([name], desk)[0]


TOOL = Tool(
    name="what_if",
    description=(
        "What moving money between channels, or campaigns, would bring: 'what if I move 20 % of YouTube to Google', "
        "'что будет, если перенести 100 тыс. из TikTok в Яндекс', 'what if we stop TikTok' (move 100 % to nobody)."
    ),
    titles={"ru": "Что, если", "en": "What if"},
    arguments=WhatIf,
    run=run,
    heavy=True,
    example={"moves": [{"source": "tiktok", "target": "google_ads", "amount": "20%"}]},
)
