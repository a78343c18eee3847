"""The metric engine on 300,000 and 5,000,000 fact rows: the twelve usual questions against the fastest plain ways.

Run: `python -m benchmarks.engine [rows ...]`. Every way answers the same question in the same run, in turn, so that the
ratios hold whatever else the machine does:

* ours: the whole `MetricEngine.run`, from the query object to the typed table with its notes;
* hand SQL: the statement an expert would write for the same SQLite tables, rollups included, rows fetched;
* pandas: the base facts in memory, ready typed;
* DuckDB: the same frame, columnar, in memory (a yardstick; it can't be shared between processes).
"""

import gc
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ingest.database import connect, migrate
from ingest.facts import Account, Campaign
from ingest.store.store import Store
from tools.engine.engine import MetricEngine
from tools.semantics.question import Condition, Filter, Question, Window

TODAY = date(2026, 11, 22)
LAST = TODAY - timedelta(days=1)
MONTH = Window(start=LAST - timedelta(days=29), end=LAST)
BEFORE = Window(start=LAST - timedelta(days=59), end=LAST - timedelta(days=30))
YEAR = Window(start=LAST - timedelta(days=364), end=LAST)
CHANNELS = ("instagram", "facebook", "tiktok", "google_ads", "yandex_direct", "telegram")
AGES = ("18-24", "25-34", "35-44")
GENDERS = ("female", "male")
SHAPES = {300_000: (60, 715), 5_000_000: (960, 744)}
"""Rows wanted: campaigns and days; each campaign day has a total and six rows by age and gender."""
REPEATS = 25
RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, kw_only=True)
class Timed:
    """One usual question, asked four ways."""

    name: str
    query: Question
    sql: str
    frame: Callable[[pd.DataFrame], Any]
    duck: str


