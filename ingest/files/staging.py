"""Adds up rows of one key for files finer than a campaign's day; on disk, so that memory stays flat."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.facts import MEASURES, OWN_TEXTS, SLICE_COLUMNS
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


_COLUMNS: Final = (*KEYS, "grain", "part", *MEASURES, "derived", "turn", "fingerprint")
_CREATE: Final = f"CREATE TABLE finer ({', '.join(_COLUMNS)})"
_PLACES: Final = (*KEYS, "grain", "part")
_KEYS: Final = ", ".join(_PLACES)
_INSERT: Final = f"INSERT INTO finer VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our own names only
_DIFFERENT: Final = f"SELECT *, COUNT(*) AS times FROM finer GROUP BY fingerprint, {_KEYS}"  # noqa: S608
_ONE: Final = ", ".join(name for name in _PLACES if name not in OWN_TEXTS)
"""What is one part; a newer version of it may name another group of a trade's own."""
_RANKED: Final = f"SELECT *, RANK() OVER (PARTITION BY {_ONE} ORDER BY turn DESC) AS place FROM ({_DIFFERENT})"  # noqa: S608
_SUMMED: Final = (
    f"SELECT {_KEYS}, {', '.join(map(_folded, MEASURES))}, MAX(derived), COUNT(*) AS rows, SUM(times) AS lines"
)
_GROUPED: Final = f"GROUP BY {_KEYS} ORDER BY rows, {_KEYS}"
_FOLD: Final = f"{_SUMMED} FROM ({_DIFFERENT}) {_GROUPED}"
_FOLD_NEWEST: Final = f"{_SUMMED} FROM ({_RANKED}) WHERE place = 1 {_GROUPED}"
_OLDER: Final = f"SELECT COUNT(*), SUM(times) FROM ({_RANKED}) WHERE place > 1"  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Folded:
    """What gathering did, in rows of the file."""

    added: int = 0
    """Rows that were added to another row of their part."""
    superseded: int = 0
    """Rows of which the same file has a newer version."""


class Staging:
    """Rows waiting to be added up."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.has_turns = False
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;")
        connection.execute(_CREATE)

    def add(self, facts: pd.DataFrame, fingerprints: npt.NDArray[np.uint64], turns: Sequence[object]) -> None:
        """Keeps one chunk of facts.

        Args:
            facts: as `Run.lay` takes them.
            fingerprints: equal for rows that repeat each other in every cell.
            turns: of rows of one part only those with the greatest turn hold.
        """
        rows = len(facts)
        self.has_turns |= len(set(turns)) > 1
        cells = [
            _plain(facts[name]) if name in facts else [(None if name in MEASURES else "")] * rows
            for name in _COLUMNS[:-2]
        ]
        self.connection.executemany(_INSERT, zip(*cells, turns, fingerprints.view(np.int64).tolist(), strict=True))

    def store(self, run: Run, *, echo: bool = False) -> Folded:
        """Adds up and writes.

        Every staged row is counted: a part's first row as the store counts it, further rows as completing it where the
        part is new or changed; exact repeats and all rows of an unchanged part as repeated.
        """
        added = 0
        for folded, batch in self._folded():
            frame = _frame(batch)
            laid = run.lay(frame, echo=echo)
            more = (folded - 1) * (laid.inserted + laid.merged + laid.replaced)
            run.counts.updated += more
            run.counts.merged += more
            run.counts.unchanged += sum(row[-1] for row in batch) - len(batch) - more
            added += (folded - 1) * len(batch) + (laid.merged if frame["grain"].any() else 0)
        different, lines = self.connection.execute(_OLDER).fetchone() if self.has_turns else (0, 0)
        run.counts.updated += different
        run.counts.unchanged += (lines or 0) - different
        return Folded(added=added, superseded=different)

    def store_cuts(self, run: Run, *, echo: bool = False) -> None:
        """Adds up and writes rows that are counted already, cut by a trade's own columns."""
        for _rows, batch in self._folded():
            run.lay_cuts(_frame(batch), echo=echo)

    def _folded(self) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
        """Of how many different rows each is made, and such parts."""
        fold = _FOLD_NEWEST if self.has_turns else _FOLD
        for folded, group in groupby(self.connection.execute(fold), key=lambda row: int(row[-2])):
            for batch in _batches(group):
                yield folded, batch


def _frame(batch: list[tuple[int, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame([row[:-2] for row in batch], columns=[*_PLACES, *MEASURES, "derived"], dtype=object)
    frame["day"] = pd.to_datetime(frame["day"])
    for measure in MEASURES:
        frame[measure] = frame[measure].astype("Int64")
    return frame


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
