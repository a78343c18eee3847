"""What an act's call can't hold, or had to guess, is asked back about; what it can hold is in it."""

from typing import Any

import pytest

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.model import read
from agent.understanding.outcome import Asked, Understood
from agent.understanding.understand import tools_there, understand
from tests.agent.understanding.asked import SHOP, TODAY


def heard(text: str) -> Understood:
    """The message with the learned reader."""
    language = "en" if text.isascii() else "ru"
    return understand(Asked(text=text, catalogue=SHOP, today=TODAY, language=language, tools=tools_there(), read=read))


def calls(text: str) -> tuple[PlannedCall, ...]:
    return heard(text).calls


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("what if we cut TikTok by 30%, how many leads would we lose", "leads"),
        ("если поднять бюджет вк на 20%, сколько кликов добавится", "clicks"),
        ("what happens to conversions if we double Telegram", "conversions"),
        ("что будет с заявками если урезать тикток вдвое", "leads"),
        ("if we move half of TikTok to VK how does profit change", "profit"),
    ],
)
def test_a_what_if_is_weighed_by_what_is_asked(question: str, target: str) -> None:
    (call,) = calls(question)

    assert (call.name, call.args["target"]) == ("what_if", target)


def test_a_what_if_of_a_campaign_is_of_that_campaign() -> None:
    (call,) = calls("what if we double the budget of Spring Sale | Lisbon")

    assert call.args["moves"] == [{"target": "Spring Sale | Lisbon", "amount": "100%"}]


@pytest.mark.parametrize(
    "question",
    [
        "what if we cut TikTok by 30% in Houston",
        "выполняем ли план в Чикаго",
        "forecast revenue by device for next month",
        "прогноз для телеграма на две недели",
    ],
)
def test_what_a_tool_has_no_place_for_is_asked_about(question: str) -> None:
    found = heard(question)

    assert (found.status, found.calls) == ("clarify", ())
    assert found.options


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("forecast leads and revenue for VK next month", ["leads", "revenue"]),
        ("прогноз расхода и кликов", ["spend", "clicks"]),
    ],
)
def test_each_of_several_metrics_is_forecast(question: str, metrics: list[str]) -> None:
    assert [call.args["metric"] for call in calls(question)] == metrics


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("как дела у клиента?", 2),
        ("how did the device do?", 2),
        ("что там с этой кампанией", 4),
        ("how did the audience do in May", 0),
    ],
)
def test_one_thing_without_its_name_is_asked_for(question: str, shown: int) -> None:
    found = heard(question)

    assert not found.calls or not shown
    assert len(found.options) == shown or not shown


@pytest.mark.parametrize(
    "question", ["spend by campaign", "which channel was best", "how did campaigns do in May", "кампании за май"]
)
def test_several_of_a_kind_are_no_unnamed_one(question: str) -> None:
    assert calls(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "clicks in Houston in May and spend in Chicago",
            [("clicks", "Houston", "2026-05-01..2026-05-31"), ("spend", "Chicago", "2026-05-01..2026-05-31")],
        ),
        (
            "leads from TikTok in May, and total cost per lead",
            [("leads", "tiktok", "2026-05-01..2026-05-31"), ("cpl", "", "2026-05-01..2026-05-31")],
        ),
        (
            "выручка вк в мае и телеграма в июне",
            [("revenue", "vk", "2026-05-01..2026-05-31"), ("revenue", "telegram", "2026-06-01..2026-06-30")],
        ),
    ],
)
def test_each_of_two_requests_keeps_its_rows_and_days(question: str, expected: list[tuple[Any, ...]]) -> None:
    found = calls(question)

    assert [
        (call.args["metrics"][0], *(call.args.get("where") or [{"values": [""]}])[0]["values"], call.args["periods"][0])
        for call in found
    ] == expected


@pytest.mark.parametrize(
    "question",
    [
        "how much of our revenue comes from TikTok in May",
        "сколько из выручки приходится на тикток в мае",
        "какая часть выручки пришла с тиктока в мае",
    ],
)
def test_how_much_of_a_whole_is_a_share(question: str) -> None:
    (call,) = calls(question)

    assert (call.args["share"], call.args["focus"]) == ("rows", ["tiktok"])


def test_how_many_run_is_a_count() -> None:
    (call,) = calls("how many campaigns are active")

    assert call.args["count"] is True
    assert call.args["having"] == [{"metric": "spend", "operator": ">", "value": 0.0}]
