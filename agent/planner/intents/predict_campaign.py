"""Whether a campaign will pay back."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """What is known of the campaign: the names said."""
    said = {entry.dimension: entry.values[0] for entry in reading.slots.kept if not entry.exclude}
    return said


INTENT: Final = Intent(
    tool="predict_campaign",
    words=(
        "окупится ли, окупится, окупятся, взлетит, запускать ли, стоит ли запускать, предскажи кампанию, прогноз кампании, "
        "прогноз по кампании, will this campaign, will the campaign, will it pay back, pay back, predict the campaign, campaign prediction, "
        "predict campaign, should i launch, should we launch, risk of the campaign, риск кампании, новая кампания, new campaign, planned campaign"
    ),
    arguments=arguments,
    weight=6,
    strict=False,
)
