"""The phrases of a database: constants, stored names, what its files call their columns."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from agent.understanding.spans.constant import Meaning, constants
from agent.understanding.spans.currencies import currencies
from agent.understanding.spans.file_words import (
    FileWords,
    cut_headers,
    cut_words,
    file_words,
    nouns_of_cuts,
    unusual,
    usual_cuts,
    usual_lost,
    values_called,
    whole_headers,
)
from agent.understanding.spans.names import named
from agent.understanding.spans.phrases import YIELDING, Phrases
from agent.understanding.text.tokens import stems_of
from ingest.files.field_names import DAYS_ON
from tools.semantics.catalogue import Catalogue


def build(catalogue: Catalogue) -> Phrases:
    """The phrases of a database; some tenths of a second with thousands of campaigns."""
    phrases = Phrases(whole=whole_headers(catalogue))
    units = ((word, Meaning("currency", code)) for word, code in currencies(catalogue))
    for phrase, meaning in (*constants(), *units):
        phrases.add(phrase, meaning)
    own = {one.key for one in catalogue.cuts}
    for name in named(catalogue):
        if name.dimension not in own or phrases.is_free(name.phrase):
            phrases.add_name(name.phrase, Meaning(name.kind, name.value, name.dimension))
    told = _columns(phrases, catalogue)
    phrases.nouns = dict(unusual(told.nouns))
    _forget_lone_account(phrases, catalogue)
    return phrases


def _columns(phrases: Phrases, catalogue: Catalogue) -> FileWords:
    """Adds what the files call their columns: whole headers of dimensions, measures, then parts of the former."""
    measures = catalogue.measures
    if not catalogue.planned:
        _forget_plans(phrases, [word for word, _ in nouns_of_cuts(catalogue)])
    _forget_usual(phrases, catalogue)
    for phrase, dimension in cut_headers(catalogue):
        phrases.add_file_word(phrase, Meaning("dimension", dimension), measures)
    free = partial(phrases.left_of, yielding=YIELDING)
    told = file_words(catalogue, free, partial(free, measures=measures))
    phrases.heads = frozenset(stems_of(word) for word, _ in told.headers)
    for phrase, metric in (*told.nouns, *told.joined):
        phrases.add_file_word(phrase, Meaning("metric", metric), measures)
        phrases.of_files.append((phrase.removeprefix("="), metric))
    for phrase, metrics in told.torn:
        phrases.add_torn(phrase, metrics, measures)
    _add_codes(phrases, [word for word, _ in told.headers])
    for phrase, dimension in cut_words(catalogue, phrases.left_of):
        phrases.add_file_word(phrase, Meaning("dimension", dimension), measures)
    for cut, value in ((one, value) for one in catalogue.cuts for value in catalogue.values.get(one.key, ())):
        for called in values_called(cut.word, value):
            phrases.add(called, Meaning("value", value, cut.key))
    phrases.columns = [
        (word, Meaning("dimension", key)) for word, key in (*cut_headers(catalogue), *usual_cuts(catalogue))
    ]
    phrases.columns += [(word, Meaning("metric", key)) for word, key in told.headers]
    of_measures = {stems_of(word) for word, _ in told.nouns}
    shared = ((stems_of(word), key) for word, key in nouns_of_cuts(catalogue))
    phrases.shared = {key: cut for key, cut in shared if key in of_measures}
    return told


def _forget_lone_account(phrases: Phrases, catalogue: Catalogue) -> None:
    """A "brand" in the names of campaigns is theirs where there is one account: no rows are cut by it."""
    if len(catalogue.values.get("account", ())) < 2:
        for key in [key for key in phrases.meanings if len(key) == 1 and key[0] in phrases.parts]:
            _forget(phrases, key, lambda one: one == _ACCOUNT)


def _forget_plans(phrases: Phrases, words: Iterable[str]) -> None:
    """Words of files' own dimensions mean those where nothing is planned: "by plan" is by subscription."""
    for key in {stems_of(word) for word in words} & set(phrases.meanings):
        _forget(phrases, key, lambda one: one.kind == "plan")


def _forget_usual(phrases: Phrases, catalogue: Catalogue) -> None:
    """Words of usual dimensions that the files' own have in their headers mean those."""
    for key, dimension in usual_lost(catalogue):
        _forget(phrases, key, partial(Meaning.__eq__, Meaning("dimension", dimension)))


def _forget(phrases: Phrases, key: tuple[str, ...], which: Callable[[Meaning], bool]) -> None:
    others = [one for one in phrases.meanings.pop(key, ()) if not which(one)]
    phrases.meanings |= {key: others} if others else {}


def _add_codes(phrases: Phrases, headers: Iterable[str]) -> None:
    """Adds what may be said with anything that is computed from columns: "D7 ROAS" of "D7 revenue"."""
    for code in sorted({code for header in headers for code in DAYS_ON.findall(header)}):
        phrases.add(code, Meaning("filler", "part"))


_ACCOUNT: Final = Meaning("dimension", "account")
_KEPT: list[tuple[Catalogue, Phrases]] = []
_MOST_KEPT: Final = 4


def phrases_of(catalogue: Catalogue) -> Phrases:
    """The phrases of a catalogue, built once for each."""
    for kept, phrases in _KEPT:
        if kept is catalogue:
            return phrases
    phrases = build(catalogue)
    _KEPT.insert(0, (catalogue, phrases))
    del _KEPT[_MOST_KEPT:]
    return phrases
