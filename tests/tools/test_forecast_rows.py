"""Rows of stored forecasts without a fit: written once, due when their days are over, scored, and cleared when old."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, select

from ingest.schema import chart_image, ml_roi_forecast, ml_roi_timeseries
from tools.outlook.store import (
    KEPT_DAYS,
    RESCORED_DAYS,
    StoredPicture,
    clear_old,
    due_forecasts,
    has_rows,
    read_scores,
    write_forecasts,
    write_plan,
    write_scores,
)

MADE = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 6, tzinfo=UTC)
PICTURE = StoredPicture(kind="line", title="ROI", spec={"kind": "line"}, png=b"png")


def _row(value: float = 0.4, **other: Any) -> dict[str, Any]:
    plain = {"made_on": MADE, "channel": "vk", "campaign": "", "metric": "roi", "horizon_days": 7}
    days = {"start": MADE, "end": MADE + timedelta(days=6)}
    return {**plain, **days, "value": value, "low": 0.1, "high": 0.6, "model": "seasonal", "content_hash": "a", **other}


def _point(day: date, made_on: date = MADE) -> dict[str, Any]:
    return {"made_on": made_on, "channel": "vk", "metric": "roi", "day": day, "predicted": 0.4}


def _count(engine: Engine, table: Any) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_day_written_again_is_there_once_with_its_newest_figures(engine: Engine) -> None:
    days = {"roi": [_point(MADE), _point(MADE + timedelta(days=1))], "revenue": [_point(MADE)]}

    written = write_forecasts(engine, [_row(0.4)], days, PICTURE, NOW)
    write_forecasts(engine, [_row(0.5)], {"roi": [_point(MADE)]}, None, NOW)

    assert written == 1 + 2  # days of revenue have no table
    with engine.connect() as connection:
        assert connection.execute(select(ml_roi_forecast.c.value)).scalars().all() == [0.5]
    assert _count(engine, ml_roi_timeseries) == 1
    assert write_forecasts(engine, [], days, PICTURE, NOW) == 0


def test_a_forecast_is_due_when_its_last_day_is_over_until_its_score_stands(engine: Engine) -> None:
    write_forecasts(engine, [_row()], {}, None, NOW)
    end = MADE + timedelta(days=6)

    assert due_forecasts(engine, end - timedelta(days=1)) == []
    (due,) = due_forecasts(engine, end)
    score = {"kind": "forecast", "subject_id": due.subject_id, "channel": "vk", "metric": "roi", "made_on": MADE}
    row = {**score, "end": end, "predicted": due.predicted, "naive": 0.2, "actual": 0.3, "inside": True}
    assert write_scores(engine, [row]) == 1
    assert write_scores(engine, [{**row, "actual": 0.35}]) == 1
    assert write_scores(engine, []) == 0

    assert [(one.predicted, one.actual, one.naive, one.inside) for one in read_scores(engine)] == [
        (0.4, 0.35, 0.2, True)
    ]
    assert len(due_forecasts(engine, end + timedelta(days=RESCORED_DAYS))) == 1  # restated still
    assert due_forecasts(engine, end + timedelta(days=RESCORED_DAYS + 1)) == []


def test_old_days_and_charts_make_room_and_forecasts_stay(engine: Engine) -> None:
    later = MADE + timedelta(days=KEPT_DAYS)
    write_forecasts(engine, [_row()], {"roi": [_point(MADE)]}, PICTURE, NOW)
    write_forecasts(engine, [_row(made_on=later)], {"roi": [_point(later, later)]}, PICTURE, NOW)

    clear_old(engine, later)  # a month is kept
    assert (_count(engine, ml_roi_timeseries), _count(engine, chart_image)) == (2, 2)
    clear_old(engine, later + timedelta(days=1))

    assert (_count(engine, ml_roi_timeseries), _count(engine, chart_image)) == (1, 1)
    assert _count(engine, ml_roi_forecast) == 2


def test_a_plan_of_the_day_is_known_to_be_there(engine: Engine) -> None:
    row = {"made_on": MADE, "channel": "vk", "period_days": 30, "current_amount": 1, "recommended_amount": 2}

    write_plan(engine, [row], None, NOW)

    assert has_rows(engine, "ml_budget_rec", MADE)
    assert not has_rows(engine, "ml_budget_rec", MADE + timedelta(days=1))
    assert not has_rows(engine, "campaign_prediction", MADE)
