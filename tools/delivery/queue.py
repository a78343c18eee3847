"""The outbox as the courier sees it: what is due for each target, and what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select, update

from ingest.database import Database
from ingest.schema import delivery
from tools.alerts.outbox import Message, put
from tools.alerts.rows import writing
from tools.delivery.held import OPEN

AT_ONCE: Final = 200
"""Messages read from the outbox at a time."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A message that is due."""

    id: int
    kind: str
    target: str
    payload: Mapping[str, Any]
    attempts: int
    alert_id: int | None = None
    """The alert that began the thread it belongs to."""


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """The messages of one database."""

    database: Database

    def due(self, now: datetime, held: Collection[str]) -> list[Waiting]:
        """The oldest message of every target that is due and not held."""
        with self.database.connect() as connection:
            return [_waiting(row) for row in connection.execute(_heads(now, held))]

    def take_back(self, gone: Mapping[int, datetime], hanging: Collection[str] = ()) -> int:
        """After a crash: what was being sent is queued again, but for those that went or hang. Returns how many."""
        with writing(self.database) as connection:
            for number, sent_at in gone.items():
                connection.execute(update(delivery).where(delivery.c.id == number).values(_sent(sent_at)))
            left = (delivery.c.state == "sending", delivery.c.target.not_in(hanging))
            return connection.execute(update(delivery).where(*left).values(state="queued")).rowcount

    def begin(self, message: Waiting) -> None:
        """Notes that the message is on its way."""
        self._note(message, state="sending", attempts=message.attempts + 1)

    def sent(self, message: Waiting, at: datetime, number: int | None = None) -> None:
        """Notes that it went out, and under which number its chat has it."""
        self._note(message, payload={**message.payload, "message_id": number}, **_sent(at))

    def put_back(self, message: Waiting, why: str, due: datetime | None = None) -> None:
        """Queues it again, for a later moment if one is given."""
        later = {} if due is None else {"due_at": due}
        self._note(message, state="queued", error=why[:300], **later)

    def first_of_thread(self, message: Waiting) -> int | None:
        """The number of the message with which its alert's thread began in its chat."""
        if message.alert_id is None:
            return None
        same = (
            delivery.c.alert_id == message.alert_id,
            delivery.c.target == message.target,
            delivery.c.id < message.id,
            delivery.c.state == "sent",
        )
        with self.database.connect() as connection:
            first = connection.scalars(select(delivery.c.payload).where(*same).order_by(delivery.c.id).limit(1)).first()
        number = (first or {}).get("message_id")
        return number if isinstance(number, int) else None

    def _note(self, message: Waiting, **values: Any) -> None:
        with writing(self.database) as connection:
            connection.execute(update(delivery).where(delivery.c.id == message.id).values(values))

    def drop(self, target: str, why: str) -> None:
        """Gives up everything that still waits for a target."""
        with writing(self.database) as connection:
            connection.execute(_still(target).values(state="dropped", error=why[:300]))

    def move(self, old: str, new: str) -> None:
        """Sends to another target what still waits for one."""
        with writing(self.database) as connection:
            connection.execute(_still(old).values(target=new, state="queued"))


def _still(target: str) -> Any:
    return update(delivery).where(delivery.c.target == target, delivery.c.state.in_(OPEN))


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        id=row.id, kind=row.kind, target=row.target, payload=row.payload, attempts=row.attempts, alert_id=row.alert_id
    )


def _sent(at: datetime) -> dict[str, Any]:
    return {"state": "sent", "sent_at": at, "error": ""}


def _heads(now: datetime, held: Collection[str]) -> Select[Any]:
    """For each target the first queued message that is due: what comes later must not overtake it."""
    due = (delivery.c.state == "queued", delivery.c.due_at <= now, delivery.c.target.not_in(held))
    first = select(func.min(delivery.c.id).label("id")).where(*due).group_by(delivery.c.target).subquery()
    return select(delivery).join(first, first.c.id == delivery.c.id).order_by(delivery.c.id).limit(AT_ONCE)


def queued(connection: Connection) -> dict[str, int]:
    """How many messages are in which state."""
    rows = connection.execute(select(delivery.c.state, func.count()).group_by(delivery.c.state))
    return {str(state): int(count) for state, count in rows}


def is_known(database: Database, key: str) -> bool:
    """Whether a message with this key was ever put into the outbox."""
    with database.connect() as connection:
        return connection.execute(select(delivery.c.id).where(delivery.c.dedupe_key == key)).first() is not None


def queue(database: Database, message: Message) -> int:
    """One message into the outbox; the same key twice is one message. Returns 1 when it is new."""
    with writing(database) as connection:
        return put(connection, message)
