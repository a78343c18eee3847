import math

import numpy as np
import pandas as pd
import pytest

from forecasting.budget.allocate import allocate, evaluate
from forecasting.response.errors import BudgetError
from forecasting.response.estimate import fit_curves
from tests.forecasting.budget_samples import MEANS, make_history

HISTORY = make_history(weeks=30)


def refused(**arguments):
    with pytest.raises(BudgetError) as caught:
        allocate(**({"history": HISTORY, "budget": 20000.0, "period_days": 7} | arguments))
    return caught.value


@pytest.mark.parametrize("budget", [0, -5.0, math.nan, math.inf, "100", None, True])
def test_a_budget_that_is_no_positive_number_is_refused(budget):
    assert refused(budget=budget).code == "budget-bad-amount"


@pytest.mark.parametrize("period", [0, -7, math.nan, math.inf])
def test_a_period_without_days_is_refused(period):
    assert refused(period_days=period).code == "budget-bad-amount"


def test_minimums_above_the_budget_come_with_the_nearest_plan():
    refusal = refused(minimum={"Google": 15000.0, "TikTok": 15000.0})

    assert refusal.code == "budget-minimums-above-budget"
    assert refusal.nearest == pytest.approx({"Facebook": 0.0, "Google": 10000.0, "TikTok": 10000.0})


def test_maximums_below_the_budget_come_with_the_nearest_plan():
    refusal = refused(maximum=dict.fromkeys(MEANS, 1000.0))

    assert refusal.code == "budget-maximums-below-budget"
    assert refusal.nearest == dict.fromkeys(MEANS, 1000.0)


def test_a_minimum_above_its_maximum_is_named():
    refusal = refused(minimum={"Google": 9000.0}, maximum={"Google": 500.0})

    assert refusal.code == "budget-minimum-above-maximum"
    assert refusal.values["channel"] == "Google"
    assert sum(refusal.nearest.values()) == pytest.approx(20000.0)


@pytest.mark.parametrize("place", ["minimum", "maximum", "current"])
def test_an_unknown_channel_is_refused_with_the_known_ones(place):
    refusal = refused(**{place: {"Myspace": 1.0}})

    assert refusal.code == "budget-unknown-channel"
    assert "Google" in str(refusal)


@pytest.mark.parametrize("bound", [-1.0, math.nan, math.inf, "many"])
def test_a_bound_that_is_no_amount_is_refused(bound):
    assert refused(minimum={"Google": bound}).code == "budget-bad-amount"


def test_an_unknown_objective_is_refused():
    assert refused(objective="fame").code == "budget-unknown-objective"


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (HISTORY.drop(columns="spend"), "budget-columns"),
        (HISTORY.iloc[:0], "budget-no-rows"),
        (HISTORY.assign(spend=np.nan), "budget-no-rows"),
        (HISTORY.assign(spend=0.0), "budget-no-spend"),
        (HISTORY.assign(spend=-HISTORY["spend"]), "budget-negative-spend"),
        (HISTORY.assign(value=math.inf), "budget-bad-number"),
        (HISTORY.assign(value="dear"), "budget-bad-number"),
        (HISTORY.assign(day="someday"), "budget-bad-day"),
        (HISTORY.assign(day=None), "budget-bad-day"),
        (HISTORY[HISTORY["day"] < "2024-01-10"], "budget-too-few-periods"),
    ],
)
def test_a_broken_history_is_refused_with_its_reason(broken, code):
    refusal = refused(history=broken)

    assert refusal.code == code
    assert str(refusal)


def test_missing_cells_are_left_out_and_counted():
    history = HISTORY.copy()
    history.loc[[3, 17], "value"] = np.nan
    history.loc[40, "spend"] = np.nan

    answer = allocate(history, 20000.0, period_days=7)

    assert sum(answer.amounts.values()) == pytest.approx(20000.0, abs=0.001)
    assert "budget-rows-skipped" in answer.codes
    assert answer.current[0] == pytest.approx(allocate(HISTORY, 20000.0, period_days=7).current[0], rel=0.05)


def test_one_channel_gets_everything_and_is_kept():
    answer = allocate(HISTORY[HISTORY["channel"] == "Google"], 7000.0, period_days=7)

    assert answer.amounts == {"Google": 7000.0}
    assert answer.decision == "keep"


def test_a_channel_which_brings_nothing_loses_its_money():
    history = HISTORY.assign(value=HISTORY["value"].where(HISTORY["channel"] != "TikTok", 0.0))

    answer = allocate(history, 20000.0, period_days=7, minimum=dict.fromkeys(MEANS, 0.0))

    assert answer.amounts["TikTok"] == pytest.approx(0.0, abs=0.01)
    assert answer.marginal["TikTok"] == 0.0


def test_no_value_at_all_is_answered_by_keeping():
    answer = allocate(HISTORY.assign(value=0.0), 20000.0, period_days=7)

    assert answer.decision == "keep"
    assert answer.expected[0] == 0.0


def test_five_rows_give_an_honest_keep_or_a_refusal():
    weeks = pd.date_range("2024-01-01", periods=5, freq="7D")
    rows = pd.DataFrame({"day": weeks, "channel": ["a", "b", "a", "b", "a"], "spend": 10.0, "value": 20.0})

    answer = allocate(rows, 50.0, period_days=7)

    assert answer.decision == "keep"
    assert sum(answer.amounts.values()) == pytest.approx(50.0)


@pytest.mark.parametrize("budget", [0.03, 7.77, 1e9, 100 / 3])
def test_tiny_huge_and_fractional_budgets_add_up(budget):
    answer = allocate(HISTORY, budget, period_days=7)

    assert sum(answer.amounts.values()) == pytest.approx(budget, rel=1e-9, abs=1e-9)
    assert min(answer.amounts.values()) >= 0


def test_one_broken_week_does_not_move_the_split():
    history = HISTORY.copy()
    history.loc[5, "value"] = 1e9

    broken, clean = (allocate(table, 20000.0, period_days=7) for table in (history, HISTORY))

    assert broken.amounts == pytest.approx(clean.amounts, rel=0.5)


def test_rows_without_a_channel_are_left_out():
    history = pd.concat([HISTORY, HISTORY.head(4).assign(channel=[None, "", " ", np.nan])])

    answer = allocate(history, 20000.0, period_days=7)

    assert set(answer.amounts) == set(MEANS)
    assert "budget-rows-skipped" in answer.codes


def test_a_total_with_gaps_or_of_another_time_does_no_harm():
    days = HISTORY["day"].unique()
    total = pd.DataFrame({"day": days, "value": 90000.0}).iloc[::2]

    answer = allocate(HISTORY, 20000.0, period_days=7, total=total)

    assert {"budget-total-unused", "budget-attributed"} <= set(answer.codes)


def test_what_if_refuses_unknown_channels_and_negative_amounts():
    curves = fit_curves(HISTORY)

    with pytest.raises(BudgetError, match="not in the history"):
        evaluate(curves, {"Myspace": 5.0})
    with pytest.raises(BudgetError, match="at least 0"):
        evaluate(curves, {"Google": -5.0})
