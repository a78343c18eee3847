"""What a series was expected to be, and when it left that: weekday-aware, robust, causal, thousands of series at once.

Every series is *events* (conversions, clicks, roubles) over an *exposure* (clicks, spend, or 1), one row a day, in a
block days x metrics x scopes. Level, slope and weekday profile are followed on the log scale by gains that start large
and shrink (a Kalman filter's way of meeting a newcomer); innovations are winsorised, so that an incident does not teach
the expectation. A day's surprise is measured on the variance-stabilising scale of the negative binomial,
`2/sqrt(phi) * asinh(sqrt(phi * (n + 3/8)))` (Anscombe 1948): it holds for 3 conversions and for 3 million impressions
alike. Surprises are added up by a two-sided CUSUM (Page 1954). Row t uses rows before t only, so one pass is a backtest
of all days.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.alerts.noise import inertia_of, tail_of
from tools.alerts.sensitivity import Sensitivity

Block = NDArray[np.float64]
Flags = NDArray[np.bool_]

WEEK: Final = 7
MEMORY: Final = 56
"""Days whose surprises set the spread."""
WARM_UP: Final = 21
"""Observed days before a series may be called unexpected."""
_SPREAD_EVERY: Final = 3
_BEGINS: Final = 2.2
"""Surprise of the first day that belongs to an incident; smaller ones before it were chance."""


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What the detector saw; all blocks are days x metrics x scopes."""

    expected: Block
    """Expected events of the day, given its exposure; NaN while unknown."""
    surprise: Block
    """Signed distance in robust standard deviations; NaN without observation or expectation."""
    effect: Block
    """log(actual / expected) without what all series did together."""
    active: Flags
    """Whether the day belongs to an incident that has been noticed."""
    direction: Block
    """+1 above, -1 below, 0 when not active."""
    onset: NDArray[np.int64]
    """Row in which the incident began, -1 when not active. It may lie before the row in which it was noticed."""
    common: Block
    """Movement shared by the leading scopes, log scale, shape (days, metrics, 1)."""
    spread: Block
    """Robust relative standard deviation used on the day."""
    inertia: Block
    """How many times wider sums of days swing than independent ones would."""
    tail: Block
    """How many times farther than under a normal law the rarest days of all scopes lie, shape (days, metrics, 1)."""


class _State:
    """What is known about all series after the days seen so far."""

    def __init__(self, days: int, shape: tuple[int, int]) -> None:
        self.level = np.zeros(shape)
        self.slope = np.zeros(shape)
        self.season = np.zeros((WEEK, *shape))
        self.seen = np.zeros(shape)
        self.seen_weekday = np.zeros((WEEK, *shape))
        self.innovations = np.full((days, *shape), np.nan)
        self.raw = np.full((days, *shape), np.nan)
        self.spread = np.full(shape, 0.5)
        self.inertia = np.ones(shape)
        self.tail = np.ones((shape[0], 1))
        self.rise = np.zeros(shape)
        self.fall = np.zeros(shape)
        self.rise_from = np.full(shape, -1)
        self.fall_from = np.full(shape, -1)
        self.side = np.zeros(shape)
        self.since = np.full(shape, -1)
        self.calm = np.zeros(shape)
        self.demand = np.ones(shape[1])
        self.demand_single = np.ones(shape[1])


