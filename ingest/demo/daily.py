"""Daily totals of every campaign: spend, what it buys, and what people do about it. Arrays are campaigns x days."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo.catalogue import TACTICS, DemoCampaign, DemoChannel, Tactic, channels
from ingest.demo.incidents import INCIDENTS, Driver, Incident
from ingest.demo.seasons import auction, demand

Array = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

KOPECKS: Final = 100
RELATIVE_FLIGHT: Final = re.compile(r"(\d*)\.\.(\d*)")
YEARLY_FLIGHT: Final = re.compile(r"(\d\d-\d\d)\.\.(\d\d-\d\d)")
PLAN_WEEKS: Final = (2, 6)
"""Budgets are decided anew after this many weeks."""
SETTLING: Final = 0.55
"""Share of a budget change that is still to come after a day."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The campaigns and days for which numbers are made."""

    campaigns: tuple[DemoCampaign, ...]
    days: pd.DatetimeIndex
    today: date

    def each(self, read: Callable[[DemoChannel], float]) -> Array:
        """One value a campaign from its channel, as a column."""
        return np.array([[read(channels()[campaign.channel])] for campaign in self.campaigns], dtype=float)

    def tactic(self, read: Callable[[Tactic], float]) -> Array:
        """One value a campaign from its tactic, as a column."""
        return np.array([[read(TACTICS[campaign.tactic])] for campaign in self.campaigns], dtype=float)

    @property
    def age(self) -> Integers:
        """Days before today, for each day."""
        return (pd.Timestamp(self.today) - self.days).days.to_numpy().astype(np.int64)

    @property
    def shape(self) -> tuple[int, int]:
        """Campaigns and days."""
        return len(self.campaigns), len(self.days)


@dataclass(frozen=True, kw_only=True)
class Daily:
    """What the platforms would report for each campaign and day; money in kopecks."""

    planned: Array
    """Roubles that were meant to be spent."""
    running: Mask
    spend: Integers
    impressions: Integers
    reach: Integers
    clicks: Integers
    engagements: Integers
    video_views: Integers
    leads: Integers
    conversions: Integers
    revenue: Integers


def flight(campaign: DemoCampaign, grid: Grid) -> Mask:
    """Days on which the campaign runs.

    Raises:
        ValueError: the flight is written in no known way.
    """
    if not campaign.flight:
        return np.ones(len(grid.days), dtype=bool)
    if match := RELATIVE_FLIGHT.fullmatch(campaign.flight):
        first, last = (int(text or edge) for text, edge in zip(match.groups(), (100_000, 0), strict=True))
        return np.asarray((grid.age <= first) & (grid.age >= last))
    if match := YEARLY_FLIGHT.fullmatch(campaign.flight):
        of_year = np.asarray(grid.days.strftime("%m-%d"))
        return np.asarray((of_year >= match[1]) & (of_year <= match[2]))
    raise ValueError(f"Flight {campaign.flight!r} of {campaign.id} is neither '300..80' nor '12-01..12-30'.")


def driver(name: Driver, grid: Grid) -> Array:
    """What the incidents do to one driver; 1 where nothing happens."""
    factors = np.ones(grid.shape)
    for incident in INCIDENTS:
        rows = [row for row, campaign in enumerate(grid.campaigns) if _hits(incident, campaign)]
        factors[rows] *= 1 + _progress(incident, grid) * (incident.effects.get(name, 1.0) - 1)
    return factors


def _hits(incident: Incident, campaign: DemoCampaign) -> bool:
    return incident.channel == campaign.channel and incident.campaign in ("", campaign.id)


def _progress(incident: Incident, grid: Grid) -> Array:
    inside = (grid.age <= incident.starts) & (grid.age >= incident.ends)
    grown = (incident.starts - grid.age + 1) / (incident.starts - incident.ends + 1)
    return np.where(inside, grown if incident.gradual else 1.0, 0.0)


def _plan(grid: Grid, rng: np.random.Generator) -> Array:
    """Budgets in roubles: each channel's and each campaign's level steps every few weeks, around a yearly trend.

    The steps are what lets an analyst see how sales answer to spend.
    """
    names = sorted({campaign.channel for campaign in grid.campaigns})
    by_channel = dict(zip(names, _steps(len(names), len(grid.days), 0.22, rng), strict=True))
    common = np.array([by_channel[campaign.channel] for campaign in grid.campaigns])
    own = _steps(*grid.shape, 0.16, rng)
    trend = np.exp(-grid.each(lambda channel: channel.yearly_budget_growth) * grid.age / 365)
    budgets = np.array([[campaign.daily_budget] for campaign in grid.campaigns], dtype=float)
    running = np.array([flight(campaign, grid) for campaign in grid.campaigns])
    return np.asarray(budgets * common * own * trend * running)


