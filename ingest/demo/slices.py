"""Cuts daily totals by age and sex, region, device and hour so that the parts add up to the total exactly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.demo.catalogue import AGES, DEVICES, GENDERS, HOME_REGIONS, REGIONS, DemoCampaign, channels
from ingest.demo.daily import Array, Daily, Grid, Integers, Mask, driver

TABLETS: Final = 0.03
OLDER: Final = ("55-64", "65+")
PARENT: Final[Mapping[str, str]] = {
    "reach": "impressions",
    "spend": "impressions",
    "clicks": "impressions",
    "engagements": "impressions",
    "video_views": "impressions",
    "leads": "clicks",
    "conversions": "clicks",
    "revenue": "conversions",
}
"""A measure is spread in proportion to its parent: no cell has clicks without impressions or orders without clicks."""


@dataclass(frozen=True, kw_only=True)
class SliceCells:
    """The cells of one slice and how they differ; each tuple has one entry a cell, 1 means like the average."""

    values: tuple[Mapping[str, str], ...]
    """Slice column to value."""
    share: Callable[[DemoCampaign], Array]
    """Shares of impressions."""
    factors: Mapping[str, tuple[float, ...]]
    """By measure: how much more of it than its parent a cell gets."""


def _people(campaign: DemoCampaign) -> Array:
    channel = channels()[campaign.channel]
    return np.outer(channel.ages, (channel.women, 1 - channel.women)).ravel()


def _places(campaign: DemoCampaign) -> Array:
    home = HOME_REGIONS.get(campaign.location)
    return np.array([share if home is None else float(name == home) for name, share in REGIONS.items()])


def _devices(campaign: DemoCampaign) -> Array:
    mobile = channels()[campaign.channel].mobile
    return np.array([mobile * (1 - TABLETS), (1 - mobile) * (1 - TABLETS), TABLETS])


SLICES: Final[Mapping[str, SliceCells]] = {
    "age+gender": SliceCells(
        values=tuple({"age": age, "gender": gender} for age in AGES for gender in GENDERS),
        share=_people,
        factors={
            "spend": (0.82, 0.80, 1.04, 0.98, 1.10, 1.02, 1.04, 0.98, 0.96, 0.92, 0.88, 0.86),
            "clicks": (0.92, 0.84, 1.06, 0.90, 1.10, 0.92, 1.12, 0.96, 1.18, 1.04, 1.22, 1.08),
            "conversions": (0.55, 0.42, 1.20, 0.84, 1.42, 0.95, 1.18, 0.88, 0.72, 0.60, 0.42, 0.36),
            "revenue": (0.80, 0.82, 0.98, 1.04, 1.06, 1.10, 1.04, 1.08, 0.96, 0.98, 0.88, 0.90),
        },
    ),
    "region": SliceCells(
        values=tuple({"region": region} for region in REGIONS),
        share=_places,
        factors={
            "spend": (1.22, 1.08, 1.10, 0.90, 0.88, 0.80, 0.82, 0.78),
            "clicks": (0.96, 0.98, 0.98, 1.04, 1.03, 1.05, 1.02, 1.04),
            "conversions": (1.02, 1.04, 1.06, 0.96, 1.00, 1.16, 0.98, 0.80),
            "revenue": (1.10, 1.04, 1.05, 0.94, 0.96, 0.95, 0.95, 0.90),
        },
    ),
    "device": SliceCells(
        values=tuple({"device": device} for device in DEVICES),
        share=_devices,
        factors={
            "spend": (0.96, 1.16, 1.00),
            "clicks": (1.04, 0.84, 0.96),
            "conversions": (0.88, 1.55, 1.02),
            "revenue": (0.96, 1.14, 1.02),
        },
    ),
}

EVENING: Final = (3, 2, 1, 1, 1, 1, 2, 4, 5, 5, 5, 5, 6, 6, 5, 5, 5, 6, 7, 9, 10, 10, 8, 5)
WORKDAY: Final = (2, 1, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 7, 7, 7, 7, 6, 6, 5, 5, 5, 4, 4, 3)
"""Shares of impressions by hour, for social networks and for search."""
HOURLY_CONVERSION: Final = (
    0.70,
    0.60,
    0.55,
    0.50,
    0.50,
    0.55,
    0.70,
    0.80,
    0.90,
    0.98,
    1.04,
    1.08,
    1.10,
    1.08,
    1.02,
    0.98,
    0.98,
    1.00,
    1.02,
    1.08,
    1.16,
    1.18,
    1.04,
    0.85,
)


def split(totals: Integers, weights: Array, rng: np.random.Generator) -> Integers:
    """Spreads each total over its row of weights in whole units.

    Systematic rounding: every part is its exact share rounded up or down, right on average; parts add up to the total.

    Args:
        totals: n whole numbers.
        weights: n x k, not negative; the row of a total above 0 has a weight above 0.
        rng: decides which parts are rounded up.
    """
    heaped = np.cumsum(weights, axis=1)
    heaped /= np.maximum(heaped[:, -1:], np.finfo(float).tiny)
    edges = np.floor(heaped * totals[:, None] + rng.random((len(totals), 1))).astype(np.int64)
    edges = np.where(heaped >= 1, totals[:, None], np.minimum(edges, totals[:, None]))
    return np.diff(edges, axis=1, prepend=0)


def cut(name: str, grid: Grid, daily: Daily, rows: Mask, rng: np.random.Generator) -> dict[str, Integers]:
    """All measures of one slice: n x k for the n campaign days marked in `rows` and the k cells of the slice."""
    cells = SLICES[name]
    shares = np.array([cells.share(campaign) for campaign in grid.campaigns])
    weights = shares[np.nonzero(rows)[0]]
    if name == "age+gender":
        older = np.array([cell["age"] in OLDER for cell in cells.values])
        weights = np.where(older, weights * driver("older", grid)[rows][:, None], weights)
    return spread({"impressions": weights}, cells.factors, daily, rows, rng)


def by_hour(grid: Grid, daily: Daily, rows: Mask, rng: np.random.Generator) -> dict[str, Integers]:
    """The measures which platforms report by hour: n x 24 for the n campaign days marked in `rows`."""
    curves = [EVENING if "engagements" in channels()[item.channel].measures else WORKDAY for item in grid.campaigns]
    weights = np.asarray(curves, dtype=float)[np.nonzero(rows)[0]]
    return spread({"impressions": weights}, {"conversions": HOURLY_CONVERSION}, daily, rows, rng)


def spread(
    weights: Mapping[str, Array],
    factors: Mapping[str, tuple[float, ...]],
    daily: Daily,
    rows: Mask,
    rng: np.random.Generator,
) -> dict[str, Integers]:
    """Spreads impressions by the given weights and every other measure in proportion to its parent."""
    base = weights["impressions"]
    parts = {"impressions": split(daily.impressions[rows], base * rng.gamma(60, 1 / 60, base.shape), rng)}
    for measure, parent in PARENT.items():
        noise = 1.0 if measure == "reach" else rng.gamma(80, 1 / 80, base.shape)
        totals: Integers = getattr(daily, measure)[rows]
        parts[measure] = split(totals, parts[parent] * np.asarray(factors.get(measure, 1.0)) * noise, rng)
    return parts
