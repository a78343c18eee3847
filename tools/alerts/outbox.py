"""Puts messages into the outbox, one for each subscriber, in the transaction of what they tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import Connection, Select, insert, select, update

from ingest.schema import app_user, delivery, subscription
from ingest.texts import LANGUAGES, Language
from tools.access import Actor
from tools.access.people import actor_of
from tools.alerts.following import News
from tools.alerts.routes import routed
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.ended import ended, mark_of
from tools.alerts.rules.quiet import Person, decide, end_of_quiet
from tools.alerts.rules.texts import word
from tools.alerts.silences import Silence, silences_in

ALERTS: Final = "alerts"
OFTEN: Final = ("daily", "weekly", "monthly")
DIGESTS: Final = tuple(f"digest_{often}" for often in OFTEN)
REPORTS: Final[Mapping[str, str]] = {
    "report_daily": "yesterday",
    "report_weekly": "last week",
    "report_monthly": "last month",
}
"""Reports by how often they come, each with the days that are over then."""


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """Where a message goes, in which language, and when it may ring."""

    target: str
    language: Language
    person: Person
    actor: Actor
    """Whose chat it is: with their rights and the rows they see."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    user_id: int = 0
    silences: tuple[Silence, ...] = ()
    """Of what they want to hear nothing for a while."""


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
    asked: Select[Any] = (
        select(
            subscription.c.target,
            subscription.c.user_id,
            subscription.c.settings,
            app_user.c.identifier,
            app_user.c.role,
            app_user.c.language,
            app_user.c.timezone,
            app_user.c.settings.label("own"),
            app_user.c.channels,
            app_user.c.accounts,
            app_user.c.client,
            app_user.c.client_accounts,
        )
        .join(app_user, app_user.c.id == subscription.c.user_id)
        .where(subscription.c.kind == kind, subscription.c.active, ~app_user.c.disabled)
        .order_by(subscription.c.id)
    )
    return [
        Subscriber(
            target=row.target,
            language=next((one for one in LANGUAGES if one == row.language), language),
            person=person_of(row.own, row.timezone or timezone),
            settings=row.settings or {},
            user_id=row.user_id,
            actor=actor_of(row),
            silences=silences_in(row.own),
        )
        for row in connection.execute(asked)
    ]


def person_of(settings: Mapping[str, Any] | None, timezone: str) -> Person:
    """A person's quiet hours as stored: `quiet_from` and `quiet_to` as HH:MM, `override`, `least`, `quiet_weekends`."""
    given = dict(settings or {})
    clocks: dict[str, Any] = {
        name: time.fromisoformat(given[name]) if given[name] else None
        for name in ("quiet_from", "quiet_to")
        if name in given
    }
    others = {name: given[name] for name in ("quiet_weekends", "override", "least") if name in given}
    return Person(timezone=timezone, **clocks, **others)


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Who is rung, when it is, and the money of the texts."""

    everybody: Sequence[Subscriber]
    now: datetime
    currency: str
    hears: Callable[[Subscriber, StoredAlert], bool] = lambda _to, _kept: True
    """Whether an alert is for a subscriber's eyes."""
    whose: Callable[[Subscriber, Sequence[StoredAlert]], str] = lambda _to, _alerts: ""
    """The clients that alerts are of, in words, for a subscriber who has several."""
    hushed: frozenset[tuple[int, int]] = frozenset()
    """People and threads of which they want to hear nothing more."""

    def reaches(self, to: Subscriber, kept: StoredAlert, thread: int) -> bool:
        """Whether an alert is for somebody's eyes, and they did not ask for quiet about it."""
        quiet = (to.user_id, thread) in self.hushed or any(one.covers(kept, thread, self.now) for one in to.silences)
        return not quiet and self.hears(to, kept)


def tell(connection: Connection, news: News, recipients: Recipients) -> int:
    """Queues news as one message for everybody; returns how many that makes.

    A trouble that ends while its first message still waits for the morning is told to nobody: the digest has it.
    """
    told = _told_of(connection, news.thread)
    heard = routed(news, recipients.everybody, lambda to, kept: recipients.reaches(to, kept, news.thread), told)
    return sum(_tell_one(connection, mine, recipients, subscriber) for mine, subscriber in heard)


def _told_of(connection: Connection, thread: int) -> frozenset[str]:
    """Targets that were told of a thread before, or are about to be."""
    mine = delivery.c.alert_id == thread, delivery.c.kind == "alert", delivery.c.state != "dropped"
    return frozenset(connection.scalars(select(delivery.c.target).where(*mine)))


def _tell_one(connection: Connection, news: News, recipients: Recipients, to: Subscriber) -> int:
    first = news.alerts[0]
    decision = decide(to.person, first.record.finding.severity, recipients.now)
    over = news.event == "recovered"
    if not decision.send or (over and _withdraw(connection, news, to.target, recipients.now)):
        return 0
    return put(
        connection,
        Message(
            kind="recovery" if over else "alert",
            target=to.target,
            payload={
                **_payload(news, to.language, recipients.currency),
                "whose": recipients.whose(to, news.alerts),
            },
            due_at=end_of_quiet(to.person, recipients.now) if over else decision.not_before,
            key=f"{first.id}:{news.event}:{recipients.now.isoformat(timespec='seconds')}:{to.target}",
            alert_id=news.thread,
        ),
    )


def _withdraw(connection: Connection, news: News, target: str, now: datetime) -> bool:
    """Takes back what the thread was still to tell; true when there was something."""
    taken = connection.scalars(
        select(delivery.c.id).where(
            delivery.c.alert_id == news.thread,
            delivery.c.target == target,
            delivery.c.state == "queued",
            delivery.c.kind == "alert",
            delivery.c.due_at > now,
            delivery.c.attempts == 0,
        )
    ).all()
    dropped = update(delivery).where(delivery.c.id.in_(taken))
    return bool(taken and connection.execute(dropped.values(state="dropped", error="over before it was due")).rowcount)


def _payload(news: News, language: Language, currency: str) -> dict[str, Any]:
    """The gravest alert in full, the others in a sentence each."""
    findings = [kept.record.finding for kept in news.alerts]
    about = {
        "alert": news.alerts[0].id,
        "alerts": [kept.id for kept in news.alerts],
        "event": news.event,
        "thread": news.thread,
        "severity": findings[0].severity,
        "language": language,
    }
    if news.event == "recovered":
        messages = [ended(kept.record, currency, language) for kept in news.alerts]
        marks = [mark_of(kept.record) for kept in news.alerts]
        ends = [kept.record.end for kept in news.alerts]
        return {**about, "message": messages[0], "also": messages[1:], "marks": marks, "ends": ends}
    words = [word(finding, currency, language) for finding in findings]
    told = {"message": words[0].message, "reason": words[0].reason, "action": words[0].action}
    return {**about, **told, "also": [one.message for one in words[1:]]}


def put(connection: Connection, message: Message) -> int:
    """One message into the outbox; the same key twice is one message. Returns 1 when it is new."""
    known = connection.execute(select(delivery.c.id).where(delivery.c.dedupe_key == message.key)).first()
    if known is not None:
        return 0
    connection.execute(
        insert(delivery).values(
            kind=message.kind,
            target=message.target,
            payload=dict(message.payload),
            due_at=message.due_at,
            dedupe_key=message.key,
            alert_id=message.alert_id,
        )
    )
    return 1
