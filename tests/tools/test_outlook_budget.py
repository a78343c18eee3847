"""Budgets in words: limits, sums to the kopeck, refusals with the nearest plan, moves by hand."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from tests.tools.outlook_world import loaded
from tools.analytics import allocate_budget, what_if
from tools.analytics.allocate_budget import AllocateBudget
from tools.analytics.what_if import WhatIf
from tools.outlook.budget import money_of
from tools.outlook.wanted import Move
from tools.tool import ToolContext


@pytest.fixture
def desk(sqlite_engine: Engine, tmp_path: Path) -> ToolContext:
    return loaded(sqlite_engine, tmp_path)


def _advice(desk: ToolContext, **asked: object) -> dict[str, float]:
    return allocate_budget.advice_of(AllocateBudget(**asked), desk).amounts  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(budget=st.integers(1_000, 9_000_000_000), share=st.integers(0, 100))
def test_amounts_add_up_to_the_kopeck_within_the_limits(desk: ToolContext, budget: int, share: int) -> None:
    whole = budget / 100

    amounts = _advice(desk, budget=whole, maximum={"google": f"{share}%"})

    assert sum(round(amount * 100) for amount in amounts.values()) == budget
    assert amounts["google_ads"] <= whole * share / 100 + 0.006


def test_floors_caps_fixed_and_excluded_channels_are_kept(desk: ToolContext) -> None:
    amounts = _advice(desk, budget=2_000_000, minimum={"тикток": "10 %"}, fixed={"telegram": "250 тыс."})

    assert amounts["tiktok"] >= 200_000
    assert amounts["telegram"] == 250_000
    assert _advice(desk, budget=2_000_000, exclude=["tiktok"])["tiktok"] == 0
    assert {name for name, amount in _advice(desk, budget=90_000, only=["google"]).items() if amount} == {"google_ads"}


def test_a_channel_not_to_be_touched_keeps_its_spend(desk: ToolContext) -> None:
    advice = allocate_budget.advice_of(AllocateBudget(keep=["telegram"]), desk)

    assert advice.amounts["telegram"] == pytest.approx(advice.ground.today["telegram"], abs=0.01)


def test_impossible_limits_get_the_reason_and_the_nearest_plan(desk: ToolContext) -> None:
    with pytest.raises(InvalidInput, match=r"130.*nearest possible plan.*Google"):
        _advice(desk, budget=100, minimum={"tiktok": "60%", "google": "70%"})
    with pytest.raises(InvalidInput, match="nowhere to spend"):
        _advice(desk, budget=100, maximum={"tiktok": "10", "google": "10", "telegram": "10"})


@pytest.mark.parametrize("budget", [0.0, -5.0])
def test_a_budget_of_nothing_is_refused(desk: ToolContext, budget: float) -> None:
    with pytest.raises(InvalidInput):
        _advice(desk, budget=budget)


def test_the_answer_says_why_and_shows_what_changes(desk: ToolContext) -> None:
    result = allocate_budget.run(AllocateBudget(budget=2_400_000), desk)

    table = result.tables[0]
    assert sum(round(float(str(cell)) * 100) for cell in table.column("spend")) == 240_000_000
    assert sum(float(str(cell)) for cell in table.column("spend_share")) == pytest.approx(1)
    assert {chart.kind for chart in result.charts} == {"bar", "response"}
    assert result.budget == 2_400_000


def test_a_goal_gives_the_cheapest_budget_that_reaches_it(desk: ToolContext) -> None:
    cheap = allocate_budget.advice_of(AllocateBudget(goal=1_000_000.0), desk)
    dear = allocate_budget.advice_of(AllocateBudget(goal=2_000_000.0), desk)

    assert cheap.plan.expected[0] == pytest.approx(1_000_000, rel=0.01)
    assert cheap.budget < dear.budget


def test_a_percentage_without_a_budget_is_refused(desk: ToolContext) -> None:
    with pytest.raises(InvalidInput):
        _advice(desk, goal=1_000_000.0, maximum={"google": "30%"})


@pytest.mark.parametrize(
    ("text", "whole", "amount"),
    [
        ("150000", None, 150_000),
        ("30%", 1000, 300),
        ("30 %", 1000, 300),
        ("1,5 млн ₽", None, 1_500_000),
        ("500к", None, 500_000),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, whole: float | None, amount: float) -> None:
    assert money_of(text, whole) == amount


@pytest.mark.parametrize("text", ["", "много", "-5", "140%", "nan", "1 or 2"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        money_of(text, 1000.0)


def test_a_move_takes_from_one_channel_and_gives_to_the_other(desk: ToolContext) -> None:
    result = what_if.run(WhatIf(moves=[Move(source="tiktok", target="telegram", amount="20%")]), desk)

    table = result.tables[0]
    change = {
        row[0]: float(str(row[table.index("spend")])) - float(str(row[table.index("spend_previous")]))
        for row in table.rows
    }
    assert change["tiktok"] < 0
    assert change["telegram"] == pytest.approx(-change["tiktok"], abs=0.02)
    assert change["google_ads"] == 0


def test_moves_that_say_nothing_or_too_much_are_refused(desk: ToolContext) -> None:
    with pytest.raises(InvalidInput):
        what_if.run(WhatIf(), desk)
    with pytest.raises(InvalidInput):
        what_if.run(WhatIf(moves=[Move(source="tiktok", target="google", amount="900 млн")]), desk)
