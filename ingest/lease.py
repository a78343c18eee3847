"""Leases in the database: a right that one process holds at a time, taken over when its holder is gone or silent.

A holder is a process of a machine. One on this machine that no longer runs is known to be gone at once; one on another
machine counts as gone when it has not renewed its lease in time.
"""

import os
import socket
import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select, text, update

from ingest.schema import run_lock

TURN: Final = "SELECT pg_advisory_xact_lock(72015, hashtext(current_schema()))"
"""PostgreSQL: leases are taken one after another, as SQLite does by nature."""

_held: set[str] = set()
"""Holders of this very process: after a restart in a container the process number may be the same."""


def new_holder() -> str:
    """A name for this process as a holder; to be given back by `forget`."""
    holder = f"{socket.gethostname()}|{os.getpid()}|{uuid.uuid4().hex}"
    _held.add(holder)
    return holder


def forget(holder: str) -> None:
    """The holder holds nothing any more, whatever a database that was away still says."""
    _held.discard(holder)


def take(connection: Connection, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Takes or renews a lease that is free, the holder's own, or of a holder who is gone; true when it is held now."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(TURN))
    known = connection.execute(select(run_lock).where(run_lock.c.name == name)).one_or_none()
    if known is not None and known.holder != holder and _alive(known.holder, known.expires_at, now):
        if known.expires_at > until:  # taken by a clock that was ahead: a holder who lives renews it by today's
            connection.execute(update(run_lock).where(run_lock.c.name == name).values(expires_at=until))
        return False
    put(connection, name, holder, until)
    return True


def put(connection: Connection, name: str, holder: str, until: datetime) -> None:
    """Writes the lease down, whoever had it before."""
    values = {"holder": holder, "expires_at": until}
    if not connection.execute(update(run_lock).where(run_lock.c.name == name).values(values)).rowcount:
        connection.execute(insert(run_lock).values(name=name, **values))


def renew(connection: Connection, name: str, holder: str, until: datetime) -> None:
    """Prolongs a lease that the holder still has."""
    mine = (run_lock.c.name == name, run_lock.c.holder == holder)
    connection.execute(update(run_lock).where(*mine).values(expires_at=until))


def release(connection: Connection, holder: str) -> None:
    """Lets everything go that the holder has, so that the next one need not wait."""
    connection.execute(delete(run_lock).where(run_lock.c.holder == holder))


def held_until(connection: Connection, name: str) -> datetime | None:
    """When the lease runs out; None when nobody has it."""
    until: datetime | None = connection.scalar(select(run_lock.c.expires_at).where(run_lock.c.name == name))
    return until


def is_held(connection: Connection, name: str, now: datetime) -> bool:
    """Whether a living holder has it."""
    known = connection.execute(select(run_lock).where(run_lock.c.name == name)).one_or_none()
    return known is not None and _alive(known.holder, known.expires_at, now)


def living(connection: Connection, now: datetime) -> list[str]:
    """Names of the leases that somebody has who is still there."""
    rows = connection.execute(select(run_lock).order_by(run_lock.c.name)).all()
    return [row.name for row in rows if _alive(row.holder, row.expires_at, now)]


def is_gone(holder: str) -> bool:
    """Whether the holder is known to run no more; of one on another machine that is not known."""
    host, number, _ = holder.split("|", 2) if holder else ("", "0", "")
    return host == socket.gethostname() and not _runs_here(int(number), holder)


def _alive(holder: str, expires_at: datetime, now: datetime) -> bool:
    return expires_at > now and not is_gone(holder)


def _runs_here(number: int, holder: str) -> bool:
    return holder in _held if number == os.getpid() else _process_runs(number)


def _process_runs(number: int) -> bool:
    """Whether a process of this machine has that number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
