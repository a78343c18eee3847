"""Plans over month ends, and money that runs away on a fresh install: what is told, when, and with which verdict.

Usage: python -m benchmarks.alert_months [--simulations 40] [--first 13000]

Histories are the quiet ones of `benchmarks.alert_simulation`. Every channel gets a budget and a goal for March that are
a known share of what March came to, so that the right verdict is known.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.alert_simulation import START, Simulation, simulate
from tools.alerts.evaluate import LOOK_BACK, evaluate
from tools.alerts.rules.endings import ending
from tools.alerts.rules.model import AlertScope, RuleContext, Trouble
from tools.alerts.rules.panel import build_panel

MONTH, AFTER = date(2025, 3, 1), date(2025, 4, 1)
PLANS = ("budget_overrun", "budget_underspend", "goal_at_risk")
BUDGETS = (0.7, 0.97, 1.03, 1.7)
"""Budget as a share of what the month spent: far too small, nearly right twice, far too large."""
GOALS = (1.4, 0.8)
"""Goal as a share of what the month earned: missed, met."""
WRONG = {("budget_overrun", 0.7), ("budget_underspend", 1.7), ("goal_at_risk", 1.4)}
"""Plans that go wrong, with the kind that has to say so."""
FRESH_DAYS = (3, 5, 8, 13)
"""Days of history before a zero too many on a fresh install."""
QUIET = 4
"""Last digit of the seeds without any incident."""


@dataclass(frozen=True, kw_only=True)
class PlanTold:
    """One plan of one channel, and what was said of it."""

    kind: str
    share: float
    told: date | None
    verdict: float | None
    """Share of the plan that the closing of the month names; None where nothing was told, so that nothing closes."""
    truth: float


def plans_of(simulation: Simulation) -> Iterator[PlanTold]:
    """Follows March day by day."""
    history = simulation.history
    month = history[(history["day"] >= MONTH) & (history["day"] < AFTER)]
    came = month.groupby("channel")[["spend", "revenue"]].sum()
    shares = {
        channel: (BUDGETS[number % len(BUDGETS)], GOALS[number % len(GOALS)])
        for number, channel in enumerate(came.index)
    }
    lines = [{"channel": channel, "campaign": "", "month": MONTH} for channel in came.index]
    context = RuleContext(
        budgets=pd.DataFrame(
            [{**one, "amount": came["spend"][one["channel"]] * shares[one["channel"]][0]} for one in lines]
        ),
        goals=pd.DataFrame(
            [
                {**one, "metric": "revenue", "target": came["revenue"][one["channel"]] * shares[one["channel"]][1]}
                for one in lines
            ]
        ),
    )
    told, last = _follow(history, context)
    for channel, (budget, goal) in shares.items():
        for kind in PLANS:
            share = goal if kind == "goal_at_risk" else budget
            verdict = _verdict(history, last.get((kind, str(channel))))
            yield PlanTold(
                kind=kind, share=share, told=told.get((kind, str(channel))), verdict=verdict, truth=1.0 / share
            )


def _follow(
    history: pd.DataFrame, context: RuleContext
) -> tuple[dict[tuple[str, str], date], dict[tuple[str, str], Trouble]]:
    """The day on which each plan's trouble was told, and the trouble as it last stood."""
    told: dict[tuple[str, str], date] = {}
    last: dict[tuple[str, str], Trouble] = {}
    for day in (MONTH + timedelta(days=number) for number in range((AFTER - MONTH).days)):
        for one in evaluate(history[history["day"] <= day], list(PLANS), day, context=context):
            for scope in one.covers or (AlertScope(channel=one.channel, campaign=one.campaign),):
                key = (one.kind, str(scope.channel))
                told.setdefault(key, day)
                last[key] = replace(one, scope=scope)
    return told, last


def _verdict(history: pd.DataFrame, finding: Trouble | None) -> float | None:
    """What the closing of the month says of a plan that was told of, as a share of it."""
    if finding is None:
        return None
    panel = build_panel(history[history["day"] <= AFTER], AFTER, most_days=LOOK_BACK)
    closed = ending(finding, panel)
    return closed.share if closed.how == "month" else float("nan")


def fresh_of(simulation: Simulation) -> Iterator[tuple[int, bool, int]]:
    """Days known, whether a zero too many was told on its first day, and how many quiet days were called run-aways."""
    history = simulation.history
    channel = str(history["channel"].iloc[0])
    for known in FRESH_DAYS:
        last = START + timedelta(days=known)
        young = history[history["day"] <= last]
        spiked = young.copy()
        spiked.loc[(spiked["day"] == last) & (spiked["channel"] == channel), "spend"] *= 10
        found = evaluate(spiked, ["spend_runaway"], last)
        quiet = sum(
            bool(evaluate(young, ["spend_runaway"], START + timedelta(days=number))) for number in range(known + 1)
        )
        yield known, any(one.channel in (None, channel) for one in found), quiet


def markdown(plans: list[PlanTold], fresh: list[tuple[int, bool, int]], first: int, simulations: int) -> str:
    """The tables for people."""
    lines = [
        f"# Plans over a month's end on {simulations} quiet histories, seeds {first} and on",
        "",
        "| plan | is a trouble | n | told | median day of the month | closed with the right share |",
        "|---|---|---|---|---|---|",
    ]
    for kind in PLANS:
        for share in sorted({one.share for one in plans if one.kind == kind}):
            own = [one for one in plans if (one.kind, one.share) == (kind, share)]
            heard = [one for one in own if one.told]
            right = sum(one.verdict is not None and abs(one.verdict - one.truth) < 1e-6 for one in heard)
            days = f"{np.median([one.told.day for one in heard if one.told]):.0f}" if heard else "-"
            wrong = "yes" if (kind, share) in WRONG else "no"
            what = "goal" if kind == "goal_at_risk" else "budget"
            closed = f"{right} of {len(heard)}"
            lines.append(
                f"| {kind}, {what} {share:.0%} of what came | {wrong} | {len(own)} | {len(heard)} | {days} | {closed} |"
            )
    lines += [
        "",
        "| fresh install, days known | zero too many | told on its day | quiet days called run-aways |",
        "|---|---|---|---|",
    ]
    for known in FRESH_DAYS:
        of = [one for one in fresh if one[0] == known]
        lines.append(f"| {known} | {len(of)} | {sum(one[1] for one in of)} | {sum(one[2] for one in of)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--simulations", type=int, default=40)
    parser.add_argument("--first", type=int, default=13_000, help="first ten seeds; the quiet one of each is taken")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/alert_months"))
    options = parser.parse_args()
    seeds = [10 * (options.first + number) + QUIET for number in range(options.simulations)]
    plans, fresh = [], []
    for seed in seeds:
        simulation = simulate(seed)
        plans += list(plans_of(simulation))
        fresh += list(fresh_of(simulation))
    text = markdown(plans, fresh, seeds[0], len(seeds))
    print(text)
    options.out.with_suffix(".md").write_text(text, encoding="utf-8")
    options.out.with_suffix(".json").write_text(
        json.dumps({"plans": [vars(one) for one in plans], "fresh": fresh}, default=str, indent=1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
