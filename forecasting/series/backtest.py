"""Rolling origin: what would have been said at earlier cut-offs, against what then happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.series.baseline import seasonal_naive
from forecasting.series.intervals import around, scores_of, width_of
from forecasting.series.losses import LOSSES, TrialOutcome, mase
from forecasting.series.series import Backtest, Projection, Series, Values

FOLDS = 3
TRAINING = {"D": 14, "W": 10}
"""Shortest history a fold may stand on."""
CLEARLY = 0.85
"""The naive guess is served when it was better in every fold and by this much in all."""

Model = Callable[[Series, int], Projection]


@dataclass(frozen=True, kw_only=True)
class SeriesFold:
    """One earlier cut-off."""

    past: Series
    actual: Values
    said: Projection
    naive: Projection


def no_backtest() -> Backtest:
    """The track record of a forecast that has none."""
    return {"mase": None, "smape": None, "wape": None, "coverage": None, "naive_mase": None, "folds": 0}


def cut_offs(series: Series, horizon: int, folds: int = FOLDS) -> list[int]:
    """Up to `folds` cut-offs, newest first, each with a full horizon after it and enough before it."""
    newest, least = series.size - horizon, TRAINING[series.freq]
    if newest < least:
        return []
    step = max(1, min(horizon, (newest - least) // max(folds - 1, 1)))
    return [cut for cut in range(newest, newest - folds * step, -step) if cut >= least]


def roll(series: Series, horizon: int, model: Model, folds: int = FOLDS) -> list[SeriesFold]:
    """Forecast from every cut-off; the horizon shrinks to a third of a history too short for it."""
    ahead = max(1, min(horizon, series.size // 3))
    found = []
    for cut in cut_offs(series, ahead, folds):
        past = series.until(cut)
        if len(past.observed) < TRAINING[series.freq] // 2 or np.ptp(past.observed) == 0:
            continue
        actual = series.values[cut : cut + ahead]
        found.append(SeriesFold(past=past, actual=actual, said=model(past, ahead), naive=seasonal_naive(past, ahead)))
    return found


def scores(folds: Sequence[SeriesFold]) -> Values:
    """All errors of the folds, in units of the spread expected then."""
    return np.concatenate([scores_of(fold.said, fold.actual) for fold in folds]) if folds else np.empty(0)


def naive_wins(folds: Sequence[SeriesFold]) -> bool:
    """Whether the seasonal-naive guess was clearly better, in every single fold."""
    said = np.array([_error(fold.said, fold.actual) for fold in folds])
    naive = np.array([_error(fold.naive, fold.actual) for fold in folds])
    return len(folds) >= FOLDS and bool((naive < said).all() and naive.sum() < CLEARLY * said.sum())


def served_naive(folds: Sequence[SeriesFold]) -> list[SeriesFold]:
    """The same folds with the naive guess in the place of the model."""
    return [SeriesFold(past=fold.past, actual=fold.actual, said=fold.naive, naive=fold.naive) for fold in folds]


def summarise(folds: Sequence[SeriesFold], level: float) -> Backtest:
    """Mean losses over the folds; each fold's range is corrected by the other folds only."""
    if not folds:
        return no_backtest()
    outcomes = [_outcome(fold, scores([other for other in folds if other is not fold]), level) for fold in folds]
    record: Backtest = {name: _average([loss(outcome) for outcome in outcomes]) for name, loss in LOSSES.items()}
    naive = [_outcome(fold, np.empty(0), level) for fold in served_naive(folds)]
    return record | {"naive_mase": _average([mase(outcome) for outcome in naive]), "folds": len(folds)}


def _outcome(fold: SeriesFold, others: Values, level: float) -> TrialOutcome:
    interval = around(fold.said, width_of(level, fold.said, len(fold.past.observed), others), fold.past)
    point = np.maximum(fold.said.point, 0.0) if fold.past.floored else fold.said.point
    period = fold.past.period
    steps = np.abs(fold.past.values[period:] - fold.past.values[:-period])
    scale = float(np.nanmean(steps)) if (~np.isnan(steps)).any() else 0.0
    return TrialOutcome(actual=fold.actual, point=point, lower=interval.lower, upper=interval.upper, scale=scale)


def _error(said: Projection, actual: Values) -> float:
    gap = np.abs(said.point - actual)
    return float(np.nanmean(gap)) if (~np.isnan(gap)).any() else 0.0


def _average(losses: list[float]) -> float | None:
    known = [loss for loss in losses if np.isfinite(loss)]
    return float(np.mean(known)) if known else None
