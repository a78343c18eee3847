"""What a metric will be."""

from typing import Any, Final

from agent.planner.horizon import horizon_of
from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Metric, cut, filters and how far ahead."""
    slots = reading.slots
    metrics = slots.metrics or (before.metrics if before else ()) or ("revenue",)
    args: dict[str, Any] = {"metric": metrics[0], "horizon": horizon_of(reading)}
    groups = slots.groups or (before.groups if before and not slots.metrics else ())
    by = [name for name in groups if name in ("channel", "campaign")]
    if by:
        args["by"] = by[0]
    if slots.kept:
        args["where"] = [entry.condition() for entry in slots.kept]
    return args


INTENT: Final = Intent(
    tool="forecast_metric",
    words=(
        "прогноз, спрогнозируй, прогнозировать, спрогнозировать, предскажи, предсказать, предсказание, прогнозный, ожидается, ожидаемый, ожидать, forecast, forecasts, predict, prediction, projected, projection, expect, expected, будет, will be, what will, будут, will, в будущем, next month outlook, outlook"
    ),
    arguments=arguments,
    weight=1,
)
