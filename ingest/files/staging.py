"""Adds up rows of one key for files finer than a campaign's day; on disk, so that memory stays flat."""

import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Sequence
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

BATCH: Final = 50_000
_SCORE: Final = "engagement_score"


def _folded(measure: str, beside: Collection[str]) -> str:
    """Sums; the score is averaged weighted by impressions, plainly where they are missing."""
    if measure != _SCORE:
        return f"SUM({measure})"
    if "impressions" not in beside:
        return f"CAST(ROUND(AVG({_SCORE})) AS INTEGER)"
    weight = f"SUM(CASE WHEN {_SCORE} IS NOT NULL THEN CAST(impressions AS REAL) END)"
    weighted = f"SUM(CAST({_SCORE} AS REAL) * impressions) / NULLIF({weight}, 0)"
    return f"CAST(ROUND(COALESCE({weighted}, AVG({_SCORE}))) AS INTEGER)"


_ALWAYS: Final = ("campaign_id", "slice", "day", "grain", "part")
_CREATE: Final = f"CREATE TABLE finer ({', '.join(_ALWAYS)}, derived, turn, fingerprint)"


@dataclass(frozen=True, kw_only=True)
class Folded:
    """What gathering did, in rows of the file."""

    added: int = 0
    """Rows that were added to another row of their part."""
    superseded: int = 0
    """Rows of which the same file has a newer version."""


class Staging:
    """Rows waiting to be added up."""

    def __init__(self, connection: sqlite3.Connection, single: str = "") -> None:
        self.connection = connection
        self.has_turns = False
        self.single = single
        self._places: tuple[str, ...] = _ALWAYS
        self._measures: tuple[str, ...] = ()
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;")
        connection.execute(_CREATE)

    def add(self, facts: pd.DataFrame, fingerprints: npt.NDArray[np.uint64], turns: Sequence[object]) -> None:
        """Keeps one chunk of facts.

        Args:
            facts: as `Run.lay` takes them.
            fingerprints: equal for rows that repeat each other in every cell.
            turns: of rows of one part only those with the greatest turn hold.
        """
        self.has_turns |= len(set(turns)) > 1
        self._widen(facts)
        names = (*self._places, *self._measures, "derived")
        cells = [_plain(facts[name]) if name in facts else [self._empty(name)] * len(facts) for name in names]
        marks = ", ".join("?" * (len(names) + 2))
        statement = f"INSERT INTO finer ({', '.join(names)}, turn, fingerprint) VALUES ({marks})"  # noqa: S608
        self.connection.executemany(statement, zip(*cells, turns, fingerprints.view(np.int64).tolist(), strict=True))

    def _widen(self, facts: pd.DataFrame) -> None:
        """Makes room for what these rows have and none before: most files have few measures and breakdowns."""
        places = [name for name in SLICE_COLUMNS if name in facts and name not in self._places]
        measures = [name for name in MEASURES if name in facts and name not in self._measures]
        for name in places:
            self.connection.execute(f"ALTER TABLE finer ADD COLUMN {name} DEFAULT ''")
        for name in measures:
            self.connection.execute(f"ALTER TABLE finer ADD COLUMN {name}")
        self._places = (*self._places, *places)
        self._measures = (*self._measures, *measures)

    def _empty(self, name: str) -> str | None:
        return None if name in self._measures else ""

    def store(self, run: Run, *, echo: bool = False) -> Folded:
        """Adds up and writes.

        Every staged row is counted: a part's first row as the store counts it, further rows as completing it where the
        part is new or changed; exact repeats and all rows of an unchanged part as repeated.
        """
        added = 0
        for folded, batch in self._folded():
            frame = self._frame(batch)
            laid = run.lay(frame, echo=echo, single=self.single)
            more = (folded - 1) * (laid.inserted + laid.merged + laid.replaced)
            run.counts.updated += more
            run.counts.merged += more
            run.counts.unchanged += sum(row[-1] for row in batch) - len(batch) - more
            added += (folded - 1) * len(batch) + (laid.merged if frame["grain"].any() else 0)
        different, lines = self.connection.execute(self._older).fetchone() if self.has_turns else (0, 0)
        run.counts.updated += different
        run.counts.unchanged += (lines or 0) - different
        return Folded(added=added, superseded=different)

    def store_cuts(self, run: Run, *, echo: bool = False) -> None:
        """Adds up and writes rows that are counted already, cut by a trade's own columns."""
        for _rows, batch in self._folded():
            run.lay_cuts(self._frame(batch), echo=echo, single=self.single)

    def _folded(self) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
        """Of how many different rows each is made, and such parts."""
        for folded, group in groupby(self.connection.execute(self._fold), key=lambda row: int(row[-2])):
            for batch in _batches(group):
                yield folded, batch

    @property
    def _fold(self) -> str:
        keys = ", ".join(self._places)
        values = [_folded(name, self._measures) for name in self._measures]
        rows = f"{self._ranked} WHERE place = 1" if self.has_turns else f"SELECT * FROM ({self._different})"  # noqa: S608
        summed = ", ".join([keys, *values, "MAX(derived), COUNT(*) AS rows, SUM(times) AS lines"])
        return f"SELECT {summed} FROM ({rows}) GROUP BY {keys} ORDER BY rows, {keys}"  # noqa: S608

    @property
    def _older(self) -> str:
        return f"SELECT COUNT(*), SUM(times) FROM ({self._ranked}) WHERE place > 1"  # noqa: S608

    @property
    def _different(self) -> str:
        counted = "MAX(turn) AS latest, COUNT(*) AS times"
        return f"SELECT *, {counted} FROM finer GROUP BY fingerprint, {', '.join(self._places)}"  # noqa: S608

    @property
    def _ranked(self) -> str:
        """Rows by how new they are within their part; a newer version of it may name another group of a trade's own.

        Where parts stand once, it may name another day and campaign too.
        """
        free = {*self._places} - {"slice", "grain", "part"} if self.single else OWN_TEXTS
        part = ", ".join(name for name in self._places if name not in free)
        place = f"RANK() OVER (PARTITION BY {part} ORDER BY latest DESC) AS place"
        return f"SELECT * FROM (SELECT *, {place} FROM ({self._different}))"  # noqa: S608

    def _frame(self, batch: list[tuple[int, ...]]) -> pd.DataFrame:
        names = [*self._places, *self._measures, "derived"]
        frame = pd.DataFrame([row[:-2] for row in batch], columns=names, dtype=object)
        frame["day"] = pd.to_datetime(frame["day"])
        return frame.astype(dict.fromkeys(self._measures, "Int64"))


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
def staging(single: str = "") -> Iterator[Staging]:
    """A scratch file that is gone afterwards; `single` as for `Run.lay`."""
    with (
        tempfile.TemporaryDirectory(prefix="demetra-") as folder,
        closing(sqlite3.connect(Path(folder) / "finer.db")) as connection,
    ):
        yield Staging(connection, single)
