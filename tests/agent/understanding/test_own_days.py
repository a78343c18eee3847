"""Conditions that have days of their own, thresholds that follow a metric, and periods said one by one."""

from typing import Any

import pytest

from tests.agent.understanding.asked import asked, call, on, only

MAY, MARCH, NOW = on("в мае")[0], on("в марте")[0], on("в ноябре")[0]


def limits(planned: dict[str, Any]) -> list[tuple[str, str, float, str]]:
    return [(one["metric"], one["operator"], one["value"], one.get("of", "value")) for one in planned["having"]]


@pytest.mark.parametrize(
    ("question", "having"),
    [
        (
            "which channels had CTR under 2% in May but over 3% in March",
            [("ctr", "<", 0.02, "value"), ("ctr", ">", 0.03, "previous")],
        ),
        (
            "каналы, у которых в марте CPC был выше 40, а в мае ниже 30",
            [("cpc", ">", 40.0, "previous"), ("cpc", "<", 30.0, "value")],
        ),
        (
            "channels with spend over 9k in May but ROAS under 2 in March",
            [("spend", ">", 9000.0, "value"), ("roas", "<", 2.0, "previous")],
        ),
        ("May revenue of channels that had ROAS over 2 in March", [("roas", ">", 2.0, "previous")]),
        ("клики за май по каналам, у которых в марте CPC был ниже 30", [("cpc", "<", 30.0, "previous")]),
    ],
)
def test_each_condition_is_put_to_its_own_days(question: str, having: list[tuple[str, str, float, str]]) -> None:
    planned = call(question)

    assert limits(planned) == having
    assert (planned["periods"], planned["compare_to"], planned["group_by"]) == ([MAY], MARCH, ["channel"])


def test_days_that_are_only_compared_with_belong_to_no_condition() -> None:
    planned = call("which channels spent more than 9k in May compared to March")

    assert limits(planned) == [("spend", ">", 9000.0, "value")]


def test_limits_that_rule_each_other_out_are_asked_about() -> None:
    found = asked("which channels had CTR under 2% and over 3% in May")

    assert found.status == "clarify"
    assert [limits(option.calls[0].args) for option in found.options] == [
        [("ctr", "<", 0.02, "value")],
        [("ctr", ">", 0.03, "value")],
    ]
    assert limits(call("channels with CTR between 2% and 3% in May")) == [
        ("ctr", ">=", 0.02, "value"),
        ("ctr", "<=", 0.03, "value"),
    ]


@pytest.mark.parametrize(
    ("first", "then", "having"),
    [
        ("CPA по кампаниям за май", "только те, где дороже 700", ("cpa", ">", 700.0, "value")),
        ("clicks by channel in May", "only those above 2k", ("clicks", ">", 2000.0, "value")),
        ("CPC by campaign in May", "just the ones under 30", ("cpc", "<", 30.0, "value")),
    ],
)
def test_a_threshold_is_of_the_metric_before(first: str, then: str, having: tuple[str, str, float, str]) -> None:
    planned = call(first, then)

    assert limits(planned) == [having]
    assert (planned["metrics"], planned["periods"]) == ([having[0]], [MAY])


@pytest.mark.parametrize(
    "question",
    [
        "by how many clicks did each channel move, May against March",
        "на сколько кликов изменился каждый канал в мае к марту",
        "на сколько долларов вырос расход по каналам в мае к марту",
        "how many more clicks did each channel get in May than in March",
    ],
)
def test_how_many_more_is_told_in_numbers(question: str) -> None:
    planned = call(question)

    assert (planned["order_of"], planned["compare_to"], planned["group_by"]) == ("change_abs", MARCH, ["channel"])
    assert "having" not in planned


def test_by_how_many_per_cent_is_not() -> None:
    assert "order_of" not in call("на сколько процентов вырос расход по каналам в мае к марту")


@pytest.mark.parametrize(
    "question", ["почём клик, март и май отдельно", "CPC in March and May, separately", "CPC в марте и в мае раздельно"]
)
def test_periods_said_apart_are_rows(question: str) -> None:
    planned = call(question)

    assert (sorted(planned["periods"]), planned["metrics"]) == ([MARCH, MAY], ["cpc"])
    assert "compare_to" not in planned


def test_of_two_listed_months_the_earlier_stays_whole() -> None:
    planned = call("расход в марте и в ноябре")

    assert planned["periods"] == [MARCH, NOW]
    assert call("расход в ноябре к марту")["compare_to"] == "2026-03-01..2026-03-21"


@pytest.mark.parametrize(
    "question",
    [
        "каналы, где в марте и в мае CPC был выше 40",
        "which channels had CPC above 40 in both March and May",
        "channels with CPC over 40 in March and May",
    ],
)
def test_a_condition_for_two_months_holds_in_each(question: str) -> None:
    planned = call(question)

    assert set(limits(planned)) == {("cpc", ">", 40.0, "previous"), ("cpc", ">", 40.0, "value")}
    assert (planned["periods"], planned["compare_to"]) == ([MAY], MARCH)


def test_more_or_less_by_how_many_keeps_every_row() -> None:
    planned = call("на сколько кликов больше или меньше дал каждый канал в мае чем в марте")

    assert (planned["order_of"], planned["group_by"]) == ("change_abs", ["channel"])
    assert "having" not in planned


@pytest.mark.parametrize(
    "question",
    [
        "how did clicks on May 5 - May 12 compare with the 8 days before",
        "клики 5-12 мая против 8 дней до этого",
        "клики с 5 по 12 мая к 8 дням ранее",
    ],
)
def test_so_many_days_before_others(question: str) -> None:
    planned = call(question)

    assert (planned["periods"], planned["compare_to"]) == (["2026-05-05..2026-05-12"], "2026-04-27..2026-05-04")
    assert "group_by" not in planned


def test_a_verb_gives_its_preposition_to_the_days() -> None:
    planned = call("how many more clicks did each channel bring in May than in March")

    assert (planned["metrics"], planned["periods"], planned["compare_to"]) == (["clicks"], [MAY], MARCH)


@pytest.mark.parametrize(
    ("question", "descending"),
    [("CPA всех каналов за май, от худшего к лучшему", True), ("CPA by channel in May, best first", False)],
)
def test_from_best_to_worst_follows_what_is_good(question: str, *, descending: bool) -> None:
    planned = call(question)

    assert (planned["order_by"], planned["descending"]) == ("cpa", descending)


def test_what_stands_beside_is_added() -> None:
    planned = call("клики по месяцам с марта", "только вк", "и расход рядом")

    assert (planned["metrics"], planned["where"]) == (["clicks", "spend"], [only("channel", "vk")])
