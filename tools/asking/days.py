"""The days a question is about, and those it is compared with: always relative to the days asked about."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.engine.days import UNITS, unit_window
from tools.engine.notes import Note
from tools.semantics.calendar import shifted
from tools.semantics.question import Unit, Window
from tools.words.period import Period, default_period, find_periods, resolve_period
from tools.words.periods.spans import name_of

PREVIOUS: Final = frozenset(
    (
        "previous",
        "previous period",
        "prev",
        "prior",
        "prior period",
        "before",
        "period before",
        "the period before",
        "предыдущий",
        "предыдущий период",
        "предыдущим периодом",
        "прошлый период",
        "прошлым периодом",
    )
)
"""As many days directly before; of an unfinished week, month ... its first days the time before."""
LAST_YEAR: Final = frozenset(
    (
        "last year",
        "same period last year",
        "year ago",
        "a year ago",
        "yoy",
        "прошлый год",
        "прошлым годом",
        "год назад",
        "тот же период прошлого года",
        "аналогичный период прошлого года",
    )
)
STEPS: Final[dict[str, Unit]] = {"wow": "week", "mom": "month", "qoq": "quarter"}
_LAST: Final = re.compile(
    r"^(?:the\s+)?(?:last|past|prior|прошл\w+|предыдущ\w+|минувш\w+)\s+(?=(?:week|month|quarter|недел|месяц|квартал)\w*$)"
)
_SAME: Final = re.compile(
    r"^(?:the\s+)?same (?:period|days|time)\s+(?:of\s+|in\s+)?(?:the\s+)?(?:last|previous)\s+"
    r"(week|month|quarter|year)$"
)
_ROLLING: Final = re.compile(r"\b(?:last|past|trailing|последн\w*)\b", re.I)
_ISO_WEEK: Final = re.compile(r"^(\d{4})-?w(\d{1,2})$", re.I)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What decides which days a phrase means."""

    today: date
    language: Language
    first_day: date | None
    last_day: date | None

    def read(self, phrase: str) -> Period:
        """The days of a phrase.

        Raises:
            InvalidInput: it is no period, or one that has not begun.
        """
        week = _ISO_WEEK.match(phrase.strip())
        if week:
            return self._week(int(week[1]), int(week[2]), phrase)
        bounds = {"first_day": self.first_day, "last_day": self.last_day}
        period = resolve_period(phrase, self.today, language=self.language, **bounds)
        if period.kind == "future":
            raise InvalidInput("asking-future", received=phrase, yesterday=str(self.today - timedelta(days=1)))
        return period

    def _week(self, year: int, number: int, phrase: str) -> Period:
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError as error:
            raise InvalidInput("period-unknown", received=phrase) from error
        return self.named(Window(start=monday, end=monday + timedelta(days=6)))

    def named(self, window: Window) -> Period:
        """Days with the name they have."""
        label = name_of((window.start, window.end), self.language)
        return Period(start=window.start, end=window.end, label=label, language=self.language)


def days_of(period: Period) -> str:
    """The days as a Question holds them."""
    return f"{period.start}..{period.end}"


def asked_periods(phrases: tuple[str, ...], calendar: Calendar) -> tuple[tuple[Period, ...], tuple[Note, ...]]:
    """The periods asked about, in their order; the last 30 days where none is named, which is noted."""
    said = [phrase for phrase in phrases if phrase.strip()]
    if not said:
        return (default_period(calendar.today, language=calendar.language),), (Note(key="note-default-period"),)
    periods = tuple(calendar.read(phrase) for phrase in said)
    return tuple({(period.start, period.end): period for period in periods}.values()), ()


