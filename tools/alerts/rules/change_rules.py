"""Rules against an expectation: unexpected change, slow drift, tired creatives."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final

import numpy as np

from tools.alerts.detector import Block, Watch, watch
from tools.alerts.rules.drift import DRIFT_DAYS, DRIFT_GAP, SLIDE_EFFECT, Ratios, find_drift, returned
from tools.alerts.rules.model import Rule, RuleContext
from tools.alerts.rules.panel import Flags, HistoryPanel, Matrix
from tools.alerts.rules.track import Rows, Track, silent, sum_since
from tools.alerts.sensitivity import Sensitivity

USUAL_DAYS: Final = 28
LEAST_TOLD: Final = 0.11
"""Distance on the log scale, in the trouble's direction, that a day's figure must have to tell it."""


@dataclass(frozen=True, kw_only=True)
class WatchedRatio:
    """A series worth watching: events counted per exposure."""

    name: str
    metric: str
    """The metric people know it by."""
    events: str
    per: str = ""
    """Exposure; empty for a volume."""
    inverse: bool = False
    """Whether the metric is exposure per event (a cost), so that more events mean a lower metric."""
    min_events: float = 8.0
    """Expected events a day under which a day says nothing."""


WATCHED: Final = (
    WatchedRatio(name="spend", metric="spend", events="spend"),
    WatchedRatio(name="clicks", metric="clicks", events="clicks", min_events=30),
    WatchedRatio(name="clicks per impression", metric="ctr", events="clicks", per="impressions", min_events=30),
    WatchedRatio(name="clicks per spend", metric="cpc", events="clicks", per="spend", inverse=True, min_events=30),
    WatchedRatio(name="conversions per click", metric="cvr", events="conversions", per="clicks"),
    WatchedRatio(name="conversions per spend", metric="cpa", events="conversions", per="spend", inverse=True),
    WatchedRatio(name="conversions", metric="conversions", events="conversions"),
    WatchedRatio(name="revenue per conversion", metric="aov", events="revenue", per="conversions"),
    WatchedRatio(name="revenue per spend", metric="roas", events="revenue", per="spend"),
    WatchedRatio(name="revenue", metric="revenue", events="revenue"),
)
"""In the order in which one causes the next: the earliest that explains a trouble tells it."""


@dataclass(frozen=True, kw_only=True)
class JudgedSeries:
    """One watched series after the detector; matrices are days x scopes."""

    expected: Matrix
    spread: Matrix
    surprise: Matrix
    effect: Matrix
    active: Flags
    direction: Matrix
    onset: Rows
    tail: Matrix


class Changes:
    """The detector's view of a panel, made once and read by several rules."""

    def __init__(
        self, panel: HistoryPanel, sensitivity: Sensitivity | None = None, parts: "Changes | None" = None
    ) -> None:
        self.panel = panel
        self.parts = parts
        self.outcome = "conversions" if _reported(panel, "conversions") else "leads"
        self.watched = tuple(
            item for item in WATCHED if all(_reported(panel, self._name(n)) for n in (item.events, item.per) if n)
        )
        blocks = [self._pair(item) for item in self.watched]
        self.events = np.stack([events for events, _ in blocks], axis=1) if blocks else np.zeros((panel.days, 0, 0))
        self.exposure = np.stack([per for _, per in blocks], axis=1) if blocks else self.events
        self.sensitivity = sensitivity

    @cached_property
    def whole(self) -> "Changes":
        """The same view of the account as one scope; its `parts` are this one."""
        return Changes(self.panel.whole, self.sensitivity, parts=self)

    @cached_property
    def seen(self) -> Watch | None:
        """The detector's findings, None when there is nothing to watch."""
        if not self.watched or not self.panel.scopes:
            return None
        return watch(
            self.events,
            self.exposure,
            first_weekday=self.panel.first_day.weekday(),
            leaders=self.panel.channels,
            sensitivity=self.sensitivity,
        )

    @cached_property
    def drift(self) -> tuple[Flags, Rows, Block]:
        """What slides away slowly, see `find_drift`."""
        if self.seen is None:
            raise ValueError("nothing to watch")
        ratios = np.array([bool(item.per) for item in self.watched])
        least = np.array([item.min_events for item in self.watched])
        series = Ratios(
            events=self.events,
            exposure=self.exposure,
            seen=self.seen,
            leaders=self.panel.channels,
            parent=self.panel.parent,
        )
        return find_drift(series, ratios=ratios, least=least)

    def of(self, name: str) -> JudgedSeries | None:
        """One series by its name, None when the history lacks its parts."""
        for index, item in enumerate(self.watched):
            if item.name == name and self.seen is not None:
                return self.at(index)
        return None

    def counted(self, name: str) -> Matrix:
        """Events of one series as the detector got them, days x scopes; NaN where they can't be judged."""
        index = self._index(name)
        return np.asarray(np.where(self.exposure[:, index] > 0, self.events[:, index], np.nan))

    def common(self, name: str) -> Matrix:
        """What the channels did together in one series, log scale, days x 1."""
        return np.zeros((self.panel.days, 1)) if self.seen is None else self.seen.common[:, self._index(name)]

    def unit_of(self, name: str) -> float | Matrix:
        """What one event of a series is in the measure's own unit."""
        return self.unit(self.watched[self._index(name)].events)

    def _index(self, name: str) -> int:
        return next(index for index, item in enumerate(self.watched) if item.name == name)

    def at(self, index: int) -> JudgedSeries:
        """One series by its position in `watched`."""
        if self.seen is None:
            raise IndexError(index)
        return JudgedSeries(**{one.name: getattr(self.seen, one.name)[:, index] for one in fields(JudgedSeries)})

    def _name(self, measure: str) -> str:
        return self.outcome if measure == "conversions" else measure

    def _pair(self, item: WatchedRatio) -> tuple[Matrix, Matrix]:
        events = self.panel.measure(self._name(item.events)) / self.unit(item.events)
        if item.events in ("conversions", "revenue"):
            events = np.where(self.panel.unripe, np.nan, events)
        if not item.per:
            return events, np.ones(events.shape)
        return events, np.nan_to_num(self.panel.measure(self._name(item.per)))

    def unit(self, measure: str) -> float | Matrix:
        """Money that counts as one event: small for spend, which is no counting; two orders of revenue."""
        if measure == "spend":
            usual = np.nanmedian(
                np.where(self.panel.present, np.nan_to_num(self.panel.measure("spend")), np.nan), axis=0
            )
            return np.asarray(np.maximum(np.nan_to_num(usual, nan=1.0), 1e-9) / 1e4)
        if measure != "revenue" or not _reported(self.panel, self.outcome):
            return 1.0 if measure != "revenue" else 1e-3
        orders = np.nansum(self.panel.measure(self.outcome), axis=0)
        revenue = np.nansum(self.panel.measure("revenue"), axis=0)
        return np.asarray(np.where((orders > 0) & (revenue > 0), 1.5 * revenue / np.maximum(orders, 1.0), 1.0))


