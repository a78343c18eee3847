"""Goals that people set by words, beside those that files bring: the newest word of either holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from ingest.database import Database, writing
from ingest.facts import MICRO
from ingest.schema import channel, goal


@dataclass(frozen=True, kw_only=True)
class ChannelGoal:
    """What a whole channel is to reach in a month."""

    channel: str
    month: date
    """Its first day."""
    metric: str
    target: float
    """In the metric's own unit."""


def set_goals(database: Database, goals: Sequence[ChannelGoal]) -> None:
    """Sets goals; one that is there already is replaced."""
    with writing(database) as connection:
        for one in goals:
            _drop(connection, one)
            target = int((Decimal(str(one.target)) * MICRO).to_integral_value())
            connection.execute(insert(goal).values({**_place(one), "target": target}))


def drop_goals(database: Database, goals: Sequence[ChannelGoal]) -> int:
    """Takes goals back whatever they were set at; returns how many there were."""
    with writing(database) as connection:
        return sum(_drop(connection, one) for one in goals)


def _drop(connection: Connection, one: ChannelGoal) -> int:
    return connection.execute(
        delete(goal).where(*(goal.c[name] == value for name, value in _place(one).items()))
    ).rowcount


def _place(one: ChannelGoal) -> dict[str, Any]:
    number = select(channel.c.id).where(channel.c.key == one.channel).scalar_subquery()
    return {"channel_id": number, "campaign": "", "month": one.month, "metric": one.metric}
