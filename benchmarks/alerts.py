"""How well alerts find planted incidents, beside plain thresholds: precision, recall, messages and delay by kind.

Usage: python -m benchmarks.alerts [--simulations 200] [--first 230000] [--seconds 200] [--out benchmarks/results/alerts]

A day's findings go through grouping, threads and the lifecycle into stored alerts (`tools.alerts.following`), as they do
from `AlertBook.check`; what counts is what people are told. Simulations are kept as they are done (`--pieces`), so that a
run goes on where the last one stopped.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import Engine, delete

from benchmarks.alert_days import OnePass
from benchmarks.alert_simulation import COMPANY_KINDS, KINDS, Simulation, simulate
from benchmarks.alert_truth import Message, Told, finds, kind_of, verdict
from ingest.database import connect, migrate
from ingest.schema import alert
from tools.alerts.following import follow
from tools.alerts.rows import StoredAlert, open_or_recent, writing
from tools.alerts.rules.model import RuleContext
from tools.alerts.rules.threads import ECHO

ALL_KINDS = (*KINDS, *COMPANY_KINDS)
FRESH = 230_000
"""First seed of a range that nobody has looked at; all below have been."""
QUIET = timedelta(days=2)
"""A plain threshold that is crossed again within this is the same message."""
SPEAK = ("opened", "reopened", "escalated")
"""Events that tell something new."""
PLAIN = {
    "roi_drop": ("roi", -1),
    "cost_spike": ("cpa", 1),
    "low_conversion": ("cvr", -1),
    "channel_underperform": ("roi", -1),
    "broken_tracking": ("conversions", -1),
    "stale_data": ("day", 0),
}
"""What the plain thresholds speak of."""
Way = Callable[[Simulation], list[Message]]


def ours(simulation: Simulation) -> list[Message]:
    """What Demetra's own rules with their defaults tell, every noon of data from connected platforms.

    A platform that is connected owes yesterday by noon (`tools.alerts.arrivals`), so each last day is due.
    """
    passed = OnePass.over(simulation.history, simulation.last_day, RuleContext(due=True))
    engine = _book()
    with writing(engine) as connection:
        connection.execute(delete(alert))
    return [message for day in _days(simulation) for message in _told(passed, day, engine)]


def _days(simulation: Simulation) -> Iterator[date]:
    for number in range((simulation.last_day - simulation.first_day).days + 1):
        yield simulation.first_day + timedelta(days=number)


_BOOKS: list[Engine] = []


def _book() -> Engine:
    """A database for stored alerts, made once."""
    if not _BOOKS:
        folder = tempfile.mkdtemp(prefix="alerts-")
        _BOOKS.append(connect(f"sqlite:///{folder}/book.db"))
        migrate(_BOOKS[0])
    return _BOOKS[0]


def _told(passed: OnePass, day: date, engine: Engine) -> Iterator[Message]:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=1)
    with writing(engine) as connection:
        followed = follow(connection, open_or_recent(connection, now, ECHO), passed.seen(day), now)
    for news in followed.news:
        if news.event in SPEAK:
            yield Message(day=day, parts=tuple(_part(kept) for kept in news.alerts))


def _part(kept: StoredAlert) -> Told:
    one = kept.record.finding
    return Told(
        rule=one.rule,
        metric=one.metric,
        direction=one.direction,
        channel=one.channel,
        campaign=one.campaign,
        channels=tuple(one.channels),
    )


def thresholds(simulation: Simulation) -> list[Message]:
    """What fixed levels tell."""
    seen: dict[tuple[str, str], date] = {}
    messages = []
    for day in _days(simulation):
        for rule, channel in plain(simulation.history[simulation.history["day"] <= day], day):
            if day - seen.get((rule, channel), date.min) > QUIET + timedelta(days=1):
                metric, side = PLAIN[rule]
                one = Told(
                    rule=rule, metric=metric, direction=side, channel=channel, campaign=None, channels=(channel,)
                )
                messages.append(Message(day=day, parts=(one,)))
            seen[rule, channel] = day
    return messages


WAYS: dict[str, Way] = {"demetra": ours, "plain": thresholds}


def plain(history: pd.DataFrame, day: date) -> Iterator[tuple[str, str]]:
    """The team's fixed levels, a missing last day, and no conversions at all."""
    today = (
        history[history["day"] == day]
        .groupby("channel")[["spend", "clicks", "impressions", "conversions", "revenue"]]
        .sum()
    )
    profit = today["revenue"] / today["spend"] - 1
    average = today["revenue"].sum() / today["spend"].sum() - 1 if len(today) else 0.0
    for channel, row in today.iterrows():
        name = str(channel)
        if profit[channel] < 1.5:
            yield "roi_drop", name
        if row["conversions"] and row["spend"] / row["conversions"] > 600:
            yield "cost_spike", name
        if row["clicks"] and row["conversions"] / row["clicks"] < 0.05:
            yield "low_conversion", name
        if profit[channel] < 0.7 * average:
            yield "channel_underperform", name
        if row["spend"] > 0 and row["conversions"] == 0:
            yield "broken_tracking", name
    for channel in set(history["channel"]) - set(today.index):
        yield "stale_data", str(channel)


