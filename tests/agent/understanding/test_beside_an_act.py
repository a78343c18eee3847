"""What is asked beside another act is answered too: no act takes over the clause after it, or before."""

import pytest

from tests.agent.understanding.asked import asked, only


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("план факт по вк за октябрь, и сколько лидов оттуда", ["plan_fact", "query_metrics"]),
        ("plan vs actual for October and how many leads did we get", ["plan_fact", "query_metrics"]),
        ("прогноз выручки на декабрь и сколько потратили в октябре", ["forecast_metric", "query_metrics"]),
        ("forecast revenue for the next two weeks and tell me spend in October", ["forecast_metric", "query_metrics"]),
        ("make a report for October and how many leads there were", ["make_report", "query_metrics"]),
        ("какие сейчас алерты и какой расход за вчера", ["list_alerts", "query_metrics"]),
        ("how fresh is the data and what was spend in October", ["data_health", "query_metrics"]),
    ],
)
def test_both_requests_are_answered(message: str, tools: list[str]) -> None:
    assert [call.name for call in asked(message).calls] == tools


def test_names_and_days_of_the_plan_are_those_of_the_number_beside_it() -> None:
    plan, number = asked("план факт по вк за октябрь, и сколько лидов оттуда").calls

    assert dict(plan.args) == {"channels": ["vk"], "period": "2026-10-01..2026-10-31"}
    assert (number.args["where"], number.args["periods"]) == ([only("channel", "vk")], ["2026-10-01..2026-10-31"])


def test_days_behind_a_forecast_are_those_gone_by() -> None:
    _, spent = asked("прогноз выручки на декабрь и сколько потратили в октябре").calls

    assert spent.args["periods"] == ["2026-10-01..2026-10-31"]


def test_a_count_of_what_nobody_knows_is_asked_back_and_not_dropped() -> None:
    found = asked("план факт по вк за октябрь, и сколько оттуда квазаров")

    assert (found.calls, found.status) == ((), "clarify")
    assert "квазаров" in found.text
