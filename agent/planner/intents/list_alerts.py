"""What alarms there are."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing: the tool shows those that are open."""
    return {}


INTENT: Final = Intent(
    tool="list_alerts",
    words=(
        "алерт, алерты, алертов, тревога, тревоги, оповещение, оповещения, предупреждение, предупреждения, "
        "инцидент, инциденты, аномалия, аномалии, что сломалось, что пошло не так, на что обратить внимание, "
        "alert, alerts, alarm, alarms, warnings, incident, incidents, anomaly, anomalies, what went wrong, what "
        "needs attention, что требует внимания, проблемы с рекламой"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
