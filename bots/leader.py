"""One active worker: a lease in the database, taken over when its holder is gone; and the heartbeats."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Final

from ingest.database import Database, DatabaseError, writing
from ingest.lease import forget, held_until, new_holder, put, release, take

LEADER: Final = "worker"
LEASE: Final = timedelta(seconds=45)
"""A leader that could not renew for so long is no leader any more."""
BEAT_S: Final = 10.0


class Leadership:
    """This process's claim to be the active worker."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database, self.now = database, now
        self.host = socket.gethostname()
        self.holder = new_holder()

    def beat(self) -> bool:
        """Says that this worker lives; true when it is, or has just become, the active one."""
        now = self.now()
        with writing(self.database) as connection:
            leads = take(connection, LEADER, self.holder, now, now + LEASE)
            put(connection, f"heartbeat@{self.host}", self.holder, now + LEASE)
        return leads

    def resign(self) -> None:
        """Lets the next worker take over at once."""
        forget(self.holder)
        with writing(self.database) as connection:
            release(connection, self.holder)


class Presence:
    """Says in the database that a process serves people from it, so that nobody replaces it under their hands."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database, self.now = database, now
        self.holder = new_holder()
        self.name = f"server@{self.holder}"

    def beat(self) -> None:
        """Says that it is still there."""
        with writing(self.database) as connection:
            put(connection, self.name, self.holder, self.now() + LEASE)

    def leave(self) -> None:
        """Says that it serves no more."""
        forget(self.holder)
        with writing(self.database) as connection:
            release(connection, self.holder)


@asynccontextmanager
async def present(database: Database, now: Callable[[], datetime]) -> AsyncIterator[None]:
    """This process is known to serve people until the block ends."""
    presence = Presence(database, now)
    await asyncio.to_thread(presence.beat)
    beating = asyncio.create_task(_beat(presence))
    try:
        yield
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
        with suppress(DatabaseError):
            await asyncio.to_thread(presence.leave)


async def _beat(presence: Presence) -> None:
    while True:
        await asyncio.sleep(BEAT_S)
        with suppress(DatabaseError):  # away for now: questions say so themselves, the next beat comes
            await asyncio.to_thread(presence.beat)


def healthy(database: Database, now: datetime) -> bool:
    """Whether a worker of this machine has been alive within the lease."""
    with database.connect() as connection:
        until = held_until(connection, f"heartbeat@{socket.gethostname()}")
    return until is not None and now < until <= now + LEASE
