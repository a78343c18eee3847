"""Runs rules over what is known now: whole days, and the complete hours of the running day where there are such."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pandas as pd

from tools.alerts.evaluate import HOURLY, LOOK_BACK, find
from tools.alerts.history import AlertHistory
from tools.alerts.rules.calibration import calibrate
from tools.alerts.rules.endings import Ending, ending
from tools.alerts.rules.grouping import settle
from tools.alerts.rules.hours import HOURLY_KINDS, HourWindow, fresh_in_hours, hour_windows, without_repeats
from tools.alerts.rules.model import Rule, Trouble
from tools.alerts.rules.panel import HistoryPanel, build_panel


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What an evaluation found."""

    said: list[Trouble]
    """One trouble each, the gravest first."""
    raw: list[Trouble]
    """Everything, also what another finding stands for."""
    rules: frozenset[str] = frozenset()
    """Titles of the rules that were looked at."""
    days: HistoryPanel | None = None
    """The whole days that were looked at."""
    hours: Sequence[tuple[HourWindow, HistoryPanel]] = field(default_factory=tuple)
    """The windows of hours that were looked at."""

    def is_current(self, finding: Trouble) -> bool:
        """Whether its figure is of the last hour, or of the last day that can be judged already."""
        if self.days is None or isinstance(finding.last_seen, datetime):
            return True
        young = max((int(days) for days in self.days.provisional), default=0)
        return (self.days.last_day - finding.last_seen).days <= young

    def end_of(self, finding: Trouble) -> Ending | None:
        """How a trouble ended that is not found any more; one heard of in hours is judged by the same hours."""
        hours = finding.values.get("hours") if finding.metric != "day" else None
        for window, panel in self.hours:
            if window.hours == hours and (finding.channel is None or finding.scope in panel.scopes):
                return ending(finding, panel)
        return None if self.days is None else ending(finding, self.days)


def look(watched: AlertHistory, rules: Sequence[Rule]) -> Seen:
    """All findings of this moment.

    Days come from daily facts and hours from hourly ones, each in a panel of its own, so that nothing counts twice.
    Whether a source is late is judged by days only: platforms give hours with a delay of their own.
    """
    panel = build_panel(watched.daily, watched.last_day, most_days=LOOK_BACK, context=watched.context)
    if not panel.scopes:
        return Seen(said=[], raw=[], rules=frozenset(rule.title for rule in rules))
    chosen = [calibrate(panel, rule) for rule in rules]
    found = find(panel, chosen, watched.context)
    windows, due = list(_windows(watched.hourly, watched)), list(_windows(watched.due, watched))
    owners = {rule.title: rule.owner for rule in rules if rule.owner}
    hourly = _in_hours(watched, chosen, windows) + _stopped(watched, chosen, due)
    raw = [_owned(one, owners) for one in without_repeats(found, hourly)]
    said = [one for owner in ("", *sorted(set(owners.values()))) for one in _settled(raw, owner, panel.channels)]
    titles = frozenset(rule.title for rule in rules)
    return Seen(said=said, raw=raw, rules=titles, days=panel, hours=windows)


def _owned(one: Trouble, owners: Mapping[str, str]) -> Trouble:
    owner = owners.get(one.rule)
    return one if owner is None else replace(one, values={**one.values, "owner": owner})


def _settled(found: Sequence[Trouble], owner: str, channels: int) -> list[Trouble]:
    """What one person's rules, or the team's, have to say: what one person watches silences nothing of the team's."""
    return settle([one for one in found if one.owner == owner], channels)


def _windows(
    hours: Mapping[datetime, pd.DataFrame], watched: AlertHistory
) -> Iterator[tuple[HourWindow, HistoryPanel]]:
    """Windows of hours: of the channels that are complete up to the same hour, and of all up to the earliest."""
    parts = list(hours.items())
    if len(parts) > 1:
        parts.append((min(hours), pd.concat([rows for _, rows in parts], ignore_index=True)))
    for moment, rows in parts:
        for window in hour_windows(rows, moment):
            panel = build_panel(window.history, window.last_day, most_days=LOOK_BACK, context=watched.context)
            if panel.scopes:
                yield window, panel


def _stopped(
    watched: AlertHistory, rules: Sequence[Rule], windows: Sequence[tuple[HourWindow, HistoryPanel]]
) -> list[Trouble]:
    """Channels pulled by hours that have none of the hours that should be here."""
    context = replace(watched.context, due=True)
    chosen = [rule for rule in rules if rule.kind == "stale_data"]
    found: list[Trouble] = []
    for window, panel in windows:
        found += fresh_in_hours(find(panel, chosen, context, HOURLY), window)
    return found


def _in_hours(
    watched: AlertHistory, rules: Sequence[Rule], windows: Sequence[tuple[HourWindow, HistoryPanel]]
) -> list[Trouble]:
    chosen = [rule for rule in rules if rule.kind in HOURLY_KINDS and rule.kind != "stale_data"]
    most = max((panel.channels for _, panel in windows), default=0)
    found: list[Trouble] = []
    for window, panel in windows:
        asked = [rule for rule in chosen if rule.level != "total" or panel.channels == most]
        found += fresh_in_hours(find(panel, asked, watched.context, HOURLY), window)
    return found
