"""Why a metric moved."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from agent.planner.spans import useful_default


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Metric, filters and periods; those before where the question names none."""
    slots = reading.slots
    metrics = slots.metrics or (before.metrics if before else ()) or ("roi",)
    kept = slots.kept or (before.kept if before else ())
    period = slots.period or (before.period if before else "") or useful_default(reading.row, compared=True)
    args = {
        "metric": metrics[0],
        "where": [entry.condition() for entry in kept],
        "period": period,
        "compare_to": slots.compare or reading.days.against,
    }
    return {name: value for name, value in args.items() if value}


INTENT: Final = Intent(
    tool="explain_change",
    words=(
        "почему, из-за чего, в чем причина, причина, причины, отчего, за счет чего, чем вызван, чем объясняется, "
        "объясни падение, объясни рост, what caused, why, reason, reasons, what drove, what is driving, what "
        "explains, how come, explain the drop, explain the change, explain the increase, explain the fall, "
        "explain the growth, root cause, what driving, whats driving, what behind, "
        "что повлияло, объясни изменение, вследствие чего"
    ),
    arguments=arguments,
    weight=3,
)
