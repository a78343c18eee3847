"""The lines of a plan with what became of them: done, expected at the month's end, verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from forecasting.pace import Floats
from tools.engine.late import BEGUN
from tools.engine.plans import read_budgets, read_goals
from tools.plan.line import Kind, PlanLine, Verdict
from tools.plan.month_end import month_end, so_far
from tools.semantics.calendar import unit_span
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question, Window
from tools.tool import ToolContext

LOOK_BACK: Final = 200
"""Days before the month that the pace and its range are learnt from."""
SPENT: Final = 0.95
"""A budget of which less than this will be spent is left over."""
OVER: Final = 1.02
"""A budget of which more than this will be spent is overrun."""


@dataclass(frozen=True, kw_only=True)
class MonthPlan:
    """The plan of one month."""

    lines: Sequence[PlanLine]
    """Every budget and goal: wholes of several channels first, then budgets and goals by channel."""
    goal: PlanLine | None
    """The goals for one sum of all channels together; None where none has one."""


def plan_lines(month: date, channels: Sequence[str], desk: ToolContext) -> Sequence[PlanLine]:
    """Every budget and goal of one month."""
    return month_plan(month, channels, desk).lines


def month_plan(month: date, channels: Sequence[str], desk: ToolContext, goal: str = "") -> MonthPlan:
    """What became of one month's budgets and goals, each series read once.

    Args:
        month: its first day.
        channels: only these; empty: all.
        desk: engine and today.
        goal: the sum (revenue, leads) whose goals are added up.
    """
    catalogue = desk.metrics.catalogue()
    with desk.engine.connect() as connection:
        budgets = read_budgets(connection, catalogue, desk.metrics.currency, month)
        goals = read_goals(connection, catalogue, month)
    chosen = [_of_month(frame, month, channels) for frame in (budgets, goals)]
    wanted = [{**row, "metric": "spend", "target": row["amount"], "kind": "budget"} for row in chosen[0]]
    wanted += [{**row, "kind": "goal"} for row in chosen[1] if row["metric"] in METRICS]
    if not wanted:
        return MonthPlan(lines=(), goal=None)
    series = _Series(desk, month)
    lines = [series.line(row) for row in wanted]
    return MonthPlan(lines=[*_whole(lines, series), *lines], goal=_goal(lines, goal, series))


def _of_month(frame: pd.DataFrame | None, month: date, channels: Sequence[str]) -> list[dict[str, object]]:
    if frame is None:
        return []
    rows = [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]
    return [
        row
        for row in rows
        if pd.Timestamp(str(row["month"])).date() == month and (not channels or row["channel"] in channels)
    ]


class _Series:
    """Daily sums of what lines are about, read once for each scope."""

    def __init__(self, desk: ToolContext, month: date) -> None:
        self._desk = desk
        self._month = month
        self._last = last = unit_span(month, "month")[1]
        newest = desk.metrics.catalogue().last_day or desk.today
        self._until = min(last, newest, desk.today - timedelta(days=1))
        self._days_left = (last - max(self._until, month - timedelta(days=1))).days
        self._length = last.day
        self._late = desk.metrics.late()
        self._read: dict[tuple[str, str, str], Mapping[str, Floats]] = {}

    def line(self, row: Mapping[str, object]) -> PlanLine:
        """A plan's row with what became of it."""
        channel, campaign, metric = (str(row[name] or "") for name in ("channel", "campaign", "metric"))
        kind: Kind = "budget" if row["kind"] == "budget" else "goal"
        return self.measured(kind, (channel,), campaign, metric, float(str(row["target"])))

    def measured(self, kind: Kind, channels: tuple[str, ...], campaign: str, metric: str, target: float) -> PlanLine:
        """The line of some channels together; `channels` of one names it."""
        blank = PlanLine(
            kind=kind,
            channel=channels[0] if len(channels) == 1 else "",
            campaign=campaign,
            month=self._month,
            until=self._last,
            metric=metric,
            target=target,
            fact=None,
            expected=None,
            low=None,
            high=None,
            elapsed=0.0,
            days_left=self._days_left,
            state="closed" if self._days_left == 0 else "running",
            verdict="unknown",
        )
        if self._month > self._desk.today:
            return replace(blank, state="ahead", verdict="ahead")
        gone = max((self._until - self._month).days + 1, 0)
        entry = METRICS[metric]
        known = {part: self._daily(channels, campaign, part) for part in entry.parts}
        ripe = {part: self._daily(channels, campaign, part, ripe=True) for part in entry.parts}
        end = month_end(entry, ripe, gone, self._days_left)
        done = replace(blank, fact=so_far(entry, known, gone), expected=end.expected, low=end.low, high=end.high)
        return judged(replace(done, elapsed=gone / self._length))

    def _daily(self, channels: tuple[str, ...], campaign: str, measure: str, *, ripe: bool = False) -> Floats:
        """Daily sums as they are known, or (`ripe`) with what is still to come in."""
        each = [
            self._one(channel, campaign, measure) / (self._shares(channel, measure) if ripe else 1.0)
            for channel in channels
        ]
        return np.asarray(np.sum(each, axis=0), dtype=np.float64)

    def _shares(self, channel: str, measure: str) -> Floats:
        """What share of each day's figure is in; at least `BEGUN`, below which nothing could be told."""
        start = self._month - timedelta(days=LOOK_BACK)
        length = LOOK_BACK + max((self._until - self._month).days + 1, 0)
        how = self._late.get(channel)
        days = [start + timedelta(days=place) for place in range(length)]
        return np.array([max(how.share(measure, day), BEGUN) if how else 1.0 for day in days])

    def _one(self, channel: str, campaign: str, measure: str) -> Floats:
        key = (channel, campaign, measure)
        if key not in self._read:
            window = Window(start=self._month - timedelta(days=LOOK_BACK), end=max(self._until, self._month))
            where = [Filter(dimension="channel", values=(channel,))]
            where += [Filter(dimension="campaign", values=(campaign,))] if campaign else []
            question = Question(metrics=(measure,), group_by=("day",), where=tuple(where), periods=(str(window),))
            table = self._desk.metrics.run(question, today=self._desk.today).table
            days = np.zeros(window.days if self._until >= self._month else LOOK_BACK)
            for day, value in table.rows:
                place = (day - window.start).days if isinstance(day, date) else -1
                if 0 <= place < len(days) and isinstance(value, int | float):
                    days[place] = float(value)
            self._read[key] = {measure: days}
        return self._read[key][measure]