def watch(
    events: Block, exposure: Block, *, first_weekday: int, leaders: int, sensitivity: Sensitivity | None = None
) -> Watch:
    """Follow all series day by day.

    Args:
        events: days x metrics x scopes, counts or money scaled so that 1 is about one event; NaN where unknown.
        exposure: the same shape, what the events are counted per; ones for a volume. Cells not above 0 are skipped.
        first_weekday: weekday of row 0, 0 is Monday.
        leaders: how many of the first scopes (the channels) say what all have in common; from two on it is taken out.
        sensitivity: when a surprise counts.

    Returns:
        Blocks of the shape of `events`.
    """
    tuning = sensitivity or Sensitivity()
    days, metrics, scopes = events.shape
    state = _State(days, (metrics, scopes))
    leading = np.arange(scopes) < leaders
    state.demand = np.where(leading, 1.0, tuning.follower)
    state.demand_single = np.where(leading, 1.0, tuning.follower_single)
    out = _empty_watch(events.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.isfinite(events) & (exposure > 0)
        logs = np.where(observed, np.log((np.maximum(events, 0) + 0.5) / exposure), np.nan)
        for row in range(days):
            weekday = (first_weekday + row) % WEEK
            prior = state.level + state.slope + state.season[weekday]
            shared = _shared(logs[row] - prior, state, leaders)
            out.common[row] = shared
            if row % _SPREAD_EVERY == 0:
                state.spread = _spread(state, row, tuning)
                recent = _recent(state, row)
                state.inertia, state.tail = inertia_of(recent), tail_of(recent)
            _judge(row, (events[row], exposure[row], observed[row]), prior + shared, state, out, tuning)
            _learn(row, weekday, logs[row] - prior, shared, state, out)
    return out


def _empty_watch(shape: tuple[int, ...]) -> Watch:
    def blank() -> Block:
        return np.full(shape, np.nan)

    return Watch(
        expected=blank(),
        surprise=blank(),
        effect=blank(),
        active=np.zeros(shape, dtype=bool),
        direction=np.zeros(shape),
        onset=np.full(shape, -1),
        common=np.zeros((*shape[:2], 1)),
        spread=blank(),
        inertia=np.ones(shape),
        tail=np.ones((*shape[:2], 1)),
    )


def _shared(innovation: Block, state: _State, leaders: int) -> Block:
    """What most leading scopes did together today (a holiday, a season), metrics x 1; of two what both did at least.

    Whoever is in trouble of their own says nothing of the others.
    """
    tells = (state.seen[:, :leaders] >= WEEK) & (state.side[:, :leaders] == 0)
    ripe = np.where(tells, innovation[:, :leaders], np.nan)
    ordered = np.sort(ripe, axis=1)
    count = np.isfinite(ordered).sum(axis=1, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum((count - 1) // 2, 0), axis=1) if leaders else np.zeros((len(ripe), 1))
    high = np.take_along_axis(ordered, np.minimum(count // 2, max(leaders - 1, 0)), axis=1) if leaders else low
    middle = np.where(count >= 3, (low + high) / 2, np.where(count == 2, np.clip(0.0, low, high), 0.0))
    usual = np.median(state.spread[:, :leaders], axis=1, keepdims=True) if leaders else low
    return np.asarray(np.sign(middle) * np.maximum(np.abs(middle) - 0.5 * usual, 0.0))


def _spread(state: _State, row: int, tuning: Sensitivity) -> Block:
    """Robust spread of past innovations; the tail counts too, so that a jumpy series is believed less."""
    # days that may be an incident's beginning are judged by those before: they would hide what they are the first of
    first = max(0, row - MEMORY)
    begun = np.maximum(state.rise_from, state.fall_from)
    doubtful = (begun >= 0) & (np.arange(first, row)[:, None, None] >= begun)
    recent = np.sort(np.where(doubtful, np.nan, np.abs(state.innovations[first:row])), axis=0)
    if not len(recent):
        return np.full(state.level.shape, 0.5)
    count = np.isfinite(recent).sum(axis=0)

    def at(position: Block) -> Block:
        index = np.clip(position, 0, np.maximum(count - 1, 0)).astype(int)
        return np.asarray(np.nan_to_num(np.take_along_axis(recent, index[None], axis=0)[0]))

    middle = 1.4826 * at((count - 1) / 2)
    shoulder = at(0.9 * (count - 1)) / 1.645
    tail = np.where(count >= 28, at(count - 2.0) / 2.6, 0.0)
    young = np.clip((WARM_UP - count) / WARM_UP, 0, 1)
    return np.asarray(np.maximum(np.maximum(np.maximum(middle, shoulder), tail), tuning.floor) + 0.3 * young)


def _recent(state: _State, row: int) -> Block:
    """Past innovations in spreads of their own series, so that those of all scopes may be held together."""
    return np.asarray(state.innovations[max(0, row - MEMORY) : row] / np.maximum(state.spread, 1e-9))


def _stable(events: Block, phi: Block) -> Block:
    """Variance-stabilised count: unit variance for a negative binomial with dispersion phi."""
    return 2.0 / np.sqrt(phi) * np.arcsinh(np.sqrt(phi * (np.maximum(events, 0.0) + 0.375)))


def _judge(
    row: int, cell: tuple[Block, Block, Flags], prior: Block, state: _State, out: Watch, tuning: Sensitivity
) -> None:
    events, exposure, observed = cell
    expected = np.exp(np.clip(prior, -40, 40)) * np.where(exposure > 0, exposure, np.nan)
    spread = state.spread
    phi = np.maximum(spread**2 - 1.0 / (expected + 0.5), tuning.floor**2)
    known = observed & (state.seen >= 2 * WEEK)
    surprise = np.where(known, _stable(events, phi) - _stable(expected, phi), np.nan)
    effect = np.where(known, np.log((np.maximum(events, 0) + 0.5) / (expected + 0.5)), np.nan)
    out.expected[row] = np.where(state.seen >= WEEK, expected, np.nan)
    out.surprise[row], out.effect[row], out.spread[row] = surprise, effect, spread
    out.inertia[row], out.tail[row] = state.inertia, state.tail
    counting = 1.0 / (1.0 + phi * (np.nan_to_num(expected) + 0.5))
    _accumulate(row, surprise / state.inertia, counting, state, tuning)
    _latch(row, surprise, effect, state, tuning)
    out.active[row], out.direction[row], out.onset[row] = state.side != 0, state.side, state.since


def _accumulate(row: int, surprise: Block, counting: Block, state: _State, tuning: Sensitivity) -> None:
    """Add the day to the running sums; where small numbers make the noise, it is independent and less is forgiven."""
    slack = tuning.slack - tuning.slack_saved * counting
    step = np.clip(np.nan_to_num(surprise), -tuning.cap, tuning.cap)
    most = tuning.total * state.demand + tuning.cap
    state.rise = np.clip(state.rise + step - slack, 0, most)
    state.fall = np.clip(state.fall - step - slack, 0, most)
    state.rise_from = np.where(
        state.rise <= 0, -1, np.where((state.rise_from < 0) & (step >= _BEGINS), row, state.rise_from)
    )
    state.fall_from = np.where(
        state.fall <= 0, -1, np.where((state.fall_from < 0) & (step <= -_BEGINS), row, state.fall_from)
    )


def _latch(row: int, surprise: Block, effect: Block, state: _State, tuning: Sensitivity) -> None:
    """Start, keep or end incidents: entering is hard, staying is easy, leaving takes two quiet days."""
    ripe = np.isfinite(surprise) & (state.seen >= WARM_UP) & (np.abs(effect) >= tuning.effect)
    total, single = tuning.total * state.demand, tuning.single * state.demand_single * state.tail
    up = ripe & (effect > 0) & ((state.rise >= total) | (surprise >= single))
    down = ripe & (effect < 0) & ((state.fall >= total) | (surprise <= -single))
    entering = (up | down) & (state.side == 0)
    began = np.where(up, state.rise_from, state.fall_from)
    state.since = np.where(entering, np.where(began < 0, row, began), state.since)
    state.side = np.where(entering, np.where(up, 1.0, -1.0), state.side)
    back = np.isfinite(surprise) & (surprise * state.side < tuning.quiet)
    state.calm = np.where(
        state.side == 0, 0, np.where(np.isfinite(surprise), np.where(back, state.calm + 1, 0), state.calm)
    )
    lasting = (state.side != 0) & (row - state.since >= tuning.accept_after)
    _remember_lone_days(row, state)
    _reset((state.calm >= 2) | lasting, state)
    state.seen = np.where(lasting, 4.0, state.seen)


def _remember_lone_days(row: int, state: _State) -> None:
    """An incident of one day was perhaps only a wild day of a wild series: it counts in the spread after all."""
    for metric, scope in zip(*np.nonzero((state.calm >= 2) & (row - state.since <= 2)), strict=True):
        began = int(state.since[metric, scope])
        state.innovations[began, metric, scope] = state.raw[began, metric, scope]


def _reset(done: Flags, state: _State) -> None:
    state.side = np.where(done, 0.0, state.side)
    state.since = np.where(done, -1, state.since)
    state.calm = np.where(done, 0, state.calm)
    state.rise, state.fall = np.where(done, 0.0, state.rise), np.where(done, 0.0, state.fall)
    state.rise_from, state.fall_from = np.where(done, -1, state.rise_from), np.where(done, -1, state.fall_from)


def _learn(row: int, weekday: int, innovation: Block, shared: Block, state: _State, out: Watch) -> None:
    """Move level, slope and weekday profile towards the day; an incident moves them as little as an ordinary day."""
    known = np.isfinite(innovation)
    own = np.where(known, innovation - shared, 0.0)
    noise = np.sqrt(out.spread[row] ** 2 + 1.0 / (np.nan_to_num(out.expected[row], nan=1.0) + 0.5))
    limit = np.where(state.seen < 2 * WEEK, 1e9, np.where(state.side != 0, 0.4, 2.5) * noise)
    state.raw[row] = np.where(known, own, np.nan)
    state.innovations[row] = np.where(known, np.where(state.side != 0, np.clip(own, -noise, noise), own), np.nan)
    step = np.clip(own, -limit, limit) + 0.3 * shared
    gain = np.maximum(1.0 / (state.seen + 1.0), 0.12)
    weekday_gain = np.maximum(1.0 / (state.seen_weekday[weekday] + 1.5), 0.12) * np.where(state.seen >= WEEK, 1.0, 0.5)
    slope_gain = np.where((state.seen >= 2 * WEEK) & (state.side == 0), 0.004, 0.0)
    state.level = state.level + np.where(known, state.slope + gain * step, state.slope)
    state.slope = 0.985 * state.slope + np.where(known, slope_gain * step, 0.0)
    state.season[weekday] += np.where(known, weekday_gain * (1.0 - gain) * step, 0.0)
    tilt = state.season.mean(axis=0) * np.where(state.seen >= WEEK, 1.0, 0.0)
    state.season -= tilt
    state.level = state.level + tilt
    state.seen = state.seen + known
    state.seen_weekday[weekday] += known
