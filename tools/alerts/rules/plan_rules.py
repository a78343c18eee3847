"""Rules against a plan: budgets that will not last, budgets left unspent, goals that will be missed.

Where the month stands decides nothing by itself: it is set against the time gone, and against the month's end as the
last two weeks forecast it. A trouble of one month is not that of the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from tools.alerts.rules.model import SEVERITIES, AlertScope, Rule, RuleContext
from tools.alerts.rules.panel import Flags, HistoryPanel, Matrix
from tools.alerts.rules.track import Track, silent
from tools.plan.month_end import expected_end
from tools.semantics.calendar import unit_span
from tools.semantics.metrics import METRICS

PACE_DAYS: Final = 14
"""Days whose average says how the month will go on."""
FAR_OVER: Final = 1.3
"""A forecast this far over the budget is critical while there is money to save."""
STAY: Final = 0.04
"""How far back past its level a forecast must come before the alert ends."""
GOAL_SLACK: Final = 0.1
FIRST_GOAL_DAY: Final = 8


def check_overrun(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """The month is heading over its budget: by `above` as a share of it, or all of it is gone before the month is."""
    track = _budget_track(panel, rule, context)
    share, projected, elapsed = (track.extras[name] for name in ("share", "projected", "elapsed"))
    level = rule.above if rule.above is not None else 1.1
    with np.errstate(invalid="ignore"):
        ahead = share >= elapsed + 0.05  # a forecast alone, with the money spent in time, is no run
        enter = (projected >= level) & ahead
        stay = (projected >= level - STAY) & (share >= elapsed)
        gone = (share >= 1.0) & (elapsed < 1.0)
    grave = np.where(gone | (projected >= FAR_OVER), SEVERITIES.index("critical"), SEVERITIES.index("high"))
    grave = np.where((projected < level) & (share < 1.05), SEVERITIES.index("medium"), grave)
    return _within_month(panel, track, enter | (gone & (share >= 1.02)), stay | gone, direction=1.0, rank=grave)


def check_underspend(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """At today's pace less than `below` of the month's budget will be spent, said from the eleventh day on."""
    track = _budget_track(panel, rule, context)
    level = rule.below if rule.below is not None else 0.7
    with np.errstate(invalid="ignore"):
        late_enough = track.extras["elapsed"] >= 1 / 3
        enter = (track.extras["projected"] < level) & late_enough
        stay = track.extras["projected"] < level + STAY
    return _within_month(panel, track, enter, stay, direction=-1.0)


def _budget_track(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    shape = (panel.days, len(panel.scopes))
    spent, amount, projected, elapsed = (np.full(shape, np.nan) for _ in range(4))
    spend = np.nan_to_num(panel.measure("spend"))
    for line, rows, column in _lines(panel, rule, context.budgets):
        if not float(line["amount"]) > 0:
            continue
        month = Month.of(panel, rows)
        so_far = np.cumsum(spend[rows, column])
        amount[rows, column], spent[rows, column] = float(line["amount"]), so_far
        elapsed[rows, column] = month.gone / month.days
        pace = np.array([_pace(spend[:, column], row) for row in range(rows.start, rows.stop)])
        projected[rows, column] = (so_far + (month.days - month.gone) * pace) / float(line["amount"])
    return Track(
        metrics=("spend",),
        active=np.zeros(shape, bool),
        value=spent,
        threshold=amount,
        expected=amount * elapsed,
        onset=np.full(shape, -1),
        extras={"share": spent / amount, "projected": projected, "elapsed": elapsed},
    )


@dataclass(frozen=True, kw_only=True)
class Month:
    """The days of a month that a panel holds."""

    days: int
    """Days of the calendar month."""
    gone: Matrix
    """How many of them are over after each row."""

    @classmethod
    def of(cls, panel: HistoryPanel, rows: slice) -> "Month":
        """The month that these rows lie in."""
        first = panel.day(rows.start)
        gone = np.array([panel.day(row).day for row in range(rows.start, rows.stop)], float)
        return cls(days=unit_span(first, "month")[1].day, gone=gone)


def _pace(values: Matrix, row: int) -> float:
    """What a day brings, as the last two weeks had it; a week alone where that is all there is."""
    recent = values[max(0, row - PACE_DAYS + 1) : row + 1]
    return float(recent.mean()) if len(recent) else 0.0


def _within_month(
    panel: HistoryPanel, track: Track, enter: Flags, stay: Flags, direction: float, rank: Matrix | None = None
) -> Track:
    """Trouble begins where `enter` holds, lasts while `stay` does, and never longer than its month."""
    active, onset = np.zeros(enter.shape, bool), np.full(enter.shape, -1)
    on, since = np.zeros(enter.shape[1], bool), np.full(enter.shape[1], -1)
    for row in range(len(enter)):
        going_on = on & stay[row] & (panel.day(row).day > 1)
        since = np.where(going_on, since, np.where(enter[row], row, -1))
        on = going_on | enter[row]
        active[row], onset[row] = on, since
    over = np.nan_to_num(np.abs(track.extras["projected"] - 1.0) * track.threshold)
    return Track(
        metrics=track.metrics,
        which=track.which,
        active=active,
        value=track.value,
        threshold=track.threshold,
        expected=track.expected,
        onset=onset,
        stake=np.where(active, over, 0.0),
        direction=direction,
        extras=track.extras,
        rank=None if rank is None else rank.astype(np.int64),
    )


def check_goal(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """A month's goal that today's pace misses by more than a tenth, said from the eighth day on.

    Of several goals of one place the one that is furthest away is told.
    """
    shape = (panel.days, len(panel.scopes))
    metrics = sorted({str(name) for name in context.goals["metric"]}) if context.goals is not None else []
    if not metrics:
        return silent(shape, rule.metric)
    value, target = np.full((len(metrics), *shape), np.nan), np.full((len(metrics), *shape), np.nan)
    for line, rows, column in _lines(panel, rule, context.goals):
        at = metrics.index(str(line["metric"]))
        for row in range(rows.start, rows.stop):
            value[at, row, column] = month_outlook(panel, metrics[at], row, column)
            target[at, row, column] = float(line["target"])
    lack = np.stack([_lack(name, value[at], target[at]) for at, name in enumerate(metrics)])
    which = np.nanargmax(np.where(np.isfinite(lack), lack, -np.inf), axis=0)
    chosen = [np.take_along_axis(block, which[None], axis=0)[0] for block in (value, target, lack)]
    young = np.array([panel.day(row).day < FIRST_GOAL_DAY for row in range(panel.days)])[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        enter, stay = (chosen[2] > GOAL_SLACK) & ~young, chosen[2] > GOAL_SLACK - STAY
        reached = np.where(chosen[1] > 0, chosen[0] / chosen[1], np.nan)
    track = Track(
        metrics=tuple(metrics),
        which=which,
        active=np.zeros(shape, bool),
        value=chosen[0],
        threshold=chosen[1],
        onset=np.full(shape, -1),
        extras={"projected": reached},
    )
    return _within_month(panel, track, enter, stay, -1.0)


def _lack(metric: str, value: Matrix, target: Matrix) -> Matrix:
    """How far a goal is missed, relative to it; where less is better by how much it is passed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (target - value) / np.maximum(np.abs(target), 1e-9)
    return -away if METRICS[metric].better == "down" else away


