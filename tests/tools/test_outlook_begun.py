"""A month that has begun is one figure: what is there and what is to come, with both parts and the days."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.tools.outlook_world import loaded
from tools.analytics import forecast_metric
from tools.analytics.forecast_metric import Forecast
from tools.semantics.calendar import unit_span
from tools.semantics.question import Question, Window
from tools.tool import ToolContext
from tools.words.period import find_periods, resolve_period
from tools.words.running import running

MONTH = unit_span(TODAY, "month")


def _engine_value(metric: str, first: date, last: date, desk: ToolContext) -> float:
    question = Question(metrics=(metric,), periods=(str(Window(start=first, end=last)),))
    return float(str(desk.metrics.run(question, today=desk.today).table.rows[0][0]))


def test_the_months_figure_is_the_engines_sum_so_far_and_the_forecast(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path)

    result = forecast_metric.run(Forecast(metric="revenue", period="this month"), desk)

    whole, days = result.tables
    row = dict(zip([column.name for column in whole.columns], whole.rows[0], strict=True))
    so_far = _engine_value("revenue", MONTH[0], TODAY - timedelta(days=1), desk)
    assert row["revenue_so_far"] == pytest.approx(so_far)
    assert row["revenue"] == pytest.approx(so_far + row["revenue_to_come"])
    assert so_far < row["revenue_low"] <= row["revenue"] <= row["revenue_high"]
    assert result.period is not None
    assert (result.period.start, result.period.end) == MONTH
    assert [cells[0] for cells in days.rows] == [MONTH[0] + timedelta(days=n) for n in range(len(days.rows))]
    assert days.rows[-1][0] == MONTH[1]


def test_a_ratio_of_a_begun_month_is_divided_last_and_narrower_than_what_is_to_come(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    desk = loaded(sqlite_engine, tmp_path)
    outlooks = forecast_metric.look_ahead(
        forecast_metric.ahead_of(Forecast(metric="roi", period=f"{MONTH[0]}..{MONTH[1]}"), desk), desk
    )

    (one,) = outlooks.made

    assert one.begun is not None
    assert one.total is not None
    so_far = _engine_value("roi", MONTH[0], TODAY - timedelta(days=1), desk)
    assert one.begun.so_far == pytest.approx(so_far)
    assert min(so_far, one.begun.to_come.value) <= one.total.value <= max(so_far, one.begun.to_come.value)
    assert one.total.high - one.total.low < one.begun.to_come.high - one.begun.to_come.low


@pytest.mark.parametrize("language", ["ru", "en"])
def test_both_parts_are_said(sqlite_engine: Engine, tmp_path: Path, language: str) -> None:
    desk = loaded(sqlite_engine, tmp_path, language=language)

    text = forecast_metric.run(Forecast(metric="spend", period="this month"), desk).text

    assert ("впереди" if language == "ru" else "still to come") in text
    assert ("Уже есть" if language == "ru" else "So far") in text


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("до конца месяца", "month"),
        ("by the end of November", "month"),
        ("this month", "month"),
        ("в этом квартале", "quarter"),
        ("к концу года", "year"),
        ("until the end of the week", "week"),
    ],
)
def test_a_phrase_that_goes_to_an_end_is_about_the_whole(phrase: str, unit: str) -> None:
    today = date(2026, 11, 18)

    assert running(phrase, _read(phrase, today), today) == unit_span(today, unit)


def test_in_december_the_word_decides_which_end_is_meant() -> None:
    today = date(2026, 12, 10)

    spans = [running(phrase, _read(phrase, today), today) for phrase in ("к концу месяца", "к концу года")]

    assert spans == [unit_span(today, "month"), unit_span(today, "year")]


@pytest.mark.parametrize("phrase", ["next 14 days", "last week", "next month"])
def test_days_that_have_not_begun_or_are_counted_are_no_running_period(phrase: str) -> None:
    today = date(2026, 11, 16)

    assert running(phrase, _read(phrase, today), today) is None


def _read(phrase: str, today: date):  # type: ignore[no-untyped-def]
    found = find_periods(phrase, today)
    return found[0].period if found else resolve_period(phrase, today)
