"""What the bot proposed and what became of it: each proposal has its own number, and is decided once.

Both stand in the audit log, so that a proposal outlives the process: a tap that was made while the bot was away still
decides, and a second tap hears what the first one did.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from ingest.database import Database
from ingest.schema import audit_entry
from tools.access import audit
from tools.alerts.rows import writing

PROPOSED: Final = "rule-proposed"


@dataclass(frozen=True, kw_only=True)
class ChatProposal:
    """A rule in words that a chat was shown."""

    id: int
    chat: int
    phrase: str
    outcome: str = ""
    """`yes` or `no` once it is decided."""


def propose(database: Database, phrase: str, chat: int, by: str, at: datetime) -> int:
    """Remembers what a chat was shown; returns the proposal's number."""
    row = {"at": at, "actor": by, "action": PROPOSED, "body": {"chat": chat, "phrase": phrase}}
    with writing(database) as connection:
        return int(connection.execute(insert(audit_entry).values(row).returning(audit_entry.c.id)).scalar_one())


def decide(
    database: Database, number: int, chat: int, outcome: str, by: str, at: datetime
) -> tuple[ChatProposal, bool] | None:
    """Decides a proposal unless it has been decided; None when this chat was never shown it.

    Returns:
        The proposal with its outcome, and whether it was decided now.
    """
    with writing(database) as connection:
        found = _read(connection, number)
        if found is None or found.chat != chat:
            return None
        if found.outcome:
            return found, False
        audit(connection, at, by, _mark(number), outcome=outcome)
        return ChatProposal(id=number, chat=chat, phrase=found.phrase, outcome=outcome), True


def undecide(database: Database, number: int) -> None:
    """Opens a proposal again whose decision could not be carried out."""
    with writing(database) as connection:
        connection.execute(delete(audit_entry).where(audit_entry.c.action == _mark(number)))


def _read(connection: Connection, number: int) -> ChatProposal | None:
    shown = select(audit_entry.c.body).where(audit_entry.c.id == number, audit_entry.c.action == PROPOSED)
    body = connection.scalars(shown).first()
    if body is None:
        return None
    decided = connection.scalars(select(audit_entry.c.body).where(audit_entry.c.action == _mark(number))).first()
    return ChatProposal(id=number, chat=body["chat"], phrase=body["phrase"], outcome=(decided or {}).get("outcome", ""))


def _mark(number: int) -> str:
    return f"proposal-{number}"
