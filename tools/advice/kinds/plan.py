"""Close the gap to a month's goal, and spend a budget that would be left over."""

from datetime import timedelta
from typing import Final

from ingest.texts import Language
from tools.advice.action import Action, Ground, Stake
from tools.outlook.budget_words import channel
from tools.plan.line import PlanLine
from tools.plan.lines import plan_lines
from tools.words import wording

MOST: Final = 2
LEAST_LEFT: Final = 3
"""Days of the month that must be left for anything to be done."""


def find(ground: Ground) -> list[Action]:
    """This month's revenue goals that will be missed, and budgets that will not be spent, the most money first."""
    lines = [line for line in plan_lines(ground.desk.today.replace(day=1), (), ground.desk) if line.channel]
    running = [line for line in lines if line.days_left >= LEAST_LEFT and not line.campaign]
    missed = [_goal(line, ground) for line in running if line.metric == "revenue" and line.verdict == "wont"]
    unspent = [_left(line, ground) for line in running if line.kind == "budget" and line.verdict == "under"]
    return sorted([*missed, *unspent], key=lambda action: -(action.stake.value if action.stake else 0.0))[:MOST]


def _goal(line: PlanLine, ground: Ground) -> Action:
    short = [line.target - (end or 0.0) for end in (line.expected, line.high, line.low)]

    def values(language: Language) -> dict[str, str]:
        return {
            "channel": channel(line.channel, language),
            "goal": wording.money(line.target, ground.currency, language),
            "expected": wording.money(line.expected, ground.currency, language),
            "gap": wording.money(line.gap_per_day, ground.currency, language),
            "left": str(line.days_left),
        }

    return Action(
        kind="goal",
        values=values,
        stake=Stake(value=short[0], low=short[1], high=short[2]),
        effort="hours",
        scope=line.channel,
        touches=(line.channel,),
        due=ground.desk.today + timedelta(days=1),
        evidence={"tool": "plan_fact", "args": {"channels": [line.channel]}},
    )


def _left(line: PlanLine, ground: Ground) -> Action:
    left = [line.target - (end or 0.0) for end in (line.expected, line.high, line.low)]
    worth = ground.budget.curves.marginals(ground.budget.today).get(line.channel, 0.0) if ground.budget else 0.0

    def values(language: Language) -> dict[str, str]:
        return {
            "channel": channel(line.channel, language),
            "budget": wording.money(line.target, ground.currency, language),
            "amount": wording.money(left[0], ground.currency, language),
            "left": str(line.days_left),
            "worth": wording.multiple(worth, language),
        }

    gain = max(worth - 1.0, 0.0)
    return Action(
        kind="unspent",
        values=values,
        effort="minutes",
        scope=line.channel,
        touches=(line.channel,),
        stake=Stake(value=left[0] * gain, low=max(left[1], 0.0) * gain, high=left[2] * gain) if gain else None,
        due=ground.desk.today + timedelta(days=2),
        evidence={"tool": "plan_fact", "args": {"channels": [line.channel]}},
    )
