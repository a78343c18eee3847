"""Turns what adapters and files yield into frames of exactly the tables' columns, money in whole millionths."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from sys import intern
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.facts import (
    HOUR_MEASURES,
    MEASURES,
    MICRO,
    MICRO_MEASURES,
    SLICE_COLUMNS,
    STANDARD_MEASURES,
    STANDARD_SLICES,
    ActionFact,
    DailyFact,
    HourlyFact,
    Post,
)
from ingest.schema import daily_fact, post
from ingest.store.upsert import fact_hashes

ACTION_MEASURES: Final = ("count", "value")

AnyFact = DailyFact | HourlyFact | ActionFact
KEYS: Final[Mapping[type[AnyFact], tuple[str, ...]]] = {
    DailyFact: ("campaign", "slice", "day", *STANDARD_SLICES),
    HourlyFact: ("campaign", "day", "hour"),
    ActionFact: ("campaign", "day", "action"),
}
"""What makes two facts of one kind the same, the campaign by its external id."""
FIGURES: Final[Mapping[type[AnyFact], tuple[str, ...]]] = {
    DailyFact: STANDARD_MEASURES,
    HourlyFact: HOUR_MEASURES,
    ActionFact: ACTION_MEASURES,
}


def micros(value: Decimal | None) -> int | None:
    """Whole millionths of an amount.

    >>> micros(Decimal("61.37"))
    61370000
    """
    return None if value is None else round(value * MICRO)


def frame_of(facts: Iterable[AnyFact], kind: type[AnyFact]) -> pd.DataFrame:
    """The facts of one kind in columns: days as `datetime64`, figures as whole numbers (money in millionths).

    Equal texts are one object, so that a row takes a tenth of the memory of the fact.
    """
    columns = _columns(facts, kind)
    cells: dict[str, Any] = {}
    for name in KEYS[kind]:
        if name == "day":
            cells[name] = np.array(columns[name], dtype="datetime64[D]").astype("datetime64[us]")
        elif name == "hour":
            cells[name] = np.array(columns[name], dtype=np.int64)
        else:
            cells[name] = pd.Series(list(map(intern, map(str, columns[name]))), dtype=object)
    for name in FIGURES[kind]:
        exact = name in MICRO_MEASURES or kind is ActionFact
        cells[name] = _whole_numbers([micros(cell) for cell in columns[name]] if exact else columns[name])
    if kind is DailyFact:
        cells["derived"] = np.array(columns["derived"], dtype=bool)
    return pd.DataFrame(cells)


def _whole_numbers(cells: Sequence[int | None]) -> "pd.arrays.IntegerArray":
    """A column of whole numbers and NULL; two thirds of a platform's columns are all NULL, most others have none."""
    absent = cells.count(None)
    if absent == len(cells):
        return _nothing(absent)
    if not absent:
        return pd.arrays.IntegerArray(np.array(cells, dtype=np.int64), np.zeros(len(cells), dtype=bool))
    missing = np.fromiter((cell is None for cell in cells), dtype=bool, count=len(cells))
    return pd.arrays.IntegerArray(np.fromiter((cell or 0 for cell in cells), np.int64, count=len(cells)), missing)


def with_ids(frame: pd.DataFrame, campaign_ids: Mapping[str, int]) -> pd.DataFrame:
    """The frame with `campaign_id` in place of the external `campaign`.

    Raises:
        KeyError: a campaign has no id.
    """
    numbers = [campaign_ids[name] for name in frame["campaign"]]
    return frame.drop(columns="campaign").assign(campaign_id=pd.Series(numbers, frame.index, "int64"))


def fact_frame(frame: pd.DataFrame, *, run_id: int, source: str, now: datetime) -> pd.DataFrame:
    """Completes a frame to every column of `daily_fact`, with its row hash."""
    cells: dict[str, Any] = {name: frame[name] for name in ("campaign_id", "slice")}
    cells["day"] = pd.to_datetime(frame["day"]).astype("datetime64[us]")
    for name in SLICE_COLUMNS:
        cells[name] = frame.get(name, "")
    for name in MEASURES:
        cells[name] = frame[name].astype("Int64") if name in frame else _nothing(len(frame))
    for name in ("vanished", "derived"):
        cells[name] = frame[name].astype(bool) if name in frame else False
    rows = pd.DataFrame(cells, index=frame.index)
    rows["row_hash"] = fact_hashes(rows)
    loaded_at = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return rows.assign(run_id=run_id, source=source, loaded_at=loaded_at)[list(daily_fact.c.keys())]


def _nothing(rows: int) -> "pd.arrays.IntegerArray":
    """A column of NULL."""
    return pd.arrays.IntegerArray(np.zeros(rows, dtype=np.int64), np.ones(rows, dtype=bool))


def post_frame(posts: Iterable[Post], account_id: int, now: datetime) -> pd.DataFrame:
    """Rows of `post`, read at this moment."""
    frame = _cells(posts, Post)
    known = [column.name for column in post.c if column.name in frame.columns]
    return frame[known].assign(account_id=account_id, read_at=now)


def _cells(rows: Iterable[object], kind: type) -> pd.DataFrame:
    return pd.DataFrame(_columns(rows, kind), dtype=object)


def _columns(rows: Iterable[object], kind: type) -> dict[str, Sequence[Any]]:
    names = list(kind.__slots__)  # type: ignore[attr-defined]  # every shape in `ingest.facts` has slots
    cells = attrgetter(*names)  # `dataclasses.astuple` copies each value deeply and costs half a load
    columns = list(zip(*map(cells, rows), strict=True))
    return dict(zip(names, columns or [()] * len(names), strict=True))
