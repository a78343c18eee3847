"""Pulls the newest data."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing."""
    return {}


INTENT: Final = Intent(
    tool="refresh_now",
    words=(
        "обнови данные, обновить данные, загрузи свежие данные, подтяни данные, синхронизируй, обновись, refresh, "
        "refresh the data, refresh data, update the data, pull the latest data, sync the data, reload the data, "
        "sync now, обнови"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