def _reported(panel: HistoryPanel, measure: str) -> bool:
    return measure in panel.measures and bool((np.nan_to_num(panel.measures[measure]) > 0).any())


def check_change(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    """Leaves the weekday-aware expectation, suddenly or by slow drift; the earliest cause in the funnel tells it."""
    shape = (panel.days, len(panel.scopes))
    if changes.seen is None:
        return silent(shape, "spend")
    seen = changes.seen
    applies = panel.concerned(rule)
    minimum = np.array([item.min_events for item in changes.watched])[None, :, None]
    with np.errstate(invalid="ignore"):
        loud = seen.active & (np.maximum(seen.expected, np.nan_to_num(changes.events)) >= minimum) & applies
        loud &= ~returned(changes.events, changes.exposure, seen)
    drifting, drift_onset, drift = changes.drift
    drifting = drifting & applies
    active = np.asarray((loud | drifting).any(axis=1))
    which = _cause(loud, drifting, np.nan_to_num(seen.surprise))
    onset = np.where(loud, seen.onset, np.where(drifting, drift_onset, np.iinfo(np.int64).max)).min(axis=1)
    onset = np.where(active, onset, -1)
    size = np.where(loud, seen.effect, drift)
    with np.errstate(invalid="ignore"):
        told = np.where(loud, seen.effect * seen.direction >= LEAST_TOLD, drifting & (drift <= -SLIDE_EFFECT))
    slow = _pick((drifting & ~loud).astype(float), which).astype(bool)
    track = _tell(panel, changes, which, active, onset, (np.nan_to_num(_pick(size, which)), slow))
    return replace(track, met=_pick(told, which).astype(bool))


def _cause(loud: Flags, drifting: Flags, surprise: Block) -> Rows:
    """The first series of the funnel nearly as surprising as the most surprising one."""
    strength = np.where(loud, np.maximum(np.abs(surprise), 3.0), np.where(drifting, 2.5, 0.0))
    return np.asarray(np.argmax(strength >= 0.6 * np.maximum(strength.max(axis=1, keepdims=True), 1e-9), axis=1))


def _pick(block: Block, which: Rows) -> Matrix:
    return np.asarray(np.take_along_axis(block, which[:, None, :], axis=1)[:, 0])


def _tell(
    panel: HistoryPanel, changes: Changes, which: Rows, active: Flags, onset: Rows, moved: tuple[Matrix, Flags]
) -> Track:
    """A sudden change by the figure of its day, a slow one by that of the days it is judged by."""
    size, slow = moved
    inverse = np.array([item.inverse for item in changes.watched])[which]
    metrics = tuple("conversions" if item.metric == "conversions" else item.metric for item in changes.watched)
    daily, weekly = (
        _pick(np.stack([panel.metric(_known_as(item, changes), days) for item in changes.watched], axis=1), which)
        for days in (1, DRIFT_DAYS)
    )
    value = np.where(slow, weekly, daily)
    direction = np.sign(size) * np.where(inverse, -1, 1)
    expected = value / np.exp(np.clip(size * np.where(inverse, -1, 1), -6, 6))
    whole = np.stack(
        [changes.at(i).expected * changes.unit(item.events) for i, item in enumerate(changes.watched)], axis=1
    )
    volume = np.array([not item.per for item in changes.watched])[which]
    with np.errstate(divide="ignore", invalid="ignore"):
        due = _pick(whole / np.where(changes.exposure > 0, changes.exposure, np.nan), which)
    expected = np.where(volume, _pick(whole, which), np.where(value == 0, due, expected))
    usual = np.nan_to_num(panel.measure("spend", USUAL_DAYS)) / USUAL_DAYS
    spend = np.maximum(np.nan_to_num(panel.measure("spend")), usual)  # of spend that is gone the missing part counts
    share = np.minimum(np.abs(np.expm1(np.clip(size, -3, 1.5))), 2.0)
    return Track(
        metrics=metrics,
        which=which,
        active=active,
        value=value,
        expected=expected,
        direction=direction,
        onset=onset,
        stake=sum_since(share * np.maximum(spend, 0.0), onset),
        extras={"window": np.where(slow, float(DRIFT_DAYS), np.nan)},
    )


def _known_as(item: WatchedRatio, changes: Changes) -> str:
    if changes.outcome == "leads":
        return {"cvr": "lead_rate", "cpa": "cpl", "conversions": "leads"}.get(item.metric, item.metric)
    return item.metric


def check_fatigue(panel: HistoryPanel, rule: Rule, context: RuleContext, changes: Changes) -> Track:
    """A campaign whose click rate wears off over weeks while it is shown as much as before."""
    shape = (panel.days, len(panel.scopes))
    index = next((i for i, item in enumerate(changes.watched) if item.metric == "ctr"), None)
    if index is None or changes.seen is None:
        return silent(shape, "ctr")
    drifting, onset, moved = changes.drift
    shown = panel.measure("impressions", DRIFT_DAYS)
    before = np.roll(shown, DRIFT_GAP, axis=0)
    with np.errstate(invalid="ignore"):
        as_much = shown >= 0.8 * before
    applies = panel.concerned(rule)
    active = drifting[:, index] & (moved[:, index] < 0) & as_much & applies
    value = panel.metric("ctr", DRIFT_DAYS)
    began = np.where(active, onset[:, index], -1)
    spend = np.nan_to_num(panel.measure("spend"))
    return Track(
        metrics=("ctr",),
        active=active,
        onset=began,
        value=value,
        expected=value / np.exp(moved[:, index]),
        direction=-1.0,
        stake=sum_since(spend * -np.expm1(np.minimum(moved[:, index], 0.0)), began),
        extras={"window": np.full(shape, float(DRIFT_DAYS))},
    )
