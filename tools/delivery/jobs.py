"""Work that goes on after its asker was answered: begun by one process, looked at through any, forgotten in time.

Whoever works says that it lives; when it has not done so for a while, its work counts as broken off.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.database import Database, writing
from ingest.errors import NotFound
from ingest.schema import background_job
from tools.access import Actor

ALIVE: Final = timedelta(seconds=60)
"""Work whose worker was silent for so long has been broken off."""
KEPT: Final = timedelta(days=7)
_BYTES: Final = 12


@dataclass(frozen=True, kw_only=True)
class BackgroundJob:
    """One piece of work."""

    id: str
    kind: str
    state: str
    """`running`, `done` or `failed`."""
    arguments: Mapping[str, Any]
    result: Any
    problem: str
    """Why it failed, in a sentence; empty where it broke off."""
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Jobs:
    """The book of work; each person sees their own, as long as they see the same data."""

    engine: Database
    now: Callable[[], datetime]

    def begin(
        self, actor: Actor, kind: str, arguments: Mapping[str, Any], *, lives: timedelta = ALIVE
    ) -> BackgroundJob:
        """Enters work that begins now, or a proposal that waits so long to be taken."""
        moment = self.now()
        row = {
            "id": secrets.token_hex(_BYTES),
            "actor": actor.name,
            "seen": seen_by(actor),
            "kind": kind,
            "state": "running",
            "arguments": dict(arguments),
            "created_at": moment,
            "alive_until": moment + lives,
        }
        with writing(self.engine) as connection:
            connection.execute(insert(background_job).values(row))
        return self.get(actor, str(row["id"]))

    def alive(self, key: str) -> None:
        """Says that it is still being worked on."""
        self._set(key, alive_until=self.now() + ALIVE)

    def end(self, key: str, *, result: Any = None, problem: str | None = None) -> None:
        """Enters what came of it; a problem means that it failed."""
        state = "done" if problem is None else "failed"
        self._set(key, state=state, result=result, problem=problem or "", finished_at=self.now())

    def get(self, actor: Actor, key: str) -> BackgroundJob:
        """One of a person's.

        Raises:
            NotFound: there is none of that id that is theirs.
        """
        mine = _mine(actor, background_job.c.id == key)
        with self.engine.connect() as connection:
            row = connection.execute(select(background_job).where(*mine)).first()
        if row is None:
            raise NotFound("jobs-unknown", received=key)
        return self._job(row)

    def newest(self, actor: Actor, kind: str) -> BackgroundJob | None:
        """The last one of a kind that was done."""
        mine = _mine(actor, background_job.c.kind == kind, background_job.c.state == "done")
        asked = select(background_job).where(*mine).order_by(background_job.c.created_at.desc()).limit(1)
        with self.engine.connect() as connection:
            row = connection.execute(asked).first()
        return None if row is None else self._job(row)

    def take(self, actor: Actor, key: str) -> BackgroundJob:
        """One that waits to be taken once, such as a proposal; whoever comes second is told that it is gone.

        Raises:
            NotFound: it is not theirs, was taken, or has waited too long.
        """
        mine = _mine(actor, background_job.c.id == key, background_job.c.state == "running")
        with writing(self.engine) as connection:
            still = background_job.c.alive_until > self.now()
            taken = connection.execute(
                update(background_job).where(*mine, still).values(state="done", finished_at=self.now())
            )
        if not taken.rowcount:
            raise NotFound("jobs-taken", received=key)
        return self.get(actor, key)

    def _set(self, key: str, **values: Any) -> None:
        with writing(self.engine) as connection:
            connection.execute(update(background_job).where(background_job.c.id == key).values(values))

    def _job(self, row: Row[Any]) -> BackgroundJob:
        broken = row.state == "running" and row.alive_until <= self.now()
        names = ("id", "kind", "arguments", "result", "problem", "created_at", "finished_at")
        return BackgroundJob(state="failed" if broken else row.state, **{name: getattr(row, name) for name in names})


def seen_by(actor: Actor) -> str:
    """The part of the data that a person may see, as a text: what was computed on another part is not theirs."""
    scope = actor.reach
    return "|".join("*" if part is None else ",".join(sorted(part)) for part in (scope.channels, scope.accounts))


def _mine(actor: Actor, *conditions: Any) -> tuple[Any, ...]:
    return background_job.c.actor == actor.name, background_job.c.seen == seen_by(actor), *conditions


def forget_jobs(connection: Connection, now: datetime) -> int:
    """Removes what is older than a week; returns how many went."""
    return connection.execute(delete(background_job).where(background_job.c.created_at < now - KEPT)).rowcount
