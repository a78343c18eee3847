"""Sessions that people have ended before their time, kept until nobody could come with them any more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from ingest.database import Database, writing
from ingest.schema import ended_session
from tools.access.audit import audit


@dataclass(frozen=True, kw_only=True)
class EndedSessions:
    """The list, which every process of one database reads."""

    engine: Database
    now: Callable[[], datetime]

    def end(self, session: str, until: datetime, *, by: str) -> None:
        """Ends a session of a person; ends that have passed by themselves are forgotten."""
        with writing(self.engine) as connection:
            connection.execute(delete(ended_session).where(ended_session.c.until < self.now()))
            known = select(ended_session.c.id).where(ended_session.c.id == session)
            if connection.scalar(known) is None:
                connection.execute(ended_session.insert().values(id=session, until=until))
                audit(connection, self.now(), by, "signed-out")

    def has(self, session: str) -> bool:
        """Whether a session was ended."""
        with self.engine.connect() as connection:
            return connection.scalar(select(ended_session.c.id).where(ended_session.c.id == session)) is not None
