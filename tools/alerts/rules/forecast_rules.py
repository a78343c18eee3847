"""The rule against stored forecasts: days outside of the interval that was forecast for them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tools.alerts.rules.drift import trailing
from tools.alerts.rules.model import Rule, RuleContext
from tools.alerts.rules.panel import HistoryPanel
from tools.alerts.rules.track import Track, hold_runs, silent


def check_forecast(panel: HistoryPanel, rule: Rule, context: RuleContext) -> Track:
    """At least `days` of the last seven days outside the interval forecast for them, on one side."""
    shape = (panel.days, len(panel.scopes))
    if context.forecasts is None or context.forecasts.empty:
        return silent(shape, rule.metric or "revenue")
    tracks = [_forecast_track(panel, rule, metric, context) for metric in _metrics_of(context)]
    return max(tracks, key=lambda track: int(track.active[-1].sum()))


def _metrics_of(context: RuleContext) -> Sequence[str]:
    return [] if context.forecasts is None else sorted(map(str, context.forecasts["metric"].unique()))


def _forecast_track(panel: HistoryPanel, rule: Rule, metric: str, context: RuleContext) -> Track:
    shape = (panel.days, len(panel.scopes))
    low, high, expected = (np.full(shape, np.nan) for _ in range(3))
    place = {(scope.channel, scope.campaign or ""): index for index, scope in enumerate(panel.scopes)}
    stored = pd.DataFrame(columns=["metric"]) if context.forecasts is None else context.forecasts
    for line in stored[stored["metric"] == metric].to_dict("records"):
        row, column = panel.row(line["day"]), place.get((line["channel"], line.get("campaign") or ""))
        if column is not None and 0 <= row < panel.days:
            low[row, column], high[row, column], expected[row, column] = line["low"], line["high"], line["expected"]
    value = panel.metric(metric)
    settled = ~panel.unripe
    with np.errstate(invalid="ignore"):
        under = trailing(((value < low) & settled)[:, None].astype(float), 7, 0)[:, 0]
        over = trailing(((value > high) & settled)[:, None].astype(float), 7, 0)[:, 0]
        outside = np.where(under >= over, value < low, value > high) & settled
    applies = panel.concerned(rule)
    most = np.maximum(under, over)
    active, onset = hold_runs((most >= rule.days) & applies, most >= rule.days - 1, lead=rule.days - 1)
    return Track(
        metrics=(metric,),
        active=active,
        met=outside,
        onset=onset,
        value=value,
        expected=expected,
        threshold=np.where(under >= over, low, high),
        direction=np.where(under >= over, -1.0, 1.0),
    )
