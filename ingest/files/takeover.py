"""Rows that were loaded before under no channel's name or in no named currency, or come so now: moved, not doubled."""

from typing import Any, Final

import pandas as pd
from sqlalchemy import Text, select

from ingest.facts import SLICE_COLUMNS
from ingest.files.identity import NewCampaign
from ingest.files.one_channel import UNNAMED
from ingest.files.owners import Owners
from ingest.files.translate import Translated
from ingest.schema import account, campaign, channel, daily_fact, ingest_run
from ingest.store.campaign_book import change

_LOOKED_AT: Final = 200
"""Campaigns whose rows are compared at once."""
ASSUMED: Final = "files-note-currency-assumed"
"""What a run keeps of a file whose sums nobody gave a currency."""
_SAME: Final = 0.5
"""Share of the days both have that must be equal before rows count as the same ones."""


def take_over(owners: Owners, part: Translated) -> None:
    """Looks at the first rows of a file: whether they are stored already, under a channel of no name or of one."""
    codes, listed = part.identity.owners()
    if not listed:
        return
    rows = part.facts.assign(external=[listed[code].campaign.external_id for code in codes])
    key = owners.keys.key(listed[0].channel)
    nameless = bool(owners.shape.channel) and key == UNNAMED
    for stored in _holders(owners, listed, nameless=nameless):
        if _equal(owners, rows, stored.account_id) < _SAME:
            continue
        if nameless:
            owners.instead = stored.account_id
            owners.moved[(UNNAMED, stored.key)] = None
            owners.channels.add(stored.key)
        else:
            for owner in _move(owners, listed, stored.account_id):
                owners.moved[(UNNAMED, owners.keys.key(owner.channel))] = None
        return


def name_currency(owners: Owners, part: Translated) -> None:
    """Moves campaigns whose very sums stand in a currency that no file has named: it is named now."""
    codes, listed = part.identity.owners()
    fresh = {*owners.unknown(listed)} if owners.shape.currency_told else set()
    money = [name for name in ("spend", "revenue") if name in owners.shape.measures and name in part.facts]
    if not fresh or not money:
        return
    rows = part.facts.assign(owner=codes, external=[listed[code].campaign.external_id for code in codes])
    paid = rows[(rows[money].fillna(0) != 0).any(axis=1)]
    found: dict[tuple[str, int], list[int]] = {}
    for place, owner in enumerate(listed):
        if owner in fresh and (twin := owners.twin(owner)):
            found.setdefault(twin, []).append(place)
    for twin, places in found.items():
        for start in range(0, len(places), _LOOKED_AT):
            _move_named(owners, listed, paid, twin, places[start : start + _LOOKED_AT])


def _move_named(
    owners: Owners, listed: list[NewCampaign], paid: pd.DataFrame, twin: tuple[str, int], places: list[int]
) -> None:
    """Moves some campaigns from the account of one channel that holds their very sums."""
    key, number = twin
    theirs = paid[paid["owner"].isin(places)]
    if len(theirs) and _equal(owners, theirs, number, assumed=True) >= _SAME:
        stored = owners.currency_of(key, number)
        for owner in _move(owners, [listed[place] for place in places], number):
            owners.now_in(key, stored, owner.currency)


def _holders(owners: Owners, listed: list[NewCampaign], *, nameless: bool) -> list[Any]:
    """Accounts that hold campaigns of these names: nameless ones when the file names its channel, else the others."""
    names = list({owner.campaign.external_id for owner in listed} | {owner.campaign.name for owner in listed})
    query = (
        select(account.c.id.label("account_id"), account.c.external_id, channel.c.key)
        .join(channel, channel.c.id == account.c.channel_id)
        .join(campaign, campaign.c.account_id == account.c.id)
        .where(campaign.c.external_id.in_(names[:_LOOKED_AT]), account.c.source != "demo")
        .where(channel.c.key != UNNAMED if nameless else channel.c.key == UNNAMED)
        .distinct()
    )
    found = owners.run.connection.execute(query).all()
    return [one for one in found if owners.run.within.holds(one.key, one.external_id)]


def _equal(owners: Owners, rows: pd.DataFrame, account_id: int, *, assumed: bool = False) -> float:
    """Which share of the facts that both have is the same in every measure that the file carries.

    Args:
        owners: of this load.
        rows: its facts, each with the campaign's own id as `external`.
        account_id: what they are compared with.
        assumed: only with facts of loads that named no currency.
    """
    measures = [name for name in owners.shape.measures if name in rows]
    keys = ["external", "slice", "day", *(name for name in SLICE_COLUMNS if name in rows)]
    columns = [
        campaign.c.external_id.label("external"),
        daily_fact.c.slice,
        daily_fact.c.day,
        *(daily_fact.c[name] for name in keys[3:]),
        *(daily_fact.c[name] for name in measures),
    ]
    names = list(rows["external"].unique()[:_LOOKED_AT])
    query = (
        select(*columns)
        .join_from(daily_fact, campaign, campaign.c.id == daily_fact.c.campaign_id)
        .where(campaign.c.account_id == account_id, campaign.c.external_id.in_(names))
        .where(daily_fact.c.day.between(rows["day"].min().date(), rows["day"].max().date()))
    )
    if assumed:
        unnamed = select(ingest_run.c.id).where(ingest_run.c.notes.cast(Text).contains(ASSUMED))
        query = query.where(daily_fact.c.run_id.in_(unnamed))
    known = pd.DataFrame(owners.run.connection.execute(query).all(), columns=[*keys, *measures], dtype=object)
    known["day"] = pd.to_datetime(known["day"]).astype("datetime64[us]")
    here = rows.groupby(keys, as_index=False)[measures].sum(min_count=1).astype({"day": "datetime64[us]"})
    both = here.merge(known, on=keys, suffixes=("", "_stored"))
    if both.empty:
        return 0.0
    same = pd.Series(data=True, index=both.index)
    for name in measures:
        new, old = both[name], both[f"{name}_stored"].astype("Int64")
        same &= ((new == old).fillna(False) | (new.isna() & old.isna())).astype(bool)
    return float(same.mean())


def _move(owners: Owners, listed: list[NewCampaign], old_account: int) -> list[NewCampaign]:
    """Moves the campaigns of this file from another account to their own; those that were moved."""
    moved = []
    connection = owners.run.connection
    for owner in listed:
        rows = connection.execute(
            select(campaign.c.id).where(
                campaign.c.account_id == old_account, campaign.c.external_id == owner.campaign.external_id
            )
        ).all()
        target = owners.account(owner) if rows else old_account
        taken = select(campaign.c.id).where(
            campaign.c.account_id == target, campaign.c.external_id == owner.campaign.external_id
        )
        if rows and connection.execute(taken).first() is None:
            for row in rows:
                change(connection, owners.run.id, row.id, {"account_id": target})
            owners.run.touch_accounts([old_account, target], [row.id for row in rows])
            owners.forget_books()
            moved.append(owner)
    return moved