def score(seed: int) -> dict:
    """All ways over one simulation."""
    simulation = simulate(seed)
    weeks = ((simulation.last_day - simulation.first_day).days + 1) / 7
    ways = {name: _judged(simulation, way(simulation)) for name, way in WAYS.items()}
    return {"seed": seed, "noise": simulation.noise, "channel_weeks": weeks * simulation.channels, "ways": ways}


def _judged(simulation: Simulation, messages: list[Message]) -> dict:
    """What the messages come to beside what was planted."""
    planted = simulation.incidents
    verdicts = [verdict(message, planted) for message in messages]
    kinds = [kind_of(message, planted) for message in messages]
    incidents = []
    for incident in planted:
        days = [message.day for message in messages if finds(message, incident)]
        delay = (min(days) - incident.start).days if days else None
        incidents.append({**vars(incident), "factors": dict(incident.factors), "delay_days": delay})
    wrong = [message for message, said in zip(messages, verdicts, strict=True) if said == "false"]
    return {
        "messages": len(messages),
        "incidents": incidents,
        "true_by_kind": {kind: kinds.count(kind) for kind in ALL_KINDS},
        "aftershocks": verdicts.count("aftershock"),
        "false": [{"day": message.day, **vars(message.parts[0])} for message in wrong],
    }


RULES_OF = {
    "drop": {"unexpected_change", "roi_drop", "low_conversion", "cost_spike", "channel_underperform"},
    "spike": {"unexpected_change", "roi_drop", "cost_spike", "channel_underperform"},
    "drift": {
        "unexpected_change",
        "creative_fatigue",
        "low_conversion",
        "roi_drop",
        "cost_spike",
        "channel_underperform",
    },
    "tracking": {"broken_tracking"},
    "stale": {"stale_data"},
    "outage": {"stale_data"},
    "runaway": {"unexpected_change", "spend_runaway"},
    "company_drop": {"company_change"},
    "company_basket": {"company_change"},
    "company_spend": {"company_change"},
}
"""Rules that may speak about a kind."""


def kind_share(rule: str, kind: str) -> float:
    """A false alarm counts against the kinds its rule speaks about, in equal parts."""
    kinds = [one for one, rules in RULES_OF.items() if rule in rules]
    return 1.0 / len(kinds) if kind in kinds else 0.0


