"""Talk: what is said of the conversation itself.

It claims nothing but what it presupposes, and that is checked as anything else.
"""

import re
from datetime import date
from typing import Final

from tools.claims.mark import Sentence
from tools.claims.scope import Scope

_KNOWING: Final = (
    r"tell|say|show|know|explain|reveal|see|question|сказ\w+|говор\w+|пон\w+|видно|узнать|объясн\w+|показыв\w+|вопрос"
)
_IGNORANCE: Final = re.compile(
    r"(?:n't|n’t|\bnot|cannot|\bhard|difficult|impossible|open question"
    r"|нельзя|\bне|трудно|сложно|невозможно|вопрос)\b.*?"
    rf"(?:\b(?:{_KNOWING})\b.*?)?\b(?:why|whether|what|if|how|почему|что|ли|насколько|надолго)\b",
    re.I,
)
"""It is not known why, whether, what."""
_OFFER: Final = re.compile(
    r"^\W*(?:(?:if|in case|should) you\b|(?:i|we) (?:can|could)\b|(?:i|we)['’]d be happy to\b|let me\b|let['’]s\b"
    r"|shall (?:i|we)\b|(?:do you )?want me to\b|would you like\b|just (?:ask|tell|say)\b|feel free\b"
    r"|если (?:вам |вы )?(?:хо\w+|нуж\w+|интерес\w+)|мог[уе]\w*\b|хотите\b|давайте\b|скажите\b)",
    re.I,
)
"""The speaker offers to look further."""
_ASKED_FOR: Final = re.compile(r"why|reasons?|caused?|почему|причин\w*|after the", re.I)
"""What is not known or offered to be found out; a cause that is given is none of these."""
_OPEN: Final = re.compile(r"\b(?:may|might|could|может|могут)\b[^.]*\b(?:or|и|или)\b", re.I)
_NO_PROMISE: Final = re.compile(
    r"\b(?:no|not an?|rather than an?|never an?|не|а не(?: как к)?)\s+"
    r"(?:promise|guarantee|certainty|обещани\w+|гаранти\w+)",
    re.I,
)
_PROMISE: Final = frozenset(
    "promise guarantee certainty обещание обещанию обещания гарантия estimate оценка оценке".split()
)
_NEEDED: Final = re.compile(r"нужно|надо|нужн\w+|следует", re.I)
_ANNOUNCES: Final = re.compile(
    r"\b(?:разбер|расскаж|покаж|привед|поясн|перечисл|собер|подвед)\w+\b|\bhere (?:are|is)\b|\bhere['’]s\b", re.I
)
"""The speaker says what follows."""
_PART_ONLY: Final = re.compile(r"(?:the )?whole|all|entire|вся|весь|всю|все|ни о чем", re.I)


def bear_talk(scope: Scope) -> None:
    """Bears out the words of talk: reasons nobody knows, offers to find them, open ends of a forecast."""
    sentence = scope.sentence
    ignorance, offer = _IGNORANCE.search(sentence.text), _OFFER.search(sentence.text)
    if ignorance or offer:
        sentence.bear(*(one for one in sentence.of("cause") if _ASKED_FOR.fullmatch(one.text)))
    if ignorance and not sentence.has("figure"):
        sentence.bear(*(one for one in sentence.of("not", "only") if one.start < ignorance.end()))
    _bear_open_ends(sentence)
    if not sentence.has("name", "figure"):
        _bear_part_only(scope)
    if offer or _ANNOUNCES.search(sentence.text):
        _bear_announced(sentence)


def _bear_open_ends(sentence: Sentence) -> None:
    """What may come out either way, and what nobody promises."""
    if _OPEN.search(sentence.text) and sentence.has("more") and sentence.has("less"):
        sentence.bear(*sentence.of("more", "less", "future"))
    if _NO_PROMISE.search(sentence.text):
        sentence.bear(*sentence.of("not", "future"))
        sentence.unknown = [one for one in sentence.unknown if one.text.lower() not in _PROMISE]


def _bear_announced(sentence: Sentence) -> None:
    sentence.bear(*(one for one in sentence.of("advice") if _NEEDED.fullmatch(one.text)))
    if not sentence.has("name", "figure", "metric"):
        sentence.bear(*sentence.of("most", "less", "more"))


def speaks_of_talk(sentence: Sentence) -> bool:
    """Whether a sentence asks, offers, says what is not known, heads a list or says what there is no data of."""
    text = sentence.text
    heads = text.rstrip(" *_").endswith((":", "?"))
    return heads or bool(_IGNORANCE.search(text) or _OFFER.search(text) or _ANNOUNCES.search(text))


def speaks_of_coming(sentence: Sentence, today: date) -> bool:
    """Whether a sentence tells of what is to come: by a word, by its days, or by telling a range."""
    coming = any(mark.value.end >= today for mark in sentence.of("period"))
    return coming or sentence.has("future", "range", "span")


def _bear_part_only(scope: Scope) -> None:
    """Such as "that is not the whole picture"."""
    sentence = scope.sentence
    for word in sentence.of("whole", "all"):
        denied = [one for one in sentence.before(word, "not") if word.start - one.end <= 16]
        if denied and _PART_ONLY.fullmatch(word.text):
            sentence.bear(word, *denied)
