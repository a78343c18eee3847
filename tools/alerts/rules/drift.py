"""Slow drift, and returns: the detector's comparisons over weeks instead of days."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.alerts.detector import Block, Watch
from tools.alerts.rules.panel import Flags
from tools.alerts.rules.slide import RAMP_DAYS, Strata, slide
from tools.alerts.rules.track import Rows, hold_runs

DRIFT_DAYS: Final = 7
DRIFT_GAP: Final = 21
DRIFT_REFERENCE: Final = 35
DRIFT_EFFECT: Final = 0.2
DRIFT_SIZE: Final = 4.2
LOST: Final = 0.4
"""A third of a ratio gone, log scale: told even where no week of it was steep enough to be seen as it began."""
SLIDE_EFFECT: Final = 0.1
"""Least slide worth saying, log scale."""
SLIDE_SIZE: Final = 3.8
FAR_TOGETHER: Final = 0.3
"""Shared movement of a day, log scale, that is no ordinary day of the account."""
LEAP: Final = 6.0
"""Surprise of a day, in robust standard deviations, that is sudden."""
FOLLOWER: Final = 1.22
"""How many times more surprising a campaign's slide must be: they are many, and less is at stake."""


@dataclass(frozen=True, kw_only=True)
class Ratios:
    """The watched series as the detector got them, and what it saw; blocks are days x metrics x scopes."""

    events: Block
    exposure: Block
    seen: Watch
    """Days of its incidents are left out."""
    leaders: int
    """How many of the first scopes are channels and say what all have in common."""
    parent: Rows
    """For each scope the position of its channel."""


def find_drift(of: Ratios, *, ratios: Flags, least: Block | None = None) -> tuple[Flags, Rows, Block]:
    """Efficiency that slides away too slowly for any single day.

    It begins with a ramp over the last week, told against how much the weeks before usually differ (`slide`), or at the
    latest when a third is gone, since a slide of weeks becomes what is usual; it lasts while a week is worse than five
    weeks that ended two weeks before. Only what gets worse is told.

    Args:
        of: the series.
        ratios: which metrics are ratios; a volume may grow slowly without being in trouble.
        least: for each metric the events a day under which a day says nothing.

    Returns:
        Whether drifting, the row it began in, and the size on the log scale; all days x metrics x scopes.
    """
    events, exposure, seen, leaders = of.events, of.exposure, of.seen, of.leaders
    usable = np.where(seen.active | _no_slide(seen) | ~(exposure > 0), np.nan, events)
    moved, size = _drift(usable, exposure, seen, leaders)
    before = np.where(_led_up_to((moved <= -DRIFT_EFFECT) & (size <= -DRIFT_SIZE)), np.nan, usable)
    moved, size = _drift(before, exposure, seen, leaders, keep=usable)
    near = (moved <= -0.6 * DRIFT_EFFECT) & (size <= -0.6 * DRIFT_SIZE)
    lost = (moved <= -LOST) & (size <= -DRIFT_SIZE)
    slid, size = _slides(of)
    counted = np.ones(events.shape, bool) if least is None else _usual(events) >= least[None, :, None]
    demand = np.where(np.arange(events.shape[2]) < leaders, 1.0, FOLLOWER)
    began = (slid <= -SLIDE_EFFECT) & (size <= -SLIDE_SIZE * demand)
    enter = (began | lost) & counted & ratios[None, :, None]
    stay = near | (slid <= -0.6 * SLIDE_EFFECT)
    flat = (len(enter), -1)
    active, onset = hold_runs(enter.reshape(flat), stay.reshape(flat), lead=RAMP_DAYS)
    return active.reshape(enter.shape), onset.reshape(enter.shape), np.minimum(moved, slid)


def _slides(of: Ratios) -> tuple[Block, Block]:
    """`slide` of every metric."""
    usable = np.isfinite(of.events) & (of.exposure > 0) & ~of.seen.active & ~_no_slide(of.seen)
    each = []
    for metric in range(of.events.shape[1]):
        strata = Strata.of(of.events[:, metric], of.exposure[:, metric], of.parent, usable[:, metric], of.leaders)
        each.append(slide(strata, of.parent, of.leaders))
    return np.stack([moved for moved, _ in each], axis=1), np.stack([size for _, size in each], axis=1)


def _no_slide(seen: Watch) -> Flags:
    """Days that are no part of a slide: all channels moved far together, which parts feel unequally, or one leapt.

    A week added up is ruled by its wildest day; what slides is on no day far from where it was going.
    """
    return np.asarray((np.abs(seen.common) >= FAR_TOGETHER) | (np.abs(np.nan_to_num(seen.surprise)) >= LEAP))


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
