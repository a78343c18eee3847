"""Rules about the data themselves: a channel that fell behind, and conversions that stopped while money flows."""

import numpy as np

from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.model import Rule, RuleContext
from tools.alerts.rules.panel import Flags, HistoryPanel, Matrix
from tools.alerts.rules.track import Track, hold_runs, silent, sum_since

MEMORY = 56
UNLIKELY = 0.02
"""A gap less likely than this, by how regularly the channel came before, is not an ordinary gap."""
LOG_CERTAIN = -10.0
"""log-probability of no conversion at all under which tracking is taken as broken."""
UNLIKELY_WHEN_DUE = 0.1
"""The same for a day that no channel has where its rows were due: that they were says most of it."""


def check_stale(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    """Channels whose rows stopped coming (or come as copies of the day before), judged by their own regularity.

    A last day that nobody has is not anybody's delay unless it was due: the day may simply not be loaded yet.
    """
    shape = (panel.days, len(panel.scopes))
    hourly = changes.sensitivity is not None and not changes.sensitivity.chained
    missing = ~panel.present if hourly else ~panel.present | _copied(panel)
    missing[:, panel.channels :] = False
    nobody = np.asarray(missing[:, : panel.channels].all(axis=1))
    behind, log_chance = np.zeros(shape[1]), np.zeros(shape[1])
    enter = np.zeros(shape, bool)
    chance = _chance_of_gap(missing)
    for row in range(panel.days):
        behind = np.where(missing[row], behind + 1, 0)
        log_chance = np.where(missing[row], log_chance + np.log(chance[row]), 0.0)
        outage = bool(nobody[row]) and context.due
        late_enough = behind >= max(rule.days, 2 if nobody[row] and not outage else 1)
        enter[row] = late_enough & (log_chance < np.log(UNLIKELY_WHEN_DUE if outage else UNLIKELY))
    started = np.cumsum(~missing, axis=0) >= 7
    applies = panel.concerned(rule)
    active, onset = hold_runs(enter & started & applies, missing & applies)
    onset = np.where(active, _first_missing(missing), onset)
    return Track(
        metrics=("day",),
        active=active,
        onset=onset,
        value=_run_length(missing),
        threshold=np.full(shape, float(rule.days)),
        stake=np.where(active, _run_length(missing) * _daily_spend(panel), 0.0),
        direction=-1.0,
    )


def _chance_of_gap(missing: Flags) -> Matrix:
    """How often the channel had gaps in the eight weeks before, by weekday once it had any."""
    days, scopes = missing.shape
    chance = np.ones((days, scopes))
    for row in range(1, days):
        before = missing[max(0, row - MEMORY) : row]
        same_weekday = before[::-1][6::7]
        overall = (before.sum(axis=0) + 0.5) / (len(before) + 1)
        weekday = (same_weekday.sum(axis=0) + 0.5) / (len(same_weekday) + 1)
        chance[row] = np.where(before.any(axis=0), np.maximum(overall, weekday), overall)
    return chance


def _copied(panel: HistoryPanel) -> Flags:
    """Days that repeat the day before to the last digit, in series that never did so before."""
    same = np.zeros(panel.present.shape, bool)
    compared = np.zeros(panel.present.shape)
    same[1:] = True
    for values in panel.measures.values():
        today, before = values[1:], values[:-1]
        known = np.isfinite(today) & np.isfinite(before) & (today > 0)
        same[1:] &= (today == before) | ~known
        compared[1:] += known & (today == before)
    same &= compared >= 3
    repeats_before = np.cumsum(same, axis=0) - _run_length(same)
    fresh = np.cumsum(~same, axis=0) >= 14
    return np.asarray(same & fresh & (repeats_before == 0))


def _run_length(flags: Flags) -> Matrix:
    length = np.zeros(flags.shape)
    for row in range(len(flags)):
        length[row] = np.where(flags[row], (length[row - 1] if row else 0) + 1, 0)
    return length


def _first_missing(missing: Flags) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    rows = np.arange(len(missing))[:, None]
    return np.asarray(rows - np.maximum(_run_length(missing) - 1, 0)).astype(np.int64)


def _daily_spend(panel: HistoryPanel) -> Matrix:
    spend = panel.measure("spend", 28)
    return np.nan_to_num(spend) / min(28, max(panel.days, 1))


def check_tracking(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    """Spend flows as usual, conversions do not come: so many were due that none is not chance.

    The chance of none is the negative binomial's, `(1 + phi E)^(-1/phi)` for `E` expected; it is multiplied over the
    days of a run, so that a large campaign is noticed on its first day and a small one after some ten missing ones.
    """
    shape = (panel.days, len(panel.scopes))
    result = changes.of("conversions per spend")
    if result is None:
        return silent(shape, "conversions")
    came = np.nan_to_num(panel.measure(changes.outcome))
    spend = np.nan_to_num(panel.measure("spend"))
    due = np.nan_to_num(result.expected) * np.where(panel.unripe, _maturity_floor(panel, context), 1.0)
    flowing = spend >= 0.3 * np.nan_to_num(_daily_spend(panel))
    gone = flowing & (spend > 0) & (due > 0) & (came <= 0.1 * due)
    phi = np.maximum(np.nan_to_num(result.spread, nan=0.5), 0.1) ** 2
    chained = changes.sensitivity is None or changes.sensitivity.chained
    unlikely = np.where(gone, -np.log1p(phi * due) / phi, 0.0)
    enter = (_run_sum(unlikely, gone) if chained else unlikely) <= LOG_CERTAIN
    applies = panel.concerned(rule)
    stay = (came <= 0.3 * due) & flowing
    active, onset = hold_runs(enter & gone & applies, stay & applies)
    onset = np.where(active, np.minimum(onset, _first_missing(gone | active)), -1) if chained else onset
    return Track(
        metrics=(changes.outcome,),
        active=active,
        met=gone,
        onset=onset,
        value=came,
        expected=due,
        direction=-1.0,
        threshold=np.zeros(shape),
        stake=sum_since(spend, onset),
    )


def _maturity_floor(panel: HistoryPanel, context: RuleContext) -> float:
    """Share of conversions surely known on the youngest days: measured, or a cautious third."""
    measured = [shares[0] for shares in context.maturity.values() if shares]
    return min(measured, default=0.33)


def _run_sum(values: Matrix, running: Flags) -> Matrix:
    total = np.zeros(values.shape)
    for row in range(len(values)):
        total[row] = np.where(running[row], (total[row - 1] if row else 0.0) + values[row], 0.0)
    return total
