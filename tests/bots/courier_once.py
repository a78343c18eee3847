"""Empties an outbox in a process that a test may kill: `python -m tests.bots.courier_once URL SERVER TEST_PID`."""

import asyncio
import os
import sys
from datetime import UTC, datetime

from bots.delivery import Courier
from bots.telegram.send import Signer
from bots.worker import sender
from ingest.database import connect
from tests.servers.telegram import TOKEN
from tools.delivery.queue import queued

SCALE = 0.002
"""Telegram's second between two messages of a chat takes two milliseconds."""


async def main(url: str, server: str, test_pid: str) -> None:
    """Ends with the outbox empty, or once the process of the test is gone: a server that went with it never answers."""
    engine = connect(url)
    async with sender(TOKEN, server, timeout_s=0.5) as bot:
        courier = Courier(
            database=engine,
            now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
            bot=bot,
            signer=Signer(TOKEN),
            wait_scale=SCALE,
        )
        while os.getppid() == int(test_pid):
            await courier.deliver()
            with engine.connect() as connection:
                if not {"queued", "sending"} & set(queued(connection)):
                    return
            await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
