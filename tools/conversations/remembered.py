"""What the agent remembers of conversations: kept by LangGraph in tables of its own, thinned and forgotten here.

A turn leaves the whole state of its conversation, and only the newest is ever read again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, and_, column, delete, exists, func, inspect, table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql import Delete

from ingest.database import CONVERSATIONS, Database, connect, writing

_EPOCH_TICKS: Final = 0x01B21DD213814000
"""Of 100 ns, from the first day that a UUID knows to the first of 1970."""
_STATES: Final = table(
    "checkpoints", column("thread_id"), column("checkpoint_ns"), column("checkpoint_id"), column("checkpoint", JSONB)
)
_BLOBS: Final = table(
    "checkpoint_blobs", column("thread_id"), column("checkpoint_ns"), column("channel"), column("version")
)


def forget_remembered(engine: Database, data_dir: Path, before: datetime) -> int:
    """Removes states that newer ones replace, and all of conversations silent since a moment; returns how many."""
    with _opened(engine, data_dir) as connection:
        if connection is None or not inspect(connection).has_table("checkpoints"):
            return 0
        gone = connection.execute(_old_states(before)).rowcount
        for name in ("writes", "checkpoint_writes"):
            if inspect(connection).has_table(name):
                connection.execute(_without_state(name))
        if inspect(connection).has_table("checkpoint_blobs"):
            connection.execute(_unread_blobs())
        return gone


@contextmanager
def _opened(engine: Database, data_dir: Path) -> Iterator[Connection | None]:
    if engine.dialect.name != "sqlite":
        with writing(engine) as connection:
            yield connection
    elif not (data_dir / CONVERSATIONS).is_file():
        yield None
    else:
        own = connect(f"sqlite:///{data_dir / CONVERSATIONS}")
        try:
            with writing(own) as connection:
                yield connection
        finally:
            own.dispose()


def _old_states(before: datetime) -> Delete:
    newer = _STATES.alias("newer")
    replaced = exists().where(
        newer.c.thread_id == _STATES.c.thread_id,
        newer.c.checkpoint_ns == _STATES.c.checkpoint_ns,
        newer.c.checkpoint_id > _STATES.c.checkpoint_id,
    )
    return delete(_STATES).where((_STATES.c.checkpoint_id < id_at(before)) | replaced)


def _without_state(name: str) -> Delete:
    writes = table(name, column("thread_id"), column("checkpoint_ns"), column("checkpoint_id"))
    held = exists().where(*(writes.c[one] == _STATES.c[one] for one in ("thread_id", "checkpoint_ns", "checkpoint_id")))
    return delete(writes).where(~held)


def _unread_blobs() -> Delete:
    version = func.jsonb_extract_path_text(_STATES.c.checkpoint, "channel_versions", _BLOBS.c.channel)
    held = exists().where(
        and_(
            _STATES.c.thread_id == _BLOBS.c.thread_id,
            _STATES.c.checkpoint_ns == _BLOBS.c.checkpoint_ns,
            version == _BLOBS.c.version,
        )
    )
    return delete(_BLOBS).where(~held)


def id_at(moment: datetime) -> str:
    """Where a moment stands among the ids of states, which are UUIDs of version 6 and so in the order of time.

    >>> from datetime import UTC
    >>> id_at(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    '1f1e6531-8ec2-6800'
    """
    ticks = int(moment.timestamp()) * 10_000_000 + _EPOCH_TICKS
    high = f"{ticks >> 12:012x}"
    return f"{high[:8]}-{high[8:]}-6{ticks & 0xFFF:03x}"
