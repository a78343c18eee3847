"""Reads the catalogue from the database: once, until a new run has landed."""

from typing import Any

from sqlalchemy import Connection, func, select

from ingest.schema import (
    MISSING,
    account,
    campaign,
    campaign_slice,
    channel,
    channel_day,
    fx_rate,
    hourly_fact,
    ingest_run,
)
from tools.semantics.catalogue import AccountFacts, CampaignName, Catalogue
from tools.semantics.dimensions import DIMENSIONS, of_home
from tools.semantics.metrics import METRICS


def data_version(connection: Connection) -> int:
    """Number of the newest run that changed something."""
    newest = select(func.max(ingest_run.c.id)).where(ingest_run.c.state.in_(("done", "partial")))
    return int(connection.execute(newest).scalar() or 0)


def read_catalogue(connection: Connection) -> Catalogue:
    """Reads all of it; a fraction of a second on a large database."""
    accounts = _accounts(connection)
    campaigns = _campaigns(connection)
    used = {entry.channel for entry in accounts}
    titles = {
        row.key: row.title for row in connection.execute(select(channel.c.key, channel.c.title)) if row.key in used
    }
    variants = select(func.count()).where(campaign.c.root_id != campaign.c.id)
    rates = connection.execute(select(fx_rate.c.currency, fx_rate.c.base).distinct())
    return Catalogue(
        version=data_version(connection),
        channels=titles,
        accounts=accounts,
        campaigns=campaigns,
        values=_values(connection),
        has_variants=bool(connection.execute(variants).scalar()),
        has_hours=connection.execute(select(hourly_fact.c.hour).limit(1)).scalar() is not None,
        rated=frozenset((row.currency, row.base) for row in rates),
        measures=frozenset(name for entry in accounts for name in entry.measures),
        gapped=_gapped(connection),
    )


def _accounts(connection: Connection) -> tuple[AccountFacts, ...]:
    days = (
        select(
            channel_day.c.account_id,
            func.min(channel_day.c.day).label("first"),
            func.max(channel_day.c.day).label("last"),
        )
        .where(channel_day.c.slice == "")
        .group_by(channel_day.c.account_id)
        .subquery()
    )
    rows = connection.execute(
        select(account, channel.c.key, days.c.first, days.c.last)
        .join(channel, channel.c.id == account.c.channel_id)
        .join(days, days.c.account_id == account.c.id)
        .order_by(account.c.id)
    ).mappings()
    slices, measures = _slices(connection), _measures(connection)
    nothing: frozenset[str] = frozenset()
    return tuple(_account(dict(row), slices.get(row["id"], nothing), measures.get(row["id"], nothing)) for row in rows)


def _account(row: dict[str, Any], slices: frozenset[str], measures: frozenset[str]) -> AccountFacts:
    plain = ("id", "source", "currency", "timezone", "vat_included", "attribution", "conversion_definition")
    return AccountFacts(
        **{name: row[name] for name in plain},
        name=row["name"] or row["external_id"],
        channel=row["key"],
        first_day=row["first"],
        last_day=row["last"],
        slices=slices,
        measures=measures,
    )


def _slices(connection: Connection) -> dict[int, frozenset[str]]:
    rows = connection.execute(
        select(campaign.c.account_id, campaign_slice.c.slice)
        .join(campaign, campaign.c.id == campaign_slice.c.campaign_id)
        .distinct()
    )
    found: dict[int, frozenset[str]] = {}
    for account_id, name in rows:
        found[account_id] = found.get(account_id, frozenset()) | {name}
    return found


def _campaigns(connection: Connection) -> tuple[CampaignName, ...]:
    rows = connection.execute(
        select(campaign.c.root_id, campaign.c.external_id, campaign.c.name, channel.c.key)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(campaign.c.root_id == campaign.c.id)
        .order_by(campaign.c.id)
    )
    return tuple(
        CampaignName(root_id=row.root_id, external_id=row.external_id, name=row.name, channel=row.key) for row in rows
    )


def _measures(connection: Connection) -> dict[int, frozenset[str]]:
    """What each account counts."""
    parts = sorted({part for metric in METRICS.values() for part in metric.parts})
    names = [name for name in parts if name in channel_day.c]
    owner = channel_day.c.account_id
    counted = select(owner, *(func.count(channel_day.c[name]).label(name) for name in names))
    rows = connection.execute(counted.where(channel_day.c.slice == "").group_by(owner)).mappings()
    return {row["account_id"]: frozenset(name for name in names if row[name]) for row in rows}


def _gapped(connection: Connection) -> frozenset[str]:
    lacking = connection.execute(select(*(func.sum(channel_day.c[name]).label(name) for name in MISSING))).one()
    return frozenset(name.removeprefix("missing_") for name, rows in lacking._mapping.items() if rows)


def _values(connection: Connection) -> dict[str, tuple[str, ...]]:
    columns = {name: campaign.c[DIMENSIONS[name].stored] for name in of_home("campaign") - {"campaign"}}
    columns |= {name: channel_day.c[DIMENSIONS[name].stored] for name in of_home("slice")}
    found = {
        name: tuple(sorted(value for value in connection.scalars(select(column).distinct()) if value))
        for name, column in columns.items()
    }
    named = func.coalesce(func.nullif(account.c.name, ""), account.c.external_id)
    return found | {"account": tuple(sorted(connection.scalars(select(named).distinct())))}
