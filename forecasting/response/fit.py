"""Posterior over response curves of one channel, and the season all channels share.

A channel's value in a period is modelled as `season * level * shape(carried-over spend)` with multiplicative noise.
All shapes on a grid are weighed by prior times marginal likelihood (the noise variance is integrated out), which is an
exact Bayesian average on that grid: no iterations, no local optimum, the same answer every time.
"""

from dataclasses import dataclass, replace

import numpy as np

from forecasting.response.shapes import FAMILIES, TINY, Array, Candidates, carry_over, list_candidates, respond

CARRY_OVER = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
BURN_IN = 2
"""First periods left out of the likelihood, because what was spent before them is unknown."""
OUTLIER = 1.2
"""Residuals (log scale) beyond this count no more: a broken week must not choose the shape."""
PRIOR_NOISE, PRIOR_POINTS = 0.2, 4.0
KEPT_WEIGHT = 0.998
DEAD = 1e-9
TRIM = 4.0
"""Values above this many standard deviations are cut to it before a level is taken."""
POOL_PRIOR, POOL_ROUNDS = 4.0, 8


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Predictions of every candidate for one channel, kept so that a new season costs only subtractions."""

    candidates: Candidates
    carry: Array
    response: Array
    """(candidates, periods), without level and season."""
    observed: Array
    counted: Array
    """Periods which carry information (0 or 1)."""
    floor: float
    """Added before logarithms: makes zeros finite and small values matter little; 0 where there are no zeros."""
    log_response: Array
    """(candidates, periods) logarithm of the response where `floor` is 0: then a level is only a shift."""

    def narrow(self, weight: Array) -> "Fitted":
        """Drop candidates (candidates,) without any weight, so that later rounds cost less."""
        kept = weight > weight.max() * DEAD
        table = self.candidates
        return replace(
            self,
            candidates=Candidates(
                family=table.family[kept],
                knee=table.knee[kept],
                steepness=table.steepness[kept],
                log_prior=table.log_prior[kept],
            ),
            carry=self.carry[kept],
            response=self.response[kept],
            log_response=self.log_response[kept],
        )


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """Every candidate of one channel before the channels have talked."""

    level: Array
    residual: Array
    """(candidates, periods)"""
    variance: Array
    log_weight: Array


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """Weights and levels of all candidates under one season."""

    weight: Array
    level: Array
    level_error: Array
    """Relative standard error of each level."""
    expected: Array
    """(periods,) average prediction without season."""
    residual: Array
    """(periods,) log of observed over predicted with season."""
    noise: float


def prepare(spend: Array, value: Array, known: Array) -> Fitted:
    """Evaluate every shape and every carry-over on one channel's spend.

    Args:
        spend: (periods,) divided by the mean spend of active periods.
        value: (periods,) attributed value, any unit.
        known: (periods,) 1 where both were reported.
    """
    table = list_candidates()
    response = np.concatenate([respond(table, carry_over(spend, share)) for share in CARRY_OVER])
    repeated = len(CARRY_OVER)
    started = int(np.argmax(spend > 0))
    counted = known.copy()
    counted[:started] = 0
    if started == 0 and len(spend) > 6 * BURN_IN:
        counted[:BURN_IN] = 0
    zeros = (value[counted > 0] <= 0).any() or (response[:, counted > 0] <= 0).any()
    return Fitted(
        candidates=Candidates(
            family=np.tile(table.family, repeated),
            knee=np.tile(table.knee, repeated),
            steepness=np.tile(table.steepness, repeated),
            log_prior=np.tile(table.log_prior, repeated) - np.log(repeated),
        ),
        carry=np.repeat(CARRY_OVER, len(table.knee)),
        response=response,
        observed=value,
        counted=counted,
        floor=_floor(spend, value, counted) if zeros else 0.0,
        log_response=np.zeros((len(response), 0)) if zeros else np.log(np.maximum(response, TINY)),
    )


def _floor(spend: Array, value: Array, counted: Array) -> float:
    """A hundredth of the usual value; more where spend often brings nothing, as with a few conversions a week."""
    active = (counted > 0) & (spend > 0)
    silent = float((value[active] <= 0).mean()) if active.any() else 0.0
    typical = float(value[value > 0].mean()) if (value > 0).any() else 100.0
    return typical * float(np.clip(2 * silent, 0.01, 1.0))


def _levels(fitted: Fitted, season: Array) -> tuple[Array, Array]:
    """Level of every candidate by the mean log residual; returns levels and residuals (candidates, periods)."""
    weight = fitted.counted / max(fitted.counted.sum(), 1.0)
    if fitted.floor == 0:
        residual = np.log(np.maximum(fitted.observed, TINY) / season) - fitted.log_response
        shift = residual @ weight
        residual -= shift[:, None]
        correction = np.clip(residual, -OUTLIER, OUTLIER) @ weight
        residual -= correction[:, None]
        return np.exp(shift + correction), residual
    observed = np.log(fitted.observed + fitted.floor)
    shape = fitted.response * season
    level = (fitted.observed @ fitted.counted) / np.maximum(shape @ fitted.counted, 1e-300)
    residual = observed - np.log(level[:, None] * shape + fitted.floor)
    for _ in range(2):
        level = level * np.exp(np.clip(residual, -OUTLIER, OUTLIER) @ weight)
        residual = observed - np.log(level[:, None] * shape + fitted.floor)
    return level, residual


def weigh_all(channels: list[Fitted], season: Array) -> list[Posterior]:
    """Posteriors of all channels; how common each family of shapes is, they tell each other.

    The families' prior weights are themselves estimated (EM with a Dirichlet prior of `POOL_PRIOR` channels): where
    most channels are S-shaped, a channel with thin data leans that way too.
    """
    judged = [_judge(fitted, season) for fitted in channels]
    base = np.array([family.weight for family in FAMILIES])
    common = base
    for _ in range(POOL_ROUNDS):
        shares = [
            _family_shares(fitted, each.log_weight + _lean(fitted, common))
            for fitted, each in zip(channels, judged, strict=True)
        ]
        common = (POOL_PRIOR * base + np.sum(shares, axis=0)) / (POOL_PRIOR + len(channels))
    return [
        _conclude(fitted, season, each, _lean(fitted, common)) for fitted, each in zip(channels, judged, strict=True)
    ]


def _lean(fitted: Fitted, common: Array) -> Array:
    """Change of the log prior of every candidate when its family is as common as that."""
    change = np.log(common / np.array([family.weight for family in FAMILIES]))
    return np.asarray(change[fitted.candidates.family])


def _family_shares(fitted: Fitted, log_weight: Array) -> Array:
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(np.bincount(fitted.candidates.family, weights=weight, minlength=len(FAMILIES)) / weight.sum())


def _judge(fitted: Fitted, season: Array) -> _Judged:
    """Level, residual, noise and posterior weight of every candidate of one channel."""
    level, residual = _levels(fitted, season)
    points = fitted.counted.sum()
    squares = (np.clip(residual, -OUTLIER, OUTLIER) ** 2) @ fitted.counted
    variance = (squares + PRIOR_POINTS * PRIOR_NOISE**2) / (points + PRIOR_POINTS)
    log_weight = fitted.candidates.log_prior - 0.5 * (points + PRIOR_POINTS) * np.log(variance)
    return _Judged(level=level, residual=residual, variance=variance, log_weight=log_weight)


def _conclude(fitted: Fitted, season: Array, judged: _Judged, lean: Array) -> Posterior:
    log_weight = judged.log_weight + lean
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    residual, noise = weight @ judged.residual, float(np.sqrt(weight @ judged.variance))
    # The judged level is a median; sums of money need the mean, but not of a broken week.
    trimmed = fitted.observed * np.exp(-np.maximum(residual - max(OUTLIER, TRIM * noise), 0.0))
    modelled = fitted.response @ (season * fitted.counted)
    level = (trimmed @ fitted.counted) / np.maximum(modelled, 1e-300)
    return Posterior(
        weight=weight,
        level=level,
        level_error=np.sqrt(judged.variance / max(fitted.counted.sum(), 1.0)),
        expected=(weight * level) @ fitted.response,
        residual=residual,
        noise=noise,
    )
