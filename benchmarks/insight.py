"""Insight against what is planted and against nothing: reasons, advice, its statement, times and groups.

    python -m benchmarks.insight [--seeds 100] [--only reasons advice ...] [--rows 5000000]

Each part runs on worlds of its own, with the plain ways beside it in the same run. Prints Markdown and writes
`benchmarks/results/insight.{json,md}`; parts that were not run keep their last figures.
"""

import argparse
import itertools
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine

import forecasting
from benchmarks.budget_scenarios import KINDS, Scenario, simulate
from benchmarks.insight_worlds import DEVICES, FIRST, LAST, REGIONS, TURN, holds_same, owners_of, plant
from benchmarks.ripeness_worlds import LateWorld, as_seen, late_world
from forecasting import ripeness as forecasting_ripeness
from ingest.database import connect, migrate
from ingest.facts import Account, Campaign
from ingest.store.store import Store
from tools.advice.action import Action, Stake
from tools.advice.advise import advise
from tools.advice.kinds.move import moves_of
from tools.advice.record.book import AdviceBook
from tools.advice.record.judge import statement
from tools.audience.profile import profiles
from tools.change.movers import find_movers
from tools.change.story import explain
from tools.engine.engine import MetricEngine
from tools.engine.posts import PostRow
from tools.semantics.question import Question, Window
from tools.timing.posts import post_times
from tools.tool import ToolContext

RESULTS = Path(__file__).parent / "results"
HALVES = (f"{TURN}..{LAST}", f"{FIRST}..{TURN - timedelta(days=1)}")
METRICS = ("revenue", "roi", "conversions", "cpa")
FRESH = 30_000
"""First seed of the channels with late conversions: none of them was looked at when the range was made."""
Figures = dict[str, float | int | str]


@contextmanager
def world() -> Iterator[tuple[Engine, Path]]:
    """An empty database and a folder, both gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/x.db")
        migrate(engine)
        yield engine, Path(folder)
        engine.dispose()


def desk_on(engine: Engine, folder: Path, today: date) -> ToolContext:
    now = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    return ToolContext(
        metrics=MetricEngine(engine, currency="RUB"), today=today, now=now, language="en", data_dir=folder
    )


def reasons(seeds: int) -> list[Figures]:
    """A planted cell of one to three dimensions, and worlds without one."""
    hits: dict[tuple[str, int], list[bool]] = {}
    plain: dict[str, list[bool]] = {"largest part of one dimension": [], "largest part of three dimensions": []}
    residual, found_in_noise = 0.0, []
    for seed in range(seeds):
        depth, metric = 1 + seed % 3, METRICS[seed // 3 % len(METRICS)]
        with world() as (engine, folder):
            planted, desk = plant(engine, seed, depth=depth), desk_on(engine, folder, LAST + timedelta(days=1))
            question = Question(metrics=(metric,), periods=(HALVES[0],), compare_to=HALVES[1])
            cells = find_movers(desk, metric, question).cells
            owners = owners_of(engine)
            first = dict(cells[0].values) if cells else {}
            hits.setdefault(("ours", depth), []).append(bool(cells) and holds_same(first, planted.cell, owners))
            for name, guess in _plain_guesses(desk, question).items():
                plain[name].append(holds_same(guess, planted.cell, owners))
            change = explain(desk, metric, question, "channel")
            for whole in (change.parts, change.factors):
                scale = max(abs(whole.change), 1.0) if whole else 1.0
                residual = max(residual, abs(whole.residual) / scale if whole else 0.0)
        with world() as (engine, folder):
            plant(engine, 10_000 + seed, depth=0)
            desk = desk_on(engine, folder, LAST + timedelta(days=1))
            found_in_noise.append(bool(find_movers(desk, metric, question).cells))
    return [
        *(
            {
                "what": f"planted, {depth} dimension{'s' * (depth > 1)}: named first",
                "of": len(right),
                "ours": sum(right),
            }
            for (_, depth), right in sorted(hits.items())
        ),
        {"what": "planted: named first", "of": seeds, "ours": sum(sum(right) for right in hits.values())},
        *(
            {"what": f"planted: named first by {name}", "of": seeds, "rival": sum(right)}
            for name, right in plain.items()
        ),
        {"what": "nothing planted: something named", "of": seeds, "ours": sum(found_in_noise)},
        {"what": "largest residual of a decomposition, of the change", "of": seeds, "ours": f"{residual:.1e}"},
    ]


def _plain_guesses(desk: ToolContext, question: Question) -> dict[str, dict[str, str]]:
    """What a pivot table shows: the part whose sum moved most."""
    measure = {"roi": "revenue", "cpa": "conversions"}.get(question.metrics[0], question.metrics[0])
    names = ("channel", "campaign", "audience", "region", "device")
    table = desk.metrics.run(question.but(metrics=(measure,), group_by=names), today=desk.today).table
    rows = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    moved = (rows[measure].fillna(0) - rows[f"{measure}_previous"].fillna(0)).astype(float)
    singles = [(name, moved.groupby(rows[name]).sum()) for name in names]
    name, sums = max(singles, key=lambda pair: float(pair[1].abs().max()))
    triples = moved.groupby([rows[one] for one in ("campaign", "region", "device")]).sum()
    return {
        "largest part of one dimension": {name: str(sums.abs().idxmax())},
        "largest part of three dimensions": dict(
            zip(("campaign", "region", "device"), map(str, triples.abs().idxmax()), strict=True)
        ),
    }


def speed(rows: int) -> list[Figures]:
    """`explain_change`'s work on millions of rows: parts, factors and the scan of all combinations."""
    with world() as (engine, folder):
        days = pd.date_range(end=LAST, periods=400)
        campaigns = rows // (len(days) * (1 + len(REGIONS) * len(DEVICES)))
        _many(engine, campaigns, days)
        desk = desk_on(engine, folder, LAST + timedelta(days=1))
        window = Window(start=LAST - timedelta(days=29), end=LAST)
        before = Window(start=LAST - timedelta(days=59), end=LAST - timedelta(days=30))
        question = Question(metrics=("roi",), periods=(str(window),), compare_to=str(before))
        taken = []
        for _ in range(6):
            started = time.perf_counter()
            explain(desk, "roi", question, "channel")
            find_movers(desk, "roi", question)
            taken.append(time.perf_counter() - started)
    stored = campaigns * len(days) * (1 + len(REGIONS) * len(DEVICES))
    return [
        {"what": "seconds, first", "of": stored, "ours": round(taken[0], 2)},
        {"what": "seconds, median of the next five", "of": stored, "ours": round(float(np.median(taken[1:])), 2)},
    ]


