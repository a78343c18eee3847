"""How well alerts find planted incidents, beside plain thresholds: precision, recall, messages and delay by kind.

Usage: python -m benchmarks.alerts [--simulations 200] [--first 80000] [--seconds 200] [--out benchmarks/results/alerts]

Simulations are kept as they are done (`--pieces`), so that a run goes on where the last one stopped.
"""

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.alert_days import OnePass
from benchmarks.alert_simulation import COMPANY_KINDS, EVERYWHERE, KINDS, Incident, Simulation, simulate
from tools.alerts.rules.model import RuleContext

AFTERMATH = timedelta(days=4)
"""An alert this long after an incident's end still belongs to it."""
ALL_KINDS = (*KINDS, *COMPANY_KINDS)
FRESH = 160_000
"""First seed of a range that nobody has looked at; all below 152000 have been."""
QUIET = timedelta(days=2)
"""A trouble that is seen again within this is the same message."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """One alert as a person would get it: once, on the day it first fired."""

    rule: str
    channel: str | None
    campaign: str | None
    day: date
    channels: tuple[str, ...]


def follow(simulation: Simulation, find) -> list[Message]:  # type: ignore[no-untyped-def]
    """Evaluate day by day and keep what is new."""
    seen: dict[tuple, date] = {}
    messages = []
    day = simulation.first_day
    while day <= simulation.last_day:
        known = simulation.history[simulation.history["day"] <= day]
        for rule, channel, campaign, covered in find(known, day):
            key = (rule, channel, campaign)
            if key not in seen or day - seen[key] > QUIET + timedelta(days=1):
                messages.append(Message(rule=rule, channel=channel, campaign=campaign, day=day, channels=covered))
            seen[key] = day
        day += timedelta(days=1)
    return messages


def ours(simulation: Simulation):  # type: ignore[no-untyped-def]
    """Demetra's own rules with their defaults; a day's findings know nothing of later days (`benchmarks.alert_days`)."""
    passed = OnePass.over(simulation.history, simulation.last_day, RuleContext(due=True))

    def find(_known: pd.DataFrame, day: date):  # type: ignore[no-untyped-def]
        for one in passed.found(day):
            covered = tuple({scope.channel for scope in one.covers}) if one.channel is None else (one.channel,)
            yield one.rule, one.channel, one.campaign, covered

    return find


def plain(history: pd.DataFrame, day: date):  # type: ignore[no-untyped-def]
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
            yield "roi_drop", name, None, (name,)
        if row["conversions"] and row["spend"] / row["conversions"] > 600:
            yield "cost_spike", name, None, (name,)
        if row["clicks"] and row["conversions"] / row["clicks"] < 0.05:
            yield "low_conversion", name, None, (name,)
        if profit[channel] < 0.7 * average:
            yield "channel_underperform", name, None, (name,)
        if row["spend"] > 0 and row["conversions"] == 0:
            yield "broken_tracking", name, None, (name,)
    for channel in set(history["channel"]) - set(today.index):
        yield "stale_data", str(channel), None, (str(channel),)


def belongs(message: Message, incident: Incident) -> bool:
    """Whether a message is about an incident: right channel, right days."""
    here = incident.channel == EVERYWHERE or incident.channel in message.channels
    return here and incident.start <= message.day <= incident.end + AFTERMATH


def tells(message: Message, incident: Incident) -> bool:
    """Whether a message says an incident: one of the whole account must be told of the whole account."""
    return belongs(message, incident) and (incident.channel != EVERYWHERE or message.channel is None)


def score(seed: int) -> dict:
    """Both ways over one simulation."""
    simulation = simulate(seed)
    weeks = ((simulation.last_day - simulation.first_day).days + 1) / 7
    result = {"seed": seed, "noise": simulation.noise, "channel_weeks": weeks * simulation.channels, "ways": {}}
    for way, find in (("demetra", ours(simulation)), ("plain", plain)):
        messages = follow(simulation, find)
        incidents = []
        for incident in simulation.incidents:
            about = [m for m in messages if tells(m, incident)]
            first = min((m.day for m in about), default=None)
            incidents.append(
                {
                    "kind": incident.kind,
                    "channel": incident.channel,
                    "campaign": incident.campaign,
                    "start": str(incident.start),
                    "end": str(incident.end),
                    "size": incident.size,
                    "found": bool(about),
                    "delay_days": (first - incident.start).days if first else None,
                    "rules": sorted({m.rule for m in about}),
                }
            )
        false = [m for m in messages if not any(belongs(m, incident) for incident in simulation.incidents)]
        kinds = [next((i.kind for i in simulation.incidents if belongs(m, i)), None) for m in messages]
        result["ways"][way] = {
            "messages": len(messages),
            "incidents": incidents,
            "true_by_kind": {k: kinds.count(k) for k in ALL_KINDS},
            "false": [{"rule": m.rule, "channel": m.channel, "campaign": m.campaign, "day": str(m.day)} for m in false],
        }
    return result


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
        found = [i for i in incidents if i["found"]]
        true = sum(p["true_by_kind"][kind] for p in parts)
        false = sum(kind_share(rule, kind) for rule in false_rules)
        summary["kinds"][kind] = {
            "incidents": len(incidents),
            "recall": len(found) / max(len(incidents), 1),
            "precision": true / max(true + false, 1e-9),
            "delay_hours": float(np.median([24 * (i["delay_days"] + 1) for i in found])) if found else None,
        }
    true_all = sum(sum(p["true_by_kind"].values()) for p in parts)
    summary["precision"] = true_all / max(true_all + len(false_rules), 1)
    summary["false_per_channel_week"] = len(false_rules) / weeks
    quiet = [r for r in results if not r["ways"][way]["incidents"]]
    told = sum(r["ways"][way]["messages"] for r in quiet)
    summary["quiet_per_channel_week"] = told / max(sum(r["channel_weeks"] for r in quiet), 1e-9)
    by_rule: dict = defaultdict(int)
    for rule in false_rules:
        by_rule[rule] += 1
    summary["false_by_rule"] = dict(by_rule)
    return summary


def markdown(summary: dict, first: int, simulations: int) -> str:
    """The table for people."""
    lines = [
        f"# Alerts on {simulations} seeded simulations, the first of seed {first}",
        "",
        "Every day judged by what was known then, as in life; a message is an alert nobody has heard of for two days. Delay counts from",
        "the beginning of the incident's first day to the end of the day whose evaluation told it.",
        "",
        "| incident | n | recall | precision | delay, h | plain: recall | precision | delay, h |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in ALL_KINDS:
        own, other = (summary[way]["kinds"][kind] for way in ("demetra", "plain"))
        cells = [
            f"{one['recall']:.2f} | {one['precision']:.2f} | {one['delay_hours'] or 0:.0f}" for one in (own, other)
        ]
        lines.append(f"| {kind} | {own['incidents']} | {cells[0]} | {cells[1]} |")
    for way in ("demetra", "plain"):
        one = summary[way]
        lines.append(
            f"\n{way}: precision over all {one['precision']:.3f}, {one['messages_per_channel_week']:.3f} messages per "
            f"channel-week, {one['false_per_channel_week']:.3f} false; "
            f"in quiet controls {one['quiet_per_channel_week']:.3f}; false by rule {one['false_by_rule']}"
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
            pieces.write(json.dumps(done[seed]) + "\n")
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
    summary = {way: summarise(results, way) for way in ("demetra", "plain")}
    text = markdown(summary, options.first, len(results))
    print(text)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.with_suffix(".json").write_text(json.dumps(summary, indent=1), encoding="utf-8")
    options.out.with_suffix(".md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
