"""The end of a person's quiet: what is still there is told to them again."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from tools.alerts.following import News
from tools.alerts.outbox import Recipients, Subscriber, tell
from tools.alerts.rows import StoredAlert
from tools.alerts.silences import Silence, keep_silences


def wake_up(connection: Connection, alerts: Sequence[StoredAlert], recipients: Recipients) -> int:
    """What somebody wanted quiet until now and is still there is told to them; returns how many messages that makes."""
    queued = 0
    for person in recipients.everybody:
        over = [one for one in person.silences if not one.holds(recipients.now)]
        if over:
            queued += sum(_told_again(connection, one, alerts, recipients, person) for one in over)
            keep_silences(connection, person.user_id, [one for one in person.silences if one not in over])
    return queued


def _told_again(
    connection: Connection, wish: Silence, alerts: Sequence[StoredAlert], recipients: Recipients, person: Subscriber
) -> int:
    still = [kept for kept in alerts if kept.record.state == "firing" and kept.record.told and not kept.record.muted]
    threads: dict[int, list[StoredAlert]] = {}
    for kept in still:
        if wish.is_about(kept, kept.thread):
            threads.setdefault(kept.thread, []).append(kept)
    only = replace(recipients, everybody=[person])
    return sum(tell(connection, News(event="reminded", thread=one, alerts=threads[one]), only) for one in threads)
