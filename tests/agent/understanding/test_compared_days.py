"""Days in a question and a dialogue: names and classes of them, how far two are apart, by how much one moved."""

import pytest

from tests.agent.understanding.asked import asked, call, only

MORE = [{"metric": "cpl", "operator": ">", "value": 0.15, "of": "change"}]


@pytest.mark.parametrize(
    "question",
    [
        "which campaigns got more than 15% more expensive per lead in October vs September",
        "which campaigns had cost per lead over 15% higher in October than in September",
        "у каких кампаний цена лида в октябре была больше чем на 15% выше, чем в сентябре",
    ],
)
def test_so_many_per_cent_dearer_than_other_days_is_a_condition_on_the_change(question: str) -> None:
    made = call(question)

    assert (made["having"], made["compare_to"]) == (MORE, "2026-09-01..2026-09-30")


def test_so_many_per_cent_fewer_is_a_fall() -> None:
    made = call("which channels had at least 10% fewer clicks in October than in September")

    assert made["having"] == [{"metric": "clicks", "operator": "<=", "value": -0.1, "of": "change"}]


@pytest.mark.parametrize(("metric", "operator"), [("cpa", ">"), ("roi", "<")])
def test_what_got_worse_moved_away_from_what_is_good(metric: str, operator: str) -> None:
    made = call(f"which channels got worse on {metric} in October vs September")

    assert made["having"] == [{"metric": metric, "operator": operator, "value": 0.0, "of": "change"}]


def test_worse_than_in_another_month_is_a_condition() -> None:
    made = call("which channels converted clicks worse in October than in September")

    assert [(one["metric"], one["operator"], one["name"]) for one in made["having"]] == [
        ("cvr", "<", "2026-09-01..2026-09-30")
    ]


def test_which_day_points_at_the_days_of_the_week() -> None:
    assert call("cheapest clicks by day of week in October - which day wins")["group_by"] == ["weekday"]


def test_working_days_or_weekends_are_rows_and_sums_are_averages_a_day() -> None:
    assert call("будни или выходные, где roi выше за октябрь")["group_by"] == ["day_type"]
    assert call("будни или выходные, где больше кликов за октябрь")["average"] == "day"


def test_averages_a_day_of_two_months_stand_side_by_side() -> None:
    made = call("average daily spend in September vs October")

    assert (made["periods"], made["average"]) == (["2026-09-01..2026-09-30", "2026-10-01..2026-10-31"], "day")


@pytest.mark.parametrize("last", ["разница в процентах", "и разница?", "на сколько процентов изменилось"])
def test_the_difference_of_two_answers_is_asked_for(last: str) -> None:
    made = call("сколько потратили в июне", "а в мае", last)

    assert (made["periods"], made["compare_to"]) == (["2026-06-01..2026-06-30"], "2026-05-01..2026-05-31")


def test_a_month_beside_recent_days_is_the_nearest_one() -> None:
    assert call("CPL in December 2025", "same but january")["periods"] == ["2026-01-01..2026-01-31"]
    assert call("CPL in March 2025", "same but january")["periods"] == ["2025-01-01..2025-01-31"]


def test_days_may_be_counted_from_those_of_the_request_before() -> None:
    assert call("расход за сентябрь", "а за неделю до него")["periods"] == ["2026-08-25..2026-08-31"]


def test_an_unknown_name_of_days_said_behind_it_is_theirs() -> None:
    made = call("клики на ярмарке мастеров (12-18 мая) и за неделю до неё")

    assert (made["periods"], made["compare_to"]) == (["2026-05-12..2026-05-18"], "2026-05-05..2026-05-11")


def test_a_month_that_others_are_held_against_is_followed_by_a_whole_one() -> None:
    assert call("spend compared to September")["periods"] == ["2026-10-01..2026-10-31"]


@pytest.mark.parametrize(
    "said", ["the week before xmas (dec 18-24)", "18-24 december", "перед праздниками (18-24 декабря)"]
)
def test_days_beside_a_month_are_no_ages(said: str) -> None:
    made = call(f"clicks in {said}")

    assert (made["periods"], made.get("where")) == (["2025-12-18..2025-12-24"], None)


def test_per_cent_of_money_are_those_of_its_change() -> None:
    made = call("у каких каналов заявка в октябре стала дороже, чем в сентябре, больше чем на 10%")

    assert {"metric": "cpl", "operator": ">", "value": 0.1, "of": "change"} in made["having"]


def test_the_same_days_a_month_earlier_are_moved() -> None:
    made = call("revenue 1-15 October vs the same days a month earlier")

    assert (made["periods"], made["compare_to"]) == (["2026-10-01..2026-10-15"], "2026-09-01..2026-09-15")


@pytest.mark.parametrize(
    "question",
    [
        "how much did revenue grow in October vs September, in %?",
        "by how many % did cost per lead go up, October vs September",
        "clicks October vs September, % change per campaign",
        "на сколько % октябрь к сентябрю по заявкам",
    ],
)
def test_bare_per_cent_only_tell_how_a_change_is_wanted(question: str) -> None:
    made = call(question)

    assert (made["tool"], made["compare_to"]) == ("compare_periods", "2026-09-01..2026-09-30")
    assert "share" not in made


@pytest.mark.parametrize(
    "question",
    ["which channel had the cheapest leads in September and October", "best week in September and October by leads"],
)
def test_rows_are_ranked_over_both_of_two_months_in_a_row(question: str) -> None:
    assert call(question)["periods"] == ["2026-09-01..2026-10-31"]


@pytest.mark.parametrize("question", ["how did the weekend go? spend and leads", "расход за выходные"])
def test_the_weekend_is_the_one_that_is_going_or_just_gone(question: str) -> None:
    assert call(question)["periods"] == ["2026-11-21..2026-11-21"]  # today is its Sunday


def test_weekends_of_named_days_and_beside_working_days_are_a_class() -> None:
    assert call("расход за выходные в октябре")["where"] == [only("weekday", "6", "7")]
    assert all(one.args.get("average") == "day" for one in asked("revenue on the weekend vs weekdays in October").calls)


def test_as_many_days_before_are_counted_from_those_of_the_request_before() -> None:
    made = call("заявки за последние 30 дней", "а за предыдущие 30?")

    assert made["periods"] == ["2026-09-23..2026-10-22"]
