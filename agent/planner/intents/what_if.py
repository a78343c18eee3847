"""What a move of budget would do."""

from typing import Any, Final

from agent.planner.budgets import days_of, moves_of
from agent.planner.horizon import USUAL_DAYS
from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """What is moved from where to where; nothing when the question does not say, so that the tool asks."""
    moves = moves_of(reading)
    target = next((name for name in ("conversions", "profit") if name in reading.slots.metrics), "")
    args: dict[str, Any] = {"moves": moves, "days": days_of(reading) or USUAL_DAYS}
    return {**args, "target": target} if target else args


INTENT: Final = Intent(
    tool="what_if",
    words=(
        "что если, что будет если, а если перенести, если перенести, если перекинуть, если увеличить бюджет, если "
        "уменьшить бюджет, если поднять бюджет, если добавить бюджета, what if, what happens if, if i move, if we "
        "move, if i shift, if we shift, if i increase, if we increase, if i double, if we double, if we cut, if i "
        "cut, suppose we move, что произойдет если, если урезать, если удвоить"
    ),
    arguments=arguments,
    weight=5,
    strict=False,
)
