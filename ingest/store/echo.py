"""A file that comes again: facts that stand as it says are told by their hash, without reading what anybody said."""

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, and_, select

from ingest.schema import daily_fact
from ingest.store.layers import KEYS, Laid, lay
from ingest.store.upsert import fill, stage_for


def lay_again(connection: Connection, rows: pd.DataFrame) -> Laid:
    """Lays rows of which most are expected to stand already; those that do are counted and left alone."""
    said = _said_already(connection, rows)
    rest = rows[~said]
    more = lay(connection, rest, fresh=False, echo=True) if len(rest) else Laid()
    return Laid(repeated=int(said.sum())) + more


def _said_already(connection: Connection, rows: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """For each row whether the very same whole fact stands."""
    whole = rows[rows["grain"] == ""]
    if whole.empty:
        return np.zeros(len(rows), dtype=bool)
    stage = stage_for(connection, daily_fact)
    fill(connection, stage, whole[list(daily_fact.c.keys())])
    same = and_(*(daily_fact.c[name] == stage.c[name] for name in (*KEYS, "row_hash")))
    found = connection.execute(select(*(stage.c[name] for name in KEYS)).join_from(stage, daily_fact, same)).all()
    connection.execute(stage.delete())
    if not found:
        return np.zeros(len(rows), dtype=bool)
    known = pd.DataFrame(found, columns=list(KEYS), dtype=object).astype({"campaign_id": "int64"})
    known["day"] = pd.to_datetime(known["day"]).astype("datetime64[us]")
    stands = pd.MultiIndex.from_frame(rows[list(KEYS)]).isin(pd.MultiIndex.from_frame(known))
    return np.asarray(stands & (rows["grain"] == "").to_numpy())
