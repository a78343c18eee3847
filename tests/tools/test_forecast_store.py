"""The hourly step: what it writes, that it writes it once, and how forecasts meet their truth."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update

from ingest import files
from ingest.schema import (
    chart_image,
    forecast_score,
    ml_budget_rec,
    ml_reach_ctr_timeseries,
    ml_roi_forecast,
    ml_roi_timeseries,
)
from tests.conftest import TODAY
from tests.tools.outlook_world import loaded, store_of, write_facts
from tools.analytics import forecast_quality
from tools.outlook.refresh import METRICS_KEPT, refresh_forecasts


def _count(engine: Engine, table: object) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_refresh_writes_every_table_and_a_second_one_nothing(engine: Engine, tmp_path: Path) -> None:
    desk = loaded(engine, tmp_path)

    first = refresh_forecasts(desk)
    tables = (ml_roi_forecast, ml_roi_timeseries, ml_reach_ctr_timeseries, ml_budget_rec, chart_image)
    counts = [_count(engine, table) for table in tables]
    second = refresh_forecasts(desk)

    assert first.series == 4 * len(METRICS_KEPT)
    assert first.fitted == first.series
    assert counts[0] == first.series
    assert all(counts)
    assert second.rows == 0
    assert second.fitted == 0
    assert [_count(engine, table) for table in tables] == counts


@pytest.mark.slow
def test_only_the_channel_that_changed_is_fitted_again(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    refresh_forecasts(desk)
    facts = (tmp_path / "facts.csv").read_text().splitlines()
    changed = [facts[0], *(line for line in facts if line.startswith(f"{TODAY - timedelta(days=1)},telegram"))]
    cells = changed[1].split(",")
    cells[-1] = "123456.00"
    (tmp_path / "late.csv").write_text("\n".join([facts[0], ",".join(cells)]))
    files.load(store_of(desk), [tmp_path / "late.csv"], currency="RUB", today=TODAY)

    again = refresh_forecasts(desk)

    assert again.fitted == 4  # ROI and revenue, of the channel and of the whole
    assert again.rows > 0


@pytest.mark.slow
def test_a_forecast_is_scored_when_its_days_are_over(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    refresh_forecasts(desk)
    nothing = forecast_quality.run(forecast_quality.Quality(), desk)
    later = TODAY + timedelta(days=31)
    write_facts(tmp_path / "later.csv", today=later)
    files.load(store_of(desk), [tmp_path / "later.csv"], currency="RUB", today=later)
    with sqlite_engine.begin() as connection:
        connection.execute(update(ml_roi_forecast).values(chart_id=None))

    refreshed = refresh_forecasts(replace(desk, today=later))
    result = forecast_quality.run(forecast_quality.Quality(), desk)

    assert "No stored forecast has reached its end yet" in nothing.text
    assert refreshed.scored == 4 * len(METRICS_KEPT) == _count(sqlite_engine, forecast_score)
    assert result.status == "answered"
    assert result.facts["checked"] == refreshed.scored
    assert refresh_forecasts(replace(desk, today=later)).fitted == 0
