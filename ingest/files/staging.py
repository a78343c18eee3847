"""Adds up rows of one key for files finer than a campaign's day; on disk, so that memory stays flat."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.facts import MEASURES, SLICE_COLUMNS
from ingest.store.store import Run

KEYS: Final = ("campaign_id", "slice", "day", *SLICE_COLUMNS)
BATCH: Final = 50_000
_SCORE: Final = "engagement_score"


def _folded(measure: str) -> str:
    """Sums; the score is averaged weighted by impressions, plainly where they are missing."""
    if measure != _SCORE:
        return f"SUM({measure})"
    weight = f"SUM(CASE WHEN {_SCORE} IS NOT NULL THEN CAST(impressions AS REAL) END)"
    weighted = f"SUM(CAST({_SCORE} AS REAL) * impressions) / NULLIF({weight}, 0)"
    return f"CAST(ROUND(COALESCE({weighted}, AVG({_SCORE}))) AS INTEGER)"


_COLUMNS: Final = (*KEYS, *MEASURES, "derived", "fingerprint")
_CREATE: Final = f"CREATE TABLE finer ({', '.join(_COLUMNS)})"
_KEYS: Final = ", ".join(KEYS)
_INSERT: Final = f"INSERT INTO finer VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our own names only
_DIFFERENT: Final = f"SELECT *, COUNT(*) AS times FROM finer GROUP BY fingerprint, {_KEYS}"  # noqa: S608
_FOLD: Final = (
    f"SELECT {_KEYS}, {', '.join(map(_folded, MEASURES))}, MAX(derived), COUNT(*) AS rows, SUM(times) AS lines "  # noqa: S608
    f"FROM ({_DIFFERENT}) GROUP BY {_KEYS} ORDER BY rows, {_KEYS}"
)


class Staging:
    """Rows waiting to be added up."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;")
        connection.execute(_CREATE)

    def add(self, facts: pd.DataFrame, fingerprints: npt.NDArray[np.uint64]) -> None:
        """Keeps one chunk of facts; `fingerprints` are equal for rows that repeat each other in every cell."""
        rows = len(facts)
        cells = [
            _plain(facts[name]) if name in facts else [("" if name in SLICE_COLUMNS else None)] * rows
            for name in _COLUMNS[:-1]
        ]
        self.connection.executemany(_INSERT, zip(*cells, fingerprints.view(np.int64).tolist(), strict=True))

    def store(self, run: Run) -> int:
        """Adds up and upserts; returns how many rows were added to another row of their key.

        Every staged row is counted: a group's first row as the store counts it, further rows as updates of it where
        the group is new or changed; exact repeats and all rows of an unchanged group as unchanged.
        """
        cursor = self.connection.execute(_FOLD)
        names = [*KEYS, *MEASURES, "derived"]
        extra = 0
        for folded, group in groupby(cursor, key=lambda row: int(row[-2])):
            for batch in _batches(group):
                frame = pd.DataFrame([row[:-2] for row in batch], columns=names, dtype=object)
                frame["day"] = pd.to_datetime(frame["day"])
                for measure in MEASURES:
                    frame[measure] = frame[measure].astype("Int64")
                merged = run.facts(frame)
                added = (folded - 1) * (merged.inserted + merged.updated)
                run.counts.updated += added
                run.counts.unchanged += sum(row[-1] for row in batch) - len(batch) - added
                extra += (folded - 1) * len(batch)
        return extra


def _plain(column: pd.Series) -> list[object]:
    if column.dtype.kind == "M":
        return list(column.dt.strftime("%Y-%m-%d"))
    return [None if cell is pd.NA else cell for cell in column.tolist()]


def _batches(rows: Iterator[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    batch: list[tuple[int, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def staging() -> Iterator[Staging]:
    """A scratch file that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="demetra-") as folder,
        closing(sqlite3.connect(Path(folder) / "finer.db")) as connection,
    ):
        yield Staging(connection)
