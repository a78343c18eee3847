"""How much of each channel's attributed value is real, judged by the total that all channels and the baseline make.

Platforms claim too much or too little. Where total revenue is known, each channel's curve is multiplied by a factor
with a prior around 1; how far the factors may leave 1 is weighed by evidence: an honest attribution stays as it is.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from forecasting.curve_shapes import Array

SPREADS = (0.03, 0.12, 0.25, 0.4, 0.6)
SPREAD_PRIOR = (0.5, 0.125, 0.125, 0.125, 0.125)
SMALLEST = 0.05


@dataclass(frozen=True, kw_only=True)
class Recalibration:
    """Factors (channels,) on the attributed value, their covariance, and the total's fit."""

    factor: Array
    covariance: Array
    baseline: Array
    """(periods,) of the total that no channel makes, without season."""
    fitted: Array
    """(periods,) total predicted without season."""
    noise: float
    """Relative noise of the total."""


def recalibrate(total: Array, season: Array, expected: Array) -> Recalibration:
    """Compare the channels' expected value with the total.

    Args:
        total: (periods,) total value, with season; NaN where unknown.
        season: (periods,) multiplicative.
        expected: (channels, periods) average curves without season.

    Returns:
        Average over the spreads in `SPREADS`, weighted by prior times marginal likelihood.
    """
    known = np.isfinite(total)
    observed = (total / season)[known]
    unit = max(float(np.abs(observed).mean()), 1e-300)
    trend = np.linspace(-0.5, 0.5, len(total))
    every = np.column_stack([np.ones(len(total)), trend, *(expected / unit)])
    design, observed = every[known], observed / unit
    noise = _noise(design, observed)
    tries = [_solve(design, observed, spread, noise) for spread in SPREADS]
    weight = np.array([try_[2] for try_ in tries]) + np.log(SPREAD_PRIOR)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    mean = sum(w * try_[0] for w, try_ in zip(weight, tries, strict=True))
    spread = sum(
        w * (try_[1] + np.outer(try_[0] - mean, try_[0] - mean)) for w, try_ in zip(weight, tries, strict=True)
    )
    positive = _positive(design, observed, weight, noise)
    fitted = np.maximum(every @ positive, 0.05)
    return Recalibration(
        factor=np.maximum(positive[2:], SMALLEST),
        covariance=np.asarray(spread)[2:, 2:],
        baseline=unit * (every[:, :2] @ positive[:2]),
        fitted=unit * fitted,
        noise=float(np.std(np.log(np.maximum(observed, 0.05)) - np.log(fitted[known]))) + 0.01,
    )


def _noise(design: Array, observed: Array) -> float:
    """Noise of the total, inflated for residuals that follow each other."""
    center, precision = _prior(design.shape[1], 0.4)
    beta = np.linalg.solve(design.T @ design * 1e4 + np.diag(precision), design.T @ observed * 1e4 + precision * center)
    residual = observed - design @ beta
    follow = float(np.clip(np.corrcoef(residual[1:], residual[:-1])[0, 1], 0, 0.9)) if residual.std() > 0 else 0.0
    freedom = max(len(observed) - design.shape[1] / 2, 2.0)
    return max(float(np.sqrt(residual @ residual / freedom * (1 + follow) / (1 - follow))), 1e-3)


def _prior(size: int, spread: float) -> tuple[Array, Array]:
    center = np.ones(size)
    center[:2] = (0.5, 0.0)
    deviation = np.full(size, spread)
    deviation[:2] = (0.7, 0.4)
    return center, 1 / deviation**2


def _solve(design: Array, observed: Array, spread: float, noise: float) -> tuple[Array, Array, float]:
    """Posterior mean, covariance and log evidence of a Gaussian linear model."""
    center, precision = _prior(design.shape[1], spread)
    gram = design.T @ design / noise**2 + np.diag(precision)
    covariance = np.linalg.inv(gram)
    mean = covariance @ (design.T @ observed / noise**2 + precision * center)
    residual, moved = observed - design @ mean, mean - center
    fit = residual @ residual / noise**2 + moved @ (precision * moved)
    evidence = -0.5 * (fit + np.linalg.slogdet(gram)[1] - np.log(precision).sum())
    return np.asarray(mean), np.asarray(covariance), float(evidence)


def _positive(design: Array, observed: Array, weight: Array, noise: float) -> Array:
    """The same average with every factor and the mean baseline held at or above zero (ridge as extra rows of NNLS)."""
    result = np.zeros(design.shape[1])
    split = np.column_stack([design, -design[:, 1]])
    for share, spread in zip(weight, SPREADS, strict=True):
        center, precision = _prior(design.shape[1], spread)
        root = np.diag(np.sqrt(precision))
        rows = np.vstack([split / noise, np.column_stack([root, -root[:, 1]])])
        solved, _ = nnls(rows, np.concatenate([observed / noise, root @ center]))
        solved[1] -= solved[-1]
        result += share * solved[:-1]
    return result
