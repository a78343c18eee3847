"""Words of files' columns in their context: nouns that a measure shares with a dimension, names said in parts."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.scene import Clause, as_a, filler
from agent.understanding.spans import Stretch
from agent.understanding.text.tokens import stems_of
from tools.semantics.metrics import METRICS

_MANY_OF: Final = ("s", "ы", "и", "ов", "ей")
"""Ends of several things, which no average is of one of: "средний чек, заказы"."""
_FOR_ONE: Final = ("на", "за", "per", "for", "a")
"""Begin what says by how many of something a sum is divided."""


def cut_nouns(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "какая карта", "заявки по картам" as the dimension that has the noun, "сколько карт" as the measure."""
    for place, span in enumerate(spans):
        cut = scene.phrases.shared.get(stems_of(span.low), "") if span.is_a("metric") else ""
        if cut and _is_of_rows(spans, place, scene):
            spans[place] = as_a(span, "dimension", cut)
    return spans


def _is_of_rows(spans: Sequence[Stretch], place: int, scene: Clause) -> bool:
    left = next((one for one in reversed(spans[:place]) if not one.is_a("filler")), None)
    if left is None or left.low.split()[0] in _FOR_ONE:
        return False
    others = (one for one in (*spans, *scene.around) if one.is_a("metric") and one.start != spans[place].start)
    return left.is_a("which", "each") or (left.is_a("by") and (any(others) or bool(scene.metrics_before)))


def in_parts(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "sign up" of "cost per sign up" as one name of a column where each word of it stands for the column."""
    found: list[Stretch] = []
    for span in spans:
        last = found[-1] if found else None
        if last is not None and goes_on(last, span) and not scene.text[last.end : span.start].strip():
            found[-1] = replace(last, after=span.after, end=span.end, text=scene.text[last.start : span.end])
        else:
            found.append(span)
    return found


def parted_headers(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "sold" and "policies" of a column "policies sold" as that one, whatever stands between them."""
    heads = [({word.stem for word in words}, one.value) for words, one in scene.phrases.headers if one.kind == "metric"]
    metrics = [span for span in spans if span.is_a("metric")]
    parts = [
        one
        for one, other in itertools.permutations(metrics, 2)
        for head, key in heads
        if key == other.value != one.value and {*stems_of(one.low)} | {*stems_of(other.low)} == head
    ]
    parts += [
        one
        for one, other in itertools.permutations(metrics, 2)
        if one.low in _SOLD and other.value == "conversions" and one.value == "revenue"
    ]
    return [filler(span) if any(span is one for one in parts) else span for span in spans]


_SOLD: Final = frozenset("sell sold selling продали продано".split())
"""What is done with the orders that are counted: "how many policies did we sell"."""


def goes_on(last: Stretch, span: Stretch) -> bool:
    """Whether a word only goes on naming the column that the words before it name, price or average: "чек заказа"."""
    if not (last.is_a("metric") and span.is_a("metric")):
        return False
    of_each = METRICS[last.value].denominator == ((span.value, 1),) and not span.low.endswith(_MANY_OF)
    return of_each or last.value in (span.value, METRICS.price_of(span.value))


def steps_in_headers(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "paid" of "trial-to-paid rate" as the one count whose header has that word."""
    for place, (first, link, second) in enumerate(zip(spans, spans[1:], spans[2:], strict=False)):
        rate = spans[place + 3].low if place + 3 < len(spans) else ""
        if first.is_a("metric") and link.low in ("to", "в") and second.is_a("filler", "unknown") and rate in _RATES:
            said = stems_of(second.low)
            headers = ((one, {word.stem for word in words}) for words, one in scene.phrases.headers)
            keys = {one.value for one, stems in headers if one.kind == "metric" and not stems.isdisjoint(said)}
            counts = [key for key in keys - {first.value} if METRICS[key].style == "count"]
            if len(counts) == 1:
                return [as_a(one, "metric", counts[0]) if one is second else one for one in spans]
    return spans


_RATES: Final = ("rate", "conversion", "cr", "cvr", "%")
