"""Puts messages into the outbox, one for each subscriber, in the transaction of what they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from ingest.schema import app_user, delivery, subscription
from ingest.texts import LANGUAGES, Language
from tools.alert_rows import Kept
from tools.alerting.lifecycle import Event
from tools.alerting.quiet import Person, decide, end_of_quiet
from tools.alerting.texts import recovered, word

ALERTS: Final = "alerts"
DIGESTS: Final = ("digest_daily", "digest_weekly", "digest_monthly")


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """Where a message goes, in which language, and when it may ring."""

    target: str
    language: Language
    person: Person
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to one target."""

    kind: str
    """alert, recovery, digest, report."""
    target: str
    payload: Mapping[str, Any]
    due_at: datetime
    key: str
    """The same key twice is one message."""
    alert_id: int | None = None


def subscribers(connection: Connection, kind: str, *, language: Language, timezone: str) -> list[Subscriber]:
    """Everybody who wants messages of a kind; language and zone are for those who chose none."""
    rows = connection.execute(
        select(subscription.c.target, subscription.c.settings, app_user.c.language, app_user.c.timezone,
               app_user.c.settings.label("own"))
        .join(app_user, app_user.c.id == subscription.c.user_id)
        .where(subscription.c.kind == kind, subscription.c.active)
        .order_by(subscription.c.id)
    )  # fmt: skip
    return [
        Subscriber(
            target=row.target,
            language=next((one for one in LANGUAGES if one == row.language), language),
            person=person_of(row.own, row.timezone or timezone),
            settings=row.settings or {},
        )
        for row in rows
    ]


def person_of(settings: Mapping[str, Any] | None, timezone: str) -> Person:
    """A person's quiet hours as stored: `quiet_from` and `quiet_to` as HH:MM, `override`, `least`, `quiet_weekends`."""
    given = dict(settings or {})
    clocks: dict[str, Any] = {name: time.fromisoformat(given[name]) if given[name] else None
              for name in ("quiet_from", "quiet_to") if name in given}  # fmt: skip
    others = {name: given[name] for name in ("quiet_weekends", "override", "least") if name in given}
    return Person(timezone=timezone, **clocks, **others)


def tell(
    connection: Connection, kept: Kept, event: Event, everybody: Sequence[Subscriber], now: datetime, currency: str
) -> int:
    """Queues an alert's event for everybody; returns how many messages that makes.

    A trouble that ends while its first message still waits for the morning is told to nobody: the digest has it.
    """
    queued = 0
    for subscriber in everybody:
        decision = decide(subscriber.person, kept.record.finding.severity, now)
        if not decision.send or (event == "recovered" and _withdraw(connection, kept.id, subscriber.target, now)):
            continue
        due = end_of_quiet(subscriber.person, now) if event == "recovered" else decision.not_before
        message = Message(
            kind="recovery" if event == "recovered" else "alert",
            target=subscriber.target,
            payload=_payload(kept, event, subscriber.language, currency),
            due_at=due,
            key=f"{kept.id}:{event}:{now.isoformat(timespec='seconds')}:{subscriber.target}",
            alert_id=kept.id,
        )
        queued += put(connection, message)
    return queued


def _withdraw(connection: Connection, number: int, target: str, now: datetime) -> bool:
    """Takes back messages about an alert that were to wait; true when there were some."""
    waiting = (delivery.c.alert_id == number, delivery.c.target == target, delivery.c.state == "queued",
               delivery.c.kind == "alert", delivery.c.due_at > now, delivery.c.attempts == 0)  # fmt: skip
    taken = connection.execute(update(delivery).where(*waiting).values(state="dropped", error="over before it was due"))
    return bool(taken.rowcount)


def _payload(kept: Kept, event: Event, language: Language, currency: str) -> dict[str, Any]:
    finding = kept.record.finding
    about = {"alert": kept.id, "event": event, "severity": finding.severity, "language": language}
    if event == "recovered":
        return {**about, "message": recovered(finding, currency, language)}
    words = word(finding, currency, language)
    return {**about, "message": words.message, "reason": words.reason, "action": words.action}


def put(connection: Connection, message: Message) -> int:
    """One message into the outbox; the same key twice is one message. Returns 1 when it is new."""
    known = connection.execute(select(delivery.c.id).where(delivery.c.dedupe_key == message.key)).first()
    if known is not None:
        return 0
    connection.execute(
        insert(delivery).values(
            kind=message.kind, target=message.target, payload=dict(message.payload), due_at=message.due_at,
            dedupe_key=message.key, alert_id=message.alert_id,
        )
    )  # fmt: skip
    return 1