def _many(engine: Engine, campaigns: int, days: pd.DatetimeIndex) -> None:
    chance = np.random.default_rng(1)
    with Store(engine, now=lambda: datetime(2026, 10, 27, tzinfo=UTC)).run(source="bench", kind="file") as run:
        account = run.account(Account(channel="vk", external_id="1", currency="RUB"))
        named = [Campaign(external_id=str(n), name=f"c {n}", audience=f"a {n % 9}") for n in range(campaigns)]
        ids = np.array(run.campaigns(account, named))
        cuts = [(region, device) for region in REGIONS for device in DEVICES]
        for start in range(0, len(days), 10):
            part = days[start : start + 10]
            keys = {"campaign_id": np.tile(ids, len(part)), "day": np.repeat(part.values, len(ids))}
            size = len(ids) * len(part)
            whole = np.zeros((2, size), np.int64)
            for region, device in cuts:
                money = chance.integers(10**7, 10**9, (2, size))
                whole += money
                values = {"spend": money[0], "revenue": 2 * money[1]}
                run.facts(
                    pd.DataFrame({**keys, **values, "slice": "region+device", "region": region, "device": device})
                )
            run.facts(pd.DataFrame({**keys, "spend": whole[0], "revenue": 2 * whole[1], "slice": "total"}))


def advice(seeds: int) -> list[Figures]:
    """Campaigns that all return the same: any advice but a test is false."""
    false, tests = [], []
    for seed in range(seeds):
        with world() as (engine, folder):
            _alike(engine, seed, date(2026, 11, 20))
            kinds = {action.kind for action in advise(desk_on(engine, folder, date(2026, 11, 21))).actions}
        false.append(bool(kinds - {"test"}))
        tests.append("test" in kinds)
    return [
        {"what": "nothing to gain: something advised", "of": seeds, "ours": sum(false)},
        {"what": "nothing to gain: a test offered", "of": seeds, "ours": sum(tests)},
    ]


