"""A rule that watches a metric."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """The rule in the person's own words; the tool reads it."""
    return {"action": "add", "phrase": reading.row.text}


INTENT: Final = Intent(
    tool="manage_alert_rule",
    words=(
        "создай алерт, создай правило, предупреди если, предупреди меня, сообщи если, уведоми, пришли "
        "уведомление, notify me, alert me, warn me, let me know when, let me know if, set an alert, create an "
        "alert, create a rule, следи за, мониторь"
    ),
    arguments=arguments,
    weight=6,
    strict=False,
)
