import copy

import numpy as np
import pandas as pd
import pytest

import forecasting
from forecasting.budget.allocate import allocate, compare, evaluate, optimise
from forecasting.budget.goal import cheapest_budget, largest_budget
from forecasting.response.errors import BudgetError
from forecasting.response.estimate import fit_curves
from tests.forecasting.budget_samples import KNEES, MEANS, TOPS, make_history, make_total, true_value

BUDGET = 21000.0
FREE = {"minimum": dict.fromkeys(MEANS, 0.0), "maximum": dict.fromkeys(MEANS, 30000.0)}


@pytest.fixture(scope="module")
def history():
    return make_history()


@pytest.fixture(scope="module")
def curves(history):
    return fit_curves(history, period_days=7)


def best_by_hand(budget):
    """Water-filling of the true Michaelis-Menten curves: k * (sqrt(top / (k * level)) - 1)."""
    levels = np.geomspace(1e-3, 1e3, 200_001)
    wanted = sum(np.maximum(k * (np.sqrt(TOPS[c] / (k * levels)) - 1), 0) for c, k in KNEES.items())
    level = levels[np.argmin(abs(wanted - budget))]
    return {c: max(k * (np.sqrt(TOPS[c] / (k * level)) - 1), 0) for c, k in KNEES.items()}


def test_the_split_is_close_to_the_best_one_by_the_true_curves(history):
    answer = allocate(history, BUDGET, period_days=7, **FREE)

    best = sum(true_value(c, x) for c, x in best_by_hand(BUDGET).items())
    ours = sum(true_value(c, x) for c, x in answer.amounts.items())
    assert answer.decision == "change"
    assert ours >= 0.985 * best


def test_expected_and_current_values_are_near_the_truth(history):
    answer = allocate(history, BUDGET, period_days=7, **FREE)

    truth = sum(true_value(c, x) for c, x in answer.today.items())
    assert answer.current[0] == pytest.approx(truth, rel=0.08)
    for value, low, high in (answer.current, answer.expected):
        assert low < value < high


def test_marginal_returns_are_level_where_no_bound_holds(history):
    answer = allocate(history, BUDGET, period_days=7, **FREE)

    inner = [answer.marginal[c] for c, x in answer.amounts.items() if 1 < x < 29999]
    assert max(inner) == pytest.approx(min(inner), rel=0.01)


def test_today_and_two_and_a_half_times_today_limit_the_split_unless_bounds_are_given(history):
    answer = allocate(history, BUDGET, period_days=7)

    scale = BUDGET / sum(answer.today.values())
    for channel, amount in answer.amounts.items():
        assert 0.4 * answer.today[channel] * scale - 0.01 <= amount <= 2.5 * answer.today[channel] * scale + 0.01


def test_explicit_bounds_override_the_limits_around_today(history):
    answer = allocate(history, BUDGET, period_days=7, minimum={"TikTok": 19000.0})

    assert answer.amounts["TikTok"] >= 19000.0
    assert sum(answer.amounts.values()) == pytest.approx(BUDGET, abs=0.001)


def test_equal_floor_and_cap_fix_an_amount(history):
    answer = allocate(history, BUDGET, period_days=7, minimum={"Facebook": 4321.09}, maximum={"Facebook": 4321.09})

    assert answer.amounts["Facebook"] == 4321.09


def test_what_if_uses_the_same_curves_as_the_advice(curves):
    answer = optimise(curves, BUDGET, **FREE)

    assert evaluate(curves, answer.amounts).triple() == answer.expected
    assert evaluate(curves, answer.today).triple() == answer.current


def test_a_manual_move_is_compared_with_today_on_the_same_curves(curves):
    answer = optimise(curves, BUDGET, **FREE)

    gain = compare(curves, answer.best, answer.today_fitted)

    assert gain.triple() == answer.gain
    assert gain.probability == answer.probability_better
    assert compare(curves, answer.today_fitted, answer.best).value == pytest.approx(-gain.value)


