"""Good news, each told once: a day better than any before, and a month's goal reached before the month is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from ingest.texts import Language, say
from tools.alerts.history import read_context
from tools.alerts.outbox import Message, Recipients, Subscriber, put
from tools.alerts.rules.model import AlertScope
from tools.alerts.rules.quiet import decide
from tools.alerts.rules.texts import where
from tools.alerts.whose import views
from tools.engine.engine import MetricEngine
from tools.engine.table import number
from tools.semantics.calendar import unit_span
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question, Window
from tools.tool import ToolContext
from tools.words import wording
from tools.words.labels import figure, metric_name

MEMORY_DAYS: Final = 400
LEAST_DAYS: Final = 60
"""Days that must be known before one of them can be a record."""
ABOVE: Final = 1.05
"""How far a record must lie above the one before it: by a hair is no news."""
BEST_OF: Final = ("revenue", "conversions", "leads")
"""What a day is good by: the first that the data have."""


@dataclass(frozen=True, kw_only=True)
class GoodNews:
    """Something to be glad of."""

    kind: str
    """record or goal."""
    metric: str
    day: date
    value: float
    scope: AlertScope
    before: float
    """The record until then, or the goal."""
    before_day: date
    """Day of the record until then, or the month of the goal."""

    @property
    def key(self) -> str:
        """The same news has the same key."""
        goal = (self.scope.channel, self.scope.campaign, self.before_day) if self.kind == "goal" else (self.day,)
        return ":".join([self.kind, self.metric, *map(str, goal)])

    def said(self, currency: str, language: Language) -> str:
        """In a sentence."""
        return say(
            f"alerts-news-{self.kind}",
            language,
            where=where(self.scope, language),
            what=metric_name(self.metric, language),
            value=figure(self.metric, self.value, currency, language),
            before=figure(self.metric, self.before, currency, language),
            day=wording.day_month(self.day, language),
            before_day=wording.day(self.before_day, language),
            month=wording.month(self.before_day, language),
        )


def tell_good_news(connection: Connection, desk: ToolContext, last_day: date, recipients: Recipients) -> int:
    """Queues what is new for each subscriber, as far as their data reach; returns how many messages that makes."""
    told = 0
    for to in recipients.everybody:
        for client, metrics in views(desk.metrics, to.actor):
            news = [
                *record_day(metrics, desk.today, last_day),
                *goals_reached(connection, metrics, desk.today, last_day),
            ]
            told += sum(_queue(connection, one, to, recipients, client) for one in news)
    return told


def _queue(connection: Connection, news: GoodNews, to: Subscriber, recipients: Recipients, client: str) -> int:
    decision = decide(to.person, "low", recipients.now)
    if not decision.send:
        return 0
    whose = f"{say('alerts-whose', to.language, n=1, names=client)} " if client else ""
    text = f"🏆 {whose}{news.said(recipients.currency, to.language)}"
    payload = {"text": text, "language": to.language, "silent": True}
    key = f"news:{news.key}:{f'{client}:' if client else ''}{to.target}"
    return put(connection, Message(kind="news", target=to.target, payload=payload, due_at=decision.not_before, key=key))


def record_day(metrics: MetricEngine, today: date, day: date) -> Iterator[GoodNews]:
    """The last day, when no day of the last year came near it."""
    window = Window(start=day - timedelta(days=MEMORY_DAYS), end=day)
    table = metrics.run(Question(metrics=BEST_OF, group_by=("day",), periods=(str(window),)), today=today).table
    for name in BEST_OF:
        known = {
            date.fromisoformat(str(row[0])[:10]): float(cell)
            for row in table.rows
            if isinstance(cell := row[table.index(name)], int | float)
        }
        if not any(known.values()):
            continue
        value = known.pop(day, None)
        best = max(known, key=lambda one: known[one], default=None)
        if best is not None and value is not None and len(known) >= LEAST_DAYS and value >= ABOVE * known[best] > 0:
            yield GoodNews(
                kind="record",
                metric=name,
                day=day,
                value=value,
                scope=AlertScope(),
                before=known[best],
                before_day=best,
            )
        return


def goals_reached(connection: Connection, metrics: MetricEngine, today: date, day: date) -> Iterator[GoodNews]:
    """Goals of sums that the month reached with this very day, before its end."""
    month, end = unit_span(day, "month")
    goals = read_context(connection, metrics, Window(start=month, end=day)).goals
    if goals is None or day >= end:
        return
    for line in goals.to_dict("records"):
        metric, target = str(line["metric"]), float(line["target"])
        if date.fromisoformat(str(line["month"])[:10]) != month or METRICS[metric].denominator or target <= 0:
            continue
        scope = AlertScope(channel=str(line["channel"]), campaign=str(line["campaign"]) or None)
        so_far, before = (_total(metrics, metric, scope, Window(start=month, end=last), today) for last in _days(day))
        if before < target <= so_far:
            yield GoodNews(
                kind="goal", metric=metric, day=day, value=so_far, scope=scope, before=target, before_day=month
            )


def _days(day: date) -> tuple[date, date]:
    return day, day - timedelta(days=1)


def _total(metrics: MetricEngine, metric: str, scope: AlertScope, window: Window, today: date) -> float:
    if window.end < window.start:
        return 0.0
    places = (("channel", scope.channel), ("campaign", scope.campaign))
    kept = tuple(Filter(dimension=name, values=(value,)) for name, value in places if value)
    table = metrics.run(Question(metrics=(metric,), where=kept, periods=(str(window),)), today=today).table
    cell = table.rows[0][table.index(metric)] if table.rows else None
    return number(cell) or 0.0
