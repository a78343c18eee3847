"""What a question points at: names among rows, counts, what an answer begins with, and what is asked back."""

import pytest

from tests.agent.understanding.asked import asked, call


def test_a_follow_up_on_a_share_moves_the_focus() -> None:
    found = call("доля Facebook в расходах за май", "а Email?")
    assert (found["group_by"], found["focus"], "where" in found) == (["channel"], ["email"], False)


@pytest.mark.parametrize(
    "question", ["сколько каналов с ROI выше 100% за май", "how many channels had ROI above 100% in May"]
)
def test_how_many_asks_for_the_count(question: str) -> None:
    assert call(question)["count"] is True


def test_a_period_after_the_question_mark_counts() -> None:
    assert call("Какой канал принёс больше выручки? за май")["periods"][0]


def test_everything_but_is_an_exclusion() -> None:
    assert call("ROI of everything but Facebook in May")["where"][0]["exclude"] is True


@pytest.mark.parametrize(
    "turns", [("spend by channel in May", "exclude the worst one"), ("clicks in May", "compare them")]
)
def test_pointing_at_nothing_is_asked_back(turns: tuple[str, ...]) -> None:
    assert asked(*turns).status == "clarify"


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
    assert found["where"] == [{"dimension": "account", "values": ["Acme"]}]


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("почему в мае подорожал лид?", "cpl"),
        ("почему подешевели клики в мае", "cpc"),
        ("почему упали лиды в мае", "leads"),
    ],
)
def test_what_grows_dear_is_a_price(question: str, metric: str) -> None:
    assert call(question)["metric"] == metric


def test_a_condition_on_nothing_known_is_no_count_of_days() -> None:
    assert not asked("сколько дней в январе продавали больше 15 абонементов").calls
