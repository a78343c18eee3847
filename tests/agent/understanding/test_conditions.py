"""Conditions of more than one word: a second one beside the first, and rows that a condition leaves out."""

import pytest

from tests.agent.understanding.asked import call

SEPTEMBER = {"value": 1.0, "times": "period", "name": "2026-09-01..2026-09-30"}


@pytest.mark.parametrize(
    "question",
    [
        "which campaigns spent more in October than in September but brought less revenue?",
        "какие кампании в октябре потратили больше, чем в сентябре, а выручки принесли меньше?",
        "у каких кампаний в октябре расход больше, чем в сентябре, а выручка меньше",
    ],
)
def test_a_second_condition_is_against_what_the_first_is_against(question: str) -> None:
    assert call(question)["having"] == [
        {"metric": "spend", "operator": ">", **SEPTEMBER},
        {"metric": "revenue", "operator": "<", **SEPTEMBER},
    ]


def test_above_the_average_holds_for_both_metrics() -> None:
    having = call("у каких кампаний CPA выше среднего, а расход больше?")["having"]

    assert [(one["metric"], one["operator"], one["times"]) for one in having] == [
        ("cpa", ">", "average"),
        ("spend", ">", "average"),
    ]


@pytest.mark.parametrize(
    ("question", "operator"),
    [
        ("ROAS by campaign in October except those with spend under 40k", ">="),
        ("ROAS by campaign in October without campaigns that spent more than 40k", "<="),
        ("ROAS по кампаниям за октябрь кроме тех, где расход до 40 тысяч", ">"),
        ("ROAS по кампаниям за октябрь без кампаний с расходом ниже 40 тысяч", ">="),
    ],
)
def test_what_a_condition_leaves_out_is_not_shown(question: str, operator: str) -> None:
    (having,) = call(question)["having"]

    assert (having["metric"], having["operator"], having["value"]) == ("spend", operator, 40_000.0)


@pytest.mark.parametrize("said", ["exclude those under 40k spend", "убери те, у которых расход меньше 40 тысяч"])
def test_rows_of_the_answer_before_are_left_out(said: str) -> None:
    made = call("ROAS by campaign in October", said)

    assert (made["group_by"], made["periods"]) == (["campaign"], ["2026-10-01..2026-10-31"])
    assert [(one["metric"], one["operator"]) for one in made["having"]] == [("spend", ">=")]


def test_a_drop_by_more_than_is_a_movement() -> None:
    (having,) = call("which channels did spend drop by more than 5% in October?")["having"]

    assert (having["operator"], having["value"], having["of"]) == ("<", -0.05, "change")


@pytest.mark.parametrize("question", ["у каких компаний CPA в октябре выше 500", "ROAS по компаниям за октябрь"])
def test_companies_in_the_plural_are_campaigns(question: str) -> None:
    assert call(question)["group_by"] == ["campaign"]


def test_so_much_each_is_a_price() -> None:
    having = call("which campaigns brought over 300 orders in October at under $25 each?")["having"]

    assert [(one["metric"], one["operator"], one["value"]) for one in having] == [
        ("conversions", ">", 300.0),
        ("cpa", "<", 25.0),
    ]


def test_per_cent_beside_a_count_are_of_the_rate_told_before() -> None:
    having = call("ДРР по каналам за октябрь", "оставь где ниже 20% и больше 1000 заказов")["having"]

    assert [(one["metric"], one["operator"], one["value"]) for one in having] == [
        ("drr", "<", 0.2),
        ("conversions", ">=", 1_000.0),
    ]


@pytest.mark.parametrize(
    "question", ["у каких кампаний ROAS ниже общего за октябрь", "campaigns with ROAS below the overall in October"]
)
def test_below_the_overall_ratio_is_below_the_average(question: str) -> None:
    (having,) = call(question)["having"]

    assert (having["metric"], having["operator"], having["times"]) == ("roas", "<", "average")


@pytest.mark.parametrize(
    ("question", "operator"),
    [
        ("which campaigns brought less revenue than they cost in October", "<"),
        ("campaigns that made back less than they cost in October", "<"),
        ("какие кампании потратили больше, чем принесли, в октябре", "<"),
        ("campaigns that earned more than they cost in October", ">"),
        ("campaigns that didnt make their money back in October", "<"),
        ("какие кампании не отбили затраты в октябре", "<"),
    ],
)
def test_money_held_against_what_was_spent_is_a_condition_on_the_return(question: str, operator: str) -> None:
    assert call(question)["having"] == [{"metric": "roi", "operator": operator, "value": 0.0}]


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("for each channel, the campaign with the lowest CPA in October", "channel"),
        ("по каждому каналу кампания с самой дешёвой заявкой за октябрь", "channel"),
    ],
)
def test_the_one_with_the_most_is_one_in_each(question: str, group: str) -> None:
    asked = call(question)

    assert (asked["limit_per"], asked["limit"], asked["group_by"]) == (group, 1, [group, "campaign"])


def test_a_list_with_commas_prices_nothing() -> None:
    assert call("cost, clicks in October")["metrics"] == ["spend", "clicks"]
