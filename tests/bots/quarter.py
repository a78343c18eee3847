"""A simulated quarter: a worker's days with a trouble of every kind, and every message that people get in it.

`python -m tests.bots.quarter` writes `docs/messages.md`: one message of each kind in both languages.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd
from sqlalchemy import insert, select

from agent.bootstrap import Demetra
from bots.schedules import queue_digests
from bots.telegram.alert_messages import message_of
from bots.telegram.text import without_tags
from ingest.database import writing
from ingest.facts import MICRO
from ingest.schema import budget, channel, delivery, goal
from ingest.settings import Clock, Settings
from ingest.texts import LANGUAGES
from tests.bots.conftest import linked
from tests.bots.story_facts import load
from tests.tools.alert_histories import CHANNELS, day, history, multiply
from tools.alerts.book import AlertBook
from tools.alerts.evaluate import ALERTS, evaluate
from tools.alerts.rows import StoredAlert
from tools.delivery.guests import guest_of, subscribe

CHATS: Final = {"ru": 501, "en": 502}
FIRST, LAST = date(2025, 4, 1), date(2025, 7, 1)
"""Mornings of the quarter: each tells of the day before."""
GOALS: Final = (
    ("instagram", date(2025, 5, 1), "revenue", 5_600_000.0),
    ("google_ads", date(2025, 5, 1), "conversions", 400.0),
    ("google_ads", date(2025, 6, 1), "revenue", 1_500_000.0),
)
BUDGETS: Final = (("facebook", date(2025, 4, 1), 560_000.0), ("tiktok", date(2025, 6, 1), 1_900_000.0))


class MorningClock(Clock):
    """Nine in the morning of a day that the quarter sets."""

    def now(self) -> datetime:
        assert self.fixed is not None
        return datetime.combine(self.fixed, time(9), tzinfo=self.zone)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One message to one person."""

    day: date
    """The morning on which it was queued."""
    kind: str
    language: str
    payload: Mapping[str, Any]
    alerts: tuple[StoredAlert, ...] = ()
    """What it is about, as it stood that morning."""

    @property
    def text(self) -> str:
        """As it reads on a phone."""
        return without_tags("\n\n".join(message_of(self.kind, self.payload, "").texts))

    @property
    def label(self) -> str:
        """Its kind, as the samples are sorted."""
        if self.kind == "digest":
            return f"digest {self.payload['key'].split(':')[0].removeprefix('digest_')}"
        rules = self.alerts[0].record.finding.kind if self.alerts else ""
        return f"{self.payload.get('event') or self.kind} {rules}".strip()


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """The running Demetra of a quarter, its facts, and what it said."""

    running: Demetra
    facts: pd.DataFrame
    clock: MorningClock
    told: list[Told] = field(default_factory=list)

    def morning(self, when: date) -> list[Told]:
        """New facts, an evaluation and the digests of one morning; returns what was queued."""
        self.clock.fixed = when
        load(self.running.store, self.arriving(when))
        book = AlertBook(desk=self.running.desk())
        book.check()
        queue_digests(self.running)
        new = self._new(book)
        self.told.extend(new)
        return new

    def arriving(self, when: date) -> pd.DataFrame:
        """What a morning brings: nothing while the sources are out, all of it on the first morning after."""
        if when == FIRST:
            return self.facts[self.facts["day"] < when]
        if day(OUTAGE[0]) < when <= day(OUTAGE[1]):
            return self.facts[:0]
        since = day(OUTAGE[0]) if when == day(OUTAGE[1] + 1) else when - timedelta(days=1)
        return self.facts[(self.facts["day"] >= since) & (self.facts["day"] < when)]

    def _new(self, book: AlertBook) -> list[Told]:
        known = {one.id: one for one in book.listed("all")}
        languages = {f"telegram:{chat}": language for language, chat in CHATS.items()}
        with self.running.engine.connect() as connection:
            rows = connection.execute(select(delivery).order_by(delivery.c.id).offset(len(self.told))).all()
        return [
            Told(
                day=self.clock.today(),
                kind=row.kind,
                language=languages[row.target],
                payload={**row.payload, "key": row.dedupe_key},
                alerts=tuple(known[number] for number in row.payload.get("alerts", ())),
            )
            for row in rows
        ]


OUTAGE: Final = (137, 141)
"""Days without any data, the last one left out."""