def compared_period(
    phrase: str, period: Period, calendar: Calendar, *, whole: bool = False, along: bool = False
) -> tuple[Period | None, tuple[Note, ...]]:
    """The days compared with.

    Args:
        phrase: "previous month", "last_year", "September", days ...; relative ones count from `period`.
        period: the days asked about.
        calendar: decides everything else.
        whole: the days stand as they are, also beside an unfinished period: a condition is put to them.
        along: each of its weeks, months ... is compared by itself, so that the days may overlap.

    Returns:
        The days, and a note where an unfinished period is set beside the same days of the other.

    Raises:
        InvalidInput: the phrase is no period, or its days are, or overlap, those asked about.
    """
    if not phrase.strip():
        return None, ()
    unit = unfinished_unit(period, calendar.today)
    found = _other(phrase.strip().lower().replace("_", " "), period, unit, calendar)
    found, notes = (found, ()) if whole else _same_days(found, period, unit, calendar)
    if (found.start, found.end) == (period.start, period.end):
        raise InvalidInput("comparison-same", received=phrase, period=days_of(period))
    if found.start <= period.end and found.end >= period.start and not along:
        raise InvalidInput("comparison-overlaps", received=phrase, other=days_of(found), period=days_of(period))
    return found, notes


def _other(said: str, period: Period, unit: Unit | None, calendar: Calendar) -> Period:
    if said in PREVIOUS:
        return _moved(period, unit, calendar) if unit else period.previous()
    if said in LAST_YEAR:
        return period.same_last_year()
    same = _SAME.match(said)
    if said in STEPS or same:
        step: Unit = STEPS[said] if said in STEPS else next(name for name in UNITS if same and name == same[1])
        return _moved(period, step, calendar)
    relative = _LAST.sub("previous ", said)
    bounds = {"first_day": calendar.first_day, "last_day": calendar.last_day}
    text = f"{days_of(period)} vs {relative}"
    mentions = find_periods(text, calendar.today, language=calendar.language, **bounds)
    whole = len(mentions) == 2 and mentions[1].span[1] == len(text) and mentions[1].span[0] <= len(text) - len(relative)
    return mentions[1].period if whole and not said[:1].isdigit() else calendar.read(said)


def _moved(period: Period, unit: Unit, calendar: Calendar) -> Period:
    """The same days one week, month ... earlier; a month's last day stays the last."""
    start = shifted(period.start, unit, -1)
    end = shifted(period.end, unit, -1)
    if unit != "week" and period.end == unit_window(period.end, "month").end:
        end = unit_window(end, "month").end
    return calendar.named(Window(start=start, end=end))


def unfinished_unit(period: Period, today: date) -> Unit | None:
    """The week, month, quarter or year that the period is the first days of and that still goes on."""
    if period.end < today - timedelta(days=1) or _ROLLING.search(period.label):
        return None
    for unit in UNITS:
        whole = unit_window(period.start, unit)
        if whole.start == period.start and whole.start <= period.end < whole.end:
            return unit
    return None


def _same_days(other: Period, period: Period, unit: Unit | None, calendar: Calendar) -> tuple[Period, tuple[Note, ...]]:
    """The first days of the other week, month ..., as many as the unfinished one has had."""
    if unit is None:
        return other, ()
    whole = unit_window(other.start, unit)
    if (other.start, other.end) == (whole.start, whole.end):
        end = min(whole.end, other.start + (period.end - period.start))
        other = calendar.named(Window(start=other.start, end=end))
    elif other.days != period.days or other.start != whole.start:
        return other, ()
    note = Note(key="note-same-days", values={"days": _window(period), "other": _window(other)})
    return other, (note,)


def _window(period: Period) -> Window:
    return Window(start=period.start, end=period.end)


def pace_of(unit: Unit | str, period: Period) -> str:
    """The unit whose end an unfinished period is projected to.

    Raises:
        InvalidInput: the period is not the first days of such a unit.
    """
    if not unit:
        return ""
    for name in UNITS if unit == "auto" else [one for one in UNITS if one == unit]:
        whole = unit_window(period.start, name)
        if whole.start == period.start and period.end <= whole.end:
            return name
    raise InvalidInput("question-pace", period=days_of(period))