def _alike(engine: Engine, seed: int, last: date, gain: float = 0.0, turn: date | None = None) -> None:
    """Three channels of three campaigns over half a year; after `turn` the first channel's revenue is `gain` higher."""
    chance, days = np.random.default_rng(seed), pd.date_range(end=last, periods=180)
    week = np.where(days.dayofweek > 4, 0.75, 1.0)
    with Store(engine, now=lambda: datetime(2026, 11, 21, tzinfo=UTC)).run(source="bench", kind="file") as run:
        for channel in ("facebook", "vk", "telegram"):
            account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
            ids = run.campaigns(account, [Campaign(external_id=str(n), name=f"{channel} {n}") for n in range(3)])
            level = np.exp(np.cumsum(chance.normal(0, 0.02, len(days))))
            for number in ids:
                spend = chance.uniform(800, 1_200, len(days)) * week
                more = 1 + gain * ((days > pd.Timestamp(turn or last)) & (channel == "facebook"))
                revenue = spend * 1.6 * chance.lognormal(0, 0.25, len(days)) * (level if gain or turn else 1.0) * more
                frame = {"campaign_id": number, "slice": "total", "day": days, "spend": (spend * 1e6).astype("int64")}
                sales = chance.poisson(revenue / 400).astype("int64") * 1_000_000
                run.facts(pd.DataFrame({**frame, "revenue": (revenue * 1e6).astype("int64"), "conversions": sales}))


def record(seeds: int) -> list[Figures]:
    """The statement: a decision that changed nothing, and one that brought a fifth more, six weeks later."""
    held: dict[float, list[bool]] = {0.0: [], 0.2: []}
    turn, last = date(2026, 10, 8), date(2026, 11, 12)
    for seed in range(seeds):
        gain = (0.0, 0.2)[seed % 2]
        with world() as (engine, folder):
            _alike(engine, seed, last, gain, turn)
            action = Action(
                kind="hours",
                values=lambda _language: dict.fromkeys(("channel", "when", "lift", "posts", "count"), "x"),
                stake=Stake(value=1, low=0, high=2),
                effort="minutes",
                due=turn,
                scope="x",
                touches=("facebook",),
            )
            book = AdviceBook(desk=desk_on(engine, folder, turn))
            book.keep([action])
            book.decide(book.find(0, 1), "done")
            desk = desk_on(engine, folder, last + timedelta(days=1))
            found = statement(desk).total
            days = Window(start=turn + timedelta(days=1), end=turn + timedelta(days=30))
            asked = Question(metrics=("revenue",), where=(), periods=(str(days),), group_by=("channel",))
            rows = dict(desk.metrics.run(asked, today=desk.today).table.rows)  # type: ignore[arg-type]
            true = float(rows["facebook"]) * gain / (1 + gain)
            held[gain].append(found is not None and found.low <= true <= found.high)
    return [
        {"what": f"the true effect ({gain:.0%}) lies in the 80 % range", "of": len(right), "ours": sum(right)}
        for gain, right in held.items()
    ]


def followed(draws: int) -> list[Figures]:
    """The moves of `recommend`, made in worlds whose response to spend is known."""
    worse, raised, allowed, covered, kept = [], [], [], [], []
    for kind in KINDS:
        for seed in range(draws):
            task = simulate(kind, seed)
            plan = forecasting.allocate(
                task.history, task.budget, period_days=7, total=task.total, current=task.current
            )
            fitted = plan.today_fitted
            amounts = dict(fitted)
            for source, target, amount in moves_of(plan, task.budget) if plan.decision != "keep" else ():
                amounts[source] -= amount
                amounts[target] += amount
            today, then = task.value(fitted), task.value(amounts)
            worse.append(then < 0.99 * today)
            kept.append(plan.decision == "keep")
            covered.append(plan.gain[1] <= task.value(plan.best) - today <= plan.gain[2])
            if task.optimum >= 1.25 * today:
                raised.append(then >= 1.25 * today)
                allowed.append((then - today) / (_best_within(task, plan) - today))
    count = len(worse)
    return [
        {"what": "moves made: return below today's by over 1 %", "of": count, "ours": sum(worse)},
        {"what": "the optimum allows +25 %: reached it", "of": len(raised), "ours": sum(raised)},
        {
            "what": "of what one step of 0.4 to 2.5 times a channel's share can gain there, on average",
            "of": len(allowed),
            "ours": f"{np.mean(allowed):.0%}",
        },
        {"what": "true gain of the best split in the 80 % range", "of": count, "ours": sum(covered)},
        {"what": "nothing was moved", "of": count, "ours": sum(kept)},
    ]


