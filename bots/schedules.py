"""Digests and reports that are due: each at its person's time, one that was missed once."""

import calendar
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agent.bootstrap import Demetra
from ingest.texts import Language
from tools.access import Actor
from tools.access.scope import DataScope
from tools.alerts.outbox import DIGESTS, Message, Subscriber, subscribers
from tools.delivery.queue import is_known, queue
from tools.delivery.reports import due_reports, report_made
from tools.digest.digest import Digest, DigestPeriod, make_digest
from tools.tool import find_tools

PERIODS: Final[Mapping[str, DigestPeriod]] = {
    "digest_daily": "daily",
    "digest_weekly": "weekly",
    "digest_monthly": "monthly",
}
AT: Final = "09:00"


def last_due(period: DigestPeriod, settings: Mapping[str, Any], local: datetime) -> datetime:
    """The latest moment at which such a digest was due: daily, on Mondays, on the first of the month unless set.

    Args:
        period: daily, weekly or monthly.
        settings: `at` as HH:MM, `weekday` 0-6, `day` 1-31.
        local: now in the person's zone.
    """
    clock = time.fromisoformat(settings.get("at") or AT)
    day = local.date()
    if datetime.combine(day, clock, tzinfo=local.tzinfo) > local:
        day -= timedelta(days=1)
    if period == "weekly":
        day -= timedelta(days=(day.weekday() - int(settings.get("weekday", 0))) % 7)
    while period == "monthly" and day.day != min(
        int(settings.get("day", 1)), calendar.monthrange(day.year, day.month)[1]
    ):
        day -= timedelta(days=1)
    return datetime.combine(day, clock, tzinfo=local.tzinfo)


def queue_digests(running: Demetra) -> int:
    """Puts digests that are due into the outbox, each once; returns how many are new."""
    made: dict[tuple[DigestPeriod, Language, DataScope], Digest] = {}
    queued = 0
    for kind in DIGESTS:
        for subscriber in _subscribed(running, kind):
            due = _due(PERIODS[kind], subscriber, running.clock.now())
            if due is None or is_known(running.engine, key := f"{kind}:{due:%Y-%m-%d}:{subscriber.target}"):
                continue
            wanted = PERIODS[kind], subscriber.language, subscriber.scope
            if wanted not in made:
                reader = Actor(name=subscriber.target, scope=subscriber.scope)
                made[wanted] = make_digest(running.desk(subscriber.language).acting_for(reader), PERIODS[kind])
            queued += _queue(running, "digest", subscriber, key, _payload(made[wanted], subscriber.language))
    return queued


def _subscribed(running: Demetra, kind: str) -> list[Subscriber]:
    with running.engine.connect() as connection:
        return subscribers(connection, kind, language=running.settings.language, timezone=running.settings.timezone)


def _due(period: DigestPeriod, subscriber: Subscriber, now: datetime) -> datetime | None:
    due = last_due(period, subscriber.settings, now.astimezone(ZoneInfo(subscriber.person.timezone)))
    since = subscriber.settings.get("since")
    return None if since and datetime.fromisoformat(since) > due else due


def _queue(running: Demetra, kind: str, subscriber: Subscriber, key: str, payload: Mapping[str, Any]) -> int:
    message = Message(kind=kind, target=subscriber.target, payload=payload, due_at=running.clock.now(), key=key)
    return queue(running.engine, message)


def _payload(digest: Digest, language: Language) -> dict[str, Any]:
    return {"text": digest.text, "photos": [chart["path"] for chart in digest.charts], "language": language}


def queue_reports(running: Demetra) -> int:
    """Makes the scheduled reports that are due, each once however many were missed; returns how many."""
    tool = find_tools().get("make_report")
    now = running.clock.now()
    due = due_reports(running.engine, now) if tool is not None else []
    for report in due:
        desk = running.desk(report.language).acting_for(report.actor)
        result = tool.call(tool.arguments.model_validate(report.args), desk)  # type: ignore[union-attr]  # due is empty without it
        files = [str(file.path) for file in result.files]
        payload = {"text": result.text, "files": files, "language": report.language}
        message = Message(kind="report", target=report.target, payload=payload, due_at=now, key=report.key)
        report_made(running.engine, report, message, now)
    return len(due)
