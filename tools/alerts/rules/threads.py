"""One trouble, one thread: what belongs together, what is only the echo of an end, and when a thread is over."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from tools.alerts.rules.grouping import LEVEL_KINDS, OUTCOME_METRICS, PLAN_KINDS, SPEND_METRICS
from tools.alerts.rules.lifecycle import OPEN_STATES, Record, Transition
from tools.alerts.rules.model import SEVERITIES, Trouble

ECHO: Final = timedelta(days=4)
"""So long after an end a change in the same place is watched before it is told,"""
WATCHED_FOR: Final = timedelta(days=3)
"""until so long after that end."""
CONSEQUENCE: Final = timedelta(days=7)
"""Within which worse outcomes belong to the spend that changed before them."""
ECHOING: Final = LEVEL_KINDS | {"unexpected_change", "channel_underperform", "forecast_miss", "creative_fatigue"}
"""Kinds that compare with days before, and so stumble over the end of a trouble as over its beginning."""


Roots = Mapping[tuple[str, datetime], int]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A transition with its place in a thread."""

    transition: Transition
    joins: tuple[str, datetime] | None = None
    """Key of the record whose thread it belongs to; None when it is its own."""


def holds(records: Iterable[Record], findings: Sequence[Trouble], now: datetime) -> Mapping[str, datetime]:
    """Findings to be watched before they are told, with until when: they touch a trouble that is just ending."""
    there = {one.fingerprint for one in findings}
    over = [(one, end) for one in records if one.told and (end := _end(one, there, now)) and now - end <= ECHO]
    found: dict[str, datetime] = {}
    for finding in findings:
        ends = [end for one, end in over if _echoes(one.finding, finding)]
        if finding.kind in ECHOING and finding.severity != "critical" and ends:
            found[finding.fingerprint] = max(ends) + max(WATCHED_FOR, _window(finding))
    return found


def _window(finding: Trouble) -> timedelta:
    """Over how many days its figure is taken: for so long the days of the old trouble are in it."""
    days = finding.values.get("window")
    return timedelta(days=days if isinstance(days, float) else 1)


def _end(record: Record, there: Collection[str], now: datetime) -> datetime | None:
    """When a trouble ended: now, if it is open on record and not found any more."""
    return now if record.state in OPEN_STATES and record.fingerprint not in there else record.resolved_at


def _echoes(ended: Trouble, fresh: Trouble) -> bool:
    """Whether a finding lies where something ended; the same trouble coming back the same way is no echo."""
    returns = ended.fingerprint == fresh.fingerprint and ended.direction * fresh.direction >= 0
    return not returns and (ended.scope.covers(fresh.scope) or fresh.scope.covers(ended.scope))


def _is_open(record: Record) -> bool:
    """Whether people know of it and it goes on."""
    return record.state in OPEN_STATES and record.told


def threaded(transitions: Sequence[Transition], others: Sequence[Record], roots: Roots) -> list[Step]:
    """Puts transitions into threads and silences what a thread has already said; who begins a thread comes first.

    Args:
        transitions: of one evaluation.
        others: open records that it left as they are.
        roots: of records that have a number, by their keys: the number of the alert that began their thread.
    """
    begun = {one.record.key for one in transitions if one.event == "opened"}
    known = [*(each.record for each in transitions), *others]
    before = [one for one in known if _is_open(one) and one.key not in begun]
    together = _leaders(transitions)
    steps = [_joined(one, before, together) for one in transitions]
    threads = [(one.transition.record, _thread(one.transition.record, one.joins, roots)) for one in steps]
    going_on = {thread for record, thread in threads if _is_open(record)}
    going_on |= {_thread(one, None, roots) for one in others if _is_open(one)}
    ended = {thread for _, thread in threads} - going_on
    said = [_last_word(one, ended, roots) for one in steps]
    return sorted(said, key=lambda one: one.joins is not None)


def _thread(record: Record, joins: tuple[str, datetime] | None, roots: Roots) -> object:
    """What names a thread: the number of its first alert, or its key while it has none."""
    key = joins or record.key
    return record.root or roots.get(key) or key


def _leaders(transitions: Sequence[Transition]) -> Mapping[tuple[str, str | None], Record]:
    """Of the troubles that begin together in a channel, for the same eyes, the gravest, which speaks for them."""
    begun = [one.record for one in transitions if one.event == "opened" and one.record.root is None]
    ordered = sorted(begun, key=lambda one: SEVERITIES.index(one.finding.severity))
    return {(one.finding.owner, one.finding.channel): one for one in ordered}


def _joined(one: Transition, open_before: Sequence[Record], together: Mapping[tuple[str, str | None], Record]) -> Step:
    """A trouble that begins where a related one is open belongs to its thread; only what is graver is told."""
    record = one.record
    if one.event != "opened" or record.root is not None:
        return Step(transition=one)
    leader = next((other for other in open_before if related(other.finding, record.finding)), None)
    if leader is None:
        first = together[record.finding.owner, record.finding.channel]
        return Step(transition=one, joins=None if first.key == record.key else first.key)
    peak = SEVERITIES.index(leader.peak or leader.finding.severity)
    graver = SEVERITIES.index(record.finding.severity) > peak and not leader.muted
    joined = replace(record, told=graver, root=leader.root)
    return Step(transition=Transition(record=joined, event="escalated" if graver else None), joins=leader.key)


def _last_word(step: Step, ended: set[object], roots: Roots) -> Step:
    """The end of one of several troubles of a thread is not the thread's end."""
    record = step.transition.record
    if step.transition.event == "recovered" and _thread(record, step.joins, roots) not in ended:
        return replace(step, transition=Transition(record=record))
    return step


def related(first: Trouble, second: Trouble) -> bool:
    """Whether two findings are one trouble: the same place, and the same family or its consequence."""
    here = first.scope.covers(second.scope) or second.scope.covers(first.scope)
    if not here or (first.month, first.owner) != (second.month, second.owner):
        return False
    families = _family(first), _family(second)
    if families == ("spend", "outcome"):
        return second.first_day - first.first_day <= CONSEQUENCE
    return families[0] == families[1]


def _family(finding: Trouble) -> str:
    if finding.kind in PLAN_KINDS or finding.kind == "goal_at_risk":
        return finding.kind
    if finding.kind in ("stale_data", "broken_tracking", "threshold"):
        return f"{finding.kind}:{finding.rule}"
    if finding.metric in OUTCOME_METRICS:
        return "outcome"
    return "spend" if finding.metric in SPEND_METRICS else "attention"