def _best_within(task: Scenario, plan: forecasting.Allocation) -> float:
    """What the best split within the plan's bounds truly brings: ever smaller pairwise moves from the plan's own."""
    names = list(plan.best)
    low, high = np.array([plan.bounds[name] for name in names]).T
    spend = np.array([plan.best[name] for name in names])
    best, step = task.value(plan.best), task.budget / 20
    while step > task.budget / 250:
        tried = []
        for giver, taker in itertools.permutations(range(len(names)), 2):
            moved, amount = spend.copy(), min(step, spend[giver] - low[giver], high[taker] - spend[taker])
            moved[giver], moved[taker] = moved[giver] - amount, moved[taker] + amount
            tried.append((task.value(dict(zip(names, moved, strict=True))), moved))
        value, moved = max(tried, key=lambda one: one[0])
        if value > best * (1 + 1e-6):
            best, spend = value, moved
        else:
            step /= 2
    return best


def times(seeds: int) -> list[Figures]:
    """Posts without a best time, and 60 posts with an evening that reaches a fifth more."""
    noise = [bool(post_times(_posts(seed, 0.0), None)[0].peaks) for seed in range(seeds)]
    peak = [_in_evening(post_times(_posts(1_000 + seed, 0.2), None)[0].peaks) for seed in range(seeds)]
    return [
        {"what": "no best time: one is named", "of": seeds, "ours": sum(noise)},
        {"what": "an evening 20 % better, 60 posts: named", "of": seeds, "ours": sum(peak)},
    ]


def _in_evening(peaks: Any) -> bool:
    held = [{(one.window.first_hour + step) % 24 for step in range(one.window.hours)} for one in peaks]
    return any(hours & {18, 19, 20} for hours in held)


def _posts(seed: int, lift: float, count: int = 60, spread: float = 0.12) -> list[PostRow]:
    chance, rows = np.random.default_rng(seed), []
    for day in np.sort(chance.integers(0, 90, count)):
        hour = int(chance.integers(8, 24))
        reach = float(np.exp(chance.normal(8, spread))) * (1 + lift * (18 <= hour < 21))
        nothing: Mapping[str, None] = dict.fromkeys(("views", "reactions", "comments", "shares"))
        moment = datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(days=int(day))
        rows.append(PostRow(channel="instagram", published_at=moment, reach=int(reach), **nothing))
    return rows


def ripeness(seeds: int) -> list[Figures]:
    """What the last days of a channel will come to, from what its earlier days showed at each age."""
    rows: list[Figures] = []
    for days in (1, 3, 7, 14):
        found = [one for seed in range(FRESH, FRESH + seeds) if (one := _ripened(late_world(seed), days)) is not None]
        held, ours, plain = (np.array(column) for column in zip(*found, strict=True))
        rows += [
            {"what": f"conversions of the last {days}: in the 80 % range", "of": len(found), "ours": int(held.sum())},
            {
                "what": f"conversions of the last {days}: error, median (plain: as they stand)",
                "of": len(found),
                "ours": f"{np.median(ours):.1%}",
                "rival": f"{np.median(plain):.1%}",
            },
        ]
    return rows


def _ripened(world: LateWorld, days: int) -> tuple[bool, float, float] | None:
    """Whether the truth lies in the range, how far the middle is off it, and how far what stands there today is."""
    count = len(world.spend)
    ages = np.arange(count, 0, -1)
    seen = as_seen(world.conversions)
    how = forecasting_ripeness.ripening(seen)
    if how is None:
        return None
    known = np.array([row[np.isfinite(row)][-1] for row in seen])
    ripe = np.array([how.share(int(age)) >= forecasting_ripeness.RIPE for age in ages]) & (ages <= 60)
    rate = forecasting_ripeness.usual(world.spend[ripe], known[ripe], how.spread)
    one = forecasting_ripeness.ripened(known[-days:], ages[-days:], how, spend=world.spend[-days:], rate=rate)
    true = max(float(world.conversions[-days:, -1].sum()), 1.0)
    return one.low <= true <= one.high, abs(one.value - true) / true, abs(one.known - true) / true


