"""Runs rules over a panel: tracks become findings of the last day, or the days on which a rule began to fire."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.model import SEVERITIES, AlertScope, Rule, RuleContext, Severity, Trouble
from tools.alerts.rules.panel import HistoryPanel
from tools.alerts.rules.reasons import explain
from tools.alerts.rules.track import Track

Check = Callable[[HistoryPanel, Rule, RuleContext, Changes], Track]
"""Every rule of the catalogue is one of these: pure, over the whole panel at once."""


@dataclass(frozen=True, kw_only=True)
class RuleKind:
    """One kind of rule: how it is checked, its preset, and two short stories it is tested with."""

    preset: Rule
    check: Check
    fires_on: Callable[[], "Story"]
    quiet_on: Callable[[], "Story"]
    monthly: bool = False
    """Whether it watches a calendar month: the same trouble in the next month is another one."""

    @property
    def kind(self) -> str:
        """Name of the entry."""
        return self.preset.kind


@dataclass(frozen=True, kw_only=True)
class Story:
    """A history with what belongs to it, on whose last day a rule fires or keeps quiet."""

    history: pd.DataFrame
    context: RuleContext
    last_day: date


def findings(panel: HistoryPanel, rule: Rule, track: Track, *, monthly: bool = False) -> Iterator[Trouble]:
    """The troubles of the panel's last day, each with its likely reason; `monthly` ones belong to that day's month."""
    last = panel.days - 1
    for column in np.flatnonzero(track.active[last]):
        found = _finding(panel, rule, track, last, int(column))
        month = {"month": panel.last_day.replace(day=1).isoformat()} if monthly else {}
        yield replace(found, values={**found.values, **month})


def _finding(panel: HistoryPanel, rule: Rule, track: Track, row: int, column: int) -> Trouble:
    onset, told = int(track.onset[row, column]), track.told_row(row, column)
    stake = _number(track.stake, row, column) or 0.0
    raw = Trouble(
        rule=rule.title,
        kind=rule.kind,
        severity=rule.severity or _severity(panel, track, row, column, stake),
        scope=panel.scopes[column],
        metric=track.metric(told, column),
        value=_number(track.value, told, column),
        threshold=_number(track.threshold, told, column),
        expected=_number(track.expected, told, column),
        since=panel.day(max(onset, 0)),
        last_seen=panel.day(told),
        money_at_stake=round(stake, 2),
        direction=_direction(track, told, column),
        values={**_window(rule), **{name: _number(matrix, told, column) for name, matrix in track.extras.items()}},
    )
    return explain(panel, raw, column, onset)


def _window(rule: Rule) -> dict[str, float]:
    """Days that the value is taken over, where they are several."""
    return {"window": float(rule.window)} if rule.window > 1 else {}


def _severity(panel: HistoryPanel, track: Track, row: int, column: int, stake: float) -> Severity:
    """What the rule says of the cell, or else the money says."""
    return _by_money(panel, stake) if track.rank is None else SEVERITIES[int(track.rank[row, column])]


def _number(matrix: Any, row: int, column: int) -> float | None:
    if matrix is None:
        return None
    value = float(matrix[row, column])
    return value if np.isfinite(value) else None


def _direction(track: Track, row: int, column: int) -> int:
    given = track.direction
    return int(np.sign(given if isinstance(given, float | int) else given[row, column]))


def _by_money(panel: HistoryPanel, stake: float) -> Severity:
    """A trouble worth a day of all advertising is high, a tenth of a day medium."""
    spend = panel.measure("spend", 28)[-1, : panel.channels]
    daily = float(np.nansum(spend)) / min(28, panel.days)
    if daily <= 0 or stake < 0.1 * daily:
        return "low"
    return "high" if stake >= daily else "medium"


def firings(panel: HistoryPanel, rule: Rule, track: Track, days: int) -> list[tuple[date, AlertScope, float | None]]:
    """Every beginning of a trouble in the last `days` days; one that is back within the cool-down is the same.

    A trouble that is older than these days begins on the first of them: a rule made then would have fired at once.
    """
    begun: list[tuple[date, AlertScope, float | None]] = []
    for column, scope in enumerate(panel.scopes):
        rows = np.flatnonzero(track.active[:, column])
        rows = rows[rows >= panel.days - days]
        gaps = np.diff(rows, prepend=-(10**6))
        for row in rows[gaps > 1 + rule.cooldown_days]:
            begun.append((panel.day(int(row)), scope, _number(track.value, int(row), column)))
    return sorted(begun, key=lambda one: (one[0], one[1].channel or "", one[1].campaign or ""))
