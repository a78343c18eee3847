"""Which stored rules somebody means by words: their name, what they are called in either language, or their metric."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.texts import LANGUAGES, say
from tools.alerts.stored_rules import StoredRule
from tools.semantics.metrics import METRICS
from tools.words.stems import stem_in

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ENOUGH: Final = 0.5
"""Of the words of a title; fewer name no rule."""


def rules_meant(words: str, stored: Sequence[StoredRule]) -> list[StoredRule]:
    """The rules that words fit best: one where they are clear, several where they fit alike, none where they name none.

    Args:
        words: a rule's name, or a sentence that speaks of it ("приостанови правило по ROI").
        stored: the rules there are.
    """
    named = [one for one in stored if one.name.casefold() in words.casefold()]
    if named:
        longest = max(len(one.name) for one in named)
        return [one for one in named if len(one.name) == longest]
    said = _stems(words)
    fits = {one.name: max(_fit(label, said) for label in _labels(one)) for one in stored}
    best = max(fits.values(), default=0)
    return [one for one in stored if best and fits[one.name] == best]


def _fit(label: str, said: frozenset[str]) -> int:
    """How many words of a title are said, if they are enough of it."""
    stems = _stems(label)
    both = len(stems & said)
    return both if both >= _ENOUGH * len(stems) else 0


def _labels(one: StoredRule) -> Iterator[str]:
    yield one.rule.kind.replace("_", " ")
    if metric := METRICS.get(one.rule.metric):  # data that stopped are of no metric
        yield from metric.titles.values()
    if one.rule.kind != "threshold":
        yield from (say(f"alerts-title-{one.rule.kind.replace('_', '-')}", language) for language in LANGUAGES)
    else:
        yield one.name


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return frozenset(stem_in("en" if word.isascii() else "ru", word) for word in words)
