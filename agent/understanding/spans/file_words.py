"""What the files call their measures, as names of metrics: alone, and in the place of the usual words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent.understanding.lexicon import called_in_trades
from agent.understanding.reader.labels import METRICS as LABELS
from agent.understanding.spans.header_parts import (
    Header,
    Left,
    Parts,
    in_one,
    other_number,
    parts_of,
    phrases_of_metric,
    sums_with_links,
)
from agent.understanding.spans.price_codes import price_codes
from agent.understanding.text.tokens import stem, stems_of, tokens_of
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS, headers_of
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure

MOST: Final = 40
"""Words of files that are learned."""


@dataclass(frozen=True, kw_only=True)
class FileWords:
    """Phrases with the metric of each; earlier ones go before later ones."""

    headers: tuple[Header, ...]
    """How the files head their measures."""
    nouns: tuple[Header, ...]
    """What the files call their measures, in every number and in both languages."""
    joined: tuple[Header, ...]
    """"Cost per booking", as "cost per order" is one."""
    torn: tuple[tuple[str, tuple[str, ...]], ...]
    """What may be one of several of them, with all of those: "звонки" beside incoming and outgoing ones."""


def file_words(catalogue: Catalogue, left_of: Left, instead_of: Left) -> FileWords:
    """What the files call their measures, alone and in the place of the usual words.

    Args:
        catalogue: of the database.
        left_of: what of a word means nothing else: it stands for the longer header that the word is a part of.
        instead_of: what of a word means no more than a measure that the data lack.
    """
    headers = [(word, measure) for word, measure in sorted(catalogue.words) if measure in METRICS][:MOST]
    headers += [(one.word, one.key) for one in catalogue.own if one.place in catalogue.measures]
    of_cuts = {token.stem for word, _ in _own_cuts(catalogue) for token in tokens_of(word)}
    parts = parts_of(headers, left_of, of_cuts=of_cuts, instead_of=instead_of)
    called, codes = _called_too(_counts(headers)), price_codes(headers)
    nouns = [*headers, *parts.alone, *called.alone, *sums_with_links(headers)]
    plain = [(word.removeprefix("="), measure) for word, measure in nouns]
    forms = [(form, measure) for word, measure in plain if (form := other_number(word))]
    nouns += [*forms, *((in_one(word), measure) for word, measure in headers)]
    plain += forms
    joined = _joined(plain, {one.key: one for one in catalogue.own})
    torn = (*parts.torn, *called.torn, *codes.torn)
    return FileWords(headers=tuple(headers), nouns=tuple(nouns), joined=(*codes.alone, *joined), torn=torn)


def _own_cuts(catalogue: Catalogue) -> list[Header]:
    return [(one.word, one.key) for one in catalogue.cuts if catalogue.values.get(one.key)]


def _joined(nouns: Sequence[Header], own: Mapping[str, OwnMeasure]) -> Iterator[Header]:
    joint: list[Header] = []
    for word, measure in nouns:
        if len(tokens_of(word)) > 1:
            continue
        if measure in own:
            yield from _priced_like_leads(word, own[measure])
            continue
        said = list(_said_with(word, measure, _others(measure)))
        yield from (*said, *_said_with(word, measure, joint))
        joint += [(phrase, key) for phrase, key in said if len(METRICS[key].parts) > 1]


def cut_headers(catalogue: Catalogue) -> Iterator[Header]:
    """How files head their own dimensions, and columns of the usual ones that are stored: a "product" is a segment."""
    yield from _own_cuts(catalogue)
    yield from sorted(catalogue.heads)
    lost = usual_lost(catalogue)
    for key in DIMENSIONS.catalogue:
        if catalogue.values.get(key):
            yield from ((word, key) for word in headers_of(key) if (stems_of(word), key) not in lost)


def usual_cuts(catalogue: Catalogue) -> Iterator[Header]:
    """What the usual dimensions of which there is more than nothing are called."""
    lost = usual_lost(catalogue)
    for key, entry in DIMENSIONS.catalogue.items():
        if key in ("channel", "campaign") or catalogue.values.get(key):
            said = (word for words in entry.words.values() for word in words if not word.startswith("="))
            yield from ((word, key) for word in said if (stems_of(word), key) not in lost)


def cut_words(catalogue: Catalogue, left_of: Left) -> Iterator[Header]:
    """What else files call their own dimensions, with the key of each: words of their headers, then what trades say."""
    known = _own_cuts(catalogue)
    called = [*parts_of(known, left_of).alone, *_called_too(known).alone, *_translated(catalogue)]
    yield from called
    yield from ((form, key) for word, key in (*known, *called) if (form := other_number(word.removeprefix("="))))


def usual_lost(catalogue: Catalogue) -> frozenset[tuple[tuple[str, ...], str]]:
    """Stems of usual dimensions that a file's own dimension has in its header, where no file heads the usual one so.

    "By segment" is of the "audience segment" where the usual segments are a column of products, and "by market" of the
    "source market" where no cities are stored.
    """
    own = {token.stem for word, _ in (*_own_cuts(catalogue), *_translated(catalogue)) for token in tokens_of(word)}
    heads: dict[str, set[str]] = {}
    for word, key in catalogue.heads:
        heads.setdefault(key, set()).update(token.stem for token in tokens_of(word))
    return frozenset(
        ((word,), key)
        for key, entry in DIMENSIONS.catalogue.items()
        if entry.home in ("campaign", "slice") and key != "campaign"
        for word in own - heads.get(key, own if catalogue.values.get(key) else set())
    )


def _translated(catalogue: Catalogue) -> Iterator[Header]:
    """The other language's word for a usual word in the header of a file's own dimension: "segment" of «Сегмент ЦА»."""
    titles = [
        {stem(words[0]): language for language, words in entry.words.items()} for entry in DIMENSIONS.catalogue.values()
    ]
    for word, key in _own_cuts(catalogue):
        for token in tokens_of(word):
            yield from ((other, key) for said in titles if token.stem in said for other in said if other != token.stem)


def nouns_of_cuts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Words inside the headers of files' own dimensions, in either language, with the key of each."""
    for word, key in _own_cuts(catalogue):
        for token in tokens_of(word):
            yield from ((form, key) for form in (token.plain, *called_in_trades(token.plain)))


