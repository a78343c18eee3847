"""Rows cut by a trade's own columns: what an earlier load had put into another group stands there no more."""

from typing import Any, Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, and_, literal, or_, select

from ingest.facts import MEASURES, OWN_TEXTS
from ingest.schema import daily_fact, fact_layer
from ingest.store.layers import FINER, KEYS
from ingest.store.upsert import fill, stage_for

_SAME: Final = tuple(name for name in KEYS if name not in OWN_TEXTS)


def moved_away(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """What the load of these rows says of groups that its rows have left: nothing of any measure that it carries.

    A deal that was one manager's and is now another's, a campaign whose stage has changed: the same part of the same
    day, and in the slice of totals the same row.

    Args:
        connection: inside a transaction, the rows are written.
        rows: of one run, columns of `fact_layer`.

    Returns:
        Rows as `Run.lay` takes them, none where no row has moved.
    """
    stage = stage_for(connection, fact_layer)
    fill(connection, stage, rows)
    run_id = int(rows["run_id"].iloc[0])
    left = [_left(table, stage, run_id) for table in (daily_fact, fact_layer)]
    names = [*KEYS, *FINER]
    found = {tuple(row) for query in left for row in connection.execute(query)}
    connection.execute(stage.delete())
    frame = pd.DataFrame(sorted(found), columns=names, dtype=object)
    if frame.empty:
        return frame
    carried = [name for name in MEASURES if rows[name].notna().any()]
    zeros = {name: pd.array([0] * len(frame), dtype="Int64") for name in carried}
    return frame.assign(campaign_id=frame["campaign_id"].astype("int64"), day=pd.to_datetime(frame["day"]), **zeros)


def _left(table: Table, stage: Table, run_id: int) -> Any:
    """Keys of earlier loads that are the same parts in other groups, which this load has not spoken of itself."""
    finer: dict[str, ColumnElement[Any]] = {
        name: table.c[name] if name in table.c else literal("").label(name) for name in FINER
    }
    same = [table.c[name] == stage.c[name] for name in _SAME]
    same += [column == stage.c[name] for name, column in finer.items()]
    other = or_(*(table.c[name] != stage.c[name] for name in OWN_TEXTS))
    layer = fact_layer.alias("spoken")
    spoken = select(literal(1)).where(*(layer.c[name] == table.c[name] for name in KEYS)).correlate(table)
    if table is fact_layer:
        mine = (layer.c[name] == column for name, column in finer.items())
        spoken = spoken.where(*mine, layer.c.run_id == run_id)
    keys = (table.c[name] for name in KEYS)
    query = select(*keys, *finer.values()).join_from(stage, table, and_(*same, other)).distinct()
    return query.where(table.c.run_id != run_id, ~spoken.exists())
