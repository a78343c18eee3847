"""Stems of words. A Snowball stemmer keeps the word it works on in itself, so every thread has its own."""

import re
import threading
from typing import Final

import snowballstemmer

from ingest.texts import Language

_ALGORITHMS: Final[dict[Language, str]] = {"ru": "russian", "en": "english"}


_FLEETING: Final = re.compile(r"(?<=[^аеиоуыэюя])[ое](?=[кнцл]$)")
"""The vowel of "заявок" that "заявка" lacks."""


class _Stemmers(threading.local):
    def __init__(self) -> None:
        self.of = {language: snowballstemmer.stemmer(name) for language, name in _ALGORITHMS.items()}


_STEMMERS: Final = _Stemmers()


def stem_in(language: Language, word: str) -> str:
    """The stem of one lower-case word of a language.

    >>> stem_in("ru", "каналами"), stem_in("en", "channels")
    ('канал', 'channel')
    """
    return str(_STEMMERS.of[language].stemWord(word))


def stem_of(word: str) -> str:
    """The stem of one lower-case word, in the language of its letters."""
    return stem_in("en" if word.isascii() else "ru", word)


def root_of(word: str) -> str:
    """What all forms of one word of either language share.

    >>> root_of("Заявок"), root_of("заявка"), root_of("channels")
    ('заявк', 'заявк', 'channel')
    """
    return _FLEETING.sub("", stem_of(word.casefold().replace("ё", "е")))
