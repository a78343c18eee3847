"""Whether more data were to be expected by now: no data is a state of its own, and only data end it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection, func, select

from ingest.schema import ingest_run
from tools.tool import ToolContext

FRESH_DAYS: Final = 3
"""A load whose newest day is older than this brought a closed history, of which nothing more is expected."""
REMEMBERED: Final = timedelta(days=60)
OVERDUE: Final = 1.5
"""Loads by hand are overdue after so many of their longest usual gaps,"""
LATENESS: Final = timedelta(hours=3)
"""or so long after the clock by which the same weekday always had its data."""
SAME_WEEKDAYS: Final = 3
"""Weeks after which a weekday has a habit; before, every day of the last"""
YOUNG_DAYS: Final = 7
NOON: Final = time(12)
"""By then platforms have told of the day before."""


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """Up to where data are looked at."""

    day: date
    """The last day whose data should be here: yesterday while somebody delivers, else the last day there is."""
    due: bool
    """Whether they should be here by this hour: only then is a day that no channel has an outage."""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One load of a file or of the demo that brought rows."""

    moment: datetime
    until: date | None
    """The newest day of its rows; None for loads of before this was noted."""


def awaited(desk: ToolContext) -> Awaited | None:
    """Up to where data should reach; None without data.

    A connected platform delivers every day, for as long as it is connected. Files come as they used to: a silence
    longer than their usual gaps counts, and so does a day on which they reach less far than the same weekday always
    did by this hour.
    """
    catalogue = desk.metrics.catalogue()
    if catalogue.last_day is None:
        return None
    yesterday = desk.today - timedelta(days=1)
    connected = any(entry.source in desk.metrics.restatement for entry in catalogue.accounts)
    with desk.engine.connect() as connection:
        loads = _loads(connection, desk)
    behind = _overdue(loads, catalogue.last_day, desk.today) or _behind(loads, catalogue.last_day, desk)
    told = connected and (desk.day_is_over or desk.now.time() >= NOON)
    return Awaited(day=yesterday if connected or behind else min(yesterday, catalogue.last_day), due=behind or told)


def _loads(connection: Connection, desk: ToolContext) -> list[Arrival]:
    """Loads of the days that are remembered, oldest first, by the team's clock."""
    table = ingest_run.c
    rows = connection.execute(
        select(func.max(table.started_at).label("moment"), func.max(table.until).label("until"))
        .where(table.kind == "file", table.inserted + table.updated > 0)
        .group_by(func.date(table.started_at))
    )
    found = [Arrival(moment=row.moment.astimezone(desk.now.tzinfo), until=row.until) for row in rows]
    return sorted((one for one in found if one.moment.date() <= desk.today), key=lambda one: one.moment)


def _overdue(loads: Sequence[Arrival], last_day: date, today: date) -> bool:
    """Whether nobody has loaded anything for longer than ever between two loads."""
    days = sorted({one.moment.date() for one in loads})
    if not days or (days[-1] - last_day).days > FRESH_DAYS:
        return False
    recent = [day for day in days if days[-1] - day <= REMEMBERED]
    gaps = [(later - earlier).days for earlier, later in pairwise(recent)]
    return (today - days[-1]).days > OVERDUE * max(gaps, default=1)


def _behind(loads: Sequence[Arrival], last_day: date, desk: ToolContext) -> bool:
    """Whether data reach less far than they did by this hour on the days that are like today.

    Of four such days or more one may have been late itself.
    """
    known = [one for one in loads if one.until is not None]
    lags = sorted(_lags(known, desk))
    usual = lags[-2] if len(lags) > SAME_WEEKDAYS else max(lags, default=None)
    return usual is not None and (desk.today - last_day).days > usual


def _lags(loads: Sequence[Arrival], desk: ToolContext) -> Iterator[int]:
    """By how many days data lagged behind on the days like today, at this hour; nothing where there is no habit yet."""
    first = min((one.moment.date() for one in loads), default=desk.today)
    weeks = [desk.today - timedelta(days=7 * back) for back in range(1, REMEMBERED.days // 7 + 1)]
    alike = [day for day in weeks if day >= first]
    if len(alike) < SAME_WEEKDAYS:
        alike = [desk.today - timedelta(days=back) for back in range(1, YOUNG_DAYS + 1)]
    if min(alike) < first:
        return
    clock = time.max if desk.day_is_over else desk.now.time()
    late = timedelta(0) if desk.day_is_over else LATENESS
    for day in alike:
        by = datetime.combine(day, clock, tzinfo=desk.now.tzinfo) - late
        yield min(((day - one.until).days for one in loads if one.until and one.moment <= by), default=REMEMBERED.days)
