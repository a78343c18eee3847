"""One trouble, one alert: what causes silences what it causes, the whole stands for its parts, many become one."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from tools.alerts.rules.model import SEVERITIES, AlertScope, Trouble

OUTCOME_METRICS: Final = frozenset(
    {"conversions", "leads", "revenue", "cpa", "cac", "cpl", "cvr", "lead_rate", "aov", "roas", "roi", "profit"}
)
"""Metrics that go wrong by themselves when conversions are no longer counted."""
SPEND_METRICS: Final = frozenset({"spend", "clicks", "cpc", "cpm"})
"""Metrics in which a change of spend or of its price shows first."""
PLAN_KINDS: Final = frozenset({"budget_overrun", "budget_underspend"})
APART: Final = frozenset({"company_change", "stale_data", "goal_at_risk", "creative_fatigue"}) | PLAN_KINDS
"""Kinds that speak of something else than the day's figures."""
LEVEL_KINDS: Final = frozenset(
    {"roi_drop", "cost_spike", "low_conversion", "anomaly_high_ctr_low_conversion", "engagement_drop"}
)
NAMED_ALONE: Final = frozenset({"unexpected_change", "broken_tracking", "spend_runaway"})
"""Kinds whose trouble in a single campaign is told as that campaign's, not the channel's."""
MANY_CAMPAIGNS: Final = 4
MANY_CHANNELS: Final = 4


def settle(findings: Sequence[Trouble], channels: int) -> list[Trouble]:
    """What remains to be said, the gravest first.

    Args:
        findings: all rules' findings of one moment.
        channels: how many channels there are, to know when nearly all of them have the same trouble.
    """
    kept = list(findings)
    for step in (
        _silence_by_stale,
        _silence_by_company,
        _silence_by_runaway,
        _silence_by_tracking,
        _prefer_whole_or_part,
        _prefer_named_rule,
    ):
        kept = step(kept)
    kept = _merge_many(kept, channels)
    return sorted(kept, key=lambda one: (-SEVERITIES.index(one.severity), -one.money_at_stake, one.rule, one.id))


def _silence(findings: list[Trouble], by: list[Trouble], caused: Callable[[Trouble, Trouble], bool]) -> list[Trouble]:
    return [one for one in findings if not any(cause is not one and caused(cause, one) for cause in by)]


def _silence_by_stale(findings: list[Trouble]) -> list[Trouble]:
    """Figures of a channel whose data stopped are old news."""
    stale = [one for one in findings if one.kind == "stale_data"]
    return _silence(findings, stale, lambda cause, one: one.kind not in PLAN_KINDS and cause.scope.covers(one.scope))


def _silence_by_company(findings: list[Trouble]) -> list[Trouble]:
    """What all channels do together is one trouble; a channel's own that began before it, or elsewhere, stays."""
    company = [one for one in findings if one.kind == "company_change"]
    return _silence(findings, company, lambda cause, one: one.kind not in APART and _follows(cause, one))


def _silence_by_runaway(findings: list[Trouble]) -> list[Trouble]:
    """Money that runs away makes every cost look bad and no budget last."""
    running = [one for one in findings if one.kind == "spend_runaway"]

    def caused(cause: Trouble, one: Trouble) -> bool:
        related = cause.scope.covers(one.scope) or (one.scope.covers(cause.scope) and one.metric == "spend")
        return related and one.kind not in {*APART, "spend_runaway"} - PLAN_KINDS and _follows(cause, one)

    return _silence(findings, running, caused)


def _follows(cause: Trouble, one: Trouble) -> bool:
    """Whether a trouble is of the cause's family and no older: spend spoils spend and outcomes, outcomes only those."""
    family = SPEND_METRICS | OUTCOME_METRICS if cause.metric in SPEND_METRICS else OUTCOME_METRICS
    return one.metric in family and one.first_day >= cause.first_day - timedelta(days=1)


def _silence_by_tracking(findings: list[Trouble]) -> list[Trouble]:
    """Without counted conversions every ratio of them is wrong, in the campaign and in its channel."""
    broken = [one for one in findings if one.kind == "broken_tracking"]

    def caused(cause: Trouble, one: Trouble) -> bool:
        related = cause.scope.covers(one.scope) or one.scope.covers(cause.scope)
        return related and one.kind != "broken_tracking" and one.metric in OUTCOME_METRICS

    return _silence(findings, broken, caused)


