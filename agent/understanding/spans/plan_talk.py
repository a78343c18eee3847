"""What is said of a plan, a budget or a goal: whether one is held to, whose, and what of it is asked."""

import re
from datetime import date, timedelta
from typing import Final

from tools.plan.choosing import About

_PLANNED: Final = re.compile(
    r"\b(?:бюджет\w{0,3}|план(?:а|у|ом|е|ы)?|цел(?:ь|и|ью|ям)|(?:budget|target|goal|plan)s?)\b", re.I
)
_BUDGET: Final = re.compile(r"\b(?:бюджет\w{0,3}|budgets?|planned spend(?:ing)?|деньг\w*|денег|money)\b", re.I)
_HELD_TO: Final = re.compile(
    r"\b(?:уже|already|so far|"
    r"хвата\w+|хватит|оста[лт]\w*|осво\w+|осва\w+|вы[бд]ир\w+|выбра\w+|вылез\w*|вы[йш][дело]\w* за|выход\w+ за|"
    r"превы[сш]\w+|вписыва\w+|укладыва\w+|улож\w+|дотян\w+|дотяг\w+|успе\w+|отста\w+|опережа\w+|ид[её]м к|движемся к|"
    r"дойд\w+|достиг\w+|дожм\w+|добира\w+|разош\w+|расход(?:ится|имся|ятся)|отклон\w+|ближе|дальше|выполн\w+|"
    r"left|remain\w*|enough|last (?:until|till|through)|run(?:ning)? out|exceed\w*|within|pac(?:e|ing)|behind|ahead of|"
    r"reach\w*|hit|meet|miss\w*|stick to|keep to|go(?:ing|ne|es)? over|went over|closest|nearest|furthest|farthest)\b",
    re.I,
)
_BESIDE: Final = re.compile(
    r"\b(?:over|under|above|below|off|against|vs\.?|versus|compar\w+ (?:to|with|against))(?: or (?:over|under))?\s+"
    r"(?:the |our |its |their )?"
    r"(?:\w+ )?(?:budget|target|goal|plan)s?\b",
    re.I,
)
_CUT_BY: Final = re.compile(r"\b(?:по|by|per)\s+$", re.I)
_OVERRUN: Final = re.compile(
    r"\b(?:overspen[dt]\w*|underspen[dt]\w*|(?:пере|недо)(?:расход|трат|освоен)\w*|under-?deliver\w*|"
    r"over or under|under or over)\b",
    re.I,
)
_TO_SPEND: Final = re.compile(
    r"\bоста[лт]\w*\s+(?:\w+\s+)?(?:потратить|выбрать|освоить)\b|\b(?:left|remain\w*)\s+(?:for us )?to (?:spend|use)\b|"
    r"\brun(?:ning)? out of (?:money|budget)\b",
    re.I,
)
_GOING: Final = re.compile(
    r"\b(?:идём|идем|движемся|успеваем) по (?:плану|графику)\b|\bon (?:track|target|pace)\b|"
    r"\b(?:where|how) (?:do|will|are|would) we (?:land\b|landing|end up|finish|close)|"
    r"\b(?:чем|как|на ч[её]м) (?:мы )?(?:закро|законч|заверш|финишир|выйд)\w*\s+(?:\w+\s+)?(?:месяц|квартал|год)|"
    r"\b(?:our|my|the team.?s|наш\w*|мо[ийяёею]\w*)\s+(?:goals?|targets?|цел(?:ь|и|ей|ям|ями|ях))\b",
    re.I,
)
_WHOSE: Final = re.compile(
    r"\b(?:кто|кого|у кого|как(?:ой|ие|ая|ом)|who|which|what channels?|any(?:one|body)|somebody|someone|кто-\w+)\b",
    re.I,
)
_OVER: Final = re.compile(
    r"\b(?:вылез\w*|вышел|вышл\w+|выш[её]л|выйд\w+|выход\w+|вылет\w+) за|превы[сш]|перерасход|перетра|перели|"
    r"(?:выше|больше) плана|не впис|не уклад|не влез|over-?spen|\bover\b|exceed|above (?:the )?(?:plan|budget)|"
    r"\bblew\b",
    re.I,
)
_UNDER: Final = re.compile(
    r"недорасход|недотра|недоос|не (?:вы|до)б[ир]р?\w*|не осв|не дотя|не выполн|недовыполн|меньше плана|ниже плана|"
    r"underspen|under-?spen|\bunder\b|below (?:the )?(?:plan|budget)|\bbehind\b|отста\w+|not (?:using|spending)|"
    r"miss(?:ed|ing|es)? (?:the |its |their )?(?:plan|target|goal)",
    re.I,
)
_NEAREST: Final = re.compile(r"ближе|ближайш|\bclosest|\bnearest", re.I)
_FARTHEST: Final = re.compile(
    r"дальше всех|(?:сильне|больш)\w* (?:всех|всего) (?:отста|разош|отклон|промах)|\bfurthest|\bfarthest|"
    r"(?:most|biggest|largest) (?:off|gap|miss|deviat)|by the most",
    re.I,
)
_LEFT: Final = re.compile(
    r"\b(?:остат\w*|оста[лё]\w*|не хватает|ещё надо|еще надо|left|remain\w*|still (?:need|have)|short of)\b", re.I
)
_PER_DAY: Final = re.compile(
    r"\b(?:в день|в сутки|ежедневн\w*|дневн\w*|per day|a day|daily|each day|every day)\b", re.I
)


def spans_months(start: date, end: date) -> bool:
    """Whether days are those of months: usual ones, such as the last thirty, have no plan of their own."""
    return start.day == 1 and end >= start + timedelta(days=6)


def asks_of_plan(text: str) -> bool:
    """Such as "will the budget last", "are we going to overspend", "успеваем ли к цели"."""
    return surely_of_plan(text) or bool(_PLANNED.search(text) and _HELD_TO.search(text))


def surely_of_plan(text: str) -> bool:
    """Such as "over budget", "недотратили", "on track", "our goals": words that mean nothing without a plan."""
    return any(said.search(text) for said in (_OVERRUN, _TO_SPEND, _BESIDE, _GOING))


def names_plan(text: str) -> bool:
    """Whether a plan, a budget or a goal is named; "по целям", "by target" cut by it."""
    return any(not _CUT_BY.search(text[: found.start()]) for found in _PLANNED.finditer(text))


def names_money(text: str) -> bool:
    """Whether it is the plan of spending: a budget, money, what is over- or underspent."""
    return bool(_BUDGET.search(text) or _OVERRUN.search(text) or _TO_SPEND.search(text))


def says_left(text: str) -> bool:
    """Whether it is about what is left of a plan: "остаток"."""
    return bool(_LEFT.search(text))


def about_of(text: str) -> About:
    """What of a plan is asked; empty where it is how it goes."""
    if _NEAREST.search(text) or _FARTHEST.search(text):
        return "nearest" if _NEAREST.search(text) else "farthest"
    over, under = bool(_OVER.search(text)), bool(_UNDER.search(text))
    if over != under and _WHOSE.search(text):
        return "over" if over else "under"
    if _PER_DAY.search(text):
        return "per_day"
    return "left" if _LEFT.search(text) and not over else ""
