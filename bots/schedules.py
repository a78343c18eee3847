"""Digests and reports that are due: each at its person's time, one that was missed once."""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from agent.bootstrap import Demetra
from ingest.errors import DemetraError
from ingest.scope import DataScope
from ingest.texts import Language
from tools.access import Actor
from tools.alerts.outbox import DIGESTS, REPORTS, Message, Subscriber, subscribers
from tools.delivery.queue import is_known, queue
from tools.digest.digest import Digest, DigestPeriod, make_digest
from tools.tool import find_tools

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


@dataclass(frozen=True, kw_only=True)
class DueMessage:
    """A subscription whose time has come."""

    kind: str
    to: Subscriber
    key: str
    """The same for one due moment, however often it is looked at."""

    @property
    def period(self) -> DigestPeriod:
        """How often it comes."""
        return _period(self.kind)

    def queue(self, running: Demetra, kind: str, payload: Mapping[str, Any]) -> int:
        """Puts what was made into the outbox; returns 1 when it is new."""
        payload = {**payload, "language": self.to.language}
        message = Message(kind=kind, target=self.to.target, payload=payload, due_at=running.clock.now(), key=self.key)
        return queue(running.engine, message)


def _period(kind: str) -> DigestPeriod:
    return cast("DigestPeriod", kind.partition("_")[2])


def queue_digests(running: Demetra) -> int:
    """Puts digests that are due into the outbox, each once; returns how many are new."""
    made: dict[tuple[DigestPeriod, Language, DataScope, str], Digest] = {}
    queued = 0
    for due in _due(running, DIGESTS):
        wanted = due.period, due.to.language, due.to.actor.scope, due.to.actor.client
        if wanted not in made:
            reader = Actor(name=due.to.target, scope=due.to.actor.scope, client=due.to.actor.client)
            made[wanted] = make_digest(running.desk(due.to.language).acting_for(reader), due.period)
        photos = [chart["path"] for chart in made[wanted].charts]
        queued += due.queue(running, "digest", {"text": made[wanted].text, "photos": photos})
    return queued


def queue_reports(running: Demetra) -> int:
    """Makes the reports that are due, each once however many were missed; returns how many."""
    return sum(due.queue(running, "report", _report(running, due.to)) for due in _due(running, REPORTS))


def _due(running: Demetra, kinds: Iterable[str]) -> Iterator[DueMessage]:
    """Subscriptions whose latest moment has not been answered yet."""
    now = running.clock.now()
    for kind in kinds:
        for subscriber in _subscribed(running, kind):
            moment = _moment(_period(kind), subscriber, now)
            key = f"{kind}:{moment:%Y-%m-%d}:{subscriber.target}" if moment else ""
            if key and not is_known(running.engine, key):
                yield DueMessage(kind=kind, to=subscriber, key=key)


def _subscribed(running: Demetra, kind: str) -> list[Subscriber]:
    with running.engine.connect() as connection:
        return subscribers(connection, kind, language=running.settings.language, timezone=running.settings.timezone)


def _moment(period: DigestPeriod, subscriber: Subscriber, now: datetime) -> datetime | None:
    moment = last_due(period, subscriber.settings, now.astimezone(ZoneInfo(subscriber.person.timezone)))
    since = subscriber.settings.get("since")
    return None if since and datetime.fromisoformat(since) > moment else moment


def _report(running: Demetra, to: Subscriber) -> dict[str, Any]:
    """The file with its sentence; where there can be none, why."""
    tool = find_tools()["make_report"]
    desk = running.desk(to.language).acting_for(to.actor)
    try:
        to.actor.must(tool.deed)
        result = tool.call(tool.arguments.model_validate(to.settings.get("order", {})), desk)
    except DemetraError as error:
        return {"text": error.say(to.language)}
    return {"text": result.text, "files": [str(file.path) for file in result.files]}