def groups(seeds: int) -> list[Figures]:
    """Segments that bring alike, and one that brings a fifth more for its money."""
    noise, peak = [], []
    for seed in range(seeds):
        for better, kept in ((1.0, noise), (1.2, peak)):
            with world() as (engine, folder):
                found = _segments(engine, folder, seed, better)
            kept.append(
                [one.value for one in found if one.sure and one.lift > 0] == ["loyal"]
                if better > 1
                else any(one.sure for one in found)
            )
    return [
        {"what": "groups alike: one is named", "of": seeds, "ours": sum(noise)},
        {"what": "a group 20 % better: named, alone", "of": seeds, "ours": sum(peak)},
    ]


def _segments(engine: Engine, folder: Path, seed: int, better: float) -> Any:
    chance, days = np.random.default_rng(seed), pd.date_range("2026-03-02", "2026-05-31")
    names = ("new", "loyal", "cart", "sale")
    with Store(engine, now=lambda: datetime(2026, 6, 1, tzinfo=UTC)).run(source="bench", kind="file") as run:
        for channel, price in (("facebook", 40.0), ("google_ads", 120.0)):
            account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
            ids = run.campaigns(account, [Campaign(external_id=name, name=name, segment=name) for name in names])
            for number, name in zip(ids, names, strict=True):
                spend = chance.uniform(300, 900, len(days))
                sales = chance.poisson(spend / price * (better if name == "loyal" else 1.0)).astype("int64")
                frame = {"campaign_id": number, "slice": "total", "day": days, "spend": (spend * 1e6).astype("int64")}
                run.facts(pd.DataFrame({**frame, "conversions": sales * 1_000_000}))
    window = Window(start=days[0].date(), end=days[-1].date())
    (found,) = profiles(["segment"], "conversions", (), window, desk_on(engine, folder, date(2026, 6, 1)))
    return found.groups


PARTS: Mapping[str, tuple[str, Callable[[int], list[Figures]]]] = {
    "reasons": ("Why it changed (`explain_change`)", reasons),
    "advice": ("What to do (`recommend`), on accounts where nothing can be gained", advice),
    "followed": ("What to do, followed in a simulator (draws per kind of world)", followed),
    "record": ("What the advice brought (`advice_record`)", record),
    "times": ("The best time (`best_time`)", times),
    "ripeness": ("What is still coming in (late conversions of the last days)", ripeness),
    "groups": ("Whom to show it to (`audience_profile`)", groups),
}
DRAWS = 4


def markdown(stored: Mapping[str, list[Figures]]) -> str:
    lines = ["# Insight: what is planted is found, and nothing else"]
    for name, rows in stored.items():
        title = PARTS[name][0] if name in PARTS else "Speed of `explain_change`, two months of 30 days, stored rows"
        lines += ["", f"## {title}", "", "| | of | Demetra | plain way |", "|---|---|---|---|"]
        lines += [f"| {row['what']} | {row['of']} | {row.get('ours', '')} | {row.get('rival', '')} |" for row in rows]
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--only", nargs="*", default=[*PARTS, "speed"])
    parser.add_argument("--rows", type=int, default=5_000_000)
    options = parser.parse_args()
    path = RESULTS / "insight.json"
    stored = json.loads(path.read_text()) if path.exists() else {}
    for name in options.only:
        started = time.perf_counter()
        sizes = {"speed": options.rows, "followed": DRAWS}
        work = speed if name == "speed" else PARTS[name][1]
        stored[name] = work(sizes.get(name, options.seeds))
        print(name, round(time.perf_counter() - started), "s", json.dumps(stored[name]), flush=True)
    ordered = {name: stored[name] for name in (*PARTS, "speed") if name in stored}
    path.write_text(json.dumps(ordered, indent=1) + "\n")
    (RESULTS / "insight.md").write_text(markdown(ordered))


if __name__ == "__main__":
    main()
