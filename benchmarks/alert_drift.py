"""How soon a slow drift is found at which rate of false alarms: the operating curve of `tools.alerts.rules.drift`.

Usage: python -m benchmarks.alert_drift [--first 210000] [--simulations 150]

Histories of `benchmarks.alert_simulation` in which every planted trouble of a channel is a drift. A false alarm is a run
of days that no planted trouble explains; precision counts one message for each trouble found.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.alert_simulation import EVERYWHERE, Simulation, simulate
from benchmarks.alert_truth import AFTERMATH
from tools.alerts.evaluate import ALERTS, LOOK_BACK
from tools.alerts.rules import drift
from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.model import RuleContext
from tools.alerts.rules.panel import Flags, HistoryPanel, build_panel

SIZES = (3.5, 3.65, 3.8, 3.95, 4.1, 4.25, 4.5)
"""Standard deviations that a week's ramp needs."""
APART = 3
"""Days without an alarm after which the next one is another."""


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """What one threshold finds."""

    size: float
    delays: list[int]
    """Hours until each drift found."""
    drifts: int
    false: int
    channel_weeks: float

    def line(self) -> str:
        """A row of the table."""
        found = len(self.delays)
        return (
            f"| {self.size:g} | {found / self.drifts:.2f} | {np.median(self.delays):.0f} | {np.mean(self.delays):.0f} | "
            f"{self.false} | {self.false / self.channel_weeks:.4f} | {found / max(found + self.false, 1):.2f} |"
        )


def judge(worlds: list[tuple[Simulation, HistoryPanel, Flags]], size: float) -> CurvePoint:
    """Counts what the flagged days of every channel and its campaigns come to."""
    delays: list[int] = []
    drifts, false, weeks = 0, 0, 0.0
    for simulation, panel, flags in worlds:
        first = panel.row(simulation.first_day)
        weeks += simulation.channels * (panel.days - first) / 7
        for place in range(panel.channels):
            told = flags[:, panel.parent == place].any(axis=1)
            explained = np.zeros(panel.days, bool)
            for one in simulation.incidents:
                if one.channel not in (EVERYWHERE, panel.scopes[place].channel):
                    continue
                begin, end = panel.row(one.start), panel.row(one.end + AFTERMATH)
                explained[begin : end + 1] = True
                if one.kind == "drift":
                    drifts += 1
                    delays += [24 * (int(row) + 1) for row in np.flatnonzero(told[begin : end + 1])[:1]]
            rows = np.flatnonzero(told & ~explained)
            false += sum(not told[max(first, row - APART) : row].any() for row in rows[rows >= first])
    return CurvePoint(size=size, delays=delays, drifts=drifts, false=false, channel_weeks=weeks)


def flagged(changes: Changes, size: float) -> Flags:
    """Days x scopes on which a drift goes on, by a threshold."""
    kept, drift.SLIDE_SIZE = drift.SLIDE_SIZE, size  # type: ignore[misc]
    try:
        changes.__dict__.pop("drift", None)
        return np.asarray(changes.drift[0].any(axis=1) & changes.panel.concerned(ALERTS["unexpected_change"].preset))
    finally:
        drift.SLIDE_SIZE = kept  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=210_000)
    parser.add_argument("--simulations", type=int, default=150)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/alert_drift.md"))
    options = parser.parse_args()
    worlds: dict[float, list[tuple[Simulation, HistoryPanel, Flags]]] = {size: [] for size in SIZES}
    for seed in range(options.first, options.first + options.simulations):
        simulation = simulate(seed, kinds=("drift",))
        panel = build_panel(simulation.history, simulation.last_day, most_days=LOOK_BACK, context=RuleContext())
        changes = Changes(panel)
        for size in SIZES:
            worlds[size].append((simulation, panel, flagged(changes, size)))
    points = [judge(worlds[size], size) for size in SIZES]
    text = "\n".join(
        [
            f"# Slow drift on {options.simulations} simulations of drifts alone, the first of seed {options.first}",
            "",
            f"{points[0].drifts} drifts of 2.5 to 4 % a day; in force: {drift.SLIDE_SIZE:g}.",
            "",
            "| threshold | recall | median delay, h | mean delay, h | false | false a channel-week | precision |",
            "|---|---|---|---|---|---|---|",
            *(one.line() for one in points),
            "",
        ]
    )
    print(text)
    options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
