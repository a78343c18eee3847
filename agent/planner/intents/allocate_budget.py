"""How to split a budget."""

import re
from typing import Any, Final

from agent.planner.budgets import budget_of, days_of, limits_of
from agent.planner.horizon import USUAL_DAYS
from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots

GOAL: Final = re.compile(r"деш[её]в|чтобы получить|чтобы набрать|cheapest|in order to get|to get \d|to reach", re.I)
"""A sum after these words is what shall be reached, not what shall be spent."""


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """The sum to split, for how many days, for what, within which limits."""
    limits, used = limits_of(reading)
    metrics = reading.slots.metrics
    target = next((name for name in ("conversions", "profit") if name in metrics), "")
    args: dict[str, Any] = {"days": days_of(reading) or USUAL_DAYS, **limits}
    budget = budget_of(reading, used)
    if GOAL.search(reading.row.text) and budget is not None:
        args["goal"] = budget
    elif budget is not None:
        args["budget"] = budget
    least = least_roi_of(reading) if "roi" in metrics else None
    if least is not None and budget is None:
        args["least_roi"] = least
    return {**args, "target": target} if target else args


def least_roi_of(reading: Reading) -> float | None:
    """The ROI that must be kept, as a fraction."""
    having = [entry for entry in reading.slots.having if entry.metric == "roi" and entry.operator in (">", ">=")]
    return having[0].value if having else None


INTENT: Final = Intent(
    tool="allocate_budget",
    words=(
        "самый дешевый способ получить, дешевле всего получить, как дешевле получить, можно потратить чтобы, нужно "
        "потратить чтобы, сколько можно потратить чтобы, сколько нужно потратить чтобы, cheapest way to get, cheapest "
        "way to, how much can i spend, how much can we spend, how much should i spend, how much should we spend, "
        "split my budget, split a budget, split our budget, распредели бюджет, распределить бюджет, распредели, "
        "распределить, как распределить, как поделить, поделить бюджет, раздели бюджет, перераспредели, "
        "перераспределить, куда вложить, во что вложить, куда направить бюджет, оптимизируй бюджет, оптимальный "
        "бюджет, оптимальное распределение, allocate, allocation, split the budget, how should i split, how to split, "
        "divide the budget, distribute the budget, reallocate, optimise the budget, optimize the budget, where to "
        "invest, where should i invest, where should we invest, optimal budget, best way to spend, optimal split, "
        "best split, ideal split, best allocation, recommended split, new split, should i split, should we split, how "
        "do i split, куда потратить, where should i spend, where should we spend, план бюджета"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
