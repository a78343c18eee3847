"""Sales beside advertising: which share of a file's revenue stands on campaigns that have costs."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, exists, select

from ingest.schema import account, campaign, channel, daily_fact
from ingest.store.emptied import portions

_NAMED: Final = 5
"""Campaigns without costs that are named, the largest first."""


def unjoined_note(connection: Connection, sold: Mapping[int, float]) -> tuple[str, dict[str, Any]] | None:
    """The note about revenue on campaigns without any cost, or None when every sale stands beside its advertising.

    Args:
        connection: of the run.
        sold: campaign row to revenue in whole units.
    """
    whole = sum(sold.values())
    advertised = _advertised(connection, [number for number, revenue in sold.items() if revenue])
    alone = {number: revenue for number, revenue in sold.items() if revenue and number not in advertised}
    if not alone or whole <= 0:
        return None
    largest = sorted(alone, key=lambda number: -abs(alone[number]))[:_NAMED]
    names = _names(connection, largest)
    listed = [f"{names[number]} ({_said(alone[number])})" for number in largest if number in names]
    more = f", + {len(alone) - len(listed)}" if len(alone) > len(listed) else ""
    total = sum(alone.values())
    values = {"share": f"{100 * total / whole:.0f}", "sum": _said(total), "campaigns": ", ".join(listed) + more}
    return ("files-note-unjoined" if advertised else "files-note-unjoined-all"), values


def _said(amount: float) -> str:
    return f"{amount:,.2f}".replace(",", "\u00a0")


def _advertised(connection: Connection, numbers: list[int]) -> set[int]:
    """Those of the campaign rows whose campaign has a cost on any day."""
    found: set[int] = set()
    near = campaign.alias()
    spent = exists().where(near.c.root_id == campaign.c.root_id, daily_fact.c.campaign_id == near.c.id)
    for part in portions(numbers):
        query = select(campaign.c.id).where(campaign.c.id.in_(part), spent.where(daily_fact.c.spend > 0))
        found.update(connection.scalars(query))
    return found


def _names(connection: Connection, numbers: list[int]) -> dict[int, str]:
    query = (
        select(campaign.c.id, channel.c.title, campaign.c.name)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(campaign.c.id.in_(numbers))
    )
    return {row.id: f"{row.title}: {row.name}" for row in connection.execute(query)}
