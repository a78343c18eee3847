"""A history of base measures as aligned arrays: days x scopes, where a scope is a channel or a campaign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ingest.errors import InvalidInput
from ingest.facts import LATE_MEASURES, MEASURES
from tools.alerts.rules.model import AlertScope, Rule, RuleContext
from tools.semantics.metrics import METRICS, Terms

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

ACTIVE_DAYS: Final = 45
LATE: Final = frozenset(LATE_MEASURES)
"""Measures that platforms still raise in the days after."""
JUDGED: Final = 0.7
"""A day of which less is in is not judged: grown so much, chance looks like trouble."""


def measures_of(metric: str) -> tuple[str, ...]:
    """The measures that a metric is made of; what is no metric is a measure itself."""
    return METRICS[metric].parts if metric in METRICS else (metric,)


@dataclass(frozen=True, kw_only=True)
class HistoryPanel:
    """All scopes of one history up to one day. The first `channels` scopes are channels, the rest campaigns."""

    first_day: date
    days: int
    scopes: tuple[AlertScope, ...]
    channels: int
    parent: NDArray[np.int64]
    """For each scope the position of its channel."""
    measures: Mapping[str, Matrix]
    """Sums by day and scope; NaN where nothing was reported. A measure the history lacks is not here."""
    present: Flags
    """Whether any row came for the day and scope."""
    provisional: NDArray[np.int64]
    """For each scope how many of the last days may still be restated."""
    parts: "HistoryPanel | None" = None
    """Of the account as a whole: the panel of its channels and campaigns."""

    @cached_property
    def whole(self) -> "HistoryPanel":
        """The account as one scope: the channels of each day added up, on the same days."""
        inside = np.arange(len(self.scopes)) < self.channels
        return HistoryPanel(
            first_day=self.first_day,
            days=self.days,
            scopes=(AlertScope(),),
            channels=1,
            parent=np.zeros(1, np.int64),
            measures={name: _together(values[:, inside]) for name, values in self.measures.items()},
            present=np.asarray(self.present[:, inside].any(axis=1, keepdims=True)),
            provisional=np.array([max(self.provisional[inside], default=0)], np.int64),
            parts=self,
        )

    @property
    def last_day(self) -> date:
        """The day of the last row: the evaluation's own day."""
        return self.day(self.days - 1)

    @property
    def lone(self) -> Flags:
        """Campaigns that are their channel's only one: they say nothing the channel does not."""
        siblings = np.bincount(self.parent[self.channels :], minlength=self.channels)
        return np.asarray(np.r_[np.zeros(self.channels, bool), siblings[self.parent[self.channels :]] <= 1])

    def concerned(self, rule: Rule) -> Flags:
        """Scopes that a rule is about; a channel's only campaign speaks through its channel unless asked for."""
        applies = np.array([rule.applies_to(scope) for scope in self.scopes], dtype=bool)
        named = rule.level == "campaign" or rule.campaign is not None
        return applies if named else np.asarray(applies & ~self.lone)

    def day(self, row: int) -> date:
        """The calendar day of a row."""
        return self.first_day + timedelta(days=int(row))

    def row(self, day: date) -> int:
        """The row of a calendar day; it may lie outside."""
        return (day - self.first_day).days

    def measure(self, name: str, window: int = 1) -> Matrix:
        """A base measure summed over the trailing `window` days; NaN where no day of them reported it."""
        if name not in self.measures:
            return np.full((self.days, len(self.scopes)), np.nan)
        values = self.measures[name]
        return values if window == 1 else rolling_sum(values, window)

    def metric(self, name: str, window: int = 1) -> Matrix:
        """Any metric over the trailing window, divided last; NaN where its denominator is 0 or a part is missing."""
        if name not in METRICS:
            return self.measure(name, window)
        top, bottom = (self.terms(terms, window) for terms in (METRICS[name].numerator, METRICS[name].denominator))
        if bottom is None or top is None:
            return self.measure(name, window) if top is None else top
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(bottom > 0, METRICS[name].per * top / bottom, np.nan)

    def terms(self, terms: Terms, window: int) -> Matrix | None:
        """Measures added with their signs, None for no terms."""
        parts = [sign * self.measure(measure, window) for measure, sign in terms]
        return np.asarray(sum(parts[1:], parts[0])) if parts else None

    @cached_property
    def unripe(self) -> Flags:
        """Days x scopes whose late measures are still provisional."""
        ages = self.days - 1 - np.arange(self.days)
        return np.asarray(ages[:, None] < self.provisional[None, :])


def _together(values: Matrix) -> Matrix:
    """Columns added up; NaN adds nothing, only NaN gives NaN."""
    known = np.isfinite(values).any(axis=1, keepdims=True)
    return np.where(known, np.nansum(values, axis=1, keepdims=True), np.nan)


def rolling_sum(values: Matrix, window: int) -> Matrix:
    """Trailing sums along the first axis; NaN adds nothing, only NaN gives NaN."""
    filled, known = np.nan_to_num(values), np.isfinite(values).astype(float)
    sums, counts = (_trailing(part, window) for part in (filled, known))
    return np.where(counts > 0, sums, np.nan)


def _trailing(values: Matrix, window: int) -> Matrix:
    total = np.cumsum(values, axis=0)
    total[window:] = total[window:] - total[:-window].copy() if len(total) > window else total[window:]
    return total


