"""One refresh at a time across processes: an advisory lock on PostgreSQL, a lock row on SQLite."""

import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from ingest.schema import run_lock

NAME: Final = "refresh"
NUMBER: Final = 72013
EXPIRES: Final = timedelta(minutes=15)
"""Longer than one wait of a refresh, which renews it; a dead holder on this machine is noticed at once."""

TRY_LOCK: Final = "SELECT pg_try_advisory_lock(:number, hashtext(current_schema()))"
UNLOCK: Final = "SELECT pg_advisory_unlock(:number, hashtext(current_schema()))"
NOTICE_S: Final = 0.1
NOTICES: Final = 100
"""For ten seconds the server may take to notice that a killed process is gone."""

_held: set[str] = set()
"""Locks of this very process: after a restart in a container the process number may be the same."""


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
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        if not _locked(connection, engine, now):
            yield Lease(mine=False)
            return
        with _holding(engine, now, _replace) as lease:
            yield lease
        with suppress(DBAPIError):  # the server went away in between, and the lock with it
            connection.execute(text(UNLOCK), {"number": NUMBER})
    finally:
        with suppress(DBAPIError):
            connection.invalidate()
        connection.close()


def _locked(connection: Connection, engine: Engine, now: Callable[[], datetime]) -> bool:
    """Takes the lock. The server needs a moment to notice that a killed holder is gone: such a lock is waited for."""
    for _ in range(NOTICES):
        if connection.execute(text(TRY_LOCK), {"number": NUMBER}).scalar():
            return True
        with engine.connect() as reading:
            known = reading.execute(select(run_lock).where(run_lock.c.name == NAME)).one_or_none()
        if known is not None and _alive(known.holder, known.expires_at, now()):
            return False
        time.sleep(NOTICE_S)
    return False


@contextmanager
def _row(engine: Engine, now: Callable[[], datetime]) -> Iterator[Lease]:
    with _holding(engine, now, _take) as lease:
        yield lease


@contextmanager
def _holding(
    engine: Engine, now: Callable[[], datetime], take: Callable[[Connection, str, datetime], bool]
) -> Iterator[Lease]:
    holder = f"{socket.gethostname()}|{os.getpid()}|{uuid.uuid4().hex}"
    _held.add(holder)
    try:
        with _writing(engine) as connection:
            mine = take(connection, holder, now())
        yield Lease(mine=mine, renew=lambda: _renew(engine, holder, now()))
    finally:
        _held.discard(holder)
        with suppress(DBAPIError), _writing(engine) as connection:
            connection.execute(delete(run_lock).where(run_lock.c.name == NAME, run_lock.c.holder == holder))


def _take(connection: Connection, holder: str, now: datetime) -> bool:
    known = connection.execute(select(run_lock).where(run_lock.c.name == NAME)).one_or_none()
    if known is not None and _alive(known.holder, known.expires_at, now):
        return False
    return _replace(connection, holder, now)


def _replace(connection: Connection, holder: str, now: datetime) -> bool:
    connection.execute(delete(run_lock).where(run_lock.c.name == NAME))
    connection.execute(insert(run_lock).values(name=NAME, holder=holder, expires_at=now + EXPIRES))
    return True


def _renew(engine: Engine, holder: str, now: datetime) -> None:
    mine = (run_lock.c.name == NAME, run_lock.c.holder == holder)
    with suppress(DBAPIError), _writing(engine) as connection:  # a database that is away is told so by the pull itself
        connection.execute(update(run_lock).where(*mine).values(expires_at=now + EXPIRES))


def _alive(holder: str, expires_at: datetime, now: datetime) -> bool:
    host, number, _ = holder.split("|", 2)
    if host == socket.gethostname() and not _runs_here(int(number), holder):
        return False
    return expires_at > now


def _runs_here(number: int, holder: str) -> bool:
    return holder in _held if number == os.getpid() else process_runs(number)


def process_runs(number: int) -> bool:
    """Whether a process of this machine has that number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