def test_the_careful_plan_lies_half_way_and_adds_up(curves):
    answer = optimise(curves, BUDGET + 0.01, **FREE)

    assert round(sum(answer.half_way.values()), 2) == BUDGET + 0.01
    for channel, amount in answer.half_way.items():
        assert amount == pytest.approx((answer.best[channel] + answer.today_fitted[channel]) / 2, abs=0.011)


def test_profit_is_value_less_spend_and_splits_alike(curves):
    value, profit = optimise(curves, BUDGET, **FREE), optimise(curves, BUDGET, objective="profit", **FREE)

    assert profit.amounts == value.amounts
    assert profit.expected[0] == pytest.approx(value.expected[0] - BUDGET)


def test_monthly_answers_restate_weekly_ones(history):
    week = allocate(history, BUDGET, period_days=7, **FREE)
    wide = {"minimum": FREE["minimum"], "maximum": dict.fromkeys(MEANS, 120000.0)}
    month = allocate(history, 4 * BUDGET, period_days=28, **wide)

    assert month.expected[0] == pytest.approx(4 * week.expected[0], rel=1e-4)
    assert month.current[0] == pytest.approx(4 * week.current[0], rel=1e-9)


def test_a_total_corrects_a_channel_that_claims_too_much():
    history = make_history(weeks=120, noise=0.05, spread=0.7)
    history.loc[history["channel"] == "Google", "value"] *= 2.0

    curves = fit_curves(history, total=make_total(history, {"Google": 2.0}), period_days=7)

    assert curves.by_channel["Google"].factor == pytest.approx(0.5, abs=0.2)
    assert curves.by_channel["Facebook"].factor == pytest.approx(1.0, abs=0.25)


def test_an_honest_attribution_stays_as_it_is():
    history = make_history(weeks=120, noise=0.05)

    curves = fit_curves(history, total=make_total(history), period_days=7)

    assert all(curve.factor == pytest.approx(1.0, abs=0.1) for curve in curves.by_channel.values())


def test_a_best_split_of_today_is_kept():
    history = make_history(weeks=40, noise=0.3)
    first = allocate(history, BUDGET, period_days=7, **FREE)

    again = allocate(history, BUDGET, period_days=7, current=first.best, **FREE)

    assert again.decision == "keep"
    assert again.amounts == pytest.approx(first.best, abs=0.02)
    assert "budget-keep" in again.codes


def test_a_few_periods_are_no_reason_to_move_money():
    answer = allocate(make_history(weeks=5), BUDGET, period_days=7)

    assert answer.decision == "keep"
    assert "budget-short-history" in answer.codes
    assert sum(answer.amounts.values()) == pytest.approx(BUDGET, abs=0.001)


def test_the_cheapest_budget_reaches_the_goal_and_a_smaller_one_does_not(curves):
    answer = cheapest_budget(curves, 40000.0)
    budget = sum(answer.amounts.values())

    bounds = {"minimum": dict.fromkeys(MEANS, 0.0), "maximum": {c: high for c, (_, high) in answer.bounds.items()}}
    assert answer.expected[0] >= 40000.0 * 0.9999
    assert max(optimise(curves, 0.98 * budget, **bounds).best.values()) > 0
    assert evaluate(curves, optimise(curves, 0.98 * budget, **bounds).best).value < 40000.0


def test_the_largest_budget_keeps_the_roi_and_a_larger_one_does_not(curves):
    answer = largest_budget(curves, 1.8)
    budget = sum(answer.amounts.values())

    assert answer.expected[0] / budget - 1 == pytest.approx(1.8, abs=0.01)


def test_goals_respect_floors_caps_and_idle_channels(history):
    silent = history[history["channel"] == "TikTok"].assign(channel="Radio", spend=0.0, value=0.0)
    curves = fit_curves(pd.concat([history, silent]))

    answer = cheapest_budget(curves, 30000.0, minimum={"Radio": 50.0, "TikTok": 700.0}, maximum={"Google": 3000.0})

    assert answer.amounts["Radio"] == 50.0
    assert answer.amounts["TikTok"] >= 700.0
    assert answer.amounts["Google"] <= 3000.0
    assert answer.expected[0] == pytest.approx(30000.0, rel=1e-3)


