"""How fresh and whole the data is."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """The channels that are named; none means all."""
    kept = (entry for entry in reading.slots.kept if entry.dimension == "channel" and not entry.exclude)
    named = [key for entry in kept for key in entry.values]
    return {"channels": named} if named else {}


INTENT: Final = Intent(
    tool="data_health",
    words=(
        "качество данных, состояние данных, здоровье данных, данные свежие, данные актуальны, когда обновлялись "
        "данные, есть ли пропуски, пропуски в данных, полнота данных, data quality, data health, is the data "
        "fresh, is the data complete, are there gaps, gaps in the data, missing days, stale data, когда последнее "
        "обновление, last refresh, when was the data updated, data fresh, data up to date, data current, "
        "how fresh, how old is the data, data stale, data late, свежие ли данные, актуальны ли данные, "
        "свежесть данных, насколько свежие, данные обновились, данные обновлены, обновились ли данные, "
        "нет данных, данных нет, не хватает данных, нет свежих данных, данные не обновляются, данные не обновились, "
        "данные не пришли, данные не загрузились, данные отстают, отстают данные, почему данные за вчера, "
        "no data, data missing, missing data, where is the data, data not updating, data not updated, "
        "карантин, карантине, quarantine, quarantined, сверка с кабинетом, сходится с кабинетом, "
        "сходятся с кабинетом, reconcile, reconciliation, match the ad account, когда следующее обновление, "
        "next refresh, одна основа, на одной основе, same basis, сопоставимы ли каналы, channels comparable"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