def _prefer_whole_or_part(findings: list[Trouble]) -> list[Trouble]:
    """A channel's alert covers its campaigns; a single campaign in trouble is named instead of its channel."""
    by_rule: dict[tuple[str, str | None], list[Trouble]] = defaultdict(list)
    for one in findings:
        by_rule[one.rule, one.scope.channel].append(one)
    kept: list[Trouble] = []
    for group in by_rule.values():
        whole = [one for one in group if one.scope.campaign is None]
        parts = [one for one in group if one.scope.campaign is not None]
        if whole and len(parts) == 1 and group[0].kind in NAMED_ALONE:
            kept += parts
        elif whole:
            inside = tuple(sorted(one.scope for one in parts))
            kept.append(replace(whole[0], covers=inside or whole[0].covers))
        else:
            kept += parts
    return kept


def _prefer_named_rule(findings: list[Trouble]) -> list[Trouble]:
    """A level that people know by name says the same trouble better than "unexpected"."""
    named = [one for one in findings if one.kind in LEVEL_KINDS]
    tired = [one for one in findings if one.kind == "creative_fatigue"]

    def same(cause: Trouble, one: Trouble) -> bool:
        return one.kind == "unexpected_change" and one.metric in OUTCOME_METRICS and cause.scope.covers(one.scope)

    def worn(cause: Trouble, one: Trouble) -> bool:
        return one.kind == "unexpected_change" and one.metric in ("ctr", "cpc") and cause.scope == one.scope

    return _silence(_silence(findings, named, same), tired, worn)


def _merge_many(findings: list[Trouble], channels: int) -> list[Trouble]:
    """Many campaigns of one channel, or nearly all channels, with the same trouble become one alert."""
    merged = _merge(findings, lambda one: one.scope.campaign and AlertScope(channel=one.scope.channel), MANY_CAMPAIGNS)
    most = max(MANY_CHANNELS, -(-6 * channels // 10))
    together = _merge(merged, lambda one: None if one.scope.campaign or not one.scope.channel else AlertScope(), most)
    silent = sum(one.kind == "stale_data" and one.scope != AlertScope() for one in together)
    if silent >= max(channels, 2):
        together = _merge(together, lambda one: AlertScope() if one.kind == "stale_data" else None, 2)
    return [_blind(one) if _is_blind(one, channels) else one for one in together]


def _is_blind(one: Trouble, channels: int) -> bool:
    """Whether nothing is known any more of the whole account."""
    return one.kind == "stale_data" and one.scope == AlertScope() and len(one.channels) >= channels


def _blind(one: Trouble) -> Trouble:
    """An account of which nothing is known is watched by nobody."""
    return replace(one, severity="critical", values={**one.values, "whole": 1.0})


def _merge(findings: list[Trouble], into: Callable[[Trouble], AlertScope | str | None], least: int) -> list[Trouble]:
    groups: dict[tuple[str, AlertScope], list[Trouble]] = defaultdict(list)
    alone: list[Trouble] = []
    for one in findings:
        target = into(one)
        if isinstance(target, AlertScope):
            groups[one.rule, target].append(one)
        else:
            alone.append(one)
    for (_, scope), group in groups.items():
        alone += [_one_for_all(group, scope)] if len(group) >= least else group
    return alone


def _one_for_all(group: list[Trouble], scope: AlertScope) -> Trouble:
    """The costliest of a group speaks for all; data have stopped for all only since the last of them stopped."""
    worst = max(group, key=lambda one: one.money_at_stake)
    inside = {covered for one in group for covered in (one.scope, *one.covers)}
    return replace(
        worst,
        scope=scope,
        covers=tuple(sorted(inside, key=lambda one: (one.channel or "", one.campaign or ""))),
        since=(max if worst.kind == "stale_data" else min)(one.since for one in group),
        money_at_stake=sum(one.money_at_stake for one in group),
        severity=max((one.severity for one in group), key=SEVERITIES.index),
        values={**worst.values, "worst_channel": worst.scope.channel, "worst_campaign": worst.scope.campaign},
    )
