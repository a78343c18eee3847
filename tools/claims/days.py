"""Which days a claim is told of, and which it is held against: "September's spend exceeded October's"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

from dateutil.relativedelta import relativedelta

from tools.claims.conditions import counts_rows
from tools.claims.evidence import EARLIER, Day
from tools.claims.mark import Mark, Sentence, joined
from tools.claims.ranks import MOVES
from tools.claims.roles import role_of
from tools.claims.rows import STEPS
from tools.claims.scope import PLACED, RANKS, Scope
from tools.semantics.question import Window

_VERSUS: Final = (
    r"against|versus|vs\.?|против|(?:compared|comparison) (?:with|to)|relative to|сравнению с|относительно"
    r"|unlike|отличие от"
)
_AGAINST: Final = re.compile(rf"(?<!\w)(?:than|чем|{_VERSUS})\s+(?:the |those of |that of |those in |that in )?$", re.I)
"""Right before days with which something is compared."""
_FROM: Final = re.compile(r"(?<!\w)(?:from|с|со)\s+$", re.I)
"""Right before the days from which something moved; of what stood still they are the first ones."""
_THAN: Final = re.compile(
    r"(?<!\w)(?:than|чем|(?:compared|comparison) (?:with|to)|сравнению с)\s+(?P<rest>[^,;:]{0,45})$", re.I
)
_BESIDE: Final = re.compile(rf"(?<!\w)(?:{_VERSUS}|from|с|со)\s+(?:[A-Z]{{3}}\s)?$", re.I)
"""Before a figure of the days with which another one is compared."""
_TOWARDS: Final = re.compile(r"(?<!\w)(?:к|ко)\s+$", re.I)
"""Before the days with which, or by which, something had changed."""
_STEP: Final = r"(?:month|week|quarter|year|period)"
_STEP_RU: Final = r"(?:месяц|недел|квартал|год|период)"
_EARLIER: Final = re.compile(
    rf"(?<!\w)(?:(?:(?:a|one|the) )?{_STEP} (?:earlier|before|ago|prior)"
    rf"|(?:(?:in|over|during|for|of|on) )?(?:the )?(?:previous|preceding|prior) {_STEP}(?:['’]s)?"
    rf"|previously|(?<!no )earlier|before that|back then|before(?=,)|than before|{_STEP_RU}\w* (?:ранее|раньше|назад)"
    rf"|(?:(?:за|в|на) )?предыдущ\w+ {_STEP_RU}\w*|раньше|ранее|прежде|до этого)(?!\w)",
    re.I,
)
"""The days with which a result compares its own."""
_NO_OBJECT: Final = re.compile(r"higher|lower|more|less|better|worse|greater|larger|fewer|smaller", re.I)
"""What days behind it are told of: "higher last month"."""
_OBJECT: Final = re.compile(
    r"\s*(?:of|the|that|those|what|than|its|their|our|to|with|на|чем|у|показател\w+|уров\w+|результат\w*)*\s*", re.I
)
_ADVERBIAL: Final = re.compile(r"(?:last|this|past|yesterday|today|вчера|позавчера|сегодня)", re.I)
_NOW: Final = re.compile(r"(?<!\w)(?:now|currently|today|сейчас|теперь|нынче)(?!\w)", re.I)
_SINCE: Final = re.compile(r"(?:since|с|со)\s(?!.*\b(?:to|till|until|по|до)\b)", re.I)
_BETWEEN: Final = re.compile(r"(?<!\w)(?:between|между)\s+$", re.I)
_COURSE: Final = re.compile(r"(?<!\w)(?:с|со|from|between|между)\s", re.I)
"""Such as "from September to October": the last month beside the first."""
NEAR: Final = 4
"""Characters between a figure and its days."""
COMPARING: Final = ("more", "less", "same", "cheaper", "dearer", "gap")
_DAYLESS: Final = frozenset(
    "whole rate some history certain per_ruble helped harmed cause advice future not since basis part range incomplete "
    "reach gave lost than_spent".split()
)
"""Words that say nothing of days themselves: they bend others, or stand with a figure that has days of its own."""
_LOOSE: Final = re.compile(r",?\s+(?:and|и|or|или)\s+(?:in |of |в |за )?(?:the )?|,\s+(?:in |в |за )?", re.I)


@dataclass(frozen=True, kw_only=True)
class SaidDays:
    """The days of one claim."""

    told: tuple[Day, ...] = ()
    against: tuple[Day, ...] = ()
    mixed: bool = False
    """Whether its clause tells of several days, nobody says which where."""


def days_said(scope: Scope, word: Mark) -> SaidDays:
    """The days that a word's clause tells of, else those of a clause before, and those it is held against."""
    days = _in_clause(scope, word)
    start, _ = scope.clause(word)
    if days.told or _NOW.search(scope.sentence.text[start : word.end]):
        return days
    before = [one for one in scope.sentence.marks if one.end <= start and one.kind not in ("period", "name")]
    told = next((found for one in reversed(before) if (found := _in_clause(scope, one).told)), ())
    return SaidDays(told=told, against=days.against, mixed=len(told) > 1)


