"""What the files call their measures, as names of metrics: alone, and in the place of the usual words."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from agent.understanding.text.tokens import stem, tokens_of
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure

SHORTEST: Final = 3
MOST: Final = 40
"""Words of files that are learned."""


def file_words(catalogue: Catalogue, left_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Phrases with the metric of each: the files' words first, then "cost per booking" as "cost per order" is one.

    Args:
        catalogue: of the database.
        left_of: what of a word means nothing else: it stands for the longer header that the word is a part of.
    """
    known = [(word, measure) for word, measure in sorted(catalogue.words) if measure in METRICS][:MOST]
    known += [(one.word, one.key) for one in catalogue.own if one.place in catalogue.measures]
    parts = list(_parts(known, left_of))
    yield from (*known, *parts)
    known += [(word.removeprefix("="), measure) for word, measure in parts]
    yield from ((form, measure) for word, measure in known if (form := of_many(word)))
    known += [(form, measure) for word, measure in known if (form := other_number(word))]
    yield from known
    own = {one.key: one for one in catalogue.own}
    yield from _prices(known)
    joint: list[tuple[str, str]] = []
    for word, measure in known:
        if len(tokens_of(word)) > 1:
            continue
        if measure in own:
            yield from _priced_like_leads(word, own[measure])
            continue
        said = list(_said_with(word, measure, _others(measure)))
        yield from (*said, *_said_with(word, measure, joint))
        joint += [(phrase, key) for phrase, key in said if len(METRICS[key].parts) > 1]


def _parts(known: Sequence[tuple[str, str]], left_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The words of longer headers: "demos" of "demos booked", unless two columns or anything else claim it."""
    owners: dict[str, set[str]] = {}
    for word, measure in known:
        for token in tokens_of(word):
            owners.setdefault(token.stem, set()).add(measure)
    for word, measure in known:
        tokens = tokens_of(word)
        for token in tokens if len(tokens) > 1 else ():
            if len(token.plain) >= SHORTEST and len(owners[token.stem]) == 1 and (left := left_of(token.plain)):
                yield left, measure


def _priced_like_leads(word: str, own: OwnMeasure) -> Iterator[tuple[str, str]]:
    """What a lead's price and rate are called, with the word of a column in its place."""
    usual = {stem(tokens[0].plain) for said in _phrases("leads") if len(tokens := tokens_of(said)) == 1}
    for like, key in (("cpl", own.price), ("lead_rate", own.rate)):
        for phrase in _phrases(like) if key in METRICS else ():
            yield from _put(word, phrase, key, usual)


def _prices(known: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What one of a measure costs by its letter: installs have a CPI; a letter of two measures has none."""
    letters: dict[str, set[str]] = {}
    for word, measure in known:
        if word.isascii() and (price := METRICS.price_of(measure)):
            letters.setdefault(word[0], set()).add(price)
    yield from ((f"cp{letter}", prices.pop()) for letter, prices in letters.items() if len(prices) == 1)


def of_many(word: str) -> str:
    """The form of a Russian noun after "how many", where a vowel comes into its stem; empty where none does.

    >>> of_many("сделки"), of_many("заявка"), of_many("лиды")
    ('сделок', 'заявок', '')
    """
    return _FLEETING.sub(r"\1ок", word) if _FLEETING.search(word) else ""


def other_number(word: str) -> str:
    """The other number of an English noun whose plural its stem does not tell, as abbreviations; empty where it does.

    >>> other_number("mqls"), other_number("mql"), other_number("demos"), other_number("лиды")
    ('mql', 'mqls', '', '')
    """
    if not word.isascii() or not word.isalpha():
        return ""
    other = word.removesuffix("s") if word.endswith("s") else f"{word}s"
    return "" if stem(other) == stem(word) else other


_FLEETING: Final = re.compile(r"([бвдзлмнпрст])к[аи]$")


def _others(measure: str) -> Iterator[tuple[str, str]]:
    """What every other metric is called."""
    return ((phrase, key) for key in METRICS if key != measure for phrase in _phrases(key))


def _said_with(word: str, measure: str, phrases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Every phrase that holds a usual word of this measure, with the file's word in its place."""
    usual = {stem(tokens[0].plain) for said in _phrases(measure) if len(tokens := tokens_of(said)) == 1}
    for phrase, key in phrases:
        yield from _put(word, phrase, key, usual)


def _put(word: str, phrase: str, key: str, usual: set[str]) -> Iterator[tuple[str, str]]:
    tokens = tokens_of(phrase)
    for place, token in enumerate(tokens if len(tokens) > 1 else ()):
        if token.stem in usual:
            yield " ".join(word if at == place else other.plain for at, other in enumerate(tokens)), key


def _phrases(metric: str) -> Iterator[str]:
    """What a metric is called in any form."""
    words = METRICS[metric].words
    return (said for language in words.values() for said in language if not said.startswith("="))
