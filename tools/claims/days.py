"""Which days a sentence of a report speaks of, and which it compares them with."""

import re
from datetime import timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from tools.claims.mark import Sentence
from tools.claims.ranks import MOVES
from tools.semantics.question import Window

_COMPARED: Final = re.compile(
    r"(?<!\w)(?:than|чем|against|versus|vs\.?|против|compared (?:with|to)|сравнению с|from|с|со)\s*$", re.I
)
_COURSE: Final = re.compile(r"(?<!\w)(?:с|со|from|between|между)\s", re.I)
"""Such as "from September to October": the last month beside the first."""


def days_of(sentence: Sentence, period: str, against: str) -> tuple[str, str]:
    """The days told of and the days compared with; those of the sentence before where it says none.

    Days after a comparing word are compared with, of two others the earlier ones.
    """
    said = sentence.of("period")
    compared = [mark.value for mark in said if _COMPARED.search(sentence.text[: mark.start])]
    told = sorted((mark.value for mark in said if mark.value not in compared), key=lambda one: one.start)
    if told and (len(told) > 1 or str(told[0]) != against):
        period = str(told[-1])
    if compared or len(told) > 1:
        return period, str((compared or told)[0])
    if period and not against:
        return _with_before(sentence, Window.of(period))
    return period, against


def _with_before(sentence: Sentence, now: Window) -> tuple[str, str]:
    """Whole months and as many before; a course of months, where something moved, is its last and first one."""
    if now.start.day != 1 or (now.end + timedelta(days=1)).day != 1:
        return str(now), ""
    last = now.end.replace(day=1)
    if now.start < last and sentence.has(*MOVES, "fraction") and _COURSE.search(sentence.text):
        first_ends = now.start + relativedelta(months=1) - timedelta(days=1)
        return str(Window(start=last, end=now.end)), str(Window(start=now.start, end=first_ends))
    months = 12 * (now.end.year - now.start.year) + now.end.month - now.start.month + 1
    before = Window(start=now.start - relativedelta(months=months), end=now.start - timedelta(days=1))
    return str(now), str(before)
