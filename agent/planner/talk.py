"""Everything that is no question about the data: greetings, thanks, the weather, orders in disguise."""

import itertools
from typing import Final

from agent.planner.call import Plan, PlannedCall
from agent.planner.cuts import NAMES
from agent.planner.follow import begins_as_follow_up
from agent.planner.foreign import CHANGES, ORDERS
from agent.planner.items import Item
from agent.planner.measures import is_costly
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from ingest.texts import Language, say
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS

_ABOUT_DATA: Final = (
    "metric", "dimension", "channel", "value", "campaign", "period", "vague", "share", "best", "worst", "loss", "gain",
    "have", "span", "absent_channel", "unknown_name", "uncollected", "chart", "running", "per_day", "trend", "intent",
)  # fmt: skip
_BARE_RANK: Final = ("only", "best", "worst", "most", "least", "number", "filler", "which", "and", "now", "also")
_WRITTEN: Final = ("напиши", "write", "сочини", "придумай", "переведи", "translate", "спой", "sing")
_TOGETHER: Final = frozenset(("вместе", "вместе взятые", "together", "combined", "в сумме"))
_OFF_TOPIC_STOPS: Final = ("metric", "channel", "campaign", "vague", "intent")


def refusal(text: str, catalogue: Catalogue, language: Language) -> Plan | None:
    """The refusal of an order to the machine; names of stored campaigns are no orders."""
    own = text
    if ORDERS.search(text):
        for entry in catalogue.campaigns:
            if len(entry.label) > 3 and entry.label in own:
                own = own.replace(entry.label, " ")
    if ORDERS.search(own):
        return Plan(status="refused", text=say("planner-refused", language))
    return None


def change_wish(reading: Reading) -> Plan | None:
    """The reply to a wish to change advertising itself."""
    if not CHANGES.search(reading.row.text) or reading.has(
        "metric", "vague", "which", "count", "unknown_name", "absent_channel"
    ):
        return None
    return Plan(status="unsupported", text=say("planner-reads-only", reading.row.language))


