"""Stems of words. A Snowball stemmer keeps the word it works on in itself, so every thread has its own."""

import threading
from typing import Final

import snowballstemmer

from ingest.texts import Language

_ALGORITHMS: Final[dict[Language, str]] = {"ru": "russian", "en": "english"}


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
