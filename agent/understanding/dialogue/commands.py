"""Orders to change what was just shown, said as the edits that they are: "swap May for June" is "June".

What is put in the place of something leaves that out; what is kept or narrowed down to is "only" it.
"""

import re
from typing import Final

from agent.understanding.dialogue.replies import correction

_THING: Final = r"[^,.;:?!]{2,60}?"
_WHAT_FOLLOWS: Final = r"(?P<rest>(?!\W*(?!20\d\d\b)\d)\S[^?!]*)"
"""No number but a year: "change the budget to 500" is an order to change the advertising."""
_LET_US: Final = (
    r"\W*(?:(?:ok|okay|now|please|pls|then|and|oops|so|could you|can you|"
    r"ок|окей|теперь|а|и|ну|давай|ладно|тогда|можешь)[\s,]+)*"
)
_SHOW: Final = r"(?:покажи|дай|поставь|show|give me)"
_CUT: Final = r"(?:cut|breakdown|split|metric|period|measure)"
_CUT_RU: Final = r"(?:разрез|разбивку|метрику|показатель|период)"
_REPLACING: Final = tuple(
    re.compile(said + r"\s*(?:\bpls|\bplease|\bпожалуйста|\bплиз)?\W*", re.IGNORECASE)
    for said in (
        rf"{_LET_US}(?:swap|replace|substitute|change|switch)\s+{_THING}\s+(?:for|with|to|by)\s+{_WHAT_FOLLOWS}",
        rf"{_LET_US}(?:замени|заменить|поменяй|поменять|смени|сменить|переключи)\s+{_THING}\s+на\s+{_WHAT_FOLLOWS}",
        rf"{_LET_US}(?:switch|change)\s+(?:the\s+)?{_CUT}?\s*to\s+{_WHAT_FOLLOWS}",
        rf"{_LET_US}(?:смени|поменяй|переключи)\s+{_CUT_RU}\s+на\s+{_WHAT_FOLLOWS}",
        rf"{_LET_US}(?:вместо|instead of|in place of)\s+{_THING},?\s+{_SHOW}\s+{_WHAT_FOLLOWS}",
        r"(?P<rest>\S.*?)\s*,?\s+(?:instead of|in place of|rather than|вместо)\s+"
        r"(?!this\b|that\b|этого\b)[^,.;?!]{2,40}",
    )
)
_KEEPING: Final = tuple(
    (re.compile(said, re.IGNORECASE), plain)
    for said, plain in (
        (
            r"\b(?:drop|remove|hide|exclude|cut|ditch)\s+(?:everything|all|everyone)\s+"
            r"(?:but|except(?:\s+for)?|other than)\s+",
            "only ",
        ),
        (
            rf"(?:^{_LET_US}|[,.;]\s+)(?:leave|keep)\s+(?:only\s+|just\s+|in\s+)?(?!out\b|aside\b|off\b|going\b)(?:the\s+)?",
            "only ",
        ),
        (
            r"\b(?:narrow|limit|restrict)\s+(?:(?:it|this|that|them)\s+)?(?:down\s+)?to\s+(?:just\s+|only\s+)?",
            "only ",
        ),
        (r"(?<!\w)(?:убери|скрой|исключи|выкинь)\s+(?:вс[её]|всех)\s*,?\s*кроме\s+", "только "),
        (r"(?<!\w)(?:сузь(?:те)?|ограничь(?:те)?|сократи)\s+(?:список\s+)?до\s+", "только "),
        (r"(?<!\w)оставь(?:те)?\s+(?:лишь\s+|только\s+)?", "только "),
        (r",?\s+(?:and\s+)?(?:(?:the\s+)?rest|(?:the\s+)?others?)\s+(?:is|are)\s*n[o']t\s+needed\b", ""),
        (r",?\s+(?:а\s+)?остальн\w+\s+(?:не\s+(?:надо|нужн\w+)|убери|скрой)(?!\w)", ""),
    )
)


