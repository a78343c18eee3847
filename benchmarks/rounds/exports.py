"""What the made-up exports of rounds share: the names of their columns, figures drawn in waves, files and plans beside them."""

import itertools
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from benchmarks.ask_rounds import File

FIGURES: Final = ("impressions", "clicks", "spend", "conversions", "revenue")
WITH_LEADS: Final = ("impressions", "clicks", "spend", "leads", "conversions", "revenue")
Plan = tuple[Sequence[str], Sequence[str], Mapping[str, Sequence[float]]]
"""Headers, months, and for each channel its budget of each month."""
World = Mapping[str, Any]
"""A table of a round's `worlds.toml`: what an export is made of, how it is written, and the day it is asked on."""


def export(rows: Iterable[tuple[Any, ...]], *labels: str, figures: tuple[str, ...] = FIGURES) -> pd.DataFrame:
    """Rows as a table: the day, what it is of, and its figures."""
    return pd.DataFrame(rows, columns=["date", *labels, *figures])


def write_plan(plan: Plan, path: Path) -> None:
    """A file of budgets: a month and channel a row."""
    heads, months, sums = plan
    rows = [(channel, month, each[place]) for place, month in enumerate(months) for channel, each in sums.items()]
    pd.DataFrame(rows, columns=list(heads)).to_csv(path, index=False)


def made(home: Path, folder: Path, table: Callable[[World], pd.DataFrame]) -> dict[str, File]:
    """The exports of the round at `home`, written into `folder`, a plan beside its facts."""
    worlds: Mapping[str, World] = tomllib.loads((home / "worlds.toml").read_text("utf-8"))
    return {name: _written(name, world, folder, table) for name, world in worlds.items()}


def _written(name: str, world: World, folder: Path, table: Callable[[World], pd.DataFrame]) -> File:
    facts = table(world)[list(world["columns"])].rename(columns=world["columns"])
    path = folder / f"{name}.{world['suffix']}"
    if world["suffix"] == "xlsx":
        facts.to_excel(path, index=False)
    else:
        facts.to_csv(path, index=False, sep=world["separator"], decimal=world["decimal"], date_format=world["day"])
    beside: tuple[Path, ...] = ()
    if plan := world.get("plan"):
        beside = (folder / f"{name}_plan.csv",)
        write_plan((plan["heads"], plan["months"], plan["budgets"]), beside[0])
    return File(path=path, today=date.fromisoformat(world["today"]), currency=world["currency"], beside=beside)


def in_waves(world: World) -> pd.DataFrame:
    """Rows of an export under plain names: a series and a day each.

    A unit: channel, campaign, spend a day, price of a click, click rate, leads a click (0: the export has none), sales of the step
    before, basket. Parts: a column's values, each with its share of spend, its sales and its basket. A wave: column, value ("" for
    all), first day, last day, what spend, rate of leads and sales, and price of a click are multiplied by. A trade's own count lies
    between two others: all of the lower one ("" for none) and a share, by campaign, of what the upper one has beyond it. `only` keeps
    a campaign to the one value of a column, or the several, that it covers.
    """
    chance, parts = np.random.default_rng(world["seed"]), []
    for labels, (spend, price, rate, leads, sales, basket) in _series(world):
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
        for name, own in world.get("own", {}).items():
            lower = part[own["lower"]] if own["lower"] else 0
            share = own["share"].get(labels["campaign"], own["share"]["rest"])
            part[name] = lower + chance.binomial(part[own["upper"]] - lower, share)
        parts.append(part)
    facts = pd.concat(parts).sort_values("day", kind="stable", ignore_index=True)
    for campaign, (column, covered) in world.get("only", {}).items():
        values = [covered] if isinstance(covered, str) else covered
        facts = facts[(facts["campaign"] != campaign) | facts[column].isin(values)]
    return facts


def _series(world: World) -> Iterator[tuple[dict[str, str], tuple[float, ...]]]:
    """Labels of every series with its spend a day, price, click rate, leads, sales and basket."""
    cuts = [[(column, *one) for one in values] for column, values in world["parts"].items()]
    for channel, campaign, spend, price, rate, leads, sales, basket in world["units"]:
        for cut in itertools.product(*cuts):
            share, better, dearer = (float(np.prod([one[place] for one in cut])) for place in (2, 3, 4))
            labels = {"channel": channel, "campaign": campaign} | {one[0]: one[1] for one in cut}
            yield labels, (spend * share, price, rate, leads, sales * better, basket * dearer)


def _waves(world: World, labels: Mapping[str, str], days: pd.DatetimeIndex) -> np.ndarray:
    """What spend, rates and price are multiplied by: a row each, a column a day."""
    found = np.ones((3, len(days)))
    for column, value, first, last, *times in world["waves"]:
        if not column or labels[column] == value:
            found[:, (days >= first) & (days <= last)] *= np.array(times)[:, None]
    return found
