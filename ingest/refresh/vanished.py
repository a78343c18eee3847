"""Rows that a complete pull no longer returned: they become zero, they are never deleted."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, Table, or_, select

from ingest.facts import OWN_TEXTS
from ingest.platform.channel import PullWindow
from ingest.schema import campaign

BATCH: Final = 20_000
"""Stored rows looked at together, so that a long window does not stand in memory whole."""
BOOKKEEPING: Final = frozenset({"row_hash", "run_id", "source", "loaded_at", "vanished", "derived"})


def vanished(
    connection: Connection, table: Table, account_id: int, window: PullWindow, seen: pd.DataFrame, slice_: str = ""
) -> pd.DataFrame:
    """The account's stored rows of the window that are not among `seen`, their known figures zero.

    Args:
        connection: inside the transaction that will write them.
        table: daily facts, hours or actions.
        account_id: whose rows.
        window: the days that were pulled.
        seen: what the pull returned; has the columns of the table's key but those of a trade's own.
        slice_: only rows of this slice, for daily facts.
    """
    keys = [column.name for column in table.primary_key if column.name not in OWN_TEXTS]  # platforms have none
    figures = [column.name for column in table.columns if column.name not in {*keys, *OWN_TEXTS, *BOOKKEEPING}]
    stored = _stored(table, [*keys, *figures], figures, account_id, window)
    if slice_:
        stored = stored.where(table.c.slice == slice_)
    found = connection.execute(stored, execution_options={"yield_per": BATCH})
    known: pd.MultiIndex | None = None
    gone: list[pd.DataFrame] = []
    for rows in found.partitions():
        if known is None:  # a window read for the first time has nothing that could be gone
            known = pd.MultiIndex.from_frame(_comparable(seen[keys]))
        gone.append(_gone(rows, [*keys, *figures], keys, known))
    if not any(len(part) for part in gone):
        return seen.head(0)
    frame = pd.concat(gone, ignore_index=True)
    frame["day"] = frame["day"].astype("datetime64[us]")
    for name in figures:
        frame[name] = frame[name].astype("Int64").mul(0)
    return frame.assign(vanished=True, derived=False) if "vanished" in table.c else frame


def _gone(rows: Sequence[Any], names: list[str], keys: list[str], known: pd.MultiIndex) -> pd.DataFrame:
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    stored = _comparable(pd.DataFrame({name: columns[name] for name in keys}, dtype=object))
    lacking = np.flatnonzero(~pd.MultiIndex.from_frame(stored).isin(known))
    return pd.DataFrame([tuple(rows[place]) for place in lacking.tolist()], columns=names, dtype=object)


def _comparable(keys: pd.DataFrame) -> pd.DataFrame:
    return keys.assign(day=keys["day"].astype("datetime64[us]")).astype({"campaign_id": "int64"})


def _stored(table: Table, names: list[str], figures: list[str], account_id: int, window: PullWindow) -> Select[Any]:
    return (
        select(*(table.c[name] for name in names))
        .join_from(campaign, table, table.c.campaign_id == campaign.c.id)
        .where(
            campaign.c.account_id == account_id,
            table.c.day.between(window.since, window.until),
            or_(*(table.c[name] != 0 for name in figures)),
        )
    )
