"""Every phrase that means something in this database, found by stems: words, metrics, dimensions, names."""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from agent.understanding import lexicon
from agent.understanding.spans.constant import Meaning
from agent.understanding.spans.name_parts import keys_of
from agent.understanding.spans.span import Stretch, weight_of
from agent.understanding.text.spelling import Spelling
from agent.understanding.text.tokens import Word, plains_of, stem, stems_of, tokens_of
from agent.understanding.text.translit import Translit
from agent.understanding.text.typing import Repair, sound_of
from tools.semantics.metrics import METRICS
from tools.words.period_words import WORDS as CALENDAR

SKIPPED: Final = frozenset(("the", "an"))
"""Articles may stand inside any phrase."""
_WRITTEN: Final = 0.06
_ASIDE: Final = 0.2
_EXACT: Final = 0.15
"""What a phrase adds that demands its very form."""
_REPAIRED: Final = -0.25
_NOT_REPAIRED_TO: Final = ("filler", "small_talk", "campaign")
_PART_LETTERS: Final = 3
_VERBS: Final = ("export", "exclude", "sort", "compare", "only", "change")
"""Kinds of words that order what is done with figures: another form of them may be a noun."""
_OF_CASES: Final = 5
"""Letters of an everyday word that may name a group where it stands as a name: "Business"."""
YIELDING: Final = ("small_talk", "uncollected")
"""What a word is taken for only while no file has a column of that name."""
_OF_TALK: Final = (*YIELDING, "absent_value", "becomes", "buys", "customer", "filler", "vague")
"""What gives way to the whole header of a column: "дошли" are counted where a file counts them so."""


