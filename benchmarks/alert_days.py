"""All days of one history in one pass: row t of every track knows nothing of later rows, so one pass is each day's own.

What a day chooses for itself (levels of calibrated rules, the reason, what one trouble stands for) is done on that day's
own rows. `tests/tools/test_alert_days.py` holds it to the evaluation day by day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from tools.alerts.evaluate import ALERTS, LOOK_BACK, default_rules
from tools.alerts.rules.calibration import calibrate
from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.grouping import settle
from tools.alerts.rules.judge import findings
from tools.alerts.rules.model import Rule, RuleContext, Trouble
from tools.alerts.rules.panel import HistoryPanel, build_panel
from tools.alerts.rules.track import Track
from tools.alerts.watch import Seen

OF_THE_DAY: Final = frozenset({"stale_data"})
"""Kinds that look at the panel's last row only."""


def until(days: int, whole: Any) -> Any:
    """A dataclass whose matrices are cut to the first rows."""
    cut = {}
    for each in fields(whole):
        value = getattr(whole, each.name)
        if isinstance(value, np.ndarray) and each.name not in ("parent", "provisional"):
            cut[each.name] = value[:days]
        elif isinstance(value, dict):
            cut[each.name] = {name: part[:days] for name, part in value.items()}
    return replace(whole, **cut)


def panel_until(days: int, panel: HistoryPanel) -> HistoryPanel:
    """The panel as it was on the day of its row `days - 1`."""
    cut: HistoryPanel = until(days, panel)
    return replace(cut, days=days)


@dataclass(frozen=True, kw_only=True)
class OnePass:
    """Tracks of the rules whose level does not depend on the day, and what the others need."""

    panel: HistoryPanel
    rules: Sequence[Rule]
    tracks: dict[str, Track]
    changes: Changes
    context: RuleContext

    @classmethod
    def over(cls, history: pd.DataFrame, last_day: date, context: RuleContext) -> "OnePass":
        """Looks once at everything up to a day."""
        panel = build_panel(history, last_day, most_days=LOOK_BACK, context=context)
        changes, rules = Changes(panel), default_rules()
        fixed = [rule for rule in rules if not rule.calibrate and rule.kind not in OF_THE_DAY]
        tracks = {}
        for rule in fixed:
            view = changes.whole if rule.level == "total" else changes
            tracks[rule.title] = ALERTS[rule.kind].check(view.panel, rule, context, view)
        return cls(panel=panel, rules=rules, tracks=tracks, changes=changes, context=context)

    def found(self, day: date) -> list[Trouble]:
        """What is said on a day."""
        return self.seen(day).said

    def seen(self, day: date) -> Seen:
        """What the evaluation of a day hands to the book."""
        rows = self.panel.row(day) + 1
        panel = panel_until(rows, self.panel)
        raw = [one for rule in self.rules for one in self._of(rule, panel)]
        everywhere = tuple(panel.scopes[index] for index in range(panel.channels) if panel.present[-1, index])
        raw = [replace(one, covers=everywhere) if one.kind == "company_change" else one for one in raw]
        titles = frozenset(rule.title for rule in self.rules)
        return Seen(said=settle(raw, panel.channels), raw=raw, rules=titles, days=panel)

    def _of(self, rule: Rule, panel: HistoryPanel) -> Iterator[Trouble]:
        monthly = ALERTS[rule.kind].monthly
        if rule.title in self.tracks:
            track = until(panel.days, self.tracks[rule.title])
            if track.active[-1].any():
                yield from findings(panel.whole if rule.level == "total" else panel, rule, track, monthly=monthly)
            return
        changes = self._changes(panel)
        chosen = calibrate(panel, rule)
        yield from findings(
            panel, chosen, ALERTS[rule.kind].check(panel, chosen, self.context, changes), monthly=monthly
        )

    def _changes(self, panel: HistoryPanel) -> Changes:
        cut = Changes.__new__(Changes)
        cut.__dict__.update(self.changes.__dict__)
        cut.panel = panel
        cut.events, cut.exposure = self.changes.events[: panel.days], self.changes.exposure[: panel.days]
        if self.changes.seen is not None:
            cut.__dict__["seen"] = until(panel.days, self.changes.seen)
        return cut
