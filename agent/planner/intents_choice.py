"""Which intent a question has, and what to do when its tool does not exist yet."""

import re
from collections.abc import Sequence
from typing import Final

from agent.planner.call import Plan, PlannedCall
from agent.planner.cuts import NAMES
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
    before = last_slots(previous)
    if intent.tool == "explain_change" and before is None and not reading.has(*_EXPLAINED):
        return Plan(status="clarify", text=say("planner-about-what", language))
    checked = intent.strict or (intent.tool == "data_health" and reading.has("absent_channel", "unknown_name"))
    doubt = doubt_about(reading, reading.slots) if checked else None
    if doubt is not None:
        return Plan(status=doubt.status, text=doubt.say(language))
    return Plan(calls=(PlannedCall(name=intent.tool, args=intent.arguments(reading, before)),))


_EXPLAINED: Final = (
    "metric", "period", "vague", "change", "loss", "gain", "unknown", "more", "worst", "best", "most", "least", *NAMES,
)  # fmt: skip
"""What can be asked the reason of."""
_ABOUT_DATA: Final = re.compile(
    r"\bdata\b|\bданн\w+|обнов(?:л|ил)|отста(?:[её]т|л)|\blag(?:s|ging)?\b|stale|outdated|\blate\b|delay|missing|"
    r"empty|blank|(?:don'?t|do not|can'?t|cannot)\b.{0,5} see|not (?:updat|load|sync|refresh)\w*|no (?:numbers|"
    r"figures|rows)|"
    r"пуст|опаздыв|задерж|устар|не при(?:шл|ход)|не груз|не загру|не подт|не вид|не синхр|нет (?:цифр|чисел)",
    re.I,
)
"""Words by which "why" asks for the state of the data, not of a metric."""


def _intent_of(reading: Reading) -> Intent | None:
    """The heaviest intent whose words are there."""
    said = {item.value for item in reading.of("intent")}
    if "explain_change" in said and not reading.slots.metrics and _ABOUT_DATA.search(reading.row.text):
        said.add("data_health")
    meant = [entry for entry in INTENTS if entry.tool in said and (reading.row.figures or not entry.needs_number)]
    return max(meant, key=lambda entry: entry.weight, default=None)
