"""The parts the track record is made of."""

import numpy as np
import pandas as pd
import pytest

import forecasting
from forecasting.series import backtest
from forecasting.series.baseline import seasonal_naive
from forecasting.series.intervals import width_of
from forecasting.series.losses import TrialOutcome, coverage, mase, smape, wape
from forecasting.series.prophet_seasons import SeasonsFailed, fit_seasons
from forecasting.series.series import Projection, Series
from forecasting.series.theta import calm, smooth, theta
from tests.forecasting.series_samples import noise, seasonal


def _series(values: object, freq: str = "D") -> Series:
    return Series(start=pd.Timestamp("2024-01-01"), values=np.asarray(values, dtype=float), freq=freq)  # type: ignore[arg-type]


def _outcome(actual: list[float], point: list[float], width: float = 1.0, scale: float = 2.0) -> TrialOutcome:
    said = np.array(point)
    return TrialOutcome(actual=np.array(actual), point=said, lower=said - width, upper=said + width, scale=scale)


def test_losses_are_those_of_the_textbook_and_skip_gaps() -> None:
    outcome = _outcome([10, np.nan, 20], [12, 5, 19])

    assert mase(outcome) == pytest.approx(1.5 / 2)
    assert wape(outcome) == pytest.approx(3 / 30)
    assert coverage(outcome) == pytest.approx(0.5)
    assert smape(_outcome([0.0, 10.0], [0.0, 10.0])) == 0


def test_cut_offs_leave_a_full_horizon_after_them_and_enough_before() -> None:
    assert backtest.cut_offs(_series(noise(200)), 30) == [170, 140, 110]
    assert backtest.cut_offs(_series(noise(60)), 30) == [30, 22, 14]
    assert backtest.cut_offs(_series(noise(20)), 14) == []


def test_a_fold_never_sees_what_came_after_its_cut_off() -> None:
    values = noise(100)
    changed = values.copy()
    changed[90:] = 1e6

    one, other = (backtest.roll(_series(numbers), 10, theta, folds=1)[0].said.point for numbers in (values, changed))

    np.testing.assert_array_equal(one, other)


def test_the_naive_guess_repeats_last_week_and_fills_a_gap_from_the_week_before() -> None:
    values = np.arange(21.0)
    values[15] = np.nan

    point = seasonal_naive(_series(values), 9).point

    assert point.tolist() == [14, 8, 16, 17, 18, 19, 20, 14, 8]


def test_the_naive_guess_wins_only_when_better_in_every_fold() -> None:
    past, actual = _series(noise(30)), np.zeros(7)
    good = Projection(point=np.zeros(7), spread=np.ones(7), model="good")
    bad = Projection(point=np.ones(7), spread=np.ones(7), model="bad")
    lost = backtest.SeriesFold(past=past, actual=actual, said=bad, naive=good)
    won = backtest.SeriesFold(past=past, actual=actual, said=good, naive=bad)

    assert backtest.naive_wins([lost] * 3)
    assert not backtest.naive_wins([lost, lost, won])
    assert not backtest.naive_wins([lost] * 2)


def test_a_range_grows_where_earlier_cut_offs_missed_and_is_bounded() -> None:
    said = Projection(point=np.zeros(7), spread=np.ones(7), model="any")

    calm_width, missed, absurd = (width_of(0.8, said, 100, np.full(30, score)) for score in (0.0, 3.0, 1e9))

    assert calm_width.up < missed.up <= absurd.up
    assert absurd.up == pytest.approx(2 * width_of(0.8, said, 100, np.empty(0)).up)


def test_the_range_follows_the_skew_of_the_errors() -> None:
    skewed = np.random.default_rng(1).exponential(1, 400) - 1
    said = Projection(point=np.zeros(7), spread=np.ones(7), model="any", errors=skewed)

    width = width_of(0.8, said, 400, skewed)

    assert width.up > width.down


def test_one_spike_does_not_move_the_calmed_level_but_a_new_level_stays() -> None:
    quiet = 100 + np.random.default_rng(1).normal(0, 5, 80)
    spike = np.append(quiet, 5000.0)
    moved = np.append(quiet, np.full(20, 200.0))

    assert smooth(calm(spike), 7).level < 130
    assert calm(moved)[-1] == 200


def test_gaps_are_skipped_by_the_smoothing() -> None:
    values = noise(100)
    holed = np.insert(values, 50, np.full(10, np.nan))

    assert smooth(holed, 7).level == smooth(values, 7).level


def _break_off(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError("Stan broke off")


def test_a_failed_seasonal_fit_is_reported_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prophet.Prophet.fit", _break_off)

    with pytest.raises(SeasonsFailed):
        fit_seasons(_series(noise(400)), 30, None)


def test_theta_answers_alone_with_a_note_when_the_seasonal_fit_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prophet.Prophet.fit", _break_off)

    result = forecasting.forecast(seasonal(200), 14)

    assert result.model == "theta"
    assert result.backtest["folds"] == 3
    assert "seasons-failed" in result.codes
