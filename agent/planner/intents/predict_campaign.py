"""Whether a campaign will pay back."""

from typing import Any, Final

from agent.planner.budgets import budget_of, days_of
from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots

KNOWN: Final = ("campaign", "channel", "objective", "audience", "segment", "location", "language")
"""What a question may say of a campaign."""


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """What is known of the campaign: the names said, its budget and its days."""
    kept = [entry for entry in reading.slots.kept if not entry.exclude and entry.dimension in KNOWN]
    said: dict[str, Any] = {entry.dimension: entry.values[0] for entry in kept}
    absent = reading.of("absent_channel")
    if absent and "channel" not in said:
        said["channel"] = absent[0].text
    budget, days = budget_of(reading, []), days_of(reading)
    return {**said, **({"budget": budget} if budget else {}), **({"duration": days} if days else {})}


INTENT: Final = Intent(
    tool="predict_campaign",
    words=(
        "окупится ли, окупится, окупятся, взлетит, запускать ли, стоит ли запускать, предскажи кампанию, прогноз "
        "кампании, прогноз по кампании, will this campaign, will the campaign, will it pay back, pay back, "
        "predict the campaign, campaign prediction, predict campaign, should i launch, should we launch, risk of "
        "the campaign, риск кампании, новая кампания, new campaign, planned campaign"
    ),
    arguments=arguments,
    weight=6,
    strict=False,
)
