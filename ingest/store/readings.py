"""What the days of an account showed each time they were read: a pull overwrites facts, and this is what it leaves."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, literal, select

from ingest.facts import LATE_MEASURES, TOTAL
from ingest.schema import campaign, daily_fact, day_reading

OLDEST: Final = 35
"""Days after which no platform raises figures by much: older days are not kept again."""


def keep_readings(connection: Connection, accounts: Collection[int], since: date, until: date, read_on: date) -> None:
    """Keeps what the days of some accounts show now; a later pull of the same day takes the place of an earlier one.

    Args:
        connection: inside the transaction that has written the facts.
        accounts: whose days were pulled whole.
        since: first day pulled.
        until: last day pulled.
        read_on: the day of the pull.
    """
    first = max(since, read_on - timedelta(days=OLDEST))
    days = first, min(until, read_on - timedelta(days=1))
    for number in accounts:
        mine = day_reading.c.account_id == number, day_reading.c.read_on == read_on
        connection.execute(delete(day_reading).where(*mine, day_reading.c.day.between(*days)))
        rows = (
            select(
                campaign.c.account_id,
                daily_fact.c.day,
                literal(read_on),
                *(func.sum(daily_fact.c[name]) for name in LATE_MEASURES),
            )
            .join_from(daily_fact, campaign, campaign.c.id == daily_fact.c.campaign_id)
            .where(campaign.c.account_id == number, daily_fact.c.slice == TOTAL, daily_fact.c.day.between(*days))
            .group_by(campaign.c.account_id, daily_fact.c.day)
        )
        connection.execute(insert(day_reading).from_select(list(day_reading.c.keys()), rows))
