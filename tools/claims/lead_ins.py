"""What stands around somebody's claim: who says it, the wish to have it checked, "is that so?" behind it."""

import re
from typing import Final

_THAT: Final = r"\s*(?:,?\s*(?:that|whether|if|что|будто)(?!\w)\s*:?|:|,\s*(?:мол|дескать)\W*)\s*"
_WISH: Final = (
    r"(?:is (?:it|this|that|the following|this claim|this statement) (?:true|so|right|correct)"
    r"|(?:please\s+)?(?:double-)?(?:check|verify|confirm|make sure)"
    r"|правда ли|верно ли|так ли|правда,?|(?:пожалуйста,?\s+)?(?:проверь|проверьте|перепроверь|сверь|подтверди)(?:те)?"
    r"|проверить)"
)
_OBJECT: Final = (
    r"(?:\s+(?:this|the|these|me|for me|это|этот|эту|мне|пожалуйста|please|claims?|reports?|figures?"
    r"|sentences?|statements?|отчет|утверждени\w|цифры|текст|фразу))*"
)
_SAYS: Final = (
    r"(?:[\w'’-]+\s+){0,5}?(?:says?|said|writes?|wrote|claims?|claimed|reports|reported|states?|stated"
    r"|tells? (?:me|us)|told (?:me|us)|пишет|пишут|написал\w*|написано|говорит|говорят|сказал\w*|утвержда\w+"
    r"|сообща\w+|сообщил\w*|заявля\w+|заявил\w*|уверя\w+|указано)"
)
_ASKED: Final = r"[^:.!?\d]{0,40}:\s*"
"""What it is that is to be checked, before a colon: "check the agency's report: ..."."""
_LEADS: Final = (
    re.compile(rf"^\W*(?:can you |could you |сможешь |можешь )?{_WISH}(?:{_OBJECT}{_THAT}|{_ASKED})", re.I),
    re.compile(rf"^\W*{_WISH}{_OBJECT}{_THAT}", re.I),
    re.compile(rf"^\W*{_SAYS}{_THAT}", re.I),
)
_TAIL: Final = re.compile(
    r"[\s,.;:—–-]*(?<!\w)(?:это (?:так|правда|верно)|так ли это|правда(?: ли это)?|верно|(?:is (?:that|it|this) )?"
    r"(?:true|right|correct|so))\s*\?+\s*$",
    re.I,
)


def claimed(sentence: str) -> str:
    """A sentence without what is around the claim.

    >>> claimed("The agency says that TikTok's ROI was 5%, is that true?")
    "TikTok's ROI was 5%"
    """
    text = _TAIL.sub("", sentence.replace("ё", "е").replace("Ё", "Е"))
    for _ in range(2):
        for lead in _LEADS:
            text = lead.sub("", text)
    return text.rstrip("? ")
