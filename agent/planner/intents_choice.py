"""Which intent a question has, and what to do when its tool does not exist yet."""

from collections.abc import Sequence

from agent.planner.call import Plan, PlannedCall
from agent.planner.doubts import doubt_about
from agent.planner.follow import last_slots
from agent.planner.intent import Intent
from agent.planner.intents import INTENTS
from agent.planner.reading import Reading
from ingest.texts import say


def intent_plan(reading: Reading, previous: Sequence[PlannedCall], tools: frozenset[str]) -> Plan | None:
    """The call of the intent's tool, the honest word that this is not possible yet, or None without an intent."""
    intent, language = _intent_of(reading), reading.row.language
    if intent is None:
        return None
    if intent.tool not in tools:
        return Plan(status="unsupported", text=say("planner-not-yet", language))
    doubt = doubt_about(reading, reading.slots) if intent.strict else None
    if doubt is not None:
        return Plan(status=doubt.status, text=doubt.say(language))
    return Plan(calls=(PlannedCall(name=intent.tool, args=intent.arguments(reading, last_slots(previous))),))


def _intent_of(reading: Reading) -> Intent | None:
    """The heaviest intent whose words are there."""
    said = {item.value for item in reading.of("intent")}
    meant = [entry for entry in INTENTS if entry.tool in said and (reading.row.figures or not entry.needs_number)]
    return max(meant, key=lambda entry: entry.weight, default=None)