def values_called(header: str, value: str) -> Iterator[str]:
    """What a value is called with its column: "тип карты дневная", "дневная карта", "business plan"."""
    yield from (f"{header} {value}", f"{value} {header}")
    nouns = [token.plain for token in tokens_of(header) if called_in_trades(token.plain)]
    for noun in nouns if len(tokens_of(header)) > 1 else ():
        yield from (f"{form} {value}" for form in (noun, *called_in_trades(noun)))
        yield from (f"{value} {form}" for form in (noun, *called_in_trades(noun)))


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


def _counts(known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(word, measure) for word, measure in known if METRICS[measure].style == "count"]


def _called_too(known: Sequence[Header]) -> Parts:
    """What else a trade calls the columns of its files, in either language, unless a header claims it."""
    owners: dict[str, dict[str, None]] = {}
    for word, key in known:
        for other in called_in_trades(word):
            owners.setdefault(other, {})[key] = None
    taken = {stems_of(word) for word, _ in known}
    free = {word: tuple(keys) for word, keys in owners.items() if stems_of(word) not in taken}
    return Parts(
        alone=tuple((word, keys[0]) for word, keys in free.items() if len(keys) == 1),
        torn=tuple((word, keys) for word, keys in free.items() if len(keys) > 1),
    )


def _priced_like_leads(word: str, own: OwnMeasure) -> Iterator[tuple[str, str]]:
    """What a lead's price and rate are called, with the word of a column in its place."""
    usual = {stem(tokens[0].plain) for said in phrases_of_metric("leads") if len(tokens := tokens_of(said)) == 1}
    for like, key in (("cpl", own.price), ("lead_rate", own.rate)):
        for phrase in phrases_of_metric(like) if key in METRICS else ():
            yield from _put(word, phrase, key, usual)


def _others(measure: str) -> Iterator[tuple[str, str]]:
    """What every other metric is called."""
    return ((phrase, key) for key in METRICS if key != measure for phrase in phrases_of_metric(key))


def _said_with(word: str, measure: str, phrases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Every phrase that holds a usual word of this measure, with the file's word in its place."""
    usual = {stem(tokens[0].plain) for said in phrases_of_metric(measure) if len(tokens := tokens_of(said)) == 1}
    for phrase, key in phrases:
        yield from _put(word, phrase, key, usual)


def _put(word: str, phrase: str, key: str, usual: set[str]) -> Iterator[tuple[str, str]]:
    tokens = tokens_of(phrase)
    for place, token in enumerate(tokens if len(tokens) > 1 else ()):
        if token.stem in usual:
            yield " ".join(word if at == place else other.plain for at, other in enumerate(tokens)), key
