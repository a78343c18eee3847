"""What is kept of the words around it: uncollected metrics are refused, two requests stay two, a clause its subject."""

import pytest

from tests.agent.understanding.asked import asked, call, on, only

MAY, APRIL = on("в мае")[0], on("в апреле")[0]
BOTH = [only("channel", "vk", "telegram")]


@pytest.mark.parametrize(
    "question",
    ["bounce rate by channel in May", "how's our churn looking in May", "cost per install in May"],
)
def test_what_no_data_has_is_refused_and_never_answered_with_the_usual_metrics(question: str) -> None:
    found = asked(question)

    assert (found.status, found.calls) == ("unsupported", ())


def test_a_word_without_meaning_between_a_metric_and_a_name_is_a_verb() -> None:
    planned = call("сколько заявок притащил телеграм в мае")

    assert (planned["metrics"], planned["where"]) == (["leads"], [only("channel", "telegram")])


def test_more_of_what_orders_the_rows() -> None:
    planned = call("по каким дням недели больше заявок в мае")

    assert (planned["group_by"], planned["order_by"], planned["descending"]) == (["weekday"], "leads", True)


def test_which_one_lost_out_is_the_low_end_of_profit() -> None:
    planned = call("profit by channel in May", "which one lost out?")

    assert planned["tool"] == "query_metrics"
    assert (planned["order_by"], planned["descending"]) == ("profit", False)


def test_together_keeps_both_names_while_the_days_move() -> None:
    planned = call("сколько потратили на вк в апреле", "а телега?", "а вместе за май")

    assert planned["where"] == BOTH
    assert planned["periods"] == [MAY]
    assert "group_by" not in planned


def test_both_of_them_are_rows() -> None:
    planned = call("clicks for VK in April", "same for Telegram", "now May, both of them")

    assert (planned["where"], planned["group_by"], planned["periods"]) == (BOTH, ["channel"], [MAY])


def test_days_that_follow_each_other_make_one_total() -> None:
    planned = call("vk leads in April", "and May", "what's the total?")

    assert planned["where"] == [only("channel", "vk")]
    assert planned["periods"] == [f"{APRIL.split('..')[0]}..{MAY.split('..')[1]}"]


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("какая кампания принесла больше всего заявок в мае и сколько на неё потратили", ["leads", "spend"]),
        ("какая кампания дала больше всего заявок в мае и какой у неё roas", ["leads", "roas"]),
    ],
)
def test_a_pronoun_in_the_second_clause_means_the_first_row(question: str, metrics: list[str]) -> None:
    planned = call(question)

    assert (planned["group_by"], planned["order_by"], planned["metrics"]) == (["campaign"], "leads", metrics)


@pytest.mark.parametrize(
    ("question", "metrics", "ascending"),
    [
        ("на какой канал пришлось меньше всего кликов и какая у него доля, май", ["clicks"], True),
        ("which channel has the highest ROAS in May and what is its share of spend", ["roas", "spend"], False),
    ],
)
def test_the_share_of_the_one_found(question: str, metrics: list[str], *, ascending: bool) -> None:
    planned = call(question)

    assert (planned["metrics"], planned["share"], planned["periods"]) == (metrics, "rows", [MAY])
    assert (planned["order_by"], planned["descending"]) == (metrics[0], not ascending)


def test_two_shares_of_one_part() -> None:
    planned = call("какая доля расхода и какая доля кликов пришлась на мобильные в мае")

    assert (planned["metrics"], planned["share"]) == (["spend", "clicks"], "rows")
    assert (planned["group_by"], planned["focus"]) == (["device"], ["mobile"])


def test_one_share_of_two_together() -> None:
    joint = call("какая доля кликов пришла из вк и телеграма вместе в мае")
    each = call("какая доля кликов пришла из вк и телеграма в мае")

    assert (joint["where"], joint["share"]) == (BOTH, "whole")
    assert "group_by" not in joint
    assert (each["focus"], each["share"], each["group_by"]) == (["vk", "telegram"], "rows", ["channel"])


def test_all_rows_in_an_order_are_all_of_them() -> None:
    planned = call("окупаемость (ROAS) всех кампаний за май, от лучшей к худшей")

    assert (planned["metrics"], planned["group_by"], planned["order_by"]) == (["roas"], ["campaign"], "roas")
    assert "limit" not in planned
