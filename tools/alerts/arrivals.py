"""Whether more data were to be expected by now: no data is a state of its own, and only data end it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection, func, select

from ingest.schema import ingest_run
from tools.engine.engine import MetricEngine

FRESH_DAYS: Final = 3
"""A load whose newest day is older than this brought a closed history, of which nothing more is expected."""
REMEMBERED: Final = timedelta(days=60)
OVERDUE: Final = 1.5
"""Loads by hand are overdue after so many of their longest usual gaps."""


def last_awaited_day(metrics: MetricEngine, today: date) -> date | None:
    """The last day whose data should be here: yesterday while somebody delivers, else the last day there is.

    A connected platform delivers every day, for as long as it is connected. Files do so as often as they used to: a
    silence longer than their usual gaps counts, the days between two of them do not. None without data.
    """
    catalogue = metrics.catalogue()
    if catalogue.last_day is None:
        return None
    yesterday = today - timedelta(days=1)
    connected = any(entry.source in metrics.restatement for entry in catalogue.accounts)
    with metrics.engine.connect() as connection:
        awaited = connected or _overdue(_load_days(connection, today), catalogue.last_day, today)
    return yesterday if awaited else min(yesterday, catalogue.last_day)


def _load_days(connection: Connection, today: date) -> list[date]:
    """Days on which files or the demo brought rows, oldest first."""
    brought = ingest_run.c.inserted + ingest_run.c.updated > 0
    rows = connection.scalars(
        select(func.max(ingest_run.c.started_at))
        .where(ingest_run.c.kind == "file", brought)
        .group_by(func.date(ingest_run.c.started_at))
    )
    return sorted(day for day in {moment.date() for moment in rows} if day <= today)


def _overdue(loads: Sequence[date], last_day: date, today: date) -> bool:
    if not loads or (loads[-1] - last_day).days > FRESH_DAYS:
        return False
    recent = [day for day in loads if loads[-1] - day <= REMEMBERED]
    gaps = [(later - earlier).days for earlier, later in pairwise(recent)]
    return (today - loads[-1]).days > OVERDUE * max(gaps, default=1)
