"""Efficiency that slides away too slowly for any single day: the last week as a ramp, against the five weeks before.

Three things make such a slide hard to see, and each is taken out. A channel's ratio moves when money moves between its
campaigns: a channel is judged by its campaigns' own changes, each weighted by how surely it is known (the inverse
variance). Weekdays differ: how much is estimated as in a one-way analysis of variance and shrunk where they do not.
Holidays and seasons move everybody: what the other channels did is taken out as far as it is more than their noise
(James and Stein). What is left of the last seven days is weighted by a ramp, which is the matched filter of a slide
that began a week ago.

How far such a sum swings by itself is that of the series: days that resemble the day before widen it (Johnson and
Bagshaw 1974), and how much they do so is what eight weeks show, corrected for what so few understate (Marriott and Pope
1954) and pulled towards what the other places of the metric show (Efron and Morris 1975). A spread that is estimated is
itself unsure, the more so with heavy tails: sizes are Student's with as many degrees of freedom as the kurtosis leaves
(Box 1953), said on the normal scale (Wallace 1959).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.alerts.rules.panel import Flags, Matrix
from tools.alerts.rules.track import Rows, days_before, quantile_of

RAMP_DAYS: Final = 7
GAP: Final = 14
"""Days before a row that are not part of what is usual: the slide may be in them."""
REFERENCE: Final = 35
LEAST_DAYS: Final = 21
LEAST_EVENTS: Final = 2.0
"""Mean events a day under which a campaign says nothing about its channel."""
CAP: Final = 3.0
"""Most that one day may say, in standard deviations."""
QUIETEST: Final = 0.03
"""Smallest spread of a day that is believed, relative."""
HOLIDAY: Final = 3.0
"""Standard deviations from which on a day of the other channels is taken out of the day itself."""
RECENT: Final = 4
"""Days whose mean says how far it has slid."""
STEADIEST: Final = 0.8
"""Highest resemblance of a day to the day before that is believed."""
_WEEK: Final = 7
_RAMP: Final = np.arange(RAMP_DAYS, 0, -1.0)

Lagged = NDArray[np.float64]
"""Days back x days x scopes, newest first."""


@dataclass(frozen=True, kw_only=True)
class Strata:
    """One ratio in parts that do not overlap: the campaigns, and what each channel has beside them."""

    rate: Matrix
    """Log events per exposure, days x parts; NaN where unknown."""
    events: Matrix
    owner: Rows
    """For each part the position of its channel."""

    @classmethod
    def of(cls, events: Matrix, exposure: Matrix, parent: Rows, usable: Flags, channels: int) -> "Strata":
        """Parts of one ratio; every argument days x scopes, the channels first, `parent` by scope."""
        counted, per = np.nan_to_num(events), np.nan_to_num(exposure)
        inside = np.zeros((len(parent) - channels, channels))
        inside[np.arange(len(inside)), parent[channels:]] = 1.0
        rest = [np.maximum(each[:, :channels] - each[:, channels:] @ inside, 0.0) for each in (counted, per)]
        owner = np.concatenate([parent[channels:], np.arange(channels)])
        came = np.concatenate([counted[:, channels:], rest[0]], axis=1)
        shown = np.concatenate([per[:, channels:], rest[1]], axis=1)
        known = np.concatenate([usable[:, channels:], usable[:, :channels]], axis=1) & usable[:, owner] & (shown > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = np.where(known, np.log((came + 0.5) / shown), np.nan)
        return cls(rate=rate, events=np.where(known, came, np.nan), owner=owner)


def slide(strata: Strata, parent: Rows, channels: int) -> tuple[Matrix, Matrix]:
    """How far each scope has slid and how surely.

    Args:
        strata: of one ratio.
        parent: for each scope the position of its channel.
        channels: how many of the first scopes are channels.

    Returns:
        The mean change of the last days on the log scale, and the ramp's size in standard deviations; days x scopes,
        0 where unknown.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = _Parts.of(strata, channels)
        usual = _Usual.of(parts)
        days = parts.changes(range(RAMP_DAYS)) - usual.weekday
        shared, unsure = _others(days, usual.variance, parent, channels)
        holiday = np.where(shared**2 > HOLIDAY**2 * unsure, 1.0, 0.0)
        days = days - holiday * np.nan_to_num(shared)
        variances = usual.variance + holiday * np.where(np.isfinite(unsure), unsure, 0.0)
        scaled = np.clip(np.nan_to_num(days / np.sqrt(variances)), -CAP, CAP)
        share = _swing(usual) / _RAMP.sum()
        moved = (_RAMP[:, None, None] * scaled).sum(axis=0) / _RAMP.sum() * np.sqrt(usual.variance)
        variance = share**2 * usual.variance
        shared, unsure = _others(np.where(usual.known, moved, np.nan), variance, parent, channels)
        seasonal = np.nan_to_num(np.maximum(1.0 - unsure / np.maximum(shared**2, 1e-12), 0.0))
        season = seasonal * np.nan_to_num(shared)
        size = (moved - season) / np.sqrt(variance + seasonal**2 * np.where(np.isfinite(unsure), unsure, 0.0))
        size = _normal(size, usual.freedom)
        recent = np.nan_to_num(days[:RECENT]).sum(axis=0) / RECENT - season
    return np.where(usual.known, recent, 0.0), np.where(usual.known, np.nan_to_num(size), 0.0)


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What the weeks before say of each part of a ratio; matrices are days x parts."""

    strata: Strata
    middle: Matrix
    """Median log rate."""
    noise: Matrix
    weight: Matrix
    """What a part says about its channel."""
    channels: int

    @classmethod
    def of(cls, strata: Strata, channels: int) -> "_Parts":
        """Looks at the reference weeks of every row."""
        windows, known = days_before(_back(strata.rate, GAP - 1), REFERENCE)
        middle = np.where(known >= LEAST_DAYS - _WEEK, quantile_of(windows, known, 0.5), np.nan)
        away = np.sort(np.abs(windows - middle[:, :, None]), axis=2)
        spread = np.maximum(1.4826 * quantile_of(away, known, 0.5), quantile_of(away, known, 0.85) / 1.44)
        noise = np.maximum(spread, QUIETEST)
        counted, days = days_before(_back(strata.events, GAP - 1), REFERENCE)
        enough = np.nansum(counted, axis=2) >= LEAST_EVENTS * days
        weight = np.where(enough, 1.0 / noise**2, 0.0)
        return cls(strata=strata, middle=middle, noise=noise, weight=weight, channels=channels)

    def changes(self, lags: range) -> Lagged:
        """For each number of days back the change of every scope against what is usual on the row."""
        padded = np.vstack([np.full((lags[-1], self.middle.shape[1]), np.nan), self.strata.rate])
        then = np.stack([padded[lags[-1] - lag : len(padded) - lag] for lag in lags])
        away = np.clip(then - self.middle, -CAP * self.noise, CAP * self.noise)
        return np.concatenate([self._pooled(away), away[..., : -self.channels or None]], axis=-1)

    def _pooled(self, away: Lagged) -> Lagged:
        """The parts' changes as their channel's."""
        known = np.isfinite(away)
        weight = np.where(known, self.weight, 0.0)
        inside = (self.strata.owner[:, None] == np.arange(self.channels)).astype(float)
        total, sure = (weight * np.where(known, away, 0.0)) @ inside, weight @ inside
        return np.where(sure > 0, total / sure, np.nan)


@dataclass(frozen=True, kw_only=True)
class _Usual:
    """How much each scope usually changes; matrices are days x scopes."""

    weekday: Matrix
    """Ordinary change by days back modulo seven; 7 x days x scopes."""
    variance: Matrix
    """Of one day."""
    count: Matrix
    rho: Matrix
    """How much a day resembles the day before."""
    freedom: Matrix
    """Degrees of freedom that the variance has."""
    known: Flags

    @classmethod
    def of(cls, parts: _Parts) -> "_Usual":
        """Analysis of variance of the reference weeks; weekdays that differ by chance are pulled together."""
        changes = parts.changes(range(GAP, GAP + REFERENCE))
        known = np.isfinite(changes)
        moved = np.where(known, changes, 0.0)
        number, total, squares = (_by_weekday(one) for one in (known.astype(float), moved, moved**2))
        each = total / np.maximum(number, 1.0)
        count, typical = number.sum(axis=0), np.maximum(number.mean(axis=0), 1.0)
        within = (squares - number * each**2).sum(axis=0) / np.maximum(count - _WEEK, 1.0)
        variance = np.maximum(within, QUIETEST**2)
        mean = each.mean(axis=0)
        between = np.maximum(each.var(axis=0, ddof=1) - variance / typical, 0.0)
        weekday = mean + between / (between + variance / typical) * (each - mean)
        rest = changes - np.tile(weekday, (REFERENCE // _WEEK, 1, 1))
        return cls(
            weekday=weekday,
            variance=variance,
            count=count,
            rho=_resemblance(rest),
            freedom=_freedom(rest / np.sqrt(variance), count),
            known=count >= LEAST_DAYS,
        )


def _by_weekday(lags: Lagged) -> Lagged:
    """Sums over the weeks of the reference, by days back modulo seven: it begins with a whole number of weeks."""
    return np.asarray(lags.reshape(-1, _WEEK, *lags.shape[1:]).sum(axis=0))


def _resemblance(rest: Lagged) -> Matrix:
    """Correlation of each day with the one before, of every scope."""
    both = np.isfinite(rest[1:]) & np.isfinite(rest[:-1])
    pairs = np.where(both, rest[1:] * rest[:-1], 0.0).sum(axis=0)
    power = np.where(both, (rest[1:] ** 2 + rest[:-1] ** 2) / 2, 0.0).sum(axis=0)
    count = np.maximum(both.sum(axis=0), 1)
    raw = np.where(power > 0, pairs / np.maximum(power, 1e-12), 0.0)
    own = raw + (1 + 3 * raw) / count
    known = count >= LEAST_DAYS - _WEEK
    number = np.maximum(known.sum(axis=1, keepdims=True), 1)
    together = np.where(known, own, 0.0).sum(axis=1, keepdims=True) / number
    differ = np.where(known, (own - together) ** 2, 0.0).sum(axis=1, keepdims=True) / number
    trust = np.maximum(1.0 - (1.0 - together**2) / count / np.maximum(differ, 1e-12), 0.0)
    return np.asarray(np.clip(together + trust * (own - together), 0.0, STEADIEST))


def _freedom(scaled: Lagged, count: Matrix) -> Matrix:
    """Degrees of freedom of a variance: those of its days, fewer as the metric's tails are heavier."""
    known = np.isfinite(scaled)
    power = np.where(known, scaled, 0.0) ** 2
    fourth = (power**2).sum(axis=(0, 2)) * known.sum(axis=(0, 2))
    kurtosis = np.maximum(fourth / np.maximum(power.sum(axis=(0, 2)) ** 2, 1e-12), 3.0)
    return np.asarray(np.maximum(2.0 * (count - _WEEK) / (kurtosis[:, None] - 1.0), 4.0))


