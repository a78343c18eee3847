"""Remembers which slices each campaign has, and on which days."""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from ingest.schema import campaign_slice

BATCH = 500


def remember_slices(connection: Connection, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Widens the known days of each campaign's slices.

    Returns:
        For each row whether it is new for sure, because its campaign and slice have no stored days among these.
    """
    spans = rows.groupby(["campaign_id", "slice"], sort=False)["day"].agg(first_day="min", last_day="max").reset_index()
    joined = spans.merge(_known(connection, spans["campaign_id"].unique()), how="left", on=["campaign_id", "slice"])
    overlaps = (joined["first_day"] <= joined["known_last"]) & (joined["last_day"] >= joined["known_first"])
    widened = joined[
        joined["known_first"].isna()
        | (joined["first_day"] < joined["known_first"])
        | (joined["last_day"] > joined["known_last"])
    ]
    if not widened.empty:
        _write(connection, widened)
    if not overlaps.any():
        return pd.Series(data=True, index=rows.index)
    stored = pd.MultiIndex.from_frame(joined.loc[overlaps, ["campaign_id", "slice"]])
    return pd.Series(~pd.MultiIndex.from_frame(rows[["campaign_id", "slice"]]).isin(stored), index=rows.index)


def _known(connection: Connection, campaign_ids: Any) -> pd.DataFrame:
    found: list[Any] = []
    numbers = [int(number) for number in campaign_ids]
    for start in range(0, len(numbers), BATCH):
        part = campaign_slice.c.campaign_id.in_(numbers[start : start + BATCH])
        found.extend(connection.execute(select(campaign_slice).where(part)).all())
    frame = pd.DataFrame(found, columns=["campaign_id", "slice", "known_first", "known_last"])
    days = {"known_first": "datetime64[us]", "known_last": "datetime64[us]"}
    return frame.astype({"campaign_id": "int64", "slice": "object", **days})


def _write(connection: Connection, widened: pd.DataFrame) -> None:
    first = widened[["first_day", "known_first"]].min(axis=1)
    last = widened[["last_day", "known_last"]].max(axis=1)
    columns = (widened["campaign_id"], widened["slice"], first.dt.date, last.dt.date)
    names = ("campaign_id", "slice", "first_day", "last_day")
    records = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(campaign_slice)
    later = {"first_day": statement.excluded.first_day, "last_day": statement.excluded.last_day}
    connection.execute(statement.on_conflict_do_update(index_elements=["campaign_id", "slice"], set_=later), records)
