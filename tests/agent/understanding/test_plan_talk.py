"""What of a plan is asked, which months it is for, and what a follow-up takes from what was said before."""

from dataclasses import replace
from typing import Any

import pytest

from tests.agent.understanding.asked import SHOP, asked


def _plan(*turns: str) -> dict[str, Any]:
    (call,) = asked(*turns).calls
    assert call.name == "plan_fact"
    return dict(call.args)


OCTOBER = "2026-10-01..2026-10-31"


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ("кто вылез за план в октябре", "over"),
        ("кто из площадок вылез за бюджет в октябре", "over"),
        ("на сколько процентов выполнен план расхода за октябрь в целом", None),
        ("which channels overspent in October", "over"),
        ("кто не выбирает бюджет", "under"),
        ("who is behind plan", "under"),
        ("кто ближе всех к плану", "nearest"),
        ("who was furthest off plan in October", "farthest"),
        ("остаток бюджета", "left"),
        ("сколько осталось потратить", "left"),
        ("how much of the budget is left", "left"),
        ("daily budget to hit plan", "per_day"),
        ("сколько надо тратить в день, чтобы выбрать бюджет", "per_day"),
        ("не вылезем ли за бюджет", None),
        ("на сколько мы недотратили или перетратили относительно плана за октябрь", None),
    ],
)
def test_what_of_the_plan_is_asked(message: str, about: str | None) -> None:
    assert _plan(message).get("about") == about


@pytest.mark.parametrize(
    ("message", "period"),
    [
        ("план на декабрь", "2026-12-01..2026-12-31"),
        ("how far off plan are we this quarter", "2026-10-01..2026-12-31"),
        ("план факт за 2026 год", "2026-01-01..2026-12-31"),
        ("are we within budget before the end of the month", "2026-11-01..2026-11-30"),
    ],
)
def test_the_months_of_a_plan_reach_ahead(message: str, period: str) -> None:
    assert _plan(message)["period"] == period


def test_a_month_without_its_year_may_be_the_next_one() -> None:
    assert _plan("plan vs actual for January")["yearless"] is True
    assert "yearless" not in _plan("plan vs actual for October")


def test_the_metric_of_a_plan_is_the_one_said_and_a_budget_is_of_spend() -> None:
    assert _plan("выполним план по лидам")["metric"] == "leads"
    assert _plan("кто превысил бюджет в октябре")["metric"] == "spend"


def test_a_question_about_the_plan_takes_names_and_months_of_the_one_before() -> None:
    assert _plan("расход вк за октябрь", "а по плану сколько было?") == {
        "channels": ["vk"],
        "period": OCTOBER,
        "metric": "spend",
    }
    assert "period" not in _plan("расход вк за вчера", "а по плану?")
    assert "channels" not in _plan("расход вк за октябрь", "кто превысил бюджет в ноябре")


def test_a_follow_up_narrows_the_plan_and_not_the_question_before_it() -> None:
    turns = "leads by channel in October", "and plan vs actual spend there"

    assert _plan(*turns, "just facebook") == {"channels": ["facebook"], "period": OCTOBER, "metric": "spend"}


def test_what_was_asked_of_the_plan_goes_on() -> None:
    september = _plan("кто перерасходовал в октябре", "а в сентябре?")

    assert (september["about"], september["period"]) == ("over", "2026-09-01..2026-09-30")


@pytest.mark.parametrize("message", ["бюджет на вк в октябре", "what was the budget in October"])
def test_a_budget_is_the_plan_where_budgets_are_stored_and_else_what_was_spent(message: str) -> None:
    planned = asked(message, about=replace(SHOP, planned=frozenset({"spend"})))

    assert [one.name for one in planned.calls] == ["plan_fact"]
    assert [one.name for one in asked(message).calls] == ["query_metrics"]


def test_a_number_asked_after_a_plan_is_a_number_of_its_names_and_days() -> None:
    (call,) = asked("план факт по вк за октябрь", "а сколько лидов?").calls

    assert (call.name, call.args["periods"]) == ("query_metrics", [OCTOBER])


def test_what_is_left_beside_a_plan_is_left_of_it_and_days_to_come_are_its_month() -> None:
    calls = asked("сколько потратил VK с начала месяца, какой у него план на ноябрь и сколько осталось").calls

    assert [call.name for call in calls] == ["query_metrics", "plan_fact"]
    assert calls[1].args["about"] == "left"
