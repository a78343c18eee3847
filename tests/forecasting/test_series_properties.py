"""Laws that hold for any history."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import forecasting
from tests.forecasting.series_samples import seasonal, table

COLUMNS = ["yhat", "lower", "upper"]
FEW = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(factor=st.floats(min_value=1e-4, max_value=1e6), days=st.integers(min_value=5, max_value=250))
def test_scaling_the_history_scales_the_forecast(factor: float, days: int) -> None:
    history = seasonal(days)
    scaled = history.assign(y=history["y"] * factor)

    one, other = (forecasting.forecast(frame, 7).frame[COLUMNS].to_numpy() for frame in (history, scaled))

    np.testing.assert_allclose(other, one * factor, rtol=1e-6)


@FEW
@given(seed=st.integers(min_value=0, max_value=10_000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    history = pd.concat([seasonal(45), seasonal(45, seed=5).iloc[10:20]])
    shuffled = history.sample(frac=1, random_state=seed)

    one, other = (forecasting.forecast(frame, 7) for frame in (history, shuffled))

    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert one.backtest == other.backtest


@FEW
@given(
    values=st.lists(st.floats(min_value=0, max_value=1e9, allow_subnormal=False), min_size=3, max_size=60).filter(
        lambda values: max(values) > min(values)
    ),
    horizon=st.integers(min_value=1, max_value=60),
)
def test_any_history_without_negatives_gets_a_finite_forecast_without_negatives(
    values: list[float], horizon: int
) -> None:
    frame = forecasting.forecast(table(values), horizon).frame

    assert len(frame) == horizon
    assert np.isfinite(frame[COLUMNS].to_numpy()).all()
    assert (frame["lower"] >= 0).all()


def test_the_same_question_gets_the_same_answer_whatever_the_global_random_state() -> None:
    answers = []
    for state in (1, 2):
        np.random.seed(state)
        answers.append(forecasting.forecast(seasonal(120), 14, seed=7))

    pd.testing.assert_frame_equal(answers[0].frame, answers[1].frame)


def test_the_caller_s_frame_and_random_state_are_left_alone() -> None:
    history = seasonal(120).sample(frac=1, random_state=3)
    before, state = history.copy(), np.random.get_state()[1].copy()  # type: ignore[union-attr]

    forecasting.forecast(history, 14)

    pd.testing.assert_frame_equal(history, before)
    assert (np.random.get_state()[1] == state).all()


@pytest.mark.parametrize("shift", [1.0, 1000.0])
def test_a_history_with_negatives_is_not_floored(shift: float) -> None:
    falling = table(np.linspace(50, -50, 120) * shift)

    assert forecasting.forecast(falling, 7).frame["yhat"].max() < 0
