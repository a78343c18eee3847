"""Rules against a plan: budgets overrun or left unspent, goals that will be missed."""

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from tools.alerts.rules.model import Rule, RuleContext, Scope
from tools.alerts.rules.panel import PARTS, Flags, HistoryPanel, rolling_sum
from tools.alerts.rules.track import Track, silent

PACE_DAYS = 14
"""Days whose average says how the month will go on."""
COST_METRICS = frozenset({"cpa", "cac", "cpl", "cpc", "cpm"})


def check_overrun(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """More than `above` of a month's budget is spent. `extras.ahead` tells whether the month will end over it."""
    track = _budget_track(panel, rule, context)
    spent = track.extras["share"]
    with np.errstate(invalid="ignore"):
        active = spent > (rule.above if rule.above is not None else 0.9)
    return _since_month_start(track, active, direction=1.0)


def check_underspend(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """At today's pace less than `below` of the month's budget will be spent, said from the eleventh day on."""
    track = _budget_track(panel, rule, context)
    with np.errstate(invalid="ignore"):
        late_enough = track.extras["elapsed"] >= 1 / 3
        active = (track.extras["projected"] < (rule.below if rule.below is not None else 0.7)) & late_enough
    return _since_month_start(track, active, direction=-1.0)


def _budget_track(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    shape = (panel.days, len(panel.scopes))
    spent, amount, projected, elapsed = (np.full(shape, np.nan) for _ in range(4))
    spend = np.nan_to_num(panel.measure("spend"))
    pace = np.nan_to_num(rolling_sum(spend, PACE_DAYS)) / np.minimum(np.arange(1, panel.days + 1), PACE_DAYS)[:, None]
    for line, rows, column in _lines(panel, rule, context.budgets):
        if not float(line["amount"]) > 0:
            continue
        so_far = np.cumsum(spend[rows, column])
        amount[rows, column], spent[rows, column] = float(line["amount"]), so_far
        month_days = calendar.monthrange(panel.day(rows.start).year, panel.day(rows.start).month)[1]
        gone = np.array([panel.day(row).day for row in range(rows.start, rows.stop)])
        elapsed[rows, column] = gone / month_days
        projected[rows, column] = (so_far + (month_days - gone) * pace[rows, column]) / float(line["amount"])
    share = spent / amount
    return Track(
        metrics=("spend",), active=np.zeros(shape, bool), value=spent, threshold=amount, expected=amount * elapsed,
        onset=np.full(shape, -1), extras={"share": share, "projected": projected, "elapsed": elapsed},
    )  # fmt: skip


def _since_month_start(track: Track, active: Flags, direction: float) -> Track:
    onset = np.full(active.shape, -1)
    for row in range(len(active)):
        going_on = (onset[row - 1] >= 0) & active[row] if row else np.zeros(active.shape[1], bool)
        onset[row] = np.where(active[row], np.where(going_on, onset[row - 1], row), -1)
    over = np.nan_to_num(np.abs(track.extras["projected"] - 1.0) * track.threshold)
    return Track(
        metrics=track.metrics, active=active, value=track.value, threshold=track.threshold, expected=track.expected,
        onset=onset, stake=np.where(active, over, 0.0), direction=direction, extras=track.extras,
    )  # fmt: skip


def check_goal(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """A month's goal that today's pace misses by more than the rule allows, said from the eighth day on."""
    shape = (panel.days, len(panel.scopes))
    metric = rule.metric
    value, target, active = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, bool)
    for line, rows, column in _lines(panel, rule, context.goals):
        metric = str(line["metric"])
        month_days = calendar.monthrange(panel.day(rows.start).year, panel.day(rows.start).month)[1]
        for row in range(rows.start, rows.stop):
            outlook = _outlook(panel, metric, rows.start, row, column, month_days)
            value[row, column], target[row, column] = outlook, float(line["target"])
            misses = (
                outlook > 1.1 * target[row, column] if metric in COST_METRICS else outlook < 0.9 * target[row, column]
            )
            active[row, column] = misses and panel.day(row).day > 7
    track = Track(
        metrics=(metric,), active=active, value=value, threshold=target, onset=np.full(shape, -1),
        extras={"projected": np.where(active, value / target, np.nan)},
    )  # fmt: skip
    return _since_month_start(track, active, -1.0) if active.any() else silent(shape, metric)


def _outlook(panel: HistoryPanel, metric: str, start: int, row: int, column: int, month_days: int) -> float:
    """The metric at the month's end if the last two weeks go on."""

    def total(measure: str) -> float:
        values = np.nan_to_num(panel.measure(measure)[:, column])
        recent = values[max(0, row - PACE_DAYS + 1) : row + 1]
        return float(values[start : row + 1].sum() + recent.mean() * (month_days - (panel.day(row).day)))

    if metric == "profit":
        return total("revenue") - total("spend")
    if metric not in PARTS:
        return total(metric)
    top, bottom = (total(part) for part in PARTS[metric])
    return float("nan") if bottom <= 0 else top / bottom - (1.0 if metric == "roi" else 0.0)


def _lines(panel: HistoryPanel, rule: Rule, plan: pd.DataFrame | None) -> Iterator[tuple[dict[str, Any], slice, int]]:
    """Each line of a plan with the rows of its month and the column of its scope."""
    if plan is None:
        return
    place = {(scope.channel, scope.campaign or ""): index for index, scope in enumerate(panel.scopes)}
    for line in plan.to_dict("records"):
        campaign = line.get("campaign")
        column = place.get((line["channel"], campaign if isinstance(campaign, str) else ""))
        month = pd.Timestamp(line["month"]).date().replace(day=1)
        first, last = max(panel.row(month), 0), min(panel.row(_month_end(month)), panel.days - 1)
        if (
            column is None
            or first > last
            or not Scope(channel=rule.channel, campaign=rule.campaign).covers(panel.scopes[column])
        ):
            continue
        yield {str(key): value for key, value in line.items()}, slice(first, last + 1), column


def _month_end(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
