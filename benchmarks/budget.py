"""Regret of budget allocators against the known optimum.

    python -m benchmarks.budget [--draws 4] [--only ours]

Regret is the share of the optimum's incremental revenue that a split loses. Prints Markdown and writes
`benchmarks/results/budget.{json,md}`.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from benchmarks.budget_scenarios import KINDS, Scenario, shared_scenarios, simulate
from forecasting.budget.allocate import allocate
from forecasting.budget.bounds import fit_shares

RESULTS = Path(__file__).parent / "results"
Allocator = Callable[[Scenario], dict[str, float]]


def _by_weight(scenario: Scenario, weight: dict[str, float]) -> dict[str, float]:
    names = list(scenario.truth)
    bounds = (np.array([bound[name] for name in names]) for bound in (scenario.minimum, scenario.maximum))
    split = fit_shares(np.array([weight[name] for name in names]), scenario.budget, *bounds)
    return dict(zip(names, split.tolist(), strict=True))


def _sums(scenario: Scenario) -> pd.DataFrame:
    return scenario.history.groupby("channel")[["spend", "value"]].sum()


def split_equally(scenario: Scenario) -> dict[str, float]:
    return _by_weight(scenario, dict.fromkeys(scenario.truth, 1.0))


def keep_today(scenario: Scenario) -> dict[str, float]:
    return _by_weight(scenario, scenario.current)


def follow_roi(scenario: Scenario) -> dict[str, float]:
    sums = _sums(scenario)
    return _by_weight(scenario, (sums["value"] / sums["spend"]).to_dict())


def follow_revenue(scenario: Scenario) -> dict[str, float]:
    return _by_weight(scenario, _sums(scenario)["value"].to_dict())


def all_to_best_roi(scenario: Scenario) -> dict[str, float]:
    sums = _sums(scenario)
    amounts, left = dict(scenario.minimum), scenario.budget - sum(scenario.minimum.values())
    for name in (sums["value"] / sums["spend"]).sort_values(ascending=False).index:
        extra = min(left, scenario.maximum[name] - amounts[name])
        amounts[name] += extra
        left -= extra
    return amounts


def slsqp_on_power(scenario: Scenario) -> dict[str, float]:
    """What most scripts do: log-log regression per channel, then scipy's SLSQP from an equal start."""
    names, curves = list(scenario.truth), []
    for name in names:
        rows = scenario.history[(scenario.history["channel"] == name) & (scenario.history["spend"] > 0)]
        rows = rows[rows["value"] > 0]
        slope, level = np.polyfit(np.log(rows["spend"]), np.log(rows["value"]), 1)
        curves.append((np.exp(level), float(np.clip(slope, 0.05, 1.0))))
    start = np.full(len(names), scenario.budget / len(names))
    found = minimize(
        lambda x: -sum(a * max(v, 1e-9) ** b for (a, b), v in zip(curves, x, strict=True)),
        start,
        method="SLSQP",
        bounds=[(scenario.minimum[name], scenario.maximum[name]) for name in names],
        constraints={"type": "eq", "fun": lambda x: x.sum() - scenario.budget},
    )
    return _by_weight(scenario, dict(zip(names, np.maximum(found.x, 0.0).tolist(), strict=True)))


def ours(scenario: Scenario) -> dict[str, float]:
    return _ask(scenario).amounts


def _ask(scenario: Scenario):
    return allocate(
        scenario.history,
        scenario.budget,
        period_days=7,
        minimum=scenario.minimum,
        maximum=scenario.maximum,
        total=scenario.total,
        current=scenario.current,
    )


ALLOCATORS: dict[str, Allocator] = {
    "all to the best ROI": all_to_best_roi,
    "equal": split_equally,
    "keep today's split": keep_today,
    "proportional to ROI": follow_roi,
    "proportional to revenue": follow_revenue,
    "scipy SLSQP on power curves": slsqp_on_power,
    "ours": ours,
}


