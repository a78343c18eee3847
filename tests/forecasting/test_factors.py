"""Ranges of sums under doubted attribution are read off the mixture of beliefs."""

import numpy as np
import pytest

from forecasting.response.factors import Factors, Spread


def test_a_single_belief_is_a_bell_curve() -> None:
    spread = Factors.unchecked(2, 0.1).spread(np.array([100.0, 100.0]), own=0.0)

    assert spread.quantile(0.9) == pytest.approx(200 + 1.2816 * np.sqrt(200), abs=0.01)
    assert spread.below(200.0) == pytest.approx(0.5)


def test_a_few_wide_beliefs_do_not_widen_the_middle_as_their_variance_would() -> None:
    spread = Spread(weight=np.array([0.9, 0.1]), mean=np.array([0.0, 0.0]), deviation=np.array([1.0, 10.0]))
    plain = 1.2816 * np.sqrt(0.9 * 1 + 0.1 * 100)

    high = spread.quantile(0.9)

    assert spread.below(high) - spread.below(-high) == pytest.approx(0.8, abs=1e-6)
    assert high < 0.5 * plain


def test_what_is_certain_has_no_range() -> None:
    spread = Factors(weight=np.ones(1), ratio=np.ones((1, 1)), covariance=np.zeros((1, 1, 1))).spread(
        np.array([5.0]), own=0.0
    )

    assert spread.quantile(0.1) == pytest.approx(5.0)
    assert spread.below(4.0) == 0.0
    assert spread.below(6.0) == 1.0


def test_what_is_never_negative_keeps_its_mean_and_stays_positive() -> None:
    logs = Spread(weight=np.ones(1), mean=np.array([10.0]), deviation=np.array([8.0])).positive()

    assert np.exp(logs.quantile(0.001)) > 0
    assert np.exp(logs.mean[0] + logs.deviation[0] ** 2 / 2) == pytest.approx(10.0)
