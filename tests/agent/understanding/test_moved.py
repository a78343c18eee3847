"""Changes: by how many per cent, of two periods named, which way a question believes it went; and bounded work."""

import pytest

from tests.agent.understanding.asked import asked, call, work_of


@pytest.mark.parametrize(
    "question",
    [
        "какие кампании просели по выручке в октябре относительно сентября больше чем на 5%",
        "which campaigns lost more than 5% of revenue, October vs September",
    ],
)
def test_per_cent_of_a_change_is_no_threshold_of_the_metric(question: str) -> None:
    assert call(question)["having"] == [{"metric": "revenue", "operator": "<", "value": -0.05, "of": "change"}]


def test_two_periods_of_a_change_are_compared() -> None:
    made = call("change in clicks by channel, September vs October")

    assert (made["periods"], made["compare_to"]) == (["2026-10-01..2026-10-31"], "2026-09-01..2026-09-30")


def test_the_same_date_is_no_cut_by_days() -> None:
    made = call("выручка в ноябре к октябрю на ту же дату")

    assert "group_by" not in made
    assert (made["periods"], made["compare_to"]) == (["2026-11-01..2026-11-21"], "2026-10-01..2026-10-21")


def test_working_days_against_weekends_are_both_told() -> None:
    made = [one.args for one in asked("avg clicks per weekday vs per weekend day, October").calls]

    assert [one["where"][0]["values"] for one in made] == [["1", "2", "3", "4", "5"], ["6", "7"]]


@pytest.mark.parametrize(
    ("question", "assumed"),
    [
        ("почему упал расход в октябре", "down"),
        ("why did ROI improve in October", "up"),
        ("почему ухудшился CPA в октябре", "up"),
        ("why did CPA get better in October", "down"),
        ("почему изменилась выручка в октябре", None),
        ("why did spend get worse in October", None),
    ],
)
def test_the_way_that_a_question_takes_for_granted_is_handed_on(question: str, assumed: str | None) -> None:
    assert call(question).get("assumed") == assumed


@pytest.mark.parametrize("question", ["what drove CPA up in October", "почему CPA вырос, а не выручка"])
def test_what_moved_is_what_is_explained(question: str) -> None:
    assert call(question)["metric"] == "cpa"


def test_days_to_come_are_forecast() -> None:
    made = call("сколько потратит Google до конца месяца?")

    assert (made["tool"], made["metric"]) == ("forecast_metric", "spend")
    assert call("какой расход будет 5 декабря?")["period"] == "2026-12-05..2026-12-05"


def test_a_change_in_money_is_an_amount() -> None:
    made = call("у какой кампании CPA вырос сильнее всего в долларах, октябрь к сентябрю")

    assert (made["order_by"], made["order_of"]) == ("cpa", "change_abs")


@pytest.mark.parametrize(
    "question",
    [
        "лучший канал по ROI и самый дорогой по CPA за октябрь",
        "best channel by ROI and the most expensive by CPA in October",
    ],
)
def test_two_orders_are_two_tables(question: str) -> None:
    assert [one.args["order_by"] for one in asked(question).calls] == ["roi", "cpa"]


def test_christmas_day_is_one_day() -> None:
    assert call("clicks on Christmas Day 2025")["periods"] == ["2025-12-25..2025-12-25"]


def test_a_supposed_addition_is_a_what_if() -> None:
    assert call("если накинуть телеграму 20% бюджета, что будет с конверсиями")["tool"] == "what_if"


@pytest.mark.parametrize("text", ["a" * 4000, "ё" * 4000, "клик" * 900, "почему " * 600])
def test_senseless_length_is_bounded_work(text: str) -> None:
    asked("клики")

    assert work_of(text) < 1