def summarise(results: list[dict], way: str) -> dict:
    """Figures per kind and over all."""
    weeks = sum(r["channel_weeks"] for r in results)
    parts = [r["ways"][way] for r in results]
    summary: dict = {"kinds": {}, "messages_per_channel_week": sum(p["messages"] for p in parts) / weeks}
    false_rules = [f["rule"] for p in parts for f in p["false"]]
    for kind in ALL_KINDS:
        incidents = [i for p in parts for i in p["incidents"] if i["kind"] == kind]
        found = [i for i in incidents if i["delay_days"] is not None]
        true = sum(p["true_by_kind"][kind] for p in parts)
        false = sum(kind_share(rule, kind) for rule in false_rules)
        summary["kinds"][kind] = {
            "incidents": len(incidents),
            "recall": len(found) / max(len(incidents), 1),
            "precision": true / max(true + false, 1e-9),
            "delay_hours": float(np.median([24 * (i["delay_days"] + 1) for i in found])) if found else None,
        }
    true_all = sum(sum(p["true_by_kind"].values()) for p in parts)
    after = sum(p["aftershocks"] for p in parts)
    summary["precision"] = true_all / max(true_all + len(false_rules), 1)
    summary["precision_with_aftershocks"] = true_all / max(true_all + after + len(false_rules), 1)
    summary["aftershocks_per_incident"] = after / max(sum(len(p["incidents"]) for p in parts), 1)
    summary["false_per_channel_week"] = len(false_rules) / weeks
    quiet = [r for r in results if not r["ways"][way]["incidents"]]
    told = sum(r["ways"][way]["messages"] for r in quiet)
    summary["quiet_per_channel_week"] = told / max(sum(r["channel_weeks"] for r in quiet), 1e-9)
    summary["quiet_channel_weeks"] = sum(r["channel_weeks"] for r in quiet)
    summary["false_by_rule"] = dict(Counter(false_rules))
    summary["false_by_noise"] = dict(Counter(r["noise"] for r in results for _ in r["ways"][way]["false"]))
    return summary


def markdown(summary: dict, first: int, simulations: int) -> str:
    """The table for people."""
    lines = [
        f"# Alerts on {simulations} seeded simulations, the first of seed {first}",
        "",
        "Every day judged by what was known then, as in life; what counts is what the book of alerts tells (a thread that opens, opens",
        "again or grows). A message is right when a planted trouble of that day moves that figure of that place to that side, and is of",
        "the kind wherever the rule names a cause (`benchmarks/alert_truth.py`); what is said in a trouble's place within four days of its",
        "end is an aftershock and counted apart. Delay counts from the beginning of the incident's first day to the end of the day whose",
        "evaluation told it.",
        "",
        "| incident | n | recall | precision | delay, h | plain: recall | precision | delay, h |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in ALL_KINDS:
        own, other = (summary[way]["kinds"][kind] for way in WAYS)
        cells = [
            f"{one['recall']:.2f} | {one['precision']:.2f} | {one['delay_hours'] or 0:.0f}" for one in (own, other)
        ]
        lines.append(f"| {kind} | {own['incidents']} | {cells[0]} | {cells[1]} |")
    for way in WAYS:
        one = summary[way]
        lines.append(
            f"\n{way}: precision over all {one['precision']:.3f} ({one['precision_with_aftershocks']:.3f} if aftershocks "
            f"count as false: {one['aftershocks_per_incident']:.2f} an incident), {one['messages_per_channel_week']:.3f} "
            f"messages per channel-week, {one['false_per_channel_week']:.3f} false; in quiet controls "
            f"{one['quiet_per_channel_week']:.4f} over {one['quiet_channel_weeks']:.0f} channel-weeks; false by rule "
            f"{one['false_by_rule']}, by noise {one['false_by_noise']}"
        )
    return "\n".join(lines) + "\n"


def kept(path: Path, seeds: range, seconds: float) -> list[dict]:
    """Simulations that are done already, and as many more as the time allows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    done = {line["seed"]: line for line in map(json.loads, lines)}
    end = time.monotonic() + seconds
    with path.open("a", encoding="utf-8") as pieces:
        for seed in (seed for seed in seeds if seed not in done):
            if time.monotonic() > end:
                break
            done[seed] = score(seed)
            pieces.write(json.dumps(done[seed], default=str) + "\n")
            pieces.flush()
    return [done[seed] for seed in seeds if seed in done]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--simulations", type=int, default=200)
    parser.add_argument("--first", type=int, default=FRESH)
    parser.add_argument("--seconds", type=float, default=1e9, help="how long to go on before summing up what is done")
    parser.add_argument("--pieces", type=Path, default=Path("artifacts/alerts.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/alerts"))
    options = parser.parse_args()
    results = kept(options.pieces, range(options.first, options.first + options.simulations), options.seconds)
    summary = {way: summarise(results, way) for way in WAYS}
    text = markdown(summary, options.first, len(results))
    print(text)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.with_suffix(".json").write_text(json.dumps(summary, indent=1), encoding="utf-8")
    options.out.with_suffix(".md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
