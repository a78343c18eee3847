"""What was said and not understood: unknown names, metrics nobody collects, words like a filter. Never passed over."""

from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from agent.planner.cuts import title_of
from agent.planner.items import Item
from agent.planner.measures import collected
from agent.planner.reading import Reading, missing_dimension
from agent.planner.slots import Slots
from agent.planner.unexplained import to_ask_about
from agent.planner.unheeded import unheeded
from ingest.texts import say
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.resolve import stored_values
from tools.tool import Status
from tools.words.wording import listing

_ALIKE: Final = 65
_METRICS_SHOWN: Final = 12
_SHOWN: Final = 8
_MENTIONED_METRICS: Final = ("spend", "revenue", "roi", "conversions", "clicks", "impressions", "ctr", "cpc", "cpa")


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Why a question is not answered, as a text and a status."""

    status: Status
    key: str
    values: dict[str, Any]

    def say(self, language: str) -> str:
        """The text."""
        return say(self.key, "ru" if language == "ru" else "en", **self.values)


def doubt_about(reading: Reading, slots: Slots) -> Doubt | None:
    """The gravest doubt about a question, if any."""
    return (
        _uncollected(reading)
        or _not_in_data(reading, slots)
        or _uncomputed(reading)
        or _absent(reading)
        or _no_dimension(reading, slots)
        or _no_threshold_metric(reading)
        or _unknown(reading)
        or _numbers(reading)
    )


def _uncollected(reading: Reading) -> Doubt | None:
    words = reading.of("uncollected")
    if not words:
        return None
    known = [METRICS[key].titles[reading.row.language] for key in _MENTIONED_METRICS]
    return Doubt(
        status="unsupported",
        key="planner-uncollected",
        values={"word": words[0].text, "known": listing(known, reading.row.language)},
    )


def _not_in_data(reading: Reading, slots: Slots) -> Doubt | None:
    """Metrics the catalogue knows but the data has no parts of."""
    row = reading.row
    asked = slots.metrics or reading.slots.metrics
    if not asked or any(collected(name, row) for name in asked):
        return None
    known = [METRICS[key].titles[row.language] for key in METRICS if collected(key, row)]
    values = {"word": METRICS[asked[0]].titles[row.language], "known": listing(known[:_METRICS_SHOWN], row.language)}
    return Doubt(status="no_data", key="planner-not-in-data", values=values)


def _uncomputed(reading: Reading) -> Doubt | None:
    """Ratios nobody defined ("revenue per click"), averages per campaign, counts per city: not the sums beside them."""
    items, language = reading.items, reading.row.language
    for left, link, right in zip(items, items[1:], items[2:], strict=False):
        if left.is_a("metric") and right.is_a("metric", "filler", "unknown") and link.text.lower() == "per":
            return Doubt(status="unsupported", key="planner-no-ratio", values={"word": f"{left.text} per {right.text}"})
    if reading.has("average") and not reading.has("per_day") and _per_thing(reading):
        return Doubt(status="unsupported", key="planner-no-average", values={})
    counted = reading.has("count") and "campaign" in reading.slots.groups and not reading.slots.metrics
    if counted and set(reading.slots.groups) - {"campaign", "channel"} and not reading.slots.having:
        return Doubt(
            status="unsupported",
            key="planner-no-count",
            values={"word": title_of(reading.slots.groups[-1], language).lower()},
        )
    return None


def _per_thing(reading: Reading) -> bool:
    """Reads "average spend per campaign": of things, not of days."""
    additive = any(METRICS[name].additive for name in reading.slots.metrics)
    pairs = zip(reading.items, reading.items[1:], strict=False)
    return additive and any(
        left.text.lower() in ("per", "на", "на одну", "на один")
        and right.is_a("dimension")
        and right.value in ("campaign", "channel", "account")
        for left, right in pairs
    )


def _absent(reading: Reading) -> Doubt | None:
    for item in reading.of("absent_channel", "unknown_name", "absent_value"):
        if item.is_a("absent_channel"):
            return _unknown_channel(reading, item)
        return _unknown_name(reading, item)
    return None


def _unknown_channel(reading: Reading, item: Item) -> Doubt:
    row = reading.row
    known = [row.catalogue.title(key, row.language) for key in row.catalogue.channels]
    return Doubt(
        status="clarify",
        key="planner-unknown-channel",
        values={"word": item.text, "known": listing(known[:_SHOWN], row.language)},
    )


def _unknown_name(reading: Reading, item: Item) -> Doubt:
    similar = similar_names(item.text, reading)
    if similar:
        return Doubt(status="clarify", key="planner-unknown-name", values={"word": item.text, "similar": similar})
    return Doubt(status="clarify", key="planner-unknown-word", values={"word": item.text})


def similar_names(word: str, reading: Reading) -> str:
    """Stored names nearest to a word, of every dimension."""
    catalogue = reading.row.catalogue
    names = [catalogue.title(key, reading.row.language) for key in catalogue.channels]
    names += [value for dimension in catalogue.values for value in stored_values(dimension, catalogue)]
    names += [entry.label for entry in catalogue.campaigns if not entry.label.isdigit()]
    found = process.extract(
        word, list(dict.fromkeys(names)), scorer=fuzz.WRatio, processor=default_process, limit=3, score_cutoff=_ALIKE
    )
    return ", ".join(name for name, _, _ in found)


def _no_dimension(reading: Reading, slots: Slots) -> Doubt | None:
    missing = missing_dimension(slots, reading.row)
    if not missing:
        return None
    row = reading.row
    there = [title_of(name, row.language).lower() for name in DIMENSIONS
             if row.catalogue.values.get(name) or name in ("channel", "campaign", "day")]  # fmt: skip
    values = {"word": title_of(missing, row.language).lower(), "known": listing(there, row.language)}
    return Doubt(status="unsupported", key="planner-no-dimension", values=values)


def _no_threshold_metric(reading: Reading) -> Doubt | None:
    if not reading.amounts.unclear:
        return None
    figure = reading.amounts.unclear[0]
    return Doubt(status="clarify", key="planner-which-metric", values={"figure": reading.row.text[slice(*figure.span)]})


def _unknown(reading: Reading) -> Doubt | None:
    """Unexplained words that may be a filter, a metric or a condition."""
    word = to_ask_about(reading)
    return _unknown_name(reading, word) if word else None


def without_effect(reading: Reading, slots: Slots) -> Doubt | None:
    """The doubt about a word understood that would change nothing in what is asked."""
    word = unheeded(reading, slots)
    if word is None:
        return None
    if word.is_a("average"):
        return Doubt(status="clarify", key="planner-no-average", values={})
    return Doubt(status="clarify", key="planner-unheeded", values={"word": word.text})


def _numbers(reading: Reading) -> Doubt | None:
    spans = [figure.span for figure in reading.amounts.unexplained if not figure.spelled] or _strays(reading)
    if not spans:
        return None
    return Doubt(status="clarify", key="planner-unclear-number", values={"figure": reading.row.text[slice(*spans[0])]})


def _strays(reading: Reading) -> list[tuple[int, int]]:
    """Where digits stand that are no figure, period or name: the ages "45-54" of nobody stored."""
    row = reading.row
    places = [(row.start(item), row.end(item)) for item in reading.of("number")]
    free = [(a, b) for a, b in places if not any(s < b and a < e for s, e in (figure.span for figure in row.figures))]
    return [(free[0][0], free[-1][1])] if free else []
