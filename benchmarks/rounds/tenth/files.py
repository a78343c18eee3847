"""Exports of the tenth round: seven that are made from the seeds of `worlds.toml`, and a public one."""

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
    "school": (
        ("channel", "month", "budget"),
        ("2026-07", "2026-08", "2026-09"),
        {
            "Яндекс Директ": (290_000, 304_000, 348_000),
            "ВКонтакте": (185_000, 194_000, 222_000),
            "Telegram Ads": (175_000, 184_000, 210_000),
        },
    ),
    "software": (
        ("Channel", "Month", "Budget"),
        ("2026-08", "2026-09", "2026-10", "2026-11"),
        {"Google Ads": (14_500, 14_500, 16_000, 16_000), "LinkedIn Ads": (20_000, 20_000, 18_500, 18_500)},
    ),
}
ASKED: Mapping[str, tuple[date, str]] = {
    "shop": (date(2026, 11, 24), "RUB"),
    "agency": (date(2026, 10, 15), "RUB"),
    "school": (date(2026, 9, 21), "RUB"),
    "software": (date(2026, 11, 10), "EUR"),
    "app": (date(2026, 9, 1), "USD"),
    "brand": (date(2026, 1, 13), "USD"),
    "posts": (date(2026, 11, 24), "RUB"),
}


def units(world: Mapping[str, Any]) -> Iterator[tuple[dict[str, str], list[float]]]:
    """Labels, and spend, click price, click rate, lead rate, sales rate, basket."""
    for labels, spend, price, rate, leads, sales, basket in world["units"]:
        for part, of_spend, of_leads, of_sales, of_basket in world["parts"] or [[{}, 1, 1, 1, 1]]:
            yield (
                {**labels, **part},
                [spend * of_spend, price, rate, leads * of_leads, sales * of_sales, basket * of_basket],
            )


def runs(campaign: str, day: pd.Timestamp, world: Mapping[str, Any]) -> bool:
    """Whether a campaign is on."""
    iso = f"{day:%Y-%m-%d}"
    return world.get("begins", {}).get(campaign, iso) <= iso <= world.get("ends", {}).get(campaign, iso)


def made(world: Mapping[str, Any]) -> pd.DataFrame:
    """Rows of an export: a unit's part and a day each."""
    chance, days, rows = np.random.default_rng(world["seed"]), pd.date_range(*world["days"]), []
    for labels, (money, price, rate, leads, sales, basket) in units(world):
        drift = np.cumsum(chance.normal(0, 0.02, len(days)))
        for place, day in enumerate(days):
            if not runs(labels["campaign"], day, world):
                continue
            event = world["events"].get(f"{day:%Y-%m-%d}", 1)
            growth = 1 + world["trend"] * place / len(days)
            wish = world["week"][day.dayofweek] * event * growth * np.exp(drift[place] + chance.normal(0, 0.18))
            spend = round(money * wish, 2)
            clicks = int(chance.poisson(max(spend / (price * np.exp(chance.normal(0, 0.1) + drift[place] * 0.5)), 0.1)))
            shown = int(clicks / (rate * np.exp(chance.normal(0, 0.08)))) + int(chance.integers(5, 60))
            row: dict[str, Any] = {
                **labels,
                "day": day,
                "impressions": max(clicks, shown),
                "clicks": clicks,
                "spend": spend,
            }
            before = clicks
            if leads > 0:
                before = row["leads"] = int(chance.binomial(clicks, min(leads, 1)))
            row["conversions"] = int(chance.binomial(before, min(sales * (1.25 if event > 1 else 1), 1)))
            row["revenue"] = round(row["conversions"] * basket * np.exp(chance.normal(0, 0.12)), 2)
            rows.append(row)
    columns = world["columns"]
    return pd.DataFrame(rows).sort_values("day", kind="stable")[list(columns)].rename(columns=columns)


def posts(world: Mapping[str, Any]) -> pd.DataFrame:
    """A post a row: when, where, what, and how often it was seen, liked, commented and shared."""
    chance, rows = np.random.default_rng(world["seed"]), []
    liked = dict(world["hours"])
    for channel, usual in world["channels"].items():
        for place, day in enumerate(pd.date_range(*world["days"])):
            if chance.random() < world["skipped"]:
                continue
            hour = int(chance.choice(list(liked)))
            topic = world["topics"][chance.integers(len(world["topics"]))]
            views = int(usual * np.exp(chance.normal(0, 0.25)) * liked[hour] * world["liked"].get(topic, 1))
            moment = f"{day:%Y-%m-%d} {hour:02d}:{int(chance.integers(0, 60)):02d}"
            deeds = [
                int(views * share * np.exp(chance.normal(0, spread)))
                for share, spread in ((0.021, 0.3), (0.004, 0.4), (0.006, 0.4))
            ]
            rows.append((moment, channel, f"{topic} #{place + 1}", views, int(views * 0.82), *deeds))
    heads = ("Дата публикации", "Канал", "Пост", "Просмотры", "Охват", "Реакции", "Комментарии", "Репосты")
    return pd.DataFrame(rows, columns=heads)


def files(folder: Path) -> dict[str, File]:
    """The exports, written into `folder`, a plan beside its facts."""
    found = {"survey": File(path="marketing_campaign_2200.csv", today=date(2022, 1, 1))}
    for name, world in WORLDS.items():
        path = folder / f"{name}.csv"
        export = posts(world) if name == "posts" else made(world)
        form = (
            {}
            if name == "posts"
            else {"sep": world["separator"], "decimal": world["decimal"], "date_format": world["day"]}
        )
        export.to_csv(path, index=False, **form)
        beside: tuple[Path, ...] = ()
        if name in PLANS:
            beside = (folder / f"{name}_plan.csv",)
            write_plan(PLANS[name], beside[0])
        today, currency = ASKED[name]
        found[name] = File(path=path, today=today, currency=currency, beside=beside)
    return found
