"""One refresh at a time across processes: an advisory lock on PostgreSQL, a lock row on SQLite."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from ingest.database import writing
from ingest.lease import forget, is_held, new_holder, put, release, renew, take

NAME: Final = "refresh"
NUMBER: Final = 72013
EXPIRES: Final = timedelta(minutes=15)
"""Longer than one wait of a refresh, which renews it; a dead holder on this machine is noticed at once."""

TRY_LOCK: Final = "SELECT pg_try_advisory_lock(:number, hashtext(current_schema()))"
NOTICE_S: Final = 0.1
NOTICES: Final = 100
"""For ten seconds the server may take to notice that a killed process is gone."""
KEEP_S: Final = 2.0
"""Between two looks whether the server still knows our lock; well below the ten seconds."""


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The right to refresh, or its refusal."""

    mine: bool
    renew: Callable[[], None] = lambda: None
    """To be called now and then, so that nobody takes a long refresh for a dead one."""


@contextmanager
def only_one(engine: Engine, now: Callable[[], datetime]) -> Iterator[Lease]:
    """The right to refresh: given to one holder at a time, and let go at the end."""
    lock = _advisory if engine.dialect.name == "postgresql" else _row
    with lock(engine, now) as lease:
        yield lease


@contextmanager
def _advisory(engine: Engine, now: Callable[[], datetime]) -> Iterator[Lease]:
    """The advisory lock decides; the row beside it only tells whether its holder is still alive."""
    lock = _Advisory(engine)

    def replace(connection: Connection, holder: str) -> bool:
        put(connection, NAME, holder, now() + EXPIRES)
        return True

    try:
        if not _locked(lock, engine, now):
            yield Lease(mine=False)
            return
        with _holding(engine, now, replace) as lease, lock.kept():
            yield lease
    finally:
        lock.close()


class _Advisory:
    """The server's lock, and the connection it lives and dies with."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._mine = False
        self._over = Event()

    def take(self) -> bool:
        """Tries to take the lock."""
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._mine = bool(self._connection.execute(text(TRY_LOCK), {"number": NUMBER}).scalar())
        return self._mine

    def close(self) -> None:
        """Lets the lock go by ending its connection, which a stop of the server may have ended already."""
        self._mine, connection, self._connection = False, self._connection, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.invalidate()
            connection.close()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Takes the lock again whenever the server has restarted, from a thread: nobody else knows in time."""
        keeper = Thread(target=self._keep, name="refresh-lock", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            self._over.set()
            keeper.join()

    def _keep(self) -> None:
        while not self._over.wait(KEEP_S):
            try:
                if self._mine and self._connection is not None:
                    self._connection.execute(text("SELECT 1"))
                else:
                    self.take()
            except DBAPIError:
                self.close()


def _locked(lock: _Advisory, engine: Engine, now: Callable[[], datetime]) -> bool:
    """Takes the lock, waiting where lock and row disagree.

    The server needs a moment to notice that a killed holder is gone, and a living holder needs one to take its lock
    back after the server has restarted.
    """
    for _ in range(NOTICES):
        mine = lock.take()
        with engine.connect() as reading:
            lives = is_held(reading, NAME, now())
        if mine != lives:
            return mine
        if mine:
            lock.close()
        time.sleep(NOTICE_S)
    return lock.take()


@contextmanager
def _row(engine: Engine, now: Callable[[], datetime]) -> Iterator[Lease]:
    def take_row(connection: Connection, holder: str) -> bool:
        return take(connection, NAME, holder, now(), now() + EXPIRES)

    with _holding(engine, now, take_row) as lease:
        yield lease


@contextmanager
def _holding(
    engine: Engine, now: Callable[[], datetime], take_row: Callable[[Connection, str], bool]
) -> Iterator[Lease]:
    holder = new_holder()
    try:
        with writing(engine) as connection:
            mine = take_row(connection, holder)
        yield Lease(mine=mine, renew=lambda: _renew(engine, holder, now()))
    finally:
        forget(holder)
        with suppress(DBAPIError), writing(engine) as connection:
            release(connection, holder)


def _renew(engine: Engine, holder: str, now: datetime) -> None:
    with suppress(DBAPIError), writing(engine) as connection:  # a database that is away is told so by the pull itself
        renew(connection, NAME, holder, now + EXPIRES)