def _steps(rows: int, days: int, spread: float, rng: np.random.Generator) -> Array:
    low, high = PLAN_WEEKS
    """Levels around 1 which hold for some weeks; the last one is 1, today's budget."""
    lengths = rng.integers(low, high + 1, size=(rows, days // (7 * low) + 2)) * 7
    levels = np.exp(np.clip(rng.normal(0, spread, lengths.shape), -2 * spread, 2 * spread) - spread**2 / 2)
    levels[:, 0] = 1.0
    stairs = np.array([np.repeat(level, length)[:days][::-1] for level, length in zip(levels, lengths, strict=True)])
    return carry(stairs, SETTLING)


def carry(values: Array, keep: float | Array) -> Array:
    """Geometric adstock of unit gain: y[t] = keep * y[t-1] + (1 - keep) * x[t]."""
    carried = values.copy()
    weight = np.ravel(keep)
    for day in range(1, values.shape[1]):
        carried[:, day] = weight * carried[:, day - 1] + (1 - weight) * values[:, day]
    return carried


def _drift(grid: Grid, spread: float, rng: np.random.Generator) -> Array:
    """A slow random walk around 1 which returns (AR(1), 0.94 a day)."""
    keep = 0.94
    noise = rng.normal(0, spread * np.sqrt((1 + keep) / (1 - keep)), grid.shape)
    noise[:, 0] = 0
    return np.asarray(np.exp(carry(noise, keep)))


def _counts(mean: Array, shape: float, rng: np.random.Generator) -> Integers:
    """Negative binomial counts: Poisson whose mean varies by 1 / sqrt(shape)."""
    return rng.poisson(mean * rng.gamma(shape, 1 / shape, mean.shape)).astype(np.int64)


def _spend(grid: Grid, planned: Array, rng: np.random.Generator) -> Array:
    weekday = _weekdays(grid) ** 0.7
    return np.asarray(planned * weekday * driver("spend", grid) * rng.lognormal(0, 0.06, grid.shape))


def _weekdays(grid: Grid) -> Array:
    table: Sequence[Sequence[float]] = [channels()[campaign.channel].weekdays for campaign in grid.campaigns]
    return np.asarray(table)[:, grid.days.dayofweek.to_numpy()]


def _efficiency(grid: Grid, spend: Array) -> Array:
    """Response for a rouble against that at the usual budget: Michaelis-Menten on carried-over spend."""
    usual = np.array([[campaign.daily_budget] for campaign in grid.campaigns], dtype=float)
    knee = grid.each(lambda channel: channel.knee)
    felt = carry(spend / usual, grid.each(lambda channel: channel.carry_over))
    response = (1 + knee) * felt / (knee + felt)
    return np.asarray(np.clip(response * usual / np.maximum(spend, 1.0), 0.3, 2.5))


def _conversion_rate(grid: Grid, efficiency: Array, rng: np.random.Generator) -> Array:
    quality = np.array([[campaign.quality] for campaign in grid.campaigns])
    growth = np.exp(-grid.each(lambda channel: channel.yearly_efficiency_growth) * grid.age / 365)
    season = demand(grid.days) * _weekdays(grid) ** 0.6
    usual = grid.tactic(lambda tactic: tactic.cvr) * grid.each(lambda channel: channel.conversion) * quality
    rate = usual * growth * season * efficiency**0.6
    return np.asarray(rate * _drift(grid, 0.05, rng) * driver("cvr", grid))


def _orders(clicks: Integers, rate: Array, grid: Grid, rng: np.random.Generator) -> tuple[Integers, Integers]:
    """Conversions and their revenue in kopecks."""
    conversions = np.minimum(_counts(clicks * rate, 40, rng), clicks)
    value = grid.tactic(lambda tactic: tactic.aov) * driver("aov", grid) * _drift(grid, 0.02, rng)
    noise = 1 + 0.35 * rng.normal(size=grid.shape) / np.sqrt(np.maximum(conversions, 1))
    revenue = conversions * value * np.clip(noise, 0.4, 1.9)
    return conversions, np.rint(revenue * KOPECKS).astype(np.int64)


def simulate(grid: Grid, rng: np.random.Generator) -> Daily:
    """Daily totals of every campaign; the same grid and generator state give the same numbers."""
    planned = _plan(grid, rng)
    spend = np.round(_spend(grid, planned, rng), 2)
    efficiency = _efficiency(grid, spend)
    price = grid.tactic(lambda tactic: tactic.cpm) * auction(grid.days) * _drift(grid, 0.03, rng) * driver("cpm", grid)
    impressions = np.rint(spend / price * 1000 * efficiency**0.4).astype(np.int64)
    rate = grid.tactic(lambda tactic: tactic.ctr) * _drift(grid, 0.03, rng) * driver("ctr", grid)
    clicks = np.minimum(_counts(impressions * rate, 150, rng), impressions)
    cvr = _conversion_rate(grid, efficiency, rng)
    conversions, revenue = _orders(clicks, cvr, grid, rng)
    frequency = (
        grid.tactic(lambda tactic: tactic.frequency) * driver("frequency", grid) * rng.lognormal(0, 0.02, grid.shape)
    )
    return Daily(
        planned=planned,
        running=impressions > 0,
        spend=np.rint(spend * KOPECKS).astype(np.int64),
        impressions=impressions,
        reach=np.rint(impressions / np.maximum(frequency, 1.02)).astype(np.int64),
        clicks=clicks,
        engagements=clicks + _counts(impressions * grid.tactic(lambda tactic: tactic.engagement), 60, rng),
        video_views=_counts(impressions * grid.tactic(lambda tactic: tactic.video), 100, rng),
        leads=np.minimum(_counts(clicks * cvr * grid.tactic(lambda tactic: tactic.leads), 40, rng), clicks),
        conversions=conversions,
        revenue=revenue,
    )
