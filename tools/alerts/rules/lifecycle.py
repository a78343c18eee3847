"""An alert's life: pending, firing, acknowledged or snoozed, resolved; old records and new findings in, events out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from tools.alerts.rules.model import SEVERITIES, State, Trouble

Event = Literal["opened", "escalated", "recovered", "reopened"]
"""What people are told: a new trouble, a graver one, its end, or that it is back."""
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

    @property
    def fingerprint(self) -> str:
        """The trouble it is about."""
        return self.finding.fingerprint


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How patient the lifecycle is."""

    confirm: int = 1
    """Evaluations that must find a trouble before it fires; until then it is pending."""
    clear: int = 1
    """Evaluations that must miss it before it is over."""
    cooldown: timedelta = timedelta(days=2)
    """A trouble that returns within this time is the same alert, reopened without a new message."""


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A record as it is now, with the event to tell, if any."""

    record: Record
    event: Event | None = None


def advance(
    records: Sequence[Record], findings: Sequence[Trouble], now: datetime, policy: Policy | None = None
) -> list[Transition]:
    """Bring all records up to date with an evaluation.

    Args:
        records: what was kept; resolved ones too while they are within the cool-down.
        findings: what the evaluation found, already grouped.
        now: the moment of the evaluation.
        policy: patience; the default fires and clears at once, because the rules have their own days and hysteresis.

    Returns:
        One transition per record that changed or is new, in the order of `records`, new ones last.
    """
    patience = policy or Policy()
    current = {finding.fingerprint: finding for finding in findings}
    alive = _latest(records, now, patience)
    covered = _covered_by(findings)
    known = [_follow(record, current.get(record.fingerprint), covered, now, patience) for record in alive.values()]
    fresh = [finding for mark, finding in current.items() if mark not in alive]
    return [one for one in known if one is not None] + [_open(finding, now, patience) for finding in fresh]


def _latest(records: Sequence[Record], now: datetime, policy: Policy) -> Mapping[str, Record]:
    """The record of each trouble that is open, or so recently closed that its return is the same trouble."""
    kept: dict[str, Record] = {}
    for record in sorted(records, key=lambda one: one.raised_at):
        recent = record.resolved_at is not None and now - record.resolved_at <= policy.cooldown
        if record.state in OPEN_STATES or recent:
            kept[record.fingerprint] = record
    return kept


def _covered_by(findings: Sequence[Trouble]) -> frozenset[tuple[str, str | None, str | None]]:
    """Rule and place of everything that a wider alert now stands for."""
    return frozenset((one.rule, scope.channel, scope.campaign) for one in findings for scope in one.covers)


def _open(finding: Trouble, now: datetime, policy: Policy) -> Transition:
    firing = policy.confirm <= 1
    record = Record(finding=finding, state="firing" if firing else "pending", raised_at=now, told=firing)
    return Transition(record=record, event="opened" if firing else None)


def _follow(
    record: Record,
    finding: Trouble | None,
    covered: frozenset[tuple[str, str | None, str | None]],
    now: datetime,
    policy: Policy,
) -> Transition | None:
    if finding is None:
        scope = record.finding.scope
        silently = (record.finding.rule, scope.channel, scope.campaign) in covered
        return _miss(record, now, policy, tell=not silently)
    merged = replace(finding, since=min(finding.since, record.finding.since, key=lambda when: when.isoformat()))
    seen = replace(record, finding=merged, seen_times=record.seen_times + 1, missed_times=0)
    if record.state == "resolved":
        return Transition(record=replace(seen, state="firing", resolved_at=None), event="reopened")
    if record.state == "pending" and seen.seen_times >= policy.confirm:
        return Transition(record=replace(seen, state="firing", told=True), event="opened")
    if record.state == "snoozed" and record.snoozed_until is not None and now >= record.snoozed_until:
        return Transition(record=replace(seen, state="firing", snoozed_until=None), event="opened")
    graver = SEVERITIES.index(finding.severity) > SEVERITIES.index(record.finding.severity)
    return Transition(record=seen, event="escalated" if graver and record.state != "pending" else None)


def _miss(record: Record, now: datetime, policy: Policy, *, tell: bool) -> Transition | None:
    if record.state == "resolved":
        return None
    missed = replace(record, missed_times=record.missed_times + 1, seen_times=0)
    if missed.missed_times < policy.clear:
        return Transition(record=missed)
    over = replace(missed, state="resolved", resolved_at=now, snoozed_until=None)
    return Transition(record=over, event="recovered" if record.told and tell else None)


def acknowledge(record: Record, by: str) -> Record:
    """Somebody knows: no more reminders, only the end is told."""
    return replace(record, state="acknowledged", assignee=record.assignee or by, is_read=True, snoozed_until=None)


def snooze(record: Record, until: datetime) -> Record:
    """Quiet until a moment; if the trouble is still there then, it is told again."""
    return replace(record, state="snoozed", snoozed_until=until, is_read=True)


def assign(record: Record, to: str) -> Record:
    """Make somebody responsible."""
    return replace(record, assignee=to)


def mute(record: Record) -> Record:
    """Nothing more about this trouble, not even its end, until it is unmuted."""
    return replace(record, muted=True, is_read=True)


def is_told(record: Record, event: Event) -> bool:
    """Whether an event of this record reaches people at all; a return within the cool-down does not."""
    if record.muted or event == "reopened":
        return False
    return event in ("recovered", "escalated") or record.state == "firing"