@dataclass(kw_only=True)
class Phrases:
    """Phrases by their stems or, those with "=" in front, by their exact words."""

    meanings: dict[tuple[str, ...], list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    exact: dict[tuple[str, ...], list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    written: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    spelled: dict[str, str] = field(default_factory=dict)
    """A word for each stem."""
    parts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Stems of words inside stored names, and what all their forms share, with the names by dimension."""
    of_files: list[tuple[str, str]] = field(default_factory=list)
    """What files call metrics, with the metric of each."""
    nouns: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Measures by the stems of what files call them and nobody else does."""
    whole: frozenset[tuple[str, ...]] = frozenset()
    """What columns of a file's own are called as a whole."""
    heads: frozenset[tuple[str, ...]] = frozenset()
    """What the files head their measures with, in stems."""
    columns: list[tuple[str, Meaning]] = field(default_factory=list)
    """What the columns of these data are called as a whole, dimensions by their usual words too."""
    torn: set[tuple[str, ...]] = field(default_factory=set)
    """What files call several measures."""
    shared: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Nouns of measures that a file's own dimension has in its header too, with its key: "карт" of "тип карты"."""
    sounds: dict[str, list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    """Names by how their words sound in either alphabet."""

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Adds one phrase; a leading "=" demands its exact form."""
        words, home = phrase.strip(), self.meanings
        for plain in plains_of(words):
            self.spelled.setdefault(stem(plain), plain)
        key = stems_of(words)
        if words.startswith("="):
            key, home = plains_of(words), self.exact
        key = tuple(word for word in key if word not in SKIPPED)
        if key and meaning not in home[key]:
            home[key].append(meaning)
            self.written.add((plains_of(words), meaning.kind))

    def add_name(self, phrase: str, meaning: Meaning) -> None:
        """Adds a stored name, its words, and its sound."""
        self.add(phrase, meaning)
        if meaning.kind not in ("value", "campaign"):
            return
        words = [token for token in tokens_of(phrase) if len(token.plain) >= _PART_LETTERS and not token.is_number]
        heard = " ".join(sound_of(word.plain) for word in words)
        if words and meaning not in self.sounds[heard]:
            self.sounds[heard].append(meaning)
        for token in tokens_of(meaning.value):
            if len(token.plain) >= _PART_LETTERS and not token.is_number and token.plain not in lexicon.courtesy():
                for key in keys_of(token):
                    values = self.parts.setdefault(key, {}).setdefault(meaning.dimension, [])
                    if meaning.value not in values:
                        values.append(meaning.value)

    def add_file_word(self, phrase: str, meaning: Meaning, measures: Collection[str]) -> None:
        """Adds what a file calls a column; what means part of a question already keeps its meaning.

        A metric that needs other measures is none here: "просмотры" of posts are no video views. A whole header of a
        column of its own takes the word from a standard one.
        """
        key = _key_of(phrase)
        if phrase.startswith("="):
            kept = [one for one in self.meanings.pop(key, ()) if one.kind not in YIELDING]
            self.meanings |= {key: kept} if kept else {}
            self.add(phrase, meaning)
            return
        weak = self._weak(phrase)
        if any(one.kind not in weak for one in self.exact.get(plains_of(phrase), ())):
            return
        if not self._gives_way(phrase, meaning.kind, measures):
            return
        self.meanings.pop(key, None)
        if weak:
            self._forget_forms(key, weak)
        self.add(phrase, meaning)

    def _forget_forms(self, key: tuple[str, ...], kinds: Collection[str]) -> None:
        """Takes what the single forms of a phrase mean of those kinds away."""
        for plains in [one for one in self.exact if stems_of(" ".join(one)) == key]:
            others = [one for one in self.exact.pop(plains) if one.kind not in kinds]
            self.exact |= {plains: others} if others else {}

    def _weak(self, phrase: str) -> tuple[str, ...]:
        """Kinds of meanings that a phrase loses to a column: more of them where it is the column's whole header."""
        return _OF_TALK if stems_of(phrase) in self.heads else ()

    def add_torn(self, phrase: str, metrics: Sequence[str], measures: Collection[str]) -> None:
        """Adds what files call several columns, unless it means something else: which one is meant is asked."""
        key = _key_of(phrase)
        if self.exact.get(plains_of(phrase)) or not self._gives_way(phrase, "", measures):
            return
        self.meanings.pop(key, None)
        self.torn.add(key)
        for metric in metrics:
            self.add(phrase, Meaning("metric", metric))

    def _gives_way(self, phrase: str, kind: str, measures: Collection[str]) -> bool:
        """Whether what a phrase means so far leaves it to a column of that kind."""
        said = set(stems_of(phrase))
        own = kind if any(said.issuperset(header) for header in self.whole) else ""
        yielding = (own, *self._weak(phrase))
        known = [one for one in self.meanings.get(_key_of(phrase), ()) if one.kind not in yielding]
        return not any(_stays(one, measures) for one in known)

    def nouns_in(self, words: Iterable[Stretch]) -> Iterator[Stretch]:
        """Those of the found words that name a measure as files do."""
        for word in words:
            if word.is_a("metric") and self.nouns.get(stems_of(word.guessed or word.text)) == word.value:
                yield word

    def is_free(self, phrase: str) -> bool:
        """Whether the words of a cell mean nothing yet; "yes", "new" or "2" name a group only with its column."""
        key = tuple(word for word in stems_of(phrase) if word not in SKIPPED)
        plains = plains_of(phrase)
        small = bool(plains) and plains[0] in lexicon.courtesy() and len(plains[0]) < _OF_CASES
        said = (*self.meanings.get(key, ()), *self.exact.get(plains, ()))
        known = [one for one in said if one.kind not in ("filler", "small_talk")]
        return bool(plains) and not known and not small and any(map(str.isalpha, phrase))

    def left_of(self, word: str, yielding: Collection[str] = (), measures: Collection[str] | None = None) -> str:
        """What of a plain word still means nothing: all its forms, this form alone ("=demos"), or none (empty).

        A form that stored names do not have is free beside them: "demos" where a campaign is called "Demo".

        Args:
            word: the plain word.
            yielding: kinds of meanings that are as good as none.
            measures: of the data; a metric of others is as good as none. None where every metric counts.
        """
        root = stem(word)
        known = [
            one
            for one in self.meanings.get((root,), ())
            if one.kind not in yielding and not (yielding and _is_computed(one))
        ]
        known = known if measures is None else [one for one in known if _stays(one, measures)]
        if known and all(one.kind in _VERBS and ((word,), one.kind) not in self.written for one in known):
            return f"={word}"  # "saves" are counted, "save" orders
        if known or (word,) in self.exact or word in lexicon.courtesy():
            return ""
        names = (name for values in self.parts.get(root, {}).values() for name in values)
        forms = {token.plain for name in names for token in tokens_of(name)}
        return word if not forms else "" if word in forms else f"={word}"

    @cached_property
    def headers(self) -> tuple[tuple[tuple[Word, ...], Meaning], ...]:
        """The words of each of the columns, with what it means."""
        return tuple((tuple(tokens_of(header)), meaning) for header, meaning in self.columns)

    @cached_property
    def longest(self) -> int:
        """Words of the longest phrase, within reason."""
        return min(10, max(map(len, (*self.meanings, *self.exact)), default=0))

    @cached_property
    def repair(self) -> Repair:
        """Of misspelt words."""
        known = {word for key in self.meanings for word in key} | {stem(word) for key in self.exact for word in key}
        wanted = (
            word for key, meanings in self.meanings.items() if meanings[0].kind not in _NOT_REPAIRED_TO for word in key
        )
        trade = (
            word for phrase, _ in self.of_files for word in stems_of(phrase) if len(self.meanings.get((word,), ())) == 1
        )
        fixed = (word for key, meanings in self.meanings.items() if meanings[0].kind == "exclude" for word in key)
        return Repair(known | {stem(word) for word in lexicon.courtesy()}, wanted, self.spelled, trade, fixed)

    @cached_property
    def spelling(self) -> Spelling:
        """Of words that a slip of the fingers spoiled, before anything is made of them."""
        phrases = (*self.meanings.items(), *self.exact.items())
        asked = (
            key for key, meanings in phrases if meanings[0].kind not in (*_NOT_REPAIRED_TO, "absent_value", "vague")
        )
        here = {stem(word) for word in (*itertools.chain.from_iterable(asked), *CALENDAR)}
        return Spelling(
            here, self.spelled.values(), lambda word: word.stem in self.repair.known or word.plain in CALENDAR
        )

    @cached_property
    def translit(self) -> Translit:
        """Of Russian words in Latin letters; those of the calendar first, whose forms matter."""
        russian = [word for word in (*self.spelled.values(), *lexicon.courtesy(), *CALENDAR) if not word.isascii()]
        stems = {key: word for key, word in self.spelled.items() if not key.isascii()}
        return Translit(
            russian,
            stems,
            is_english=lambda token: token.plain in CALENDAR or token.stem in self.repair.known,
            is_slip=lambda token: self.repair.stem_of(token) in self.repair.known,
        )

    def find(self, text: str, tokens: Sequence[Word], stems: Sequence[str]) -> Iterator[Stretch]:
        """Every phrase in the text, overlapping ones too."""
        places = [place for place, token in enumerate(tokens) if token.plain not in SKIPPED]
        for index in range(len(places)):
            for length in range(1, min(self.longest, len(places) - index) + 1):
                part = places[index : index + length]
                if length > 1 and tokens[part[-1]].start - tokens[part[-2]].end > _APART:
                    break
                yield from self._at(text, tokens, stems, part)

    def _at(self, text: str, tokens: Sequence[Word], stems: Sequence[str], part: list[int]) -> Iterator[Stretch]:
        plains = tuple(tokens[place].plain for place in part)
        key = tuple(stems[place] for place in part)
        exact = self.exact.get(plains, ())
        found = [*exact, *self.meanings.get(key, ())]
        start, end = tokens[part[0]].start, tokens[part[-1]].end
        repaired = any(stems[place] != tokens[place].stem for place in part)
        listed = "," in text[start:end]  # "cost, trials" are two
        parted = _PARTED.search(text[start:end])
        aside = any(meaning.value == "phrase" for meaning in found)
        for meaning in found:
            if (parted or (listed and meaning.kind == "metric")) and meaning.kind not in ("value", "campaign"):
                continue
            yield Stretch(
                kind=meaning.kind,
                value=meaning.value,
                dimension=meaning.dimension,
                first=part[0],
                after=part[-1] + 1,
                start=start,
                end=end,
                text=text[start:end],
                weight=weight_of(meaning.kind, len(part))
                + (_REPAIRED if repaired else 0)
                + (_WRITTEN if (plains, meaning.kind) in self.written else 0)
                + (_ASIDE * len(part) if aside else 0)
                + (_EXACT if meaning in exact and meaning.kind != "filler" else 0),
                offered=key in self.torn and meaning.kind == "metric",
                guessed=" ".join(self.spelled.get(word, word) for word in key) if repaired else "",
            )


def _key_of(phrase: str) -> tuple[str, ...]:
    return tuple(word for word in stems_of(phrase) if word not in SKIPPED)


def _stays(meaning: Meaning, measures: Collection[str]) -> bool:
    absent = meaning.kind == "metric" and not set(METRICS[meaning.value].parts) <= set(measures)
    return meaning.kind not in YIELDING and not absent and not _is_computed(meaning)


def _is_computed(meaning: Meaning) -> bool:
    """Whether it is a difference of two sums: a file's own "margin" goes before revenue less spend."""
    computed = METRICS[meaning.value] if meaning.kind == "metric" else None
    return computed is not None and len(computed.numerator) > 1 and not computed.denominator


_PARTED: Final = re.compile(r",\s*\w{1,3}$")
"""The preposition of what stands behind a comma: "the cost of an order, by network" sorts by nothing."""
_APART: Final = 6
"""Characters between two words of a phrase at most."""
