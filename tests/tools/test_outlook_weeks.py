"""A row a week: forecasts go by weeks, not by days of which six have nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.ingest.files_bench import loaded
from tests.tools.outlook_world import desk_on
from tools.analytics import forecast_metric
from tools.outlook.forecast import Ahead, look_ahead
from tools.outlook.history import HistoryRequest, read_histories
from tools.tool import ToolContext

WEEKS = 60
LEADS = 140


def weekly(folder: Path, *, until: date) -> Path:
    path = folder / "weeks.csv"
    days = [until - timedelta(days=7 * back) for back in range(WEEKS)]
    rows = [f"{day},fb,A,{700 + place % 3},{LEADS + place % 5 - 2}" for place, day in enumerate(days)]
    path.write_text("\n".join(["Week,Channel,Campaign,Spend,Leads", *rows]), "utf-8")
    return path


def desk_of(engine: Engine, folder: Path, *, until: date) -> ToolContext:
    loaded(engine, weekly(folder, until=until))
    return desk_on(engine, folder)


@pytest.fixture
def last_week() -> date:
    return TODAY - timedelta(days=TODAY.weekday() + 7)


def test_weeks_are_told_and_end_with_their_last_day(engine: Engine, tmp_path: Path, last_week: date) -> None:
    desk = desk_of(engine, tmp_path, until=last_week)

    histories = read_histories(HistoryRequest(metric="leads"), desk)

    assert histories.weekly
    assert histories.as_of == last_week + timedelta(days=6)
    assert histories.series[0].top.sum() == pytest.approx(WEEKS * LEADS, rel=0.01)


def test_a_month_ahead_brings_four_weeks(engine: Engine, tmp_path: Path, last_week: date) -> None:
    desk = desk_of(engine, tmp_path, until=last_week)

    outlooks = look_ahead(Ahead(metric="leads", horizon=30), desk)

    assert outlooks.days == 28
    assert outlooks.made[0].total is not None
    assert outlooks.made[0].total.value == pytest.approx(4 * LEADS, rel=0.05)


def test_an_unfinished_week_is_left_out(engine: Engine, tmp_path: Path, last_week: date) -> None:
    desk = desk_of(engine, tmp_path, until=last_week + timedelta(days=7))

    assert read_histories(HistoryRequest(metric="leads"), desk).as_of == last_week + timedelta(days=6)


def test_the_answer_says_that_it_goes_by_weeks(engine: Engine, tmp_path: Path, last_week: date) -> None:
    desk = desk_of(engine, tmp_path, until=last_week)

    found = forecast_metric.run(forecast_metric.Forecast(metric="leads", horizon=30), desk)

    assert "forecast-note-weeks" in {note.key for note in found.notes}
