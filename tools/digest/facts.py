"""What a digest is made from: its days, key figures with their course, channels, goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final, Literal

import pandas as pd

from tools.alerts.arrivals import awaited
from tools.alerts.rules.endings import reached
from tools.engine.engine import MetricEngine
from tools.engine.table import Table, number
from tools.plan.lines import plan_lines
from tools.semantics.calendar import unit_span
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question, Window
from tools.tool import ToolContext

DigestPeriod = Literal["daily", "weekly", "monthly"]
CARDS: Final = (
    "spend",
    "revenue",
    "roi",
    "conversions",
    "cpa",
    "ctr",
    "leads",
    "cpl",
    "clicks",
    "cpc",
    "impressions",
    "cpm",
)
"""Key figures by importance: the first six that the data have."""
HEADLINES: Final = ("revenue", "conversions", "leads", "clicks", "impressions", "spend")
MOST_CARDS: Final = 6
COURSE_DAYS: Final = 28
USUAL_PERIODS: Final = 8
ORDINARY: Final = 0.10
"""Least relative change that is worth a headline."""


@dataclass(frozen=True, kw_only=True)
class DigestDays:
    """The digest's days and those it is compared with."""

    now: Window
    before: Window


def days_of(period: DigestPeriod, last_day: date) -> DigestDays:
    """Yesterday against a week before; seven days against seven; the last whole month against the one before."""
    if period == "daily":
        return DigestDays(now=_window(last_day, 1), before=_window(last_day - timedelta(days=7), 1))
    if period == "weekly":
        return DigestDays(now=_window(last_day, 7), before=_window(last_day - timedelta(days=7), 7))
    end = _last_month_end(last_day)
    start = end.replace(day=1)
    earlier = start - timedelta(days=1)
    return DigestDays(now=Window(start=start, end=end), before=Window(start=earlier.replace(day=1), end=earlier))


def _window(end: date, days: int) -> Window:
    return Window(start=end - timedelta(days=days - 1), end=end)


def _last_month_end(day: date) -> date:
    return day if day == unit_span(day, "month")[1] else day.replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything measured for one digest."""

    days: DigestDays
    last_day: date
    """Last day with data, of any channel."""
    totals: Mapping[str, float | None]
    """Metrics now, and `_previous`."""
    course: Mapping[str, tuple[float | None, ...]]
    """Metrics of the last four weeks by day."""
    channels: Table
    cards: tuple[str, ...]
    headline: str
    usual: float
    """The headline's ordinary relative change between such periods."""


def read_figures(desk: ToolContext, period: DigestPeriod) -> Figures | None:
    """Measures everything; None without data."""
    catalogue = desk.metrics.catalogue()
    last = awaited(desk)
    if last is None or catalogue.last_day is None:
        return None
    days = days_of(period, min(last.day, catalogue.last_day))
    asked = Question(metrics=CARDS, periods=(str(days.now),), compare_to=str(days.before))
    whole = desk.metrics.run(asked, today=desk.today).table
    totals = dict(zip([column.name for column in whole.columns], whole.rows[0] if whole.rows else [], strict=False))
    figures = {name: number(cell) for name, cell in totals.items()}
    cards = tuple(name for name in CARDS if figures.get(name) is not None)[:MOST_CARDS]
    headline = next((name for name in HEADLINES if figures.get(name)), "spend")
    course = _course(desk.metrics, days.now.end, desk.today)
    return Figures(
        days=days,
        last_day=catalogue.last_day,
        totals=figures,
        cards=cards,
        headline=headline,
        course={name: tuple(number(cell) for cell in course[name][-COURSE_DAYS:]) for name in CARDS if name in course},
        channels=_channels(desk, days),
        usual=_usual(course.get(headline, []), days.now.days),
    )


def _course(metrics: MetricEngine, end: date, today: date) -> dict[str, list[float | None]]:
    """Every key figure by day, gaps as None, for as long as ordinary changes are judged."""
    window = _window(end, 7 * (USUAL_PERIODS + 2))
    table = metrics.run(Question(metrics=CARDS, group_by=("day",), periods=(str(window),)), today=today).table
    frame = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    if frame.empty:
        return {}
    frame = frame.set_index(pd.to_datetime(frame["day"])).reindex(pd.date_range(window.start, window.end))
    return {name: [number(cell) for cell in frame[name].tolist()] for name in CARDS}


def _usual(course: Sequence[float | None], days: int) -> float:
    """Twice the median relative change between weekday-alike periods; what is below it is no news."""
    sums = pd.Series([float("nan") if value is None else value for value in course]).rolling(min(days, 7)).sum()
    changes = (sums / sums.shift(7) - 1).abs().dropna().tolist()
    return max(ORDINARY, 2 * median(changes)) if changes else ORDINARY


def _channels(desk: ToolContext, days: DigestDays) -> Table:
    metrics = ("spend", "conversions", "revenue", "roi", "cpa")
    asked = Question(metrics=metrics, group_by=("channel",), periods=(str(days.now),), compare_to=str(days.before))
    return desk.metrics.run(asked, today=desk.today).table


@dataclass(frozen=True, kw_only=True)
class GoalOutlook:
    """A month's goal and where the month is going."""

    channel: str
    campaign: str
    metric: str
    value: float
    target: float

    @property
    def share(self) -> float:
        """How much of the goal the month will reach."""
        return self.value / self.target if self.target else 0.0

    @property
    def good(self) -> bool:
        """Whether the goal is in reach."""
        return reached(self.metric, self.value, self.target)

    @property
    def lack(self) -> float:
        """How far away the goal is, relative to it: what sorts the worst first."""
        away = (self.target - self.value) / max(abs(self.target), 0.01)
        return -away if METRICS[self.metric].better == "down" else away


def goal_outlooks(desk: ToolContext, day: date) -> list[GoalOutlook]:
    """The goals of channels for a day's month, each with the value that plan and fact tell of its end too."""
    lines = plan_lines(day.replace(day=1), (), desk)
    found = [
        GoalOutlook(channel=line.channel, campaign="", metric=line.metric, value=line.end, target=line.target)
        for line in lines
        if line.kind == "goal" and line.channel and not line.campaign and line.end is not None
    ]
    return sorted(found, key=lambda one: -one.lack)
