"""How a trouble ended: the figures of the day it ended on, what is usual there, how long it lasted, what it cost."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

import numpy as np

from tools.alerts.rules.grouping import LEVEL_KINDS, PLAN_KINDS
from tools.alerts.rules.model import AlertScope, Trouble
from tools.alerts.rules.panel import HistoryPanel
from tools.alerts.rules.plan_rules import month_outlook
from tools.semantics.calendar import unit_span
from tools.semantics.metrics import METRICS

How = Literal["back", "eased", "accepted", "beyond", "quiet", "data", "pace", "month"]
USUAL_DAYS: Final = 28
LEAST_DAYS: Final = 7
ACCEPTED_DAYS: Final = 14
"""A change that lasted so long and still stands is what is usual now."""
LEVELS: Final = LEVEL_KINDS | {"threshold", "channel_underperform"}
"""Kinds that are told by a level."""
SPREAD: Final = (0.05, 0.95)
"""Quantiles of the days before the trouble that are called usual."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The end of one trouble."""

    how: How
    """back: usual again; eased: no trouble, but not usual yet; accepted: stays and is usual now; beyond: on the wrong
    side of its level still, but no longer judged; quiet: nothing to judge; data: they came again; pace: the plan holds
    again; month: the month is over."""
    day: str
    """ISO date that the figures are of."""
    value: float | None
    """The metric on that day; of a month the month's own figure; of data the days that are still missing, None where
    hours were."""
    low: float | None = None
    high: float | None = None
    """What is usual there."""
    target: float | None = None
    """Budget or goal of a month."""
    days: int = 1
    """How many days it lasted."""
    last_bad: str = ""
    """ISO date of the last day in trouble."""
    cost: float = 0.0
    window: int = 1
    """Trailing days that the value is taken over, as the rule does."""

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Ending":
        """From what is stored."""
        return cls(**stored)

    @property
    def share(self) -> float | None:
        """How much of the target was reached."""
        return None if self.value is None or not self.target else self.value / self.target


def ending(finding: Trouble, panel: HistoryPanel) -> Ending:
    """The end of a trouble that a panel does not show any more.

    Args:
        finding: as it was last seen.
        panel: days up to the one on which it is over.
    """
    view, column = _place(finding.scope, panel)
    if finding.month is not None:
        return _of_month(finding, view, column)
    if finding.metric == "day":
        return _of_data(finding, view, column)
    return _of_figure(finding, view, column)


def _place(scope: AlertScope, panel: HistoryPanel) -> tuple[HistoryPanel, int | None]:
    """The panel and the column in which a scope stands; None for one that has no rows any more."""
    if scope == AlertScope():
        return panel.whole, 0
    return panel, next((index for index, one in enumerate(panel.scopes) if one == scope), None)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _of_figure(finding: Trouble, panel: HistoryPanel, column: int | None) -> Ending:
    window = _window(finding)
    value = None if column is None else _number(panel.metric(finding.metric, window)[-1, column])
    first = panel.row(_day(finding.since))
    low, high = (None, None) if column is None else _usual(panel, finding, column, first)
    last = _last_bad(finding, panel, column, (low, high))
    days = (last - _day(finding.since)).days + 1
    how: How = "back"
    if value is None:
        how = "quiet"
    elif _beyond_level(finding, value):
        how = "beyond"
    elif _outside(finding.direction, value, low, high):
        how = "accepted" if days >= ACCEPTED_DAYS else "eased"
    return Ending(
        how=how,
        day=panel.last_day.isoformat(),
        value=value,
        low=low,
        high=high,
        days=max(days, 1),
        last_bad=last.isoformat(),
        cost=finding.money_at_stake,
        window=window,
    )


def _window(finding: Trouble) -> int:
    days = finding.values.get("window")
    return int(days) if isinstance(days, float) else 1


def _beyond_level(finding: Trouble, value: float) -> bool:
    """Whether a value is still beyond the level that it was told by: too little to judge by it, or the level moved."""
    if finding.threshold is None or finding.kind not in LEVELS or "worst_channel" in finding.values:
        return False
    return finding.direction * (value - finding.threshold) > 0


