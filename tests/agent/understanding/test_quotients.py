"""One measure by another, said as a rate, a share or so much for one; shares of rows and lists of measures stay so."""

from typing import Any

import pytest

from tests.agent.understanding.asked import call, on


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("revenue per click by channel", ["revenue_per_clicks"]),
        ("выручка на клик по каналам", ["revenue_per_clicks"]),
        ("сколько показов на одну конверсию по каналам", ["impressions_per_conversions"]),
        ("clicks / impressions by channel", ["ctr"]),
        ("what share of clicks became conversions by channel", ["cvr"]),
        ("конверсия из клика в заявку по каналам", ["lead_rate"]),
        ("spend / revenue by channel", ["drr"]),
    ],
)
def test_two_sums_are_divided(question: str, metrics: list[str]) -> None:
    assert call(question)["metrics"] == metrics


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("доля кликов по каналам", {"metrics": ["clicks"], "share": "rows"}),
        ("share of clicks and conversions by channel", {"metrics": ["clicks", "conversions"]}),
        ("clicks and conversions by channel", {"metrics": ["clicks", "conversions"]}),
        ("клики к конверсиям по каналам", {"metrics": ["clicks", "conversions"]}),
    ],
)
def test_what_is_listed_is_not_divided(question: str, args: dict[str, Any]) -> None:
    assert {name: call(question)[name] for name in args} == args


def test_weeks_of_two_months_are_weeks_of_both() -> None:
    told = call("конверсии по неделям, март и апрель 2026")

    assert told["periods"] == ["2026-03-01..2026-04-30"]


def test_those_days_are_the_days_said_before() -> None:
    told = call("how much did we spend in May and how many conversions came in those days")

    assert (told["metrics"], told["periods"]) == (["spend", "conversions"], on("in May"))


@pytest.mark.parametrize(
    ("first", "then", "metric"),
    [
        ("spend by channel in May", "and per conversion?", "cpa"),
        ("выручка по каналам за май", "а на один клик?", "revenue_per_clicks"),
        ("spend by channel in May", "and conversions?", "conversions"),
        ("spend by channel in May", "а cr в заявку?", "lead_rate"),
    ],
)
def test_so_much_for_one_follows_a_sum(first: str, then: str, metric: str) -> None:
    assert metric in call(first, then)["metrics"]


@pytest.mark.parametrize(
    "question",
    [
        "what did every rouble bring back in May",
        "сколько рублей вернул каждый рубль в мае",
        "сколько рублей приносил рубль рекламы в мае",
        "сколько вернулось с одного вложенного доллара в мае",
        "how many euros came back for every euro in May",
    ],
)
def test_what_money_brings_for_money(question: str) -> None:
    assert call(question)["metrics"] == ["roas"]


@pytest.mark.parametrize(
    "question",
    [
        "channels that returned less than 4 dollars per dollar in May",
        "channels that earned under 4 dollars for every dollar in May",
        "каналы, где каждый рубль вернул меньше 4 рублей в мае",
        "channels where a dollar of ads made under 4 dollars in May",
        "каналы, которые вернули меньше 4 рублей на вложенный рубль в мае",
    ],
)
def test_a_condition_on_what_money_brings_for_money(question: str) -> None:
    told = call(question)

    assert told["having"] == [{"metric": "roas", "operator": "<", "value": 4.0}]
    assert told["group_by"] == ["channel"]


def test_each_condition_is_about_its_own_ratio() -> None:
    told = call("which channels spent more than 9k in May but returned under 3 euros per euro")

    assert [(one["metric"], one["operator"], one["value"]) for one in told["having"]] == [
        ("spend", ">", 9000.0),
        ("roas", "<", 3.0),
    ]


@pytest.mark.parametrize("question", ["channels with CPA over 80 bucks in May", "каналы с CPA больше 80 баксов в мае"])
def test_money_in_everyday_words(question: str) -> None:
    assert call(question)["having"] == [{"metric": "cpa", "operator": ">", "value": 80.0}]


def test_average_orders_a_day_are_orders() -> None:
    assert call("average orders per day in May")["metrics"] == ["conversions"]
    assert call("average order in May by channel")["metrics"] == ["aov"]


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("how many clicks does it take to get one conversion by channel", "clicks_per_conversions"),
        ("сколько кликов нужно, чтобы получился один лид, по каналам", "clicks_per_leads"),
    ],
)
def test_so_many_are_needed_for_one(question: str, metric: str) -> None:
    assert call(question)["metrics"] == [metric]
