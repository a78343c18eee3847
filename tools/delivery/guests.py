"""Who may talk to the bot: one-time codes, linked chats and their people, what each chat subscribed to."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from ingest.database import Database
from ingest.errors import InvalidInput
from ingest.schema import app_user, subscription
from ingest.texts import LANGUAGES, Language
from tools.access import LOCAL, ROLES, Actor, Deed, Role, audit
from tools.access.people import actor_of
from tools.alerts.outbox import ALERTS, DIGESTS, REPORTS
from tools.alerts.rows import writing

CODE_LIVES: Final = timedelta(minutes=30)
NEW: Final = "manager"
"""What somebody is who first comes by a code without a role."""
KINDS: Final = (ALERTS, *DIGESTS, *REPORTS)


@dataclass(frozen=True, kw_only=True)
class Guest:
    """A linked chat."""

    user_id: int
    name: str
    chat: int
    language: Language | None
    timezone: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    actor: Actor
    """The person's rights and the rows they see."""
    person: int | None = None
    """In a group, who acts: 0 when their own chat is not linked; None where the chat is the person's own."""

    @property
    def target(self) -> str:
        """Where its messages go."""
        return f"telegram:{self.chat}"

    @property
    def acts_as(self) -> int:
        """The person who acts, 0 for nobody known."""
        return self.user_id if self.person is None else self.person

    @property
    def role(self) -> Role:
        """The person's, one of the five of `tools.access`."""
        return self.actor.role

    def must(self, deed: Deed) -> None:
        """Refuses what the role does not allow.

        Raises:
            NotAllowed: says which role may.
        """
        self.actor.must(deed)


def new_code(database: Database, user: str, role: str | None, now: datetime, *, by: str = "") -> str:
    """A one-time code that links a chat to this person; only its hash is kept, and an older code is void.

    Without a role whoever is there keeps theirs, and a new person is a manager.

    Raises:
        InvalidInput: no such role.
    """
    if role not in (None, *ROLES):
        raise InvalidInput("bot-role-unknown", received=str(role), possible=", ".join(ROLES))
    code = secrets.token_hex(5).upper()
    values = {"link_code_hash": _hash(code), "link_expires_at": now + CODE_LIVES} | (
        {} if role is None else {"role": role}
    )
    with writing(database) as connection:
        changed = connection.execute(update(app_user).where(app_user.c.identifier == user).values(values))
        if not changed.rowcount:
            new = {"identifier": user, "name": user, "created_at": now, "role": NEW, **values}
            connection.execute(insert(app_user).values(new))
        audit(connection, now, by or user, "telegram-code", user=user, role=role or "")
    return code


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def link(database: Database, code: str, chat: int, title: str, now: datetime) -> Guest | None:
    """Links a chat by its code and subscribes it to alerts; None when the code is wrong, used or too old."""
    with writing(database) as connection:
        asked = select(app_user).where(app_user.c.link_code_hash == _hash(code), app_user.c.link_expires_at > now)
        row = connection.execute(asked).one_or_none()
        if row is None:
            return None
        connection.execute(update(app_user).where(app_user.c.telegram_chat == str(chat)).values(telegram_chat=None))
        used = {"telegram_chat": str(chat), "link_code_hash": None, "link_expires_at": None}
        connection.execute(update(app_user).where(app_user.c.id == row.id).values(**used, name=row.name or title))
        _subscribe(connection, row.id, f"telegram:{chat}", ALERTS, {})
        audit(connection, now, row.identifier, "telegram-linked", chat=chat)
        return _guest(connection.execute(select(app_user).where(app_user.c.id == row.id)).one())


def guest_of(database: Database, chat: int) -> Guest | None:
    """The linked chat, None for a stranger."""
    with database.connect() as connection:
        linked = app_user.c.telegram_chat == str(chat)
        row = connection.execute(select(app_user).where(linked, ~app_user.c.disabled)).one_or_none()
    return None if row is None else _guest(row)


def guest_named(database: Database, actor: Actor) -> Guest | None:
    """The chat of a person; of the local one, who has no name here, the only chat that is linked."""
    linked = select(app_user).where(app_user.c.telegram_chat.is_not(None), ~app_user.c.disabled)
    mine = linked if actor.name == LOCAL.name else linked.where(app_user.c.identifier == actor.name)
    with database.connect() as connection:
        rows = connection.execute(mine.limit(2)).all()
    return _guest(rows[0]) if len(rows) == 1 else None


def _guest(row: Row[Any]) -> Guest:
    return Guest(
        user_id=row.id,
        name=row.name or row.identifier,
        chat=int(row.telegram_chat),
        language=next((one for one in LANGUAGES if one == row.language), None),
        timezone=row.timezone,
        settings=row.settings or {},
        actor=actor_of(row),
    )


def change_guest(database: Database, guest: Guest, now: datetime, **values: Any) -> None:
    """Changes language, timezone or settings of a chat."""
    with writing(database) as connection:
        connection.execute(update(app_user).where(app_user.c.id == guest.user_id).values(values))
        audit(connection, now, guest.name, "telegram-settings", **{name: str(value) for name, value in values.items()})


def move_chat(database: Database, old: int, new: int) -> None:
    """Follows a group that became a supergroup, with its subscriptions."""
    with writing(database) as connection:
        connection.execute(update(app_user).where(app_user.c.telegram_chat == str(old)).values(telegram_chat=str(new)))
        mine = subscription.c.target == f"telegram:{old}"
        connection.execute(update(subscription).where(mine).values(target=f"telegram:{new}"))


def subscribe(database: Database, guest: Guest, kind: str, settings: Mapping[str, Any]) -> None:
    """Subscribes a chat to a kind of message, or changes how."""
    with writing(database) as connection:
        _subscribe(connection, guest.user_id, guest.target, kind, settings)


def _subscribe(connection: Connection, user_id: int, target: str, kind: str, settings: Mapping[str, Any]) -> None:
    mine = (subscription.c.target == target, subscription.c.kind == kind)
    values = {"user_id": user_id, "settings": dict(settings), "active": True, "note": ""}
    if not connection.execute(update(subscription).where(*mine).values(values)).rowcount:
        connection.execute(insert(subscription).values(target=target, kind=kind, **values))


def unsubscribe(database: Database, target: str, kind: str | None = None, note: str = "") -> int:
    """Ends a chat's subscription, or all of them, with a note why."""
    mine = subscription.c.target == target
    with writing(database) as connection:
        ended = update(subscription).where(mine, subscription.c.active).values(active=False, note=note)
        return connection.execute(ended if kind is None else ended.where(subscription.c.kind == kind)).rowcount


def subscriptions(database: Database, target: str) -> dict[str, Mapping[str, Any]]:
    """What a chat is subscribed to, with the settings of each."""
    with database.connect() as connection:
        rows = connection.execute(
            select(subscription.c.kind, subscription.c.settings).where(
                subscription.c.target == target, subscription.c.active
            )
        )
        return {row.kind: row.settings or {} for row in rows}
