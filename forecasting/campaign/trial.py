"""Trying a campaign model on campaigns that start later than those it learnt from."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from forecasting.campaign.columns import Encoding, learn_encoding
from forecasting.campaign.forest import Array, Forest, grow, quantile, rank
from forecasting.campaign.levels import CampaignLevels

Rows = npt.NDArray[np.int64]
FIRST_SHARE, FOLDS, FEW = 0.4, 5, 60
REPEATS = 3
RARE = 0.02
NOTHING = Encoding(columns=(), levels={}, filling={})


@dataclass(frozen=True, kw_only=True)
class TrialFold:
    """Rows to learn from and rows to be judged on."""

    train: Rows
    test: Rows


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Predictions for held-out campaigns, fold after fold."""

    truth: Array
    prediction: Array
    guess: Array
    """The mean of the fold's training campaigns."""
    rank: Array
    """Where the truth fell in the predicted distribution, 0 to 1."""
    fold: Rows
    low: Array
    high: Array
    """80 % interval, calibrated on the folds before only; NaN in the first fold."""
    forest: Forest
    encoding: Encoding
    levels: CampaignLevels | None
    """Of the last fold."""

    def mean(self, read: pd.DataFrame) -> Array:
        """What the last fold's model expects of other campaigns."""
        if self.levels is not None:
            return self.levels.value(read)
        return self.forest.mean(self.encoding.matrix(read))

    @property
    def r2(self) -> float:
        """Share of variance explained; 0 when nothing varies."""
        total = float(((self.truth - self.truth.mean()) ** 2).sum())
        return 1 - float(((self.truth - self.prediction) ** 2).sum()) / total if total > 0 else 0.0

    @property
    def coverage(self) -> float:
        """Share of held-out campaigns inside their interval, from the second fold on."""
        known = np.isfinite(self.low)
        inside = (self.truth >= self.low) & (self.truth <= self.high)
        return float(inside[known].mean()) if known.any() else float("nan")

    def skill(self) -> dict[str, float]:
        """Figures to show beside every prediction."""
        return {
            "r2": self.r2,
            "mae": float(np.abs(self.truth - self.prediction).mean()),
            "mae_of_mean": float(np.abs(self.truth - self.guess).mean()),
            "coverage": self.coverage,
            "rows": float(len(self.truth)),
            "ranges": float(np.isfinite(self.low).sum()),
        }


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One category that sets campaigns apart from all others."""

    feature: str
    level: str
    mean_inside: float
    mean_outside: float
    share: float
    """Part of the campaigns that have it."""

    def encoding(self) -> Encoding:
        """Only this category, yes or no."""
        return Encoding(columns=(self.feature,), levels={self.feature: (self.level,)}, filling={})


def split_by_time(rows: int, seed: int, *, ordered: bool) -> list[TrialFold]:
    """Folds that grow with time (rows are sorted by start), or shuffled ones where no date is known."""
    folds = FOLDS if rows >= FEW else 2
    if ordered:
        edges = np.linspace(FIRST_SHARE * rows, rows, folds + 1).astype(int)
        return [TrialFold(train=np.arange(a), test=np.arange(a, b)) for a, b in pairwise(edges)]
    parts = np.array_split(np.random.default_rng(seed).permutation(rows), folds)
    return [TrialFold(train=np.sort(np.concatenate(parts[:k] + parts[k + 1 :])), test=parts[k]) for k in range(folds)]


def try_out(
    read: pd.DataFrame,
    target: Array,
    folds: list[TrialFold],
    seed: int,
    encode: Callable[[pd.DataFrame], Encoding] | None = learn_encoding,
) -> Trial:
    """Fit on every fold's training rows, predict its test rows, calibrate on the folds before.

    Args:
        read: features, one row per campaign.
        target: what became of each.
        folds: rows to learn from and to be judged on.
        seed: makes the forest reproducible.
        encode: which columns the forest sees; None: the levels of the columns instead of a forest on them.
    """
    parts: list[dict[str, Array]] = []
    fitted = [fit(read.iloc[fold.train], target[fold.train], seed, encode) for fold in folds]
    for fold, (encoding, forest, levels) in zip(folds, fitted, strict=True):
        table, truth = read.iloc[fold.test], target[fold.test]
        matrix = encoding.matrix(table)
        spread = forest.distribution(matrix)
        value, scale = (levels.value(table), levels.scale(table)) if levels else (np.zeros(len(truth)), 1.0)
        low, high = _interval(forest, spread, [part["rank"] for part in parts])
        parts.append(
            {
                "truth": truth,
                "prediction": value if levels else forest.mean(matrix),
                "guess": np.full(len(truth), target[fold.train].mean()),
                "rank": rank(forest.grid, spread, (truth - value) / scale),
                "low": value + scale * low,
                "high": value + scale * high,
            }
        )
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    index = np.repeat(np.arange(len(folds)), [len(fold.test) for fold in folds])
    encoding, forest, levels = fitted[-1]
    return Trial(**joined, fold=index, encoding=encoding, forest=forest, levels=levels)


def fit(
    learnt: pd.DataFrame, target: Array, seed: int, encode: Callable[[pd.DataFrame], Encoding] | None
) -> tuple[Encoding, Forest, CampaignLevels | None]:
    """A forest on the columns; or levels, with the distribution of campaigns around them in units of their spread."""
    if encode is not None:
        encoding = encode(learnt)
        return encoding, grow(encoding.matrix(learnt), target, seed), None
    levels = CampaignLevels.learn(learnt, target)
    return NOTHING, grow(NOTHING.matrix(learnt), levels.around(learnt, target), seed), levels


def _interval(forest: Forest, spread: Array, earlier: list[Array]) -> tuple[Array, Array]:
    if not earlier:
        return np.full(len(spread), np.nan), np.full(len(spread), np.nan)
    low, high = calibrate(np.sort(np.concatenate(earlier)))
    return quantile(forest.grid, spread, low), quantile(forest.grid, spread, high)


def calibrate(ranks: Array, level: float = 0.8) -> tuple[float, float]:
    """Levels of the raw distribution between which `level` of the truth falls (with the finite-sample correction)."""
    tail, size = (1 - level) / 2, len(ranks)
    below = int(np.floor(tail * (size + 1))) - 1
    above = int(np.ceil((1 - tail) * (size + 1))) - 1
    return (float(ranks[below]) if below >= 0 else 0.0), (float(ranks[above]) if above < size else 1.0)


def find_flag(read: pd.DataFrame, target: Array) -> Flag | None:
    """The category that splits the targets best, or None without any category."""
    best, least = None, 0.0
    encoding = learn_encoding(read)
    for name, level in encoding.names():
        if name not in encoding.levels:
            continue
        inside = (read[name] == level).to_numpy()
        share = float(inside.mean())
        if not RARE <= share <= 1 - RARE:
            continue
        means = float(target[inside].mean()), float(target[~inside].mean())
        explained = share * (1 - share) * (means[0] - means[1]) ** 2
        if explained > least:
            least = explained
            best = Flag(feature=name, level=level, mean_inside=means[0], mean_outside=means[1], share=share)
    return best


def shuffle_features(trial: Trial, read: pd.DataFrame, target: Array, last: TrialFold, seed: int) -> dict[str, float]:
    """Permutation importance: share of variance on the last fold that is lost when one feature is shuffled."""
    table, truth = read.iloc[last.test], target[last.test]
    variance = max(float(truth.var()), 1e-300)

    def loss(rows: pd.DataFrame) -> float:
        return float(((truth - trial.mean(rows)) ** 2).mean()) / variance

    before, rng = loss(table), np.random.default_rng(seed)
    lost = {}
    for name in trial.levels.columns if trial.levels else trial.encoding.columns:
        shuffled = [
            loss(table.assign(**{name: table[name].to_numpy()[rng.permutation(len(table))]})) for _ in range(REPEATS)
        ]
        lost[name] = float(np.mean(shuffled)) - before
    return dict(sorted(lost.items(), key=lambda item: -item[1]))