def month_outlook(panel: HistoryPanel, metric: str, row: int, column: int) -> float:
    """The metric at the end of a row's month if the last weeks go on, NaN unknown; on its last day what it came to."""
    today, entry = panel.day(row), METRICS[metric]
    left = (unit_span(today, "month")[1] - today).days
    daily = {part: np.nan_to_num(panel.measure(part)[: row + 1, column]) for part in entry.parts}
    end = expected_end(entry, daily, today.day, left)
    return float("nan") if end is None else end


def _lines(panel: HistoryPanel, rule: Rule, plan: pd.DataFrame | None) -> Iterator[tuple[dict[str, Any], slice, int]]:
    """Each line of a plan with the rows of its month and the column of its scope."""
    if plan is None:
        return
    place = {(scope.channel, scope.campaign or ""): index for index, scope in enumerate(panel.scopes)}
    for line in plan.to_dict("records"):
        campaign = line.get("campaign")
        column = place.get((line["channel"], campaign if isinstance(campaign, str) else ""))
        month = pd.Timestamp(line["month"]).date().replace(day=1)
        first, last = max(panel.row(month), 0), min(panel.row(unit_span(month, "month")[1]), panel.days - 1)
        if (
            column is None
            or first > last
            or not AlertScope(channel=rule.channel, campaign=rule.campaign).covers(panel.scopes[column])
        ):
            continue
        yield {str(key): value for key, value in line.items()}, slice(first, last + 1), column
