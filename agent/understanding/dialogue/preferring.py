"""How a person wants to be answered from now on: "отвечай по-английски", "switch to Russian", "default to 7 days".

The whole message has to be about it: with a word that belongs to a question it is a question.
"""

import re
from typing import Any, Final

from tools.words.tongues import TONGUES

_AS_ASKED: Final = re.compile(
    r"(?:на|in) (?:том (?:же )?)?(?:язык\w*|the (?:same )?language)(?: of)?(?: (?:the|моего|my))?"
    r"(?: (?:вопроса|question)| (?:на котором|на каком|that|in which) (?:я )?(?:i )?(?:спрашиваю|спрошу|ask))"
)
_ANSWER: Final = frozenset(
    "отвечай отвечайте ответь ответьте отвечать говори говорите пиши пишите общайся общайтесь переключись "
    "переключитесь переключи переключите перейди перейдите перейдем смени смените поменяй поменяйте язык "
    "языке давай давайте "
    "answer reply respond speak talk write switch change language".split()
)
"""One of these says that the talk is about talking."""
_POLITE: Final = frozenset(
    "теперь впредь дальше всегда лучше мне мной со ка отныне с этого момента now "
    "always from on to me the my your let's lets can could you i want would like и а хочу будем чтобы ты вы".split()
)
_PLEASE: Final = frozenset(("пожалуйста", "please"))
_USUALLY: Final = re.compile(
    r"(?:по умолчанию|если (?:период|срок|дни|даты) не (?:назван\w*|указан\w*|сказан\w*)|всегда|впредь|"
    r"by default|default|(?:if|when|unless) (?:no )?(?:the )?(?:period|days|dates) (?:is|are)(?: not)?"
    r"(?: (?:named|given|said|specified))?|always|from now on)"
)
_LENGTH: Final = re.compile(
    r"(?:\b(?P<number>\d{1,4}|[а-яa-z]+) )?\b(?P<unit>дн\w+|день|недел\w+|месяц\w*|квартал\w*|года?|лет|"
    r"days?|weeks?|months?|quarters?|years?)\b"
)
_UNITS: Final = {"д": 1, "н": 7, "м": 30, "к": 90, "г": 365, "л": 365, "d": 1, "w": 7, "m": 30, "q": 90, "y": 365}
_SPELT: Final = {
    1: "один одну a one",
    2: "два две two",
    3: "три three",
    4: "четыре four",
    7: "семь seven",
    10: "десять ten",
}
_NUMBERS: Final = {word: number for number, words in _SPELT.items() for word in words.split()}
_COUNT: Final = frozenset(
    "считай считайте посчитай бери берите возьми используй используйте показывай показывайте смотри ставь поставь "
    "поставьте установи сделай пусть будет период срок за последние последняя последний последнюю последних "
    "use take set make count calculate show assume period last past be is for of days it range".split()
)
_WORDS: Final = re.compile(r"[\w'-]+")


def preferring(text: str) -> dict[str, Any] | None:
    """What a message wants from now on; None when it is about something else.

    Args:
        text: what the person wrote.

    Returns:
        `language`: "ru", "en", or None for that of each question; or `days` of a question that names none.

    >>> preferring("отвечай по-английски"), preferring("по умолчанию считай за 7 дней"), preferring("spend in English")
    ({'language': 'en'}, {'days': 7}, None)
    """
    said = " ".join(_WORDS.findall(text.casefold().replace("ё", "е")))
    return _language(said) or (None if "?" in text else _days(said))


def _language(said: str) -> dict[str, Any] | None:
    for language, named in ((None, _AS_ASKED), *TONGUES.items()):
        rest, found = named.subn(" ", said)
        words = set(_WORDS.findall(rest))
        asked = words & (_ANSWER | _PLEASE) or said.startswith("по")
        if found == 1 and asked and words <= _ANSWER | _POLITE | _PLEASE:
            return {"language": language}
    return None


def _days(said: str) -> dict[str, Any] | None:
    rest, marked = _USUALLY.subn(" ", said)
    lengths = list(_LENGTH.finditer(rest))
    if not marked or len(lengths) != 1:
        return None
    length = lengths[0]
    number = length["number"] or "1"
    counted = int(number) if number.isdigit() else _NUMBERS.get(number, 0 if number not in _COUNT else 1)
    beside = set(_WORDS.findall(rest[: length.start()] + " " + rest[length.end() :])) - _POLITE - _PLEASE - _COUNT
    return {"days": counted * _UNITS[length["unit"][0]]} if counted and not beside else None
