"""Why a metric moved."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Metric, filters and period, those before where the question names none."""
    slots = reading.slots
    metrics = slots.metrics or (before.metrics if before else ()) or ("roi",)
    args: dict[str, Any] = {"metric": metrics[0]}
    kept = slots.kept or (before.kept if before else ())
    if kept:
        args["where"] = [entry.condition() for entry in kept]
    period = slots.period or (before.period if before else "")
    return {**args, **({"period": period} if period else {}), **({"compare_to": slots.compare} if slots.compare else {})}


INTENT: Final = Intent(
    tool="explain_change",
    words=(
        "почему, из-за чего, в чем причина, причина, причины, отчего, за счет чего, what caused, why, reason, reasons, what drove, what explains, explain the drop, explain the change, explain the increase, explain the fall, explain the growth"
    ),
    arguments=arguments,
    weight=3,
)
