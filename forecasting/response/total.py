"""How much of each channel's attributed value is real, judged by the total that all channels and the baseline make.

Platforms claim too much or too little. Where total revenue is known, each channel's curve is multiplied by a factor
with a prior around 1; how far the factors may leave 1 is weighed by evidence: an honest attribution stays as it is.
"""

from dataclasses import dataclass

import numpy as np

from forecasting.response.factors import Factors
from forecasting.response.shapes import Array

SPREADS = (0.03, 0.1, 0.2, 0.3, 0.45, 0.6)
"""Standard deviations of the factors' logarithms that are tried, and how likely each is before any data."""
SPREAD_PRIOR = (0.5, 0.1, 0.1, 0.1, 0.1, 0.1)
NOISES = (0.01, 0.02, 0.03, 0.045, 0.065, 0.09, 0.13, 0.2, 0.35)
"""Standard deviations of the total around its fit that are tried, relative to its mean."""
BASELINE = (-0.7, 0.7)
"""Prior of the logarithm of the part of the total no channel makes: mean and standard deviation."""
TREND, WAVE = 0.4, 0.02
"""Prior standard deviations of the baseline's trend over the history, and of its own season."""
NEWTON_STEPS = 12


@dataclass(frozen=True, kw_only=True)
class Recalibration:
    """Factors (channels,) on the attributed value, the beliefs that they are the mean of, and the total's fit."""

    factor: Array
    factors: Factors
    fitted: Array
    """(periods,) total predicted without season."""
    noise: float
    """Relative noise of the total."""


@dataclass(frozen=True, kw_only=True)
class _Problem:
    """Regression of the total (in units of its mean) on the channels, a constant, a trend and waves."""

    design: Array
    observed: Array
    positive: int
    """The first columns, whose coefficients are positive: channels and constant."""


@dataclass(frozen=True, kw_only=True)
class _Answers:
    """One posterior for each pair of a spread and a noise; coefficients are logarithms where they are positive."""

    weight: Array
    """(pairs,)"""
    center: Array
    """(pairs, columns)"""
    covariance: Array
    """(pairs, columns, columns)"""


def recalibrate(total: Array, season: Array, expected: Array, waves: Array) -> Recalibration:
    """Compare the channels' expected value with the total.

    Args:
        total: (periods,) total value, with season; NaN where unknown.
        season: (periods,) multiplicative.
        expected: (channels, periods) average curves without season.
        waves: (periods, columns) by which the baseline's season may differ from the channels'.

    Returns:
        Average over `SPREADS` and `NOISES`, weighted by prior times marginal likelihood.
    """
    known = np.isfinite(total)
    observed = (total / season)[known]
    unit = max(float(np.abs(observed).mean()), 1e-300)
    trend = np.linspace(-0.5, 0.5, len(total))
    every = np.column_stack([*(expected / unit), np.ones(len(total)), trend, waves])
    problem = _Problem(design=every[known], observed=observed / unit, positive=len(expected) + 1)
    residual = problem.observed - problem.design @ _mean(problem, _solve(problem, 1.0))
    answers = _solve(problem, _independence(residual))
    mean = _mean(problem, answers)
    fitted = np.maximum(every @ mean, 0.05)
    return Recalibration(
        factor=mean[: len(expected)],
        factors=_factors(answers, mean[: len(expected)]),
        fitted=unit * fitted,
        noise=float(np.std(np.log(np.maximum(problem.observed, 0.05)) - np.log(fitted[known]))) + 0.01,
    )


def _independence(residual: Array) -> float:
    """How much residuals that follow each other tell: (1 - r) / (1 + r) with their first autocorrelation r."""
    if len(residual) < 3 or residual[1:].std() <= 0 or residual[:-1].std() <= 0:
        return 1.0
    follow = float(np.clip(np.corrcoef(residual[1:], residual[:-1])[0, 1], 0.0, 0.9))
    return (1 - follow) / (1 + follow)


def _mean(problem: _Problem, answers: _Answers) -> Array:
    """Expected coefficients."""
    return np.asarray(answers.weight @ _each(answers, problem.positive))


def _each(answers: _Answers, positive: int) -> Array:
    """Expected coefficients under each pair; of a log-normal one that is exp(center + variance / 2)."""
    variance = np.diagonal(answers.covariance, axis1=1, axis2=2)[:, :positive]
    each = answers.center.copy()
    each[:, :positive] = np.exp(each[:, :positive] + variance / 2)
    return each


def _factors(answers: _Answers, served: Array) -> Factors:
    """What each pair says of the channels' factors."""
    count = len(served)
    ratio = _each(answers, count)[:, :count] / served
    return Factors(weight=answers.weight, ratio=ratio, covariance=answers.covariance[:, :count, :count])


def _priors(problem: _Problem) -> tuple[Array, Array, Array]:
    """Prior mean (columns,), precision (pairs, columns), noise (pairs,) of all pairs of a spread and a noise."""
    size, channels = problem.design.shape[1], problem.positive - 1
    center = np.zeros(size)
    center[channels] = BASELINE[0]
    deviation = np.full((len(SPREADS), size), WAVE)
    deviation[:, :channels] = np.array(SPREADS)[:, None]
    deviation[:, channels : channels + 2] = (BASELINE[1], TREND)
    return center, np.repeat(1 / deviation**2, len(NOISES), axis=0), np.tile(NOISES, len(SPREADS))


def _solve(problem: _Problem, tell: float) -> _Answers:
    """Laplace approximation of all pairs at once by Gauss-Newton on the sums of squares and products.

    Args:
        problem: The regression.
        tell: How much each row counts; less than 1 where residuals follow each other.
    """
    squares, products = problem.design.T @ problem.design, problem.design.T @ problem.observed
    prior, precision, noise = _priors(problem)
    scale = (tell / noise**2)[:, None]
    center = np.tile(prior, (len(noise), 1))
    diagonal = precision[:, :, None] * np.eye(len(prior))
    for _ in range(NEWTON_STEPS):
        theta, slope = _coefficients(problem, center)
        gram = (scale * slope)[:, :, None] * squares * slope[:, None, :] + diagonal
        pull = scale * slope * (products - theta @ squares) + precision * (prior - center)
        center = center + np.clip(np.linalg.solve(gram, pull[:, :, None])[:, :, 0], -0.7, 0.7)
    theta, slope = _coefficients(problem, center)
    gram = (scale * slope)[:, :, None] * squares * slope[:, None, :] + diagonal
    misfit = problem.observed @ problem.observed - 2 * theta @ products + ((theta @ squares) * theta).sum(axis=1)
    fit = scale[:, 0] * misfit + (precision * (center - prior) ** 2).sum(axis=1)
    evidence = -0.5 * (fit + np.linalg.slogdet(gram)[1] - np.log(precision).sum(axis=1))
    evidence += np.log(np.repeat(SPREAD_PRIOR, len(NOISES))) - tell * len(problem.observed) * np.log(noise)
    weight = np.exp(evidence - evidence.max())
    return _Answers(weight=weight / weight.sum(), center=center, covariance=np.asarray(np.linalg.inv(gram)))


def _coefficients(problem: _Problem, center: Array) -> tuple[Array, Array]:
    """Coefficients and their derivative with respect to the centers."""
    theta, slope = center.copy(), np.ones_like(center)
    theta[:, : problem.positive] = np.exp(np.clip(center[:, : problem.positive], -8, 4))
    slope[:, : problem.positive] = theta[:, : problem.positive]
    return theta, slope
