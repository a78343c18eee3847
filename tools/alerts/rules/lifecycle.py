"""An alert's life: pending, firing, acknowledged or snoozed, resolved; old records and new findings in, events out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from tools.alerts.rules.model import SEVERITIES, Severity, State, Trouble

Event = Literal["opened", "escalated", "recovered", "reopened", "reminded", "passed_on"]
"""What people are told: a new trouble, a graver one, its end, that it is back, that it is still there, or, the next
person, that nobody before them has taken note of it."""
PASSED_ON: Final = 10
"""Times that something is passed on at most."""
REMIND_AFTER: Final = timedelta(hours=24)
"""After which something critical that nobody has acknowledged is said again,"""
REMIND_AT_LEAST: Final = timedelta(days=7)
"""and then after twice as long each time, but no less often than this: the same words every day are read by nobody."""
OPEN_STATES: Final[frozenset[State]] = frozenset({"pending", "firing", "acknowledged", "snoozed"})


@dataclass(frozen=True, kw_only=True)
class Record:
    """One alert as it is kept between evaluations."""

    finding: Trouble
    state: State
    raised_at: datetime
    seen_times: int = 1
    """Evaluations that found it, in a row."""
    missed_times: int = 0
    """Evaluations in a row that did not find it any more."""
    resolved_at: datetime | None = None
    snoozed_until: datetime | None = None
    muted: bool = False
    assignee: str | None = None
    told: bool = False
    """Whether people have been told that it began; only then are they told that it is over."""
    is_read: bool = False
    root: int | None = None
    """Number of the alert whose thread it belongs to; None when it began one."""
    peak: Severity | None = None
    """The gravest it has been; only what is graver still is told again."""
    hold: datetime | None = None
    """Until when a pending one waits: what follows the end of another trouble is often only its echo."""
    end: Mapping[str, Any] | None = None
    """How it ended, once it has."""
    said_at: datetime | None = None
    """When people last heard of it."""
    passed_on: int = 0
    """How often it went to the next person, since nobody had taken note of it."""

    @property
    def fingerprint(self) -> str:
        """The trouble it is about."""
        return self.finding.fingerprint

    @property
    def key(self) -> tuple[str, datetime]:
        """Names this record among all, before it has a number."""
        return self.finding.fingerprint, self.raised_at


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How patient the lifecycle is."""

    confirm: int = 1
    """Evaluations that must find a trouble before it fires; until then it is pending."""
    clear: int = 1
    """Evaluations that must miss it before it is over."""
    clear_days: int = 1
    """Days of data without it before it is over."""
    cooldown: timedelta = timedelta(days=2)
    """A trouble that returns within this time is the same alert, reopened without a new message."""
    pass_on: timedelta = timedelta(hours=1)
    """How long something critical waits for one person before it goes to the next."""


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A record as it is now, with the event to tell, if any."""

    record: Record
    event: Event | None = None


def advance(
    records: Sequence[Record],
    findings: Sequence[Trouble],
    now: datetime,
    policy: Policy | None = None,
    *,
    day: date | None = None,
    holds: Mapping[str, datetime] | None = None,
) -> list[Transition]:
    """Bring all records up to date with an evaluation.

    Args:
        records: what was kept; resolved ones too while they are within the cool-down.
        findings: what the evaluation found, already grouped.
        now: the moment of the evaluation.
        policy: patience; the default fires and clears at once, because the rules have their own days and hysteresis.
        day: the last day of the data, by which `Policy.clear_days` counts.
        holds: fingerprints of findings that are to be watched for a while before they are told.

    Returns:
        One transition per record that changed or is new, in the order of `records`, new ones last.
    """
    around = _Around(findings=findings, now=now, policy=policy or Policy(), day=day, holds=holds or {})
    current = {finding.fingerprint: finding for finding in findings}
    alive = _latest(records, around)
    told: list[Transition | None] = []
    for mark, record in alive.items():
        found = current.get(mark)
        turned = found is not None and _turned(record, found)
        if turned and record.state == "resolved":
            continue  # what is over and comes back the other way round is a new trouble
        current.pop(mark, None)
        told.append(_follow(record, None if turned else found, around))
    return [*filter(None, told), *(_open(finding, around) for finding in current.values())]


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What an evaluation knows besides one record."""

    findings: Sequence[Trouble]
    now: datetime
    policy: Policy
    day: date | None
    holds: Mapping[str, datetime]

    def stands_in(self, record: Record) -> bool:
        """Whether other findings of the rule now speak for the record: the whole for its part, or its parts."""
        return any(
            one.rule == record.finding.rule
            and (record.finding.scope in one.covers or one.scope in record.finding.covers)
            for one in self.findings
        )


def _latest(records: Sequence[Record], around: _Around) -> Mapping[str, Record]:
    """The record of each trouble that is open, or so recently closed that its return is the same trouble."""
    kept: dict[str, Record] = {}
    for record in sorted(records, key=lambda one: one.raised_at):
        recent = record.resolved_at is not None and around.now - record.resolved_at <= around.policy.cooldown
        if record.state in OPEN_STATES or recent:
            kept[record.fingerprint] = record
    return kept


def _turned(record: Record, finding: Trouble) -> bool:
    """Whether what is found goes the other way: the trouble is over, and this is its rebound or something new."""
    return record.finding.direction * finding.direction < 0


