"""Forecasts, plans, predictions and their scores in the database; what is written twice a day is there once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, get_args

from sqlalchemy import Connection, Engine, Table, and_, delete, func, insert, or_, select, update

from ingest.schema import (
    account,
    campaign,
    campaign_prediction,
    channel,
    chart_image,
    forecast_score,
    ml_budget_rec,
    ml_reach_ctr_timeseries,
    ml_roi_forecast,
    ml_roi_timeseries,
)

Key = tuple[str, str, str, int]
"""Channel, campaign, metric, horizon."""
Row = Mapping[str, Any]

SERIES_TABLES: Final[Mapping[str, Table]] = {
    "roi": ml_roi_timeseries,
    "cvr": ml_roi_timeseries,
    "reach": ml_reach_ctr_timeseries,
    "ctr": ml_reach_ctr_timeseries,
}
"""Where the days of a metric are kept for dashboards."""
KEPT_DAYS: Final = 30
"""Days, drawn charts and plans of older runs make room; forecasts stay, because they are scored."""
RESCORED_DAYS: Final = 14
"""Scores this young are computed again: platforms restate."""


StoredTable = Literal[
    "ml_roi_forecast", "ml_roi_timeseries", "ml_reach_ctr_timeseries", "ml_budget_rec", "campaign_prediction"
]
"""What screens poll."""


@dataclass(frozen=True, kw_only=True)
class StoredPicture:
    """A drawn chart."""

    kind: str
    title: str
    spec: Mapping[str, Any]
    png: bytes


@dataclass(frozen=True, kw_only=True)
class Due:
    """A stored forecast whose days are over."""

    kind: str
    subject_id: int
    channel: str
    campaign: str
    metric: str
    made_on: date
    start: date
    end: date
    predicted: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Score:
    """A forecast and what then happened."""

    kind: str
    channel: str
    campaign: str
    metric: str
    made_on: date
    end: date
    predicted: float
    naive: float | None
    actual: float
    inside: bool


def stored_hashes(engine: Engine, made_on: date) -> dict[Key, str]:
    """Content behind each forecast of the day."""
    table = ml_roi_forecast.c
    names = (table.channel, table.campaign, table.metric, table.horizon_days, table.content_hash)
    with engine.connect() as connection:
        rows = connection.execute(select(*names).where(table.made_on == made_on)).all()
    return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}


def write_forecasts(
    engine: Engine, rows: Sequence[Row], days: Mapping[str, Sequence[Row]], picture: StoredPicture | None, now: datetime
) -> int:
    """Replaces the day's forecasts of one metric, their days, and draws one chart for all of them.

    Args:
        engine: the database.
        rows: rows of `ml_roi_forecast` without the chart.
        days: by metric, rows of the table of its days.
        picture: the chart of these rows.
        now: when it was drawn.
    """
    if not rows:
        return 0
    with engine.begin() as connection:
        chart_id = _save(connection, picture, now)
        keys = ("made_on", "channel", "campaign", "metric", "horizon_days")
        _replace(connection, ml_roi_forecast, [{**row, "chart_id": chart_id} for row in rows], keys)
        for metric, points in days.items():
            table = SERIES_TABLES.get(metric)
            if table is not None and points:
                _replace(connection, table, points, ("made_on", "channel", "metric"))
    return len(rows) + sum(len(points) for metric, points in days.items() if metric in SERIES_TABLES)


def write_plan(engine: Engine, rows: Sequence[Row], picture: StoredPicture | None, now: datetime) -> int:
    """Replaces the day's budget recommendation."""
    return _write(engine, ml_budget_rec, rows, ("made_on", "period_days"), picture, now)


def write_predictions(engine: Engine, rows: Sequence[Row], picture: StoredPicture | None, now: datetime) -> int:
    """Replaces the day's campaign predictions."""
    return _write(engine, campaign_prediction, rows, ("made_on", "metric"), picture, now)


def _write(
    engine: Engine, table: Table, rows: Sequence[Row], keys: Sequence[str], picture: StoredPicture | None, now: datetime
) -> int:
    if not rows:
        return 0
    with engine.begin() as connection:
        chart_id = _save(connection, picture, now)
        _replace(connection, table, [{**row, "chart_id": chart_id} for row in rows], keys)
    return len(rows)


def _save(connection: Connection, picture: StoredPicture | None, now: datetime) -> int | None:
    if picture is None:
        return None
    row = {"made_at": now, "kind": picture.kind, "title": picture.title, "spec": dict(picture.spec), "png": picture.png}
    key = connection.execute(insert(chart_image).values(**row)).inserted_primary_key
    return int(key[0]) if key else None


def _replace(connection: Connection, table: Table, rows: Sequence[Row], keys: Sequence[str]) -> None:
    """Deletes what has the rows' keys and inserts the rows; scores of replaced forecasts go too."""
    groups = {tuple(row[key] for key in keys) for row in rows}
    for group in groups:
        same = and_(*(table.c[key] == value for key, value in zip(keys, group, strict=True)))
        connection.execute(delete(table).where(same))
    connection.execute(insert(table), [dict(row) for row in rows])


