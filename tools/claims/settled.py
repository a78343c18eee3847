"""Marks as the results have what they mean: the running month, the days to come, one conversion as a rate."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tools.claims.evidence import Evidence
from tools.claims.mark import Mark
from tools.semantics.question import Window
from tools.words.period import find_periods

_RATE: Final = re.compile(r"конверси[яюией]|conversion", re.I)
"""In the singular a rate."""
_BESIDE: Final = re.compile(r"\b(?:than|of|above|below|over|under)\s+$", re.I)
_STEP: Final = {
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (89, 92),
    "year": (365, 366),
}
"""By how many days the days compared lie before those told of."""
_UNITS: Final = {
    "week": r"weeks?|недел\w+",
    "month": r"months?|месяц\w*",
    "quarter": r"quarters?|квартал\w*",
    "year": r"years?|год\w*",
}
_RELATIVE: Final = {
    step: re.compile(
        rf"\b(?:(?:the |a )?(?:{words}) (?:before|earlier|prior|ago)|(?:{words}) (?:over|on|to|к) (?:{words})"
        rf"|the (?:previous|preceding|prior) (?:{words})|(?:{words}) (?:ранее|раньше|назад)|предыдущ\w+ (?:{words}))\b",
        re.I,
    )
    for step, words in _UNITS.items()
}
_BEFORE: Final = re.compile(r"предыдущ\w+", re.I)
_AS_MANY_DAYS: Final = re.compile(
    r"(?:in |of |over |for )?the (?:(?:previous|preceding|prior) (\d+) days|(\d+) days (?:before|earlier))"
    r"|(?:за )?предыдущ\w+ (\d+) (?:дн\w+|день)",
    re.I,
)
_LAST_YEAR: Final = re.compile(r"\b(?:yoy|y/y|last year)\b|(?<!\w)(?:г/г|прошл\w+ год\w*)(?!\w)", re.I)


def relatives_in(text: str, evidence: Evidence) -> Iterator[Mark]:
    """Such as "the week before", "year on year": whether the days compared lie as far before those told of.

    `before` where they do, `basis`, which nothing bears out, where they do not.
    """
    pairs = {(row.window, row.compared) for row in evidence.rows if row.window and row.compared}
    apart = {(now.start - before.start).days for now, before in pairs}
    steps = {name for row in evidence.rows for name, _ in row.own}
    for step in _STEP:
        told = bool(apart) or step in steps or step != "year"
        yield from _relatives(_RELATIVE[step], text, fits=told and _lie_apart(apart, step))
    if evidence.results:
        yield from _relatives(_LAST_YEAR, text, fits=bool(apart) and _lie_apart(apart, "year"))
    spans = {result.period.days for result in evidence.results if result.period}
    for match in _AS_MANY_DAYS.finditer(text):
        yield _relative(match, fits=int(next(filter(None, match.groups()))) in spans)
    if all(now.start - timedelta(days=1) == before.end for now, before in pairs):
        yield from _relatives(_BEFORE, text, fits=True)


def _lie_apart(apart: Collection[int], step: str) -> bool:
    """Whether all the days compared lie a step before those told of."""
    least, most = _STEP[step]
    return all(least <= days <= most for days in apart)


def _relatives(words: re.Pattern[str], text: str, *, fits: bool) -> Iterator[Mark]:
    return (_relative(match, fits=fits) for match in words.finditer(text))


def _relative(match: re.Match[str], *, fits: bool) -> Mark:
    return Mark(kind="before" if fits else "basis", start=match.start(), end=match.end(), text=match[0])


_MONTH: Final = 28
_THE_WEEK: Final = re.compile(
    r"(?:over|for|in|during|за|в течение)?\s*(?:the )?(?:week|month|неделю|недели|месяц|месяца)", re.I
)
"""All the days told of."""
_BUDGET: Final = re.compile(r"budgets?", re.I)


def is_same_days(mark: Mark) -> bool:
    """Whether a mark of days only says again that it is of the days told of: "for the month"."""
    return mark.kind == "period" and _THE_WEEK.fullmatch(mark.text) is not None


_WEEKDAYS: Final = (
    r"mondays?|понедельник\w*",
    r"tuesdays?|вторник\w*",
    r"wednesdays?|сред[ауыеой]+",
    r"thursdays?|четверг\w*",
    r"fridays?|пятниц\w*",
    r"saturdays?|суббот\w*",
    r"sundays?|воскресень\w*",
)


def weekdays_in(text: str, evidence: Evidence) -> Iterator[Mark]:
    """Weekdays beside rows of days: each is the one day of that name, if there is one."""
    days = {row.window for row in evidence.rows if row.window and any(name == "day" for name, _ in row.own)}
    for place, words in enumerate(_WEEKDAYS):
        named = [day for day in days if day.start.weekday() == place]
        if len(named) == 1:
            for match in re.finditer(rf"\b(?:{words})\b", text, re.I):
                yield Mark(kind="period", start=match.start(), end=match.end(), value=named[0], text=match[0])


def as_found(mark: Mark, evidence: Evidence, text: str) -> Mark:
    """A mark as the results have what it means: the running month, the days to come, one conversion as a rate."""
    for kind, meant in _MEANT:
        if mark.kind == kind and (found := meant(mark, evidence, text)) is not None:
            return found
    return mark


def _as_rate(mark: Mark, evidence: Evidence, _text: str) -> Mark | None:
    units = _units(evidence)
    rate = mark.value == "conversions" and _RATE.fullmatch(mark.text) and "cvr" in units and "conversions" not in units
    return replace(mark, value="cvr") if rate else None


def _as_budget(mark: Mark, evidence: Evidence, _text: str) -> Mark | None:
    """A budget that is set is no spend."""
    if not _BUDGET.fullmatch(mark.text):
        return None
    plain = evidence.explains or not any("spend" in row.units and row.own for row in evidence.rows)
    return replace(mark, kind="span") if plain or evidence.advises else mark


def _as_cost(mark: Mark, evidence: Evidence, _text: str) -> Mark | None:
    """CAC and CPA are one formula by two names."""
    units = _units(evidence)
    return replace(mark, value="cpa") if mark.value == "cac" and "cpa" in units and "cac" not in units else None


_GETS: Final = re.compile(r"gets?|receives?|получ\w+", re.I)


def _as_budget_given(mark: Mark, evidence: Evidence, _text: str) -> Mark | None:
    """What a plan gives somebody is money to spend."""
    given = mark.value == "revenue" and _GETS.fullmatch(mark.text) and evidence.advises
    return replace(mark, value="spend") if given else None


def _as_time(mark: Mark, evidence: Evidence, text: str) -> Mark | None:
    """Since when, not because of what."""
    behind = find_periods(text[mark.end :], evidence.today) if mark.text.lower() == "since" else ()
    return replace(mark, kind="since") if any(one.span[0] <= 5 for one in behind) else None


def _as_revenue(mark: Mark, evidence: Evidence, _text: str) -> Mark | None:
    """What gives money back earns it."""
    return None if evidence.explains else replace(mark, kind="metric", value="revenue")


def _as_spend(mark: Mark, _evidence: Evidence, text: str) -> Mark | None:
    alone = mark.text.lower() == "its spend" and not _BESIDE.search(text[: mark.start])
    return replace(mark, kind="metric", value="spend") if alone else None


def _units(evidence: Evidence) -> set[str]:
    return {metric for row in evidence.rows for metric in row.units}


def _days(mark: Mark, evidence: Evidence) -> Mark:
    courses = [(row.compared.start, row.window.end) for row in evidence.rows if row.window and row.compared]
    if _is_span(mark, evidence) or (mark.value.start, mark.value.end) in courses:
        return replace(mark, kind="span")
    windows = [row.window for row in evidence.rows if row.window]
    same = next((window for window in windows if _same_days(mark.value, window, evidence.today)), mark.value)
    return replace(mark, value=same)


def _is_span(mark: Mark, evidence: Evidence) -> bool:
    """Whether it says for how many days a plan is made, or only "today's" as an adjective."""
    days = (mark.value.end - mark.value.start).days + 1
    told = {result.period.days for result in evidence.results if result.period}
    if _THE_WEEK.fullmatch(mark.text) and any(
        days == one or min(days, one) >= _MONTH for one in told if one <= days + 3
    ):
        return True
    if _PAST.search(mark.text):
        return False
    if any(re.search(rf"\b{days} (?:days|дней|дня|день)", said) for said in evidence.told) and mark.text[-1:] != "ы":
        return bool(re.search(rf"\b{days}\b", mark.text))
    planned = {result.span for result in evidence.results if result.period is None}
    return days in planned or bool(re.search(r"today['’]s$|нынешн", mark.text, re.I))


_WAS_CUT: Final = re.compile(r"cut|cuts|slashed", re.I)
_ADVISING: Final = re.compile(
    r"\b(?:to|should|could|would|must|may|might|can|will|let|shall|recommend\w*|suggest\w*|advis\w*|consider\w*|propos\w*"
    r"|plan\w*|better|worth|if|and)\b|[,:;]",
    re.I,
)
_OWN: Final = re.compile(r"\s+(?:its|their|his|her|our|the)?\s*\w+\s+(?:by|from|to)\s", re.I)


def _as_fall(mark: Mark, _evidence: Evidence, text: str) -> Mark | None:
    """Such as "A cut its spend by 6 %": what somebody did is no advice."""
    before = text[: mark.start]
    done = _WAS_CUT.fullmatch(mark.text) and before.strip() and not _ADVISING.search(before)
    return replace(mark, kind="down") if done and _OWN.match(text[mark.end :]) else None


_PAST: Final = re.compile(r"\b(?:past|last|previous|preceding)\b|прошл|последн|предыдущ|прошедш", re.I)


def _same_days(said: Window, found: Window, today: date) -> bool:
    """Whether a month said is the one begun, or days to come are as many from now on."""
    begun = said.start == found.start and said.end < found.end and found.start <= today <= found.end
    coming = said.start > today - timedelta(days=1) and said.end - said.start == found.end - found.start
    return begun or (coming and abs((said.start - found.start).days) <= 1)


_MEANT: Final[tuple[tuple[str, Callable[[Mark, Evidence, str], Mark | None]], ...]] = (
    ("period", lambda mark, evidence, _text: _days(mark, evidence)),
    ("metric", _as_rate),
    ("metric", _as_budget),
    ("metric", _as_cost),
    ("metric", _as_budget_given),
    ("cause", _as_time),
    ("advice", _as_fall),
    ("gave", _as_revenue),
    ("than_spent", _as_spend),
)
"""What a mark of each kind may mean; the first that knows it better says so."""
