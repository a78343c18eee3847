"""What a question points at: names among rows, counts, what an answer begins with, and what is asked back."""

import pytest

from tests.agent.planner.shop import asked, call


def test_a_share_keeps_the_asked_name_as_focus() -> None:
    found = call("какая доля Facebook в расходах за май")
    assert (found["group_by"], found["focus"], found["share_of_total"]) == (["channel"], ["facebook"], True)


def test_a_follow_up_on_a_share_moves_the_focus() -> None:
    found = call("доля Facebook в расходах за май", "а Email?")
    assert (found["group_by"], found["focus"], "where" in found) == (["channel"], ["email"], False)


@pytest.mark.parametrize(
    "question", ["сколько каналов с ROI выше 100% за май", "how many channels had ROI above 100% in May"]
)
def test_how_many_asks_for_the_count(question: str) -> None:
    assert call(question)["count"] is True


def test_a_period_after_the_question_mark_counts() -> None:
    assert call("Какой канал принёс больше выручки? за май")["period"]


def test_everything_but_is_an_exclusion() -> None:
    assert call("ROI of everything but Facebook in May")["where"][0]["exclude"] is True


@pytest.mark.parametrize(
    "turns", [("spend by channel in May", "exclude the worst one"), ("clicks in May", "compare them")]
)
def test_pointing_at_nothing_is_asked_back(turns: tuple[str, ...]) -> None:
    assert asked(*turns).status == "clarify"


def test_a_quarter_takes_the_year_of_the_question_before() -> None:
    assert call("clicks in Q1 2025", "and Q2?")["period"] == "Q2 2025"


def test_ages_of_nobody_are_asked_back() -> None:
    assert not asked("ROI for people 71-79 in May").calls


@pytest.mark.parametrize(
    "question",
    [
        "what % of Acme's spend in May went to Email?",
        "какая доля расхода Acme за май ушла на Email",
        "доля Email в расходе Acme за май",
    ],
)
def test_of_two_names_the_part_is_shared(question: str) -> None:
    found = call(question)

    assert (found["group_by"], found["focus"]) == (["channel"], ["email"])
    assert found["where"] == [{"dimension": "account", "values": ["Acme"], "exclude": False}]


def test_a_verb_of_earning_is_no_metric_beside_what_it_earned() -> None:
    assert call("which channels made over 2 million profit in May")["metrics"] == ["profit"]


def test_days_said_once_hold_for_both_halves() -> None:
    planned = asked("how much did we earn and what did we spend in May")

    assert [entry.args["period"] for entry in planned.calls] == ["in May", "in May"]
