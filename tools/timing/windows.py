"""Windows of the week that could be better or worse than the rest, and which of them really are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from forecasting.standouts import Floats, shrunk, shuffled

WIDTHS: Final = (2, 3, 4)
"""Hours a window is wide."""
CHANCE: Final = 0.02
"""A window is told when luck shows one as odd in fewer cases than this, over all windows of a channel together."""
LEAST_SHARE: Final = 0.06
LEAST_POSTS: Final = 6
USUAL_SPREAD: Final = 0.25
"""Spread of true lifts on a log scale that one expects beforehand (about a quarter); effects are shrunk by it."""
OUTLIER: Final = 2.5
"""Deviations are cut at this many robust standard deviations: one viral post is no time of the day."""
Z80: Final = 1.2816


@dataclass(frozen=True)
class WeekWindow:
    """Hours of the day on some weekdays (ISO, 1 is Monday)."""

    first_hour: int = 0
    hours: int = 24
    weekdays: frozenset[int] = field(default=frozenset(range(1, 8)))

    def holds(self, weekdays: NDArray[np.int64], hours: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which moments lie inside; hours may run over midnight."""
        inside = (hours - self.first_hour) % 24 < self.hours
        return inside & np.isin(weekdays, list(self.weekdays))

    def overlaps(self, other: "WeekWindow") -> bool:
        """Whether both are about the same kind of thing (hours, or weekdays) and share some of it."""
        if (self.hours == 24) != (other.hours == 24):
            return False
        mine = {(self.first_hour + step) % 24 for step in range(self.hours)}
        theirs = {(other.first_hour + step) % 24 for step in range(other.hours)}
        return bool(mine & theirs) and bool(self.weekdays & other.weekdays)


@dataclass(frozen=True, kw_only=True)
class Peak:
    """A window that differs: by how much, with its 80 % range, and on how much it stands."""

    window: WeekWindow
    lift: float
    """0.2: a fifth above the rest of the week; shrunk towards 0 by its uncertainty."""
    low: float
    high: float
    count: int
    """Posts, or days, inside it."""
    chance: float


def candidates() -> tuple[WeekWindow, ...]:
    """Every window that is tried: bands of hours, single weekdays, the weekend."""
    bands = [WeekWindow(first, width) for width in WIDTHS for first in range(24)]
    days = [WeekWindow(weekdays=frozenset({day})) for day in range(1, 8)]
    return (*bands, *days, WeekWindow(weekdays=frozenset({6, 7})))


def peaks(values: Floats, weekdays: NDArray[np.int64], hours: NDArray[np.int64], ages: Floats) -> tuple[Peak, ...]:
    """Windows in which posts do better or worse than the rest of their channel.

    Args:
        values: one figure above 0 a post: reach, views, reactions.
        weekdays: of each post, ISO numbers.
        hours: of each post, 0-23, in the readers' time zone.
        ages: of each post, in days before the newest: what grows or fades with the channel is taken out as a line.

    Returns:
        Those that luck does not explain, the strongest of each kind first, none overlapping a stronger one; empty when
        there is nothing to say.
    """
    deviations = _robust(_without_trend(np.log(values), ages))
    tried = [window for window in candidates() if _enough(window.holds(weekdays, hours))]
    if not tried:
        return ()
    inside = np.array([window.holds(weekdays, hours) for window in tried]).T
    found = [
        _peak(tried[one.group], deviations, inside[:, one.group], one.chance)
        for one in shuffled(deviations, inside)
        if one.chance <= CHANCE
    ]
    return distinct(found)


def distinct(found: Sequence[Peak]) -> tuple[Peak, ...]:
    """The strongest first, without those that overlap one already taken."""
    taken: list[Peak] = []
    for peak in found:
        if not any(peak.window.overlaps(other.window) for other in taken):
            taken.append(peak)
    return tuple(taken)


def _without_trend(logs: Floats, ages: Floats) -> Floats:
    if np.ptp(ages) == 0:
        return np.asarray(logs - np.median(logs))
    slope, level = np.polyfit(ages, logs, 1)
    return np.asarray(logs - slope * ages - level)


def _robust(deviations: Floats) -> Floats:
    """Centred, and cut where a single post would carry a window by itself."""
    centred = deviations - np.median(deviations)
    scale = 1.4826 * np.median(np.abs(centred)) or float(centred.std())
    cut = np.clip(centred, -OUTLIER * scale, OUTLIER * scale)
    return np.asarray(cut - cut.mean())


def _enough(inside: NDArray[np.bool_]) -> bool:
    count = int(inside.sum())
    least = max(LEAST_POSTS, LEAST_SHARE * len(inside))
    return least <= count <= len(inside) - least


def _peak(window: WeekWindow, deviations: Floats, inside: NDArray[np.bool_], chance: float) -> Peak:
    here, rest = deviations[inside], deviations[~inside]
    effect = float(here.mean() - rest.mean())
    error = float(np.sqrt(here.var(ddof=1) / len(here) + rest.var(ddof=1) / len(rest)))
    pulled, left = shrunk(effect, error, USUAL_SPREAD)
    low, high = (float(np.expm1(pulled + side * Z80 * left)) for side in (-1, 1))
    return Peak(window=window, lift=float(np.expm1(pulled)), low=low, high=high, count=int(inside.sum()), chance=chance)
