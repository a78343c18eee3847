import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forecasting.budget.allocate import optimise
from forecasting.budget.bounds import fit_shares
from forecasting.budget.optimum import best_split, round_to_cents
from forecasting.response.errors import BudgetError
from forecasting.response.estimate import fit_curves
from tests.forecasting.budget_samples import MEANS, make_history

CURVES = fit_curves(make_history(weeks=60), period_days=7)
NAMES = tuple(MEANS)
QUICK = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
amounts = st.floats(0, 40000, allow_nan=False)


class Hill:
    """A true curve for the optimiser; steepness above 1 makes it S-shaped."""

    def __init__(self, top, knee, steepness):
        self.top, self.knee, self.steepness = top, knee, steepness

    def value(self, spend):
        u = (np.maximum(spend, 0) / self.knee) ** self.steepness
        return self.top * u / (1 + u)

    def marginal(self, spend):
        spend = np.maximum(spend, 1e-9)
        u = (spend / self.knee) ** self.steepness
        return self.top * self.steepness * u / (spend * (1 + u) ** 2)


hills = st.builds(Hill, st.floats(1, 100), st.floats(1, 100), st.floats(0.4, 3))


@QUICK
@given(
    budget=st.floats(100, 200000).map(lambda x: round(x, 2)),
    low=st.lists(amounts, min_size=3, max_size=3),
    room=st.lists(amounts, min_size=3, max_size=3),
)
def test_sums_and_bounds_are_exact_or_refused_with_a_plan(budget, low, room):
    minimum = {name: round(a, 2) for name, a in zip(NAMES, low, strict=True)}
    maximum = {name: round(minimum[name] + b, 2) for name, b in zip(NAMES, room, strict=True)}
    possible = sum(minimum.values()) <= budget <= sum(maximum.values())

    if not possible:
        with pytest.raises(BudgetError) as caught:
            optimise(CURVES, budget, minimum=minimum, maximum=maximum)
        assert sum(caught.value.nearest.values()) <= budget * (1 + 1e-9)
        return

    answer = optimise(CURVES, budget, minimum=minimum, maximum=maximum)
    for plan in (answer.amounts, answer.best, answer.today_fitted):
        assert round(sum(plan.values()), 2) == budget
        for name, amount in plan.items():
            assert round(amount, 2) == pytest.approx(amount, abs=1e-7)
            assert minimum[name] - 1e-9 <= amount <= maximum[name] + 1e-9


@QUICK
@given(budget=st.floats(500, 100000), more=st.floats(1.001, 3))
def test_more_budget_never_lowers_the_best_expected_value(budget, more):
    free = {"minimum": dict.fromkeys(NAMES, 0.0), "maximum": dict.fromkeys(NAMES, 1e6)}
    small, large = optimise(CURVES, budget, **free), optimise(CURVES, budget * more, **free)

    assert CURVES.expect(large.best).value >= CURVES.expect(small.best).value * (1 - 1e-6)


@QUICK
@given(curves=st.lists(hills, min_size=2, max_size=3), budget=st.floats(5, 150))
def test_the_optimiser_finds_what_an_exhaustive_search_finds(curves, budget):
    low, high = np.zeros(len(curves)), np.full(len(curves), budget)

    split = best_split(curves, budget, low, high)

    steps = np.linspace(0, budget, 61)
    tables = [curve.value(steps) for curve in curves]
    pair = np.array([max(tables[0][i] + tables[1][n - i] for i in range(n + 1)) for n in range(61)])
    exhaustive = pair[-1] if len(curves) == 2 else max(pair[n] + tables[2][60 - n] for n in range(61))
    found = sum(float(curve.value(np.array([x]))[0]) for curve, x in zip(curves, split, strict=True))
    assert split.sum() == pytest.approx(budget)
    assert found >= exhaustive * (1 - 1e-4)


@QUICK
@given(
    weights=st.lists(st.floats(0, 1e6), min_size=1, max_size=6),
    budget=st.floats(1, 1e6),
    share=st.floats(0, 1),
)
def test_shares_fitted_to_bounds_add_up(weights, budget, share):
    size = len(weights)
    low, high = np.full(size, share * budget / size), np.full(size, budget)

    fitted = fit_shares(np.array(weights), budget, low, high)

    assert fitted.sum() == pytest.approx(budget)
    assert (fitted >= low - 1e-6 * budget).all()


@QUICK
@given(parts=st.lists(st.floats(0, 1e6), min_size=1, max_size=8))
def test_rounding_to_kopecks_keeps_the_sum(parts):
    spend = np.array(parts)
    budget = round(float(spend.sum()), 2)

    rounded = round_to_cents(spend, budget, np.zeros(len(parts)), np.full(len(parts), np.inf))

    assert round(float(rounded.sum()), 2) == budget
    assert np.abs(rounded - spend).max() <= 0.02 * len(parts)


@pytest.mark.parametrize("names", [("Zulu", "Alpha", "Mike"), ("c", "b", "a")])
def test_relabelling_channels_changes_nothing(names):
    history, rename = make_history(weeks=40), dict(zip(MEANS, names, strict=True))
    renamed = history.assign(channel=history["channel"].map(rename))

    first, second = (optimise(fit_curves(table), 20000.0) for table in (history, renamed))

    assert second.amounts == {rename[name]: amount for name, amount in first.amounts.items()}
    assert second.expected == pytest.approx(first.expected, rel=1e-9)


def test_reordering_rows_and_splitting_them_changes_nothing():
    history = make_history(weeks=40)
    halves = history.assign(spend=history["spend"] / 2, value=history["value"] / 2)
    mixed = pd.concat([halves, halves]).sample(frac=1.0, random_state=5)

    first, second = (optimise(fit_curves(table), 20000.0) for table in (history, mixed))

    assert second.amounts == pytest.approx(first.amounts, abs=0.02)
    assert second.expected == pytest.approx(first.expected, rel=1e-6)


@pytest.mark.parametrize("factor", [0.01, 90.0, 1e6])
def test_scaling_money_scales_the_answer(factor):
    history = make_history(weeks=40)
    scaled = history.assign(spend=history["spend"] * factor, value=history["value"] * factor)

    first, second = optimise(fit_curves(history), 20000.0), optimise(fit_curves(scaled), 20000.0 * factor)

    assert second.amounts == pytest.approx({n: a * factor for n, a in first.amounts.items()}, rel=1e-4, abs=0.02)
    assert second.expected == pytest.approx(tuple(v * factor for v in first.expected), rel=1e-5)
    assert second.marginal == pytest.approx(first.marginal, rel=1e-3)
    assert second.decision == first.decision
