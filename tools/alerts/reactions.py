"""What people said about alerts: not to me, and no trouble at all; and what is learned from the latter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select

from ingest.schema import alert, alert_reaction
from tools.alerts.rows import StoredAlert, recorded
from tools.alerts.rules.lifecycle import OPEN_STATES
from tools.alerts.rules.model import Trouble
from tools.alerts.watch import Seen

Reaction = Literal["hush", "false"]
"""hush: nothing more about it to this person; false: it was no trouble."""
REMEMBERED: Final = timedelta(days=180)
CLEARLY: Final = 1.15
"""How many times larger than a false alarm of the same place a change must be to be told."""
LESSON: Final = 3
"""False alarms of a kind, wherever, from which on it is judged by them everywhere."""


@dataclass(frozen=True, kw_only=True)
class FalseAlarm:
    """What was told and was no trouble."""

    finding: Trouble

    @property
    def kind(self) -> tuple[str, str, int]:
        """What it was an alarm of: changes of one metric in one direction by one rule."""
        return _kind(self.finding)

    @property
    def size(self) -> float:
        """How large the change was; 0 for what has no expected figure."""
        return _size(self.finding) or 0.0


def react(connection: Connection, kept: StoredAlert, user: int, kind: Reaction, now: datetime) -> bool:
    """Notes what a person says about an alert's thread; False when they have said so before."""
    thread = kept.thread
    if (user, thread) in reacted(connection, kind):
        return False
    row = {"alert_id": thread, "user_id": user, "kind": kind, "made_at": now}
    connection.execute(insert(alert_reaction).values(row))
    return True


def take_back(connection: Connection, kept: StoredAlert, user: int, kind: Reaction) -> bool:
    """Forgets it again; False when there was nothing."""
    table, thread = alert_reaction.c, kept.thread
    mine = table.alert_id == thread, table.user_id == user, table.kind == kind
    return bool(connection.execute(delete(alert_reaction).where(*mine)).rowcount)


def reacted(connection: Connection, kind: Reaction) -> frozenset[tuple[int, int]]:
    """People and threads for which a reaction holds."""
    table = alert_reaction.c
    rows = connection.execute(select(table.user_id, table.alert_id).where(table.kind == kind))
    return frozenset((row.user_id, row.alert_id) for row in rows)


def false_alarms(connection: Connection, now: datetime) -> list[FalseAlarm]:
    """What people called false of late, each alert once."""
    table = alert_reaction.c
    of_late = select(table.alert_id).where(table.kind == "false", table.made_at >= now - REMEMBERED)
    return [FalseAlarm(finding=kept.record.finding) for kept in recorded(connection, alert.c.id.in_(of_late))]


def believed(seen: Seen, alarms: Sequence[FalseAlarm], known: Sequence[StoredAlert]) -> Seen:
    """What was found, without the beginnings of what people have called false before."""
    open_now = {kept.record.fingerprint for kept in known if kept.record.state in OPEN_STATES}
    said = [one for one in seen.said if one.fingerprint in open_now or not doubted(one, alarms)]
    return replace(seen, said=said)


def doubted(finding: Trouble, alarms: Collection[FalseAlarm]) -> bool:
    """Whether a change is no larger than false alarms here were, or than those of its kind usually were.

    What is critical is never doubted, nor is what has no expected figure: an outage has no size.
    """
    size = _size(finding)
    if size is None or finding.severity == "critical":
        return False
    alike = [one for one in alarms if one.kind == _kind(finding)]
    here = [one.size for one in alike if one.finding.scope.covers(finding.scope)]
    if size < CLEARLY * max(here, default=0.0):
        return True
    return len(alike) >= LESSON and size < median(one.size for one in alike)


def _kind(finding: Trouble) -> tuple[str, str, int]:
    return finding.rule, finding.metric, finding.direction


def _size(finding: Trouble) -> float | None:
    if finding.value is None or not finding.expected:
        return None
    return abs(finding.value - finding.expected) / abs(finding.expected)
