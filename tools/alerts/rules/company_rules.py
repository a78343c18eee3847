"""The account as a whole: what all channels do together is taken out of every channel's own rules, and judged here.

A channel's expectation says what it would do without the others. Added up over the channels that reported the day, the
expectations say what the account would do; how far it is from that is the shared part. A day that one channel lacks
weighs nothing, and a large channel in trouble alone is that channel's trouble: the rest must move as well.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.alerts.rules.change_rules import Changes, JudgedSeries
from tools.alerts.rules.model import PART, SEVERITIES, Rule, RuleContext
from tools.alerts.rules.panel import Flags, HistoryPanel, Matrix
from tools.alerts.rules.track import Rows, Track, all_of_last, days_before, hold_runs, quantile_of, silent, sum_since


@dataclass(frozen=True, kw_only=True)
class Disaster:
    """One way in which a whole account goes wrong."""

    series: str
    """The watched series it shows in, the earliest cause first."""
    side: int
    """+1 more events per exposure than expected, -1 fewer."""
    effect: float
    """Least shared change, log scale."""
    told: str
    """The metric people are told."""


DISASTERS: Final = (
    Disaster(series="spend", side=1, effect=0.45, told="spend"),
    Disaster(series="spend", side=-1, effect=1.0, told="spend"),
    Disaster(series="clicks per spend", side=-1, effect=0.5, told="clicks"),
    Disaster(series="conversions per click", side=-1, effect=0.4, told="conversions"),
    Disaster(series="conversions per spend", side=-1, effect=0.45, told="conversions"),
    Disaster(series="revenue per conversion", side=-1, effect=0.35, told="revenue"),
    Disaster(series="revenue per spend", side=-1, effect=0.5, told="revenue"),
    Disaster(series="conversions", side=-1, effect=0.9, told="conversions"),
    Disaster(series="revenue", side=-1, effect=0.9, told="revenue"),
)
SINGLE: Final = 3.5
"""Robust standard deviations that one day needs,"""
DOUBLE: Final = 2.2
"""and each of two days in a row."""
REST: Final = 2.5
"""Robust standard deviations that the channels beside the one in the worst trouble need by themselves, and no less than
the least change: a dip of the others on the day of one's trouble makes it none of all."""
WEIGHTY: Final = 0.03
"""Share of the account from which on a channel counts as one of its channels;"""
MOST: Final = 0.75
"""so many of them must move the same way."""
ALONG: Final = 0.6
"""Share of the account that must move the same way."""
STAY: Final = 0.55
"""Share of the least change above which a disaster goes on."""
LEAST_EVENTS: Final = 8.0
"""Expected events under which a day of the account says nothing."""
EXPLAINED: Final = 0.7
"""Most that holidays and sales explain, log scale: half of the spend gone is more than a holiday."""
OUTCOME: Final = "conversions"
FLOOR: Final = 0.06
MEMORY: Final = 56
YOUNG: Final = 14
"""Days of the shared part under which its spread is not believed."""
RECORD: Final = 1.3
"""Spend must also be this far above what eight weeks have seen, or it only returns."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What the channels did together in one series, each a column of days."""

    moved: Matrix
    """log(actual / expected) of the account; NaN where unknown."""
    rest: Matrix
    """The same without the one channel whose absence leaves least of it."""
    expected: Matrix
    along: Matrix
    """Share of the expected events in channels that moved the same way."""
    own: Matrix
    """log(actual / expected) of each channel by itself, days x channels."""


@dataclass(frozen=True, kw_only=True)
class DisasterCourse:
    """How one disaster goes, each a column of days."""

    run: Flags
    """Whether it goes on."""
    onset: Rows
    shared: Shared


