"""What was done, by whom and when; kept for a set time and read by admins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, insert, select

from ingest.schema import audit_entry

Line = tuple[datetime, str, str, Mapping[str, Any]]
"""Moment, who, what, and more about it."""
LONGEST: Final = 500
"""Characters of one value: a question is noted, a book is not."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line."""

    at: datetime
    actor: str
    action: str
    body: Mapping[str, Any]


def audit(connection: Connection, at: datetime, actor: str, action: str, **body: Any) -> None:
    """Notes who did what."""
    audit_all(connection, [(at, actor, action, body)])


def audit_all(connection: Connection, lines: Iterable[Line]) -> None:
    """Notes who did what, line by line, with one statement."""
    rows = [
        {
            "at": at,
            "actor": actor[:LONGEST],
            "action": action,
            "body": {name: _short(one) for name, one in body.items()},
        }
        for at, actor, action, body in lines
    ]
    connection.execute(insert(audit_entry), rows)


def _short(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


def entries(engine: Engine, *, limit: int, actor: str = "", action: str = "") -> list[Entry]:
    """The newest entries first, of one actor or action if named."""
    asked = select(audit_entry).order_by(audit_entry.c.id.desc()).limit(limit)
    asked = asked.where(audit_entry.c.actor == actor) if actor else asked
    asked = asked.where(audit_entry.c.action == action) if action else asked
    with engine.connect() as connection:
        return [
            Entry(at=row.at, actor=row.actor, action=row.action, body=row.body or {})
            for row in connection.execute(asked)
        ]


def forget_before(connection: Connection, moment: datetime) -> int:
    """Removes what is older; returns how many lines went."""
    return connection.execute(delete(audit_entry).where(audit_entry.c.at < moment)).rowcount
