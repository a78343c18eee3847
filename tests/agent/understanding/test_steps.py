"""Months, weeks and days against the one before each of them."""

import pytest

from tests.agent.understanding.asked import call

FELL = [{"metric": "revenue", "operator": "<", "value": -0.05, "of": "change"}]


@pytest.mark.parametrize(
    "question",
    [
        "в каких месяцах 2025 выручка просела больше чем на 5% к предыдущему",
        "в какие месяцы 2025 выручка падала больше чем на 5% к предыдущему месяцу",
        "in which months of 2025 did revenue fall by more than 5% from the month before",
        "which months of 2025 did revenue drop more than 5% on the previous month",
    ],
)
def test_months_are_held_against_the_one_before_each_of_them(question: str) -> None:
    made = call(question)

    assert (made["group_by"], made["having"]) == (["month"], FELL)
    assert (made["periods"], made["compare_to"]) == (["2025-01-01..2025-12-31"], "2024-12-01..2025-11-30")


@pytest.mark.parametrize(
    ("question", "operator"),
    [
        ("в каких месяцах 2025 заказов было меньше, чем месяцем раньше", "<"),
        ("in which months of 2025 did clicks grow", ">"),
        ("which months of 2025 had fewer clicks than the month before", "<"),
    ],
)
def test_more_or_less_than_the_month_before_is_a_condition(question: str, operator: str) -> None:
    made = call(question)

    assert [(one["operator"], one["value"], one["of"]) for one in made["having"]] == [(operator, 0.0, "change")]
    assert made["compare_to"] == "2024-12-01..2025-11-30"


def test_months_of_nothing_said_are_all_that_there_are() -> None:
    made = call("in which months did leads drop by more than 10% from the month before")

    assert (made["periods"], made["compare_to"]) == (["2025-01-01..2026-11-21"], "2024-12-01..2026-10-21")


def test_week_over_week_shows_the_change_of_each_week() -> None:
    made = call("week over week change in spend in October")

    assert (made["group_by"], made["compare_to"]) == (["week"], "2026-09-24..2026-10-24")


def test_the_period_before_stays_whole_beside_weeks() -> None:
    assert call("spend by week in October vs the previous period")["compare_to"] == "2026-09-01..2026-09-30"


def test_rows_with_the_change_beside_are_held_against_the_one_before() -> None:
    assert call("revenue by week in October with the change")["compare_to"] == "2026-09-24..2026-10-24"
    assert call("расход по месяцам за 2025 с приростом к прошлому месяцу")["compare_to"] == "2024-12-01..2025-11-30"
