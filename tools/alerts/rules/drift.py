"""Slow drift, and returns: the detector's comparisons over weeks instead of days."""

from typing import Final

import numpy as np

from tools.alerts.detector import Block, Watch
from tools.alerts.rules.panel import Flags
from tools.alerts.rules.track import Rows, hold_runs

DRIFT_DAYS: Final = 7
DRIFT_GAP: Final = 21
DRIFT_REFERENCE: Final = 35
DRIFT_EFFECT: Final = 0.2
DRIFT_SIZE: Final = 4.2


def find_drift(
    events: Block, exposure: Block, seen: Watch, *, ratios: Flags, leaders: int
) -> tuple[Flags, Rows, Block]:
    """Efficiency that slides away too slowly for any single day: a week against five weeks that ended two weeks before.

    Args:
        events: days x metrics x scopes, as the detector got them.
        exposure: the same.
        seen: what the detector saw; days of its incidents are left out.
        ratios: which metrics are ratios; a volume may grow slowly without being in trouble.
        leaders: how many of the first scopes say what all have in common.

    Returns:
        Whether drifting, the row it began in, and the size on the log scale; all days x metrics x scopes.
    """
    usable = np.where(seen.active | ~(exposure > 0), np.nan, events)
    first, _, _ = _drift(usable, exposure, seen, ratios, leaders)
    return _drift(np.where(_led_up_to(first), np.nan, usable), exposure, seen, ratios, leaders, keep=usable)


def _led_up_to(drifting: Flags) -> Flags:
    """Drifting days together with the days before them in which the drift built up: no measure of the ordinary."""
    result = drifting.copy()
    for back in range(1, 2 * DRIFT_DAYS):
        result[:-back] |= drifting[back:]
    return result


def _drift(
    then: Block, exposure: Block, seen: Watch, ratios: Flags, leaders: int, keep: Block | None = None
) -> tuple[Flags, Rows, Block]:
    now = then if keep is None else keep
    now_events, now_per, now_days = _pooled(now, exposure, DRIFT_DAYS, 0)
    then_events, then_per, then_days = _pooled(then, exposure, DRIFT_REFERENCE, DRIFT_GAP)
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.log((now_events + 0.5) / now_per) - np.log((then_events + 0.5) / then_per)
        moved = np.where((now_days >= 4) & (then_days >= 21), moved, np.nan)
        moved = moved - _together(moved, leaders)
        phi = 3.0 * np.nan_to_num(seen.spread, nan=0.5) ** 2 * (1 / DRIFT_DAYS + 1 / DRIFT_REFERENCE)
        size = moved / np.sqrt(phi + 1 / (now_events + 0.5) + 1 / (then_events + 0.5))
    ratio = ratios[None, :, None]
    far = ratio & (np.abs(moved) >= DRIFT_EFFECT) & (np.abs(size) >= DRIFT_SIZE)
    near = ratio & (np.abs(moved) >= 0.6 * DRIFT_EFFECT) & (np.abs(size) >= 0.6 * DRIFT_SIZE)
    flat = (len(far), -1)
    steady = far & np.roll(far, 1, axis=0)
    active, onset = hold_runs(steady.reshape(flat), near.reshape(flat), lead=DRIFT_DAYS)
    return active.reshape(far.shape), onset.reshape(far.shape), np.nan_to_num(moved)


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
