"""What an evaluation means for the alerts on record: who begins, who goes on, who ends and how, and what is said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from tools.alerts.rows import StoredAlert, save
from tools.alerts.rules.grouping import LEVEL_KINDS
from tools.alerts.rules.lifecycle import OPEN_STATES, Event, Policy, Record, Transition, advance, is_told
from tools.alerts.rules.model import SEVERITIES, Trouble
from tools.alerts.rules.threads import WATCHED_FOR, Step, holds, threaded
from tools.alerts.watch import Seen

PATIENT: Final = Policy(clear=3)
"""A trouble seen in single hours must be gone for three evaluations: an hour of calm is not its end."""
SETTLING: Final = Policy(clear_days=2)
"""A value beyond a level that came back for one day has not settled."""
USUAL: Final = Policy()
FLAPPING: Final = LEVEL_KINDS | {"threshold", "channel_underperform", "forecast_miss"}


@dataclass(frozen=True, kw_only=True)
class News:
    """What is said about the alerts of one thread."""

    event: Event
    thread: int
    """Number of the alert that began it."""
    alerts: list[StoredAlert]


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What an evaluation came to."""

    changed: int
    """Alerts that began, ended or grew."""
    news: list[News]


def follow(
    connection: Connection,
    known: Sequence[StoredAlert],
    seen: Seen,
    now: datetime,
    *,
    pass_on: timedelta = USUAL.pass_on,
) -> Followed:
    """Brings the stored alerts up to date; `pass_on` is how long something critical waits for one person."""
    records = [kept.record for kept in known]
    over = _threads_over(known, now)
    moved = [_outlives(one, over, seen) for one in transitions(records, seen, now, pass_on=pass_on)]
    touched = {one.record.key for one in moved}
    numbers = {kept.record.key: kept.id for kept in known}
    roots = {kept.record.key: kept.thread for kept in known}
    steps = threaded(moved, [one for one in records if one.key not in touched], roots)
    told: list[tuple[Event, StoredAlert]] = []
    for step in steps:
        event = step.transition.event
        speaks = event is not None and is_told(step.transition.record, event)
        kept = _saved(
            connection, step, seen, (numbers, roots), said_at=now if speaks and event != "passed_on" else None
        )
        if event is not None and speaks:
            told.append((event, kept))
    changed = sum(step.transition.event not in (None, "passed_on") for step in steps)
    return Followed(changed=changed, news=[_from_root(one, known, seen) for one in _news(told)])


def _threads_over(known: Sequence[StoredAlert], now: datetime) -> set[int]:
    """Threads of which people have heard of nothing open for a while."""
    heard = [
        kept.thread
        for kept in known
        if kept.record.told and (kept.record.resolved_at is None or now - kept.record.resolved_at < WATCHED_FOR)
    ]
    return {kept.thread for kept in known} - set(heard)


def _outlives(one: Transition, over: set[int], seen: Seen) -> Transition:
    """What a thread stood for is told by itself once the thread has been over for longer than its echoes last."""
    record = one.record
    unheard = record.state == "firing" and not record.told and one.event is None
    if not unheard or record.root not in over or not seen.is_current(record.finding):
        return one
    return Transition(record=replace(record, told=True), event="opened")


def _from_root(news: News, known: Sequence[StoredAlert], seen: Seen) -> News:
    """The end of a thread tells of the trouble that began it, as it stands on this day."""
    if news.event != "recovered":
        return news
    first = next((kept for kept in (*news.alerts, *known) if kept.id == news.thread), news.alerts[0])
    end = seen.end_of(first.record.finding)
    record = first.record if end is None else replace(first.record, end=end.as_json())
    return replace(news, alerts=[replace(first, record=record)])


AlertNumbers = dict[tuple[str, datetime], int]


def _saved(
    connection: Connection, step: Step, seen: Seen, known: tuple[AlertNumbers, AlertNumbers], said_at: datetime | None
) -> StoredAlert:
    numbers, roots = known
    record = replace(step.transition.record, said_at=said_at or step.transition.record.said_at)
    if step.joins is not None:
        record = replace(record, root=roots.get(step.joins))
    if record.state == "resolved" and record.end is None:
        end = seen.end_of(record.finding)
        record = replace(record, end=None if end is None else end.as_json())
    kept = StoredAlert(id=save(connection, record, numbers.get(record.key)), record=record)
    roots[record.key] = record.root or kept.id
    return kept


