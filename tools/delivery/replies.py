"""What a request with an idempotency key was told, so that its repetition is told the same and does nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ingest.database import Database, writing
from ingest.schema import kept_reply

KEPT: Final = timedelta(days=1)
PATIENCE: Final = timedelta(minutes=10)
"""A request that has not been answered for so long will not be any more."""


@dataclass(frozen=True, kw_only=True)
class KeptReply:
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, kw_only=True)
class Replies:
    """The book of replies."""

    engine: Database
    now: Callable[[], datetime]

    def reserve(self, actor: str, key: str, request: str) -> KeptReply | Literal["new", "busy", "other"]:
        """What a request with this key was told; `new` when it comes for the first time.

        Args:
            actor: who asks.
            key: as they chose it.
            request: a hash of what is asked; another one under the same key is `other`.
        """
        same = (kept_reply.c.actor == actor, kept_reply.c.key == key)
        moment = self.now()
        try:
            with writing(self.engine) as connection:
                given_up = (kept_reply.c.status == 0, kept_reply.c.created_at < moment - PATIENCE)
                connection.execute(delete(kept_reply).where(*same, *given_up))
                row = {"actor": actor, "key": key, "request_hash": request, "created_at": moment}
                connection.execute(insert(kept_reply).values(row))
        except IntegrityError:
            with self.engine.connect() as connection:
                kept = connection.execute(select(kept_reply).where(*same)).first()
            if kept is None or kept.status == 0:
                return "busy"
            if kept.request_hash != request:
                return "other"
            return KeptReply(status=kept.status, headers=dict(kept.headers or {}), body=kept.body)
        return "new"

    def keep(self, actor: str, key: str, reply: KeptReply) -> None:
        """Remembers the answer."""
        values = {"status": reply.status, "headers": dict(reply.headers), "body": reply.body}
        with writing(self.engine) as connection:
            connection.execute(
                update(kept_reply).where(kept_reply.c.actor == actor, kept_reply.c.key == key).values(values)
            )

    def release(self, actor: str, key: str) -> None:
        """Forgets a request that failed on our side: its repetition is a new try."""
        with writing(self.engine) as connection:
            connection.execute(delete(kept_reply).where(kept_reply.c.actor == actor, kept_reply.c.key == key))


def forget_replies(connection: Connection, now: datetime) -> int:
    """Removes what is older than a day; returns how many went."""
    return connection.execute(delete(kept_reply).where(kept_reply.c.created_at < now - KEPT)).rowcount
