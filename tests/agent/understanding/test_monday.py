"""What a marketer wants on a Monday reaches the tool that knows it, by words of a kind and not by one phrase."""

import pytest

from agent.understanding.dialogue.advice import about_advice
from agent.understanding.dialogue.memory import Conversation
from tests.agent.understanding.asked import asked, call, only


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("покжи дашборд", "dashboard"),
        ("opne the dashbord", "dashboard"),
        ("выведи главные цифры одним экраном", "dashboard"),
        ("show me everything at a glance", "dashboard"),
        ("что я пропустил пока отдыхал", "dashboard"),
        ("tldr pls", "dashboard"),
        ("which channel is maxed out", "compare_channels"),
        ("какой канал насытился", "compare_channels"),
        ("compare channels", "compare_channels"),
        ("сравни каналы", "compare_channels"),
        ("rank my channels", "compare_channels"),
        ("какой тест запустить чтобы понять что работает", "experiment"),
        ("are we on track", "plan_fact"),
        ("what are our goals", "plan_fact"),
        ("where do we land this month", "plan_fact"),
        ("во скока постить?", "best_time"),
        ("есть смысл гасить рекламу на ночь?", "best_time"),
        ("whats weird about yesterday, anything strange?", "list_alerts"),
        ("can i trust the numbers of yesterday", "data_health"),
        ("что горит?", "list_alerts"),
        ("креативы выгорели?", "recommend"),
    ],
)
def test_a_wish_reaches_its_tool(message: str, tool: str) -> None:
    assert [one.name for one in asked(message).calls] == [tool]


def test_a_dashboard_keeps_its_channel_and_days() -> None:
    assert call("дашборд только по вк за 90 дней")["channels"] == ["vk"]
    assert call("dashboard but just fb, this month")["period"] == "2026-11-01..2026-11-21"


def test_a_big_picture_of_figures_that_are_named_is_a_table() -> None:
    assert asked("the big picture of spend by region").calls[0].name == "query_metrics"


def test_two_channels_are_weighed_by_the_scorecard_and_a_named_measure_by_a_table() -> None:
    assert call("facebook or tiktok, whos better") == {
        "tool": "compare_channels",
        "channels": ["facebook", "tiktok"],
    }
    assert call("facebook or tiktok, who has the better roi")["tool"] == "query_metrics"


def test_a_pause_is_told_from_more_money() -> None:
    assert call("set up a holdout for tiktok") == {
        "tool": "experiment",
        "where": [only("channel", "tiktok")],
        "pause": True,
    }


def test_everything_gets_its_part() -> None:
    moves = call("what if everything got 20% more money")["moves"]

    assert {move["target"] for move in moves} > {"facebook", "vk"}
    assert {move["amount"] for move in moves} == {"20%"}


def test_a_report_of_a_channel_that_is_not_there_is_not_one_of_the_others() -> None:
    assert asked("хочу отчёт по ютубу за прошлую неделю").status == "clarify"


def test_the_days_of_a_forecast_are_those_that_are_said() -> None:
    assert call("прогноз лидов на след неделю")["period"] == "2026-11-23..2026-11-29"
    assert call("facebook cpa forecast for tomorrow")["period"] == "2026-11-23..2026-11-23"
    assert call("прогноз на год вперёд по roi")["period"].endswith("2027-11-22")


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("запомни, заявка у нас это лид", {"kind": "word", "term": "заявка", "meaning": "лид"}),
        ("when i say sales i mean conversions, remember that", {"term": "sales", "meaning": "conversions"}),
        ("активные кампании это где был расход за 7 дней, запомни", {"term": "активные кампании"}),
        ("note: black friday sale nov 27-30", {"kind": "note", "period": "nov 27-30", "text": "black friday sale"}),
        ("какие у нас пометки на графиках", {"action": "list", "kind": "note"}),
    ],
)
def test_what_is_taught_is_taken_down_as_it_was_meant(message: str, args: dict[str, str]) -> None:
    assert args.items() <= call(message).items()


def test_a_slip_in_what_came_of_advice_is_heard() -> None:
    found = about_advice("что принсли твои советы?", Conversation())

    assert found is not None
    assert found.name == "advice_record"


def test_a_verb_is_not_repaired_to_a_word_that_leaves_out() -> None:
    kept = asked("какой возраст зря кормим в телеге").calls[0].args.get("where", [])

    assert not any(entry.get("exclude") for entry in kept)