def build(path: Path, rows: int) -> pd.DataFrame:
    """Fills a SQLite file through the store; returns the base facts as a frame."""
    campaigns, days = SHAPES[rows]
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    rng = np.random.default_rng(7)
    calendar = pd.date_range(end=LAST, periods=days)
    bases = []
    with Store(engine, now=lambda: datetime.now(UTC)).run(source="bench", kind="file") as run:  # noqa: TID251 - a benchmark
        ids, channels = [], []
        for key in CHANNELS:
            account = run.account(Account(channel=key, external_id="1", currency="RUB"))
            own = [
                Campaign(external_id=str(n), name=f"{key} {n}", objective=f"goal {n % 4}")
                for n in range(campaigns // 6)
            ]
            ids += run.campaigns(account, own)
            channels += [key] * len(own)
        for start in range(0, days, 12):
            base = _facts(rng, np.array(ids), calendar[start : start + 12])
            run.facts(base)
            for part, (age, gender) in enumerate((age, gender) for age in AGES for gender in GENDERS):
                run.facts(_sixth(base, part).assign(slice="age+gender", age=age, gender=gender))
            bases.append(base)
    engine.dispose()
    names = pd.DataFrame({"campaign_id": ids, "channel": channels})
    return pd.concat(bases, ignore_index=True).merge(names, on="campaign_id")


def _facts(rng: np.random.Generator, ids: np.ndarray, days: pd.DatetimeIndex) -> pd.DataFrame:
    size = len(ids) * len(days)
    impressions = rng.poisson(6000, size)
    clicks = rng.binomial(impressions, 0.02)
    return pd.DataFrame(
        {
            "campaign_id": np.tile(ids, len(days)),
            "slice": "total",
            "day": np.repeat(days.values, len(ids)),
            "spend": rng.integers(10**8, 10**10, size),
            "impressions": impressions,
            "clicks": clicks,
            "conversions": rng.binomial(clicks, 0.03) * 1_000_000,
            "revenue": rng.integers(10**8, 2 * 10**10, size),
        }
    )


def _sixth(base: pd.DataFrame, part: int) -> pd.DataFrame:
    measures = ["spend", "impressions", "clicks", "conversions", "revenue"]
    return base.assign(**{name: base[name] // 6 + (part < base[name] % 6) for name in measures})


def _between(window: Window) -> str:
    return f"day BETWEEN '{window.start}' AND '{window.end}'"


def _cut(frame: pd.DataFrame, window: Window) -> pd.DataFrame:
    return frame[(frame["day"] >= pd.Timestamp(window.start)) & (frame["day"] <= pd.Timestamp(window.end))]


def _ratio(sums: pd.DataFrame) -> pd.Series:
    return (sums["revenue"] - sums["spend"]) / sums["spend"]


MONEY = ["spend", "revenue"]
DAYS = (
    "FROM channel_day d JOIN account a ON a.id = d.account_id JOIN channel c ON c.id = a.channel_id WHERE d.slice = ''"
)
TOP = "SELECT campaign_id, (sum(revenue) - sum(spend)) * 1.0 / sum(spend) r, sum(spend) FROM {table} WHERE {when} GROUP BY 1"


def questions() -> list[Timed]:
    """The twelve."""
    roi = "(sum(revenue) - sum(spend)) * 1.0 / sum(spend)"
    campaign = Filter(dimension="campaign", values=("facebook 7",))
    return [
        Timed(
            name="totals by channel, 30 days",
            query=Question(metrics=("spend", "roi"), group_by=("channel",), periods=(str(MONTH),)),
            sql=f"SELECT c.key, sum(spend), {roi} {DAYS} AND {_between(MONTH)} GROUP BY c.key ORDER BY 2 DESC",
            frame=lambda f: _ratio(_cut(f, MONTH).groupby("channel")[MONEY].sum()),
            duck=f"SELECT channel, sum(spend), {roi} FROM f WHERE {_between(MONTH)} GROUP BY 1",
        ),
        Timed(
            name="one total, 30 days",
            query=Question(metrics=("spend", "revenue", "roi"), periods=(str(MONTH),)),
            sql=f"SELECT sum(spend), sum(revenue), {roi} {DAYS} AND {_between(MONTH)}",
            frame=lambda f: _cut(f, MONTH)[MONEY].sum(),
            duck=f"SELECT sum(spend), sum(revenue), {roi} FROM f WHERE {_between(MONTH)}",
        ),
        Timed(
            name="top 10 campaigns by ROI, 30 days",
            query=Question(metrics=("roi", "spend"), group_by=("campaign",), periods=(str(MONTH),), limit=10),
            sql="SELECT k.name, x.* FROM (SELECT campaign.id i, (sum(revenue) - sum(spend)) * 1.0 / sum(spend) r, sum(spend) "
            "FROM campaign JOIN campaign_day d ON d.campaign_id = campaign.id + 0 "
            f"WHERE {_between(MONTH)} GROUP BY campaign.id ORDER BY r DESC LIMIT 10) x JOIN campaign k ON k.id = x.i",
            frame=lambda f: _ratio(_cut(f, MONTH).groupby("campaign_id")[MONEY].sum()).nlargest(10),
            duck=TOP.format(table="f", when=_between(MONTH)) + " ORDER BY r DESC LIMIT 10",
        ),
        Timed(
            name="campaigns with ROI below 0.5, 30 days",
            query=Question(
                metrics=("roi",),
                group_by=("campaign",),
                periods=(str(MONTH),),
                having=(Condition(metric="roi", operator="<", value=0.5),),
                limit=20,
                order_by="roi",
                descending=False,
            ),
            sql="SELECT campaign.id, (sum(revenue) - sum(spend)) * 1.0 / sum(spend) r FROM campaign "
            f"JOIN campaign_day d ON d.campaign_id = campaign.id + 0 WHERE {_between(MONTH)} "
            "GROUP BY campaign.id HAVING r < 0.5 ORDER BY r LIMIT 20",
            frame=lambda f: (
                _ratio(_cut(f, MONTH).groupby("campaign_id")[MONEY].sum()).loc[lambda r: r < 0.5].nsmallest(20)
            ),
            duck=TOP.format(table="f", when=_between(MONTH)) + " HAVING r < 0.5 ORDER BY r LIMIT 20",
        ),
        Timed(
            name="daily trend of a year",
            query=Question(metrics=("spend", "revenue"), group_by=("day",), periods=(str(YEAR),)),
            sql=f"SELECT day, sum(spend), sum(revenue) {DAYS} AND {_between(YEAR)} GROUP BY day ORDER BY day",
            frame=lambda f: _cut(f, YEAR).groupby("day")[MONEY].sum(),
            duck=f"SELECT day, sum(spend), sum(revenue) FROM f WHERE {_between(YEAR)} GROUP BY 1 ORDER BY 1",
        ),
        Timed(
            name="weekly trend by channel of a year",
            query=Question(metrics=("spend",), group_by=("week", "channel"), periods=(str(YEAR),)),
            sql=f"SELECT date(day, 'weekday 0', '-6 days') w, c.key, sum(spend) {DAYS} AND {_between(YEAR)} GROUP BY 1, 2 ORDER BY 1",
            frame=lambda f: _cut(f, YEAR).groupby([pd.Grouper(key="day", freq="W-MON"), "channel"])["spend"].sum(),
            duck=f"SELECT date_trunc('week', day), channel, sum(spend) FROM f WHERE {_between(YEAR)} GROUP BY 1, 2 ORDER BY 1",
        ),
        Timed(
            name="this month against the one before, by channel",
            query=Question(
                metrics=("spend", "roi"), group_by=("channel",), periods=(str(MONTH),), compare_to=str(BEFORE)
            ),
            sql=f"SELECT c.key, {_between(MONTH)}, sum(spend), {roi} {DAYS} AND day BETWEEN '{BEFORE.start}' AND '{LAST}' GROUP BY 1, 2",
            frame=lambda f: [_ratio(_cut(f, w).groupby("channel")[MONEY].sum()) for w in (MONTH, BEFORE)],
            duck=f"SELECT channel, {_between(MONTH)}, sum(spend), {roi} FROM f WHERE day >= '{BEFORE.start}' GROUP BY 1, 2",
        ),
        Timed(
            name="weekday heat map by channel of a year",
            query=Question(metrics=("cvr",), group_by=("weekday", "channel"), periods=(str(YEAR),)),
            sql=f"SELECT strftime('%w', day), c.key, sum(conversions) * 1.0 / sum(clicks) {DAYS} AND {_between(YEAR)} GROUP BY 1, 2",
            frame=lambda f: (
                _cut(f, YEAR)
                .assign(w=lambda x: x["day"].dt.day_of_week)
                .groupby(["w", "channel"])[["conversions", "clicks"]]
                .sum()
            ),
            duck=f"SELECT dayofweek(day), channel, sum(conversions) / sum(clicks) FROM f WHERE {_between(YEAR)} GROUP BY 1, 2",
        ),
        Timed(
            name="months of a year, whole company",
            query=Question(metrics=("spend", "cpa"), group_by=("month",), periods=(str(YEAR),)),
            sql=f"SELECT substr(day, 1, 7), sum(spend), sum(spend) * 1.0 / sum(conversions) {DAYS} AND {_between(YEAR)} GROUP BY 1 ORDER BY 1",
            frame=lambda f: _cut(f, YEAR).groupby(f["day"].dt.to_period("M"))[["spend", "conversions"]].sum(),
            duck=f"SELECT date_trunc('month', day), sum(spend), sum(spend) / sum(conversions) FROM f WHERE {_between(YEAR)} GROUP BY 1",
        ),
        Timed(
            name="one campaign by day, a year",
            query=Question(metrics=("spend", "roi"), group_by=("day",), where=(campaign,), periods=(str(YEAR),)),
            sql=f"SELECT day, sum(spend), {roi} FROM campaign k JOIN campaign_day d ON d.campaign_id = k.id + 0 "
            f"WHERE k.name = 'facebook 7' AND {_between(YEAR)} GROUP BY day ORDER BY day",
            frame=lambda f: (
                _cut(f[f["campaign_id"] == 8 + len(set(f["campaign_id"])) // 6], YEAR).groupby("day")[MONEY].sum()
            ),
            duck=f"SELECT day, sum(spend), {roi} FROM f WHERE campaign_id = 167 AND {_between(YEAR)} GROUP BY 1 ORDER BY 1",
        ),
        Timed(
            name="age groups, 30 days",
            query=Question(metrics=("cvr", "spend"), group_by=("age",), periods=(str(MONTH),)),
            sql="SELECT age, sum(conversions) * 1.0 / sum(clicks), sum(spend) FROM account a JOIN channel_day d "
            f"ON d.account_id = a.id AND d.slice = 'age+gender' AND {_between(MONTH)} GROUP BY age",
            frame=lambda f: None,
            duck="",
        ),
        Timed(
            name="campaign goals, 30 days",
            query=Question(metrics=("cvr", "spend"), group_by=("objective",), periods=(str(MONTH),)),
            sql="SELECT k.objective, sum(c) * 1.0 / sum(n), sum(s) FROM (SELECT campaign.id i, sum(conversions) c, sum(clicks) n, "
            f"sum(spend) s FROM campaign JOIN campaign_day d ON d.campaign_id = campaign.id + 0 WHERE {_between(MONTH)} "
            "GROUP BY campaign.id) x JOIN campaign k ON k.id = x.i GROUP BY 1",
            frame=lambda f: _cut(f, MONTH).groupby(f["campaign_id"] % 4)[["conversions", "clicks", "spend"]].sum(),
            duck=f"SELECT campaign_id % 4, sum(conversions) / sum(clicks), sum(spend) FROM f WHERE {_between(MONTH)} GROUP BY 1",
        ),
    ]


def _time(ways: dict[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """Milliseconds of each way, taken in turn."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    gc.disable()
    for _ in range(REPEATS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            taken[name].append((time.perf_counter() - start) * 1000)
    gc.enable()
    return taken


def measure(rows: int) -> list[dict[str, Any]]:
    """All questions on one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        frame = build(path, rows)
        metrics = MetricEngine(connect(f"sqlite:///{path}"), currency="RUB")
        plain = sqlite3.connect(path)
        for pragma in ("cache_size=-131072", "mmap_size=1073741824", "temp_store=MEMORY"):
            plain.execute(f"PRAGMA {pragma}")
        duck = duckdb.connect()
        duck.register("frame", frame)
        duck.execute("CREATE TABLE f AS SELECT * FROM frame")
        found = [_one(question, metrics, plain, duck, frame) | {"rows": rows} for question in questions()]
        metrics.engine.dispose()
        plain.close()
    return found


def _one(
    question: Timed, metrics: MetricEngine, plain: sqlite3.Connection, duck: Any, frame: pd.DataFrame
) -> dict[str, Any]:
    ways: dict[str, Callable[[], Any]] = {
        "ours": lambda: metrics.run(question.query, today=TODAY),
        "hand": lambda: plain.execute(question.sql).fetchall(),
    }
    if question.duck:
        ways |= {"pandas": lambda: question.frame(frame), "duckdb": lambda: duck.execute(question.duck).fetchall()}
    taken = _time(ways)
    figures: dict[str, Any] = {"question": question.name}
    for name, values in taken.items():
        ordered = sorted(values)
        figures[f"{name}_p50"] = round(statistics.median(ordered), 2)
        figures[f"{name}_p95"] = round(ordered[int(0.95 * len(ordered))], 2)
    pairs = [ours / hand for ours, hand in zip(taken["ours"], taken["hand"], strict=True)]
    return figures | {"ratio_to_hand": round(statistics.median(pairs), 2)}


def table(found: list[dict[str, Any]]) -> str:
    """Markdown."""
    lines = [
        "| rows | question | ours p50 / p95, ms | hand SQL p50 | × hand | pandas p50 | DuckDB p50 |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row['rows']:,} | {row['question']} | {row['ours_p50']} / {row['ours_p95']} | {row['hand_p50']} | "
        f"{row['ratio_to_hand']} | {row.get('pandas_p50', '–')} | {row.get('duckdb_p50', '–')} |"
        for row in found
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures the sizes given, or both."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SHAPES)
    found = [row for rows in sizes for row in measure(rows)]
    print(table(found))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "engine.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    (RESULTS / "engine.md").write_text(table(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
