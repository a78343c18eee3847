"""Rules with a level: a metric above or below a number, with volume, days in a row and hysteresis."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.model import LevelCondition, Rule, RuleContext
from tools.alerts.rules.panel import LATE, Flags, HistoryPanel, Matrix, measures_of, rolling_sum
from tools.alerts.rules.track import Track, all_of_last, hold_runs, silent, sum_since
from tools.semantics.metrics import METRICS

MIN_DAYS_FOR_AVERAGE = 7


SUPPORT = 4.0
"""Surprise that a calibrated level's first day needs, more where tails are heavy: weekday, common holidays and small
numbers explain the rest."""
CHANCE = 2.0
"""Standard deviations of a count by which an unknown series must pass its level."""
SERIES: Mapping[str, str] = {
    "roi": "revenue per spend",
    "roas": "revenue per spend",
    "profit": "revenue per spend",
    "cpa": "conversions per spend",
    "cac": "conversions per spend",
    "cvr": "conversions per click",
    "ctr": "clicks per impression",
    "cpc": "clicks per spend",
    "spend": "spend",
}
"""The watched series in which a metric's trouble shows as fewer events; `spend` as more."""


def check_level(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes | None = None) -> Track:
    """Where and when the rule's metric is beyond its level.

    A calibrated rule starts only on a day that is unusual for the weekday, the volume and the other channels as well
    (or after a week beyond the level). Days that are still restated are not judged by late measures: they keep the
    state of the last settled day.
    """
    metric = metric_of(panel, rule)
    value = panel.metric(metric, rule.window)
    if not np.isfinite(value).any():
        return silent(value.shape, metric)
    level = level_matrix(panel, rule, metric)
    enough = has_volume(panel, rule, metric) & panel.concerned(rule)
    beyond = _beyond(value, level, rule, 0.0) & enough
    staying = _beyond(value, level, rule, rule.hysteresis) & enough
    if rule.also is not None:
        second = _fulfils(panel.metric(rule.also.metric, rule.window), rule.also)
        beyond, staying = beyond & second, staying & second
    unknown = panel.unripe if is_late(metric) else np.zeros(value.shape, bool)
    met = beyond & ~unknown
    if rule.levels and changes is not None:
        beyond = beyond & (_supported(changes, metric, rule, (value, level)) | all_of_last(beyond, 7 + rule.window))
    enter = all_of_last(beyond & ~unknown, rule.days)
    active, onset = hold_runs(enter, staying, unknown=unknown, lead=rule.days - 1)
    track = Track(
        metrics=(metric,),
        active=active,
        met=met,
        value=value,
        threshold=level,
        onset=onset,
        direction=-1.0 if rule.below is not None else 1.0,
        stake=sum_since(money_lost(panel, metric, value, level), onset),
        extras={rule.also.metric: panel.metric(rule.also.metric, rule.window)} if rule.also else {},
    )
    return replace(track, expected=usual(track))


def _supported(changes: Changes, metric: str, rule: Rule, distance: tuple[Matrix, Matrix]) -> Flags:
    """Whether the detector finds the window's events surprising in the direction that the rule is about.

    Where it does not know yet what to expect, the level must be passed by more than the chance of counting explains.
    """
    series = changes.of(SERIES.get(metric, ""))
    if series is None:
        return np.ones(changes.panel.present.shape, bool)
    campaigns = np.arange(len(changes.panel.scopes)) >= changes.panel.channels
    demand = SUPPORT * (1.6 if rule.window > 1 else 1.0) * np.where(campaigns, 1.35, 1.0)
    demand = demand * np.sqrt(series.tail)  # half of the way: the level itself lies at the edge of what is usual
    surprise = rolling_sum(series.surprise, rule.window) / np.sqrt(rule.window)
    with np.errstate(invalid="ignore"):
        far = surprise >= demand if metric == "spend" else surprise <= -demand
    value, level = distance
    counted = "spend" if metric == "spend" else changes.outcome
    events = np.nan_to_num(changes.panel.measure(counted, rule.window))
    with np.errstate(divide="ignore", invalid="ignore"):
        beyond_chance = np.abs(value - level) / np.abs(level) * np.sqrt(events) >= CHANCE
    return np.asarray(far | (~np.isfinite(series.expected) & beyond_chance))


def metric_of(panel: HistoryPanel, rule: Rule) -> str:
    """The rule's metric, or its fallback where the history lacks a part of it."""
    reported = all(np.isfinite(panel.measure(part)).any() for part in measures_of(rule.metric))
    return rule.metric if reported or not rule.fallback else rule.fallback


