"""The words of alerting: scope, rule, context, alert."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal

import pandas as pd

Severity = Literal["low", "medium", "high", "critical"]
State = Literal["pending", "firing", "acknowledged", "snoozed", "resolved"]
Level = Literal["total", "channel", "campaign", "both"]
"""What a rule looks at: the account as a whole, each channel, each campaign, or each of both."""
MARKS: Final = {"critical": "🔴", "high": "🟠", "medium": "🟡", "low": "🔵"}
"""How grave a trouble is, at a glance."""
SEVERITIES: Final[tuple[Severity, ...]] = ("low", "medium", "high", "critical")
PART: Final = "of "
"""Begins the names of values that tell a part's own change: "of instagram"."""
Moment = date | datetime
"""A day, or the start of an hour where the channel gives hours."""


@dataclass(frozen=True, kw_only=True, order=True)
class AlertScope:
    """Where: a channel, or one campaign of it; without a channel, everything together. Reads like the JSON as well."""

    channel: str | None = None
    campaign: str | None = None

    def __getitem__(self, name: str) -> str | None:
        return self.as_json()[name]

    def as_json(self) -> dict[str, str | None]:
        """The shape of the contract."""
        return {"channel": self.channel, "campaign": self.campaign}

    def covers(self, other: "AlertScope") -> bool:
        """Whether the other lies inside this one (or is it)."""
        return self.channel in (None, other.channel) and self.campaign in (None, other.campaign)


@dataclass(frozen=True, kw_only=True)
class LevelCondition:
    """A metric beyond a level."""

    metric: str
    above: float | None = None
    below: float | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule as it is applied: a catalogue entry with its settings, for all or for one channel or campaign."""

    kind: str
    """Kind of the catalogue, or `threshold` for a rule that a person wrote."""
    name: str = ""
    """How people address it; the kind when empty."""
    metric: str = ""
    above: float | None = None
    below: float | None = None
    """The level: the rule fires above or below it. Rules against an expectation have none."""
    days: int = 1
    """Days in a row that must fulfil the condition."""
    window: int = 1
    """Trailing days that each day's value is taken over."""
    min_spend: float = 0.0
    min_events: float = 0.0
    """Minimum volume in the window: money spent, and events in the metric's denominator (for costs: conversions)."""
    severity: Severity | None = None
    """None: by the money at stake."""
    also: "LevelCondition | None" = None
    """A second condition that must hold as well."""
    relative: bool = False
    """Whether the level is a share of the average of all channels."""
    fallback: str = ""
    """Metric to use where the history lacks a part of `metric`."""
    level: Level = "channel"
    channel: str | None = None
    campaign: str | None = None
    cooldown_days: int = 2
    """Days after an end in which the same trouble starting anew continues the old alert."""
    hysteresis: float = 0.05
    """How far back past the level a value must come before the alert ends, relative."""
    calibrate: bool = False
    """Whether the level is a starting preset, to be moved where it would fire on ordinary days."""
    levels: Mapping[AlertScope, float] = field(default_factory=dict)
    """Levels per scope, calibrated or set by hand; they win over `above` and `below`."""
    owner: str = ""
    """Whose rule it is; only they hear of it. Empty: the team's."""

    @property
    def title(self) -> str:
        """The name, or the kind."""
        return self.name or self.kind

    def applies_to(self, scope: AlertScope) -> bool:
        """Whether the scope is in the rule's channel and campaign and on its level."""
        if not AlertScope(channel=self.channel, campaign=self.campaign).covers(scope):
            return False
        if self.campaign is not None or self.level in ("both", "total"):
            return True
        return (self.level == "campaign") == (scope.campaign is not None)

    def set(self, **settings: Any) -> "Rule":
        """The rule with some settings changed; a level set by hand holds everywhere and is no longer calibrated."""
        by_hand = bool({"above", "below", "levels"} & set(settings))
        chosen = {"calibrate": False, "levels": {}} if by_hand else {}
        return replace(self, **{**chosen, **settings})


@dataclass(frozen=True, kw_only=True)
class RuleContext:
    """What a history can't tell. Everything is optional; a rule that needs what is missing keeps quiet."""

    budgets: pd.DataFrame | None = None
    """channel, campaign (empty for the whole channel), month (its first day), amount."""
    goals: pd.DataFrame | None = None
    """channel, campaign, month, metric, target."""
    forecasts: pd.DataFrame | None = None
    """channel, campaign, metric, day, low, high, expected: as stored before the day."""
    daily_budgets: Mapping[AlertScope, float] = field(default_factory=dict)
    """What a day may cost, by channel and campaign, where the platforms say so."""
    restatement_days: Mapping[str, int] = field(default_factory=dict)
    """For how many last days a channel's conversions and revenue may still rise."""
    due: bool = False
    """Whether the last day's rows should be here by now: then a day that no channel has is an outage."""
    maturity: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Share of the final conversions known at age 0, 1, 2 ... days, by channel, where it has been measured."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One trouble at one moment, before it is put into words."""

    rule: str
    kind: str
    severity: Severity
    scope: AlertScope
    metric: str
    value: float | None
    threshold: float | None
    expected: float | None
    since: Moment
    last_seen: Moment
    money_at_stake: float
    """Money of the reporting currency touched since the beginning: spent without return, or missing revenue."""
    direction: int = 0
    """+1 above what it should be, -1 below, 0 neither."""
    values: Mapping[str, float | str | None] = field(default_factory=dict)
    """What else the text of this kind tells."""
    covers: tuple[AlertScope, ...] = ()
    """Scopes whose own alerts this one stands for."""

    @property
    def channel(self) -> str | None:
        """The channel concerned, None for all."""
        return self.scope.channel

    @property
    def channels(self) -> frozenset[str]:
        """Every channel that it names, also those whose own alerts it stands for; none for the whole account."""
        return frozenset(scope.channel for scope in (self.scope, *self.covers) if scope.channel)

    @property
    def campaign(self) -> str | None:
        """The campaign concerned, None when it is the whole channel."""
        return self.scope.campaign

    @property
    def first_day(self) -> date:
        """The day on which it began."""
        return self.since.date() if isinstance(self.since, datetime) else self.since

    @property
    def owner(self) -> str:
        """Whose own rule found it; empty: the team's."""
        return str(self.values.get("owner") or "")

    @property
    def fingerprint(self) -> str:
        """One trouble, one fingerprint: rule and place."""
        return digest(self.rule, self.scope.channel, self.scope.campaign, *self._month)

    @property
    def id(self) -> str:
        """The fingerprint together with when it began."""
        return digest(self.rule, self.scope.channel, self.scope.campaign, self.since.isoformat())

    @property
    def month(self) -> date | None:
        """First day of the month that the trouble belongs to, where it belongs to one."""
        return date.fromisoformat(self._month[0]) if self._month else None

    @property
    def _month(self) -> tuple[str, ...]:
        given = self.values.get("month")
        return (given,) if isinstance(given, str) else ()


def digest(*parts: str | None) -> str:
    """A short stable name for these parts."""
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:12]
