"""One active worker: a lease in the database, taken over when its holder is gone; and every worker's heartbeat."""

import os
import socket
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, update

from ingest.refresh.lock import process_runs
from ingest.schema import run_lock
from tools.alerts.rows import writing

LEADER: Final = "worker"
LEASE: Final = timedelta(seconds=45)
"""A leader that could not renew for so long is no leader any more."""
BEAT_S: Final = 10.0


class Leadership:
    """This process's claim to be the active worker."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self.engine, self.now = engine, now
        self.host = socket.gethostname()
        self.holder = f"{self.host}|{os.getpid()}|{uuid.uuid4().hex}"

    def beat(self) -> bool:
        """Says that this worker lives; true when it is, or has just become, the active one."""
        with writing(self.engine) as connection:
            self._put(connection, f"heartbeat@{self.host}")
            known = connection.execute(select(run_lock).where(run_lock.c.name == LEADER)).one_or_none()
            if known is not None and known.holder != self.holder and self._lives(known.holder, known.expires_at):
                return False
            self._put(connection, LEADER)
            return True

    def _put(self, connection: Connection, name: str) -> None:
        values = {"holder": self.holder, "expires_at": self.now() + LEASE}
        if not connection.execute(update(run_lock).where(run_lock.c.name == name).values(values)).rowcount:
            connection.execute(insert(run_lock).values(name=name, **values))

    def _lives(self, holder: str, expires_at: datetime) -> bool:
        """Whether the holder may still be at work; one of this machine whose process is gone is not."""
        host, number, _ = holder.split("|", 2)
        if host == self.host and not process_runs(int(number)):
            return False
        return expires_at > self.now()

    def resign(self) -> None:
        """Lets the next worker take over at once."""
        with writing(self.engine) as connection:
            connection.execute(delete(run_lock).where(run_lock.c.holder == self.holder))


def healthy(engine: Engine, now: datetime) -> bool:
    """Whether a worker of this machine has been alive within the lease."""
    name = f"heartbeat@{socket.gethostname()}"
    with engine.connect() as connection:
        until = connection.scalar(select(run_lock.c.expires_at).where(run_lock.c.name == name))
    return until is not None and until > now
