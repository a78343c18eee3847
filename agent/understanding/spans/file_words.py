"""What the files call their measures, as names of metrics: alone, and in the place of the usual words."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding.text.tokens import Word, stem, tokens_of
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS

MOST: Final = 40
"""Words of files that are learned."""


def file_words(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Phrases with the metric of each: the files' words first, then "cost per booking" as "cost per order" is one."""
    known = [(word, measure) for word, measure in sorted(catalogue.words) if measure in METRICS][:MOST]
    yield from known
    yield from ((form, measure) for word, measure in known if (form := of_many(word)))
    yield from _prices(known)
    for word, measure in known:
        if len(tokens_of(word)) == 1:
            yield from _said_with(word, measure)


def _prices(known: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What one of a measure costs by its letter: installs have a CPI; a letter of two measures has none."""
    letters: dict[str, set[str]] = {}
    for word, measure in known:
        if word.isascii() and measure in PRICE_OF:
            letters.setdefault(word[0], set()).add(PRICE_OF[measure])
    yield from ((f"cp{letter}", prices.pop()) for letter, prices in letters.items() if len(prices) == 1)


PRICE_OF: Final = {
    entry.denominator[0][0]: key
    for key, entry in METRICS.items()
    if entry.style == "money" and entry.numerator == (("spend", 1),) and entry.denominator and key != "cac"
}
"""The price of one of each measure."""


def of_many(word: str) -> str:
    """The form of a Russian noun after "how many", where a vowel comes into its stem; empty where none does.

    >>> of_many("сделки"), of_many("заявка"), of_many("лиды")
    ('сделок', 'заявок', '')
    """
    return _FLEETING.sub(r"\1ок", word) if _FLEETING.search(word) else ""


_FLEETING: Final = re.compile(r"([бвдзлмнпрст])к[аи]$")


def _said_with(word: str, measure: str) -> Iterator[tuple[str, str]]:
    """Every phrase of another metric that holds a usual word of this measure, with the file's word in its place."""
    usual = {stem(tokens[0].plain) for said in _phrases(measure) if len(tokens := tokens_of(said)) == 1}
    for key in METRICS:
        for phrase in _phrases(key) if key != measure else ():
            tokens = tokens_of(phrase)
            if len(tokens) > 1 and sum(token.stem in usual for token in tokens) == 1:
                yield " ".join(_put(word, token, usual) for token in tokens), key


def _put(word: str, token: Word, usual: set[str]) -> str:
    return word if token.stem in usual else token.plain


def _phrases(metric: str) -> Iterator[str]:
    """What a metric is called in any form."""
    words = METRICS[metric].words
    return (said for language in words.values() for said in language if not said.startswith("="))
