"""Everything the planner can recognise, as one dictionary of phrases: built from the catalogues and from what is stored."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from agent.planner.fillers import FILLERS
from agent.planner.foreign import ASIDES, PRICES, SMALL_TALK, UNCOLLECTED
from agent.planner.names import named_values
from agent.planner.tokens import Token, plains_of, stem, stems_of, tokens_of
from agent.planner.vocabulary import VOCABULARY
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS

ORDER: Final = (
    "metric", "price", "channel", "value", "dimension", "intent", *VOCABULARY, "campaign", "absent_channel", "uncollected",
    "absent_value", "small_talk", "filler",
)  # fmt: skip
"""Of two meanings of one phrase the earlier kind is meant, unless the words around it say otherwise."""
SKIPPED: Final = frozenset(("the", "an"))
Phrases = tuple[tuple[str, str], ...]
_TYPO_LETTERS: Final = 5
_TWO_TYPOS_LETTERS: Final = 9
_ENDING_LETTERS: Final = 3
_WRITTEN_SO: Final = 100
_PART_LETTERS: Final = 3
_PART_ORDER: Final = (
    "account", "audience", "segment", "location", "region", "objective", "language", "placement", "device", "age", "gender",
    "campaign",
)  # fmt: skip
_MOST_ALIKE: Final = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a phrase may mean."""

    kind: str
    """One of `ORDER`."""
    value: str
    """Key of a metric or dimension, stored value, variant of a vocabulary word."""
    dimension: str = ""
    """Of a stored value."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `after` (excluded) and what they may mean, the likeliest first."""

    first: int
    after: int
    meanings: tuple[Meaning, ...]


