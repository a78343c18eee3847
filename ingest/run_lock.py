"""One refresh at a time across processes: an advisory lock on PostgreSQL, a lock row on SQLite."""

import os
import socket
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
def _advisory(engine: Engine, _now: Callable[[], datetime]) -> Iterator[Lease]:
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    values = {"number": NUMBER}
    try:
        ask = text("SELECT pg_try_advisory_lock(:number, hashtext(current_schema()))")
        mine = bool(connection.execute(ask, values).scalar())
        yield Lease(mine=mine)
        if mine:
            with suppress(DBAPIError):  # the server went away in between, and the lock with it
                connection.execute(text("SELECT pg_advisory_unlock(:number, hashtext(current_schema()))"), values)
    finally:
        with suppress(DBAPIError):
            connection.invalidate()
        connection.close()


@contextmanager
def _row(engine: Engine, now: Callable[[], datetime]) -> Iterator[Lease]:
    holder = f"{socket.gethostname()}|{os.getpid()}|{uuid.uuid4().hex}"
    mine = _take(engine, holder, now())
    if not mine:
        yield Lease(mine=False)
        return
    _held.add(holder)
    try:
        yield Lease(mine=True, renew=lambda: _renew(engine, holder, now()))
    finally:
        _held.discard(holder)
        with _writing(engine) as connection:
            connection.execute(delete(run_lock).where(run_lock.c.name == NAME, run_lock.c.holder == holder))


def _take(engine: Engine, holder: str, now: datetime) -> bool:
    with _writing(engine) as connection:
        known = connection.execute(select(run_lock).where(run_lock.c.name == NAME)).one_or_none()
        if known is not None and _alive(known.holder, known.expires_at, now):
            return False
        connection.execute(delete(run_lock).where(run_lock.c.name == NAME))
        row = {"name": NAME, "holder": holder, "expires_at": now + EXPIRES}
        connection.execute(insert(run_lock).values(row))
        return True


def _renew(engine: Engine, holder: str, now: datetime) -> None:
    mine = (run_lock.c.name == NAME, run_lock.c.holder == holder)
    with _writing(engine) as connection:
        connection.execute(update(run_lock).where(*mine).values(expires_at=now + EXPIRES))


def _alive(holder: str, expires_at: datetime, now: datetime) -> bool:
    host, number, _ = holder.split("|", 2)
    if host == socket.gethostname() and not _runs_here(int(number), holder):
        return False
    return expires_at > now


def _runs_here(number: int, holder: str) -> bool:
    if number == os.getpid():
        return holder in _held
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
