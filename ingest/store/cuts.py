"""Rows that have left a place where an earlier load had put them: they stand there no more."""

from typing import Any, Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, and_, literal, or_, select

from ingest.facts import MEASURES, OWN_TEXTS
from ingest.schema import daily_fact, fact_layer, ingest_run
from ingest.store.layers import FINER, KEYS
from ingest.store.upsert import fill, stage_for

GROUPS: Final = OWN_TEXTS
"""A trade's own groups: a deal that was one manager's and is now another's, a campaign whose stage has changed."""
PLACES: Final = tuple(name for name in KEYS if name not in ("slice", *OWN_TEXTS))
"""Everything: a deal that comes again with another day or campaign is the same deal."""


def moved_away(connection: Connection, rows: pd.DataFrame, free: tuple[str, ...], signature: str = "") -> pd.DataFrame:
    """What the load of these rows says of places that its rows have left: nothing of any measure that it carries.

    Args:
        connection: inside a transaction, the rows are written.
        rows: of one run, columns of `fact_layer`.
        free: `GROUPS` or `PLACES`: keys in which a part that has moved differs; in the others it is the same.
        signature: of its headers; with it only loads of the same source and headers are looked at: numbers of two
            systems mean different things.

    Returns:
        Rows as `Run.lay` takes them, none where no row has moved.
    """
    if rows.empty:
        return rows
    stage = stage_for(connection, fact_layer)
    fill(connection, stage, rows)
    run_id = int(rows["run_id"].iloc[0])
    left = [_left(table, stage, run_id, free) for table in _TABLES]
    if signature:
        left = [query.where(_alike(table, run_id, signature)) for query, table in zip(left, _TABLES, strict=True)]
    names = [*KEYS, *FINER]
    found = {tuple(row) for query in left for row in connection.execute(query)}
    connection.execute(stage.delete())
    frame = pd.DataFrame(sorted(found), columns=names, dtype=object)
    if frame.empty:
        return frame
    carried = [name for name in MEASURES if rows[name].notna().any()]
    zeros = {name: pd.array([0] * len(frame), dtype="Int64") for name in carried}
    return frame.assign(campaign_id=frame["campaign_id"].astype("int64"), day=pd.to_datetime(frame["day"]), **zeros)


_TABLES: Final = (daily_fact, fact_layer)


def _alike(table: Table, run_id: int, signature: str) -> ColumnElement[bool]:
    """Whether a row is of a load of the same source and headers."""
    mine = select(ingest_run.c.source).where(ingest_run.c.id == run_id).scalar_subquery()
    alike = select(ingest_run.c.id).where(ingest_run.c.signature == signature, ingest_run.c.source == mine)
    return table.c.run_id.in_(alike)


def _left(table: Table, stage: Table, run_id: int, free: tuple[str, ...]) -> Any:
    """Keys of earlier loads that are the same parts in other places, which this load has not spoken of itself."""
    finer: dict[str, ColumnElement[Any]] = {
        name: table.c[name] if name in table.c else literal("").label(name) for name in FINER
    }
    same = [table.c[name] == stage.c[name] for name in KEYS if name not in free]
    same += [column == stage.c[name] for name, column in finer.items()]
    other = or_(*(table.c[name] != stage.c[name] for name in free))
    layer = fact_layer.alias("spoken")
    spoken = select(literal(1)).where(*(layer.c[name] == table.c[name] for name in KEYS)).correlate(table)
    if table is fact_layer:
        mine = (layer.c[name] == column for name, column in finer.items())
        spoken = spoken.where(*mine, layer.c.run_id == run_id)
    keys = (table.c[name] for name in KEYS)
    query = select(*keys, *finer.values()).join_from(stage, table, and_(*same, other)).distinct()
    return query.where(table.c.run_id != run_id, ~spoken.exists())
