"""What the opening view shows, in numbers: cards, days, channels, budgets, alerts; nothing in words yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tools.alerts.book import AlertBook
from tools.alerts.never_checked import open_alerts
from tools.alerts.rows import StoredAlert
from tools.dashboard.spans import BoardSpan, span_of
from tools.engine.notes import Note
from tools.engine.table import Cell, Table, number
from tools.plan.line import PlanLine
from tools.plan.lines import month_plan
from tools.semantics.question import Question, Window
from tools.tool import ToolContext

CARDS: Final = ("spend", "revenue", "roi", "cpa", "cpl", "conversions", "leads")
"""The figures people look at first, in their order; one without data is left out. A new card is one entry."""
MOST_CARDS: Final = 5
CHANNEL_COLUMNS: Final = ("spend", "revenue", "roi", "cpa", "conversions")
MOST_ALERTS: Final = 3
SETTLED: Final = frozenset({"acknowledged", "snoozed"})
"""States of alerts that somebody has seen or put off: they no longer ask for attention."""
QUIET_NOTES: Final = frozenset({"note-reach-sum", "note-frequency", "note-default-period"})


@dataclass(frozen=True, kw_only=True)
class BoardCard:
    """One figure, what it was on the same days before, and its days."""

    metric: str
    value: float
    before: float | None
    days: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the curve: revenue and spend now, revenue of its partner day before."""

    day: date
    revenue: float | None
    spend: float | None
    before: float | None


@dataclass(frozen=True, kw_only=True)
class Board:
    """Everything the opening view says."""

    span: BoardSpan
    until: date
    currency: str
    cards: tuple[BoardCard, ...]
    days: tuple[Day, ...]
    channels: Table
    total: Mapping[str, Cell]
    alerts: tuple[StoredAlert, ...]
    alerts_open: int
    goal: PlanLine | None
    """This month's revenue goal of all channels that have one."""
    budgets: tuple[PlanLine, ...]
    notes: tuple[Note, ...]
    provisional: date | None
    """The first day that platforms may still correct; None when all days shown stand."""
    late: Mapping[str, date]
    """Channels whose data end before the newest, with their last day."""
    demo: bool


def board(key: str, desk: ToolContext, *, demo_source: str = "demo") -> Board | None:
    """The view for a choice of days; None while nothing is stored."""
    catalogue, until = desk.metrics.catalogue(), board_end(desk)
    if until is None:
        return None
    span = span_of(key, until)
    compared = Question(metrics=CARDS, periods=(str(span.now),), compare_to=str(span.before))
    whole = desk.metrics.run(compared, today=desk.today)
    total = (
        dict(zip([column.name for column in whole.table.columns], whole.table.rows[0], strict=True))
        if (whole.table.rows)
        else {}
    )
    daily, earlier = (_daily(window, desk) for window in (span.now, span.before))
    plan = month_plan(until.replace(day=1), _named(desk), desk, goal="revenue")
    open_ones = _asking(AlertBook(desk=desk))
    lasts = {account.channel: account.last_day for account in catalogue.accounts}
    return Board(
        span=span,
        until=until,
        currency=whole.currency,
        cards=_cards(total, daily),
        days=_days(span, daily, earlier),
        channels=_channels(span, desk),
        total=total,
        alerts=tuple(open_ones[:MOST_ALERTS]),
        alerts_open=len(open_ones),
        goal=plan.goal,
        budgets=tuple(line for line in plan.lines if line.kind == "budget" and not line.campaign),
        notes=tuple(note for note in whole.notes if note.key not in QUIET_NOTES),
        provisional=_provisional(whole.notes),
        late={channel: last for channel, last in lasts.items() if last < until - timedelta(days=1)},
        demo=any(account.source == demo_source for account in catalogue.accounts),
    )


def _asking(book: AlertBook) -> list[StoredAlert]:
    """Alerts that ask for attention."""
    return [kept for kept in open_alerts(book) if kept.record.state not in SETTLED]


def board_end(desk: ToolContext) -> date | None:
    """The last complete day with data; None while nothing is stored."""
    last = desk.metrics.catalogue().last_day
    return None if last is None else min(last, desk.today - timedelta(days=1))


def _named(desk: ToolContext) -> tuple[str, ...]:
    """Channels to name to whoever looks at plans; none where all are meant."""
    return () if desk.metrics.scope.whole else tuple(desk.metrics.catalogue().channels)


def _provisional(notes: Sequence[Note]) -> date | None:
    since = next((note.values.get("since") for note in notes if note.key == "note-provisional"), None)
    return since if isinstance(since, date) else None


Daily = Mapping[date, Mapping[str, Cell]]


def _daily(window: Window, desk: ToolContext) -> Daily:
    question = Question(metrics=CARDS, group_by=("day",), periods=(str(window),))
    table = desk.metrics.run(question, today=desk.today).table
    names = [column.name for column in table.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in table.rows if isinstance(row[0], date)}


def _cards(total: Mapping[str, Cell], daily: Daily) -> tuple[BoardCard, ...]:
    found = [
        BoardCard(
            metric=metric,
            value=value,
            before=number(total.get(f"{metric}_previous")),
            days=tuple(number(row.get(metric)) for _, row in sorted(daily.items())),
        )
        for metric in CARDS
        if (value := number(total.get(metric))) is not None
    ]
    return tuple(found[:MOST_CARDS])


def _days(span: BoardSpan, daily: Daily, earlier: Daily) -> tuple[Day, ...]:
    return tuple(
        Day(
            day=day,
            revenue=number(daily.get(day, {}).get("revenue")),
            spend=number(daily.get(day, {}).get("spend")),
            before=number(earlier.get(partner, {}).get("revenue")) if partner <= span.before.end else None,
        )
        for step in range(span.now.days)
        for day, partner in [(span.now.start + timedelta(days=step), span.before.start + timedelta(days=step))]
    )


def _channels(span: BoardSpan, desk: ToolContext) -> Table:
    question = Question(
        metrics=CHANNEL_COLUMNS,
        group_by=("channel",),
        periods=(str(span.now),),
        compare_to=str(span.before),
        order_by="spend",
        share="rows",
    )
    return desk.metrics.run(question, today=desk.today).table