def _swing(usual: _Usual) -> Matrix:
    """Standard deviation of a ramp over days that resemble one another, against what is usual, in those of one day."""
    ramp = (_RAMP**2).sum() + sum(
        2.0 * float((_RAMP[lag:] * _RAMP[:-lag]).sum()) * usual.rho**lag for lag in range(1, RAMP_DAYS)
    )
    mean = _RAMP.sum() ** 2 / np.maximum(usual.count, LEAST_DAYS) * (1 + usual.rho) / (1 - usual.rho)
    return np.asarray(np.sqrt(ramp + mean))


def _normal(size: Matrix, freedom: Matrix) -> Matrix:
    """A size in estimated standard deviations as one in known ones that is as rare."""
    far = np.sqrt(freedom * np.log1p(size**2 / freedom)) * (8 * freedom + 1) / (8 * freedom + 3)
    return np.asarray(np.sign(size) * far)


def _others(change: Lagged, variance: Matrix, parent: Rows, channels: int) -> tuple[Lagged, Lagged]:
    """What the channels beside each scope's own did together, and its variance; NaN with fewer than two of them."""
    leading, unsure = change[..., :channels], variance[:, :channels]
    known = np.isfinite(leading)
    weight = np.where(known, 1.0 / unsure, 0.0)
    limit = 2.5 * np.sqrt(unsure)
    said = weight * np.nan_to_num(np.clip(leading, -limit, limit))
    sure = weight.sum(axis=-1, keepdims=True) - weight
    others = known.sum(axis=-1, keepdims=True) - known >= 2
    shared = np.where(others, (said.sum(axis=-1, keepdims=True) - said) / sure, np.nan)
    return shared[..., parent], np.where(others, 1.0 / sure, np.nan)[..., parent]


def _back(values: Matrix, days: int) -> Matrix:
    """Rows as they were so many days before; unknown at the beginning."""
    moved = np.full_like(values, np.nan)
    moved[days:] = values[: max(len(values) - days, 0)]
    return moved
