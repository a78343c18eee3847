"""Which end of a ranking is asked for: best and worst follow what is good for the metric, most and least its size."""

import itertools
from dataclasses import dataclass
from typing import Final

from agent.planner.items import Item
from agent.planner.measures import is_costly
from tools.semantics.metrics import METRICS

_LOSSES = ("убыт", "loss")
_LONG = 6


@dataclass(frozen=True, kw_only=True)
class Rank:
    """How rows are put in order."""

    by: str = ""
    ascending: bool = False
    asked: bool = False


def rank_of(items: tuple[Item, ...], metrics: tuple[str, ...], *, compared_with_number: bool = True) -> Rank:
    """Reads "best", "the most", "cheapest", "sorted by"; "lower" too where no number says than what."""
    words = [item for item in items if item.is_a("best", "worst", "most", "least", "sort", "ascending", "descending")]
    if not words and not compared_with_number:
        words = [item for item in items if item.is_a("more") and item.value in ("<", ">")]
    words = words or [item for item in items if item.is_a("metric") and _is_comparative(item)]
    if not words:
        return Rank()
    sort = next((item for item in words if item.is_a("sort")), None)
    lead = next((item for item in words if not item.is_a("sort")), words[0])
    by = _metric_near(items, sort or lead, metrics)
    if not metrics and any(item.is_a("loss", "gain") for item in items):
        losing = any(item.is_a("loss") for item in items) and not lead.is_a("least")
        return Rank(by="profit", ascending=losing, asked=True)
    if not metrics and lead.is_a("most") and is_costly(lead):
        return Rank(by="spend", ascending=False, asked=True)
    return Rank(by=by, ascending=_ascending(items, lead, by), asked=True)


def _metric_near(items: tuple[Item, ...], word: Item, metrics: tuple[str, ...]) -> str:
    """The metric after the word, in "top 5 campaigns by ROI" after "by"; else the last one before it."""
    place = items.index(word)
    after = [item.value for item in items[place + 1 :] if item.is_a("metric")]
    before = [item.value for item in items[:place] if item.is_a("metric")]
    by = next((right.value for left, right in itertools.pairwise(items)
               if left.is_a("by", "sort") and right.is_a("metric") and left.text.lower() != "per"), None)  # fmt: skip
    if by:
        return by
    adjacent = next((item for item in items[place + 1 :] if not item.is_a("filler")), None)
    if adjacent is not None and adjacent.is_a("metric"):
        return adjacent.value
    if before:
        return before[-1]
    return after[0] if after else (metrics[0] if metrics else "roi")


def _is_comparative(item: Item) -> bool:
    """Reads "выгоднее", "эффективнее": the metric and its good end in one word."""
    return item.text.lower().endswith(("нее", "ней")) and len(item.text) > _LONG


def _ascending(items: tuple[Item, ...], lead: Item, by: str) -> bool:
    if lead.is_a("best", "worst", "metric"):
        return _towards_good(by, good=not lead.is_a("worst"))
    if lead.is_a("most"):
        losses = any(item.is_a("metric") and item.text.lower().startswith(_LOSSES) for item in items)
        worst = any(item.is_a("worst") for item in items)
        return losses or (worst and _towards_good(by, good=False))
    return lead.is_a("least", "ascending") or (lead.is_a("more") and lead.value.startswith("<"))


def is_a_fall(items: tuple[Item, ...]) -> bool:
    """Whether the change named goes down: "просел", "dropped"."""
    return any(item.is_a("change") and item.text.lower().startswith(_FALLS) for item in items)


_FALLS: Final = (
    "упа", "пад", "прос", "сни", "сокр", "умен", "потер", "ухуд", "fall", "fell", "drop", "declin", "decreas", "worse",
    "go down", "went down",
)  # fmt: skip


def _towards_good(metric: str, *, good: bool) -> bool:
    """Whether that end comes first in ascending order."""
    falls = METRICS[metric].better == "down"
    return falls if good else not falls
