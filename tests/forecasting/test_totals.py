"""The range of a whole horizon: a level that drifts does the same to all its days, so sums stray further than days."""

import numpy as np
import pandas as pd
import pytest

import forecasting


def _series(seed: int, drift: float, days: int = 175) -> pd.DataFrame:
    chance, dates = np.random.default_rng(seed), pd.date_range("2026-03-02", periods=days)
    level = np.exp(np.cumsum(chance.normal(0, drift, days)))
    week = np.where(dates.day_of_week > 4, 0.75, 1.0)
    return pd.DataFrame({"ds": dates, "y": 3_000 * week * level * chance.lognormal(0, 0.15, days)})


@pytest.mark.parametrize("drift", [0.0, 0.02])
def test_the_range_of_a_months_sum_holds_it_in_four_of_five_fresh_worlds(drift: float) -> None:
    held = []
    for seed in range(71_000, 71_060):
        whole = _series(seed, drift)
        total = forecasting.quick_forecast(whole.iloc[:-30], 30).total
        assert total is not None
        held.append(total.lower <= whole["y"].iloc[-30:].sum() <= total.upper)

    assert 0.7 <= np.mean(held) <= 0.95
