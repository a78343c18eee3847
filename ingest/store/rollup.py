"""Keeps `campaign_day` and `channel_day` equal to the facts, inside the transaction that changed the facts."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
)
from sqlalchemy.sql.elements import Null

from ingest.facts import SLICE_COLUMNS, STANDARD_MEASURES, TOTAL, is_own_slice
from ingest.schema import MISSING, SUMS, campaign, campaign_day, campaign_slice, channel_day, daily_fact, own_measure
from ingest.store.completed import complete

BATCH = 500
"""Campaigns per statement: short enough for every driver's parameter limit."""


def refresh(
    connection: Connection, campaign_ids: set[int], since: date, until: date, *, accounts: Collection[int] = ()
) -> None:
    """Rebuilds the rollups of these campaigns, of their accounts and of further `accounts`, from `since` to `until`."""
    ordered = sorted(campaign_ids)
    _learn_sizes(connection, "daily_fact, campaign_slice, campaign, account")
    for start in range(0, len(ordered), BATCH):
        _campaign_days(connection, ordered[start : start + BATCH], since, until)
    _learn_sizes(connection, "campaign_day")
    for account_id in sorted({*_accounts(connection, ordered), *accounts}):
        _channel_days(connection, account_id, since, until)


def days_of(connection: Connection, campaign_ids: list[int]) -> tuple[date, date] | None:
    """The first and last day of these campaigns."""
    spans = [
        connection.execute(
            select(func.min(campaign_slice.c.first_day), func.max(campaign_slice.c.last_day)).where(
                campaign_slice.c.campaign_id.in_(campaign_ids[start : start + BATCH])
            )
        ).one()
        for start in range(0, len(campaign_ids), BATCH)
    ]
    known = [tuple(span) for span in spans if span[0] is not None]
    return (min(span[0] for span in known), max(span[1] for span in known)) if known else None


def _learn_sizes(connection: Connection, tables: str) -> None:
    """PostgreSQL plans by statistics, and knows nothing yet of the rows this very transaction has written."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {tables}")


def _accounts(connection: Connection, campaign_ids: list[int]) -> list[int]:
    found: set[int] = set()
    for start in range(0, len(campaign_ids), BATCH):
        part = campaign_ids[start : start + BATCH]
        found |= set(connection.scalars(select(campaign.c.account_id).where(campaign.c.id.in_(part)).distinct()))
    return sorted(found)


def _campaign_days(connection: Connection, campaign_ids: list[int], since: date, until: date) -> None:
    own = and_(campaign_day.c.campaign_id.in_(campaign_ids), campaign_day.c.day.between(since, until))
    held = _held(connection)
    connection.execute(delete(campaign_day).where(own))
    slices = connection.scalars(
        select(campaign_slice.c.slice).where(campaign_slice.c.campaign_id.in_(campaign_ids)).distinct()
    )
    bases = (name for name in slices if not is_own_slice(name))  # what is cut by own columns repeats its base
    for rank, name in enumerate(sorted(bases, key=lambda slice_: (slice_ != TOTAL, slice_))):
        rows = _rows_of(name, campaign_ids, since, until)
        if rank:
            complete(connection, rows, own)
        connection.execute(insert(campaign_day).from_select(list(campaign_day.c.keys()), _slice_days(name, rows, held)))


def _rows_of(name: str, campaign_ids: list[int], since: date, until: date) -> ColumnElement[bool]:
    return and_(
        campaign_slice.c.campaign_id.in_(campaign_ids),
        campaign_slice.c.slice == name,
        daily_fact.c.campaign_id == campaign_slice.c.campaign_id,
        daily_fact.c.slice == campaign_slice.c.slice,
        daily_fact.c.day.between(since, until),
    )


def _slice_days(name: str, rows: ColumnElement[bool], held: frozenset[str]) -> Select[Any]:
    """Days of one slice which no slice of higher rank has filled yet: that is how a day gets exactly one base."""
    keys = daily_fact.c.campaign_id, daily_fact.c.day
    if name == TOTAL:  # one row a campaign day, so nothing has to be summed
        lacks = (cast(daily_fact.c[name].is_(None), Integer) for name in STANDARD_MEASURES)
        return select(*keys, *_parts(held), *lacks).where(rows)
    filled = select(literal(1)).where(campaign_day.c.campaign_id == keys[0], campaign_day.c.day == keys[1])
    unfilled = ~filled.correlate(daily_fact).exists()
    return select(*keys, *_sums(held)).where(rows, unfilled).group_by(*keys)


def _held(connection: Connection) -> frozenset[str]:
    """The measures that any fact may hold: a place of a trade's own that has no word holds nothing."""
    return frozenset((*STANDARD_MEASURES, *connection.scalars(select(own_measure.c.place))))


