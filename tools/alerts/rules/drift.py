"""Slow drift, and returns: the detector's comparisons over weeks instead of days."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from tools.alerts.detector import Block, Watch
from tools.alerts.rules.panel import Flags
from tools.alerts.rules.track import Rows, days_before, hold_runs, quantile_of

DRIFT_DAYS: Final = 7
DRIFT_GAP: Final = 21
DRIFT_REFERENCE: Final = 35
DRIFT_EFFECT: Final = 0.2
DRIFT_SIZE: Final = 4.2
SLIDE_DAYS: Final = 5
"""Days that are paired with the same weekdays of earlier weeks;"""
SLIDE_WEEKS: Final = (2, 3, 4, 5)
"""so many weeks earlier: the last one may be part of the slide already."""
SLIDE_EFFECT: Final = 0.12
SLIDE_SIZE: Final = 4.5
SLIDE_CAP: Final = 3.0
"""Most that one day may say, in standard deviations."""
FOLLOWER: Final = 1.3
"""How many times more surprising a campaign's slide must be: they are many, and less is at stake. With five capped days
a size can reach 6.0, so above 1.33 no campaign could ever be told."""
QUIETEST: Final = 0.03
"""Smallest spread believed of a pair of days, relative."""
NOISE_DAYS: Final = 35


def find_drift(
    events: Block, exposure: Block, seen: Watch, *, ratios: Flags, leaders: int, least: Block | None = None
) -> tuple[Flags, Rows, Block]:
    """Efficiency that slides away too slowly for any single day.

    It begins with days that are each worse than the same weekday two to five weeks before, told against how much such
    pairs usually differ; it lasts while a week is worse than five weeks that ended two weeks before. Only what gets
    worse is told.

    Args:
        events: days x metrics x scopes, as the detector got them.
        exposure: the same.
        seen: what the detector saw; days of its incidents are left out.
        ratios: which metrics are ratios; a volume may grow slowly without being in trouble.
        leaders: how many of the first scopes say what all have in common.
        least: for each metric the events a day under which a day says nothing.

    Returns:
        Whether drifting, the row it began in, and the size on the log scale; all days x metrics x scopes.
    """
    usable = np.where(seen.active | ~(exposure > 0), np.nan, events)
    moved, size = _drift(usable, exposure, seen, leaders)
    before = np.where(_led_up_to((moved <= -DRIFT_EFFECT) & (size <= -DRIFT_SIZE)), np.nan, usable)
    moved, size = _drift(before, exposure, seen, leaders, keep=usable)
    near = (moved <= -0.6 * DRIFT_EFFECT) & (size <= -0.6 * DRIFT_SIZE)
    slid, size = _slide(usable, exposure, seen, leaders)
    counted = np.ones(events.shape, bool) if least is None else _usual(events) >= least[None, :, None]
    demand = np.where(np.arange(events.shape[2]) < leaders, 1.0, FOLLOWER)
    enter = (slid <= -SLIDE_EFFECT) & (size <= -SLIDE_SIZE * demand) & counted & ratios[None, :, None]
    stay = near | (slid <= -0.6 * SLIDE_EFFECT)
    flat = (len(enter), -1)
    active, onset = hold_runs(enter.reshape(flat), stay.reshape(flat), lead=SLIDE_DAYS + 1)
    return active.reshape(enter.shape), onset.reshape(enter.shape), np.minimum(moved, slid)


def _slide(usable: Block, exposure: Block, seen: Watch, leaders: int) -> tuple[Block, Block]:
    """Mean change of the last days against their own weekdays before, and its size in standard deviations."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.log((usable + 0.5) / np.where(exposure > 0, exposure, np.nan))
        pairs = rate - _mean([_back(rate, 7 * weeks) for weeks in SLIDE_WEEKS])
        pairs = pairs - _together(pairs, leaders)
        noise = np.maximum(_noise(pairs), QUIETEST) * seen.inertia
        surprise = np.clip(np.nan_to_num(pairs / noise), -SLIDE_CAP, SLIDE_CAP)
    weights = np.sqrt(np.arange(SLIDE_DAYS, 0, -1.0))
    spread = np.sqrt((weights**2).sum() + weights.sum() ** 2 / (7 * len(SLIDE_WEEKS)))
    size = sum(weight * np.nan_to_num(_back(surprise, back)) for back, weight in enumerate(weights)) / spread
    mean = sum(np.nan_to_num(_back(pairs, back)) for back in range(SLIDE_DAYS)) / SLIDE_DAYS
    return np.asarray(mean), np.asarray(size)


def _back(block: Block, days: int) -> Block:
    """The block as it was so many days before; unknown at the beginning."""
    if not days:
        return block
    moved = np.full_like(block, np.nan)
    moved[days:] = block[:-days]
    return moved


def _mean(blocks: Sequence[Block]) -> Block:
    """Mean of what is known, NaN where nothing is."""
    known = sum(np.isfinite(one).astype(float) for one in blocks)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(known > 0, sum(np.nan_to_num(one) for one in blocks) / known, np.nan))