def judged(line: PlanLine) -> PlanLine:
    """The line with its verdict, and what each day left must bring."""
    gap = None
    if line.days_left and line.fact is not None and METRICS[line.metric].additive and line.target > line.fact:
        gap = (line.target - line.fact) / line.days_left
    return replace(line, verdict=_verdict(line), gap_per_day=gap)


def _verdict(line: PlanLine) -> Verdict:
    if (line.fact is None and line.ended) or line.expected is None or line.low is None or line.high is None:
        return "unknown"
    if line.kind == "budget":
        share = (line.fact or 0.0) if line.ended else line.expected
        left: Verdict = "unspent" if line.ended else "under"
        return "over" if share > OVER * line.target else left if share < SPENT * line.target else "even"
    good = 1 if METRICS[line.metric].better != "down" else -1
    if line.ended:
        return "reached" if good * ((line.fact or 0.0) - line.target) >= 0 else "missed"
    return _outlook(sorted((good * line.low, good * line.high)), good * line.expected, good * line.target)


def _outlook(ends: Sequence[float], expected: float, aim: float) -> Verdict:
    """How an aim stands to what is expected and to its interval; more is better."""
    worst, best = ends
    if worst >= aim:
        return "will"
    if best < aim:
        return "wont"
    return "likely" if expected >= aim else "unlikely"


def _whole(lines: Sequence[PlanLine], series: _Series) -> list[PlanLine]:
    """The budget of all channels together, and each sum's goals, where several channels have one for all of theirs."""
    sums = [line for line in lines if not line.campaign and METRICS[line.metric].additive]
    metrics = dict.fromkeys(line.metric for line in sums)
    own = [[line for line in sums if line.metric == metric] for metric in metrics]
    return [_together(some, series) for some in own if len(some) > 1]


def _together(lines: Sequence[PlanLine], series: _Series) -> PlanLine:
    channels = tuple(line.channel for line in lines)
    return series.measured(lines[0].kind, channels, "", lines[0].metric, sum(line.target for line in lines))


def _goal(lines: Sequence[PlanLine], metric: str, series: _Series) -> PlanLine | None:
    own = [line for line in lines if line.kind == "goal" and line.metric == metric and not line.campaign]
    return _together(own, series) if own else None
