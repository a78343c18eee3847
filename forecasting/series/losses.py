"""How far off a forecast was; every loss has the same signature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from forecasting.series.series import Values


@dataclass(frozen=True, kw_only=True)
class TrialOutcome:
    """What was said at a cut-off and what then happened, step by step (equal lengths)."""

    actual: Values
    point: Values
    lower: Values
    upper: Values
    scale: float
    """Mean absolute seasonal-naive step inside the history known then; the unit of MASE."""


def mase(outcome: TrialOutcome) -> float:
    """Mean absolute error in units of the naive step (Hyndman and Koehler 2006); NaN when that step is zero."""
    error = _mean(np.abs(outcome.point - outcome.actual))
    return error / outcome.scale if outcome.scale > 0 else float("nan")


def smape(outcome: TrialOutcome) -> float:
    """Symmetric absolute percentage error, 0 to 2; two zeros count as no error."""
    size = np.abs(outcome.point) + np.abs(outcome.actual)
    gap = 2 * np.abs(outcome.point - outcome.actual)
    return _mean(np.divide(gap, size, out=np.zeros_like(gap), where=size != 0))


def wape(outcome: TrialOutcome) -> float:
    """Absolute error as a share of the actual total; NaN when that total is zero."""
    total = float(np.nansum(np.abs(outcome.actual)))
    error = float(np.nansum(np.abs(outcome.point - outcome.actual)))
    return error / total if total > 0 else float("nan")


def coverage(outcome: TrialOutcome) -> float:
    """Share of steps whose actual value fell inside the range, edges included."""
    known = ~np.isnan(outcome.actual)
    inside = (outcome.actual >= outcome.lower) & (outcome.actual <= outcome.upper)
    return float(inside[known].mean()) if known.any() else float("nan")


LOSSES: Mapping[str, Callable[[TrialOutcome], float]] = {
    "mase": mase,
    "smape": smape,
    "wape": wape,
    "coverage": coverage,
}


def _mean(values: Values) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