@dataclass(kw_only=True)
class Lexicon:
    """Phrases by their exact words and by their stems."""

    exact: dict[tuple[str, ...], list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    stemmed: dict[tuple[str, ...], list[Meaning]] = field(default_factory=lambda: defaultdict(list))

    forms: dict[tuple[str, ...], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """The phrases exactly as they are written in the catalogues, and what they mean there."""

    spelled: dict[str, str] = field(default_factory=dict)
    """A word for each stem."""

    parts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Stems of words inside stored names, with the names by dimension."""

    def add_part(self, dimension: str, value: str) -> None:
        """Learns the words of a stored name."""
        for token in tokens_of(value):
            if len(token.plain) >= _PART_LETTERS and not token.is_number and token.plain not in FILLERS:
                values = self.parts.setdefault(token.stem, {}).setdefault(dimension, [])
                if value not in values:
                    values.append(value)

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Adds one phrase; a leading "=" demands its exact form."""
        words = phrase.strip()
        exact = words.startswith("=")
        key = plains_of(words) if exact else stems_of(words)
        key = tuple(word for word in key if word not in SKIPPED)
        for plain in plains_of(words):
            self.spelled.setdefault(stem(plain), plain)
        home = self.exact if exact else self.stemmed
        if meaning.kind != "filler":
            self.forms[plains_of(words)].add((meaning.kind, meaning.value))
        if key and meaning not in home[key]:
            home[key].append(meaning)

    @cached_property
    def longest(self) -> int:
        """Words of the longest phrase."""
        return max(map(len, (*self.exact, *self.stemmed)), default=0)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every stem of every phrase."""
        return frozenset(word for key in self.stemmed for word in key) | frozenset(
            stem(w) for key in self.exact for w in key
        )

    @cached_property
    def typo_targets(self) -> dict[tuple[bool, str], list[str]]:
        """Stems worth a second look, by alphabet and first letter."""
        wanted = {
            word
            for key, meanings in self.stemmed.items()
            for word in key
            if len(word) >= _TYPO_LETTERS - 1
            and not word[0].isdigit()
            and meanings[0].kind not in ("filler", "small_talk", "campaign")
        }
        found: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in sorted(wanted):
            found[word.isascii(), word[0]].append(word)
        return dict(found)

    def parts_like(self, stems: Iterable[str]) -> tuple[str, tuple[str, ...]] | None:
        """The dimension, and its stored values, of whose names one of the words is a part: "lookalike", "women"."""
        found = next((self.parts[word] for word in stems if word in self.parts), None)
        if not found:
            return None
        dimension = min(found, key=_PART_ORDER.index)
        values = tuple(found[dimension])
        return (dimension, values) if len(values) <= _MOST_ALIKE else None

    def corrected(self, token: Token) -> str:
        """The token's stem, or the known stem it was surely meant to be."""
        if (
            token.stem in self.known
            or token.is_number
            or token.plain in FILLERS
            or len(token.plain) < _TYPO_LETTERS - 1
        ):
            return token.stem
        if len(token.plain) < _TYPO_LETTERS:
            return self._with_a_letter(token)
        allowed = 2 if len(token.stem) >= _TWO_TYPOS_LETTERS else 1
        targets = self.typo_targets.get((token.stem.isascii(), token.stem[0]), [])
        inside = [word for word in targets if token.plain.startswith(word) and _is_an_ending(token.plain[len(word) :])]
        if inside:
            return max(inside, key=len)
        found = process.extract(token.stem, targets, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        near = [word for word, distance, _ in found if distance == found[0][1] and len(word) >= len(token.stem) - 1]
        return max(near, key=lambda word: JaroWinkler.similarity(word, token.plain), default=token.stem)

    def _with_a_letter(self, token: Token) -> str:
        """A short word that lacks one letter of a longer one: "spnd"."""
        targets = self.typo_targets.get((token.stem.isascii(), token.stem[0]), [])
        found = [word for word in targets if len(word) == len(token.stem) + 1 and OSA.distance(word, token.stem) == 1]
        return found[0] if len(found) == 1 else token.stem

    def matches(self, tokens: list[Token], stems: list[str], *, barred: frozenset[int] = frozenset()) -> list[Match]:
        """The longest phrases from left to right, none overlapping, none over barred words."""
        places = [place for place, token in enumerate(tokens) if token.plain not in SKIPPED and place not in barred]
        found: list[Match] = []
        index = 0
        while index < len(places):
            match, length = self._longest_at(tokens, stems, places, index)
            if match is not None:
                found.append(match)
            index += length
        return found

    def _rank(self, meaning: Meaning, plains: tuple[str, ...]) -> int:
        """An everyday word stays one unless it is written exactly like something meant: "marketing" is no "market"."""
        written = (meaning.kind, meaning.value) in self.forms.get(plains, ())
        if meaning.kind == "filler" and meaning.value == "" and plains not in self.forms:
            return -1
        return ORDER.index(meaning.kind) - (
            _WRITTEN_SO if written and meaning.kind in ("metric", "share", "intent", "uncollected") else 0
        )

    def _longest_at(
        self, tokens: list[Token], stems: list[str], places: list[int], index: int
    ) -> tuple[Match | None, int]:
        for length in range(min(self.longest, len(places) - index), 0, -1):
            part = places[index : index + length]
            if part[-1] - part[0] >= length + 1 or not _unbroken(tokens, part):
                continue
            plains = tuple(tokens[place].plain for place in part)
            meanings = [*self.exact.get(plains, ()), *self.stemmed.get(tuple(stems[place] for place in part), ())]
            if meanings:
                ranked = sorted(meanings, key=lambda meaning: self._rank(meaning, plains))
                return Match(first=part[0], after=part[-1] + 1, meanings=tuple(ranked)), length
        return None, 1


def _unbroken(tokens: list[Token], part: list[int]) -> bool:
    """Whether a phrase's words stand close together: skipped articles between them are fine, other text is not."""
    return all(later - earlier <= 2 for earlier, later in itertools.pairwise(part)) and (
        tokens[part[-1]].end - tokens[part[0]].start <= sum(len(tokens[place].text) + 8 for place in part)
    )


def _listed(text: str) -> Iterator[str]:
    return (word.strip() for word in text.split(",") if word.strip())


def _catalogue_words() -> Iterator[tuple[str, Meaning]]:
    for catalogue, kind in ((METRICS, "metric"), (DIMENSIONS, "dimension")):
        for key, entry in catalogue.items():
            for word in (key.replace("_", " "), *entry.words["ru"], *entry.words["en"]):
                yield word, Meaning(kind, key)


def _vocabulary_words() -> Iterator[tuple[str, Meaning]]:
    for kind, variants in VOCABULARY.items():
        for variant, words in variants.items():
            yield from ((word, Meaning(kind, variant)) for word in _listed(words))
    yield from ((word, Meaning("filler", "phrase")) for word in _listed(ASIDES))
    yield from ((word, Meaning("price", "")) for word in _listed(PRICES))
    for words in UNCOLLECTED.values():
        yield from ((word, Meaning("uncollected", word)) for word in _listed(words))
    for topic, words in SMALL_TALK.items():
        yield from ((word, Meaning("small_talk", topic)) for word in _listed(words))
    yield from ((f"={word}", Meaning("filler", "")) for word in FILLERS)


@lru_cache(maxsize=1)
def _constant() -> tuple[tuple[str, Meaning], ...]:
    return (*_catalogue_words(), *_vocabulary_words())


def build_lexicon(catalogue: Catalogue, intents: Phrases) -> Lexicon:
    """The lexicon of a database; some tenths of a second with thousands of campaigns."""
    lexicon = Lexicon()
    for phrase, meaning in _constant():
        lexicon.add(phrase, meaning)
    for phrases, tool in intents:
        for phrase in _listed(phrases):
            lexicon.add(phrase, Meaning("intent", tool))
    _add_names(lexicon, named_values(catalogue))
    return lexicon


def _add_names(lexicon: Lexicon, names: Iterable[tuple[str, str, str, str]]) -> None:
    for phrase, kind, value, dimension in names:
        lexicon.add(phrase, Meaning(kind, value, dimension))
        if kind in ("value", "campaign"):
            lexicon.add_part(dimension, value)


def _is_an_ending(letters: str) -> bool:
    """Russian words end in many ways, English ones in few: "median" is no form of "media"."""
    return letters in _ENGLISH_ENDINGS if letters.isascii() else len(letters) <= _ENDING_LETTERS


_ENGLISH_ENDINGS: Final = frozenset(("", "s", "es", "d", "ed", "er", "ers", "ing", "ly", "y"))


class _Holder:
    """A catalogue as a cache key: the same object is the same key."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.catalogue is self.catalogue


@lru_cache(maxsize=32)  # one for every part of the data that somebody sees
def _held(holder: _Holder, intents: Phrases) -> Lexicon:
    return build_lexicon(holder.catalogue, intents)


def lexicon_of(catalogue: Catalogue, intents: Phrases) -> Lexicon:
    """The lexicon of a catalogue, built once.

    Args:
        catalogue: what the database holds.
        intents: phrases, separated by commas, and the tool each of them asks for.
    """
    return _held(_Holder(catalogue), intents)
