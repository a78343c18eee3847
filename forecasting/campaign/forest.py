"""A forest that predicts the whole distribution of a target, not only its mean.

Each leaf keeps the distribution of the training targets that fell into it (quantile regression forest, Meinshausen
2006) on a fixed grid; a prediction averages the leaves. Their conformal calibration is in `campaign_model`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import RandomForestRegressor

Array = npt.NDArray[np.float64]

TREES = 80
GRID = 80
SMALLEST_LEAF = 10
LEAF_SHARE = 0.008


@dataclass(frozen=True, kw_only=True)
class Forest:
    """Trees with the distribution of the target in each leaf."""

    trees: RandomForestRegressor
    grid: Array
    """Rising values of the target at which distributions are kept."""
    leaves: tuple[Array, ...]
    """Per tree: (nodes, grid) share of training targets up to each grid value."""

    def mean(self, matrix: Array) -> Array:
        """Expected target of each row."""
        return np.asarray(self.trees.predict(matrix), dtype=float)

    def distribution(self, matrix: Array) -> Array:
        """(rows, grid) probability that the target is at most each grid value."""
        nodes = self.trees.apply(matrix)
        total = np.zeros((len(matrix), len(self.grid)))
        for tree, shares in enumerate(self.leaves):
            total += shares[nodes[:, tree]]
        return np.asarray(total / len(self.leaves))


def grow(matrix: Array, target: Array, seed: int) -> Forest:
    """Fit the forest and fill its leaves; leaves are large, because campaign outcomes are mostly noise."""
    smallest = max(SMALLEST_LEAF, int(LEAF_SHARE * len(target)))
    trees = RandomForestRegressor(
        n_estimators=TREES if matrix.any() else 1,
        min_samples_leaf=min(smallest, max(1, len(target) // 3)),
        max_features=0.5,
        random_state=seed,
        n_jobs=1,
    ).fit(matrix, target)
    grid = np.unique(np.quantile(target, np.linspace(0, 1, GRID)))
    place = np.searchsorted(grid, target, side="left")
    nodes = trees.apply(matrix)
    leaves = [
        _fill(nodes[:, index], place, tree.tree_.node_count, len(grid)) for index, tree in enumerate(trees.estimators_)
    ]
    return Forest(trees=trees, grid=grid, leaves=tuple(leaves))


def _fill(node: npt.NDArray[np.int64], place: npt.NDArray[np.int64], nodes: int, size: int) -> Array:
    counts = np.zeros((nodes, size))
    np.add.at(counts, (node, place), 1.0)
    total = counts.sum(axis=1, keepdims=True)
    return np.asarray(np.cumsum(counts, axis=1) / np.maximum(total, 1.0))


def rank(grid: Array, distribution: Array, value: Array) -> Array:
    """Probability below each row's value: (rows, grid) and (rows,) -> (rows,), linear between grid values."""
    if len(grid) == 1:
        return np.where(value > grid[0], 1.0, np.where(value < grid[0], 0.0, 0.5))
    right = np.clip(np.searchsorted(grid, value, side="left"), 1, len(grid) - 1)
    rows = np.arange(len(value))
    below, above = distribution[rows, right - 1], distribution[rows, right]
    share = np.clip((value - grid[right - 1]) / (grid[right] - grid[right - 1]), 0.0, 1.0)
    inside = below + share * (above - below)
    return np.where(value < grid[0], 0.0, np.where(value > grid[-1], 1.0, inside))


def quantile(grid: Array, distribution: Array, level: float) -> Array:
    """Value of each row which is exceeded with probability 1 - level."""
    if len(grid) == 1:
        return np.full(len(distribution), grid[0])
    right = np.clip((distribution < level).sum(axis=1), 1, len(grid) - 1)
    rows = np.arange(len(distribution))
    below, above = distribution[rows, right - 1], distribution[rows, right]
    share = np.where(above > below, (level - below) / np.maximum(above - below, 1e-12), 0.0)
    return np.asarray(grid[right - 1] + np.clip(share, 0.0, 1.0) * (grid[right] - grid[right - 1]))
