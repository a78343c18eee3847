"""Runs rules over what is known now: whole days, and the complete hours of the running day where there are such."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.alerts.evaluate import HOURLY, LOOK_BACK, find
from tools.alerts.history import AlertHistory
from tools.alerts.rules.calibration import calibrate
from tools.alerts.rules.grouping import settle
from tools.alerts.rules.hours import HOURLY_KINDS, hour_windows, without_repeats
from tools.alerts.rules.model import Rule, Trouble
from tools.alerts.rules.panel import build_panel


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What an evaluation found."""

    said: list[Trouble]
    """One trouble each, the gravest first."""
    raw: list[Trouble]
    """Everything, also what another finding stands for."""


def look(watched: AlertHistory, rules: Sequence[Rule]) -> Seen:
    """All findings of this moment.

    Days come from daily facts and hours from hourly ones, each in a panel of its own, so that nothing counts twice.
    Whether a source is late is judged by days only: platforms give hours with a delay of their own.
    """
    panel = build_panel(watched.daily, watched.last_day, most_days=LOOK_BACK, context=watched.context)
    if not panel.scopes:
        return Seen(said=[], raw=[])
    chosen = [calibrate(panel, rule) for rule in rules]
    found = find(panel, chosen, watched.context)
    raw = without_repeats(found, _in_hours(watched, chosen))
    return Seen(said=settle(raw, panel.channels), raw=raw)


def _in_hours(watched: AlertHistory, rules: Sequence[Rule]) -> list[Trouble]:
    chosen = [rule for rule in rules if rule.kind in HOURLY_KINDS and rule.kind != "stale_data"]
    found: list[Trouble] = []
    for moment, rows in watched.hourly.items():
        for window in hour_windows(rows, moment):
            panel = build_panel(window.history, window.last_day, most_days=LOOK_BACK, context=watched.context)
            if panel.scopes:
                found += [window.told(one) for one in find(panel, chosen, watched.context, HOURLY)]
    return found
