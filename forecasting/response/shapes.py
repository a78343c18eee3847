"""Shapes a channel's response to spend may have, and carry-over of spend into later periods.

Every shape is a function of `u`, spend divided by the channel's own mean spend, so that priors mean the same for a
channel of a thousand and of a million. `knee` is the spend (in the same unit) where saturation sets in, `steepness` the
exponent.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Response = Callable[[Array, Array, Array], Array]

TINY = 1e-9


@dataclass(frozen=True, kw_only=True)
class Family:
    """One way of saturating, with the grid of parameters tried and how likely each is before any data."""

    name: str
    response: Response
    slope: Response
    """Derivative of the response with respect to `u`."""
    knees: tuple[float, ...]
    steepness: tuple[float, ...]
    knee_prior: tuple[float, float]
    """Mean and standard deviation of log(knee)."""
    steepness_prior: tuple[float, float]
    """Mean and standard deviation of the steepness."""
    weight: float


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """All shapes of all families side by side; arrays of one length."""

    family: npt.NDArray[np.int64]
    knee: Array
    steepness: Array
    log_prior: Array


def _hill(u: Array, knee: Array, steepness: Array) -> Array:
    ratio = (np.maximum(u, TINY) / knee) ** steepness
    return np.where(u > 0, ratio / (1 + ratio), 0.0)


def _hill_slope(u: Array, knee: Array, steepness: Array) -> Array:
    safe = np.maximum(u, TINY)
    ratio = (safe / knee) ** steepness
    return steepness * ratio / (safe * (1 + ratio) ** 2)


def _log(u: Array, knee: Array, _: Array) -> Array:
    return np.log1p(u / knee)


def _log_slope(u: Array, knee: Array, _: Array) -> Array:
    return 1 / (knee + u)


def _exp(u: Array, knee: Array, _: Array) -> Array:
    return -np.expm1(-u / knee)


def _exp_slope(u: Array, knee: Array, _: Array) -> Array:
    return np.exp(-u / knee) / knee


def _power(u: Array, _: Array, steepness: Array) -> Array:
    return np.where(u > 0, np.maximum(u, TINY) ** steepness, 0.0)


def _power_slope(u: Array, _: Array, steepness: Array) -> Array:
    return steepness * np.maximum(u, TINY) ** (steepness - 1)


_KNEES = tuple(float(k) for k in np.geomspace(0.15, 12, 13))

FAMILIES: tuple[Family, ...] = (
    Family(
        name="hill",
        response=_hill,
        slope=_hill_slope,
        knees=_KNEES,
        steepness=(0.65, 0.8, 0.95, 1.1),
        knee_prior=(0.4, 0.9),
        steepness_prior=(1.0, 0.3),
        weight=0.35,
    ),
    Family(
        name="s-shape",
        response=_hill,
        slope=_hill_slope,
        knees=_KNEES,
        steepness=(1.25, 1.5, 1.8, 2.2, 2.7),
        knee_prior=(0.4, 0.9),
        steepness_prior=(1.5, 0.6),
        weight=0.05,
    ),
    Family(
        name="log",
        response=_log,
        slope=_log_slope,
        knees=_KNEES,
        steepness=(1.0,),
        knee_prior=(0.0, 0.9),
        steepness_prior=(1.0, 1.0),
        weight=0.2,
    ),
    Family(
        name="exp",
        response=_exp,
        slope=_exp_slope,
        knees=_KNEES,
        steepness=(1.0,),
        knee_prior=(0.2, 0.9),
        steepness_prior=(1.0, 1.0),
        weight=0.2,
    ),
    Family(
        name="power",
        response=_power,
        slope=_power_slope,
        knees=(1.0,),
        steepness=tuple(float(s) for s in np.linspace(0.1, 1.0, 13)),
        knee_prior=(0.0, 1.0),
        steepness_prior=(0.6, 0.2),
        weight=0.2,
    ),
)
"""Michaelis-Menten is Hill with steepness 1; well above 1 Hill is S-shaped: first ever faster, then saturating."""


def _log_normal_weights(family: Family) -> tuple[Array, Array, Array]:
    knee, steepness = (a.ravel() for a in np.meshgrid(family.knees, family.steepness))
    log_prior = -0.5 * ((np.log(knee) - family.knee_prior[0]) / family.knee_prior[1]) ** 2
    log_prior -= 0.5 * ((steepness - family.steepness_prior[0]) / family.steepness_prior[1]) ** 2
    return knee, steepness, log_prior - np.log(np.exp(log_prior).sum()) + np.log(family.weight)


def list_candidates() -> Candidates:
    """Lay the grids of all families out in one table."""
    tables = [_log_normal_weights(family) for family in FAMILIES]
    return Candidates(
        family=np.concatenate([np.full(len(table[0]), index) for index, table in enumerate(tables)]),
        knee=np.concatenate([table[0] for table in tables]),
        steepness=np.concatenate([table[1] for table in tables]),
        log_prior=np.concatenate([table[2] for table in tables]),
    )


def respond(candidates: Candidates, u: Array, *, slope: bool = False) -> Array:
    """Evaluate every candidate at every point: (candidates,) x (points,) -> (candidates, points)."""
    result = np.empty((len(candidates.knee), len(u)))
    for index, family in enumerate(FAMILIES):
        rows = np.flatnonzero(candidates.family == index)
        if len(rows):
            curve = family.slope if slope else family.response
            result[rows] = curve(u[None, :], candidates.knee[rows, None], candidates.steepness[rows, None])
    return result


def carry_over(spend: Array, share: float) -> Array:
    """Spread spend over later periods: geometric adstock, normalised so that constant spend stays what it is."""
    result = np.empty_like(spend)
    stock = 0.0
    for index, amount in enumerate(spend):
        stock = (1 - share) * amount + share * stock
        result[index] = stock
    return result
