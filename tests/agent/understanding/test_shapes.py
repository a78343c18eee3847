"""Shapes of requests: parts of names, named measures, changes as conditions, sums, shares of all, follow-ups."""

from typing import Any

import pytest

from tests.agent.understanding.asked import asked, call, catalogue, on, only
from tools.semantics.catalogue import CampaignName

NAMES = ("Brand Search UK", "fb_brand_video", "Shop Winter", "Retarget shop 30d")
CAMPAIGNS = tuple(
    CampaignName(root_id=number, external_id=str(50_000 + number), name=name, channel="facebook")
    for number, name in enumerate(NAMES, start=1)
)
NAMED = catalogue(campaigns=CAMPAIGNS)
MAY, APRIL = on("в мае")[0], on("в апреле")[0]


@pytest.mark.parametrize(
    "question",
    ["spend on brand campaigns in May", "расход по брендовым кампаниям в мае", "Brand campaigns spend in May"],
)
def test_a_word_beside_campaigns_keeps_all_whose_names_hold_it(question: str) -> None:
    planned = call(question, about=NAMED)

    assert planned["where"] == [only("campaign", "Brand Search UK", "fb_brand_video")]
    assert "group_by" not in planned


def test_a_word_in_another_alphabet_beside_campaigns() -> None:
    planned = call("сколько потратили на кампании с ретаргетом в мае", about=NAMED)

    assert planned["where"] == [only("campaign", "Retarget shop 30d")]


@pytest.mark.parametrize(
    "question",
    [
        "campaigns with shop in their name: clicks in May",
        "клики кампаний, в названии которых есть shop, за май",
        "кампании со словом shop: клики за май",
    ],
)
def test_an_everyday_word_may_be_part_of_a_name(question: str) -> None:
    planned = call(question, about=NAMED)

    assert planned["where"] == [{"dimension": "campaign", "values": ["shop"], "match": "contains"}]
    assert planned["metrics"] == ["clicks"]


def test_what_no_data_hold_may_be_part_of_a_name() -> None:
    planned = call("расход кампаний, в названии которых есть brand, за май", about=NAMED)

    assert planned["where"] == [{"dimension": "campaign", "values": ["brand"], "match": "contains"}]


def test_a_part_that_no_name_has_is_said() -> None:
    found = asked("campaigns with zebra in the name: clicks in May", about=NAMED)

    assert found.status == "no_data"
    assert "zebra" in found.text


def limit(metric: str, operator: str, value: float = 1.0, **other: str) -> dict[str, Any]:
    return {"metric": metric, "operator": operator, "value": value, **other}


@pytest.mark.parametrize(
    ("question", "having"),
    [
        ("who gets leads cheaper than Facebook in May", limit("cpl", "<", times="row", name="facebook")),
        ("which channels are cheaper per lead than Facebook in May", limit("cpl", "<", times="row", name="facebook")),
        ("у каких каналов лид дороже чем у фейсбука в мае", limit("cpl", ">", times="row", name="facebook")),
        ("which channels have a better CPA than Telegram in May", limit("cpa", "<", times="row", name="telegram")),
        (
            "channels with revenue twice more than Telegram in May",
            limit("revenue", ">", 2.0, times="row", name="telegram"),
        ),
        ("channels with spend twice the average in May", limit("spend", ">", 2.0, times="average")),
        ("каналы с расходом больше среднего в 1,5 раза в мае", limit("spend", ">", 1.5, times="average")),
        ("channels with ROAS above 3x in May", limit("roas", ">", 3.0)),
        ("which channels spent less in May than in April", limit("spend", "<", times="period", name=APRIL)),
        ("which channels lost more than 20% of revenue in May", limit("revenue", "<", -0.2, of="change")),
        ("каналы, у которых CPL вырос больше чем на 10% в мае", limit("cpl", ">", 0.1, of="change")),
    ],
)
def test_a_measure_that_is_no_plain_number(question: str, having: dict[str, Any]) -> None:
    planned = call(question)

    assert (planned["having"], planned["group_by"]) == ([having], ["channel"])
    assert "where" not in planned