def _news(told: Sequence[tuple[Event, StoredAlert]]) -> Iterator[News]:
    """What happens to a thread at once is one message."""
    groups = defaultdict[tuple[Event, int], list[StoredAlert]](list)
    for event, kept in told:
        groups[event, kept.thread].append(kept)
    for (event, thread), alerts in groups.items():
        ordered = sorted(alerts, key=lambda kept: -SEVERITIES.index(kept.record.finding.severity))
        yield News(event=event, thread=thread, alerts=ordered)


def transitions(
    records: Sequence[Record], seen: Seen, now: datetime, *, pass_on: timedelta = USUAL.pass_on
) -> list[Transition]:
    """What becomes of the records.

    A trouble only hidden by a graver one lives on silently; so do those of a channel whose data stopped: nobody knows
    whether they are over. What the last day does not bear out any more begins nothing.
    """
    if seen.days is None:  # nothing is known of any day: nobody can say that anything is over
        return []
    records = [_waiting_on(one, seen, now) for one in records]
    asleep = _asleep(records, seen)
    awake = [one for one in records if one.fingerprint not in asleep]
    findings = [one for one in (*_borne_out(records, seen), *_hidden(awake, seen)) if one.fingerprint not in asleep]
    kept, gone = _by_rule(awake, seen)
    told = [_dropped(one, now) for one in gone if one.state in OPEN_STATES]
    hourly = {one.fingerprint for one in awake if "hours" in one.finding.values}
    waiting = holds(records, findings, now)
    for policy in (PATIENT, SETTLING, USUAL):
        told += advance(
            [one for one in kept if _policy(one.finding, hourly) is policy],
            [one for one in findings if _policy(one, hourly) is policy],
            now,
            replace(policy, pass_on=pass_on),
            day=seen.days.last_day,
            holds=waiting,
        )
    return told


def _borne_out(records: Sequence[Record], seen: Seen) -> list[Trouble]:
    """What the rules say of troubles that are open, and of others as far as the last day bears them out."""
    open_now = {one.fingerprint for one in records if one.state in OPEN_STATES}
    return [one for one in seen.said if one.fingerprint in open_now or seen.is_current(one)]


def _waiting_on(record: Record, seen: Seen, now: datetime) -> Record:
    """What is only watched yet goes on waiting while the last day does not bear it out: then it is no news either."""
    if record.state != "pending" or record.hold is None:
        return record
    idle = any(one.fingerprint == record.fingerprint and not seen.is_current(one) for one in seen.said)
    return replace(record, hold=max(record.hold, now + timedelta(minutes=1))) if idle else record


def _asleep(records: Sequence[Record], seen: Seen) -> set[str]:
    """Fingerprints of troubles in places whose data stopped; a channel that had none before all lost theirs as well."""
    stale = [one for one in seen.said if one.kind == "stale_data"]
    return {one.fingerprint for one in records if any(_lulls(cause, one.finding) for cause in stale)}


def _lulls(cause: Trouble, finding: Trouble) -> bool:
    if not cause.scope.covers(finding.scope):
        return False
    return finding.kind != "stale_data" or (cause.scope != finding.scope and _began(finding) < _began(cause))


def _began(finding: Trouble) -> str:
    return finding.since.isoformat()


def _by_rule(records: Sequence[Record], seen: Seen) -> tuple[list[Record], list[Record]]:
    """Those whose rule is there, and those whose rule is switched off or gone."""
    kept = [one for one in records if one.finding.rule in seen.rules]
    return kept, [one for one in records if one.finding.rule not in seen.rules]


def _dropped(record: Record, now: datetime) -> Transition:
    """A rule that is switched off or gone takes its alerts along without a word: nobody knows that they are over."""
    return Transition(record=replace(record, state="resolved", resolved_at=now, snoozed_until=None))


def _policy(finding: Trouble, hourly: set[str]) -> Policy:
    """How patient the lifecycle is with a trouble."""
    if finding.fingerprint in hourly:
        return PATIENT
    return SETTLING if finding.kind in FLAPPING else USUAL


def _hidden(records: Sequence[Record], seen: Seen) -> list[Trouble]:
    """Findings of open alerts that are still there but not said, because a cause of another kind stands for them."""
    said = {one.fingerprint for one in seen.said}
    known = {one.fingerprint for one in records if one.state in OPEN_STATES}
    wider = {(one.rule, scope) for one in seen.said for scope in one.covers}
    return [one for one in seen.raw if one.fingerprint in known - said and (one.rule, one.scope) not in wider]