def _noise(pairs: Block) -> Block:
    """Robust spread of the five weeks of pairs that ended a week before each day; NaN with fewer than three weeks."""
    flat = np.abs(pairs).reshape(len(pairs), -1)
    windows, known = days_before(_back(flat, 7), NOISE_DAYS)
    middle, shoulder = 1.4826 * quantile_of(windows, known, 0.5), quantile_of(windows, known, 0.85) / 1.44
    return np.where(known >= 21, np.maximum(middle, shoulder), np.nan).reshape(pairs.shape)


def _usual(events: Block) -> Block:
    """Mean events a day of the four weeks before each row."""
    known = np.isfinite(events)
    return np.asarray(trailing(np.nan_to_num(events), 28, 0) / np.maximum(trailing(known.astype(float), 28, 0), 1.0))


def _led_up_to(drifting: Flags) -> Flags:
    """Drifting days together with the days before them in which the drift built up: no measure of the ordinary."""
    result = drifting.copy()
    for back in range(1, 2 * DRIFT_DAYS):
        result[:-back] |= drifting[back:]
    return result


def _drift(then: Block, exposure: Block, seen: Watch, leaders: int, keep: Block | None = None) -> tuple[Block, Block]:
    """How a week differs from the weeks long before it, log scale, and in standard deviations."""
    now = then if keep is None else keep
    now_events, now_per, now_days = _pooled(now, exposure, DRIFT_DAYS, 0)
    then_events, then_per, then_days = _pooled(then, exposure, DRIFT_REFERENCE, DRIFT_GAP)
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.log((now_events + 0.5) / now_per) - np.log((then_events + 0.5) / then_per)
        moved = np.where((now_days >= 4) & (then_days >= 21), moved, np.nan)
        moved = moved - _together(moved, leaders)
        phi = 3.0 * np.nan_to_num(seen.spread, nan=0.5) ** 2 * (1 / DRIFT_DAYS + 1 / DRIFT_REFERENCE)
        size = moved / np.sqrt(phi + 1 / (now_events + 0.5) + 1 / (then_events + 0.5))
    return np.nan_to_num(moved), np.nan_to_num(size)


def _pooled(usable: Block, exposure: Block, days: int, gap: int) -> tuple[Block, Block, Block]:
    """Events, exposure and number of usable days in a window."""
    known = np.isfinite(usable)
    parts = (np.nan_to_num(usable), np.where(known, exposure, 0.0), known.astype(float))
    events, per, count = (trailing(part, days, gap) for part in parts)
    return events, per, count


RETURN_WEEKS: Final = ((4, 5, 6, 7), (7, 8, 9, 10))
"""Weeks back whose same weekdays are what was ordinary before a trouble; an incident may have taken one group."""


def returned(events: Block, exposure: Block, seen: Watch) -> Flags:
    """Days that only go back to what the same weekday was weeks ago: the end of a trouble, not a new one.

    Once a run of unexpected days has been recognised as such a return, all of it stays one.
    """
    back_again = np.zeros(events.shape, bool)
    for weeks in RETURN_WEEKS:
        back_again |= _as_before(events, exposure, seen, weeks)
    flat = (len(events), -1)
    held, _ = hold_runs((back_again & seen.active).reshape(flat), seen.active.reshape(flat))
    return held.reshape(events.shape)


def _as_before(events: Block, exposure: Block, seen: Watch, weeks: tuple[int, ...]) -> Flags:
    old_events, old_per, count = (np.zeros(events.shape) for _ in range(3))
    usable = np.isfinite(events) & (exposure > 0) & ~seen.active
    for back in (7 * week for week in weeks if 7 * week < len(events)):
        old_events[back:] += np.where(usable, np.nan_to_num(events), 0.0)[:-back]
        old_per[back:] += np.where(usable, exposure, 0.0)[:-back]
        count[back:] += usable[:-back]
    with np.errstate(divide="ignore", invalid="ignore"):
        against_old = np.log((np.nan_to_num(events) + 0.5) / exposure) - np.log((old_events + 0.5) / old_per)
        return np.asarray((count >= 2) & (np.abs(against_old) <= 0.55 * np.abs(seen.effect)))


def _together(moved: Block, channels: int) -> Block:
    """What most channels did together, shape days x metrics x 1."""
    leading = np.sort(moved[:, :, :channels], axis=2)
    count = np.isfinite(leading).sum(axis=2, keepdims=True)
    if channels < 3:
        return np.zeros((*moved.shape[:2], 1))
    low = np.take_along_axis(leading, np.maximum((count - 1) // 2, 0), axis=2)
    high = np.take_along_axis(leading, np.minimum(count // 2, channels - 1), axis=2)
    return np.where(count >= 3, (low + high) / 2, 0.0)


def trailing(values: Block, days: int, gap: int) -> Block:
    """Sum over `days` days that end `gap` days before each row; shorter at the beginning."""
    total = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    end = np.clip(np.arange(1, len(values) + 1) - gap, 0, None)
    return np.asarray(total[end] - total[np.clip(end - days, 0, None)])