def test_campaigns_with_a_condition_are_rows() -> None:
    planned = call("campaigns where spend grew and leads fell in May")

    assert planned["group_by"] == ["campaign"]
    assert [(one["metric"], one["operator"]) for one in planned["having"]] == [("spend", ">"), ("leads", "<")]


@pytest.mark.parametrize(
    "question",
    [
        "which channel lost the most revenue between April and May",
        "между апрелем и маем какой канал потерял больше всего выручки",
    ],
)
def test_between_two_months_is_a_change(question: str) -> None:
    planned = call(question)

    assert (planned["periods"], planned["compare_to"]) == ([MAY], APRIL)
    assert (planned["order_of"], planned["descending"]) == ("change_abs", False)


@pytest.mark.parametrize(
    "question",
    ["how much did we spend on unprofitable campaigns in May", "сколько потратили на убыточные кампании в мае"],
)
def test_how_much_went_to_rows_of_a_kind_is_one_sum(question: str) -> None:
    planned = call(question)

    assert (planned["total"], planned["group_by"]) == (True, ["campaign"])
    assert planned["having"] == [limit("roi", "<", 0.0)]


def test_a_part_of_two_filters_is_a_share_of_everything() -> None:
    planned = call("Facebook in Houston as a per cent of all spend in May")

    assert planned["share"] == "whole"
    assert planned["where"] == [only("channel", "facebook"), only("location", "Houston")]


def test_classes_of_days_are_held_against_each_other_by_their_average_day() -> None:
    found = asked("spend on weekends vs weekdays in May")

    assert [one.args["average"] for one in found.calls] == ["day", "day"]


@pytest.mark.parametrize(
    "turns",
    [
        ("leads in April?", "how many more in May"),
        ("сколько лидов в апреле", "на сколько больше стало в мае"),
        ("leads in April", "how did they change in May"),
    ],
)
def test_how_many_more_is_held_against_the_days_before(turns: tuple[str, ...]) -> None:
    planned = call(*turns)

    assert (planned["periods"], planned["compare_to"]) == ([MAY], APRIL)


@pytest.mark.parametrize(
    "turns",
    [("spend of Facebook in May", "and VK", "together?"), ("расход фейсбука в мае", "а вк", "сколько в сумме?")],
)
def test_together_is_the_sum_of_the_last_two(turns: tuple[str, ...]) -> None:
    planned = call(*turns)

    assert planned["where"] == [only("channel", "facebook", "vk")]
    assert "group_by" not in planned


def test_another_metric_in_its_place_ranks_by_its_own_good_end() -> None:
    planned = call("top channels by revenue in May", "make it CPA instead")

    assert planned["metrics"][0] == "cpa"
    assert not planned.get("descending", False) or "order_by" not in planned


def test_two_ends_of_one_cut() -> None:
    calls = asked("top 3 campaigns by spend in May, then the bottom 2 by ROAS").calls

    assert [(one.args["group_by"], one.args["limit"]) for one in calls] == [(["campaign"], 3), (["campaign"], 2)]


@pytest.mark.parametrize("question", ["чем ROMI отличается от ROAS", "what's the difference between ROI and ROAS"])
def test_a_difference_between_metrics_is_their_definitions(question: str) -> None:
    calls = asked(question).calls

    assert [(one.name, one.args["metric"]) for one in calls] == [("describe_data", "roi"), ("describe_data", "roas")]


def test_what_each_one_cost_is_a_price() -> None:
    assert call("how many purchases did we get in April and what did each one cost us")["metrics"] == [
        "conversions",
        "cpa",
    ]


def test_weeks_from_a_day_on_are_a_cut_of_those_days() -> None:
    planned = call("динамика лидов по неделям с 1 сентября по 31 октября")

    assert (planned["group_by"], planned["periods"]) == (["week"], ["2026-09-01..2026-10-31"])


def test_the_pace_of_an_unfinished_month_is_its_own() -> None:
    planned = call("how much will we spend this month at the current pace")

    assert (planned["metrics"], planned["pace"], planned["periods"]) == (["spend"], True, on("this month"))


def test_thousands_of_one_condition_are_none_of_another() -> None:
    planned = call("кампании с ДРР выше 25% и расходом от 100 тыс за май", about=NAMED)

    assert planned["having"] == [limit("drr", ">", 0.25), limit("spend", ">=", 100_000.0)]
