"""How good earlier forecasts were."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing."""
    return {}


INTENT: Final = Intent(
    tool="forecast_quality",
    words=(
        "точность прогноза, точность прогнозов, качество прогноза, качество прогнозов, насколько точны прогнозы, "
        "насколько точен прогноз, сбылись прогнозы, сбылся прогноз, ошибка прогноза, ошибки прогнозов, forecast "
        "accuracy, forecast quality, how good were the forecasts, how accurate are the forecasts, how accurate "
        "were the forecasts, how good are the forecasts, track record, accuracy of forecasts, how good were your "
        "forecasts, точны твои прогнозы, точны ваши прогнозы, точны прогнозы, точен прогноз, сбываются прогнозы, "
        "accurate were your forecasts, accurate are your forecasts, accurate are the forecasts, reliable are your "
        "forecasts, forecast error, how accurate is the forecast, how accurate are your forecasts"
    ),
    arguments=arguments,
    weight=9,
    strict=False,
)
