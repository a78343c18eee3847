"""Targets by words: proposed, set after a yes, listed, used by the plan and taken back, in both languages."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent.bootstrap import Demetra
from agent.understanding.dialogue.goal_talk import goal_said
from ingest.errors import InvalidInput, NotAllowed
from ingest.settings import Settings
from tests.conftest import TODAY
from tests.ingest.files_bench import told
from tools.access import Actor, DataScope
from tools.alerts.rules.phrase_parts import in_metric_units
from tools.plan.lines import plan_lines
from tools.plan.targets import amount_of, goals_from, metric_for
from tools.tool import find_tools
from tools.words.numbers import find_numbers

MONTH = TODAY.replace(day=1)


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[Demetra]:
    """Two channels, one of which brings three times as much, on both databases."""
    made = Demetra(settings=Settings(database_url=database_url, data_dir=tmp_path, today=TODAY))
    days = [TODAY - timedelta(days=back) for back in range(60, 0, -1)]
    texts = (
        "".join(f"{day},{channel},A {channel},{100 * factor},{200 * factor},{factor}\n" for day in days)
        for channel, factor in (("vk", 1), ("tiktok", 3))
    )
    told(made.engine, *(f"Date,Channel,Campaign,Cost,Revenue,Conversions\n{rows}" for rows in texts), currency="USD")
    yield made
    made.engine.dispose()


async def _said(running: Demetra, *turns: str) -> list[Any]:
    async with running.analyst(remember=False) as analyst:
        return [await analyst.ask(turn, thread="t") for turn in turns]


def _goals(running: Demetra) -> list[tuple[str, date, str, float]]:
    return [(one.channel, one.month, one.metric, one.target) for one in goals_from(date(2026, 1, 1), running.desk())]


async def test_a_target_is_proposed_set_after_a_yes_seen_in_the_plan_and_taken_back(running: Demetra) -> None:
    proposed, done, plan = await _said(running, "поставь цель CPA 90 на этот месяц", "да", "выполняем ли план?")

    assert "Поставить цели?" in proposed.answer
    assert "все каналы" in done.answer
    assert _goals(running) == [("tiktok", MONTH, "cpa", 90.0), ("vk", MONTH, "cpa", 90.0)]
    assert "CPA" in plan.answer
    assert {(line.channel, line.target) for line in plan_lines(MONTH, (), running.desk())} >= {("vk", 90.0)}

    *_, gone = await _said(running, "удали цель по CPA", "да")
    assert "Цели убраны" in gone.answer
    assert _goals(running) == []


async def test_a_target_in_english_for_a_quarter_is_a_line_a_month(running: Demetra) -> None:
    proposed, _ = await _said(running, "target ROI 150% for Q1 2027", "yes")

    assert "Set these targets?" in proposed.answer
    assert {(month, target) for _, month, _, target in _goals(running)} == {
        (date(2027, number, 1), 1.5) for number in (1, 2, 3)
    }


def test_a_sum_for_all_channels_is_cut_by_what_each_brings(running: Demetra) -> None:
    tool = find_tools()["set_goal"]
    tool.call(tool.arguments(metric="revenue", target="2 млн", period="this month", confirm=True), running.desk())

    assert [(name, target) for name, _, _, target in _goals(running)] == [("tiktok", 1_500_000.0), ("vk", 500_000.0)]


def test_targets_are_for_who_may_change_rules_and_sees_the_channel(running: Demetra) -> None:
    tool, desk = find_tools()["set_goal"], running.desk()
    wanted = tool.arguments(metric="cpa", target="90", channels=["vk"], confirm=True)
    with pytest.raises(NotAllowed):
        tool.call(wanted, desk.acting_for(Actor(name="x", role="viewer")))
    partly = Actor(name="x", role="marketer", scope=DataScope(accounts=frozenset({"none"})))
    with pytest.raises(InvalidInput):
        tool.call(tool.arguments(metric="cpa", target="90", confirm=True), desk.acting_for(partly))
    for bad in (
        {"metric": "spend", "target": "90"},
        {"metric": "cpa", "target": "скоро"},
        {"metric": "cpa", "target": "90 %"},
        {"metric": "cpa"},
    ):
        with pytest.raises(InvalidInput):
            tool.call(tool.arguments(**bad), desk)
    assert _goals(running) == []


@pytest.mark.parametrize(
    ("said", "metric", "value"),
    [("150 %", "roi", 1.5), ("150", "roi", 1.5), ("1.5", "roi", 1.5), ("5", "roi", 5.0), ("2", "ctr", 0.02)],
)
def test_a_percentage_is_read_in_whichever_way_it_is_said(said: str, metric: str, value: float) -> None:
    """As in a condition and in a rule: one reading wherever it stands."""
    figure = find_numbers(said)[0]
    assert amount_of(said, metric_for(metric)) == in_metric_units(metric, figure) == value


@pytest.mark.parametrize(("said", "channel"), [("тиктока", "tiktok"), ("вк", "vk"), ("фб", "facebook")])
def test_a_target_names_its_channel_as_questions_do(running: Demetra, said: str, channel: str) -> None:
    """With data or without: a target for one channel is never one for all."""
    call = goal_said(f"поставь цель CPA 900 для {said}", running.desk().metrics.catalogue(), TODAY, "ru")
    assert call is not None
    assert call.args["channels"] == [channel]


async def test_a_target_for_a_channel_without_data_is_refused(running: Demetra) -> None:
    (said,) = await _said(running, "поставь цель CPA 900 для фб")
    assert "Поставить цели?" not in said.answer


def test_a_month_that_is_over_is_meant_a_year_on(running: Demetra) -> None:
    tool, past = find_tools()["set_goal"], (MONTH - timedelta(days=40)).strftime("%B")
    tool.call(tool.arguments(metric="cpa", target="90", period=past, confirm=True), running.desk())
    assert all(month >= MONTH for _, month, _, _ in _goals(running))


async def test_a_question_beside_a_target_is_answered_with_it(running: Demetra) -> None:
    (both,) = await _said(running, "поставь цель 50 продаж на этот месяц и скажи, сколько уже есть")
    assert [call.name for call in both.tool_calls] == ["set_goal", "query_metrics"]
    assert both.tool_calls[1].args["metrics"] == ["conversions"]


@pytest.mark.parametrize(
    "said", ["выполним ли цель по CPA?", "какая цель на декабрь", "will we hit the target", "расход 900 на декабрь"]
)
def test_a_question_about_targets_sets_none(running: Demetra, said: str) -> None:
    assert goal_said(said, running.desk().metrics.catalogue(), TODAY, "ru") is None
