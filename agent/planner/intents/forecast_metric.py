"""What a metric will be."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from agent.planner.horizon import horizon_of


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Metric, cut, filters and how far ahead."""
    slots = reading.slots
    metrics = slots.metrics or (before.metrics if before else ()) or ("revenue",)
    by = [name for name in slots.groups if name in ("channel", "campaign")]
    args = {
        "metric": metrics[0],
        "by": by[0] if by else "",
        "where": [entry.condition() for entry in slots.kept or (before.kept if before and not slots.metrics else ())],
        "horizon": horizon_of(reading),
    }
    return {name: value for name, value in args.items() if value}


INTENT: Final = Intent(
    tool="forecast_metric",
    words=(
        "прогноз, спрогнозируй, прогнозировать, спрогнозировать, предскажи, предсказать, предсказание, прогнозный, ожидается, "
        "ожидаемый, ожидать, forecast, forecasts, predict, prediction, projected, projection, expect, expected, будет, будут, "
        "what will, will, в будущем, outlook, на будущее, going to be, заработаем, потратим, получим, принесет"
    ),
    arguments=arguments,
    weight=1,
)
