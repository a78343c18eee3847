"""Wishes: to be told of something, to change advertising, to hear why data lacks; and messages without a subject."""

import pytest

from tests.agent.understanding.asked import asked, call

WATCHED = [
    "tell me when CPA of Google goes above 500",
    "tell me if ROI falls under 1",
    "ping me when spend exceeds 100k a day",
    "let me know once revenue drops below 100000",
    "скажи, когда CPA вырастет выше 500",
    "дай знать, если CPA у Facebook превысит 400",
    "маякни если CTR упадет ниже 1%",
]


@pytest.mark.parametrize("wish", WATCHED)
def test_to_be_told_is_an_alert_rule_in_the_person_s_words(wish: str) -> None:
    assert call(wish) == {"tool": "manage_alert_rule", "action": "add", "phrase": wish}


@pytest.mark.parametrize(
    "question",
    [
        "tell me when CPA was highest",
        "tell me when ROI was above 1000%",
        "скажи, когда CPA был самым высоким",
        "скажи когда выручка была выше 500000",
        "tell me if CPA was above 500 in October",
    ],
)
def test_what_has_been_is_a_question(question: str) -> None:
    assert call(question)["tool"] == "query_metrics"


ACTS = [
    "Поставь на паузу кампанию «Поиск — Бренд», она жрёт бюджет",
    "raise the budget of Facebook by 20%",
    "подними бюджет Facebook на 20%",
    "turn Facebook off",
    "launch a campaign in Facebook",
    "send the report to my boss",
    "отправь отчёт клиенту на почту",
    "move 10k from Facebook to Email",
    "Erase Nordwind",
    "Delete every Acme row from the database",
]


@pytest.mark.parametrize("order", ACTS)
def test_orders_to_the_platforms_are_unsupported(order: str) -> None:
    planned = asked(order)

    assert (planned.status, planned.calls) == ("unsupported", ())


@pytest.mark.parametrize(
    "question",
    [
        "share of Facebook in spend",
        "send me October spend by channel",
        "start of October spend",
        "cut October spend by channel",
        "сделай таблицу расходов по кампаниям",
        "increase in spend by channel in October",
    ],
)
def test_questions_that_begin_like_orders_are_answered(question: str) -> None:
    assert asked(question).status == "answered"


def test_after_a_question_delete_leaves_a_name_out() -> None:
    assert call("расход по каналам за октябрь", "удали Facebook")["where"][0]["exclude"] is True


@pytest.mark.parametrize(
    "question",
    [
        "why is Facebook lagging behind?",
        "почему отстаёт Facebook?",
        "почему Facebook не обновляется",
        "why is Facebook data late",
    ],
)
def test_why_data_lacks_is_about_its_health(question: str) -> None:
    assert call(question) == {"tool": "data_health", "channels": ["facebook"]}
