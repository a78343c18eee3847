"""Whose rows a run may touch: the person's for whom it runs, and nobody else's."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, select, union

from ingest.errors import NotAllowed
from ingest.schema import account, campaign, channel, daily_fact, fact_layer, load_change
from ingest.scope import DataScope
from ingest.store.emptied import portions


def outside(*names: str) -> NotAllowed:
    """The refusal of what lies outside, in the words of whoever asked: the same whether it exists or not."""
    return NotAllowed("files-outside", whose=" · ".join(filter(None, names)))


def must_hold(connection: Connection, within: DataScope, campaigns: Collection[int], accounts: Collection[int]) -> None:
    """The last look before a run is kept.

    Raises:
        NotAllowed: some campaign or account is not within.
    """
    if not (within.whole or _held(connection, within, campaigns, accounts)):
        raise NotAllowed("files-outside-some")


def _held(connection: Connection, within: DataScope, campaigns: Collection[int], accounts: Collection[int]) -> bool:
    sides = ((campaign.c.id, sorted(campaigns)), (account.c.id, sorted(accounts)))
    return all(
        within.holds(*owner)
        for column, numbers in sides
        for part in portions(numbers)
        for owner in _owners(connection, column.in_(part))
    )


def _owners(connection: Connection, condition: ColumnElement[bool]) -> list[Any]:
    """Channel and id of the accounts of which it is true."""
    query = (
        select(channel.c.key, account.c.external_id)
        .join_from(account, channel, channel.c.id == account.c.channel_id)
        .outerjoin(campaign, campaign.c.account_id == account.c.id)
        .where(condition)
        .distinct()
    )
    return list(connection.execute(query).all())


def holds_plan(connection: Connection, within: DataScope, key: str, campaign_id: str) -> bool:
    """Whether a plan of a channel, or of a campaign by its id, is about rows within and about no others."""
    if within.whole or (within.accounts is None and within.holds(key, "")):
        return True
    mine = channel.c.key == key
    owners = _owners(connection, mine & (campaign.c.external_id == campaign_id) if campaign_id else mine)
    return bool(owners) and all(within.holds(*owner) for owner in owners)


def holds_load(connection: Connection, within: DataScope, run_id: int) -> bool:
    """Whether a load has spoken of rows within and of no others."""
    if within.whole:
        return True
    spoken = union(*(select(table.c.campaign_id).where(table.c.run_id == run_id) for table in (daily_fact, fact_layer)))
    campaigns, accounts = set(connection.scalars(spoken)), set[int]()
    changes = select(load_change.c.entity, load_change.c.place).where(load_change.c.run_id == run_id).distinct()
    for entity, text in connection.execute(changes).all():
        place = json.loads(text)
        if entity in ("budget", "goal"):
            key = connection.scalar(select(channel.c.key).where(channel.c.id == place["channel_id"])) or ""
            if not holds_plan(connection, within, key, place["campaign"]):
                return False
        else:
            (campaigns if entity == "campaign" else accounts).add(int(place["id"]))
    return _held(connection, within, campaigns, accounts)


def held_accounts(engine: Engine, within: DataScope) -> frozenset[tuple[str, str]] | None:
    """Source and id of the accounts of which every channel is within; None is all of them."""
    if within.whole:
        return None
    query = select(account.c.source, account.c.external_id, channel.c.key).join(channel)
    held: dict[tuple[str, str], bool] = {}
    with engine.connect() as connection:
        for source, external_id, key in connection.execute(query):
            held[source, external_id] = held.get((source, external_id), True) and within.holds(key, external_id)
    return frozenset(place for place, whole in held.items() if whole)