def _in_clause(scope: Scope, word: Mark) -> SaidDays:
    start, end = scope.clause(word)
    marks = [one for one in day_marks(scope.sentence) if start <= one.start < end]
    held = [one for one in marks if _is_held_against(scope, word, one, marks)]
    told = [one for one in marks if one not in held]
    if len(told) > 1 and _BETWEEN.search(scope.sentence.text[: told[0].start]):
        held, told = [*held, told[0]], told[1:]
    return SaidDays(
        told=tuple(dict.fromkeys(one.value for one in told)),
        against=tuple(dict.fromkeys(one.value for one in held)),
        mixed=not _are_listed(told, scope.sentence.text),
    )


def _are_listed(told: Sequence[Mark], text: str) -> bool:
    """Whether all days told of stand in one list."""
    return all(
        joined(text[one.end : two.start]) or _LOOSE.fullmatch(text[one.end : two.start]) for one, two in pairwise(told)
    )


def day_marks(sentence: Sentence) -> list[Mark]:
    """Every stretch that says on which days."""
    return sorted([*sentence.of("period"), *_earlier(sentence)], key=lambda one: one.start)


def _earlier(sentence: Sentence) -> Iterator[Mark]:
    """What says "before" without naming the days."""
    periods = sentence.of("period")
    for found in _EARLIER.finditer(sentence.text):
        start, end = found.span()
        if not any(one.start < end and start < one.end for one in periods):
            yield Mark(kind="earlier", start=start, end=end, value=EARLIER, text=found[0])


def _is_held_against(scope: Scope, word: Mark, days: Mark, marks: Sequence[Mark]) -> bool:
    sentence = scope.sentence
    before = sentence.text[: days.start]
    if _AGAINST.search(before) or days.text.lower().startswith("than ") or _is_of_other_figure(scope, days):
        return True
    moves = scope.inside(word, *MOVES)
    if _FROM.search(before) or days.value == EARLIER:
        return any(one.end <= days.start for one in moves)
    if _TOWARDS.search(before):
        told = [one for one in marks if one.end <= days.start and _is_later(one.value, days.value)]
        return bool(told) or any(days.value == row.compared for row in scope.evidence.rows)
    than = _THAN.search(before)
    if than and not any(
        than.start("rest") <= one.start < days.start for one in sentence.of("name", "period", "figure", *MOVES)
    ):
        return True
    return _is_object(scope, word, days, marks)


def _is_of_other_figure(scope: Scope, days: Mark) -> bool:
    """Whether they are the days of a figure that another one is compared with: "against 137 % a month earlier"."""
    figures = [one for one in scope.inside(days, "figure") if 0 <= days.start - one.end <= NEAR]
    return bool(figures) and bool(_BESIDE.search(scope.sentence.text[: figures[-1].start]))


def _is_object(scope: Scope, word: Mark, days: Mark, marks: Sequence[Mark]) -> bool:
    """Whether days are what a word of comparison holds others against: "beat October", "выше октября"."""
    near = [one for one in scope.inside(word, *COMPARING) if one.end <= days.start]
    comparing = word if word in near else next(iter(reversed(near)), None)
    if comparing is None or _ADVERBIAL.match(days.text):
        return False
    told_before = [one for one in marks if one.end <= comparing.start]
    between = scope.sentence.between(comparing.end, days.start)
    if told_before and not any(comparing.end <= one.start < days.start for one in marks):
        return "," not in between
    return not _NO_OBJECT.fullmatch(comparing.text) and bool(_OBJECT.fullmatch(between))


def readings_of(scope: Scope, word: Mark) -> list[Scope]:
    """The same sentence on what results hold of the days that a word is told of; none where that can't be said.

    A word is borne out where each of them bears it out. How something moved is told of the days of the results only;
    a figure is bound by its own days, unless it says how far two periods stand apart.
    """
    if word.kind in _DAYLESS or (word.kind in ("figure", "fraction") and not _stands_apart(scope, word)):
        return [scope]
    days = _known(scope, word, days_said(scope, word))
    if days.mixed or _lasts(scope, word) or set(days.told) & set(days.against):
        return []
    if word.kind in (*MOVES, "faster", "slower"):
        return _of_a_move(scope, days)
    if word.kind in COMPARING and days.against and _crosses(scope, word):
        return []
    found = [scope.of_days(one) for one in days.told] or [scope]
    return found if all(_knows(one, days.against) for one in found) else []