def score(scenarios: list[Scenario], allocators: dict[str, Allocator]) -> pd.DataFrame:
    rows = []
    for scenario in scenarios:
        today = scenario.regret(keep_today(scenario))
        for name, allocator in allocators.items():
            started = time.perf_counter()
            amounts = allocator(scenario)
            spent = time.perf_counter() - started
            regret = scenario.regret(amounts)
            rows.append(
                {
                    "id": scenario.id,
                    "kind": scenario.kind,
                    "allocator": name,
                    "regret": 100 * regret,
                    "worse": regret > today + 0.001,
                    "feasible": _feasible(scenario, amounts),
                    "ms": 1000 * spent,
                }
            )
    return pd.DataFrame(rows)


def _feasible(scenario: Scenario, amounts: dict[str, float]) -> bool:
    inside = all(scenario.minimum[n] - 0.005 <= a <= scenario.maximum[n] + 0.005 for n, a in amounts.items())
    return inside and abs(sum(amounts.values()) - scenario.budget) < 0.005


def coverage(scenarios: list[Scenario]) -> dict[str, float]:
    """How often the truth lies in our 80 % intervals, and how often the advice was to keep."""
    hits = {"expected": [], "current": [], "gain": [], "keep": []}
    for scenario in scenarios:
        answer = _ask(scenario)
        now, new = scenario.value(scenario.current), scenario.value(answer.amounts)
        best, kept = scenario.value(answer.best), scenario.value(answer.today_fitted)
        hits["expected"].append(answer.expected[1] <= new <= answer.expected[2])
        hits["current"].append(answer.current[1] <= now <= answer.current[2])
        hits["gain"].append(answer.gain[1] <= best - kept <= answer.gain[2])
        hits["keep"].append(answer.decision == "keep")
    return {name: round(100 * float(np.mean(values)), 1) for name, values in hits.items()}


def summary(scores: pd.DataFrame) -> pd.DataFrame:
    groups = scores.groupby("allocator", sort=False)
    return pd.DataFrame(
        {
            "regret mean %": groups["regret"].mean(),
            "median": groups["regret"].median(),
            "p90": groups["regret"].quantile(0.9),
            "worse than today %": 100 * groups["worse"].mean(),
            "feasible %": 100 * groups["feasible"].mean(),
            "ms": groups["ms"].mean(),
            "ms max": groups["ms"].max(),
        }
    ).round(2)


def markdown(frame: pd.DataFrame) -> str:
    head = [frame.index.name or "", *map(str, frame.columns)]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [
        "| " + " | ".join([str(name), *(f"{value:g}" for value in row)]) + " |" for name, *row in frame.itertuples()
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=6, help="own scenarios per kind")
    parser.add_argument("--only", help="one allocator")
    options = parser.parse_args()
    chosen = {name: way for name, way in ALLOCATORS.items() if options.only in (None, name)}
    sets = {
        "shared (45 tasks)": list(shared_scenarios()),
        "own draws": [simulate(kind, seed) for kind in KINDS for seed in range(options.draws)],
    }
    parts, stored = ["# Budget allocation: regret against the known optimum"], {}
    for title, scenarios in sets.items():
        if not scenarios:
            continue
        scores = score(scenarios, chosen)
        kinds = scores.pivot_table(index="kind", columns="allocator", values="regret", sort=False).round(2)
        covered = coverage(scenarios) if "ours" in chosen else {}
        parts += [
            f"## {title}: {len(scenarios)} scenarios",
            markdown(summary(scores)),
            "Mean regret % by kind:",
            markdown(kinds),
        ]
        parts += [f"Ours: the truth lies in the 80 % interval of {covered} % of answers (keep = share of such advice)."]
        stored[title] = {
            "summary": summary(scores).to_dict("index"),
            "by_kind": kinds.to_dict("index"),
            "covered": covered,
        }
    report = "\n\n".join(parts) + "\n"
    print(report)
    if options.only is None:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "budget.md").write_text(report, encoding="utf-8")
        (RESULTS / "budget.json").write_text(json.dumps(stored, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
