"""How to split a budget."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from agent.planner.horizon import horizon_of


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """The sum to split and for how many days."""
    amounts = [figure for figure in reading.row.figures if figure.unit in (None, "money") and figure.value >= 100]
    return (
        {"budget": float(amounts[0].value), "days": horizon_of(reading)} if amounts else {"days": horizon_of(reading)}
    )


INTENT: Final = Intent(
    tool="allocate_budget",
    words=(
        "распредели бюджет, распределить бюджет, распредели, распределить, как распределить, как поделить, поделить бюджет, "
        "раздели бюджет, перераспредели, перераспределить, куда вложить, во что вложить, куда направить бюджет, оптимизируй бюджет, "
        "оптимальный бюджет, оптимальное распределение, allocate, allocation, split the budget, how should i split, how to split, "
        "divide the budget, distribute the budget, reallocate, optimise the budget, optimize the budget, where to invest, "
        "where should i invest, where should we invest, optimal budget, best way to spend, budget split, budget allocation, "
        "should i split, should we split, how do i split, куда потратить, where should i spend, where should we spend, план бюджета"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
