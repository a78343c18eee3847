"""Of what one person wants to hear nothing for a while: a trouble, or a channel; for them alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select, update

from ingest.schema import app_user
from tools.alerts.rows import StoredAlert

KEY: Final = "silences"
"""Where they stand among a person's settings."""


@dataclass(frozen=True, kw_only=True)
class Silence:
    """One wish for quiet."""

    thread: int | None = None
    """Number of the alert that began the trouble."""
    channel: str | None = None
    """Else: everything about this channel alone; the whole account is never quiet."""
    until: datetime | None = None
    """None: until it is taken back."""

    def holds(self, now: datetime) -> bool:
        """Whether it is not over yet."""
        return self.until is None or now < self.until

    def is_about(self, kept: StoredAlert, thread: int) -> bool:
        """Whether an alert is what the wish speaks of."""
        return thread == self.thread or (self.channel is not None and kept.record.finding.channels == {self.channel})

    def covers(self, kept: StoredAlert, thread: int, now: datetime) -> bool:
        """Whether nothing is said of an alert now."""
        return self.holds(now) and self.is_about(kept, thread)

    def same(self, other: "Silence") -> bool:
        """Whether both speak of the same."""
        return (self.thread, self.channel) == (other.thread, other.channel)


def silences_in(settings: Mapping[str, Any] | None) -> tuple[Silence, ...]:
    """A person's wishes as their settings hold them."""
    listed = (settings or {}).get(KEY) or ()
    return tuple(
        Silence(
            thread=one.get("thread"),
            channel=one.get("channel"),
            until=datetime.fromisoformat(one["until"]) if one.get("until") else None,
        )
        for one in listed
    )


def read_silences(connection: Connection, user: int) -> tuple[Silence, ...]:
    """One person's wishes."""
    return silences_in(connection.scalars(select(app_user.c.settings).where(app_user.c.id == user)).one_or_none())


def keep_silences(connection: Connection, user: int, wishes: Iterable[Silence]) -> None:
    """Replaces a person's wishes."""
    settings = connection.scalars(select(app_user.c.settings).where(app_user.c.id == user)).one_or_none() or {}
    listed = [
        {"thread": one.thread, "channel": one.channel, "until": one.until.isoformat() if one.until else None}
        for one in wishes
    ]
    changed = update(app_user).where(app_user.c.id == user).values(settings={**settings, KEY: listed})
    connection.execute(changed)


def be_silent(connection: Connection, user: int, wish: Silence) -> None:
    """Adds a wish; one about the same is replaced."""
    others = [one for one in read_silences(connection, user) if not one.same(wish)]
    keep_silences(connection, user, [*others, wish])


def speak_again(connection: Connection, user: int, wish: Silence) -> bool:
    """Takes a wish back; False when there was none."""
    before = read_silences(connection, user)
    left = [one for one in before if not one.same(wish)]
    keep_silences(connection, user, left)
    return len(left) < len(before)
