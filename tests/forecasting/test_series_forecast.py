"""What `forecasting.forecast` promises for any history."""

import time

import numpy as np
import pandas as pd
import pytest

import forecasting
from tests.forecasting.series_samples import AWKWARD, PLAIN, seasonal, table


@pytest.mark.parametrize("name", [name for name in AWKWARD if name not in ("all zeros", "constant")])
def test_every_awkward_history_gets_a_finite_labelled_answer_within_two_seconds(name: str) -> None:
    history = AWKWARD[name]
    forecasting.forecast(seasonal(60), 7, backtest=False)  # the import of Prophet is not the history's fault

    began = time.process_time()
    result = forecasting.forecast(history, 14)

    frame = result.frame
    assert time.process_time() - began < 2
    assert list(frame.columns) == ["ds", "yhat", "lower", "upper"]
    assert len(frame) == 14
    assert np.isfinite(frame[["yhat", "lower", "upper"]].to_numpy()).all()
    assert (frame["lower"] <= frame["yhat"]).all()
    assert (frame["yhat"] <= frame["upper"]).all()
    assert result.model
    assert len(result.notes) == len(result.codes)
    assert (pd.to_numeric(history["y"], errors="coerce").min() < 0) or (frame["lower"] >= 0).all()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("five rows", "tiny"),
        ("ten rows", "short"),
        ("mostly zero", "zero-heavy"),
        ("duplicates", "duplicates"),
        ("missing days", "gaps"),
        ("not a number at the end", "stale"),
        ("infinite", "unreadable"),
        ("unreadable row", "unreadable"),
        ("impossible year", "unreadable"),
        ("a typo in the year", "truncated"),
        ("hours", "duplicates"),
    ],
)
def test_a_note_says_what_was_wrong_with_the_history(name: str, code: str) -> None:
    result = forecasting.forecast(AWKWARD[name], 7, backtest=False)

    assert code in result.codes


@pytest.mark.parametrize(
    ("history", "code"),
    [
        (pd.DataFrame({"ds": [], "y": []}), "empty"),
        (table([np.nan] * 30), "empty"),
        (table([1.0, 2.0]), "too-short"),
        (AWKWARD["all zeros"], "constant"),
        (AWKWARD["constant"], "constant"),
        (pd.DataFrame({"day": [1], "value": [2]}), "columns"),
        (pd.DataFrame([[1, 2, 3]], columns=["ds", "y", "y"]), "columns"),
    ],
)
def test_a_history_that_says_nothing_is_refused_with_the_reason(history: pd.DataFrame, code: str) -> None:
    with pytest.raises(forecasting.ForecastError) as refusal:
        forecasting.forecast(history, 7)

    assert refusal.value.code == code


@pytest.mark.parametrize("horizon", [0, -1, 181, 10_000, 3.5, "30", True, None])
def test_a_horizon_outside_half_a_year_is_refused_and_the_limit_named(horizon: object) -> None:
    with pytest.raises(forecasting.ForecastError, match="1 to 180") as refusal:
        forecasting.forecast(PLAIN, horizon)  # type: ignore[arg-type]

    assert refusal.value.code == "horizon"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [({"freq": "M"}, "frequency"), ({"level": 1.5}, "level"), ({"level": 80}, "level"), ({"country": "XX"}, "country")],
)
def test_an_impossible_argument_is_refused(arguments: dict[str, object], code: str) -> None:
    with pytest.raises(forecasting.ForecastError) as refusal:
        forecasting.forecast(PLAIN, 7, **arguments)  # type: ignore[arg-type]

    assert refusal.value.code == code


def test_the_frame_goes_on_without_a_gap_after_the_last_date_even_when_it_had_no_value() -> None:
    history = AWKWARD["not a number at the end"]

    days = forecasting.forecast(history, 30).frame["ds"]

    assert list(days) == list(pd.date_range("2024-07-19", periods=30))
    assert str(days.dtype).startswith("datetime64")


def test_weekdays_are_learnt() -> None:
    frame = forecasting.forecast(seasonal(200), 14, backtest=False).frame

    mondays, sundays = (frame.loc[frame["ds"].dt.dayofweek == day, "yhat"].mean() for day in (0, 6))

    assert 1.9 < mondays / sundays < 3.0


def test_the_track_record_has_every_figure_and_beats_the_naive_guess_on_a_seasonal_series() -> None:
    record = forecasting.forecast(seasonal(300), 30).backtest

    assert set(record) == {"mase", "smape", "wape", "coverage", "naive_mase", "folds"}
    assert record["folds"] == 3
    assert record["mase"] is not None
    assert record["naive_mase"] is not None
    assert record["mase"] < record["naive_mase"]


def test_without_a_backtest_no_fold_is_fitted() -> None:
    assert forecasting.forecast(PLAIN, 7, backtest=False).backtest["folds"] == 0


@pytest.mark.promise(7)
def test_the_naive_guess_is_served_and_named_where_it_wins_every_fold() -> None:
    result = forecasting.forecast(AWKWARD["level break"], 7)

    assert result.model == "seasonal_naive"
    assert "naive-served" in result.codes
    assert result.frame["yhat"].tolist() == [300.0] * 7
    assert result.backtest["mase"] == result.backtest["naive_mase"]


def test_holidays_of_a_country_change_the_forecast_of_those_days() -> None:
    history = seasonal(730)
    closed = (history["ds"].dt.month == 1) & (history["ds"].dt.day <= 8)
    history.loc[closed, "y"] = 5.0

    plain, known = (forecasting.forecast(history, 3, country=country, backtest=False) for country in (None, "RU"))

    assert known.frame["yhat"].iloc[1] < 0.5 * plain.frame["yhat"].iloc[1]  # 1 January 2026


def test_weekly_rows_stay_on_their_weekday_and_daily_rows_become_whole_weeks() -> None:
    weekly = forecasting.forecast(table(range(100, 160), freq="W-THU"), 8, freq="W").frame
    summed = forecasting.forecast(seasonal(200), 4, freq="W")

    assert set(weekly["ds"].dt.dayofweek) == {3}
    assert set(summed.frame["ds"].dt.dayofweek) == {0}
    assert "weeks-summed" in summed.codes
    assert summed.frame["yhat"].iloc[0] > 3000


def test_a_wider_level_gives_a_wider_range() -> None:
    narrow, wide = (forecasting.forecast(seasonal(150), 14, level=level, backtest=False).frame for level in (0.5, 0.95))

    assert ((wide["upper"] - wide["lower"]) > (narrow["upper"] - narrow["lower"])).all()


def test_the_total_is_the_sum_and_its_range_is_narrower_than_the_sum_of_ranges() -> None:
    result = forecasting.forecast(seasonal(300), 30)

    total = result.total
    assert total is not None
    assert total.value == pytest.approx(result.frame["yhat"].sum())
    assert total.upper - total.lower < (result.frame["upper"] - result.frame["lower"]).sum()


def test_a_result_survives_storage_as_plain_values() -> None:
    result = forecasting.forecast(seasonal(100), 7)

    restored = forecasting.ForecastResult.from_dict(result.to_dict())

    pd.testing.assert_frame_equal(restored.frame, result.frame)
    assert (restored.model, restored.backtest, restored.codes, restored.total) == (
        result.model,
        result.backtest,
        result.codes,
        result.total,
    )


def test_the_first_answer_says_that_it_is_one() -> None:
    result = forecasting.quick_forecast(seasonal(200), 30)

    assert result.model == "theta"
    assert "quick" in result.codes