def _parts(held: frozenset[str]) -> list[ColumnElement[Any]]:
    """What one fact adds to each rollup column before those of lacking measures, in the columns' order."""
    score, weight = daily_fact.c.engagement_score, daily_fact.c.impressions
    scored = and_(score.is_not(None), weight.is_not(None))
    return [
        *(daily_fact.c[name] if name in held else null() for name in SUMS),
        score * weight,
        case((scored, weight)),
        literal(1),
    ]


def _sums(held: frozenset[str]) -> list[ColumnElement[Any]]:
    """What several facts together give each rollup column; how many lack a measure is counted, which is cheaper."""
    lacking = (func.count() - func.count(daily_fact.c[name]) for name in STANDARD_MEASURES)
    return [*(part if isinstance(part, Null) else func.sum(part) for part in _parts(held)), *lacking]


def _channel_days(connection: Connection, account_id: int, since: date, until: date) -> None:
    own = and_(channel_day.c.account_id == account_id, channel_day.c.day.between(since, until))
    connection.execute(delete(channel_day).where(own))
    names = list(channel_day.c.keys())
    connection.execute(insert(channel_day).from_select(names, _base_days(account_id, since, until)))
    for slice_ in _slices_of(connection, account_id, since, until):
        rows = _sliced_days(account_id, slice_, since, until, _held(connection))
        connection.execute(insert(channel_day).from_select(names, rows))


def _base_days(account_id: int, since: date, until: date) -> Select[Any]:
    folded = [func.sum(campaign_day.c[name]) for name in (*SUMS, "score_sum", "score_weight", "rows", *MISSING)]
    blank = [literal("").label(name) for name in SLICE_COLUMNS]
    return (
        select(campaign.c.account_id, literal("").label("slice"), campaign_day.c.day, *blank, *folded)
        .join_from(campaign, campaign_day, campaign_day.c.campaign_id == campaign.c.id)
        .where(campaign.c.account_id == account_id, campaign_day.c.day.between(since, until))
        .group_by(campaign.c.account_id, campaign_day.c.day)
    )


def _sliced_days(account_id: int, slice_: str, since: date, until: date, held: frozenset[str]) -> Select[Any]:
    """Sums of one slice; grouped by its own columns alone, because the others are empty throughout."""
    own = slice_.split("+")
    values = [daily_fact.c[name] if name in own else literal("").label(name) for name in SLICE_COLUMNS]
    keys = [campaign.c.account_id, daily_fact.c.day, *(daily_fact.c[name] for name in own)]
    has_slice = and_(campaign_slice.c.campaign_id == campaign.c.id, campaign_slice.c.slice == slice_)
    rows = and_(
        daily_fact.c.campaign_id == campaign_slice.c.campaign_id,
        daily_fact.c.slice == campaign_slice.c.slice,
        daily_fact.c.day.between(since, until),
    )
    folded = _sums(held)
    return (
        select(campaign.c.account_id, literal(slice_).label("slice"), daily_fact.c.day, *values, *folded)
        .join_from(campaign, campaign_slice, has_slice)
        .join(daily_fact, rows)
        .where(campaign.c.account_id == account_id)
        .group_by(*keys)
    )


def _slices_of(connection: Connection, account_id: int, since: date, until: date) -> list[str]:
    names = (
        select(campaign_slice.c.slice)
        .join(campaign, campaign.c.id == campaign_slice.c.campaign_id)
        .where(
            campaign.c.account_id == account_id,
            campaign_slice.c.slice != TOTAL,
            campaign_slice.c.first_day <= until,
            campaign_slice.c.last_day >= since,
        )
        .distinct()
    )
    return sorted(connection.scalars(names))
