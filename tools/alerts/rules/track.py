"""What a rule says about every day and scope at once, and the runs of days that make one trouble."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.alerts.rules.panel import Flags, Matrix

Rows = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Track:
    """One rule over a whole panel; matrices are days x scopes, and row t knows nothing of later rows."""

    metrics: tuple[str, ...]
    which: Rows | None = None
    """Position in `metrics` of the metric that tells the trouble; None when there is one metric."""
    active: Flags
    met: Flags | None = None
    """Days on which the condition itself held, so that their figures bear it out; on the other active ones hysteresis,
    or figures that are still coming in, keep the trouble open. None: on every active day."""
    value: Matrix
    threshold: Matrix | None = None
    expected: Matrix | None = None
    direction: Matrix | float = 0.0
    onset: Rows
    """Row in which the trouble began, -1 when not active."""
    stake: Matrix | None = None
    rank: Rows | None = None
    """Position in `SEVERITIES` of each cell, where the rule tells how grave it is; None leaves that to the money."""
    extras: dict[str, Matrix] = field(default_factory=dict)

    def told_row(self, row: int, scope: int) -> int:
        """The row whose figures tell the trouble of an active cell: the last one of it that bears its condition out."""
        if self.met is None:
            return row
        first = max(int(self.onset[row, scope]), 0)
        held = np.flatnonzero(self.met[first : row + 1, scope])
        return first + int(held[-1]) if len(held) else row

    def metric(self, row: int, scope: int) -> str:
        """The metric of one cell."""
        return self.metrics[0 if self.which is None else int(self.which[row, scope])]


def silent(shape: tuple[int, int], metric: str) -> Track:
    """A rule that has nothing to look at."""
    blank = np.full(shape, np.nan)
    return Track(metrics=(metric,), active=np.zeros(shape, bool), value=blank, onset=np.full(shape, -1))


def hold_runs(enter: Flags, stay: Flags, *, unknown: Flags | None = None, lead: int = 0) -> tuple[Flags, Rows]:
    """Trouble starts where `enter` is true and lasts while `stay` is.

    Args:
        enter: days x scopes.
        stay: days x scopes; easier to fulfil than `enter`, which is the hysteresis.
        unknown: cells that can't be judged yet; they keep the state of the day before.
        lead: days before the first `enter` that already belonged to the trouble.

    Returns:
        Whether each day is in trouble, and the row in which that trouble began (-1 outside).
    """
    active, onset = np.zeros(enter.shape, bool), np.full(enter.shape, -1)
    on, since = np.zeros(enter.shape[1], bool), np.full(enter.shape[1], -1)
    for row in range(len(enter)):
        blind = np.zeros_like(on) if unknown is None else unknown[row]
        now = np.where(blind, on, enter[row] | (on & stay[row]))
        since = np.where(now & ~on, max(row - lead, 0), np.where(now, since, -1))
        on = now
        active[row], onset[row] = on, since
    return active, onset


def all_of_last(flags: Flags, days: int) -> Flags:
    """True where the flag held on each of the last `days` days."""
    result = flags.copy()
    for back in range(1, min(days, len(flags))):
        result[back:] &= flags[:-back]
        result[:back] = False
    return result


def sum_since(values: Matrix, onset: Rows) -> Matrix:
    """Sum of a matrix from each cell's onset to the cell; 0 where there is no onset."""
    total = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(np.nan_to_num(values), axis=0)])
    begin = np.take_along_axis(total, np.maximum(onset, 0), axis=0)
    return np.where(onset >= 0, total[1:] - begin, 0.0)


def days_before(values: Matrix, memory: int) -> tuple[NDArray[np.float64], Rows]:
    """For each row the known values of the `memory` rows before it, sorted, and how many they are.

    Returns:
        rows x columns x memory, NaN last; and rows x columns.
    """
    padded = np.vstack([np.full((memory, values.shape[1]), np.nan), values])[: len(values) + memory - 1]
    windows = np.sort(np.lib.stride_tricks.sliding_window_view(padded, memory, axis=0), axis=2)
    return windows, np.isfinite(windows).sum(axis=2)


def quantile_of(windows: NDArray[np.float64], known: Rows, share: float) -> Matrix:
    """A quantile of sorted windows, as `days_before` gives them; NaN where nothing is known."""
    place = np.floor(share * np.maximum(known - 1, 0)).astype(np.int64)
    return np.asarray(np.take_along_axis(windows, place[:, :, None], axis=2)[:, :, 0])
