"""Moves a preset level to where it is news: fixed levels fire daily on some channels and never on others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from tools.alerting.level_rules import check_level, level_matrix, metric_of
from tools.alerting.model import Context, Rule, Scope
from tools.alerting.panel import Matrix, Panel

DAYS = 60
SETTLED = 7
"""The last days are left out, so that a trouble going on now does not make itself the normal."""
LEAST = 21
WIDTH = 4.5
"""Robust standard deviations between a scope's ordinary value and its level."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What was chosen for one rule and scope, and how often it fires."""

    rule: str
    scope: Scope
    preset: float
    level: float
    days_preset: int
    """Days of the last 60 on which the preset held."""
    days_level: int
    messages_per_week: float
    """Messages the chosen level would have sent."""


def calibrate(panel: Panel, rule: Rule, context: Context) -> tuple[Rule, list[Calibration]]:
    """The rule with a level per scope.

    A level stays at its preset where ordinary days are clear of it; elsewhere it moves to the median of the scope's
    last 60 settled days, less (or plus) 4.5 robust standard deviations, so that only an unusual day crosses it. A
    scope too young for that takes its channel's level.
    """
    preset = rule.below if rule.below is not None else rule.above
    if preset is None or not rule.calibrate or panel.days < LEAST + SETTLED:
        return rule, []
    metric = metric_of(panel, rule)
    value = panel.metric(metric, rule.window)
    if rule.relative:
        share = level_matrix(panel, replace(rule, levels={}), metric) / preset
        with np.errstate(divide="ignore", invalid="ignore"):
            value = value / share
    limits = _limits(
        value, downwards=rule.below is not None, shift=1.0 if metric == "roi" and not rule.relative else 0.0
    )
    levels = {
        scope: _choose(preset, limit, downwards=rule.below is not None)
        for scope, limit in zip(panel.scopes, limits, strict=True)
        if np.isfinite(limit)
    }
    chosen = replace(rule, levels={**levels, **rule.levels})
    return chosen, list(_account(panel, rule, chosen, context))


def _choose(preset: float, limit: float, *, downwards: bool) -> float:
    return float(min(preset, limit) if downwards else max(preset, limit))


def _limits(value: Matrix, *, downwards: bool, shift: float) -> Matrix:
    """Per scope the edge of ordinary days; NaN with fewer than 21 of them. Ratios are judged on the log scale."""
    window = value[-DAYS - SETTLED : -SETTLED] + shift
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(window > 0, np.log(window), np.nan)
    known = np.isfinite(logs).sum(axis=0)
    result = np.full(window.shape[1], np.nan)
    for column in np.flatnonzero(known >= LEAST):
        days = logs[np.isfinite(logs[:, column]), column]
        center = float(np.median(days))
        distance = np.abs(days - center)
        spread = max(1.4826 * float(np.median(distance)), float(np.quantile(distance, 0.9)) / 1.645, 0.05)
        result[column] = np.exp(center + (-WIDTH if downwards else WIDTH) * spread) - shift
    return result


def _account(panel: Panel, before: Rule, after: Rule, context: Context) -> Iterator[Calibration]:
    old, new = (check_level(panel, replace(rule, calibrate=False), context).active[-DAYS:] for rule in (before, after))
    starts = np.diff(np.vstack([np.zeros((1, new.shape[1]), bool), new]).astype(int), axis=0) == 1
    preset = before.below if before.below is not None else before.above
    for index, scope in enumerate(panel.scopes):
        if not before.applies_to(scope) or preset is None:
            continue
        yield Calibration(
            rule=before.title, scope=scope, preset=preset, level=after.levels.get(scope, preset),
            days_preset=int(old[:, index].sum()), days_level=int(new[:, index].sum()),
            messages_per_week=round(float(starts[:, index].sum()) * 7 / max(len(new), 1), 3),
        )  # fmt: skip
