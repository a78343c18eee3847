"""Heavy work has a line of its own: totals pass it, and nobody's ten forecasts precede another's one."""

import asyncio
import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from agent import toolbox
from agent.analyst import AskingLimits
from agent.heavy import HeavyLine
from agent.state import Turn
from tests.security.two_clients import ROMASHKA, demetra_with
from tools.access.throttle import Throttle
from tools.tool import ToolResult, find_tools


async def test_one_at_a_time_fairly_among_people_and_a_step_behind() -> None:
    line, order, together = HeavyLine(), [], []
    at_once = 0

    def work(name: str) -> int:
        nonlocal at_once
        at_once += 1
        together.append(at_once)
        time.sleep(0.02)
        order.append(name)
        at_once -= 1
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def of(name: str) -> "asyncio.Task[int]":
        return asyncio.ensure_future(line.run(name[0], lambda: work(name)))

    many = [of(f"a{number}") for number in range(8)]
    await asyncio.sleep(0)
    kinds = await asyncio.gather(*many, of("b"))

    assert max(together) == 1
    assert order.index("b") <= 2
    assert min(kinds) >= min(os.getpriority(os.PRIO_PROCESS, 0) + 5, 19)


async def test_a_total_is_answered_while_somebody_forecasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = demetra_with(tmp_path, f"sqlite:///{tmp_path / 'x.db'}", foreign=False)
    over, begun = threading.Event(), threading.Event()
    original = toolbox._run

    def slow(name: str, arguments: object, turn: Turn) -> ToolResult:
        if name == "forecast_metric":
            begun.set()
            over.wait(20)
        return original(name, arguments, turn)

    monkeypatch.setattr(toolbox, "_run", slow)
    async with running.analyst(remember=False) as analyst:
        heavy = [
            asyncio.ensure_future(analyst.ask("прогноз расхода на 14 дней", thread=f"f{number}", actor=ROMASHKA))
            for number in range(12)
        ]
        await asyncio.to_thread(begun.wait, 20)
        total = await asyncio.wait_for(analyst.ask("расход за прошлый месяц", thread="t"), 15)
        assert total.status == "answered"
        assert not any(one.done() for one in heavy)
        for one in heavy[1:]:
            one.cancel()
        over.set()
        assert (await heavy[0]).status == "answered"


def test_what_takes_seconds_is_called_heavy() -> None:
    heavy = {name for name, tool in find_tools().items() if tool.heavy}

    assert {"forecast_metric", "allocate_budget", "recommend", "predict_campaign"} <= heavy
    assert "query_metrics" not in heavy


async def test_questions_of_one_person_are_counted_and_long_ones_not_read(tmp_path: Path) -> None:
    running = demetra_with(tmp_path, f"sqlite:///{tmp_path / 'x.db'}", foreign=False)
    async with running.analyst(remember=False) as opened:
        analyst = replace(opened, limits=AskingLimits(characters=100, a_minute=Throttle(a_minute=2)))
        said = [await analyst.ask("расход за прошлый месяц", thread=str(n), actor=ROMASHKA) for n in range(3)]
        other = await analyst.ask("расход за прошлый месяц", thread="o", actor=replace(ROMASHKA, name="olga"))
        long = await analyst.ask("расход " * 20, thread="l")

    assert [one.status for one in said] == ["answered", "answered", "refused"]
    assert "2" in said[2].answer
    assert other.status == "answered"
    assert long.status == "unsupported"
    assert "100" in long.answer
