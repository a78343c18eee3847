"""A message as words and numbers: each with its plain form, its stem and its place in the text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tools.words.stems import root_of

LONGEST: Final = 4_000
"""Characters that are read."""
LONGEST_WORD: Final = 60
"""Letters of a word; more are none that anybody knows, and would be taken apart for long."""
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?|%")
_CYRILLIC: Final = re.compile(r"[а-я]")
_BREAK: Final = re.compile(r"[.!?;…\n]|\s[-–—]\s|:\s")
_CONTRACTED: Final = re.compile(r"^(do|does|did|is|are|was|were|has|have|had|would|could|should)nt$")
"""Typed without the apostrophe."""
_SAME_LENGTH: Final = str.maketrans("ёЁ’‘\u00a0\u202f", "еЕ''  ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a whole number: `text[start:end]`."""

    text: str
    plain: str
    """Lower case, without ё and possessive endings."""
    stem: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is digits."""
        return self.plain[0].isdigit()

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return not self.is_number and not _CYRILLIC.search(self.plain)

    @property
    def is_name_like(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def tokens_of(text: str) -> list[Word]:
    """The words of a text, from left to right; punctuation only separates."""
    return [_token(match) for match in _WORD.finditer(text.translate(_SAME_LENGTH))]


def _token(match: re.Match[str]) -> Word:
    plain = plain_word(match[0])
    return Word(text=match[0], plain=plain, stem=stem(plain), start=match.start(), end=match.end())


def plain_word(word: str) -> str:
    """One word in lower case, without ё, accents and a possessive ending.

    >>> plain_word("Facebook's"), plain_word("Чёрный"), plain_word("didnt")
    ('facebook', 'черный', "didn't")
    """
    return _made_plain(word) if len(word) <= LONGEST_WORD else _made_plain.__wrapped__(word)


@lru_cache(maxsize=50_000)
def _made_plain(word: str) -> str:
    lowered = word.casefold().replace("ё", "е").replace("й", "\0")
    bare = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    plain = re.sub(r"'s?$", "", bare.replace("\0", "й").replace("’", "'")) or bare
    return _CONTRACTED.sub(r"\1n't", plain)


def stem(plain: str) -> str:
    """The stem of a plain word in the language of its letters; digits stay, and so does what no language has."""
    return plain if plain[0].isdigit() or len(plain) > LONGEST_WORD else root_of(plain)


@lru_cache(maxsize=50_000)
def stems_of(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase's words."""
    return tuple(token.stem for token in tokens_of(phrase))


@lru_cache(maxsize=50_000)
def plains_of(phrase: str) -> tuple[str, ...]:
    """The plain words of a phrase."""
    return tuple(token.plain for token in tokens_of(phrase))


def breaks(text: str, left: Word, right: Word) -> bool:
    """Whether a sentence ends, or a dash or colon stands, between two neighbouring tokens."""
    return _BREAK.search(text[left.end : right.start + 1].rstrip("."), 0) is not None