def _open(finding: Trouble, around: _Around) -> Transition:
    hold = around.holds.get(finding.fingerprint)
    firing = around.policy.confirm <= 1 and hold is None
    record = Record(
        finding=finding,
        state="firing" if firing else "pending",
        raised_at=around.now,
        told=firing,
        hold=hold,
        peak=finding.severity,
    )
    return Transition(record=record, event="opened" if firing else None)


def _follow(record: Record, finding: Trouble | None, around: _Around) -> Transition | None:
    if finding is None:
        return _miss(record, around, tell=not around.stands_in(record))
    merged = replace(finding, since=min(finding.since, record.finding.since, key=lambda when: when.isoformat()))
    peak = record.peak or record.finding.severity
    seen = replace(
        record,
        finding=merged,
        seen_times=record.seen_times + 1,
        missed_times=0,
        peak=max(peak, finding.severity, key=SEVERITIES.index),
    )
    if record.state == "resolved":
        return _back(record, seen)
    if record.state == "pending":
        return _confirm(record, seen, around)
    if record.state == "snoozed" and record.snoozed_until is not None and around.now >= record.snoozed_until:
        return Transition(record=replace(seen, state="firing", snoozed_until=None), event="reminded")
    if SEVERITIES.index(finding.severity) > SEVERITIES.index(peak):
        return Transition(record=seen, event="escalated")
    return _left_open(seen, around)


def _back(record: Record, seen: Record) -> Transition:
    """What comes back within the cool-down is the same trouble; one that left before anybody was told is news now."""
    again = replace(seen, state="firing", resolved_at=None, end=None)
    unheard = not record.told and record.root is None
    return Transition(record=replace(again, told=True) if unheard else again, event="opened" if unheard else "reopened")


def _left_open(seen: Record, around: "_Around") -> Transition:
    """Something that nobody has taken note of is said again after a day, and goes to the next person before that."""
    if _is_forgotten(seen, around.now):
        return Transition(record=seen, event="reminded")
    if _waits_for_the_next(seen, around):
        return Transition(record=replace(seen, passed_on=seen.passed_on + 1), event="passed_on")
    return Transition(record=seen)


def _waits_for_the_next(record: Record, around: "_Around") -> bool:
    """Whether something critical has waited for one person more without anybody taking note of it."""
    if record.state != "firing" or not record.told or record.finding.severity != "critical":
        return False
    waited = around.now - record.raised_at >= (record.passed_on + 1) * around.policy.pass_on
    return waited and record.passed_on < PASSED_ON


def _is_forgotten(record: Record, now: datetime) -> bool:
    """Whether something critical has been open for long since it was last told, and nobody has taken note of it."""
    if record.state != "firing" or not record.told or record.finding.severity != "critical":
        return False
    said = record.said_at or record.raised_at
    return now - said >= min(max(said - record.raised_at, REMIND_AFTER), REMIND_AT_LEAST)


def _confirm(record: Record, seen: Record, around: _Around) -> Transition:
    """A pending trouble fires after its evaluations, or when its waiting is over; what is critical does not wait."""
    waited = around.now >= record.hold if record.hold else seen.seen_times >= around.policy.confirm
    if waited or seen.finding.severity == "critical":
        return Transition(record=replace(seen, state="firing", told=True, hold=None), event="opened")
    return Transition(record=seen)


def _miss(record: Record, around: _Around, *, tell: bool) -> Transition | None:
    if record.state == "resolved":
        return None
    missed = replace(record, missed_times=record.missed_times + 1, seen_times=0)
    if missed.missed_times < around.policy.clear or (tell and not _calm(record, around)):
        return Transition(record=missed)
    over = replace(missed, state="resolved", resolved_at=around.now, snoozed_until=None)
    return Transition(record=over, event="recovered" if record.told and tell else None)


def _calm(record: Record, around: _Around) -> bool:
    """Whether enough days of data have passed without the trouble; missing data have come or have not."""
    if record.finding.metric == "day":
        return True
    last = record.finding.last_seen
    seen = last.date() if isinstance(last, datetime) else last
    return around.day is None or (around.day - seen).days >= around.policy.clear_days


def acknowledge(record: Record, by: str) -> Record:
    """Somebody knows: no more reminders, only the end is told."""
    return replace(record, state="acknowledged", assignee=record.assignee or by, is_read=True, snoozed_until=None)


def snooze(record: Record, until: datetime) -> Record:
    """Quiet until a moment; if the trouble is still there then, it is told again."""
    return replace(record, state="snoozed", snoozed_until=until, is_read=True)


def unsnooze(record: Record) -> Record:
    """What was put off is open again."""
    return replace(record, state="firing", snoozed_until=None) if record.state == "snoozed" else record


def assign(record: Record, to: str) -> Record:
    """Make somebody responsible."""
    return replace(record, assignee=to)


def mute(record: Record) -> Record:
    """Nothing more about this trouble, not even its end, until it is unmuted."""
    return replace(record, muted=True, is_read=True)


def unmute(record: Record) -> Record:
    """What was muted is heard of again."""
    return replace(record, muted=False)


def is_told(record: Record, event: Event) -> bool:
    """Whether an event of this record reaches people at all."""
    if record.muted:
        return False
    return record.told if event in ("recovered", "reopened") else event == "escalated" or record.state == "firing"