def as_edit(text: str) -> str:
    """An order to change what was shown, as what it puts there; any other message as it is.

    >>> as_edit("swap April for March"), as_edit("replace media cost with bookings"), as_edit("замени май на июнь")
    ('March', 'bookings', 'июнь')
    >>> as_edit("Could you split it by property rather than by channel?"), as_edit("вместо лидов покажи сделки")
    ('Could you split it by property', 'сделки')
    >>> as_edit("leave only London"), as_edit("drop everything but Meta"), as_edit("сузь до Авито")
    ('only London', 'only Meta', 'только Авито')
    >>> as_edit("leave out Trivago"), as_edit("clicks in May")
    ('leave out Trivago', 'clicks in May')
    >>> as_edit("should I keep TikTok?"), as_edit("change the TikTok budget to 500")
    ('should I keep TikTok?', 'change the TikTok budget to 500')
    """
    for said in _REPLACING:
        if found := said.fullmatch(text.strip()):
            text = found["rest"].strip()
            break
    for said, plain in _KEEPING:
        text = said.sub(plain, text, count=1)
    return text


def in_place_of(text: str) -> str:
    """What a message puts in the place of what was understood or shown before; any other as it is."""
    if goes_back_to_first(text) or takes_filters_off(text):
        return text
    edit = as_edit(text)
    return edit if edit != text else correction(text) or text


_FILTER: Final = r"(?:filters?|restrictions?|limits?|фильтр\w*|отбор\w*|ограничени\w*|услови\w*)"
_UNFILTERED: Final = tuple(
    re.compile(said, re.IGNORECASE)
    for said in (
        rf"\b(?:remove|clear|drop|lift|reset|undo|cancel|without|no)\s+(?:more\s+|any\s+)?(?:the\s+)?(?:[^,.;?!]{{1,40}}?\s+)?{_FILTER}\b",
        rf"\btake\s+(?:the\s+)?[^,.;?!]{{0,40}}?\s*{_FILTER}\s+off\b",
        rf"(?<!\w)(?:убери|убрать|сними|снять|сбрось|сбросить|отмени|отключи|без|очисти)\s+(?:[^,.;?!]{{1,30}}?\s+)?{_FILTER}(?!\w)",
        r"\bnot\s+(?:only|just)\s+[^,.;?!]{2,40},\s*(?:but\s+)?(?:for\s+)?(?:all|everything|everyone)\b",
        r"(?<!\w)не\s+только\s+[^,.;?!]{2,40},\s*(?:а\s+)?(?:по\s+|для\s+)?все(?:м|х)?(?!\w)",
        r"(?<!\w)не\s+ограничивай(?:ся)?(?!\w)",
        r"\b(?:back\s+to|across|for|over)\s+all\s+(?:the\s+)?\w+\s*(?:together|again)?\W*$",
        r"(?<!\w)(?:сбрось|сбросить)\s+\w+\W*$",
    )
)
_REST: Final = re.compile(
    r"\b(?:the\s+)?(?:rest|remaining(?:\s+ones)?|everything\s+else|everyone\s+else|(?:all\s+)?(?:the\s+)?others?)\b"
    r"(?!\s+(?:way|hand|words|day)\b)|\b(?:everything|all|everyone)\s+(?:except|but)\s+(?:those|these|them)(?:\s+two)?\b|"
    r"(?<!\w)(?:остальн\w+|прочи\w+|вс[её]\s+кроме\s+(?:них|этих)(?:\s+двух)?)(?!\w)",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    r"\b(?:the\s+)?(?:very\s+)?first\s+(?:one|table|question|answer|request|thing|chart|query)\b|\bwhat\s+i\s+asked\s+first\b|"
    r"(?<!\w)(?:сам\w+\s+)?перв\w+\s+(?:вопрос\w*|таблиц\w+|запрос\w*|ответ\w*|график\w*)(?!\w)|(?<!\w)к\s+началу(?!\w)",
    re.IGNORECASE,
)
_GOING_BACK: Final = re.compile(
    r"\b(?:back|return|again|repeat|once\s+more|bring)\b|(?<!\w)(?:верни\w*|верн[её]мся|назад|обратно|снова|повтори\w*|ещ[её]\s+раз)(?!\w)",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 12


def takes_filters_off(text: str) -> bool:
    """Whether a message wants what was shown for all, without its filters: "remove the property filter"."""
    return any(said.search(text) for said in _UNFILTERED)


def names_the_rest(text: str) -> tuple[int, int] | None:
    """The characters that name all but what was shown: "and the rest?", "остальные каналы"."""
    found = _REST.search(text)
    return found.span() if found else None


def goes_back_to_first(text: str) -> bool:
    """Whether the first question of the conversation is wanted once more: "back to the first table"."""
    short = len(text.split()) <= _MOST_WORDS
    return short and _FIRST.search(text) is not None and _GOING_BACK.search(text) is not None