def _usual(panel: HistoryPanel, finding: Trouble, column: int, first: int) -> tuple[float | None, float | None]:
    """The range of the four weeks before the trouble without days out of line (Tukey); unknown within a week."""
    values = panel.metric(finding.metric, _window(finding))
    before = values[max(0, first - USUAL_DAYS) : max(first, 0), column]
    known = before[np.isfinite(before)]
    if len(known) < LEAST_DAYS:
        return None, None
    lower, upper = np.quantile(known, (0.25, 0.75))
    fence = 1.5 * (upper - lower)
    low, high = np.quantile(known[(known >= lower - fence) & (known <= upper + fence)], SPREAD)
    return float(low), float(high)


def _outside(direction: int, value: float, low: float | None, high: float | None) -> bool:
    """Whether a value is still on the wrong side of the usual range."""
    if low is None or high is None:
        return False
    return value > high if direction > 0 else value < low if direction < 0 else False


def _last_bad(
    finding: Trouble, panel: HistoryPanel, column: int | None, usual: tuple[float | None, float | None]
) -> date:
    """The last day on the wrong side: rules wait for calm days before they let go, and those were no trouble."""
    first, last = _day(finding.since), min(_day(finding.last_seen), panel.last_day)
    if column is None or finding.direction == 0:
        return max(first, last)
    values = panel.metric(finding.metric, _window(finding))[:, column]
    bad = [
        value is None or usual[0] is None or _outside(finding.direction, value, *usual)
        for value in map(_number, values)
    ]
    row = panel.row(last)
    if _beside_expected(finding) and last == _day(finding.last_seen) and 0 <= row < len(bad):
        bad[row] = True
    while row + 1 < len(bad) and bad[row] and bad[row + 1] and usual[0] is not None:
        row += 1
    while row > panel.row(first) and not bad[row]:
        row -= 1
    return max(panel.day(row), first)


def _beside_expected(finding: Trouble) -> bool:
    """Whether its last figure lay clearly on the wrong side of what was expected of that day."""
    if finding.value is None or not finding.expected:
        return False
    return _outside(finding.direction, finding.value, *sorted((0.9 * finding.expected, 1.1 * finding.expected)))


def _of_data(finding: Trouble, panel: HistoryPanel, column: int | None) -> Ending:
    """Data came again: up to which day, and how many days stayed empty."""
    first = _day(finding.since)
    present = panel.present[:, column] if column is not None else np.zeros(panel.days, bool)
    rows = np.flatnonzero(present)
    newest = panel.day(int(rows[-1])) if len(rows) else first
    missing = int((~present[max(panel.row(first), 0) :]).sum())
    return Ending(
        how="data",
        day=newest.isoformat(),
        value=None if isinstance(finding.since, datetime) else float(missing),
        days=max((newest - first).days, 1),
        last_bad=max(newest - timedelta(days=1), first).isoformat(),
    )


def _of_month(finding: Trouble, panel: HistoryPanel, column: int | None) -> Ending:
    """A month that is over closes with what it came to; before that the plan holds again."""
    month = finding.month or panel.last_day
    end = unit_span(month, "month")[1]
    over = panel.last_day > end or (panel.last_day == end and finding.kind not in PLAN_KINDS)
    row = panel.row(min(end, panel.last_day))
    value = None
    if column is not None and 0 <= row < panel.days:
        value = month_outlook(panel, finding.metric, row, column)
    days = (min(_day(finding.last_seen), end) - _day(finding.since)).days + 1
    return Ending(
        how="month" if over else "pace",
        day=panel.day(row).isoformat(),
        value=_number(value),
        target=finding.threshold,
        days=max(days, 1),
        last_bad=_day(finding.last_seen).isoformat(),
        cost=finding.money_at_stake,
    )


def reached(metric: str, value: float, target: float) -> bool:
    """Whether a month's figure meets its goal."""
    return value <= target if METRICS[metric].better == "down" else value >= target


def _number(value: Any) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)
