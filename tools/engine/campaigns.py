"""Campaigns with everything their platforms say about them, as far as the reader's scope goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from ingest.facts import MICRO
from ingest.schema import account, campaign, channel
from ingest.scope import DataScope
from tools.engine.engine import MetricEngine

TRAITS: Final = ("objective", "audience", "segment", "location", "language", "status")


@dataclass(frozen=True, kw_only=True)
class CampaignCard:
    """One campaign."""

    id: int
    external_id: str
    name: str
    channel: str
    account: str
    """Its account's id on the platform."""
    currency: str
    daily_budget: float | None
    total_budget: float | None
    """Money in `currency`, major units."""
    starts: date | None
    ends: date | None
    traits: Mapping[str, str] = field(default_factory=dict)
    """`TRAITS`, empty where the platform does not say."""


@dataclass(frozen=True, kw_only=True)
class CardWish:
    """Which campaigns."""

    channel: str = ""
    search: str = ""
    """A part of the name, in any case."""
    number: int | None = None
    key: tuple[str, str, str] | None = None
    """Source and id of its account, and its own id there."""
    skip: int = 0
    limit: int = 50


def campaign_cards(metrics: MetricEngine, wish: CardWish) -> tuple[list[CampaignCard], int]:
    """The campaigns in the order they came, and how many there are beyond the page."""
    with metrics.engine.connect() as connection:
        numbers = _numbers(connection, metrics.scope, wish)
        wanted = numbers[wish.skip : wish.skip + wish.limit]
        columns = (campaign, channel.c.key, account.c.external_id.label("account"), account.c.currency)
        asked = select(*columns).join_from(campaign, account).join(channel).where(campaign.c.id.in_(wanted))
        rows = connection.execute(asked.order_by(campaign.c.id)).mappings()
        return [_card(dict(row)) for row in rows], len(numbers)


def _numbers(connection: Connection, scope: DataScope, wish: CardWish) -> list[int]:
    """Numbers of all that are wished for; names are compared here, for SQLite folds the case of ASCII alone."""
    asked = select(campaign.c.id, campaign.c.name, campaign.c.external_id).join_from(campaign, account).join(channel)
    rows = connection.execute(_narrowed(_wished(asked, wish), scope).order_by(campaign.c.id))
    part = wish.search.casefold()
    return [row.id for row in rows if part in row.name.casefold() or part in row.external_id.casefold()]


def _wished(asked: Select[Any], wish: CardWish) -> Select[Any]:
    asked = asked.where(campaign.c.root_id == campaign.c.id)
    asked = asked.where(channel.c.key == wish.channel) if wish.channel else asked
    asked = asked if wish.number is None else asked.where(campaign.c.id == wish.number)
    if wish.key is None:
        return asked
    source, owner, own = wish.key
    mine = (account.c.source == source, account.c.external_id == owner, campaign.c.external_id == own)
    return asked.where(*mine)


def _narrowed(asked: Select[Any], scope: DataScope) -> Select[Any]:
    for column, held in ((channel.c.key, scope.channels), (account.c.external_id, scope.accounts)):
        asked = asked if held is None else asked.where(column.in_(sorted(held)))
    return asked


def _card(row: dict[str, Any]) -> CampaignCard:
    return CampaignCard(
        id=row["id"],
        external_id=row["external_id"],
        name=row["name"],
        channel=row["key"],
        account=row["account"],
        currency=row["currency"],
        daily_budget=_money(row["daily_budget"]),
        total_budget=_money(row["total_budget"]),
        starts=row["starts"],
        ends=row["ends"],
        traits={name: row[name] for name in TRAITS},
    )


def _money(micros: int | None) -> float | None:
    return None if micros is None else micros / MICRO
