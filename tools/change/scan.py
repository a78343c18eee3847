"""Which part moved differently from the rest: a scan over all cells of up to three dimensions.

Every cell of every combination of dimensions is asked how much better the change is described by "this cell moved in
one way, everything else in another" than by "everything moved alike". The gain is that of a weighted split in two, with
each leaf's volume in both periods as its weight, so that a part of a cell gains less than the cell (it leaves some of
what moved outside) and a wider cell gains less too (it holds some of what did not). What is found is taken away and the
scan runs again, until what is left looks like noise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

DEPTH: Final = 3
"""Most dimensions of one cell."""
CLEAR: Final = 4.0
"""Beyond what the best of so many cells of noise gains, in units of the noise."""
ALIKE: Final = 1e-9
"""A gain larger by less than this share of the noise is none."""
ROUNDING: Final = 1e-12
"""Nor is one below this share of all that moved: it comes from the arithmetic, once everything is explained."""
ROUNDS: Final = 4
"""Scans for each cell wanted: what lies in or around a found one is taken away and not told."""


@dataclass(frozen=True, kw_only=True)
class Leaves:
    """The finest parts there are."""

    dimensions: tuple[str, ...]
    """In the order in which they are preferred where two cells hold the same leaves."""
    labels: tuple[tuple[str, ...], ...]
    """One value a dimension, for each leaf."""

    def codes(self) -> Places:
        """`(leaves, dimensions)`: the number of each value among those of its dimension."""
        columns = [np.unique([label[at] for label in self.labels], return_inverse=True)[1] for at in self._places]
        return np.stack(columns, axis=1) if columns else np.zeros((len(self.labels), 0), np.intp)

    @property
    def _places(self) -> range:
        return range(len(self.dimensions))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A value for each of some dimensions, and the leaves that have all of them."""

    values: tuple[tuple[str, str], ...]
    """Dimension and value."""
    leaves: Places
    gain: float = 0.0
    """How much better the change is described with it apart; comparable between scans of the same figures."""


def scan(leaves: Leaves, before: Floats, after: Floats, *, most: int) -> list[Cell]:
    """The cells that moved differently from the rest, the clearest first.

    Args:
        leaves: what the parts are.
        before: one figure a leaf, additive; of a ratio what the second period would have been at the first one's rate.
        after: the same for the second period.
        most: cells wanted.

    Returns:
        None that noise explains as well; none that another found cell holds or is held by.
    """
    codes = leaves.codes()
    moved, weight = after - before, np.abs(after) + np.abs(before)
    found: list[Cell] = []
    if not weight.any():
        return found
    for _ in range(ROUNDS * most):
        cell = _clearest(leaves, codes, moved, weight)
        if cell is None:
            break
        outside = np.ones(len(moved), bool)
        outside[cell.leaves] = False
        rest = weight[outside].sum()
        level = moved[outside].sum() / rest if rest else 0.0
        moved = moved.copy()
        moved[cell.leaves] = level * weight[cell.leaves]  # as if it had moved like the rest
        if not any(_nested(cell, other) for other in found):
            found.append(cell)
        if len(found) == most:
            break
    return found


def _nested(one: Cell, other: Cell) -> bool:
    return set(one.values) <= set(other.values) or set(other.values) <= set(one.values)


@dataclass(frozen=True)
class _Best:
    gain: float
    score: float
    which: tuple[int, ...]
    leaves: Places


def _clearest(leaves: Leaves, codes: Places, moved: Floats, weight: Floats) -> Cell | None:
    total, whole = float(moved.sum()), float(weight.sum())
    used = weight > 0
    every = float((moved[used] ** 2 / weight[used]).sum())
    spread = every - total**2 / whole
    noise, cells = spread / max(int(used.sum()) - 1, 1), 0
    best: _Best | None = None
    for which in _combinations(codes.shape[1]):
        groups, size = _groups(codes[:, which])
        cells += size
        gains = _gains(groups, size, moved, weight)
        at = int(gains.argmax())
        score = float(gains[at]) - 2 * noise * float(np.log(size))
        if best is None or score > best.score + ALIKE * noise:
            held = np.flatnonzero(groups == at)
            if best is None or not np.array_equal(held, best.leaves):  # the same leaves by an earlier name stay
                best = _Best(float(gains[at]), score, which, held)
    if best is None or best.gain <= ROUNDING * every:
        return None
    left = max(spread - best.gain, 0.0) / max(int(used.sum()) - 2, 1)
    if best.gain < left * (2 * float(np.log(max(cells, 2))) + CLEAR):
        return None
    first = leaves.labels[int(best.leaves[0])]
    values = tuple((leaves.dimensions[place], first[place]) for place in best.which)
    return Cell(values=values, leaves=best.leaves, gain=best.gain)


def _combinations(dimensions: int) -> Iterator[tuple[int, ...]]:
    for depth in range(1, min(DEPTH, dimensions) + 1):
        yield from combinations(range(dimensions), depth)


def _groups(codes: Places) -> tuple[Places, int]:
    """The number of each leaf's cell, and how many cells there are."""
    key = np.zeros(len(codes), np.intp)
    for column in codes.T:
        key = key * (int(column.max(initial=0)) + 1) + column
    _, groups = np.unique(key, return_inverse=True)
    return groups, int(groups.max(initial=-1)) + 1


def _gains(groups: Places, size: int, moved: Floats, weight: Floats) -> Floats:
    """What each cell gains; 0 for one that did not itself move further, its own way, than the rest."""
    inside = np.bincount(groups, moved, size), np.bincount(groups, weight, size)
    total, whole = float(moved.sum()), float(weight.sum())
    outside = total - inside[0], whole - inside[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(inside[1] > 0, inside[0] / inside[1], 0.0)
        rest = np.where(outside[1] > 1e-12 * whole, outside[0] / outside[1], 0.0)
    gains = rate * inside[0] + rest * outside[0] - total**2 / whole
    own_way = (np.abs(rate) >= np.abs(rest)) & (np.sign(rate) == np.sign(rate - rest))
    return np.where(own_way, gains, 0.0)
