"""By how much money changes, in words: "на треть", "вдвое", "by two thirds", "in half"; and which way."""

import re
from typing import Final

_FRACTIONS: Final = {
    r"half|halv\w+|половин\w+|наполовину|пополам": 1 / 2,
    r"трет[ьи]\w*|thirds?": 1 / 3,
    r"четверт\w+|quarters?": 1 / 4,
    r"пят(?:ую|ой|ая|ых) (?:част|дол)\w+|fifths?": 1 / 5,
    r"десят(?:ую|ой|ая|ых) (?:част|дол)\w+|tenths?": 1 / 10,
}
_FACTORS: Final = {
    r"вдвое|удво\w+|doubl\w*|twice|twofold|в два раза": 2.0,
    r"втрое|утро\w+|tripl\w*|threefold|в три раза": 3.0,
    r"вчетверо|quadrupl\w*|в четыре раза": 4.0,
    r"полтора|полутора|one and a half|1[.,]5 (?:раза|times)": 1.5,
}
_SEVERAL: Final = {r"дв(?:е|ух)|two": 2, r"три|тр[её]х|three": 3}
_LESS: Final = (
    r"умень|сокра[тщ]|сни[зж]|урез|уреж|убав|убер|убр|сре[зж]|подре[зж]|забер|забр|сним|отним|\bcut|reduc|decreas|lower|"
    r"trim|slash|shave|drop|halv|take (?:off|away)|\boff\b"
)
_MORE: Final = (
    r"увелич|подн[яи]|повы[сш]|добав|докин|накин|накид|нараст|прибав|больше|вырас|increas|rais|boost|add|grow|"
    r"more|bump|scale|\bup\b"
)
_MOVES: Final = r"перен|перекин|перел|перебр|move|shift|put|give"
STOPS: Final = re.compile(
    r"выключ|отключ|останов|выруб|закры|на паузу|\bstop|switch(?:ing)? off|turn(?:ing)? off|paus(?:e|ing)|"
    r"pull the plug|\bkill|вс[её] на",
    re.I,
)


def share_of_change(text: str) -> float | None:
    """The part of today's money by which it changes: 0.5 for "вдвое меньше", 1.0 for "вдвое больше", "doubled"."""
    factor = _said(_FACTORS, text)
    if factor is not None:
        return 1 - 1 / factor if re.search(_LESS, text, re.I) else factor - 1
    fraction = _said(_FRACTIONS, text)
    if fraction is None:
        return None
    parts = "|".join(_FRACTIONS)
    return fraction * next(
        (times for words, times in _SEVERAL.items() if re.search(rf"\b(?:{words})\s+(?:{parts})", text, re.I)), 1
    )


def is_less(text: str) -> bool:
    """Whether money is taken away; a bare fraction takes: "a third of Avito"."""
    if re.search(_LESS, text, re.I) or STOPS.search(text):
        return True
    return _said(_FRACTIONS, text) is not None and _said(_FACTORS, text) is None and not re.search(_MORE, text, re.I)


def is_change(text: str) -> bool:
    """Whether a verb of the text changes money."""
    return (
        bool(STOPS.search(text)) or re.search(rf"{_LESS}|{_MORE}|{_MOVES}|{'|'.join(_FACTORS)}", text, re.I) is not None
    )


def _said(table: dict[str, float], text: str) -> float | None:
    return next((value for words, value in table.items() if re.search(rf"\b(?:{words})\b", text, re.I)), None)
