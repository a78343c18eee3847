"""Which language a question is asked in."""

import re
from typing import Final

from ingest.texts import Language

_QUOTED: Final = re.compile(r"[«\"“„'][^»\"”“']{2,}[»\"”“']")
_CYRILLIC: Final = re.compile(r"[а-яё]+", re.I)
_LATIN: Final = re.compile(r"[a-z]+", re.I)
_ENGLISH_SENTENCE: Final = frozenset(
    "what which how show the by of for in is are was were did do does and with without per give tell me compare last "
    "this my our from to on at please list plot draw chart export many much who when why about only top".split()
)
_RUSSIAN_SENTENCE: Final = frozenset(
    "и а в во на по у за с со к от до из без кроме какой какая какие какое каких каком сколько как что где когда кому "
    "почему покажи построй сравни дай мне нам только топ же ли был была были было лучше хуже больше меньше".split()
)


def language_of(question: str, default: Language = "en") -> Language:
    """Russian when its sentence is Russian; Cyrillic names inside an English sentence do not count.

    Args:
        question: as the person wrote it.
        default: for a text without letters.

    >>> language_of("ROI of campaign «Поиск — Бренд» by month"), language_of("CTR у Facebook")
    ('en', 'ru')
    """
    sentence = _QUOTED.sub(" ", question).lower()
    cyrillic, latin = _CYRILLIC.findall(sentence), _LATIN.findall(sentence)
    if not cyrillic:
        return "en" if latin else _of_letters(question, default)
    english = sum(word in _ENGLISH_SENTENCE for word in latin)
    russian = sum(word in _RUSSIAN_SENTENCE for word in cyrillic)
    return "en" if english > russian and english >= 2 else "ru"


def _of_letters(text: str, default: Language) -> Language:
    if _CYRILLIC.search(text):
        return "ru"
    return "en" if _LATIN.search(text) else default
