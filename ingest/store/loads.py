"""What was loaded, and how to take a load back: what it brought goes, what it had replaced returns."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Column, Connection, MetaData, Table, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.schema import CreateTable

from ingest.errors import InvalidInput
from ingest.schema import (
    campaign,
    campaign_slice,
    daily_fact,
    fact_layer,
    ingest_run,
    load_change,
    metric_word,
    rejected_row,
    value_spelling,
)
from ingest.store import rollup
from ingest.store.changes import undo
from ingest.store.emptied import drop_accounts, drop_channel, drop_empty, portions
from ingest.store.layers import KEYS, among, folded, frame_of
from ingest.store.own_places import drop_unheld
from ingest.store.store import Store
from ingest.store.upsert import merge

KIND: Final = "file"
UNLOAD: Final = "unload"
_LAYER_COLUMNS: Final = (*fact_layer.c.keys(),)


@dataclass(frozen=True, kw_only=True)
class LoadEntry:
    """One load as people see it."""

    id: int
    file: str
    source: str
    loaded_at: datetime
    rows: int
    inserted: int
    updated: int
    rejected: int
    times: int
    """How often the same file was loaded; the repeats changed nothing."""


def listed(engine_connection: Connection) -> list[LoadEntry]:
    """Loads that can be taken back, the newest first."""
    again = ingest_run.alias()
    repeats = (
        select(func.count())
        .where(again.c.repeats == ingest_run.c.id, again.c.state == "done")
        .correlate(ingest_run)
        .scalar_subquery()
    )
    mine = (ingest_run.c.kind == KIND, ingest_run.c.state == "done", ingest_run.c.repeats.is_(None))
    rows = engine_connection.execute(
        select(ingest_run, repeats.label("again")).where(*mine).order_by(ingest_run.c.id.desc())
    )
    return [
        LoadEntry(
            id=row.id,
            file=row.account,
            source=row.source,
            loaded_at=row.started_at,
            rows=row.rows_read,
            inserted=row.inserted,
            updated=row.updated,
            rejected=row.rejected,
            times=1 + row.again,
        )
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class Unloaded:
    """What taking a load back did, in facts."""

    id: int
    file: str
    removed: int
    """Facts that nobody else had spoken of."""
    restored: int
    """Facts that stand again as the other loads say."""


def unload(store: Store, run_id: int) -> Unloaded:
    """Takes one load back, at once or not at all.

    Raises:
        InvalidInput: there is no such load, or it was taken back already.
    """
    with store.engine.connect() as connection:
        entry = _entry(connection, run_id)
    with store.run(source=entry.source, kind=UNLOAD, account=entry.account) as run:
        _entry(run.connection, run_id)  # nobody took it back while we waited for our turn
        removed, restored = take_back(run.connection, [run_id])
        run.counts.read = removed + restored
        run.counts.updated = restored
        run.note("loads-unloaded", id=run_id)
    return Unloaded(id=run_id, file=entry.account, removed=removed, restored=restored)


def _entry(connection: Connection, number: int) -> Any:
    known = listed(connection)
    last = connection.scalar(select(func.max(ingest_run.c.id))) or 0
    run_id = number if 0 < number <= last else 0  # a number that no column can hold names no load
    found = connection.execute(select(ingest_run).where(ingest_run.c.id == run_id)).first()
    if found is not None and found.repeats is not None and found.state == "done":
        raise InvalidInput("loads-repeats", received=str(number), first=str(found.repeats))
    if run_id not in {entry.id for entry in known}:
        possible = ", ".join(str(entry.id) for entry in known[:20])
        raise InvalidInput("loads-unknown" if possible else "loads-none", received=str(number), possible=possible)
    return found


def take_back(connection: Connection, run_ids: Iterable[int]) -> tuple[int, int]:
    """Takes loads back inside a transaction; returns how many facts went and how many stand again without them."""
    removed = restored = 0
    for run_id in run_ids:
        keys = _keys_of(connection, run_id)
        campaigns = sorted(set(connection.scalars(select(keys.c.campaign_id).distinct())))
        span = connection.execute(select(func.min(keys.c.day), func.max(keys.c.day))).one()
        connection.execute(delete(fact_layer).where(fact_layer.c.run_id == run_id))
        gone = _drop_facts(connection, keys)
        restored += _fold_again(connection, keys)
        removed += gone
        connection.execute(delete(metric_word).where(metric_word.c.run_id == run_id))
        _trim_slices(connection, campaigns)
        planned = _planned_channels(connection, run_id)
        undone = _undo(connection, run_id)
        if campaigns:
            rollup.refresh(connection, set(campaigns), *span)
        for moved, accounts in undone:
            days = rollup.days_of(connection, [moved])
            if days is not None:
                rollup.refresh(connection, {moved}, *days, accounts=accounts)
        drop_empty(connection, campaigns)
        drop_accounts(connection, {number for _moved, accounts in undone for number in accounts})
        for number in planned:
            drop_channel(connection, number)
        _forget(connection, run_id)
        connection.execute(keys.delete())
    drop_unheld(connection)
    return removed, restored


def _planned_channels(connection: Connection, run_id: int) -> set[int]:
    """Channels for which the load has planned something."""
    mine = (load_change.c.run_id == run_id, load_change.c.entity.in_(("budget", "goal")))
    return {
        int(json.loads(place)["channel_id"]) for place in connection.scalars(select(load_change.c.place).where(*mine))
    }


def _undo(connection: Connection, run_id: int) -> list[tuple[int, list[int]]]:
    """Takes back changes of other rows; returns campaigns that change their account, with the account they leave."""
    moves = (load_change.c.run_id == run_id, load_change.c.entity == "campaign", load_change.c.field == "account_id")
    places = connection.scalars(select(load_change.c.place).where(*moves)).all()
    numbers = [int(json.loads(place)["id"]) for place in places]
    left = {
        number: connection.scalars(select(campaign.c.account_id).where(campaign.c.id == number)).all()
        for number in numbers
    }
    undo(connection, run_id)
    return [(number, list(accounts)) for number, accounts in left.items()]


def _keys_of(connection: Connection, run_id: int) -> Table:
    """A temporary table of the facts of which the load has spoken."""
    columns = [Column(name, daily_fact.c[name].type) for name in KEYS]
    keys = Table("taken_back", MetaData(), *columns, prefixes=["TEMPORARY"])
    connection.execute(CreateTable(keys, if_not_exists=True))
    connection.execute(keys.delete())
    for table in (daily_fact, fact_layer):
        own = select(*(table.c[name] for name in KEYS)).where(table.c.run_id == run_id).distinct()
        unknown = own.where(~among(table, keys)) if table is fact_layer else own
        connection.execute(insert(keys).from_select(list(KEYS), unknown))
    return keys


def _same(table: Table, keys: Table) -> Any:
    return and_(*(table.c[name] == keys.c[name] for name in KEYS))


def _drop_facts(connection: Connection, keys: Table) -> int:
    """Removes facts of which nobody else speaks."""
    layer = exists().where(_same(fact_layer, daily_fact))
    return connection.execute(delete(daily_fact).where(among(daily_fact, keys), ~layer)).rowcount


def _fold_again(connection: Connection, keys: Table) -> int:
    """Facts of which others speak become what those say; one whole layer alone is its row again."""
    restored = 0
    query = select(*(fact_layer.c[name] for name in _LAYER_COLUMNS)).join_from(
        keys, fact_layer, _same(fact_layer, keys)
    )
    layers = frame_of(connection.execute(query), _LAYER_COLUMNS)
    if len(layers):
        facts = folded(connection, layers)
        merge(connection, daily_fact, facts)
        _set_origin(connection, facts)
        restored = len(facts)
        alone = layers[~layers.duplicated(list(KEYS), keep=False) & (layers["grain"] == "")]
        _drop_layers(connection, alone)
    return restored


def _set_origin(connection: Connection, facts: pd.DataFrame) -> None:
    """Where figures are the same without the load, the row still must not name it: `merge` leaves equal rows alone."""
    columns = [facts[name] for name in (*KEYS, "run_id", "source", "loaded_at")]
    for *key, run_id, source, loaded_at in zip(*columns, strict=True):
        at = dict(zip(KEYS, key, strict=True))
        at["day"] = at["day"].date()
        same = and_(*(daily_fact.c[name] == value for name, value in at.items()))
        moment = datetime.fromisoformat(loaded_at + "+00:00")
        values = {"run_id": int(run_id), "source": source, "loaded_at": moment}
        connection.execute(update(daily_fact).where(same, daily_fact.c.run_id != int(run_id)).values(values))


def _drop_layers(connection: Connection, alone: pd.DataFrame) -> None:
    for key in alone[list(KEYS)].itertuples(index=False, name=None):
        at = dict(zip(KEYS, key, strict=True))
        at["day"] = at["day"].date()
        connection.execute(delete(fact_layer).where(*(fact_layer.c[name] == value for name, value in at.items())))


def _trim_slices(connection: Connection, campaigns: list[int]) -> None:
    """The known days of each slice are those of its facts."""
    for part in portions(campaigns):
        connection.execute(delete(campaign_slice).where(campaign_slice.c.campaign_id.in_(part)))
        spans = (
            select(daily_fact.c.campaign_id, daily_fact.c.slice, func.min(daily_fact.c.day), func.max(daily_fact.c.day))
            .where(daily_fact.c.campaign_id.in_(part))
            .group_by(daily_fact.c.campaign_id, daily_fact.c.slice)
        )
        names = ["campaign_id", "slice", "first_day", "last_day"]
        connection.execute(insert(campaign_slice).from_select(names, spans))


def _forget(connection: Connection, run_id: int) -> None:
    connection.execute(delete(rejected_row).where(rejected_row.c.run_id == run_id))
    connection.execute(update(value_spelling).where(value_spelling.c.run_id == run_id).values(run_id=None))
    mine = or_(ingest_run.c.id == run_id, ingest_run.c.repeats == run_id)
    connection.execute(update(ingest_run).where(mine).values(state="unloaded"))


Unload = Callable[[int], Unloaded]
