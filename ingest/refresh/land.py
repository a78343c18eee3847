"""Stores a pulled unit in one transaction: accounts, campaigns, facts, hours, actions, quarantine, vanished rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
from sqlalchemy import Table, select

from ingest.facts import MICRO, Account, Campaign
from ingest.lengths import cut_told, is_cut
from ingest.platform.channel import Breakdown, CampaignBudget
from ingest.refresh.buffer import NOTHING, Part
from ingest.refresh.pull import Pulled
from ingest.refresh.schedule import Unit
from ingest.refresh.vanished import vanished
from ingest.schema import account as account_table
from ingest.schema import campaign as campaign_table
from ingest.schema import channel as channel_table
from ingest.schema import conversion_action, daily_fact, hourly_fact
from ingest.store.counts import Counts
from ingest.store.readings import keep_readings
from ingest.store.rows import with_ids
from ingest.store.store import Run, Store


@dataclass(frozen=True, kw_only=True)
class RowOwner:
    """Whose rows they are."""

    source: str
    account: Account
    campaigns: Mapping[str, Campaign]
    """As the platform lists them now, by external id; they are written down with the account's totals."""
    actions_come_with: Breakdown = "none"
    """The pull whose rows hold the conversion actions."""


def with_budgets(campaigns: Iterable[Campaign], budgets: Iterable[CampaignBudget]) -> dict[str, Campaign]:
    """The list of campaigns by id; a budget from elsewhere fills in where the campaign has none of its own."""
    listed = {campaign.external_id: campaign for campaign in campaigns}
    for budget in budgets:
        campaign = listed.get(budget.campaign)
        if campaign is not None and campaign.daily_budget is None and campaign.total_budget is None:
            listed[budget.campaign] = replace(campaign, daily_budget=budget.daily, total_budget=budget.total)
    return listed


def store_unit(store: Store, owner: RowOwner, unit: Unit, pulled: Pulled, requests: int) -> Counts:
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
        landing = _Landing(run=run, owner=owner, unit=unit, pulled=pulled)
        accounts = [landing.store(key) for key in landing.channels()]
        if unit.required and pulled.complete:
            keep_readings(run.connection, accounts, window.since, window.until, run.now.date())
    return run.counts


@dataclass(frozen=True, kw_only=True)
class _Landing:
    """One unit on its way into the database."""

    run: Run
    owner: RowOwner
    unit: Unit
    pulled: Pulled

    def channels(self) -> list[str]:
        """Channels the unit has rows for, and those the account had rows in before: there they may have vanished."""
        mine = (
            account_table.c.source == self.owner.source,
            account_table.c.external_id == self.owner.account.external_id,
        )
        joined = account_table.c.channel_id == channel_table.c.id
        stored = select(channel_table.c.key).join_from(account_table, channel_table, joined).where(*mine)
        known = {*self.run.connection.execute(stored).scalars(), *self.pulled.parts}
        return sorted(known | {self.owner.account.channel} if self.unit.required else known)

    def store(self, key: str) -> int:
        """Stores one channel's part; returns its account's number."""
        part = self.pulled.parts.get(key, NOTHING)
        account_id = self.run.account(replace(self.owner.account, channel=key))
        ids = self._campaign_ids(account_id, key, part)
        daily = with_ids(part.daily, ids)
        if self.unit.slice:
            daily = self._with_gone(daily_fact, account_id, daily.assign(vanished=False))
        self.run.facts(daily)
        if self.unit.hourly:
            hours = self._with_gone(hourly_fact, account_id, with_ids(part.hourly, ids))
            self.run.counts.add(self.run.hours(hours))
        elif self.unit.breakdown == self.owner.actions_come_with:
            merged = self.run.actions(self._with_gone(conversion_action, account_id, with_ids(part.actions, ids)))
            if not self.unit.required:  # otherwise the daily rows they came with are counted already
                self.run.counts.add(merged)
        return account_id

    def _with_gone(self, table: Table, account_id: int, seen: pd.DataFrame) -> pd.DataFrame:
        """What was pulled, and zero for what it no longer holds; a pull in part tells nothing about the latter."""
        if not self.pulled.complete:
            return seen
        slice_ = self.unit.slice if table is daily_fact else ""
        gone = vanished(self.run.connection, table, account_id, self.unit.window, seen, slice_)
        return seen if gone.empty else pd.concat([seen, gone], ignore_index=True)

    def _campaign_ids(self, account_id: int, key: str, part: Part) -> dict[str, int]:
        columns = (campaign_table.c.external_id, campaign_table.c.id)
        mine = select(*columns).where(campaign_table.c.account_id == account_id, campaign_table.c.variant == "")
        known = {external: int(number) for external, number in self.run.connection.execute(mine)}
        own = key == self.owner.account.channel
        described = _described(self.owner, part, own=own) if self.unit.required else {}
        for external, name in part.names.items():
            if external not in known and external not in described:
                described[external] = self.owner.campaigns.get(external, Campaign(external_id=external, name=name))
        ids = self.run.campaigns(account_id, list(described.values())) if described else []
        if cut := [one.name for one in described.values() if is_cut(one.name)]:
            self.run.note("files-note-names-cut", **cut_told(cut))
        return known | dict(zip(described, ids, strict=True))


def _described(owner: RowOwner, part: Part, *, own: bool) -> dict[str, Campaign]:
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
    return Decimal(sum(int(part.daily["spend"].sum()) for part in pulled.parts.values())) / MICRO
