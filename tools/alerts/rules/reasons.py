"""The likely reason of a trouble: the largest part of the exact decomposition since it began."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from tools.alerts.rules.model import Trouble
from tools.alerts.rules.panel import HistoryPanel
from tools.change.decompose import Contribution, Decomposition, decompose_factors, decompose_ratio, decompose_sum
from tools.semantics.metrics import METRICS

REFERENCE_DAYS = 28
SELF_EXPLAINING = frozenset(
    {"stale_data", "spend_runaway", "broken_tracking", "budget_overrun", "budget_underspend", "goal_at_risk"}
)
"""Kinds whose reason is the same each time: their texts give it."""
WORTH_NAMING: Final = 0.4
"""Least share of the change for a part to be called the reason,"""
BESIDE: Final = 0.5
"""beside which all others moved by no more than this share of what their size would have had them move."""


@dataclass(frozen=True, kw_only=True)
class Spans:
    """Rows of the trouble and of the days before it."""

    before: slice
    after: slice

    @property
    def days(self) -> tuple[int, int]:
        """Lengths of both."""
        return self.before.stop - self.before.start, self.after.stop - self.after.start


def explain(panel: HistoryPanel, finding: Trouble, column: int, onset: int) -> Trouble:
    """The finding with the factor and the campaign that explain most of it, where there are such.

    Adds to `values`: `factor`, `factor_before`, `factor_after`, `factor_share`, `part`, `part_share`.
    """
    start = max(onset, 1)
    spans = Spans(before=slice(max(0, start - REFERENCE_DAYS), start), after=slice(start, panel.days))
    if finding.kind in SELF_EXPLAINING or spans.after.start >= spans.after.stop:
        return finding
    found: dict[str, float | str | None] = {}
    factor, share = _main(factors_of(panel, finding.metric, column, spans), finding)
    if factor is not None and factor.name != finding.metric:
        found |= {"factor": factor.name, "factor_before": factor.before, "factor_after": factor.after}
        found["factor_share"] = share
    parts = parts_of(panel, finding.metric, column, spans) if finding.scope.campaign is None else None
    part, share = _main(parts, finding)
    if part is not None and share >= WORTH_NAMING:
        others = 1.0 - _weight(panel, finding.metric, part.name, column, spans)
        found |= {"part": part.name, "part_share": share} if 1.0 - share <= BESIDE * others else {}
    return replace(finding, values={**finding.values, **found})


def _main(found: Decomposition | None, finding: Trouble) -> tuple[Contribution | None, float]:
    """What explains most of a change, and how much of it; nothing where it did not go the way that is told."""
    if found is None or found.main is None or found.change * finding.direction < 0:
        return None, 0.0
    return found.main, found.main.total / found.change


def factors_of(panel: HistoryPanel, metric: str, column: int, spans: Spans) -> Decomposition | None:
    """The metric's daily average before and since, divided among its factors."""
    before, after = (
        _totals(panel, column, span, days) for span, days in zip((spans.before, spans.after), spans.days, strict=True)
    )
    return decompose_factors(metric, before, after)


def parts_of(panel: HistoryPanel, metric: str, column: int, spans: Spans) -> Decomposition | None:
    """A channel's metric before and since, divided among its campaigns."""
    inside = _inside(panel, column)
    if len(inside) < 2 or metric == "day":
        return None
    names = {index: str(panel.scopes[index].campaign) for index in inside}
    entry = METRICS.get(metric)
    if entry and entry.denominator:
        top, bottom = entry.gross[0][0], entry.denominator[0][0]
        pairs = [
            {names[i]: (entry.per * _sum(panel, top, i, span), _sum(panel, bottom, i, span)) for i in inside}
            for span in (spans.before, spans.after)
        ]
        return decompose_ratio(metric, pairs[0], pairs[1], shift=entry.less_one)
    sums = [
        {names[i]: _sum(panel, metric, i, span) / days for i in inside}
        for span, days in zip((spans.before, spans.after), spans.days, strict=True)
    ]
    return decompose_sum(metric, sums[0], sums[1])


def _inside(panel: HistoryPanel, column: int) -> list[int]:
    """The campaigns of a column's channel."""
    campaigns = range(panel.channels, len(panel.scopes))
    return [index for index in campaigns if panel.parent[index] == panel.parent[column]]


def _weight(panel: HistoryPanel, metric: str, campaign: str, column: int, spans: Spans) -> float:
    """A campaign's share of its channel before the trouble: of the metric itself, or of what a ratio is taken per."""
    entry = METRICS.get(metric)
    measure = entry.denominator[0][0] if entry and entry.denominator else metric
    sizes = {
        str(panel.scopes[index].campaign): _sum(panel, measure, index, spans.before) for index in _inside(panel, column)
    }
    return sizes.get(campaign, 0.0) / (sum(sizes.values()) or 1.0)


def _totals(panel: HistoryPanel, column: int, span: slice, days: int) -> dict[str, float]:
    return {name: _sum(panel, name, column, span) / days for name in panel.measures}


def _sum(panel: HistoryPanel, measure: str, column: int, span: slice) -> float:
    return float(np.nansum(panel.measure(measure)[span, column]))
