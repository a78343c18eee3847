"""Exports of the twelfth round, made from the seeds of `worlds.toml`: a dental clinic, gyms by city, a B2B service, a toy shop."""

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import Plan, write_plan

WORLDS: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "worlds.toml").read_text("utf-8"))
PLANS: Mapping[str, Plan] = {
    "fitness": (
        ("Канал", "Месяц", "Бюджет"),
        ("2025-12", "2026-01", "2026-02"),
        {
            "ВКонтакте": (620_000, 600_000, 520_000),
            "Яндекс Директ": (510_000, 560_000, 500_000),
            "Telegram Ads": (220_000, 200_000, 90_000),
        },
    ),
    "saas": (
        ("platform", "month", "budget"),
        ("2026-07", "2026-08", "2026-09", "2026-10"),
        {
            "LinkedIn": (66_000, 66_000, 62_000, 52_000),
            "Google Ads": (54_000, 50_000, 55_000, 56_000),
            "Reddit": (6_500, 6_500, 6_500, 6_500),
            "Capterra": (12_500, 12_500, 13_500, 16_000),
        },
    ),
}
ASKED: Mapping[str, tuple[date, str]] = {
    "clinic": (date(2026, 6, 15), "RUB"),
    "fitness": (date(2026, 2, 11), "RUB"),
    "saas": (date(2026, 10, 12), "USD"),
    "toys": (date(2026, 1, 8), "EUR"),
}


def _cells(world: Mapping[str, Any]) -> Iterator[tuple[dict[str, str], tuple[float, ...]]]:
    """Labels of every series with its spend a day, price, click rate, leads, sales and basket."""
    cuts = [[(column, *one) for one in values] for column, values in world["parts"].items()]
    for channel, campaign, spend, price, rate, leads, sales, basket in world["units"]:
        for cut in itertools.product(*cuts):
            share, better, dearer = (float(np.prod([one[place] for one in cut])) for place in (2, 3, 4))
            labels = {"channel": channel, "campaign": campaign} | {one[0]: one[1] for one in cut}
            yield labels, (spend * share, price, rate, leads, sales * better, basket * dearer)


def _waves(world: Mapping[str, Any], labels: Mapping[str, str], days: pd.DatetimeIndex) -> np.ndarray:
    """What spend, rates and price are multiplied by: a row each, a column a day."""
    found = np.ones((3, len(days)))
    for column, value, first, last, *times in world["waves"]:
        if not column or labels[column] == value:
            found[:, (days >= first) & (days <= last)] *= np.array(times)[:, None]
    return found


def table(world: Mapping[str, Any]) -> pd.DataFrame:
    """Rows of an export under plain names: a series and a day each."""
    chance, parts = np.random.default_rng(world["seed"]), []
    for labels, (spend, price, rate, leads, sales, basket) in _cells(world):
        first, last = world.get("lives", {}).get(labels["campaign"], world["days"])
        days = pd.date_range(first, last)
        more, rates, dearer = _waves(world, labels, days)
        wish = spend * more * np.array(world["week"])[days.dayofweek]
        part = pd.DataFrame({"day": days, **labels})
        part["spend"] = np.round(wish * np.exp(chance.normal(0, 0.12, len(days))), 2)
        part["clicks"] = chance.poisson(part["spend"] / (price * dearer))
        part["impressions"] = part["clicks"] + chance.poisson((part["spend"] / price) * (1 / rate - 1)) + 3
        before = part["clicks"]
        if leads:
            before = part["leads"] = chance.binomial(part["clicks"], np.minimum(leads * rates, 1))
        part["conversions"] = chance.binomial(before, np.minimum(sales * rates, 1))
        part["revenue"] = np.round(part["conversions"] * basket * np.exp(chance.normal(0, 0.08, len(days))), 2)
        parts.append(part)
    return pd.concat(parts).sort_values("day", kind="stable", ignore_index=True)


def files(folder: Path) -> dict[str, File]:
    """The exports, written into `folder`, a plan beside its facts; that of the gyms is a workbook."""
    found = {}
    for name, world in WORLDS.items():
        export = table(world)[list(world["columns"])].rename(columns=world["columns"])
        path = folder / f"{name}.{'xlsx' if name == 'fitness' else 'csv'}"
        if name == "fitness":
            export.to_excel(path, index=False)
        else:
            export.to_csv(path, index=False, sep=world["separator"], decimal=world["decimal"], date_format=world["day"])
        beside: tuple[Path, ...] = ()
        if name in PLANS:
            beside = (folder / f"{name}_plan.csv",)
            write_plan(PLANS[name], beside[0])
        today, currency = ASKED[name]
        found[name] = File(path=path, today=today, currency=currency, beside=beside)
    return found
