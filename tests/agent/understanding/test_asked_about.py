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


@pytest.mark.parametrize(
    ("question", "operator"),
    [
        ("which campaigns earned less than they cost in May?", "<"),
        ("channels that spend more than they bring in", "<"),
        ("campaigns that made more than they cost in May", ">"),
        ("каналы которые приносят меньше, чем тратят", "<"),
        ("у каких кампаний выручка больше чем расход в мае", ">"),
    ],
)
def test_money_in_against_money_out_is_a_loss_or_a_gain(question: str, operator: str) -> None:
    assert call(question)["having"] == [{"metric": "roi", "operator": operator, "value": 0.0}]


def test_a_condition_on_money_spent_is_none_on_what_came_in() -> None:
    assert call("which channels spent more than 500 in May")["having"][0]["metric"] == "spend"


@pytest.mark.parametrize(
    "question",
    [
        "сколько лидов было вчера и какая кампания лучшая по лидам за последние 7 дней?",
        "how many leads yesterday and which channel spent the most in the last 7 days",
    ],
)
def test_two_questions_keep_the_days_of_each(question: str) -> None:
    days = [one.args["periods"] for one in asked(question).calls]
    assert days == [["2026-11-21..2026-11-21"], ["2026-11-15..2026-11-21"]]


def test_a_plan_ranked_is_answered_in_its_order() -> None:
    assert call("which platform went over budget the most in Q3?")["about"] == "over"


def test_a_month_that_has_yet_to_come_is_that_of_the_year_before() -> None:
    assert call("выручка вк за ноябрь", "и то же за декабрь")["periods"] == ["2025-12-01..2025-12-31"]
    assert call("выручка вк за ноябрь 2025", "и то же за декабрь")["periods"] == ["2025-12-01..2025-12-31"]


def test_the_one_of_a_table_of_campaigns_is_a_campaign() -> None:
    dropped = call("roas by campaign for October", "drop the lisbon one")["where"]
    assert dropped == [{"dimension": "campaign", "values": ["Spring Sale | Lisbon"], "exclude": True}]
