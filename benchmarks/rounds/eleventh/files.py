"""Exports of the eleventh round, made from the seeds of `worlds.toml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import made


def table(world: Mapping[str, Any]) -> pd.DataFrame:
    """Rows of an export under plain names: a unit's part and a day each."""
    chance, days, rows = np.random.default_rng(world["seed"]), pd.date_range(*world["days"]), []
    for labels, spend_a_day, price, rate, leads, sales, basket in world["units"]:
        for part, of_spend, of_leads, of_sales, of_basket in world["parts"] or [[{}, 1, 1, 1, 1]]:
            mood = np.cumsum(chance.normal(0, 0.02, len(days)))
            for place, day in enumerate(days):
                iso, own = f"{day:%Y-%m-%d}", {**labels, **part}
                name = own["campaign"]
                if not world.get("begins", {}).get(name, iso) <= iso <= world.get("ends", {}).get(name, iso):
                    continue
                more, rates = 1.0, 1.0
                for column, value, since, of_money, of_rate in world["shifts"]:
                    if own[column] == value and iso >= since:
                        more, rates = more * of_money, rates * of_rate
                event = world["events"].get(iso, 1)
                wish = world["week"][day.dayofweek] * event * (1 + world["trend"] * place / len(days)) * more
                spend = round(spend_a_day * of_spend * wish * np.exp(mood[place] + chance.normal(0, 0.15)), 2)
                clicks = int(chance.poisson(max(spend / (price * np.exp(chance.normal(0, 0.08))), 0.1)))
                shown = int(clicks / (rate * np.exp(chance.normal(0, 0.08)))) + int(chance.integers(5, 60))
                row: dict[str, Any] = {**own, "day": day, "impressions": max(clicks, shown), "clicks": clicks}
                row["spend"], before = spend, clicks
                if leads > 0:
                    before = row["leads"] = int(chance.binomial(clicks, min(leads * of_leads * rates, 1)))
                bought = sales * of_sales * (rates if leads < 0 else 1) * (1.25 if event > 1.3 else 1)
                row["conversions"] = int(chance.binomial(before, min(bought, 1)))
                row["revenue"] = round(row["conversions"] * basket * of_basket * np.exp(chance.normal(0, 0.1)), 2)
                if "fresh" in world:
                    row["fresh"] = int(chance.binomial(row["conversions"], world["fresh"].get(name, 0.75)))
                rows.append(row)
    return pd.DataFrame(rows).sort_values("day", kind="stable", ignore_index=True)


def files(folder: Path) -> dict[str, File]:
    """The exports, written into `folder`; the seller's one is a workbook."""
    return made(Path(__file__).parent, folder, table)
