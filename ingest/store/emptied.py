"""Campaigns, accounts and channels that nothing belongs to any more."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, and_, delete, exists, func, or_, select, update

from ingest.schema import (
    account,
    budget,
    campaign,
    campaign_day,
    campaign_prediction,
    campaign_slice,
    channel,
    channel_day,
    conversion_action,
    daily_fact,
    day_reading,
    fact_layer,
    goal,
    hourly_fact,
    metric_word,
    post,
)

BATCH: Final = 500


def portions(numbers: list[int]) -> Iterable[list[int]]:
    """As many as one statement may name, and the next."""
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))


def drop_empty(connection: Connection, campaigns: list[int]) -> None:
    """Removes those of the campaigns that have nothing left, then accounts and channels that nothing belongs to."""
    for part in portions(campaigns):
        filled = [
            table.c.campaign_id == campaign.c.id for table in (daily_fact, fact_layer, hourly_fact, conversion_action)
        ]
        empty = and_(campaign.c.id.in_(part), *(~exists().where(one) for one in filled))
        numbers = list(connection.scalars(select(campaign.c.id).where(empty)))
        if not numbers:
            continue
        for table in (campaign_prediction, campaign_slice, campaign_day):
            connection.execute(delete(table).where(table.c.campaign_id.in_(numbers)))
        owners = set(connection.scalars(select(campaign.c.account_id).where(campaign.c.id.in_(part))))
        connection.execute(delete(campaign).where(campaign.c.id.in_(numbers)))
        _new_roots(connection, numbers)
        drop_accounts(connection, owners)


def _new_roots(connection: Connection, gone: list[int]) -> None:
    for root in gone:
        orphans = campaign.c.root_id == root
        heir = connection.execute(select(func.min(campaign.c.id)).where(orphans)).scalar()
        if heir is not None:
            connection.execute(update(campaign).where(orphans).values(root_id=heir))


def drop_accounts(connection: Connection, accounts: Iterable[int]) -> None:
    """Removes those of the accounts that have neither campaigns nor posts."""
    for number in accounts:
        used = or_(exists().where(campaign.c.account_id == number), exists().where(post.c.account_id == number))
        if connection.execute(select(account.c.id).where(account.c.id == number, ~used)).first():
            owner = connection.execute(select(account.c.channel_id).where(account.c.id == number)).scalar_one()
            for table in (channel_day, day_reading, metric_word):
                connection.execute(delete(table).where(table.c.account_id == number))
            connection.execute(delete(account).where(account.c.id == number))
            drop_channel(connection, owner)


def drop_channel(connection: Connection, number: int) -> None:
    """Removes a channel that no account, budget or goal belongs to."""
    users = (account, budget, goal)
    used = or_(*(exists().where(table.c.channel_id == number) for table in users))
    connection.execute(delete(channel).where(channel.c.id == number, ~used))
