"""From "last week" to two dates, given today: periods in free text and as arguments, Russian and English."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.semantics.calendar import DAY
from tools.words import wording
from tools.words.periods.joining import joined
from tools.words.periods.naming import Horizon, Joined
from tools.words.periods.phrase import PhraseMoment
from tools.words.periods.rules import read
from tools.words.periods.spans import Kind, Period, name_of
from tools.words.periods.tokens import PhraseToken, tokens_of

__all__ = ["USUAL_DAYS", "Mention", "Period", "default_period", "find_periods", "resolve_period", "yet_to_come"]

USUAL_DAYS: Final = 30
"""Complete days of a question that names none, unless its person has chosen others."""
_FORWARD: Final = re.compile(
    r"forecast|predict|project(?:ion|ed)|\bwill\b|expect|allocat|прогноз|предска|\bбуд(?:ет|ут|ем)\b|ожида|распредел",
    re.I,
)
_PLANNING: Final = re.compile(r"бюджет|\bплан|оптимиз|\bцел[ьи]\b", re.I)
_COMPARING: Final = re.compile(r"сравн|compar|versus|\bvs\b|против|разниц|differen", re.I)
_QUOTED_NAME: Final = re.compile(r"(?:campaign|кампани\w*|audience|сегмент\w*|segment)\s+([«\"“'].*?[»\"”'])", re.I)
_ADDS_NOTHING: Final = ("ALL", "OF", "A", "IN", "ON", "NA", "FOR", "ZA", "TIME", "SINCE")
_ENDS: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\s*\.\.\s*(\d{4}-\d{2}-\d{2})\s*")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A period named in a text, and the characters that name it."""

    period: Period
    span: tuple[int, int]


def find_periods(
    text: str,
    today: date,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    language: Language = "en",
) -> list[Mention]:
    """Every period named in the text, from left to right, none overlapping.

    Args:
        text: a question as people write it, either language or both.
        today: the day in progress; unless said otherwise a period ends the day before.
        first_day: the first day data is stored for, where known.
        last_day: the last one; both decide which March is meant when the latest one has no data.
        language: of the labels, and of the order in 03/04/2025.
    """
    return _mentions(
        tokens_of(_without_names(text), language), text, _horizon(text, today, first_day, last_day), language
    )


def resolve_period(
    phrase: str,
    today: date,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    language: Language = "en",
) -> Period:
    """The period that a phrase, an ISO day or month, or `A..B` is; arguments as for `find_periods`.

    Raises:
        InvalidInput: the phrase is no period, is more than one, or ends before it begins.
    """
    _refuse_backwards(phrase)
    row = tokens_of(phrase, language)
    horizon = _horizon(phrase, today, first_day, last_day)
    mentions = _mentions(row, phrase, horizon, language, argument=True)
    covered = mentions[0].span if len(mentions) == 1 else (0, 0)
    outside = (token for token in row if token.start < covered[0] or token.end > covered[1])
    if covered == (0, 0) or any(token.tag not in _ADDS_NOTHING for token in outside):
        raise InvalidInput("period-unknown", received=phrase.strip()[:80])
    return mentions[0].period


def yet_to_come(period: Period, phrase: str, today: date) -> Period:
    """The days that a target is for: "на декабрь" is the next one, where the last is over and no year is said."""
    if period.end >= today.replace(day=1) or _DATED.search(phrase):
        return period
    start, end = period.start + relativedelta(years=1), period.end + relativedelta(years=1)
    label = name_of((start, end), period.language)
    return Period(start=start, end=end, label=label, kind="future", language=period.language)


_DATED: Final = re.compile(r"\d{4}|прошл|last|ago|назад", re.I)


def default_period(today: date, *, language: Language = "en") -> Period:
    """The last complete days, as many as usual, for a question which names no period."""
    label = say("period-last-n-day", language, n=USUAL_DAYS)
    return Period(start=today - DAY * USUAL_DAYS, end=today - DAY, label=label, language=language)


def _horizon(text: str, today: date, first_day: date | None, last_day: date | None) -> Horizon:
    return Horizon(
        today=today,
        first_day=first_day,
        last_day=last_day,
        forward=bool(_FORWARD.search(text)),
        planning=bool(_PLANNING.search(text)),
        comparing=bool(_COMPARING.search(text)),
    )


def _mentions(
    row: list[PhraseToken], text: str, horizon: Horizon, language: Language, *, argument: bool = False
) -> list[Mention]:
    found = read(row, PhraseMoment(today=horizon.today, argument=argument, forward=horizon.forward))
    return [
        Mention(period=_period(each, horizon.today, language), span=(row[each.first].start, row[each.after - 1].end))
        for each in joined(row, found, horizon)
    ]


def _period(found: Joined, today: date, language: Language) -> Period:
    start, end = found.span
    kind: Kind = "future" if start > today else "past"
    label = _label(found, start, end, language)
    return Period(start=start, end=end, label=label, kind=kind, partial=end == today, language=language)


def _label(found: Joined, start: date, end: date, language: Language) -> str:
    if found.label is None:
        return name_of((start, end), language)
    key, values = found.label
    return say(key, language, day=wording.day(start, language), last_day=wording.day(end, language), **values)


def _without_names(text: str) -> str:
    """The text with quoted names of campaigns blanked, length kept: «Март» there is no month."""
    return _QUOTED_NAME.sub(lambda match: match[0].replace(match[1], "§" * len(match[1])), text)


def _refuse_backwards(phrase: str) -> None:
    ends = _ENDS.fullmatch(phrase)
    if ends and ends[1] > ends[2]:
        raise InvalidInput("period-backwards", received=phrase.strip(), swapped=f"{ends[2]}..{ends[1]}")