def check_company(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    """The account leaves what its channels were expected to do, most of them together."""
    channels = panel.parts
    shape = (panel.days, 1)
    if channels is None or channels.channels < 2 or changes.parts is None or changes.parts.seen is None:
        return silent(shape, "revenue")
    found = [(one, track) for one in DISASTERS if (track := _follow(panel, changes.parts, one)) is not None]
    if not found:
        return silent(shape, "revenue")
    strength = np.stack([np.where(one.run, np.abs(np.nan_to_num(one.shared.moved)), 0.0) for _, one in found], axis=1)
    which = np.argmax(strength >= 0.6 * np.maximum(strength.max(axis=1, keepdims=True), 1e-9), axis=1)
    active = np.asarray(strength.max(axis=1) > 0)
    begun = np.stack([np.where(one.run, one.onset, panel.days) for _, one in found], axis=1).min(axis=1)
    onset = np.where(active, begun, -1)
    value = _of(which, [panel.metric(_told(one, changes)) for one, _ in found])
    moved, along, own = (
        _of(which, [getattr(one.shared, name) for _, one in found]) for name in ("moved", "along", "own")
    )
    side, least = (np.array([getattr(one, name) for one, _ in found])[which] for name in ("side", "effect"))
    with np.errstate(invalid="ignore"):
        met = (side * moved >= STAY * least) & (along >= ALONG)
    expected = value / np.exp(np.clip(moved, -6, 6))
    due = _due([one for one, _ in found], changes.parts, which)
    share = np.minimum(np.abs(np.expm1(np.clip(moved, -3, 1.5))), 2.0)
    spend = np.nan_to_num(panel.measure("spend"))
    return Track(
        metrics=tuple(_told(one, changes) for one, _ in found),
        which=which,
        active=active,
        met=met,
        onset=onset,
        value=value,
        expected=np.where(np.nan_to_num(value) > 0, expected, due),
        direction=side,
        stake=sum_since(np.nan_to_num(share) * spend, onset),
        rank=np.full(shape, SEVERITIES.index("critical")),
        extras={"shared": np.expm1(moved), "along": along, **_by_channel(channels, own)},
    )


def _by_channel(channels: HistoryPanel, own: Matrix) -> dict[str, Matrix]:
    """How each channel moved by itself."""
    names = [scope.channel for scope in channels.scopes[: channels.channels]]
    return {f"{PART}{name}": np.expm1(own[:, [at]]) for at, name in enumerate(names)}


def _of(which: Rows, each: list[Matrix]) -> Matrix:
    """Of matrices, one for each disaster, the rows of the one that tells each day."""
    return np.asarray(np.take_along_axis(np.stack(each, axis=1), which[:, None, :], axis=1)[:, 0])


def _told(one: Disaster, changes: Changes) -> str:
    return changes.outcome if one.told == "conversions" else one.told


def _due(found: list[Disaster], parts: Changes, which: Rows) -> Matrix:
    """Events that were due, for the days on which none came at all."""
    due = []
    for one in found:
        series, unit = parts.of(one.series), parts.unit_of(one.series)
        alone = np.zeros((parts.panel.days, parts.panel.channels)) if series is None else _alone(parts, one.series)
        scale = unit if isinstance(unit, float) else unit[: parts.panel.channels]
        due.append(np.nansum(alone * scale, axis=1, keepdims=True))
    return _of(which, due)


def _follow(panel: HistoryPanel, parts: Changes, one: Disaster) -> DisasterCourse | None:
    """When a disaster goes on; None where its series is not watched."""
    series = parts.of(one.series)
    if series is None:
        return None
    shared = _shared(parts, one.series, series)
    fresh = _shared(parts, one.series, series, since=one.side)
    with np.errstate(invalid="ignore"):
        least = one.effect + _explained(parts, one)
        far = (one.side * shared.moved >= least) & (one.side * fresh.moved >= least) & (fresh.along >= ALONG)
        rest = (one.side * shared.rest >= one.effect) & (one.side * shared.rest >= REST * _spread(shared.rest))
        far &= (shared.expected >= LEAST_EVENTS) & rest & (shared.along >= ALONG)
        surprise = one.side * shared.moved / _spread(shared.moved)
        enter = far & ((surprise >= SINGLE) | all_of_last(far & (surprise >= DOUBLE), 2))
        stay = one.side * shared.moved >= STAY * one.effect
    if one.series == "spend" and one.side > 0:
        enter &= _record(panel)
    run, onset = hold_runs(enter, stay, unknown=~np.isfinite(shared.moved))
    return DisasterCourse(run=run, onset=_earlier(onset, far), shared=shared)


def _explained(parts: Changes, one: Disaster) -> Matrix:
    """How much of a change is nobody's fault, log scale, as the account's other figures of the day say.

    Where all channels spend less together, people are away (a holiday), and those who stay buy about as much less
    again. Money that brings more conversions as well is a sale rather than a mistake; half of it, because returns
    diminish.
    """
    witness, sign, share = ("spend", -1, 1.0) if one.side < 0 else (OUTCOME, 1, 0.5)
    series = parts.of(witness)
    if series is None or one.series == witness:
        return np.zeros((parts.panel.days, 1))
    return share * np.clip(sign * np.nan_to_num(_shared(parts, witness, series).moved), 0.0, EXPLAINED)


def _earlier(onset: Rows, far: Flags) -> Rows:
    """A disaster that two days told began on the first of them."""
    before = np.roll(far, 1, axis=0)
    before[0] = False
    began = np.where(onset >= 0, np.take_along_axis(before, np.maximum(onset, 0), axis=0), False)
    return np.asarray(np.where(began, onset - 1, onset))


def _alone(parts: Changes, name: str) -> Matrix:
    """Expected events of every channel without what the others did on the day."""
    series, common = parts.of(name), parts.common(name)
    if series is None:
        return np.zeros((parts.panel.days, parts.panel.channels))
    return np.asarray(series.expected[:, : parts.panel.channels] / np.exp(common))


def _before(parts: Changes, came: Matrix, due: Matrix, side: int) -> Matrix:
    """How far a channel that was in trouble of its own the day before had gone that way already, log scale."""
    if parts.seen is None:
        return np.zeros(came.shape)
    gone = np.where(parts.seen.active[:, :, : came.shape[1]].any(axis=1), np.log((came + 0.5) / (due + 0.5)), 0.0)
    before = np.vstack([np.zeros((1, came.shape[1])), side * np.nan_to_num(gone)[:-1]])
    return np.asarray(side * np.maximum(before, 0.0))


def _shared(parts: Changes, name: str, series: JudgedSeries, since: int = 0) -> Shared:
    """What the channels did together; with `since`, of those in trouble only what the day added to that side."""
    leaders = parts.panel.channels
    came, due = parts.counted(name)[:, :leaders], _alone(parts, name)
    with np.errstate(divide="ignore", invalid="ignore"):
        due = due * np.exp(_before(parts, came, due, since)) if since else due
    known = np.isfinite(came) & np.isfinite(due)
    came, due = np.where(known, came, 0.0), np.where(known, due, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.log((came + 0.5) / (due + 0.5))
        whole = _apart(came.sum(axis=1), due.sum(axis=1))
        rest = _without_any(came, due)
        same = own * np.sign(whole) >= 0.4 * np.abs(whole)
        along = np.where(same, due, 0.0).sum(axis=1, keepdims=True) / due.sum(axis=1, keepdims=True)
        weighty = due >= WEIGHTY * due.sum(axis=1, keepdims=True)
        most = (same & weighty).sum(axis=1, keepdims=True) >= MOST * weighty.sum(axis=1, keepdims=True)
    return Shared(
        moved=whole,
        rest=rest,
        expected=due.sum(axis=1, keepdims=True),
        along=np.where(most, np.nan_to_num(along), 0.0),
        own=np.where(known & (due > 0), own, np.nan),
    )


def _apart(came: Matrix, due: Matrix) -> Matrix:
    """Log of actual over expected events, shape days x 1; NaN where nothing was expected."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(due > 0, np.log((came + 0.5) / (due + 0.5)), np.nan)[:, None]


def _without_any(came: Matrix, due: Matrix) -> Matrix:
    """Log of actual over expected events where the channel is left out without which it is nearest to none."""
    left = np.stack([_apart(*(each.sum(axis=1) - each[:, at] for each in (came, due))) for at in range(came.shape[1])])
    nearest = np.argmin(np.where(np.isfinite(left), np.abs(left), np.inf), axis=0)
    return np.asarray(np.take_along_axis(left, nearest[None], axis=0)[0])


def _spread(moved: Matrix) -> Matrix:
    """Robust spread of the shared part over eight weeks before each day; wide while it is young."""
    windows, known = days_before(np.abs(moved), MEMORY)
    middle, shoulder = 1.4826 * quantile_of(windows, known, 0.5), quantile_of(windows, known, 0.85) / 1.44
    young = 0.3 * np.clip((YOUNG - known) / YOUNG, 0, 1)
    return np.where(known > 0, np.maximum(np.maximum(middle, shoulder), FLOOR) + young, 0.5)


def _record(panel: HistoryPanel) -> Flags:
    """Days that spend clearly more than the ordinary high days of the eight weeks before."""
    spend = np.nan_to_num(panel.measure("spend"))
    return np.asarray(spend >= RECORD * np.nan_to_num(quantile_of(*days_before(spend, MEMORY), 0.9)))
