"""What the files call their measures, as names of metrics: alone, and in the place of the usual words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent.understanding.lexicon import called_in_trades
from agent.understanding.reader.labels import METRICS as LABELS
from agent.understanding.text.tokens import stem, stems_of, tokens_of
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS, headers_of
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure

SHORTEST: Final = 3
_SUMS: Final = ("сумма", "стоимость", "объем", "amount", "value", "sum")
"""Words by which a header calls its column money, beside the names of money itself."""
MOST: Final = 40
"""Words of files that are learned."""


@dataclass(frozen=True, kw_only=True)
class FileWords:
    """Phrases with the metric of each; earlier ones go before later ones."""

    nouns: tuple[tuple[str, str], ...]
    """What the files call their measures, in every number and in both languages."""
    joined: tuple[tuple[str, str], ...]
    """"Cost per booking", as "cost per order" is one."""


def file_words(catalogue: Catalogue, left_of: Callable[[str], str]) -> FileWords:
    """What the files call their measures, alone and in the place of the usual words.

    Args:
        catalogue: of the database.
        left_of: what of a word means nothing else: it stands for the longer header that the word is a part of.
    """
    headers = [(word, measure) for word, measure in sorted(catalogue.words) if measure in METRICS][:MOST]
    headers += [(one.word, one.key) for one in catalogue.own if one.place in catalogue.measures]
    nouns = [*headers, *_parts(headers, left_of), *_called_too(_counts(headers))]
    plain = [(word.removeprefix("="), measure) for word, measure in nouns]
    forms = [(form, measure) for word, measure in plain if (form := other_number(word))]
    nouns += forms
    plain += forms
    return FileWords(nouns=tuple(nouns), joined=tuple(_joined(headers, plain, {one.key: one for one in catalogue.own})))


def _joined(
    headers: Sequence[tuple[str, str]], nouns: Sequence[tuple[str, str]], own: Mapping[str, OwnMeasure]
) -> Iterator[tuple[str, str]]:
    yield from _prices(headers)
    joint: list[tuple[str, str]] = []
    for word, measure in nouns:
        if len(tokens_of(word)) > 1:
            continue
        if measure in own:
            yield from _priced_like_leads(word, own[measure])
            continue
        said = list(_said_with(word, measure, _others(measure)))
        yield from (*said, *_said_with(word, measure, joint))
        joint += [(phrase, key) for phrase, key in said if len(METRICS[key].parts) > 1]


def cut_words(catalogue: Catalogue, left_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """What files call their own dimensions, with the key of each: headers first, then words of longer ones."""
    known = [(one.word, one.key) for one in catalogue.cuts if catalogue.values.get(one.key)]
    known += [*_parts(known, left_of), *_called_too(known)]
    yield from known
    yield from ((form, key) for word, key in known if (form := other_number(word.removeprefix("="))))


def heads(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """How files head their columns of the usual dimensions that are stored: a "product" is a segment."""
    for key in DIMENSIONS.catalogue:
        if catalogue.values.get(key):
            yield from ((word, key) for word in headers_of(key))


def whole_headers(catalogue: Catalogue) -> frozenset[tuple[str, ...]]:
    """The stems of what columns of a file's own are called as a whole, in either language.

    They go before what a standard column is called too: beside conversions a "purchase" of its own is no conversion,
    and a "platform" beside the channel is no channel.
    """
    standard = {stems_of(word) for word, _ in catalogue.words}
    own = [one.word for one in catalogue.own if one.place in catalogue.measures]
    own += [one.word for one in catalogue.cuts if catalogue.values.get(one.key)]
    found = {stems_of(word) for word in own}
    for called in map(called_in_trades, own):
        row = set(map(stems_of, called))
        found |= row if row & found else set()
    return frozenset(found - standard)


def unusual(nouns: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The nouns that nobody but a file calls their metric by stems."""
    for noun, metric in nouns:
        usual = {stems_of(word) for words in METRICS[metric].words.values() for word in words}
        if metric not in LABELS or stems_of(noun) not in usual:
            yield stems_of(noun), metric


def _parts(known: Sequence[tuple[str, str]], left_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The words of longer headers: "demos" of "demos booked", unless two columns or anything else claim it.

    What a sum is made of is not the sum: "сделки" of "сумма сделок" are their number, which no column may hold.
    """
    owners: dict[str, set[str]] = {}
    for word, measure in known:
        for token in tokens_of(word):
            for form in filter(None, (token.plain, other_number(token.plain))):
                owners.setdefault(stem(form), set()).add(measure)
    for word, measure in known:
        tokens = tokens_of(word)
        is_sum = _is_sum(measure, {token.stem for token in tokens})
        for token in tokens if len(tokens) > 1 else ():
            if is_sum and called_in_trades(token.plain):
                continue
            if len(token.plain) >= SHORTEST and len(owners[token.stem]) == 1 and (left := left_of(token.plain)):
                yield left, measure


def _is_sum(measure: str, stems: Collection[str]) -> bool:
    """Whether a header says itself that it is a sum of money."""
    if measure not in METRICS or METRICS[measure].style != "money":
        return False
    of_money = {tokens[0].stem for said in _phrases(measure) if len(tokens := tokens_of(said)) == 1}
    return not of_money.union(map(stem, _SUMS)).isdisjoint(stems)


def _counts(known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(word, measure) for word, measure in known if METRICS[measure].style == "count"]


def _called_too(known: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What else a trade calls the columns of its files, in either language, unless two columns or a header claim it."""
    owners: dict[str, set[str]] = {}
    for word, key in known:
        for other in called_in_trades(word):
            owners.setdefault(other, set()).add(key)
    taken = {stems_of(word) for word, _ in known}
    for word, keys in owners.items():
        if len(keys) == 1 and stems_of(word) not in taken:
            yield word, next(iter(keys))


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


def other_number(word: str) -> str:
    """The other number of an English noun whose plural its stem does not tell, as abbreviations; empty where it does.

    >>> other_number("mqls"), other_number("mql"), other_number("demos"), other_number("лиды")
    ('mql', 'mqls', '', '')
    """
    if not word.isascii() or not word.isalpha():
        return ""
    other = word.removesuffix("s") if word.endswith("s") else f"{word}s"
    return "" if stem(other) == stem(word) else other


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
