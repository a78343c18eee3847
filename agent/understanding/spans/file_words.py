"""What the files call their measures, as names of metrics: alone, and in the place of the usual words."""

from collections.abc import Iterator
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
    for word, measure in known:
        if len(tokens_of(word)) == 1:
            yield from _said_with(word, measure)


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
