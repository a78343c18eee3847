"""What is said beside an act that needs no metric reaches its tool, or is said to be left out."""

import pytest

from tests.agent.understanding.asked import asked


@pytest.mark.parametrize(
    ("message", "tool", "args"),
    [
        ("when should we post on telegram", "best_time", {"channels": ["telegram"], "of": "posts"}),
        ("когда лучше публиковать в вк", "best_time", {"channels": ["vk"], "of": "posts"}),
        (
            "plan vs actual of tiktok in October",
            "plan_fact",
            {"channels": ["tiktok"], "period": "2026-10-01..2026-10-31"},
        ),
        ("выполняем ли план по фейсбуку", "plan_fact", {"channels": ["facebook"]}),
    ],
)
def test_channels_and_days_go_along(message: str, tool: str, args: dict[str, object]) -> None:
    (call,) = asked(message).calls

    assert (call.name, dict(call.args)) == (tool, args)


@pytest.mark.parametrize(
    "message",
    [
        "хватит ли бюджета",
        "не вылезем ли за бюджет",
        "сколько осталось от бюджета",
        "успеваем ли к цели",
        "will the budget last until Christmas",
        "are we going to overspend",
        "how much of the budget is left",
        "are we behind the target",
    ],
)
def test_whether_a_budget_or_a_goal_is_held_to_is_the_plan(message: str) -> None:
    assert [call.name for call in asked(message).calls] == ["plan_fact"]


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("how should I split the remaining budget", "allocate_budget"),
        ("alert me if we overspend", "manage_alert_rule"),
        ("сколько потратили в октябре", "query_metrics"),
    ],
)
def test_other_talk_of_budgets_stays_what_it_is(message: str, tool: str) -> None:
    assert [call.name for call in asked(message).calls] == [tool]


def test_a_filter_that_the_answer_can_not_take_is_asked_about() -> None:
    found = asked("what should we do with mobile")

    assert (found.calls, [one.calls[0].name for one in found.options]) == ((), ["recommend"])
    assert "mobile" in found.text


@pytest.mark.parametrize("message", ["что было в октябре?", "что случилось в октябре?", "what happened in October?"])
def test_what_happened_is_told_in_figures_and_in_alerts(message: str) -> None:
    figures, alerts = asked(message).calls

    assert (figures.name, alerts.name) == ("query_metrics", "list_alerts")
    assert dict(alerts.args) == {"period": "2026-10-01..2026-10-31"}


@pytest.mark.parametrize(
    "message",
    [
        "почему сработала тревога 12?",
        "Why did alert 12 go off?",
        "почему 4 июня сработало предупреждение 12?",
        "почему сработал алерт 12 4 июня?",
        "why did alert 12 go off on 4 June in TikTok?",
    ],
)
def test_an_alert_is_asked_about_by_its_number(message: str) -> None:
    (call,) = asked(message).calls

    assert (call.name, dict(call.args)) == ("list_alerts", {"number": 12})