def test_goals_out_of_reach_come_with_the_nearest_plan(curves):
    with pytest.raises(BudgetError) as value:
        cheapest_budget(curves, 1e9)
    with pytest.raises(BudgetError) as roi:
        largest_budget(curves, 500.0)

    assert value.value.code == "budget-goal-out-of-reach"
    assert value.value.nearest
    assert roi.value.code == "budget-return-out-of-reach"
    assert roi.value.nearest


def test_curves_can_be_drawn_with_today_and_the_proposal(curves):
    answer = optimise(curves, 3 * BUDGET, minimum=FREE["minimum"], maximum=dict.fromkeys(MEANS, 60000.0))

    points, marks = curves.table(answer.amounts), curves.marks(answer.amounts)
    assert set(points) == {"channel", "spend", "value", "low", "high", "marginal", "extrapolated"}
    assert (points["low"] <= points["value"]).all()
    assert len(marks) == 6
    assert marks["extrapolated"].any()
    assert "budget-extrapolated" in answer.codes
    assert answer.table()["extrapolated"].any()


def test_weeks_named_by_text_days_and_daily_rows_are_read_alike(history):
    text = history.assign(day=history["day"].dt.strftime("%Y-%m-%d"))

    assert allocate(text, BUDGET, period_days=7).amounts == allocate(history, BUDGET, period_days=7).amounts


def test_a_channel_that_never_spent_gets_its_minimum_and_is_named(history):
    silent = history[history["channel"] == "TikTok"].assign(channel="Radio", spend=0.0, value=0.0)

    answer = allocate(pd.concat([history, silent]), BUDGET, period_days=7, minimum={"Radio": 100.0})

    assert answer.amounts["Radio"] == 100.0
    assert "budget-idle-channels" in answer.codes


def test_a_channel_that_runs_no_more_is_named_when_the_split_starts_it_again(history):
    late = history["day"] > history["day"].max() - pd.Timedelta(days=70)
    stopped = history.copy()
    stopped.loc[late & (stopped["channel"] == "TikTok"), ["spend", "value"]] = 0.0

    answer = allocate(stopped, BUDGET, period_days=7, minimum={"TikTok": 100.0})

    assert answer.amounts["TikTok"] >= 100.0
    assert "budget-stopped-channels" in answer.codes
    assert any("starting again: TikTok" in note for note in answer.notes)


def test_s_shaped_channels_are_not_fed_evenly():
    rng = np.random.default_rng(3)
    tables = []
    for channel, mean in (("A", 1000.0), ("B", 1000.0), ("C", 1000.0)):
        spend = mean * rng.lognormal(0, 0.6, 120)
        value = 9000 * spend**2.5 / (2500**2.5 + spend**2.5) * rng.lognormal(0, 0.05, 120)
        days = pd.date_range("2023-01-02", periods=120, freq="7D")
        tables.append(pd.DataFrame({"day": days, "channel": channel, "spend": spend, "value": value}))

    answer = allocate(
        pd.concat(tables),
        3000.0,
        period_days=7,
        minimum=dict.fromkeys("ABC", 0.0),
        maximum=dict.fromkeys("ABC", 3000.0),
    )

    assert max(answer.amounts.values()) > 2700.0


def test_importing_the_package_is_cheap_and_names_are_there():
    assert forecasting.allocate is allocate
    assert forecasting.fit_curves is fit_curves


def test_refusals_survive_a_process_border():
    refusal = BudgetError("budget-unknown-channel", received="X", possible="A", nearest={"A": 1.0})

    again = copy.copy(refusal)

    assert (again.code, again.nearest, str(again)) == (refusal.code, refusal.nearest, str(refusal))
