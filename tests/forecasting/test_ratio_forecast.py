"""Ratios are forecast through their parts, never as a mean of daily ratios."""

import numpy as np
import pandas as pd
import pytest

import forecasting
from tests.forecasting.series_samples import noise, seasonal, table


def _pair(days: int = 200, ratio: float = 3.0, spread: float = 0.2) -> tuple[pd.DataFrame, pd.DataFrame]:
    spend = seasonal(days)
    wobble = np.random.default_rng(9).gamma(1 / spread**2, spread**2, days)
    return spend.assign(y=spend["y"] * ratio * wobble), spend


def test_the_ratio_is_the_quotient_of_the_parts_shown() -> None:
    result = forecasting.forecast_ratio(*_pair(), 30)

    assert result.parts is not None
    assert (result.parts["numerator"] / result.parts["denominator"]).to_numpy() == pytest.approx(result.frame["yhat"])
    assert result.frame["yhat"].mean() == pytest.approx(3.0, rel=0.1)


def test_the_total_is_the_ratio_of_sums_with_a_narrower_range_than_a_single_day() -> None:
    result = forecasting.forecast_ratio(*_pair(), 30)

    total, parts = result.total, result.parts
    assert total is not None
    assert parts is not None
    assert total.value == pytest.approx(parts["numerator"].sum() / parts["denominator"].sum())
    assert total.upper - total.lower < (result.frame["upper"] - result.frame["lower"]).mean()


def test_big_days_weigh_more_than_small_ones() -> None:
    """Odd days: 10 of 1000 (1 %); even days: 5 of 10 (50 %). The mean of ratios says 25 %, the truth is 1.5 %."""
    day = np.arange(200)
    clicks, views = table(np.where(day % 2, 10.0, 5.0)), table(np.where(day % 2, 1000.0, 10.0))

    total = forecasting.forecast_ratio(clicks, views, 30, backtest=False).total

    assert total is not None
    assert total.value < 0.1


def test_a_shared_swing_of_both_parts_does_not_widen_the_ratio() -> None:
    swing = np.random.default_rng(4).gamma(4, 0.25, 200)
    spend = table(1000 * swing)
    revenue = table(3000 * swing * np.random.default_rng(5).gamma(400, 1 / 400, 200))

    frame = forecasting.forecast_ratio(revenue, spend, 14).frame

    assert ((frame["upper"] - frame["lower"]) / frame["yhat"]).max() < 0.3


def test_days_without_denominator_are_gaps_and_never_infinite() -> None:
    revenue, spend = _pair()
    spend.loc[::3, "y"] = 0.0

    frame = forecasting.forecast_ratio(revenue, spend, 14).frame

    assert np.isfinite(frame[["yhat", "lower", "upper"]].to_numpy()).all()


def test_a_ratio_that_was_negative_may_be_negative_again() -> None:
    spend = table(noise(150))
    loss = table(-0.5 * noise(150, seed=3))

    result = forecasting.forecast_ratio(loss, spend, 14)

    assert result.total is not None
    assert result.total.value < 0


def test_dates_with_one_part_only_are_left_out_and_counted() -> None:
    revenue, spend = _pair()

    result = forecasting.forecast_ratio(revenue.iloc[:190], spend.iloc[5:], 7, backtest=False)

    assert "unmatched" in result.codes
    assert result.frame["ds"].iloc[0] == pd.Timestamp("2024-07-19")


@pytest.mark.parametrize(
    ("denominator", "code"),
    [(table([0.0] * 200), "no-denominator"), (table(noise(200) - 90), "negative-denominator")],
)
def test_a_denominator_that_cannot_divide_is_refused(denominator: pd.DataFrame, code: str) -> None:
    with pytest.raises(forecasting.ForecastError) as refusal:
        forecasting.forecast_ratio(_pair()[0], denominator, 7)

    assert refusal.value.code == code


def test_scaling_the_money_scales_the_ratio() -> None:
    revenue, spend = _pair()
    cents = revenue.assign(y=revenue["y"] * 100)

    one, other = (forecasting.forecast_ratio(top, spend, 7).frame["yhat"].to_numpy() for top in (revenue, cents))

    np.testing.assert_allclose(other, one * 100, rtol=1e-6)


def test_a_ratio_carries_its_track_record_and_survives_storage() -> None:
    result = forecasting.forecast_ratio(*_pair(), 14)

    restored = forecasting.ForecastResult.from_dict(result.to_dict())

    assert result.backtest["folds"] == 3
    assert restored.total == result.total
    pd.testing.assert_frame_equal(restored.parts, result.parts)  # type: ignore[arg-type]
