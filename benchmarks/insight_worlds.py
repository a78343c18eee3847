"""Facts with something planted in them: campaigns by region and device, of which one cell changes its mind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from ingest.facts import Account, Campaign
from ingest.store.store import Store

FIRST = date(2026, 9, 1)
TURN = date(2026, 9, 29)
LAST = date(2026, 10, 26)
CHANNELS = ("vk", "telegram", "tiktok", "google_ads")
REGIONS = ("Москва", "Казань", "Омск", "Пермь", "Уфа", "Тула")
DEVICES = ("mobile", "desktop", "tablet")
SHARES = (0.6, 0.3, 0.1)


@dataclass(frozen=True, kw_only=True)
class Planted:
    """What changed, and by how much."""

    cell: Mapping[str, str]
    """Dimension and value; empty: nothing."""
    factor: float
    share: float
    """Of all revenue of the first period, how much the change is worth."""


def plant(engine: Engine, seed: int, *, depth: int, least: float = 0.02) -> Planted:
    """Writes eight weeks; in the second half one cell of `depth` dimensions earns another amount per visitor.

    Args:
        engine: an empty database.
        seed: of everything.
        depth: dimensions of the cell; 0 plants nothing.
        least: the change is worth at least this share of the revenue, or nobody would ask.
    """
    chance = np.random.default_rng(seed)
    campaigns = [(key, f"{key} {n}", f"аудитория {chance.integers(4)}") for key in CHANNELS for n in range(5)]
    leaves = pd.DataFrame(
        [
            (key, name, audience, region, device, size * weight * share * chance.lognormal(0, 0.2))
            for (key, name, audience), size in zip(campaigns, chance.lognormal(8, 0.7, len(campaigns)), strict=True)
            for region, weight in zip(REGIONS, chance.dirichlet(np.full(len(REGIONS), 3.0)), strict=True)
            for device, share in zip(DEVICES, SHARES, strict=True)
        ],
        columns=["channel", "campaign", "audience", "region", "device", "size"],
    )
    planted, inside = _chosen(leaves, chance, depth, least)
    days = pd.date_range(FIRST, LAST)
    drift = chance.uniform(0.93, 1.07)
    rows = []
    for day in days:
        late = day >= pd.Timestamp(TURN)
        mean = leaves["size"] / 28 * (drift if late else 1.0) * np.where(inside & late, planted.factor, 1.0)
        sales = chance.poisson(mean * 0.4)
        clicks = chance.poisson(leaves["size"] / 28 * (drift if late else 1.0) * 8)
        rows.append(
            leaves.assign(day=day, conversions=sales, revenue=sales * 2_500.0, clicks=clicks, spend=clicks * 30.0)
        )
    _write(engine, campaigns, pd.concat(rows, ignore_index=True))
    return planted


def _chosen(leaves: pd.DataFrame, chance: np.random.Generator, depth: int, least: float) -> tuple[Planted, np.ndarray]:
    """A cell big enough to matter; it is drawn again until one is."""
    names = ["channel", "campaign", "audience", "region", "device"]
    while depth:
        dims = sorted(chance.choice(names, depth, replace=False), key=names.index)
        leaf = leaves.sample(1, weights="size", random_state=int(chance.integers(10**6))).iloc[0]
        inside = (leaves[dims] == leaf[dims]).all(axis=1).to_numpy()
        factor = float(chance.choice([0.35, 0.5, 1.7]))
        share = abs(factor - 1) * float(leaves["size"][inside].sum() / leaves["size"].sum())
        if least <= share <= 0.25:
            return Planted(cell={name: str(leaf[name]) for name in dims}, factor=factor, share=share), inside
    return Planted(cell={}, factor=1.0, share=0.0), np.zeros(len(leaves), bool)


def _write(engine: Engine, campaigns: list[tuple[str, str, str]], rows: pd.DataFrame) -> None:
    store = Store(engine, now=lambda: datetime(2026, 10, 27, tzinfo=UTC))
    measures = ["conversions", "revenue", "clicks", "spend"]
    with store.run(source="test", kind="file") as run:
        numbers: dict[str, int] = {}
        for key in CHANNELS:
            account = run.account(Account(channel=key, external_id="1", currency="RUB"))
            own = [
                Campaign(external_id=name, name=name, audience=audience)
                for owner, name, audience in campaigns
                if owner == key
            ]
            numbers |= dict(zip([one.name for one in own], run.campaigns(account, own), strict=True))
        facts = rows.assign(campaign_id=rows["campaign"].map(numbers))
        for name in ("conversions", "revenue", "spend"):
            facts[name] = (facts[name] * 1e6).astype("int64")
        keys = ["campaign_id", "day", "region", "device", *measures]
        run.facts(facts[keys].assign(slice="region+device"))
        run.facts(facts.groupby(["campaign_id", "day"], as_index=False)[measures].sum().assign(slice="total"))


def holds_same(found: Mapping[str, str], planted: Mapping[str, str], owners: Mapping[str, tuple[str, str]]) -> bool:
    """Whether two cells are the same leaves: a campaign's channel and audience go without saying.

    Args:
        found: dimension and value.
        planted: the same.
        owners: channel and audience of each campaign.
    """
    return _spelled(found, owners) == _spelled(planted, owners)


def _spelled(cell: Mapping[str, str], owners: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    """The campaigns that a cell holds, with its region and device."""
    held = [
        name
        for name, (channel, audience) in owners.items()
        if cell.get("campaign", name) == name
        and cell.get("channel", channel) == channel
        and cell.get("audience", audience) == audience
    ]
    return {"campaigns": sorted(held), "region": cell.get("region"), "device": cell.get("device")}


def owners_of(engine: Engine) -> dict[str, tuple[str, str]]:
    """Channel and audience of each campaign, by its name."""
    sql = (
        "SELECT c.name, h.key, c.audience FROM campaign c JOIN account a ON a.id = c.account_id "
        "JOIN channel h ON h.id = a.channel_id"
    )
    with engine.connect() as connection:
        return {row[0]: (row[1], row[2]) for row in connection.exec_driver_sql(sql)}
