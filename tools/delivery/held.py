"""What waits in the outbox, for an operator; apart, because alerts load much that `doctor` does not need."""

from typing import Any, Final

from sqlalchemy import Connection, func, select

from ingest.schema import delivery

OPEN: Final = ("queued", "sending")


def waiting(connection: Connection) -> dict[str, Any]:
    """What an operator should know of the outbox: how much waits, since when, and what the last failure was."""
    held = delivery.c.state.in_(OPEN)
    row = connection.execute(select(func.count().label("n"), func.min(delivery.c.due_at).label("since")).where(held))
    found = row.one()
    failed = select(delivery.c.error).where(held, delivery.c.error != "").order_by(delivery.c.id.desc()).limit(1)
    return {
        "waiting": found.n,
        "since": found.since.isoformat() if found.since else None,
        "error": connection.scalars(failed).first() or "",
    }
