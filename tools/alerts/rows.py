"""Alerts between the database and the lifecycle: rows in, records out, and back; one writer at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, or_, select, text, update

from ingest.database import Database
from ingest.database import writing as database_writing
from ingest.schema import alert
from ingest.texts import Language
from tools.alerts.rules.alert import Alert
from tools.alerts.rules.lifecycle import OPEN_STATES, Record
from tools.alerts.rules.model import SEVERITIES, AlertScope, Moment, Trouble

TURN: Final = "SELECT pg_advisory_xact_lock(72014, hashtext(current_schema()))"
"""PostgreSQL: evaluations and buttons write one after another, as SQLite does by nature."""
IN_BODY: Final = ("seen_times", "missed_times", "muted", "told", "root", "peak", "end", "passed_on")
COLUMNS: Final = ("rule", "severity", "metric", "value", "threshold", "expected", "money_at_stake")


@dataclass(frozen=True, kw_only=True)
class StoredAlert:
    """A stored alert."""

    id: int
    record: Record

    @property
    def thread(self) -> int:
        """Number of the alert that began the trouble."""
        return self.record.root or self.id

    @property
    def opens_thread(self) -> bool:
        """Whether people were told of it as of a trouble of its own."""
        return self.record.told and self.record.root is None

    @property
    def waits(self) -> bool:
        """Whether people were told of it, and nobody has read or muted it."""
        return self.record.told and not self.record.is_read and not self.record.muted

    def said(self, currency: str, language: Language) -> Alert:
        """The alert as people see it."""
        alert = Alert.of(self.record.finding, currency=currency, language=language)
        return replace(alert, state=self.record.state, is_read=self.record.is_read, end=self.record.end)

    def as_json(self, currency: str, language: Language) -> dict[str, Any]:
        """The contract's shape, under the number that `ack` and `snooze` take."""
        return {**self.said(currency, language).as_json(), "id": str(self.id)}


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    """A transaction in which alerts, rules and deliveries change together."""
    with database_writing(database) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(TURN))
        yield connection


def open_or_recent(connection: Connection, now: datetime, cooldown: timedelta) -> list[StoredAlert]:
    """What the lifecycle must know: open alerts, and those that ended within the cool-down."""
    recent = alert.c.resolved_at >= now - cooldown
    return _kept(connection, select(alert).where(or_(alert.c.state.in_(OPEN_STATES), recent)).order_by(alert.c.id))


def listed(connection: Connection, states: Sequence[str] | None) -> list[StoredAlert]:
    """Alerts in these states, or all; the gravest first, then the newest."""
    statement = select(alert).order_by(alert.c.raised_at.desc(), alert.c.id)
    found = _kept(connection, statement if states is None else statement.where(alert.c.state.in_(states)))
    return sorted(found, key=lambda kept: -SEVERITIES.index(kept.record.finding.severity))


_LONGEST: Final = 18
"""Digits of a number that a database can hold."""


def _may_be(number: str) -> bool:
    return number.isdecimal() and len(number) <= _LONGEST


def one(connection: Connection, number: str) -> StoredAlert | None:
    """One alert by its number; None where there is none."""
    found = _kept(connection, select(alert).where(alert.c.id == int(number))) if _may_be(number) else []
    return found[0] if found else None


def thread_of(connection: Connection, kept: StoredAlert) -> list[StoredAlert]:
    """The other open alerts of an alert's thread."""
    root = kept.thread
    open_now = _kept(connection, select(alert).where(alert.c.state.in_(OPEN_STATES), alert.c.id != kept.id))
    return [other for other in open_now if other.thread == root]


def recorded(connection: Connection, condition: ColumnElement[bool]) -> list[StoredAlert]:
    """Alerts that fulfil a condition on their table, oldest first."""
    return _kept(connection, select(alert).where(condition).order_by(alert.c.id))


def _kept(connection: Connection, statement: Select[Any]) -> list[StoredAlert]:
    return [StoredAlert(id=row.id, record=_record(row)) for row in connection.execute(statement)]


def _record(row: Row[Any]) -> Record:
    body = row.body
    finding = Trouble(
        **{name: getattr(row, name) for name in COLUMNS},
        kind=body["kind"],
        scope=AlertScope(channel=row.channel or None, campaign=row.campaign or None),
        since=_moment(row.since),
        last_seen=_moment(row.last_seen),
        direction=body["direction"],
        values=body["values"],
        covers=tuple(AlertScope(channel=pair[0], campaign=pair[1]) for pair in body["covers"]),
    )
    return Record(
        finding=finding,
        state=row.state,
        raised_at=row.raised_at,
        resolved_at=row.resolved_at,
        snoozed_until=row.snoozed_until,
        assignee=row.assignee,
        is_read=row.is_read,
        **{name: body[name] for name in ("seen_times", "missed_times", "muted", "told")},
        **{name: body.get(name) for name in ("root", "peak", "end")},
        passed_on=body.get("passed_on", 0),
        hold=_when(body.get("hold")),
        said_at=_when(body.get("said_at")),
    )


def _when(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _moment(stored: str) -> Moment:
    return datetime.fromisoformat(stored) if len(stored) > len("2026-01-01") else date.fromisoformat(stored)


def save(connection: Connection, record: Record, number: int | None) -> int:
    """Writes a record, a new one without a number; returns its number."""
    row = _row(record)
    if number is None:
        return int(connection.execute(insert(alert).values(row).returning(alert.c.id)).scalar_one())
    connection.execute(update(alert).where(alert.c.id == number).values(row))
    return number


def _row(record: Record) -> dict[str, Any]:
    finding = record.finding
    state = {each.name: getattr(record, each.name) for each in fields(Record) if each.name != "finding"}
    body = {name: state.pop(name) for name in IN_BODY}
    body |= {
        name: None if moment is None else moment.isoformat()
        for name in ("hold", "said_at")
        for moment in [state.pop(name)]
    }
    body |= {"kind": finding.kind, "direction": finding.direction, "values": dict(finding.values)}
    body["covers"] = [[scope.channel, scope.campaign] for scope in finding.covers]
    return {
        **{name: getattr(finding, name) for name in COLUMNS},
        **state,
        "fingerprint": finding.fingerprint,
        "channel": finding.channel or "",
        "campaign": finding.campaign or "",
        "since": finding.since.isoformat(),
        "last_seen": finding.last_seen.isoformat(),
        "body": body,
    }
