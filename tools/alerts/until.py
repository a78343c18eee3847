"""Until when something is put off, as people say it: 1h, 2d, "morning", 18:00, a day or a moment."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from ingest.errors import InvalidInput
from tools.words.period_words import weekday_of

MORNING: Final = time(8, 0)
_WORDS: Final = frozenset({"morning", "tomorrow", "утро", "утром", "утра", "до утра", "завтра"})
_SPAN: Final = re.compile(
    r"(?:(?P<count>\d{1,3})|an?)?\s*(?:(?P<minutes>m|min|minutes?|м|мин|минут\w*)|(?P<hours>h|hours?|ч|час\w*)"
    r"|(?P<days>d|days?|д|дн\w*|день|сут\w*)|(?P<weeks>w|weeks?|недел\w*))"
)
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def moment_of(text: str, now: datetime) -> datetime:
    """The moment that a text names, after `now`.

    Args:
        text: 30m, 4h, 2 days, неделю, morning, 18:00, 2026-11-23 (its morning) or 2026-11-23T18:00.
        now: aware; texts without a zone are in its zone.

    Raises:
        InvalidInput: it is no moment, or not a coming one.
    """
    said = text.strip().casefold()
    found = _read(said, now)
    if found is None:
        raise InvalidInput("bot-until-unknown", received=text.strip()[:40])
    if found <= now:
        raise InvalidInput("bot-until-past", received=text.strip()[:40])
    return found


def _read(said: str, now: datetime) -> datetime | None:
    if said in _WORDS:
        return next_time(MORNING, now)
    if (weekday := weekday_of(said)) is not None:
        day = now.date() + timedelta(days=(weekday - now.weekday()) % 7 or 7)
        return datetime.combine(day, MORNING, tzinfo=now.tzinfo)
    span, clock = _SPAN.fullmatch(said), _CLOCK.fullmatch(said)
    if span and span.lastgroup:
        return now + timedelta(**{span.lastgroup: int(span["count"] or 1)})
    if clock:
        return next_time(time(int(clock[1]), int(clock[2])), now)
    try:
        moment = datetime.fromisoformat(said.upper())
    except ValueError:
        return None
    if len(said) == len("2026-11-23"):
        moment = datetime.combine(date.fromisoformat(said), MORNING)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def next_time(clock: time, now: datetime) -> datetime:
    """The next moment at which the clock in the zone of `now` shows this."""
    today = datetime.combine(now.date(), clock, tzinfo=now.tzinfo)
    return today if today > now else today + timedelta(days=1)
