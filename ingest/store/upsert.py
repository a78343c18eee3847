"""Merges a batch of keyed rows into a table: new rows in, changed rows over, equal rows left alone, each counted.

The batch goes into a temporary table first, so that one statement compares and merges it whatever its order and size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Column, Connection, MetaData, Table, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from ingest.facts import OWN_MEASURES, STANDARD_MEASURES

_Hashes = npt.NDArray[np.uint64]
NULL_MARK = np.int64(-(2**62))
"""Stands for NULL in a hash; no measure reaches it."""
PIECE = 20_000
"""Rows handed to the driver together."""


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What a merge did, in rows."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Merged") -> "Merged":
        """Both merges together."""
        return Merged(
            inserted=self.inserted + other.inserted,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )

    @property
    def changed(self) -> bool:
        """Whether the table differs from before."""
        return bool(self.inserted or self.updated)


def row_hashes(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """A 64-bit fingerprint of each row's values (integers or NULL), the same on every machine."""
    return pd.Series(_hashes(frame, columns).view(np.int64), index=frame.index)


def _hashes(frame: pd.DataFrame, columns: Iterable[str]) -> _Hashes:
    mixed = np.full(len(frame), 0x345678, dtype=np.uint64)
    for column in columns:
        mixed = _mixed(mixed, frame[column].to_numpy(dtype=np.int64, na_value=NULL_MARK))
    return mixed


