"""What of a sentence is not borne out: words that claim, days, metrics and currencies that no result has."""

import re
from collections.abc import Iterator
from typing import Final

from tools.claims.hot import HOT
from tools.claims.mark import Mark
from tools.claims.marks import CURRENCIES
from tools.claims.scope import Scope
from tools.semantics.metrics import METRICS

_ALL_TIME: Final = re.compile(r"all time|все время|весь период|whole period", re.I)


def unborne(scope: Scope) -> Iterator[Mark]:
    """The marks of a sentence that claim and are not borne out."""
    sentence = scope.sentence
    known = {"currency": _known_currency, "period": _known_period, "metric": _known_metric}
    for mark in sentence.marks:
        if mark.start in sentence.borne:
            continue
        asked = sentence.asks and _may_ask(scope, mark)
        if (mark.kind in HOT and not asked) or (mark.kind in known and not known[mark.kind](mark, scope)):
            yield mark


def _may_ask(scope: Scope, mark: Mark) -> bool:
    """A question may name what it offers; what it presupposes must be so."""
    return mark.kind in (
        "more",
        "less",
        "all",
        "only",
        "best",
        "worst",
        "most",
        "least",
        "cause",
        "first",
        "last",
        "whole",
        "some",
    ) and not scope.sentence.has("figure")


def _known_currency(mark: Mark, scope: Scope) -> bool:
    code = next((code for spelled, code in CURRENCIES.items() if mark.text.lower().startswith(spelled)), "")
    return code in scope.evidence.currencies


def _known_period(mark: Mark, scope: Scope) -> bool:
    known = [window for row in scope.evidence.rows for window in (row.window, row.compared) if window]
    periods = [result.period for result in scope.evidence.results if result.period]
    if edges := _edges(scope):
        return any(getattr(mark.value, edge) == getattr(period, edge) for edge in edges for period in periods)
    if _COMPARED.search(scope.sentence.text[: mark.start]) and not _is_compared(mark, scope):
        return False
    of_all_time = _ALL_TIME.search(mark.text) and any(_ALL_TIME.search(period.label) for period in periods)
    if mark.value in known or of_all_time:
        return True
    sentence = scope.sentence
    begins, ends = {one.start for one in known}, {one.end for one in known}
    return (mark.value.start in begins and mark.value.end in ends) or (not sentence.borne and sentence.asks)


_COMPARED: Final = re.compile(r"(?:\bcompared (?:with|to)|по сравнению с|относительно)\s+(?:the )?$", re.I)


def _is_compared(mark: Mark, scope: Scope) -> bool:
    """Whether days that something is compared with are those compared, or have a row of their own."""
    known = (scope, *scope.readings.values())
    compared = {row.compared for one in known for row in one.evidence.rows if row.compared}
    return not compared or mark.value in compared or bool(scope.timed(mark))


def _edges(scope: Scope) -> list[str]:
    """Which ends of the data the sentence speaks of."""
    text = scope.sentence.text
    ends = (("start", r"\b(?:begin|start|начина)"), ("end", r"\b(?:end|заканчива)"))
    return [name for name, words in ends if re.search(words, text, re.I) and re.search(r"\bdata\b|данны", text, re.I)]


def _known_metric(mark: Mark, scope: Scope) -> bool:
    """A metric that no result has may be offered, not told of."""
    sentence = scope.sentence
    known = {metric for row in scope.evidence.rows for metric in row.units}
    price = METRICS.price_of(mark.value)
    return (
        mark.value in known
        or (price in known and scope.metric(mark) == price)
        or not (sentence.borne or sentence.has("name"))
        or sentence.asks
        or _brings(scope, mark)
    )


_BRINGS: Final = re.compile(
    r"brought(?: in)?|brings?(?: in)?|made|makes?|got|gets|earn\w*|принес\w*|приносит|приносят|получ\w+", re.I
)


def _brings(scope: Scope, mark: Mark) -> bool:
    """Whether a verb of bringing has something counted behind it and is no revenue: "brought in 258 conversions"."""
    behind = [one for one in scope.sentence.marks if one.start >= mark.end and one.kind in ("figure", "metric")][:2]
    kinds = [one.kind for one in behind]
    return (
        bool(_BRINGS.fullmatch(mark.text)) and kinds == ["figure", "metric"] and behind[0].start in scope.sentence.borne
    )
