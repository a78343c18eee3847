"""What a move of budget would do."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from agent.planner.horizon import horizon_of


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing yet beside the horizon."""
    return {"days": horizon_of(reading)}


INTENT: Final = Intent(
    tool="what_if",
    words=(
        "что если, что будет если, а если перенести, если перенести, если перекинуть, если увеличить бюджет, если уменьшить бюджет, "
        "если поднять бюджет, если добавить бюджета, what if, what happens if, if i move, if we move, if i shift, if we shift, "
        "if i increase, if we increase, if i double, if we double, if we cut, if i cut, suppose we move, что произойдет если, если урезать, если удвоить"
    ),
    arguments=arguments,
    weight=5,
    strict=False,
)
