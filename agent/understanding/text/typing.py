"""How a message was typed: in the wrong keyboard layout, in Latin letters, with slips of the fingers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler, Prefix

from agent.understanding.text.tokens import Word, stem
from ingest.letters import in_latin_letters

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN: Final = str.maketrans(_LATIN + _LATIN.upper(), _RUSSIAN + _RUSSIAN.upper())
_LATIN_WORD: Final = re.compile(r"\S*[A-Za-z]\S*")
_REMEMBERED: Final = 2_000
"""Words whose kin is kept: each is looked for as a stem and again where it means nothing by itself."""
_SHORTEST: Final = 4
_LONG: Final = 9
_WHOLE: Final = 6
"""Letters of a word from which it is held against whole words."""
_ENDING: Final = 3
_BEGIN_ENDINGS: Final = frozenset("аеиоуыэюяьйлнстшщвм")
"""Letters that Russian endings of several letters begin with."""
_ENGLISH_ENDINGS: Final = frozenset(("", "s", "es", "d", "ed", "er", "ers", "ing", "ly", "y"))


def in_russian_layout(text: str) -> str:
    """What the same keys write on a Russian keyboard: "hfc[jl" is "расход"."""
    return text.translate(_TO_RUSSIAN)


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """A key that a name and its transliteration share: "Хаббл" and "Hubble" lose what the alphabets write apart."""
    latin = in_latin_letters(word.casefold())
    for written, heard in (
        ("ph", "f"),
        ("ck", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("c", "k"),
        ("q", "k"),
        ("y", "i"),
        ("j", "i"),
    ):
        latin = latin.replace(written, heard)
    latin = _FIRST_SOUND.sub("u", latin)
    kept = [char for place, char in enumerate(latin) if place == 0 or char != latin[place - 1]]
    return kept[0] + "".join(char for char in kept[1:] if char not in "aeiouh") if kept else ""


_FIRST_SOUND: Final = re.compile(r"^iu")
"""How "Unity" begins where it is written as it is heard."""


class Repair:
    """Known stems, and which of them a misspelt word was surely meant to be."""

    def __init__(
        self,
        known: Iterable[str],
        targets: Iterable[str],
        spelled: Mapping[str, str],
        trade: Iterable[str] = (),
        fixed: Iterable[str] = (),
    ) -> None:
        """Learns the stems.

        Args:
            known: all stems that need no repair.
            targets: those worth being repaired to.
            spelled: a whole word for stems.
            trade: stems of what files call their own columns, of which other words are made.
            fixed: stems of words that have no other forms.
        """
        self.kin_of = lru_cache(maxsize=_REMEMBERED)(self._kin)
        self._fixed = frozenset(fixed)
        self._trade = tuple(sorted(set(trade)))
        self.known = frozenset(known)
        self._targets: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in sorted(set(targets)):
            if len(word) >= _SHORTEST - 1 and not word[0].isdigit():
                self._targets[word.isascii(), word[0]].append(word)
        self._spelled = spelled

    def stem_of(self, token: Word) -> str:
        """The token's stem, or the known one it was meant to be."""
        own = token.stem
        if own in self.known or token.is_number or len(token.plain) < _SHORTEST:
            return own
        near = self._targets.get((own.isascii(), own[0]), [])
        if len(token.plain) == _SHORTEST:
            found = [word for word in near if len(word) == len(own) + 1 and OSA.distance(word, own) == 1]
            return found[0] if len(found) == 1 else own
        inside = [word for word in near if token.plain.startswith(word) and _is_ending(token.plain[len(word) :])]
        if inside:
            return max(inside, key=len)
        if whole := self._whole(token.plain, near):
            return whole
        allowed = 2 if len(own) >= _LONG else 1
        written = token.plain if len(token.plain) - len(own) >= _ENDING else own  # a slip may look like an ending
        hits = process.extract(written, near, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        close = [word for word, distance, _ in hits if distance == hits[0][1] and len(word) >= len(written) - 1]
        close = [word for word in close if self._may_end_so(word, token.plain)]
        return max(close, key=lambda word: _likeness(word, token.plain), default=self.kin_of(token.plain) or own)

    def _may_end_so(self, word: str, plain: str) -> bool:
        """Whether the whole word is near too where it has no other forms: "кормим" is no "кроме"."""
        return word not in self._fixed or OSA.distance(self._spelled.get(word, word), plain) <= 1

    def _kin(self, plain: str) -> str:
        """The only word of the files of whose root it is: "активации" of "активировано", "commission" of "комиссия"."""
        found = {key for key in self._trade if is_kin(plain, self._spelled.get(key, key))}
        return found.pop() if len(found) == 1 else ""

    def _whole(self, plain: str, near: Iterable[str]) -> str:
        """The only stem whose word is one slip away: "campaings" has no stem that is like one of "campaign"."""
        if len(plain) < _WHOLE:
            return ""
        forms = {plain, plain.removesuffix("s")}
        words = ((word, self._spelled.get(word, "")) for word in near)
        hits = {word for word, said in words if said and any(OSA.distance(form, said) == 1 for form in forms)}
        return hits.pop() if len(hits) == 1 else ""

    def in_layout(self, text: str, tokens: Iterable[Word]) -> str:
        """The text as meant, when its Latin words are known only on a Russian keyboard."""
        latin = [token for token in tokens if token.is_latin]
        strange = [token for token in latin if token.stem not in self.known]
        if not latin or len(strange) * 2 <= len(latin):
            return text
        written = [word for word in _LATIN_WORD.findall(text) if not self._knows(word)]
        meant = [in_russian_layout(word).strip("юбжэ.,").casefold() for word in written]
        if sum(map(self._knows, meant)) * 2 < len(meant):
            return text
        return _LATIN_WORD.sub(lambda word: in_russian_layout(word[0]) if word[0] in written else word[0], text)

    def _knows(self, word: str) -> bool:
        return stem(word.casefold().replace("ё", "е")) in self.known


def is_kin(one: str, other: str) -> bool:
    """Whether two words are of one root: they begin alike, or sound so in the two alphabets."""
    if one.isascii() != other.isascii():
        left, right = sorted((sound_of(one), sound_of(other)), key=len)
        return len(left) >= _ROOT_SOUNDS and right.startswith(left) and len(right) - len(left) <= _SUFFIX_SOUNDS
    one, other = (_ALTERNATED.sub(lambda sound: _SOUNDS[sound[0]], word) for word in (one, other))
    shared = Prefix.similarity(one, other)
    return shared >= _ROOT and 2 * shared > min(len(one), len(other))


_SOUNDS: Final = {"щ": "т", "жд": "д"}
_ALTERNATED: Final = re.compile("|".join(_SOUNDS))
"""What the end of a root becomes in nouns of deeds: "обращение" of "обратиться", "подтверждение" of "подтвердить"."""


_ROOT: Final = 5
"""Letters in which words of one root begin alike."""
_ROOT_SOUNDS: Final = 3
_SUFFIX_SOUNDS: Final = 2


def _likeness(word: str, written: str) -> tuple[bool, float]:
    """Of two words as near, the one that sounds like what is written: "карзин" is a "корзина", no "картина"."""
    return sound_of(word) == sound_of(written[: len(word)]), JaroWinkler.similarity(word, written)


def _is_ending(letters: str) -> bool:
    """Russian words end in many ways, English ones in few: "median" is no form of "media"."""
    if letters.isascii():
        return letters in _ENGLISH_ENDINGS
    return len(letters) <= 1 or (len(letters) <= _ENDING and letters[0] in _BEGIN_ENDINGS)
