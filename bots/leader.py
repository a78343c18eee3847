"""One active worker: a lease in the database, taken over when its holder is gone; and every worker's heartbeat."""

import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from ingest.database import Database, writing
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


def healthy(database: Database, now: datetime) -> bool:
    """Whether a worker of this machine has been alive within the lease."""
    with database.connect() as connection:
        until = held_until(connection, f"heartbeat@{socket.gethostname()}")
    return until is not None and now < until <= now + LEASE