def newest_forecasts(engine: Engine) -> list[dict[str, Any]]:
    """The forecasts of the newest day: channel, metric, days, value with its range, model."""
    table = ml_roi_forecast.c
    newest = select(func.max(table.made_on)).scalar_subquery()
    names = (table.channel, table.metric, table.start, table.end, table.value, table.low, table.high, table.model)
    statement = (
        select(*names).where(table.made_on == newest, table.campaign == "").order_by(table.channel, table.metric)
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement).mappings()]


def has_rows(engine: Engine, table: str, made_on: date) -> bool:
    """Whether the day's rows of `ml_budget_rec` or `campaign_prediction` are there."""
    found = {"ml_budget_rec": ml_budget_rec, "campaign_prediction": campaign_prediction}[table]
    with engine.connect() as connection:
        return connection.execute(select(found.c.id).where(found.c.made_on == made_on).limit(1)).first() is not None


def clear_old(engine: Engine, today: date) -> None:
    """Drops the days and charts of runs older than a month, and charts that nothing shows any more."""
    oldest = today - timedelta(days=KEPT_DAYS)
    shown = (ml_roi_forecast, ml_budget_rec, campaign_prediction)
    with engine.begin() as connection:
        for table in {*SERIES_TABLES.values()}:
            connection.execute(delete(table).where(table.c.made_on < oldest))
        for table in shown:
            old = and_(table.c.made_on < oldest, table.c.chart_id.is_not(None))
            connection.execute(update(table).where(old).values(chart_id=None))
        used = [select(table.c.chart_id).where(table.c.chart_id.is_not(None)) for table in shown]
        orphans = and_(*(chart_image.c.id.not_in(one) for one in used))
        connection.execute(delete(chart_image).where(orphans))


def due_forecasts(engine: Engine, as_of: date) -> list[Due]:
    """Forecasts whose days are over and that have no lasting score yet."""
    table, score = ml_roi_forecast.c, forecast_score.c
    scored = and_(score.kind == "forecast", score.subject_id == table.id)
    fresh = or_(score.id.is_(None), table.end >= as_of - timedelta(days=RESCORED_DAYS))
    query = select(ml_roi_forecast).outerjoin(forecast_score, scored).where(table.end <= as_of, fresh)
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    names = ("channel", "campaign", "metric", "made_on", "start", "end", "low", "high")
    return [
        Due(kind="forecast", subject_id=row["id"], predicted=row["value"], **{name: row[name] for name in names})
        for row in rows
    ]


def write_scores(engine: Engine, rows: Iterable[Row]) -> int:
    """Stores what forecasts were worth."""
    found = list(rows)
    if not found:
        return 0
    with engine.begin() as connection:
        _replace(connection, forecast_score, found, ("kind", "subject_id"))
    return len(found)


def read_scores(engine: Engine) -> list[Score]:
    """Every forecast that has met its truth."""
    table = forecast_score.c
    known = and_(table.actual.is_not(None), table.predicted.is_not(None))
    with engine.connect() as connection:
        rows = connection.execute(select(forecast_score).where(known).order_by(table.end)).mappings().all()
    names = ("kind", "channel", "campaign", "metric", "made_on", "end", "predicted", "naive", "actual")
    return [Score(inside=bool(row["inside"]), **{name: row[name] for name in names}) for row in rows]


def read_backtests(engine: Engine) -> list[Mapping[str, Any]]:
    """The newest stored forecasts with their backtests: channel, metric, end, model, backtest."""
    table = ml_roi_forecast.c
    newest = select(func.max(table.made_on)).scalar_subquery()
    names = (table.channel, table.metric, table.start, table.end, table.model, table.backtest)
    with engine.connect() as connection:
        rows = connection.execute(select(*names).where(table.made_on == newest)).mappings().all()
    return [dict(row) for row in rows]


def read_newest(engine: Engine, name: StoredTable) -> list[Mapping[str, Any]]:
    """The rows that were made last; predictions with the channel and the label of their campaign."""
    tables = (ml_roi_forecast, ml_roi_timeseries, ml_reach_ctr_timeseries, ml_budget_rec, campaign_prediction)
    table = dict(zip(get_args(StoredTable), tables, strict=True))[name]
    newest = select(func.max(table.c.made_on)).scalar_subquery()
    asked = select(table).where(table.c.made_on == newest).order_by(table.c.id)
    if table is campaign_prediction:
        label = func.coalesce(func.nullif(campaign.c.name, ""), campaign.c.external_id).label("campaign")
        asked = asked.join(campaign).join(account, account.c.id == campaign.c.account_id)
        asked = asked.join(channel, channel.c.id == account.c.channel_id)
        asked = asked.add_columns(label, channel.c.key.label("channel"))
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(asked).mappings()]