def _steps(scope: Scope) -> set[Window | None]:
    """The days, weeks or months that have a row of their own."""
    return {row.window for row in scope.evidence.rows if any(name in STEPS for name, _ in row.own)}


def _lasts(scope: Scope, word: Mark) -> bool:
    """Whether something is said to have been so all along since some day, which no sum of the days can say."""
    begun = any(_SINCE.match(one.text) for one in scope.inside(word, "period"))
    return begun and word.kind in (*COMPARING, *RANKS, *PLACED, "gains_money", "loses_money") and not _steps(scope)


def _known(scope: Scope, word: Mark, days: SaidDays) -> SaidDays:
    """The days that results know; those with a row of their own are names of rows unless they are compared."""
    rows = scope.evidence.rows
    timed = _steps(scope)
    windows = {day for row in rows for day in (row.window, row.compared)} - timed - {None}
    told = tuple(one for one in days.told if one in windows or (one == EARLIER and windows))
    named = word.kind not in COMPARING and len(told) < len(days.told)
    return replace(days, told=told, mixed=days.mixed and len(told) > 1 and not named)


def _stands_apart(scope: Scope, figure: Mark) -> bool:
    """Whether a figure says by how much one period is above another: its word's days are its own."""
    if figure.kind == "fraction":
        return False
    if counts_rows(scope, figure):
        return True
    return (
        role_of(scope, figure) == "by" and not scope.inside(figure, *MOVES) and bool(scope.inside(figure, *COMPARING))
    )


def _of_a_move(scope: Scope, days: SaidDays) -> list[Scope]:
    """What moved did so until the days told of, from earlier ones."""
    now = [one for one in days.told if not _is_turned(scope, one)]
    if len(now) < len(days.told) or any(_is_later(one, other) for one in days.against for other in _ends(scope, now)):
        return []
    return [scope.of_days(one) for one in now[:1]] or [scope]


def _is_turned(scope: Scope, days: Day) -> bool:
    windows = {row.window for row in scope.evidence.rows}
    compared = {row.compared for row in scope.evidence.rows} - {None}
    return (days == EARLIER and bool(compared)) or (days in compared and days not in windows)


def _ends(scope: Scope, told: Sequence[Day]) -> Sequence[Day]:
    windows = [row.window for row in scope.evidence.rows if row.window and row.compared]
    return told or windows[:1]


def _is_later(one: Day, other: Day) -> bool:
    return isinstance(one, Window) and isinstance(other, Window) and one.start >= other.start


def _crosses(scope: Scope, word: Mark) -> bool:
    """Whether one name on some days is held against another on other days."""
    other = {one.value for one in scope.object(word)}
    return bool(other) and not other <= {one.value for one in scope.subject(word)}


def _knows(scope: Scope, against: Sequence[Day]) -> bool:
    """Whether results hold what something is held against."""
    rows = scope.evidence.rows
    known: set[Day | None] = {row.compared for row in rows if row.compared}
    timed = _steps(scope)
    return all(one in known | timed or (one == EARLIER and bool(known | timed)) for one in against)


def days_of(scope: Scope, period: str, against: str) -> tuple[str, str]:
    """The days to ask for and those to compare them with; those of the sentence before where it says none.

    They stay as they are where a sentence tells of them the other way round: what is asked for is the same.
    """
    sentence = scope.sentence
    said = [_in_clause(scope, word) for word in sentence.marks if word.kind != "period"]
    windows: list[Window] = [mark.value for mark in sentence.of("period")]
    held = {one for days in said for one in days.against}
    compared = sorted({one for one in windows if one in held}, key=lambda one: one.start)
    told = sorted({one for one in windows if one not in held}, key=lambda one: one.start)
    of_before = sentence.has(*MOVES, "fraction") and not compared and {str(one) for one in told} == {against}
    if against and {str(one) for one in windows} <= {period, against} and not of_before:
        return period, against
    if len(told) > 1 or compared:
        return _pair(sorted({*told[-1:], (compared or told)[0]}, key=lambda one: one.end), period)
    if told:
        period = str(told[-1])
    return _with_before(sentence, Window.of(period)) if period and (told or not against) else (period, against)


def _pair(ends: Sequence[Window], period: str) -> tuple[str, str]:
    """The later days against the earlier ones; of one alone those told of before are the others."""
    if len(ends) > 1:
        return str(ends[-1]), str(ends[0])
    if not period or str(ends[0]) == period:
        return period, str(ends[0])
    one, other = sorted((Window.of(period), ends[0]), key=lambda days: days.start)
    return str(other), str(one)


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
