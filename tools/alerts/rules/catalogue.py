"""The entries of the alert catalogue; a new kind of rule is one more of them."""

from collections.abc import Callable
from typing import Final

from tools.alerts.rules import (
    change_rules,
    company_rules,
    data_rules,
    forecast_rules,
    level_rules,
    plan_rules,
    runaway_rules,
)
from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.judge import Check, RuleKind
from tools.alerts.rules.model import LevelCondition, Rule, RuleContext
from tools.alerts.rules.panel import HistoryPanel
from tools.alerts.rules.stories import month_goal, month_plan, sliding, story, week_forecast, without_last
from tools.alerts.rules.track import Track


def _level(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    return level_rules.check_level(panel, rule, context, changes)


def _alone(check: Callable[[HistoryPanel, Rule, RuleContext], Track]) -> Check:
    """A check that needs no expectation."""
    return lambda panel, rule, context, changes: check(panel, rule, context)


ENTRIES: Final = (
    RuleKind(
        preset=Rule(kind="company_change", metric="revenue", level="total"),
        check=company_rules.check_company,
        fires_on=story(40, everywhere=True, conversions=0.25, revenue=0.25),
        quiet_on=story(40, everywhere=True, conversions=0.85, revenue=0.85),
    ),
    RuleKind(
        preset=Rule(kind="spend_runaway", metric="spend", above=2.2, relative=True, severity="critical", level="both"),
        check=runaway_rules.check_runaway,
        fires_on=story(8, spend=3.2),
        quiet_on=story(8, spend=1.5),
    ),
    RuleKind(
        preset=Rule(
            kind="roi_drop", metric="roi", below=1.5, severity="high", min_spend=1, min_events=3, calibrate=True
        ),
        check=_level,
        fires_on=story(revenue=0.5),
        quiet_on=story(revenue=0.9),
    ),
    RuleKind(
        preset=Rule(
            kind="cost_spike",
            metric="cpa",
            fallback="spend",
            above=600,
            severity="medium",
            level="campaign",
            min_events=3,
            calibrate=True,
        ),
        check=_level,
        fires_on=story(conversions=0.3),
        quiet_on=story(conversions=0.8),
    ),
    RuleKind(
        preset=Rule(kind="low_conversion", metric="cvr", below=0.05, severity="medium", min_events=100, calibrate=True),
        check=_level,
        fires_on=story(conversions=0.5),
        quiet_on=story(conversions=0.9),
    ),
    RuleKind(
        preset=Rule(
            kind="anomaly_high_ctr_low_conversion",
            metric="cvr",
            below=0.05,
            also=LevelCondition(metric="ctr", above=0.15),
            severity="high",
            min_events=100,
            calibrate=True,
        ),
        check=_level,
        fires_on=story(clicks=9.0),
        quiet_on=story(clicks=9.0, conversions=9.0),
    ),
    RuleKind(
        preset=Rule(
            kind="engagement_drop",
            metric="engagement_score",
            fallback="engagement_rate",
            below=4.0,
            severity="low",
            calibrate=True,
        ),
        check=_level,
        fires_on=story(engagement_score=0.5),
        quiet_on=story(engagement_score=0.9),
    ),
    RuleKind(
        preset=Rule(kind="budget_overrun", metric="spend", above=1.1, relative=True, level="both"),
        check=_alone(plan_rules.check_overrun),
        monthly=True,
        fires_on=story(20, context=RuleContext(budgets=month_plan(640_000))),
        quiet_on=story(20, context=RuleContext(budgets=month_plan(1_000_000))),
    ),
    RuleKind(
        preset=Rule(kind="budget_underspend", metric="spend", below=0.7, relative=True, severity="low", level="both"),
        check=_alone(plan_rules.check_underspend),
        monthly=True,
        fires_on=story(20, context=RuleContext(budgets=month_plan(2_000_000))),
        quiet_on=story(20, context=RuleContext(budgets=month_plan(1_000_000))),
    ),
    RuleKind(
        preset=Rule(
            kind="channel_underperform",
            metric="roi",
            below=0.7,
            relative=True,
            window=7,
            severity="medium",
            hysteresis=0.2,
            min_spend=1,
            min_events=3,
            calibrate=True,
        ),
        check=_level,
        fires_on=story(last=14, revenue=0.55),
        quiet_on=story(last=14, revenue=0.9),
    ),
    RuleKind(
        preset=Rule(kind="unexpected_change", level="both"),
        check=change_rules.check_change,
        fires_on=story(60, last=3, spend=2.5, impressions=2.5, clicks=2.5),
        quiet_on=story(60, last=3, spend=1.1, impressions=1.1, clicks=1.1),
    ),
    RuleKind(
        preset=Rule(kind="forecast_miss", severity="medium", days=5),
        check=_alone(forecast_rules.check_forecast),
        fires_on=story(30, last=7, revenue=0.6, context=RuleContext(forecasts=week_forecast("revenue", 120_000))),
        quiet_on=story(30, context=RuleContext(forecasts=week_forecast("revenue", 120_000))),
    ),
    RuleKind(
        preset=Rule(kind="broken_tracking", severity="high", level="both"),
        check=data_rules.check_tracking,
        fires_on=story(40, last=2, conversions=0.0, revenue=0.0),
        quiet_on=story(40, last=2, conversions=0.0, revenue=0.0, spend=0.0, clicks=0.0, impressions=0.0),
    ),
    RuleKind(
        preset=Rule(kind="stale_data", metric="day", severity="high"),
        check=data_rules.check_stale,
        fires_on=story(40, change=without_last(2)),
        quiet_on=story(40),
    ),
    RuleKind(
        preset=Rule(kind="creative_fatigue", metric="ctr", severity="low", level="campaign"),
        check=change_rules.check_fatigue,
        fires_on=story(90, change=sliding("clicks", 0.975, 28)),
        quiet_on=story(90, change=sliding("clicks", 0.999, 28)),
    ),
    RuleKind(
        preset=Rule(kind="goal_at_risk", metric="revenue", severity="high", level="both"),
        check=_alone(plan_rules.check_goal),
        monthly=True,
        fires_on=story(30, context=RuleContext(goals=month_goal("revenue", 6_000_000))),
        quiet_on=story(30, context=RuleContext(goals=month_goal("revenue", 3_500_000))),
    ),
    RuleKind(
        preset=Rule(kind="threshold", metric="cpa", above=600, severity="medium", level="both"),
        check=_level,
        fires_on=story(conversions=0.3),
        quiet_on=story(conversions=0.8),
    ),
)
