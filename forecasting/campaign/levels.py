"""The level that campaigns of one kind have had: of their channel, then objective, audience and so on within it.

Each level is drawn towards the one above it, the more the fewer campaigns it stands on and the less such levels differ
beyond chance (empirical Bayes, variances by moments): a channel of seven campaigns is told nearly as its own mean, one
of a single campaign nearly as all are, and where nothing differs all are told as the mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

PARTS: Final = 3
"""Numbers known at launch are told apart as low, middle and high."""
FEWEST_PER_LEVEL: Final = 2
"""A column whose levels hold fewer campaigns than this on average names campaigns instead of telling them apart."""
LEAST_LEFT: Final = 0.2
"""A campaign that is nearly all its level knows is not blown up further than this."""
PRIOR: Final = 4.0
"""Campaigns that the common spread weighs as, beside those of a channel."""


@dataclass(frozen=True, kw_only=True)
class LevelColumn:
    """One column's levels, in the target's unit."""

    edges: tuple[float, ...]
    """Of a number: where its parts meet; empty for categories."""
    effects: Mapping[str, float]
    """How far a level lies from what is above it, drawn towards 0; a level not seen has 0."""
    weights: Mapping[str, float]
    """What one campaign counts for in the effect of its own level."""

    def keys(self, column: "pd.Series[str]") -> list[str]:
        """The level of each row; empty where nothing is known."""
        if not self.edges:
            return [str(value) for value in column]
        numbers = column.to_numpy(dtype=float)
        return ["" if np.isnan(one) else str(int(np.searchsorted(self.edges, one))) for one in numbers]

    def of(self, column: "pd.Series[str]") -> Array:
        """The effect of each row's level."""
        return np.array([self.effects.get(key, 0.0) for key in self.keys(column)])

    def own_weight(self, column: "pd.Series[str]") -> Array:
        """What each row counts for in its own level."""
        return np.array([self.weights.get(key, 0.0) for key in self.keys(column)])


@dataclass(frozen=True, kw_only=True)
class CampaignLevels:
    """What a campaign of a kind comes to, and how far such campaigns lie apart."""

    middle: float
    """The mean of all."""
    columns: Mapping[str, LevelColumn]
    """The columns that tell campaigns apart, the widest first."""
    spread: float
    """Of a campaign around its level."""
    spreads: Mapping[str, float]
    """The same of each level of the first column."""
    first: str
    """That column, usually the channel; empty where there is none."""
    seen: Mapping[str, tuple[int, float]]
    """How many campaigns each level of it had, and their mean."""

    @classmethod
    def learn(cls, read: pd.DataFrame, target: Array) -> Self:
        """From past campaigns.

        Args:
            read: one row per campaign, columns known at launch, the widest first.
            target: what became of each.
        """
        middle = float(target.mean())
        rest, columns = target - middle, dict[str, LevelColumn]()
        for name in read.columns:
            column = _column(read[name], rest)
            if column is not None:
                columns[str(name)] = column
                rest = rest - column.of(read[name])
        rest = rest / np.maximum(1 - _own(columns, read), LEAST_LEFT)
        first = str(read.columns[0]) if len(read.columns) else ""
        spread = float(np.sqrt(np.mean(rest**2))) or 1.0
        groups = list(_groups(list(read[first].astype(str)))) if first else []
        return cls(
            middle=middle,
            columns=columns,
            spread=spread,
            spreads={key: _own_spread(rest[rows], spread) for key, rows in groups if key},
            first=first,
            seen={key: (len(rows), float(target[rows].mean())) for key, rows in groups if key},
        )

    def value(self, read: pd.DataFrame) -> Array:
        """The level of each row; of a column that is missing nothing is known."""
        known = [column.of(read[name]) for name, column in self.columns.items() if name in read]
        return np.asarray(self.middle + sum(known, np.zeros(len(read))), dtype=np.float64)

    def around(self, read: pd.DataFrame, target: Array) -> Array:
        """How far the campaigns learnt from lie from what the others say of them, in units of their scale."""
        left = np.maximum(1 - _own(self.columns, read), LEAST_LEFT)
        return np.asarray((target - self.value(read)) / left / self.scale(read), dtype=np.float64)

    def scale(self, read: pd.DataFrame) -> Array:
        """How far a campaign may lie from its level."""
        if self.first not in read:
            return np.full(len(read), self.spread)
        return np.array([self.spreads.get(str(key), self.spread) for key in read[self.first]])


def _own(columns: Mapping[str, LevelColumn], read: pd.DataFrame) -> Array:
    """What each campaign counts for in what is said of it."""
    weights = [column.own_weight(read[name]) for name, column in columns.items()]
    return np.asarray(1 / len(read) + sum(weights, np.zeros(len(read))), dtype=np.float64)


def _own_spread(rest: Array, common: float) -> float:
    """Of one channel's campaigns, the common one counting as some of them."""
    return float(np.sqrt((PRIOR * common**2 + float((rest**2).sum())) / (PRIOR + len(rest))))


def _column(values: "pd.Series[str]", rest: Array) -> LevelColumn | None:
    """The levels of one column as far as they differ beyond chance; None where they do not."""
    blank = LevelColumn(edges=_edges(values), effects={}, weights={})
    groups = [(key, rows) for key, rows in _groups(blank.keys(values)) if key]
    count = sum(len(rows) for _, rows in groups)
    if len(groups) < 2 or count < FEWEST_PER_LEVEL * len(groups):
        return None
    means = {key: float(rest[rows].mean()) for key, rows in groups}
    inside = sum(float(((rest[rows] - means[key]) ** 2).sum()) for key, rows in groups) / (count - len(groups))
    middle = sum(len(rows) * means[key] for key, rows in groups) / count
    between = sum(len(rows) * (means[key] - middle) ** 2 for key, rows in groups) - (len(groups) - 1) * inside
    apart = between / (count - sum(len(rows) ** 2 for _, rows in groups) / count)
    if apart <= 0:
        return None
    spreads = {key: _own_spread(rest[rows] - means[key], float(np.sqrt(inside))) ** 2 for key, rows in groups}
    if sum(_saves(rest[rows], apart, spreads[key]) for key, rows in groups) <= 0:
        return None
    drawn = {key: apart / (apart + spreads[key] / len(rows)) for key, rows in groups}
    effects = {key: means[key] * drawn[key] for key in means}
    weights = {key: drawn[key] / len(rows) for key, rows in groups}
    return LevelColumn(edges=blank.edges, effects=effects, weights=weights)


def _saves(rest: Array, apart: float, inside: float) -> float:
    """The squared error saved on a level's campaigns when each is told from the others of its level."""
    others = len(rest) - 1
    if not others:
        return 0.0
    said = (rest.sum() - rest) / others * apart / (apart + inside / others)
    return float((rest**2 - (rest - said) ** 2).sum())


def _edges(values: "pd.Series[str]") -> tuple[float, ...]:
    """Where the parts of a number meet."""
    if not pd.api.types.is_float_dtype(values):
        return ()
    known = values.dropna().to_numpy(dtype=float)
    marks = np.quantile(known, np.arange(1, PARTS) / PARTS) if len(known) else []
    return tuple(float(mark) for mark in np.unique(marks))


def _groups(keys: list[str]) -> Iterator[tuple[str, npt.NDArray[np.intp]]]:
    """Each level with its rows."""
    array = np.array(keys, dtype=object)
    for key in sorted(set(keys)):
        yield key, np.flatnonzero(array == key)