def _mixed(before: _Hashes, values: npt.NDArray[np.int64]) -> _Hashes:
    mixed = (before ^ values.view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    return mixed ^ (mixed >> np.uint64(29))


def fact_hashes(facts: pd.DataFrame) -> pd.Series:
    """Fingerprints of daily facts; a place that holds nothing changes none: older rows stay equal."""
    mixed = _hashes(facts, STANDARD_MEASURES)
    for flag in ("vanished", "derived"):
        mixed = _mixed(mixed, facts[flag].to_numpy(dtype=np.int64))
    for number, column in enumerate(OWN_MEASURES, start=1):
        held = facts[column].notna().to_numpy()
        if held.any():
            values = facts[column].to_numpy(dtype=np.int64, na_value=0)
            mixed = np.where(held, _mixed(mixed ^ np.uint64(number), values), mixed)
    return pd.Series(mixed.view(np.int64), index=facts.index)


def merge(connection: Connection, table: Table, frame: pd.DataFrame, *, fresh: bool = False) -> Merged:
    """Upserts the frame by the table's primary key; `row_hash` decides what changed.

    Args:
        connection: inside a transaction.
        table: has a `row_hash` column; the frame has every one of its columns, cells already in storage form.
        frame: within it, of rows with one key the later wins; the earlier count as inserted, the later as updated.
        fresh: the caller knows that none of the keys is stored yet, so rows go straight into the table.
    """
    if frame.empty:
        return Merged()
    keys = [column.name for column in table.primary_key]
    repeated, frame = _later_rows(frame, keys)
    if fresh:
        put(connection, table, frame)
        inserted, updated = len(frame), 0
    else:
        inserted, updated = _through_stage(connection, table, _in_order(frame))
    return Merged(
        inserted=inserted,
        updated=updated + repeated.updated,
        unchanged=len(frame) - inserted - updated + repeated.unchanged,
    )


def put(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Puts rows into a table that holds none of their keys; no two of them have one key."""
    fill(connection, table, _in_order(frame))


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Near the order of the table's own tree."""
    return frame.sort_values(["campaign_id", "day"], kind="stable")


def _through_stage(connection: Connection, table: Table, frame: pd.DataFrame) -> tuple[int, int]:
    """Inserted and updated rows."""
    stage = stage_for(connection, table)
    fill(connection, stage, frame)
    inserted, updated = _compare(connection, table, stage)
    if inserted or updated:
        connection.execute(_upsert(connection, table, stage))
    connection.execute(stage.delete())
    return inserted, updated


def _later_rows(frame: pd.DataFrame, keys: list[str]) -> tuple[Merged, pd.DataFrame]:
    earlier = frame.duplicated(keys, keep="last")
    if not earlier.any():
        return Merged(), frame
    repeats = frame[frame.duplicated(keys, keep=False)]
    before = repeats.groupby(keys, sort=False)["row_hash"].shift(1)
    later = repeats.duplicated(keys, keep="first")
    equal = int((before[later] == repeats["row_hash"][later]).sum())
    return Merged(updated=int(later.sum()) - equal, unchanged=equal), frame[~earlier]


@cache
def _stage_of(table: Table) -> Table:
    columns = [Column(column.name, column.type, nullable=True) for column in table.columns]
    return Table(f"stage_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])


def stage_for(connection: Connection, table: Table) -> Table:
    """The temporary table of the same columns, made when it is not there; whoever fills it empties it."""
    stage = _stage_of(table)
    connection.execute(CreateTable(stage, if_not_exists=True))
    return stage


def fill(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Puts the frame's rows into a table, in pieces: as cells of a driver rows take ten times the frame's memory."""
    for start in range(0, len(frame), PIECE):
        _fill_piece(connection, table, frame.iloc[start : start + PIECE])


def _fill_piece(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    names = [column.name for column in table.columns if not _holds_nothing(frame[column.name])]
    columns = [storage_cells(frame[name]) for name in names]
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, names, columns)
        return
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - our own names
    driver = connection.connection.driver_connection
    driver.executemany(statement, zip(*columns, strict=True))  # type: ignore[union-attr]  # sqlite3 takes rows one by one


def _holds_nothing(cells: pd.Series) -> bool:
    """A measure of which no row has a value: what is not written is NULL, and most files have few measures."""
    return isinstance(cells.array, pd.arrays.IntegerArray) and bool(cells.isna().all())


def _copy(connection: Connection, name: str, names: list[str], columns: list[list[Any]]) -> None:
    buffer = StringIO()
    text = pd.DataFrame(dict(zip(names, columns, strict=True)), dtype=object)
    text.to_csv(buffer, index=False, header=False, na_rep="\\N", quoting=0, doublequote=True)
    buffer.seek(0)
    driver = connection.connection.driver_connection
    with driver.cursor() as cursor:  # type: ignore[union-attr]  # psycopg2's own connection
        cursor.copy_expert(f"COPY {name} ({', '.join(names)}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", buffer)


def storage_cells(series: pd.Series) -> list[Any]:
    """Cells as both drivers take them: ISO text for days, None for NULL, plain Python numbers."""
    if isinstance(series.dtype, np.dtype) and series.dtype.kind == "M":
        codes, days = pd.factorize(series)
        words = np.array([day.date().isoformat() for day in pd.DatetimeIndex(days)], dtype=object)
        return list(words[codes])
    if isinstance(series.array, pd.arrays.IntegerArray):
        whole = series.to_numpy(dtype=np.int64, na_value=0).astype(object)
        whole[series.isna().to_numpy()] = None
        return list(whole.tolist())
    return list(series.tolist())


def _compare(connection: Connection, table: Table, stage: Table) -> tuple[int, int]:
    same_key = and_(*(table.c[column.name] == stage.c[column.name] for column in table.primary_key))
    found = func.count(table.c.row_hash)
    equal = func.count().filter(table.c.row_hash == stage.c.row_hash)
    total, known, unchanged = connection.execute(
        select(func.count(), found, equal).select_from(stage.outerjoin(table, same_key))
    ).one()
    return total - known, known - unchanged


def _upsert(connection: Connection, table: Table, stage: Table) -> Any:
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    rows = select(*(stage.c[name] for name in names)).where(stage.c.row_hash.is_not(None))
    statement = dialect.insert(table).from_select(names, rows.order_by(*(stage.c[key] for key in keys)))
    return statement.on_conflict_do_update(
        index_elements=keys,
        set_={name: statement.excluded[name] for name in names if name not in keys},
        where=table.c.row_hash != statement.excluded.row_hash,
    )
