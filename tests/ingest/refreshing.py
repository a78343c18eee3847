"""What the tests of channels share: a configured channel, one refresh, and sums read back from the database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, func, select

from ingest.facts import MICRO_MEASURES
from ingest.platform.channel import Configured, channels
from ingest.refresh.report import RefreshResult, SourceResult
from ingest.refresh.sync import RefreshOrder, refresh
from ingest.schema import account, campaign, channel, daily_fact
from ingest.store.store import Store

TODAY = date(2026, 11, 21)
SINCE, UNTIL = date(2026, 11, 17), date(2026, 11, 20)


@dataclass
class Sleeper:
    """Remembers waits instead of sleeping."""

    waits: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)


def connected(source: str, **values: Any) -> Configured:
    """The channel as if these settings stood in the environment."""
    found = next(one for one in channels() if one.source == source)
    return Configured(channel=found, settings=found.settings(_env_file=None, **values))


def google_at(base_url: str, customer: str) -> Configured:
    """Google with planted secrets, for one customer."""
    return connected(
        "google",
        developer_token="dev-planted-token",
        client_id="client",
        client_secret="secret-planted",
        refresh_token="1//refresh-planted",
        customer_ids=(customer,),
        base_url=base_url,
        token_url=f"{base_url}/token",
    )


def pulled(store: Store, one: Configured, sleep: Callable[[float], None] | None = None, **order: Any) -> SourceResult:
    """The one account's result of a refresh of the whole window."""
    return refreshed(store, [one], sleep, **order).sources[0]


def refreshed(
    store: Store, several: list[Configured], sleep: Callable[[float], None] | None = None, **order: Any
) -> RefreshResult:
    values = {"since": SINCE, "until": UNTIL, "today": TODAY, "now": now} | order
    return refresh(store, several, RefreshOrder(sleep=sleep or Sleeper(), **values))


def now() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def stored(engine: Engine, measure: str, slice_: str = "total", **where: Any) -> Decimal:
    """The sum of a measure over one slice, in major units."""
    conditions = [daily_fact.c.slice == slice_]
    conditions += [
        (channel.c.key if name == "channel" else daily_fact.c[name]) == value for name, value in where.items()
    ]
    query = (
        select(func.coalesce(func.sum(daily_fact.c[measure]), 0))
        .join(campaign, campaign.c.id == daily_fact.c.campaign_id)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(*conditions)
    )
    with engine.connect() as connection:
        total = Decimal(connection.execute(query).scalar_one())
    return total / 1_000_000 if measure in MICRO_MEASURES else total


def snapshot(engine: Engine) -> list[tuple[Any, ...]]:
    """Every stored fact by natural keys, without the marks of the run that wrote it."""
    columns = [one for one in daily_fact.c if one.name not in ("campaign_id", "run_id", "loaded_at")]
    query = (
        select(channel.c.key, account.c.external_id, campaign.c.external_id, *columns)
        .join(campaign, campaign.c.id == daily_fact.c.campaign_id)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
    )
    with engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(query)), key=repr)