def small_talk(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """The reply to small talk, or None when the question is about data."""
    topics = [item.value for item in reading.of("small_talk")]
    if not topics:
        return None
    language = reading.row.language
    written = any(
        item.value == "off_topic" and item.text.lower().startswith(_WRITTEN) for item in reading.of("small_talk")
    )
    if written or (
        "off_topic" in topics and not any(item.is_a(*_OFF_TOPIC_STOPS) and not _a_price(item) for item in reading.items)
    ):
        return Plan(status="unsupported", text=say("planner-off-topic", language))
    if reading.has(*_ABOUT_DATA):
        return None
    if {"greeting", "help"} & set(topics) and "describe_data" in tools:
        return Plan(calls=(PlannedCall(name="describe_data", args={"about": "overview"}),))
    return Plan(status="answered", text=say("planner-thanks" if "thanks" in topics else "planner-hello", language))


def _a_price(item: Item) -> bool:
    """What a thing costs, whatever the thing: "what will bitcoin cost" is no question about spend."""
    priced = item.text.lower() in ("cost", "costs", "price", "цена", "стоит", "стоить", "стоимость")
    return priced or (item.is_a("intent") and item.value == "forecast_metric")


def says_nothing(reading: Reading) -> bool:
    """Whether nothing in the text points to the data, or it asks who somebody is."""
    who = reading.has("who") and not reading.has("metric", "vague", "share", "loss", "gain", "dimension", "have")
    return (who or not reading.has(*_ABOUT_DATA)) and not reading.rank.asked


def which_one(reading: Reading) -> Plan | None:
    """Asks back at "exclude that one": nobody knows which."""
    words = [item for item in reading.items if not item.is_a("filler", "and", "now", "also")]
    only_points = all(item.is_a("exclude", "it", "instead", "only") for item in words)
    if not (reading.has("exclude") and reading.has("it") and only_points):
        return None
    return Plan(status="clarify", text=say("planner-which-one", reading.row.language))


def top_of_what(reading: Reading) -> Plan | None:
    """Asks of what the first three are, when nothing before says it."""
    if not reading.has("number") or not all(item.is_a(*_BARE_RANK) for item in reading.items):
        return None
    return Plan(status="clarify", text=say("planner-top-of-what", reading.row.language))


def points_at_nothing(reading: Reading, slots: Slots) -> Plan | None:
    """Asks back at "compare them" after one number, at "exclude the worst one", "its days": which is meant?"""
    words = {token.plain for token in reading.row.tokens}
    them = (
        reading.has("compare")
        and words & {"их", "them", "these", "both", "оба"}
        and not (slots.groups or slots.compare)
    )
    items = [item for item in reading.items if not item.is_a("filler")]
    ends = ("best", "worst", "most", "least")
    worst = any(left.is_a("exclude") and right.is_a(*ends) for left, right in itertools.pairwise(items))
    winner = words & {"его", "ее", "ему", "него", "ней"} and slots.groups and reading.slots.groups and not slots.kept
    if not (them or worst or winner):
        return None
    return Plan(status="clarify", text=say("planner-which-one", reading.row.language))


def asks_nothing(reading: Reading, *, first: bool) -> Plan | None:
    """The reply to a message of its own that asks for nothing; `first` when nothing was asked before it."""
    return (
        (about_what(reading) if first else None)
        or (not_understood(reading) if says_nothing(reading) else None)
        or (top_of_what(reading) if first else None)
    )


def about_what(reading: Reading) -> Plan | None:
    """Asks back at "а в мае?", "same for VK", "best one?", "compare them" when nothing before says what it is about."""
    language = reading.row.language
    if reading.has("compare", "it") and says_nothing(reading) and not reading.has("unknown"):
        return Plan(status="clarify", text=say("planner-which-one", language))
    if reading.has(*_SUBJECTS):
        return None
    if reading.rank.asked:
        nothing_ranked = not reading.has("dimension", "who", "when", *NAMES)
        return Plan(status="clarify", text=say("planner-top-of-what", language)) if nothing_ranked else None
    if not (begins_as_follow_up(reading) and reading.has("period", "dimension", "weekdays", *NAMES)):
        return None
    return Plan(status="clarify", text=say("planner-about-what", language))


_SUBJECTS: Final = (
    "metric", "vague", "share", "running", "per_day", "loss", "gain", "have", "intent", "define", "span", "count",
    "chart", "absent_channel", "unknown_name", "unknown", "uncollected", "more", "small_talk", "place", "absent_value",
)  # fmt: skip
"""What a question may be about."""


def first_of_one(reading: Reading, before: Slots) -> Plan | None:
    """Asks of what "only the three worst" are after a single number: channels, campaigns?"""
    asked = reading.slots.limit is not None and reading.rank.asked
    if not asked or before.groups or reading.slots.groups or reading.has("dimension", *NAMES):
        return None
    return Plan(status="clarify", text=say("planner-top-of-what", reading.row.language))


def which_of_what(reading: Reading, before: Slots | None) -> Plan | None:
    """Asks back at "which was higher?" after single numbers: there are no rows to choose from."""
    if before is None or before.groups or not (reading.has("which") and reading.rank.asked):
        return None
    if reading.has("dimension", *NAMES) or reading.slots.metrics or reading.slots.period:
        return None
    return Plan(status="clarify", text=say("planner-which-one", reading.row.language))


def together_with_what(reading: Reading, slots: Slots) -> Plan | None:
    """Asks back at "and together?" when there is nothing to add up."""
    words = [item for item in reading.of("all") if item.text.lower() in _TOGETHER]
    several = slots.groups or not slots.kept or any(len(entry.values) > 1 or entry.exclude for entry in slots.kept)
    if not words or several:
        return None
    return Plan(status="clarify", text=say("planner-which-one", reading.row.language))


def cheap_what(reading: Reading, before: Slots | None) -> Plan | None:
    """Asks what is cheap: a click, a conversion, the whole; after a question about a price it is that price."""
    cheap = any(is_costly(item) for item in reading.of("least"))
    if before is not None and METRICS[before.metrics[0]].better == "down":
        return None
    if not cheap or reading.slots.metrics or reading.row.figures:
        return None
    return Plan(status="clarify", text=say("planner-cheapest-what", reading.row.language))


def not_understood(reading: Reading) -> Plan:
    """The honest word that it was not understood, with what can be asked."""
    return Plan(status="unsupported", text=say("planner-not-understood", reading.row.language))
