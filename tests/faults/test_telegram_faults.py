"""Telegram is not there at all while messages wait for it: nothing is lost, nothing comes twice, the rest works on."""

import asyncio
from collections.abc import Callable

from sqlalchemy import insert, select

from agent.bootstrap import Demetra
from bots import worker
from ingest.schema import delivery
from tests.bots.conftest import CHAT, demetra_with_bot, linked, telegram  # noqa: F401 - fixtures
from tests.servers.telegram import TOKEN, serve_telegram
from tests.ui.conftest import free_port


def waiting(running: Demetra, number: int) -> None:
    rows = [
        {
            "kind": "digest",
            "target": f"telegram:{CHAT}",
            "payload": {"text": f"message {n}", "language": "en"},
            "dedupe_key": f"key {n}",
            "due_at": running.clock.now(),
        }
        for n in range(number)
    ]
    with running.engine.begin() as connection:
        connection.execute(insert(delivery), rows)


def states(running: Demetra) -> list[str]:
    with running.engine.connect() as connection:
        return list(connection.scalars(select(delivery.c.state)))


async def test_messages_wait_for_a_telegram_that_nobody_answers_for(
    demetra_with_bot: Callable[..., Demetra],  # noqa: F811
) -> None:
    port = free_port()
    running = demetra_with_bot(TELEGRAM_BOT_BASE_URL=f"http://127.0.0.1:{port}")
    linked(running)
    waiting(running, 5)

    async with worker.start(running), running.analyst(remember=False) as analyst:
        await asyncio.sleep(1.0)
        assert (await analyst.ask("spend last month", thread="t")).status == "answered"
        assert states(running) == ["queued"] * 5
        with serve_telegram(token=TOKEN, port=port) as back:
            await asyncio.to_thread(back.wait_for, lambda: states(running) == ["sent"] * 5, 60)
            assert [one.text for one in back.to(CHAT)] == [f"message {n}" for n in range(5)]
