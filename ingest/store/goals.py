"""Goals that people set by words, beside those that files bring: the newest word of either holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, select

from ingest.database import Database, writing
from ingest.schema import channel, goal

MICRO = 1_000_000


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
            place = _place(one)
            connection.execute(delete(goal).where(*(goal.c[name] == value for name, value in place.items())))
            number = select(channel.c.id).where(channel.c.key == one.channel).scalar_subquery()
            target = int((Decimal(str(one.target)) * MICRO).to_integral_value())
            connection.execute(insert(goal).values({**place, "channel_id": number, "target": target}))


def drop_goals(database: Database, goals: Sequence[ChannelGoal]) -> int:
    """Takes goals back whatever they were set at; returns how many there were."""
    gone = 0
    with writing(database) as connection:
        for one in goals:
            mine = [goal.c[name] == value for name, value in _place(one).items()]
            gone += connection.execute(delete(goal).where(*mine)).rowcount
    return gone


def _place(one: ChannelGoal) -> dict[str, Any]:
    number = select(channel.c.id).where(channel.c.key == one.channel).scalar_subquery()
    return {"channel_id": number, "campaign": "", "month": one.month, "metric": one.metric}
