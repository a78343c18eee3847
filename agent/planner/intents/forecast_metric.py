"""What a metric will be."""

from typing import Any, Final

from agent.planner.horizon import FARTHEST, horizon_of
from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Metric, cut, filters and how far ahead."""
    slots = reading.slots
    metrics = slots.metrics or (before.metrics if before else ()) or ("revenue",)
    by = [name for name in slots.groups if name in ("channel", "campaign")]
    args = {
        "metric": metrics[0],
        "by": by[0] if by else "",
        "where": [entry.condition() for entry in slots.kept or (before.kept if before and not slots.metrics else ())],
        **ahead_of(reading),
    }
    return {name: value for name, value in args.items() if value}


def ahead_of(reading: Reading) -> dict[str, Any]:
    """The horizon; days that begin later than tomorrow, such as the next month, are named by their ends."""
    row = reading.row
    coming = [mention.period for mention in row.mentions if mention.period.end >= row.today]
    if not coming:
        return {"horizon": horizon_of(reading)}
    start, end = coming[0].start, coming[0].end
    if (start - row.today).days > 1:
        return {"horizon": horizon_of(reading), "period": f"{start}..{end}"}
    return {"horizon": min((end - max(start, row.today)).days + 1, FARTHEST)}


INTENT: Final = Intent(
    tool="forecast_metric",
    words=(
        "прогноз, спрогнозируй, прогнозировать, спрогнозировать, предскажи, предсказать, предсказание, "
        "прогнозный, ожидается, ожидаемый, ожидать, forecast, forecasts, predict, prediction, projected, "
        "projection, expect, expected, будет, будут, what will, will, в будущем, outlook, на будущее, going to "
        "be, заработаем, потратим, получим, принесет"
    ),
    arguments=arguments,
    weight=1,
)
