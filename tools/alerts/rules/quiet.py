"""When a message may ring for a person: quiet hours in their own time zone, with an override for what is critical."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tools.alerts.rules.model import SEVERITIES, Severity


@dataclass(frozen=True, kw_only=True)
class Person:
    """What one recipient asked for."""

    timezone: str = "Europe/Moscow"
    quiet_from: time | None = time(22, 0)
    quiet_to: time | None = time(8, 0)
    """None for either: no quiet hours. They may run over midnight; equal ends mean none."""
    quiet_weekends: bool = False
    override: Severity = "critical"
    """This severity and above ring at any hour."""
    least: Severity = "low"
    """Milder ones are not sent at all; they stay in the list and the digest."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether to send, and not before when."""

    send: bool
    not_before: datetime


def decide(person: Person, severity: Severity, now: datetime) -> Decision:
    """When this person gets a message of this severity.

    Args:
        person: their settings.
        severity: of the alert.
        now: an aware moment.
    """
    rank = SEVERITIES.index
    if rank(severity) < rank(person.least):
        return Decision(send=False, not_before=now)
    if rank(severity) >= rank(person.override):
        return Decision(send=True, not_before=now)
    return Decision(send=True, not_before=end_of_quiet(person, now))


def end_of_quiet(person: Person, now: datetime) -> datetime:
    """The first moment from `now` on at which the person may be rung, in the zone of `now`."""
    moment = now
    for _ in range(8):
        later = _next_edge(person, moment.astimezone(ZoneInfo(person.timezone)))
        if later is None:
            break
        moment = later
    return moment.astimezone(now.tzinfo)


def _next_edge(person: Person, local: datetime) -> datetime | None:
    """When the quiet that holds at `local` ends; None when it is not quiet."""
    begin, end = person.quiet_from, person.quiet_to
    if person.quiet_weekends and local.weekday() >= 5:
        return datetime.combine(local.date() + timedelta(days=1), time(0), tzinfo=local.tzinfo)
    if begin is None or end is None or begin == end:
        return None
    clock = local.time()
    over_midnight = begin > end
    quiet = (clock >= begin or clock < end) if over_midnight else begin <= clock < end
    if not quiet:
        return None
    next_day = over_midnight and clock >= begin
    return datetime.combine(local.date() + timedelta(days=int(next_day)), end, tzinfo=local.tzinfo)
