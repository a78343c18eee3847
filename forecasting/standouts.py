"""Which of many overlapping groups really differ from the rest, when chance alone would make some look odd.

Two shapes of data, one answer: single observations (posts), where group membership is shuffled, and blocks (days,
weeks) in which every group has something, where the signs of whole blocks are flipped. Either way the most extreme of
all groups is compared with the most extreme that luck makes: the step-down maximum of Westfall and Young (1993).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

DRAWS: Final = 1_999
FEWEST_BLOCKS: Final = 8
"""Below this many independent blocks nothing can be told: 2^7 signs leave no room for small probabilities."""
SEED: Final = 20_230_401

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """What one group made of its money, against what the same money made elsewhere in the same blocks."""

    group: int
    """Its column."""
    lift: float
    """0.2: a fifth more than expected; shrunk towards 0 by how unsure it is."""
    error: float
    """Standard error of the lift, of the same scale."""
    spend_share: float
    result_share: float
    blocks: int
    """In how many blocks it had a part."""
    chance: float
    """As in `Standout`; 1 for a group too small to be judged."""


@dataclass(frozen=True, kw_only=True)
class Standout:
    """One group against chance."""

    group: int
    """Its column."""
    z: float
    """Deviation in units of its spread; above 0: more than the rest."""
    chance: float
    """Probability that the luckiest of all groups looks this odd when none is."""


def shuffled(values: Floats, inside: NDArray[np.bool_]) -> tuple[Standout, ...]:
    """Groups whose observations differ from the rest.

    Args:
        values: one figure an observation.
        inside: observations (rows) by groups (columns): which belong to which. Every group has some and lacks some.

    Returns:
        One entry for each group, most significant first.
    """
    count = len(values)
    centred = values - values.mean()
    sizes = inside.sum(axis=0)
    scale = np.sqrt(count / (sizes * (count - sizes))) / (centred.std() or 1.0)
    chance = np.random.default_rng(SEED)
    orders = np.array([chance.permutation(centred) for _ in range(DRAWS)])
    members = inside.astype(float)
    return _told((centred @ members) * scale, np.abs(orders @ members) * scale)


def flipped(deviations: Floats) -> tuple[Standout, ...]:
    """Groups that have more or less than their share, block after block.

    Args:
        deviations: blocks (rows) by groups (columns): what a group had beyond its share there, 0 where it had no part.

    Returns:
        One entry for each group with any deviation, most significant first; empty with too few blocks.
    """
    spread = np.sqrt((deviations**2).sum(axis=0))
    alive = np.flatnonzero(spread > 0)
    if len(deviations) < FEWEST_BLOCKS or not len(alive):
        return ()
    scaled = deviations[:, alive] / spread[alive]
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), size=(DRAWS, len(deviations)))
    return tuple(
        Standout(group=int(alive[one.group]), z=one.z, chance=one.chance)
        for one in _told(scaled.sum(axis=0), np.abs(signs @ scaled))
    )


def efficiency(
    spend: Floats, results: Floats, whole: tuple[Floats, Floats], *, least_share: float, usual: float
) -> tuple[Efficiency, ...]:
    """How much more or less the groups bring for their money than their blocks as a whole.

    A group is expected to bring its block's results in proportion to its spend there; what it brings beyond that, block
    after block, is its deviation. Differences between blocks (a season, a dearer channel) thereby fall out.

    Args:
        spend: blocks by groups; groups may overlap.
        results: likewise.
        whole: each block's whole spend and whole results.
        least_share: groups with less of the spend, or all but so little of it, are not judged.
        usual: spread of true lifts that one expects beforehand; see `shrunk`.

    Returns:
        One entry for each group with spend, most significant first.
    """
    whole_spend, whole_results = whole
    expected = whole_results[:, None] * spend / np.where(whole_spend > 0, whole_spend, 1.0)[:, None]
    shares = spend.sum(axis=0) / max(float(whole_spend.sum()), 1e-12)
    judged = (shares >= least_share) & (shares <= 1 - least_share)
    deviations = results - expected
    told = {one.group: one.chance for one in flipped(np.where(judged, deviations, 0.0))}
    found = []
    for group in np.flatnonzero(expected.sum(axis=0) > 0):
        due = float(expected[:, group].sum())
        effect = float(deviations[:, group].sum()) / due
        lift, error = shrunk(effect, float(np.sqrt((deviations[:, group] ** 2).sum())) / due, usual)
        found.append(
            Efficiency(
                group=int(group),
                lift=lift,
                error=error,
                spend_share=float(shares[group]),
                result_share=float(results[:, group].sum()) / max(float(whole_results.sum()), 1e-12),
                blocks=int((expected[:, group] > 0).sum()),
                chance=told.get(int(group), 1.0),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.chance, -abs(one.lift))))


def _told(seen: Floats, by_luck: Floats) -> tuple[Standout, ...]:
    order = np.argsort(-np.abs(seen), kind="stable")
    most_left = np.maximum.accumulate(by_luck[:, order[::-1]], axis=1)[:, ::-1]
    beaten = (most_left >= np.abs(seen[order]) - 1e-12).sum(axis=0)
    chances = np.maximum.accumulate((beaten + 1) / (DRAWS + 1))
    return tuple(
        Standout(group=int(column), z=float(seen[column]), chance=float(chance))
        for column, chance in zip(order, chances, strict=True)
    )


def shrunk(effect: float, error: float, spread: float) -> tuple[float, float]:
    """An effect pulled towards 0 by how unsure it is, and what is left of its error (normal prior around 0).

    Args:
        effect: as measured.
        error: its standard error, in the same unit.
        spread: standard deviation of true effects that one expects beforehand; above 0.
    """
    weight = spread**2 / (spread**2 + error**2)
    return effect * weight, error * weight**0.5
