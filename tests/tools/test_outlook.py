"""Forecasts of catalogue metrics, from stored facts to numbers with a range."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput, NoData
from tests.conftest import TODAY
from tests.tools.outlook_world import desk_on, loaded, store_of
from tools.analytics import forecast_metric
from tools.outlook.forecast import Ahead, look_ahead, points
from tools.outlook.history import HistoryRequest, read_histories, recipe_of
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter


@pytest.mark.parametrize("metric", list(METRICS))
def test_the_recipe_of_a_metric_gives_the_metric_itself(metric: str) -> None:
    parts = {
        "spend": 200.0,
        "revenue": 500.0,
        "impressions": 10_000.0,
        "clicks": 50.0,
        "conversions": 4.0,
        "leads": 5.0,
    }
    parts |= {
        "engagements": 90.0,
        "reach": 4000.0,
        "video_views": 7.0,
        "score_sum": 30.0,
        "score_weight": 10.0,
        "profit": 300.0,
    }
    recipe, entry = recipe_of(metric), METRICS[metric]

    above = sum(sign * parts[name] for name, sign in entry.numerator)
    below = sum(sign * parts[name] for name, sign in entry.denominator) if entry.denominator else 1.0
    top = parts[recipe.top]
    made = recipe.shift + recipe.scale * top / parts[recipe.bottom] if recipe.bottom else top

    assert made == pytest.approx(entry.per * above / below)


def test_a_forecast_begins_on_the_day_after_the_data_and_its_whole_lies_within_its_range(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    desk = loaded(sqlite_engine, tmp_path)

    outlooks = look_ahead(Ahead(metric="revenue", horizon=14, backtest=False), desk)

    (one,) = outlooks.made
    assert outlooks.start == TODAY
    assert outlooks.end == TODAY + timedelta(days=13)
    assert [day for day, *_ in points(one)] == [TODAY + timedelta(days=at) for at in range(14)]
    assert one.total is not None
    assert one.total.low <= one.total.value <= one.total.high
    assert one.total.value == pytest.approx(sum(value for _, value, *_ in points(one)))


def test_roi_is_the_forecast_roas_less_one(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)

    roi, roas = (look_ahead(Ahead(metric=metric, backtest=False), desk).made[0] for metric in ("roi", "roas"))

    assert roi.total is not None
    assert roas.total is not None
    assert roi.total.value == pytest.approx(roas.total.value - 1)
    assert roi.total.low == pytest.approx(roas.total.low - 1)


def test_the_previous_value_is_what_the_metric_engine_says_of_as_many_days(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    from tools.semantics.question import Question, Window

    one = look_ahead(Ahead(metric="roi", horizon=10, backtest=False), desk).made[0]
    window = Window(start=TODAY - timedelta(days=10), end=TODAY - timedelta(days=1))
    told = desk.metrics.run(Question(metrics=("roi",), periods=(str(window),)), today=TODAY).table.rows[0][0]

    assert one.previous == pytest.approx(told)


def test_the_same_question_is_not_fitted_twice(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    ahead = Ahead(metric="spend", backtest=False)

    first = look_ahead(ahead, desk)
    kept = {path: path.stat().st_mtime_ns for path in (desk.data_dir / "forecasts").iterdir()}
    second = look_ahead(ahead, desk)

    assert first.made[0].total == second.made[0].total
    assert {path: path.stat().st_mtime_ns for path in (desk.data_dir / "forecasts").iterdir()} == kept


def test_days_without_rows_are_gaps_and_not_zeros(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path, channels=("telegram",))
    with sqlite_engine.begin() as connection:
        from sqlalchemy import text

        gone = str(TODAY - timedelta(days=20))
        connection.execute(text("DELETE FROM channel_day WHERE day = :day"), {"day": gone})
        connection.execute(text("DELETE FROM daily_fact WHERE day = :day"), {"day": gone})

    history = read_histories(HistoryRequest(metric="spend"), desk).series[0]

    assert history.top[gone] != history.top[gone]


def test_a_named_month_ahead_is_told_of_its_own_days(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    asking = forecast_metric.Forecast(metric="revenue", period="2026-12-01..2026-12-31")

    result = forecast_metric.run(asking, desk)

    assert result.period is not None
    assert str(result.period.start) == "2026-12-01"
    assert str(result.period.end) == "2026-12-31"
    low, value, high = (
        result.tables[0].rows[0][result.tables[0].index(f"revenue{end}")] for end in ("_low", "", "_high")
    )
    assert low < value < high


def test_the_answer_by_channel_has_a_row_and_a_panel_for_each(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path, language="ru")

    result = forecast_metric.run(forecast_metric.Forecast(metric="roi", by="channel", horizon=7), desk)

    table, chart = result.tables[0], result.charts[0]
    assert {row[0] for row in table.rows} == {"google_ads", "tiktok", "telegram"}
    assert [column.name for column in table.columns] == ["channel", "roi", "roi_low", "roi_high", "roi_previous"]
    assert chart.kind == "fan"
    assert chart.series == "channel"
    assert "80" in result.text
    assert "Telegram" in result.text


@pytest.mark.parametrize("horizon", [0, -3, 181, 10_000])
def test_an_impossible_horizon_gets_one_clear_sentence(sqlite_engine: Engine, tmp_path: Path, horizon: int) -> None:
    desk = loaded(sqlite_engine, tmp_path, days=20)

    with pytest.raises(InvalidInput, match=f"{horizon}.*180"):
        look_ahead(Ahead(metric="roi", horizon=horizon), desk)


def test_an_empty_database_has_nothing_to_forecast(sqlite_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(NoData):
        look_ahead(Ahead(metric="roi"), desk_on(sqlite_engine, tmp_path))


def test_two_days_of_history_are_refused_with_the_reason(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path, days=2)

    result = forecast_metric.run(forecast_metric.Forecast(metric="revenue"), desk)

    assert result.status == "no_data"
    assert "2" in result.text
    assert "3" in result.text


def test_a_channel_that_ended_long_ago_is_named_and_not_forecast(sqlite_engine: Engine, tmp_path: Path) -> None:
    from ingest import files
    from tests.tools.outlook_world import write_facts

    desk = loaded(sqlite_engine, tmp_path, channels=("telegram",))
    old = write_facts(tmp_path / "old.csv", today=TODAY - timedelta(days=60), days=30, channels=("tiktok",))
    files.load(store_of(desk), [old], currency="RUB", today=TODAY)

    result = forecast_metric.run(forecast_metric.Forecast(metric="spend", by="channel"), desk)

    assert {row[0] for row in result.tables[0].rows} == {"telegram"}
    assert any("TikTok" in note.say("en") for note in result.notes)


def test_an_unknown_channel_is_answered_with_the_nearest(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path, days=20)
    where = [Filter(dimension="channel", values=("snapchat",))]

    with pytest.raises(InvalidInput, match="snapchat"):
        look_ahead(Ahead(metric="roi", where=where), desk)


def test_russian_and_english_say_the_same_figures(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    asking = forecast_metric.Forecast(metric="conversions", horizon=7)

    english, russian = (forecast_metric.run(asking, replace(desk, language=language)) for language in ("en", "ru"))

    assert english.tables[0].rows == russian.tables[0].rows
    assert english.text != russian.text


def test_weeks_ahead_are_whole_weeks_from_monday(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)

    outlooks = look_ahead(Ahead(metric="revenue", horizon=28, weekly=True, backtest=False), desk)

    days = [day for day, *_ in points(outlooks.made[0])]
    assert [day.weekday() for day in days] == [0, 0, 0, 0]
    assert outlooks.start == days[0]
    assert outlooks.end == days[-1] + timedelta(days=6)
    assert outlooks.start <= TODAY <= outlooks.end
