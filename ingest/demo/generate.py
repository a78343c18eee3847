"""Makes the whole demo as frames; pure: the same day, seed and length give the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pandas as pd
from dateutil.relativedelta import relativedelta

from ingest.demo.catalogue import CHANNELS, DemoCampaign, DemoChannel, campaigns, channels
from ingest.demo.daily import KOPECKS, Daily, Grid, Integers, Mask, flight, simulate
from ingest.demo.plans import budgets, goals
from ingest.demo.posts import PAGES, publish
from ingest.demo.slices import SLICES, by_hour, cut
from ingest.facts import HOUR_MEASURES, MICRO, MICRO_MEASURES, STANDARD_SLICES, TOTAL, Account, Campaign, Post

MEASURES: Final = (
    "spend",
    "impressions",
    "reach",
    "clicks",
    "engagements",
    "video_views",
    "leads",
    "conversions",
    "revenue",
)
HOURLY_DAYS: Final = 60
MONEY: Final = frozenset({"spend", "revenue"})
BASKETS: Final = 3.6
"""Goods put into a basket per order."""


@dataclass(frozen=True, kw_only=True)
class DemoData:
    """Everything the demo loads; money and fractional counts in whole millionths, campaigns by external id."""

    accounts: tuple[Account, ...]
    campaigns: Mapping[str, tuple[Campaign, ...]]
    """By channel; only those that ran in the period."""
    facts: pd.DataFrame
    """`campaign, slice, day`, the slice columns, the measures (nullable Int64)."""
    hours: pd.DataFrame
    """`campaign, day, hour` and the measures that come by hour."""
    actions: pd.DataFrame
    """`campaign, day, action, count, value`."""
    posts: Mapping[str, tuple[Post, ...]]
    budgets: pd.DataFrame
    """`channel, month, amount`."""
    goals: pd.DataFrame
    """`channel, month, metric, target`."""


def frames(today: date, seed: int = 7, months: int = 18, currency: str = "RUB") -> DemoData:
    """The demo's data for `months` months up to yesterday."""
    first = today - relativedelta(months=months)
    days = pd.date_range(first, periods=(today - first).days, unit="us")
    every = Grid(campaigns=campaigns(), days=days, today=today)
    running = tuple(campaign for campaign in every.campaigns if flight(campaign, every).any())
    grid = Grid(campaigns=running, days=days, today=today)
    rng = np.random.default_rng(seed)
    daily = simulate(grid, rng)
    plan = budgets(grid, daily)
    return DemoData(
        accounts=tuple(_account(channel, currency) for channel in CHANNELS),
        campaigns={channel.key: tuple(_describe(grid, channel.key)) for channel in CHANNELS},
        facts=_facts(grid, daily, rng),
        hours=_hours(grid, daily, rng),
        actions=_actions(grid, daily, rng),
        posts={key: publish(key, days, today, seed) for key in PAGES},
        budgets=plan,
        goals=goals(plan),
    )


def _account(channel: DemoChannel, currency: str) -> Account:
    return Account(
        channel=channel.key,
        external_id=channel.account,
        name="Линия Уюта",
        currency=currency,
        timezone="Europe/Moscow",
        vat_included=channel.vat_included,
        attribution=channel.attribution,
        conversion_definition=channel.conversion_definition,
    )


def _describe(grid: Grid, channel: str) -> list[Campaign]:
    return [_campaign(campaign, grid) for campaign in grid.campaigns if campaign.channel == channel]


def _campaign(campaign: DemoCampaign, grid: Grid) -> Campaign:
    days = grid.days[flight(campaign, grid)]
    ongoing = bool(days[-1] == grid.days[-1])
    limited = bool(campaign.flight) and not campaign.flight.endswith("..")
    return Campaign(
        external_id=campaign.id,
        name=campaign.name,
        objective=campaign.objective,
        audience=campaign.audience,
        segment=campaign.segment,
        location=campaign.location,
        language=campaign.language,
        daily_budget=Decimal(campaign.daily_budget),
        total_budget=Decimal(campaign.daily_budget * len(days)) if limited and not ongoing else None,
        starts=days[0].date(),
        ends=None if ongoing else days[-1].date(),
        status="active" if ongoing else "ended",
    )