def is_late(metric: str) -> bool:
    """Whether platforms still change the metric's recent days."""
    return not LATE.isdisjoint(measures_of(metric))


def level_matrix(panel: HistoryPanel, rule: Rule, metric: str) -> Matrix:
    """The level of each day and scope: per scope, or a share of the average of all channels."""
    level = rule.below if rule.below is not None else rule.above
    shape = (panel.days, len(panel.scopes))
    if level is None:
        return np.full(shape, np.nan)
    per_scope = np.array([_level_of(rule, panel, index, level) for index in range(shape[1])])
    if not rule.relative:
        return np.broadcast_to(per_scope, shape)
    average = average_of_channels(panel, metric, rule.window)
    return np.asarray(np.where(average > 0, average, np.nan)[:, None] * per_scope[None, :])


def _level_of(rule: Rule, panel: HistoryPanel, index: int, preset: float) -> float:
    """The scope's own level or its channel's; a preset that is still to be calibrated there says nothing yet."""
    own = panel.scopes[index]
    parent = panel.scopes[int(panel.parent[index])]
    return rule.levels.get(own, rule.levels.get(parent, np.nan if rule.calibrate else preset))


def average_of_channels(panel: HistoryPanel, metric: str, window: int) -> Matrix:
    """The metric of all channels together, divided last; NaN where only one channel reported."""
    entry = METRICS[metric]
    top, bottom = (panel.terms(terms, window) for terms in (entry.numerator, entry.denominator))
    above = np.asarray(top)[:, : panel.channels]
    below = np.isfinite(above).astype(float) if bottom is None else bottom[:, : panel.channels]
    both = np.isfinite(above) & np.isfinite(below)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = entry.per * np.where(both, above, 0).sum(axis=1) / np.where(both, below, 0).sum(axis=1)
    return np.where(both.sum(axis=1) >= 2, ratio, np.nan)


def has_volume(panel: HistoryPanel, rule: Rule, metric: str) -> Flags:
    """Whether the window holds enough money and events to say anything."""
    spend = panel.measure("spend", rule.window)
    enough = np.ones(spend.shape, bool) if not rule.min_spend else spend >= rule.min_spend
    entry = METRICS.get(metric)
    if rule.min_events and entry and entry.denominator:
        top, bottom = entry.gross[0][0], entry.denominator[0][0]
        counted = top if bottom == "spend" else bottom
        events = panel.measure("conversions" if counted == "revenue" else counted, rule.window)
        enough = enough & (np.isnan(events) if counted == "revenue" else False) | (enough & (events >= rule.min_events))
    return np.asarray(enough)


def _beyond(value: Matrix, level: Matrix, rule: Rule, slack: float) -> Flags:
    with np.errstate(invalid="ignore"):
        if rule.below is not None:
            return np.asarray(value < level + slack * np.abs(level))
        return np.asarray(value > level - slack * np.abs(level))


def _fulfils(value: Matrix, condition: LevelCondition) -> Flags:
    with np.errstate(invalid="ignore"):
        above = value > condition.above if condition.above is not None else np.ones(value.shape, bool)
        return np.asarray(above & (value < condition.below if condition.below is not None else True))


def usual(track: Track, days: int = 28) -> Matrix:
    """Median of the `days` before the row that tells each trouble of the last day; all others nobody reads."""
    expected = np.full(track.value.shape, np.nan)
    last = len(track.value) - 1
    for column in np.flatnonzero(track.active[-1]):
        row = track.told_row(last, int(column))
        before = track.value[max(0, row - days) : row, column]
        if np.isfinite(before).sum() >= MIN_DAYS_FOR_AVERAGE:
            expected[row, column] = np.nanmedian(before)
    return expected


def money_lost(panel: HistoryPanel, metric: str, value: Matrix, level: Matrix) -> Matrix:
    """Money per day that the metric's distance from its level stands for."""
    spend = np.nan_to_num(panel.measure("spend"))
    with np.errstate(divide="ignore", invalid="ignore"):
        if METRICS[metric].is_return:
            lost = (level - value) * spend
        elif METRICS[metric].is_price:
            lost = (1.0 - level / value) * spend
        elif METRICS[metric].is_rate:
            lost = np.abs(1.0 - value / level) * spend
        else:
            lost = spend
    return np.clip(np.nan_to_num(lost, posinf=0.0, neginf=0.0), 0.0, None)
