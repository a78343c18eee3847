"""Money that runs away: a zero too many is heard on its first day or hour, also where little is known yet."""

from typing import Final

import numpy as np

from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.model import SEVERITIES, Rule, RuleContext
from tools.alerts.rules.panel import Flags, HistoryPanel, Matrix
from tools.alerts.rules.track import Rows, Track, days_before, quantile_of, sum_since

MEMORY: Final = 28
LEAST_DAYS: Final = 3
"""Days with spend that say what is usual for a channel; a campaign, which may just be starting, needs a week."""
CAMPAIGN_DAYS: Final = 7
USUAL_TIMES: Final = 2.2
IN_HOURS: Final = 1.2
"""Hours swing more than days, and must be so many times further off."""
CAMPAIGN_TIMES: Final = 1.35
"""Campaigns swing more than channels."""
CERTAIN: Final = 4.0
"""Robust standard deviations that spend must be off as well, on the log scale,"""
SPREAD_DAYS: Final = 10
"""once so many days say how much it swings."""
OVER_HIGHEST: Final = 1.5
"""A run-away is also so many times the highest day before it."""
OVER_BUDGET: Final = 2.1
"""Platforms may spend twice the daily budget on a good day and even it out over the month."""
MATERIAL: Final = 0.1
"""Least extra spend as a share of the account's usual day."""
STAY: Final = 0.7
"""Share of the entering level above which it goes on."""
LONGEST: Final = 14
"""Days after which the new spend is what is usual."""


def check_runaway(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    """Spend many times the usual, or far over the daily budget where there is one."""
    hourly = changes.sensitivity is not None and not changes.sensitivity.chained
    times = (rule.above or USUAL_TIMES) * (IN_HOURS if hourly else 1.0)
    spend = np.nan_to_num(panel.measure("spend"))
    usual, highest, wild, enough = _before(panel, spend)
    campaign = np.where(np.arange(len(panel.scopes)) < panel.channels, 1.0, CAMPAIGN_TIMES)
    budgets = {} if hourly else context.daily_budgets
    budget = np.array([budgets.get(scope, np.nan) for scope in panel.scopes])[None, :]
    with np.errstate(invalid="ignore"):
        over_usual = enough & (spend >= times * campaign * usual) & (spend >= OVER_HIGHEST * highest)
        over_usual &= spend >= usual * np.exp(CERTAIN * wild)
        over_budget = (spend >= OVER_BUDGET * budget) & ((spend >= OVER_HIGHEST * usual) | ~enough)
    ordinary = np.where(enough, usual, np.broadcast_to(budget, spend.shape))
    account = np.nansum(np.where(enough, usual, 0.0)[:, : panel.channels], axis=1, keepdims=True)
    material = spend - np.nan_to_num(ordinary) >= MATERIAL * np.maximum(account, 1e-9)
    enter = (over_usual | over_budget) & material & panel.concerned(rule)
    active, onset, base = _hold(spend, enter, np.nan_to_num(ordinary))
    return Track(
        metrics=("spend",),
        active=active,
        onset=onset,
        value=panel.measure("spend"),
        threshold=np.broadcast_to(budget, spend.shape),
        expected=np.where(base > 0, base, np.nan),
        direction=1.0,
        stake=sum_since(np.clip(spend - base, 0.0, None), onset),
        rank=np.full(spend.shape, SEVERITIES.index("critical")),
        extras={"times": np.where(base > 0, spend / np.maximum(base, 1e-9), np.nan)},
    )


def _before(panel: HistoryPanel, spend: Matrix) -> tuple[Matrix, Matrix, Matrix, Flags]:
    """Median, highest and relative spread of the spend before each day, and whether there is enough of it to tell."""
    least = np.where(np.arange(len(panel.scopes)) < panel.channels, LEAST_DAYS, CAMPAIGN_DAYS)
    windows, known = days_before(np.where(spend > 0, spend, np.nan), MEMORY)
    usual, high = (quantile_of(windows, known, share) for share in (0.5, 0.85))
    with np.errstate(divide="ignore", invalid="ignore"):
        wild = np.where(known >= SPREAD_DAYS, np.log(high / usual) / 1.04, 0.0)
    return usual, quantile_of(windows, known, 1.0), np.nan_to_num(wild), known >= least[None, :]


def _hold(spend: Matrix, enter: Flags, ordinary: Matrix) -> tuple[Flags, Rows, Matrix]:
    """A run-away lasts while spend stays far above what was usual when it began."""
    active, onset = np.zeros(spend.shape, bool), np.full(spend.shape, -1)
    base = np.zeros(spend.shape)
    on, since, level = np.zeros(spend.shape[1], bool), np.full(spend.shape[1], -1), np.zeros(spend.shape[1])
    for row in range(len(spend)):
        still = on & (spend[row] >= STAY * USUAL_TIMES * level) & (row - since < LONGEST)
        fresh = enter[row] & ~still
        since = np.where(still, since, np.where(fresh, row, -1))
        level = np.where(fresh, ordinary[row], np.where(still, level, 0.0))
        on = still | fresh
        active[row], onset[row], base[row] = on, since, level
    return active, onset, base
