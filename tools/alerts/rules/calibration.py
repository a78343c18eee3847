"""Moves a preset level to where it is news: fixed levels fire daily on some channels and never on others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tools.alerts.rules.level_rules import check_level, level_matrix, metric_of
from tools.alerts.rules.model import AlertScope, Rule, RuleContext
from tools.alerts.rules.panel import HistoryPanel, Matrix
from tools.semantics.metrics import METRICS

DAYS = 60
SETTLED = 7
"""The last days are left out, so that a trouble going on now does not make itself the normal."""
LEAST = 21
YOUNG = 7
"""Days before the last that choose a level at least, where there are no 21 settled ones yet;"""
UNSURE = 1.5
"""so few say little about their spread: the level lies so many times further off."""
WIDTH = 4.5
"""Robust standard deviations between a scope's ordinary value and its level."""
LEAST_SPREAD = 0.05
"""Smallest spread believed, relative."""
MOSTLY = 0.9
"""Share of positive days from which on a metric is judged on the log scale."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What was chosen for one rule and scope, and how often it fires."""

    rule: str
    scope: AlertScope
    preset: float
    level: float
    days_preset: int
    """Days of the last 60 on which the preset held."""
    days_level: int
    messages_per_week: float
    """Messages the chosen level would have sent."""


def calibrate(panel: HistoryPanel, rule: Rule) -> Rule:
    """The rule with a level per scope.

    A level stays at its preset where ordinary days are clear of it; elsewhere it moves to the median of the scope's
    last 60 settled days, less (or plus) 4.5 robust standard deviations, so that only an unusual day crosses it. In
    a history too young for that all days before the last choose it, further off. A campaign too young for that takes
    its channel's level; a channel within its first week has none, and the rule waits.
    """
    preset = rule.below if rule.below is not None else rule.above
    if preset is None or not rule.calibrate or panel.days <= YOUNG:
        return rule
    metric = metric_of(panel, rule)
    value = panel.metric(metric, rule.window)
    if rule.relative:
        share = level_matrix(panel, replace(rule, levels={}, calibrate=False), metric) / preset
        with np.errstate(divide="ignore", invalid="ignore"):
            value = value / share
    width = WIDTH * (1.5 if rule.window > 1 else 1.0)  # days of overlapping windows say less than so many days
    shift = METRICS[metric].less_one if metric in METRICS and not rule.relative else 0.0
    limits = _limits(value, width, downwards=rule.below is not None, shift=shift)
    levels = {
        scope: _choose(preset, limit, downwards=rule.below is not None)
        for scope, limit in zip(panel.scopes, limits, strict=True)
        if np.isfinite(limit)
    }
    return replace(rule, levels={**levels, **rule.levels})


def _choose(preset: float, limit: float, *, downwards: bool) -> float:
    return float(min(preset, limit) if downwards else max(preset, limit))


def _limits(value: Matrix, width: float, *, downwards: bool, shift: float) -> Matrix:
    """Per scope the edge of ordinary days; NaN with too few of them.

    Ratios are judged on the log scale; where a tenth of the days has none (a channel that loses money), as they are:
    such a channel is below every share of the average on all days, and no day of it is news.
    """
    far = -width if downwards else width
    if len(value) < LEAST + SETTLED:
        return _far_edge(value[:-1] + shift, UNSURE * far, least=YOUNG) - shift
    return _far_edge(value[-DAYS - SETTLED : -SETTLED] + shift, far, least=LEAST) - shift


def _far_edge(window: Matrix, far: float, *, least: int) -> Matrix:
    """The edge of each column's days; NaN with fewer than `least` of them."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(window > 0, np.log(window), np.nan)
    days, positive = np.isfinite(window).sum(axis=0), np.isfinite(logs).sum(axis=0)
    edge = np.where(positive >= MOSTLY * days, np.exp(_edge(logs, far)), _edge(window, far))
    return np.where(days >= least, edge, np.nan)


def _edge(values: Matrix, far: float) -> Matrix:
    """The median of each column moved by so many robust spreads."""
    known = np.isfinite(values).sum(axis=0)
    center = _quantile(np.sort(values, axis=0), known, 0.5)
    distance = np.sort(np.abs(values - center), axis=0)
    spread = np.maximum(1.4826 * _quantile(distance, known, 0.5), _quantile(distance, known, 0.9) / 1.645)
    return np.asarray(center + far * np.maximum(spread, LEAST_SPREAD))


def _quantile(ordered: Matrix, known: NDArray[np.int64], share: float) -> Matrix:
    """A quantile of each column of a sorted matrix whose NaN stand last."""
    if not len(ordered):
        return np.full(ordered.shape[1], np.nan)
    position = np.round(share * np.maximum(known - 1, 0)).astype(int)
    return np.asarray(np.take_along_axis(ordered, position[None, :], axis=0)[0])


def account(panel: HistoryPanel, before: Rule, after: Rule, context: RuleContext) -> Iterator[Calibration]:
    """What calibration chose for each scope of a rule, and how often it fires."""
    old, new = (check_level(panel, replace(rule, calibrate=False), context).active[-DAYS:] for rule in (before, after))
    starts = np.diff(np.vstack([np.zeros((1, new.shape[1]), bool), new]).astype(int), axis=0) == 1
    preset = before.below if before.below is not None else before.above
    for index, scope in enumerate(panel.scopes):
        if not before.applies_to(scope) or preset is None:
            continue
        yield Calibration(
            rule=before.title,
            scope=scope,
            preset=preset,
            level=after.levels.get(scope, preset),
            days_preset=int(old[:, index].sum()),
            days_level=int(new[:, index].sum()),
            messages_per_week=round(float(starts[:, index].sum()) * 7 / max(len(new), 1), 3),
        )
