"""Words as they are surely meant: what nobody writes is the likeliest word that one slip of the fingers spoiled.

A noisy channel (Kernighan, Church, Gale, "A Spelling Correction Program Based on a Noisy Channel Model", 1990): of all
words one slip away the commonest is meant, if it is commoner by far more than such a slip is rare. Commonness is the
power of ten of a word's occurrences in a billion words.
"""

import gzip
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from agent.understanding.text.tokens import Word, stem, tokens_of

HOME: Final = Path(__file__).parent / "common_words.txt.gz"
_SHORTEST: Final = 4
_LONGEST: Final = 24
_STEM: Final = 2
_REMEMBERED: Final = 2_000
"""Words whose mending is kept: a message is looked through for its readings and again for what is said of them."""
_STRANGE: Final = 1.0
"""How common a word is that no list has."""
_IS_A_WORD: Final = 1.0
"""How much rarer still it is that a slip makes another word."""
_OF_DATA: Final = 3.0
"""How common a word of the data is that no list has."""
_HERE: Final = 2.0
"""How much commoner than elsewhere words are that mean something in a question."""
_ROWS: Final = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS: Final[Mapping[str, str]] = {
    letter: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}
_ALPHABETS: Final = ("абвгдежзийклмнопрстуфхцчшщъыьэюя", "abcdefghijklmnopqrstuvwxyz")
_ALIKE: Final = frozenset(
    pair for both in "оа еи ыи дт зс бп гк вф жш ae ei oa ou sc ck".split() for pair in (both, both[::-1])
)
"""Letters that are written for each other because they sound alike."""
_SHORT: Final[Mapping[int, float]] = {4: 1.0, 5: 0.5}
"""How much less common any other word is held to be for words of so few letters: each of them is like some other."""
_HEARD, _SWAPPED, _DOUBLED, _LOST, _NEIGHBOUR, _ADDED, _OTHER, _STRAY = 2.0, 2.3, 2.2, 2.5, 2.5, 2.9, 3.2, 4.0
_FIRST, _ENDING = 1.2, 1.5
"""How rare a slip is, as a power of ten; one in the first letter is rarer, one at the end oftener another form."""


class Spelling:
    """The words of a language and of a database, and what a misspelt one was meant to be."""

    def __init__(self, here: Iterable[str], own: Iterable[str], is_known: Callable[[Word], bool]) -> None:
        """Learns the words.

        Args:
            here: stems of words that mean something in a question about these data.
            own: plain words of these data, which no list may have.
            is_known: whether a word needs no repair.
        """
        self._here = frozenset(here)
        self._own = frozenset(own)
        self._sorted = sorted(self._own)
        self._is_known = is_known
        self._word_of = lru_cache(maxsize=_REMEMBERED)(self._sought)

    def slips(self, text: str) -> Iterator[tuple[Word, str]]:
        """The misspelt words of a text, each with the one that was surely meant."""
        for token in tokens_of(text):
            if self._may_be_slip(text, token) and (word := self._word_of(token.plain)):
                yield token, word

    def is_asked_with(self, word: str) -> bool:
        """Whether a plain word means something in a question about these data."""
        return stem(word) in self._here

    def _may_be_slip(self, text: str, token: Word) -> bool:
        """Whether it is no known word: nor part of a name with digits or underscores, nor a word's beginning."""
        if not _SHORTEST <= len(token.plain) <= _LONGEST or token.is_number or not token.plain.isalpha():
            return False
        beside = text[max(token.start - 1, 0) : token.start] + text[token.end : token.end + 1]
        if any(char == "_" or char.isdigit() for char in beside) or token.text.isupper():
            return False
        return not (self._is_known(token) and self._is_form(token)) and not self._begins(token.plain)

    def _begins(self, plain: str) -> bool:
        """Whether a word of these data begins so."""
        place = bisect_left(self._sorted, plain)
        return place < len(self._sorted) and self._sorted[place].startswith(plain)

    def _is_form(self, token: Word) -> bool:
        """Whether a word whose stem is known is no other stem's slip: short stems are found in anything."""
        return len(token.stem) > _STEM or token.plain in self._own or token.plain in common_words()

    def _sought(self, plain: str) -> str:
        """The likeliest word that a slip spoiled; empty where it is likelier meant as it stands, or a form of it."""
        found: dict[str, float] = {}
        for word, rare in _slips(plain):
            if likely := self._commonness(word, len(plain)):
                found[word] = max(found.get(word, 0.0), likely - rare)
        best = max(found, key=lambda word: (found[word], word), default="")
        as_it_stands = common_words().get(plain, _STRANGE - _IS_A_WORD) + _IS_A_WORD
        return best if best and found[best] > as_it_stands and stem(best) != stem(plain) else ""

    def _commonness(self, word: str, letters: int) -> float:
        """Zero for what is no word; of short slips, words that mean something here are likelier still."""
        common = common_words().get(word, _OF_DATA if word in self._own else 0.0)
        if not common:
            return 0.0
        return common + _HERE if self.is_asked_with(word) else common - _SHORT.get(letters, 0.0)


def mended(text: str, slips: Iterable[tuple[Word, str]]) -> str:
    """The text with words in the place of slips, from left to right."""
    parts, end = [], 0
    for token, word in slips:
        parts += [text[end : token.start], word]
        end = token.end
    return "".join((*parts, text[end:]))


@cache
def common_words() -> Mapping[str, float]:
    """Words of both languages, plain, with how common they are."""
    lines = gzip.decompress(HOME.read_bytes()).decode().splitlines()
    return {word: int(tenths) / 10 for tenths, *words in map(str.split, lines) for word in words}


def _slips(plain: str) -> Iterator[tuple[str, float]]:
    """Everything one slip away, with how rare that slip is; short words only lose a letter."""
    letters = _ALPHABETS[plain.isascii()]
    for place in range(len(plain) + 1):
        head, tail = plain[:place], plain[place:]
        first = _FIRST if place == 0 else 0.0
        for letter in letters:
            yield head + letter + tail, _LOST + (first or (0.0 if tail else _ENDING))
        if len(plain) > _SHORTEST and tail:
            yield from ((word, rare + first) for word, rare in _changed(head, tail, letters))


def _changed(head: str, tail: str, letters: str) -> Iterator[tuple[str, float]]:
    one, rest = tail[0], tail[1:]
    yield head + rest, _added(head[-1:], one, rest[:1]) + (0.0 if rest else _ENDING)
    if rest and rest[0] != one:
        yield head + rest[0] + one + rest[1:], _SWAPPED
    for letter in letters:
        yield head + letter + rest, _mistaken(one, letter)


def _added(before: str, one: str, after: str) -> float:
    """Of a letter too many: it is doubled, or its key lies beside that of a letter next to it."""
    if one in (before, after):
        return _DOUBLED
    return _ADDED if {before, after} & {*_NEIGHBOURS.get(one, "")} else _STRAY


def _mistaken(written: str, meant: str) -> float:
    if written + meant in _ALIKE:
        return _HEARD
    return _NEIGHBOUR if meant in _NEIGHBOURS.get(written, "") else _OTHER
