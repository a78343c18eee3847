"""Looks through the whole database: its own integrity, sums against the facts they sum, facts that nobody owns."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select

from ingest.facts import HOUR_MEASURES, TOTAL
from ingest.schema import account, campaign, campaign_day, channel_day, daily_fact

COMPARED: Final = HOUR_MEASURES
NOTHING: Final = -1
"""Stands for NULL where two NULLs are equal."""


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What was found; a sound database has none of it."""

    complaints: tuple[str, ...]
    """Of the database itself."""
    wrong_campaign_days: int
    """Campaign days that are not what their facts say."""
    wrong_account_days: int
    """Account days that are not the sum of their campaigns' days."""
    ownerless: int
    """Facts without a campaign, or campaigns without an account."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not (self.complaints or self.wrong_campaign_days or self.wrong_account_days or self.ownerless)


def examine(engine: Engine) -> Examined:
    """Reads all of it; a minute on a large database."""
    with engine.connect() as connection:
        return Examined(
            complaints=_complaints(connection),
            wrong_campaign_days=_wrong_campaign_days(connection),
            wrong_account_days=_wrong_account_days(connection),
            ownerless=_ownerless(connection),
        )


def _complaints(connection: Connection) -> tuple[str, ...]:
    if connection.dialect.name != "sqlite":
        return ()
    found = tuple(str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"))
    return () if found == ("ok",) else found


def _wrong_campaign_days(connection: Connection) -> int:
    """Where a campaign's day has one fact for the whole, the rollup repeats what it says."""
    same = and_(campaign_day.c.campaign_id == daily_fact.c.campaign_id, campaign_day.c.day == daily_fact.c.day)
    differ = (and_(daily_fact.c[one].is_not(None), _differ(campaign_day.c[one], daily_fact.c[one])) for one in COMPARED)
    other = or_(campaign_day.c.day.is_(None), *differ)
    wrong = select(func.count()).select_from(daily_fact.outerjoin(campaign_day, same))
    return int(connection.execute(wrong.where(daily_fact.c.slice == TOTAL, other)).scalar_one())


def _wrong_account_days(connection: Connection) -> int:
    summed = (
        select(
            campaign.c.account_id, campaign_day.c.day, *(func.sum(campaign_day.c[one]).label(one) for one in COMPARED)
        )
        .join(campaign, campaign.c.id == campaign_day.c.campaign_id)
        .group_by(campaign.c.account_id, campaign_day.c.day)
        .subquery()
    )
    same = and_(
        channel_day.c.account_id == summed.c.account_id, channel_day.c.day == summed.c.day, channel_day.c.slice == ""
    )
    other = or_(channel_day.c.day.is_(None), *(_differ(channel_day.c[one], summed.c[one]) for one in COMPARED))
    wrong = select(func.count()).select_from(summed.outerjoin(channel_day, same)).where(other)
    return int(connection.execute(wrong).scalar_one())


def _ownerless(connection: Connection) -> int:
    facts = daily_fact.outerjoin(campaign, campaign.c.id == daily_fact.c.campaign_id)
    owned = campaign.outerjoin(account, account.c.id == campaign.c.account_id)
    lost = select(func.count()).select_from(facts).where(campaign.c.id.is_(None))
    alone = select(func.count()).select_from(owned).where(account.c.id.is_(None))
    return int(connection.execute(lost).scalar_one()) + int(connection.execute(alone).scalar_one())


def _differ(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.coalesce(one, NOTHING) != func.coalesce(other, NOTHING)