def facts() -> pd.DataFrame:
    """Half a year of four channels with one trouble of each kind in its second half."""
    frame = history((LAST - day(0)).days, seed=11)
    for name in CHANNELS:
        frame = multiply(frame, name, 95, 98, conversions=0.25, revenue=0.25)
        frame = multiply(frame, name, 108, 111, revenue=0.5)
        frame = multiply(frame, name, 121, 123, spend=2.0)
    frame = multiply(frame, "tiktok", 130, 132, campaign="tiktok 1", spend=4.0)
    frame = multiply(frame, "facebook", 148, 151, conversions=0, revenue=0)
    frame = multiply(frame, "google_ads", 157, 161, clicks=0.35, conversions=0.35, revenue=0.35)
    return multiply(frame, "instagram", 168, 169, conversions=2.2, revenue=2.6)


def mornings(folder: Path, first: date = FIRST, last: date = LAST) -> Iterator[Quarter]:
    """The quarter after each of its mornings."""
    settings = Settings(database_url=f"sqlite:///{folder / 'quarter.db'}", data_dir=folder, today=FIRST, currency="RUB")  # type: ignore[call-arg]
    running = Demetra(settings=settings)
    clock = MorningClock(settings.timezone, FIRST)
    running.__dict__["clock"] = clock
    quarter = Quarter(running=running, facts=facts(), clock=clock)
    _people(running)
    load(running.store, quarter.arriving(FIRST))
    _plans(running)
    when = first
    while when <= last:
        quarter.morning(when)
        yield quarter
        when += timedelta(days=1)
    running.engine.dispose()


def _people(running: Demetra) -> None:
    for language, chat in CHATS.items():
        linked(running, chat=chat, language=language)
        guest = guest_of(running.engine, chat)
        assert guest is not None
        since = running.clock.now().isoformat()
        for kind in ("digest_daily", "digest_weekly", "digest_monthly"):
            subscribe(running.engine, guest, kind, {"at": "09:00", "since": since})


def _plans(running: Demetra) -> None:
    with writing(running.engine) as connection:
        keys = {row.key: row.id for row in connection.execute(select(channel))}
        for name, month, metric, target in GOALS:
            row = {"channel_id": keys[name], "campaign": "", "month": month, "metric": metric}
            connection.execute(insert(goal).values(**row, target=int(target * MICRO)))
        for name, month, amount in BUDGETS:
            row = {"channel_id": keys[name], "campaign": "", "month": month, "currency": "RUB"}
            connection.execute(insert(budget).values(**row, amount=int(amount * MICRO)))


def samples(told: list[Told]) -> str:
    """The first message of each kind in both languages, as a page."""
    first: dict[str, dict[str, Told]] = {}
    for one in told:
        first.setdefault(one.label, {}).setdefault(one.language, one)
    head = (
        "# Messages\n\nOne message of each kind out of a simulated quarter, in both languages. Written by\n"
        "`python -m tests.bots.quarter`; `tests/bots/test_quarter.py` holds every figure to the metric engine.\n"
        "Kinds of rules for which the quarter has no trouble are told by their own stories.\n"
    )
    texts = {label: [first[label][language].text for language in CHATS] for label in first}
    texts |= {f"opened {kind}": list(of_its_story(kind)) for kind in ALERTS if f"opened {kind}" not in texts}
    parts = [head]
    for label in sorted(texts):
        blocks = "\n".join(f"```text\n{text}\n```" for text in texts[label])
        parts.append(f"## {label}\n\n{blocks}\n")
    return "\n".join(parts)


def of_its_story(kind: str) -> Iterator[str]:
    """What a kind of rule says of the story that it is tested with, in both languages."""
    story = ALERTS[kind].fires_on()
    (alert,) = evaluate(story.history, [kind], story.last_day, context=story.context)
    for language in LANGUAGES:
        words = alert.say(language)
        told = {"message": words.message, "reason": words.reason, "action": words.action}
        payload = {**told, "alert": 1, "event": "opened", "severity": alert.severity, "language": language}
        yield without_tags("\n\n".join(message_of("alert", payload, "").texts))


def main() -> None:
    """Writes the page of samples."""
    with tempfile.TemporaryDirectory() as folder:
        quarters = list(mornings(Path(folder)))
    Path("docs/messages.md").write_text(samples(quarters[-1].told), encoding="utf-8")


if __name__ == "__main__":
    main()
