"""A worker that ends waits for what its jobs had begun."""

import asyncio
from typing import Any

import pytest

from agent.bootstrap import Demetra
from bots import worker


async def test_a_job_that_is_interrupted_puts_away_what_it_had_begun(
    running: Demetra, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, put_away = asyncio.Event(), asyncio.Event()

    async def refresh(_: Any) -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            put_away.set()

    monkeypatch.setattr(worker, "refresh_beside", refresh)
    async with worker.start(running):
        await asyncio.wait_for(begun.wait(), 20)

    assert put_away.is_set()