def build_panel(
    history: pd.DataFrame,
    last_day: date,
    *,
    most_days: int,
    context: RuleContext | None = None,
    active_days: int = ACTIVE_DAYS,
) -> HistoryPanel:
    """Align a history up to and including `last_day`; later rows are not looked at.

    Args:
        history: day, channel, campaign and base measures; columns may be missing, cells may be NaN, rows may repeat a
            day and campaign (they are added).
        last_day: the last complete day.
        most_days: how far back to look.
        active_days: a campaign without rows in so many last days is only part of its channel.
        context: which last days are provisional, or what share of their conversions is known already.

    Raises:
        InvalidInput: there is no `day` column.
    """
    if "day" not in history.columns:
        raise InvalidInput("alerts-history-without-day", received=", ".join(map(str, history.columns)) or "-")
    frame = _recent(history, last_day, most_days)
    if frame.empty:
        return _assemble(frame, last_day, last_day, context or RuleContext(), active_days)
    first = max(frame["day"].min().date(), last_day - timedelta(days=most_days - 1))
    return _assemble(frame, first, last_day, context or RuleContext(), active_days)


def _recent(history: pd.DataFrame, last_day: date, most_days: int) -> pd.DataFrame:
    frame = history.copy(deep=False)
    frame["day"] = pd.to_datetime(frame["day"]).dt.tz_localize(None).dt.normalize()
    edge = pd.Timestamp(last_day)
    frame = frame[(frame["day"] <= edge) & (frame["day"] > edge - pd.Timedelta(days=most_days))]
    for column in ("channel", "campaign"):
        frame[column] = (
            frame[column].astype("object").where(frame[column].notna(), "").astype(str) if column in frame else ""
        )
    return frame


def _assemble(frame: pd.DataFrame, first: date, last_day: date, context: RuleContext, active_days: int) -> HistoryPanel:
    days = (last_day - first).days + 1
    channel_code, channel_names = pd.factorize(frame["channel"], sort=True)
    pairs = pd.MultiIndex.from_arrays([frame["channel"], frame["campaign"]])
    pair_code, pair_names = pd.factorize(pairs, sort=True)
    rows = np.asarray((frame["day"] - pd.Timestamp(first)).dt.days if len(frame) else [], dtype=np.int64)
    named = np.array([bool(campaign) for _, campaign in pair_names], dtype=bool)
    last_seen = np.full(len(named), -1)
    np.maximum.at(last_seen, pair_code, rows)
    named &= last_seen >= days - active_days
    place = np.where(named, np.cumsum(named) - 1 + len(channel_names), -1) if len(named) else np.zeros(0, int)
    scopes = [AlertScope(channel=str(name)) for name in channel_names]
    scopes += [
        AlertScope(channel=str(pair[0]), campaign=str(pair[1]))
        for pair, keep in zip(pair_names, named, strict=True)
        if keep
    ]
    own = place[pair_code] if len(frame) else np.zeros(0, int)
    columns = [channel_code.astype(np.int64), own.astype(np.int64)]
    position = {name: index for index, name in enumerate(channel_names)}
    measures = _sum_measures(frame, rows, columns, (days, len(scopes)))
    _grow_up(measures, scopes, context.maturity)
    return HistoryPanel(
        first_day=first,
        days=days,
        scopes=tuple(scopes),
        channels=len(channel_names),
        parent=np.array([position[scope.channel] for scope in scopes], dtype=np.int64),
        measures=measures,
        present=np.any([np.isfinite(values) for values in measures.values()], axis=0)
        if measures
        else np.zeros((days, len(scopes)), bool),
        provisional=np.array([_provisional(scope.channel or "", context) for scope in scopes], dtype=np.int64),
    )


def _provisional(channel: str, context: RuleContext) -> int:
    """Days to wait for: where it is measured how many conversions are still to come, those that are hardly in."""
    if channel in context.maturity:
        return sum(share < JUDGED for share in context.maturity[channel])
    return context.restatement_days.get(channel, 0)


def _grow_up(
    measures: dict[str, Matrix], scopes: Sequence[AlertScope], maturity: Mapping[str, Sequence[float]]
) -> None:
    """Late measures of young days as they will be once all have arrived, where the share known by age is measured."""
    for index, scope in enumerate(scopes):
        for age, share in enumerate(maturity.get(scope.channel or "", ())):
            for name in LATE & set(measures):
                if age < len(measures[name]) and 0 < share < 1:
                    measures[name][-1 - age, index] /= share


def _sum_measures(
    frame: pd.DataFrame, rows: NDArray[np.int64], columns: Sequence[NDArray[np.int64]], shape: tuple[int, int]
) -> dict[str, Matrix]:
    series = {name: pd.to_numeric(frame[name], errors="coerce").to_numpy(float) for name in MEASURES if name in frame}
    if "engagement_score" in series:
        score = series.pop("engagement_score")
        weight = series.get("impressions", np.ones(len(score)))
        series["score_sum"], series["score_weight"] = score * weight, np.where(np.isfinite(score), weight, np.nan)
    return {name: _spread_out(values, rows, columns, shape) for name, values in series.items()}


def _spread_out(
    values: Matrix, rows: NDArray[np.int64], columns: Sequence[NDArray[np.int64]], shape: tuple[int, int]
) -> Matrix:
    """Long rows into a days x scopes matrix of sums; NaN where no row had a value."""
    total, known = np.zeros(shape), np.zeros(shape)
    for column in columns:
        use = np.isfinite(values) & (column >= 0)
        np.add.at(total, (rows[use], column[use]), values[use])
        np.add.at(known, (rows[use], column[use]), 1.0)
    return np.where(known > 0, total, np.nan)
