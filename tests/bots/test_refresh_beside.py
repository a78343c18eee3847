"""A refresh that runs beside the worker ends with whoever waits for it, also while it is still beginning."""

import asyncio
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any

import pytest

from agent.bootstrap import Demetra
from bots.refresh_once import refresh_beside
from ingest.settings import Settings


async def test_one_that_is_cancelled_while_it_begins_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Process] = []
    there = asyncio.Event()
    spawn = asyncio.create_subprocess_exec

    async def slowly(*words: Any, **options: Any) -> Process:
        begun.append(await spawn(*words, **options))
        there.set()
        await asyncio.sleep(0.05)
        return begun[0]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", slowly)
    waiting = asyncio.ensure_future(refresh_beside(Demetra(settings=Settings(data_dir=tmp_path))))
    await there.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert begun[0].returncode is not None
