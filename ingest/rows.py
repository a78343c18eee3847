"""Turns what adapters and files yield into frames of exactly the tables' columns, money in whole millionths."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pandas as pd

from ingest.facts import MEASURES, MICRO_MEASURES, SLICE_COLUMNS, ActionFact, DailyFact, HourlyFact, Post
from ingest.schema import daily_fact, post
from ingest.upsert import row_hashes

MICRO = 1_000_000
HOUR_MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")


def micros(value: Decimal | None) -> int | None:
    """Whole millionths of an amount.

    >>> micros(Decimal("61.37"))
    61370000
    """
    return None if value is None else int((value * MICRO).to_integral_value())


def fact_frame(frame: pd.DataFrame, *, run_id: int, source: str, now: datetime) -> pd.DataFrame:
    """Completes a frame to every column of `daily_fact`, with its row hash."""
    rows = pd.DataFrame(index=frame.index)
    for name in ("campaign_id", "slice"):
        rows[name] = frame[name]
    rows["day"] = pd.to_datetime(frame["day"]).astype("datetime64[us]")
    for name in SLICE_COLUMNS:
        rows[name] = frame.get(name, "")
    for name in MEASURES:
        rows[name] = frame[name].astype("Int64") if name in frame else pd.array([pd.NA] * len(frame), dtype="Int64")
    for name in ("vanished", "derived"):
        rows[name] = frame[name].astype(bool) if name in frame else False
    flags = rows[["vanished", "derived"]].astype("Int64")
    rows["row_hash"] = row_hashes(rows[list(MEASURES)].join(flags), [*MEASURES, "vanished", "derived"])
    loaded_at = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return rows.assign(run_id=run_id, source=source, loaded_at=loaded_at)[list(daily_fact.c.keys())]


def daily_frame(rows: Iterable[DailyFact], campaign_ids: Mapping[str, int]) -> pd.DataFrame:
    """The facts' own columns, campaigns as ids, amounts in millionths."""
    return _stored(_frame(rows, DailyFact), campaign_ids, MEASURES)


def hourly_frame(rows: Iterable[HourlyFact], campaign_ids: Mapping[str, int], *, run_id: int) -> pd.DataFrame:
    """Rows of `hourly_fact`."""
    frame = _frame(rows, HourlyFact)
    frame = _stored(frame, campaign_ids, HOUR_MEASURES)
    frame["hour"] = frame["hour"].astype("int64")
    return frame.assign(row_hash=row_hashes(frame, HOUR_MEASURES), run_id=run_id)


def action_frame(rows: Iterable[ActionFact], campaign_ids: Mapping[str, int], *, run_id: int) -> pd.DataFrame:
    """Rows of `conversion_action`."""
    frame = _frame(rows, ActionFact)
    frame = _stored(frame, campaign_ids, ("count", "value"))
    return frame.assign(row_hash=row_hashes(frame, ("count", "value")), run_id=run_id)


def _frame(rows: Iterable[object], shape: type) -> pd.DataFrame:
    names = list(shape.__slots__)  # type: ignore[attr-defined]  # every shape in `ingest.facts` has slots
    cells = attrgetter(*names)  # `dataclasses.astuple` copies each value deeply and costs half a load
    return pd.DataFrame([cells(row) for row in rows], columns=names, dtype=object)


def _stored(frame: pd.DataFrame, campaign_ids: Mapping[str, int], measures: Iterable[str]) -> pd.DataFrame:
    frame["campaign_id"] = [campaign_ids[name] for name in frame.pop("campaign")]
    frame["day"] = pd.to_datetime(frame["day"]).astype("datetime64[us]")
    for name in measures:
        exact = name in MICRO_MEASURES or name in ("count", "value")
        cells: list[Any] = [micros(cell) for cell in frame[name]] if exact else list(frame[name])
        frame[name] = pd.array(cells, dtype="Int64")
    return frame


def post_frame(posts: Iterable[Post], account_id: int, now: datetime) -> pd.DataFrame:
    """Rows of `post`, read at this moment."""
    frame = _frame(posts, Post)
    known = [column.name for column in post.c if column.name in frame.columns]
    return frame[known].assign(account_id=account_id, read_at=now)