def _facts(grid: Grid, daily: Daily, rng: np.random.Generator) -> pd.DataFrame:
    totals = {measure: getattr(daily, measure)[daily.running][:, None] for measure in MEASURES}
    parts = [_slice(grid, daily.running, np.ones((len(grid.campaigns), 1), dtype=bool), totals).assign(slice=TOTAL)]
    for name, cells in SLICES.items():
        offered = np.array([[name in channels()[campaign.channel].slices] for campaign in grid.campaigns])
        rows = daily.running & offered
        possible = np.array([cells.share(campaign) > 0 for campaign in grid.campaigns])
        frame = _slice(grid, rows, possible, cut(name, grid, daily, rows, rng)).assign(slice=name)
        named = pd.DataFrame(list(cells.values)).loc[frame["cell"]].reset_index(drop=True)
        parts.append(pd.concat([frame, named], axis=1))
    order = ["campaign", "slice", "day", *STANDARD_SLICES, *MEASURES]
    facts = pd.concat(parts, ignore_index=True).reindex(columns=order)
    return facts.fillna(dict.fromkeys(STANDARD_SLICES, ""))


def _slice(grid: Grid, rows: Mask, possible: Mask, parts: Mapping[str, Integers]) -> pd.DataFrame:
    """One slice as rows: each marked campaign day times each cell in which the campaign can run."""
    of_campaign, of_day = np.nonzero(rows)
    shown = possible[of_campaign]
    row, cell = np.nonzero(shown)
    who = of_campaign[row]
    columns: dict[str, Any] = {"campaign": _ids(grid)[who], "day": grid.days[of_day[row]], "cell": cell}
    for measure in MEASURES:
        silent = np.array([measure not in channels()[campaign.channel].measures for campaign in grid.campaigns])
        columns[measure] = pd.arrays.IntegerArray(parts[measure][shown] * _unit(measure), silent[who])
    return pd.DataFrame(columns)


def _ids(grid: Grid) -> np.ndarray[Any, np.dtype[np.object_]]:
    return np.array([campaign.id for campaign in grid.campaigns], dtype=object)


def _unit(measure: str) -> int:
    if measure in MONEY:
        return MICRO // KOPECKS
    return MICRO if measure in MICRO_MEASURES else 1


def _hours(grid: Grid, daily: Daily, rng: np.random.Generator) -> pd.DataFrame:
    offered = np.array([[channels()[campaign.channel].hourly] for campaign in grid.campaigns])
    rows = daily.running & offered & (grid.age <= HOURLY_DAYS)
    parts = by_hour(grid, daily, rows, rng)
    of_campaign, of_day = np.nonzero(rows)
    hours = parts["impressions"].shape[1]
    columns: dict[str, Any] = {
        "campaign": np.repeat(_ids(grid)[of_campaign], hours),
        "day": np.repeat(grid.days[of_day], hours),
        "hour": np.tile(np.arange(hours), len(of_day)),
    }
    return pd.DataFrame(columns | {measure: parts[measure].ravel() * _unit(measure) for measure in HOUR_MEASURES})


def _actions(grid: Grid, daily: Daily, rng: np.random.Generator) -> pd.DataFrame:
    """What the platforms call their conversions; `purchase` is what counts as one."""
    baskets = np.minimum(daily.conversions + rng.poisson(daily.conversions * (BASKETS - 1)), daily.clicks)
    reported = np.array([["leads" in channels()[campaign.channel].measures] for campaign in grid.campaigns])
    kinds = (
        ("add_to_cart", daily.running, baskets, None),
        ("lead", daily.running & reported, daily.leads, None),
        ("purchase", daily.running, daily.conversions, daily.revenue),
    )
    return pd.concat([_action(grid, *kind) for kind in kinds], ignore_index=True)


def _action(grid: Grid, action: str, rows: Mask, counts: Integers, values: Integers | None) -> pd.DataFrame:
    who, day = np.nonzero(rows)
    worth = pd.array([pd.NA] * len(who), dtype="Int64") if values is None else values[rows] * _unit("revenue")
    columns = {"campaign": _ids(grid)[who], "day": grid.days[day], "count": counts[rows] * MICRO}
    return pd.DataFrame(columns).assign(action=action, value=pd.Series(worth, dtype="Int64"))
