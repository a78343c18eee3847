"""Gets or creates the channels, accounts, campaigns and posts that facts hang on."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ingest.facts import MICRO, Account, Campaign
from ingest.lengths import bounded
from ingest.schema import account as account_table
from ingest.schema import campaign as campaign_table
from ingest.schema import channel as channel_table
from ingest.schema import post as post_table

TRAITS = ("objective", "audience", "segment", "location", "language")
BATCH = 500


def channel_id(connection: Connection, key: str, title: str, aliases: Sequence[str]) -> int:
    """The id of the channel, made when it is new."""
    known = connection.execute(select(channel_table.c.id).where(channel_table.c.key == key)).scalar()
    if known is not None:
        return int(known)
    row = {"key": key, "title": title or key, "aliases": list(aliases)}
    return int(connection.execute(insert(channel_table).values(row).returning(channel_table.c.id)).scalar_one())


def account_id(connection: Connection, account: Account, *, channel_id: int, source: str) -> int:
    """The id of the account, with its description brought up to date."""
    described = {
        "name": account.name,
        "currency": account.currency,
        "timezone": account.timezone,
        "vat_included": account.vat_included,
        "attribution": account.attribution,
        "conversion_definition": account.conversion_definition,
    }
    key = {"channel_id": channel_id, "source": source, "external_id": account.external_id}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(account_table).values(key | described)
    statement = statement.on_conflict_do_update(index_elements=list(key), set_=described)
    return int(connection.execute(statement.returning(account_table.c.id)).scalar_one())


def campaign_ids(
    connection: Connection, account_id: int, campaigns: Sequence[Campaign], *, variants: bool
) -> list[int]:
    """Ids of the campaigns in their order; descriptions are brought up to date, new campaigns are made."""
    wanted = [(campaign.external_id, variant_of(campaign) if variants else "") for campaign in campaigns]
    known = _known(connection, account_id, sorted({external for external, _ in wanted}))
    described = dict(zip(wanted, campaigns, strict=True))
    new = {key: campaign for key, campaign in described.items() if key not in known}
    old = {key: campaign for key, campaign in described.items() if key in known}
    _describe(connection, {known[key][0]: campaign for key, campaign in old.items() if known[key][1] != campaign})
    if new:
        _create(connection, account_id, new)
        known |= _known(connection, account_id, sorted({external for external, _ in new}))
        _set_roots(connection, account_id, known)
    return [known[key][0] for key in wanted]


def variant_of(campaign: Campaign) -> str:
    """What tells apart the rows of one campaign in files that give it several goals or places."""
    return bounded("\x1f".join(str(getattr(campaign, trait)) for trait in TRAITS).strip("\x1f"))


def _known(
    connection: Connection, account_id: int, external_ids: list[str]
) -> dict[tuple[str, str], tuple[int, Campaign]]:
    found: dict[tuple[str, str], tuple[int, Campaign]] = {}
    for start in range(0, len(external_ids), BATCH):
        part = external_ids[start : start + BATCH]
        rows = connection.execute(
            select(campaign_table).where(
                campaign_table.c.account_id == account_id, campaign_table.c.external_id.in_(part)
            )
        ).mappings()
        found |= {(row["external_id"], row["variant"]): (row["id"], _campaign(dict(row))) for row in rows}
    return found


def _campaign(row: dict[str, Any]) -> Campaign:
    known = {name: row[name] for name in Campaign.__slots__}
    return Campaign(**known | {name: _major(row[name]) for name in ("daily_budget", "total_budget")})


def _major(micros: int | None) -> Decimal | None:
    return None if micros is None else Decimal(micros) / MICRO


def _row(campaign: Campaign) -> dict[str, Any]:
    names = Campaign.__slots__
    row = {name: getattr(campaign, name) for name in names}
    for name in ("daily_budget", "total_budget"):
        row[name] = None if row[name] is None else int(row[name] * MICRO)
    return row


def _describe(connection: Connection, changed: dict[int, Campaign]) -> None:
    for number, campaign in changed.items():
        connection.execute(update(campaign_table).where(campaign_table.c.id == number).values(_row(campaign)))


def _create(connection: Connection, account_id: int, new: dict[tuple[str, str], Campaign]) -> None:
    rows = [{**_row(campaign), "variant": variant, "account_id": account_id} for (_, variant), campaign in new.items()]
    connection.execute(insert(campaign_table), rows)


def _set_roots(connection: Connection, account_id: int, known: dict[tuple[str, str], tuple[int, Campaign]]) -> None:
    first: dict[str, int] = {}
    for (external, _), (number, _) in known.items():
        first[external] = min(number, first.get(external, number))
    siblings = {number: first[external] for (external, _), (number, _) in known.items() if number != first[external]}
    rootless = campaign_table.c.account_id == account_id, campaign_table.c.root_id.is_(None)
    for number, root in siblings.items():
        connection.execute(update(campaign_table).where(campaign_table.c.id == number).values(root_id=root))
    connection.execute(update(campaign_table).where(*rootless).values(root_id=campaign_table.c.id))


def save_posts(connection: Connection, frame: pd.DataFrame) -> int:
    """Upserts organic posts by account and id; the counters of the later reading stay."""
    if frame.empty:
        return 0
    rows = [
        {str(name): cell for name, cell in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(post_table)
    later = {name: statement.excluded[name] for name in frame.columns if name not in ("account_id", "external_id")}
    connection.execute(statement.on_conflict_do_update(index_elements=["account_id", "external_id"], set_=later), rows)
    return len(rows)
