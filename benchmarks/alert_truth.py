"""What a planted trouble may rightly raise: where, when, and which figures it moves in which direction."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from benchmarks.alert_simulation import EVERYWHERE, Incident

Verdict = Literal["right", "aftershock", "false"]
AFTERMATH: Final = timedelta(days=4)
"""So long after an incident's end what is said in its place is an aftershock: neither right nor made of nothing."""
PARTS: Final[Mapping[str, tuple[str, str]]] = {
    **{name: (name, "") for name in ("spend", "impressions", "clicks", "conversions", "revenue")},
    "ctr": ("clicks", "impressions"),
    "cpc": ("spend", "clicks"),
    "cpm": ("spend", "impressions"),
    "cvr": ("conversions", "clicks"),
    "cpa": ("spend", "conversions"),
    "aov": ("revenue", "conversions"),
    "roas": ("revenue", "spend"),
    "roi": ("revenue", "spend"),
}
"""Measures that a metric is made of, above and below the line."""
OWN_RULES: Final[Mapping[str, frozenset[str]]] = {
    "stale": frozenset({"stale_data"}),
    "outage": frozenset({"stale_data"}),
    "tracking": frozenset({"broken_tracking"}),
    "company_drop": frozenset({"company_change"}),
    "company_basket": frozenset({"company_change"}),
    "company_spend": frozenset({"company_change"}),
}
"""Rules that must have told a kind for it to count as found; of the others any right one may."""
BOUND: Final[Mapping[str, frozenset[str]]] = {
    "stale_data": frozenset({"stale", "outage"}),
    "broken_tracking": frozenset({"tracking"}),
    "company_change": frozenset({"company_drop", "company_basket", "company_spend"}),
}
"""Rules that name a cause, with the kinds of which that cause is true."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One alert of a message."""

    rule: str
    metric: str
    direction: int
    channel: str | None
    campaign: str | None
    channels: tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What people get at once, on the day they get it."""

    day: date
    parts: tuple[Told, ...]


def moves(incident: Incident, metric: str) -> int:
    """The side to which an incident moves a metric, 0 where it leaves it alone."""
    over, under = PARTS.get(metric, ("", ""))
    change = _log(incident, over) - _log(incident, under)
    return 0 if abs(change) < 1e-9 else int(math.copysign(1, change))


def _log(incident: Incident, measure: str) -> float:
    return math.log(max(incident.factors.get(measure, 1.0), 1e-6))


def is_here(told: Told, incident: Incident) -> bool:
    """Whether an alert names the incident's place, what lies in it, or what it lies in."""
    if incident.channel == EVERYWHERE:
        return True
    if incident.channel not in told.channels:
        return False
    return told.campaign is None or incident.campaign in (None, told.campaign)


def is_right(told: Told, incident: Incident, day: date) -> bool:
    """Whether an incident bears an alert out: its place and days, its cause where one is named, its figure's side."""
    if not is_here(told, incident) or not incident.start <= day <= incident.end:
        return False
    if told.rule in BOUND:
        speaks = told.metric not in PARTS or told.direction == moves(incident, told.metric)
        return incident.kind in BOUND[told.rule] and speaks
    return told.direction != 0 and told.direction == moves(incident, told.metric)


def finds(message: Message, incident: Incident) -> bool:
    """Whether a message tells an incident by a rule that may; one of the whole account as one of the whole account."""
    wanted = OWN_RULES.get(incident.kind)
    return any(
        is_right(one, incident, message.day)
        and (wanted is None or one.rule in wanted)
        and (incident.channel != EVERYWHERE or one.channel is None)
        for one in message.parts
    )


def kind_of(message: Message, incidents: tuple[Incident, ...]) -> str | None:
    """The kind of the first incident that bears a message out."""
    return next((i.kind for i in incidents if any(is_right(one, i, message.day) for one in message.parts)), None)


def verdict(message: Message, incidents: tuple[Incident, ...]) -> Verdict:
    """Right, said in the wake of something that was, or false."""
    if kind_of(message, incidents):
        return "right"
    after = (i for i in incidents if i.end < message.day <= i.end + AFTERMATH)
    return "aftershock" if any(is_here(one, i) for i in after for one in message.parts) else "false"
