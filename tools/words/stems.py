"""Stems of words. A Snowball stemmer keeps the word it works on in itself, so every thread has its own."""

import re
import threading
from functools import lru_cache
from typing import Final

import snowballstemmer

from ingest.texts import Language

_ALGORITHMS: Final[dict[Language, str]] = {"ru": "russian", "en": "english"}


_FLEETING: Final = re.compile(r"(?<=\w\w[^аеиоуыэюя])[ое](?=[кнцл]$)")
"""The vowel of "заявок" that "заявка" lacks; short words are others without it: "доля", "для"."""


_WENT: Final = re.compile(r"(?<=\w)ш(?:ел|ла|ло|ли|едш\w+)$")
"""How "идти" ends in the past, whose forms share no stem: "дошло", "пришли", "дошедших"."""


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


_INFLECTED: Final = re.compile(
    r"(?<=..[^\W\d_])(?:[ыи]ми|[ая]ми|[оеыи]го|[оеы]му|[ыи]х|[ая]х|[ыи]м|[оеая]м|[ое][йю]|[ыи]й|[ая]я|[ое]е|[ыи]е|[ую]ю|[ое]в"
    r"|[аеийоуыьюя])$"
)


@lru_cache(maxsize=50_000)
def form_root_of(word: str) -> str:
    """What all cases of one Russian word share, also where its end looks like that of another kind of word.

    >>> form_root_of("диван"), form_root_of("диванов"), form_root_of("кухонь"), form_root_of("акций")
    ('диван', 'диван', 'кухн', 'акц')
    """
    plain = word.casefold().replace("ё", "е")
    bare = _INFLECTED.sub("", plain)
    return _FLEETING_IN_NOUNS.sub(
        "", bare[:-1] if bare != plain and len(bare) > _SHORTEST and bare[-1] in "иь" else bare
    )


_SHORTEST: Final = 3
_FLEETING_IN_NOUNS: Final = re.compile(r"(?<=[^аеиоуыэюя])[ое](?=[кнцлр]$)")


@lru_cache(maxsize=50_000)
def root_of(word: str) -> str:
    """What all forms of one word of either language share.

    >>> root_of("Заявок"), root_of("заявка"), root_of("channels"), root_of("дошло"), root_of("дошедших")
    ('заявк', 'заявк', 'channel', 'дошед', 'дошед')
    """
    plain = word.casefold().replace("ё", "е")
    went, found = _WENT.subn("шед", plain)
    return went if found else _FLEETING.sub("", stem_of(plain))
