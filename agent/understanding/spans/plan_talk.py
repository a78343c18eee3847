"""Whether a budget or a goal is held to: what is planned, beside a word for how far it reaches."""

import re
from typing import Final

_PLANNED: Final = re.compile(
    r"\b(?:бюджет\w{0,3}|план(?:а|у|ом|е|ы)?|цел(?:ь|и|ью|ям)|(?:budget|target|goal|plan)s?)\b", re.I
)
_HELD_TO: Final = re.compile(
    r"\b(?:хвата\w+|хватит|оста[лт]\w*|осво\w+|вылез\w+|выйд\w+ за|выход\w+ за|превы[сш]\w+|вписыва\w+|укладыва\w+|"
    r"улож\w+|дотян\w+|успе\w+|отста\w+|опережа\w+|ид[её]м к|движемся к|дойд\w+|достиг\w+|дожм\w+|не добира\w+|"
    r"left|remain\w*|enough|last (?:until|till|through)|run(?:ning)? out|exceed\w*|within|pac(?:e|ing)|behind|ahead of|"
    r"reach\w*|hit|meet|miss|stick to|keep to|go(?:ing)? over)\b",
    re.I,
)
_CUT_BY: Final = re.compile(r"\b(?:по|by|per)\s+$", re.I)
_OVERRUN: Final = re.compile(r"\b(?:overspend\w*|underspend\w*|(?:пере|недо)расход\w*)\b", re.I)


def asks_of_plan(text: str) -> bool:
    """Such as "will the budget last", "are we going to overspend", "успеваем ли к цели"."""
    return bool(_OVERRUN.search(text) or (_PLANNED.search(text) and _HELD_TO.search(text)))


def names_plan(text: str) -> bool:
    """Whether a plan, a budget or a goal is named; "по целям", "by target" cut by it."""
    return any(not _CUT_BY.search(text[: found.start()]) for found in _PLANNED.finditer(text))
