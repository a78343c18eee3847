"""Stores a pulled unit in one transaction: accounts, campaigns, facts, hours, actions, quarantine, vanished rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from ingest.channel import Budget
from ingest.facts import Account, Campaign
from ingest.plan import Unit
from ingest.pulls import Part, Pulled
from ingest.schema import account as account_table
from ingest.schema import campaign as campaign_table
from ingest.schema import channel as channel_table
from ingest.store import Counts, Run, Store


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose rows they are."""

    source: str
    account: Account
    campaigns: Mapping[str, Campaign]
    """As the platform lists them now, by external id; they are written down with the account's totals."""


def with_budgets(campaigns: Iterable[Campaign], budgets: Iterable[Budget]) -> dict[str, Campaign]:
    """The list of campaigns by id; a budget from elsewhere fills in where the campaign has none of its own."""
    listed = {campaign.external_id: campaign for campaign in campaigns}
    for budget in budgets:
        campaign = listed.get(budget.campaign)
        if campaign is not None and campaign.daily_budget is None and campaign.total_budget is None:
            listed[budget.campaign] = replace(campaign, daily_budget=budget.daily, total_budget=budget.total)
    return listed


def store_unit(store: Store, owner: Owner, unit: Unit, pulled: Pulled, requests: int) -> Counts:
    """Everything of the unit becomes visible at once."""
    window = unit.window
    with store.run(
        source=owner.source,
        kind=f"pull:{unit.name}",
        account=owner.account.external_id,
        since=window.since,
        until=window.until,
    ) as run:
        run.requests = requests
        run.counts.read = pulled.read
        if pulled.ignored:
            run.note("channels-breakdown-ignored", breakdown=unit.name)
            return run.counts
        run.reject(pulled.rejected)
        channels = _known_channels(run, owner) | dict.fromkeys(pulled.parts)
        if unit.required:
            channels.setdefault(owner.account.channel, None)
        for key in sorted(channels):
            _store_part(run, owner, unit, key, pulled)
    return run.counts


def _known_channels(run: Run, owner: Owner) -> dict[str, None]:
    stored = (
        select(channel_table.c.key)
        .join_from(account_table, channel_table, account_table.c.channel_id == channel_table.c.id)
        .where(account_table.c.source == owner.source, account_table.c.external_id == owner.account.external_id)
    )
    return dict.fromkeys(run.connection.execute(stored).scalars())


def _store_part(run: Run, owner: Owner, unit: Unit, key: str, pulled: Pulled) -> None:
    part = pulled.parts.get(key, Part())
    account_id = run.account(replace(owner.account, channel=key))
    ids = _campaign_ids(run, owner, unit, account_id, key, part)
    run.fact_rows(part.daily.values(), ids)
    if part.hourly:
        run.counts.add(run.hours(part.hourly.values(), ids))
    if part.actions:
        merged = run.actions(part.actions.values(), ids)
        if unit.breakdown == "action":
            run.counts.add(merged)
    if unit.slice and pulled.complete:
        run.vanish(account_id, unit.slice, unit.window.since, unit.window.until)


def _campaign_ids(run: Run, owner: Owner, unit: Unit, account_id: int, key: str, part: Part) -> dict[str, int]:
    columns = (campaign_table.c.external_id, campaign_table.c.id)
    mine = select(*columns).where(campaign_table.c.account_id == account_id, campaign_table.c.variant == "")
    known = {external: int(number) for external, number in run.connection.execute(mine)}
    own = key == owner.account.channel
    described = _described(owner, part, own=own) if unit.required else {}
    for external, name in part.names.items():
        if external not in known and external not in described:
            described[external] = owner.campaigns.get(external, Campaign(external_id=external, name=name))
    ordered = list(described.values())
    known |= dict(zip(described, run.campaigns(account_id, ordered), strict=True)) if ordered else {}
    return known


def _described(owner: Owner, part: Part, *, own: bool) -> dict[str, Campaign]:
    """Listed campaigns to write down.

    A second channel of the account gets those that ran there, without the budget, so that budgets add up to the
    account's.
    """
    if own:
        return dict(owner.campaigns)
    return {
        external: replace(owner.campaigns[external], daily_budget=None, total_budget=None)
        for external in part.names
        if external in owner.campaigns
    }


def spent(pulled: Pulled) -> Decimal:
    """The sum of the campaigns' spend in the unit."""
    rows = (fact for part in pulled.parts.values() for fact in part.daily.values())
    return sum((fact.spend for fact in rows if fact.spend is not None), Decimal(0))
