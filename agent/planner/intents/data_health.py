"""How fresh and whole the data is."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing."""
    return {}


INTENT: Final = Intent(
    tool="data_health",
    words=(
        "качество данных, состояние данных, здоровье данных, данные свежие, данные актуальны, когда обновлялись "
        "данные, есть ли пропуски, пропуски в данных, полнота данных, data quality, data health, is the data "
        "fresh, is the data complete, are there gaps, gaps in the data, missing days, stale data, когда последнее "
        "обновление, last refresh, when was the data updated"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
