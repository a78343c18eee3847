"""How many hours pass until an incident is told where channels give hours: evaluated after every complete hour.

Usage: python -m benchmarks.alert_hours [--simulations 12]
"""

import argparse
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from tools.alerts.evaluate import evaluate

START = datetime(2025, 1, 6, tzinfo=UTC)
DAYS = 43
KINDS = ("tracking", "drop", "runaway", "quiet")


def simulate(seed: int) -> tuple[pd.DataFrame, str, datetime]:
    """Four channels by hours, 10 to 60 conversions an hour; an incident in the first begins on the last day but one."""
    rng = np.random.default_rng(seed)
    kind = KINDS[seed % len(KINDS)]
    begin = START + timedelta(days=DAYS - 2, hours=int(rng.integers(8, 18)))
    frames = [_channel(rng, name) for name in ("instagram", "facebook", "tiktok", "google_ads")]
    ill = frames[0]["moment"] >= begin
    change = {
        "tracking": {"conversions": 0, "revenue": 0},
        "quiet": {},
        "drop": dict.fromkeys(("clicks", "conversions", "revenue"), 0.4),
        "runaway": dict.fromkeys(("spend", "impressions", "clicks"), 3.0),
    }[kind]
    for measure, factor in change.items():
        frames[0].loc[ill, measure] = (frames[0].loc[ill, measure] * factor).round()
    return pd.concat(frames, ignore_index=True), kind, begin


def _channel(rng: np.random.Generator, name: str) -> pd.DataFrame:
    moments = [START + timedelta(hours=hour) for hour in range(24 * DAYS)]
    rhythm = np.array([1 + 0.7 * np.sin((moment.hour - 9) / 24 * 2 * np.pi) for moment in moments])
    week = np.array([0.75 if moment.weekday() >= 5 else 1.0 for moment in moments])

    def noise(size: float) -> np.ndarray:
        return np.exp(rng.normal(0, size, len(moments)))

    spend = 8_000 * rhythm * week * noise(0.1) * 10 ** rng.uniform(-0.3, 0.5)
    clicks = rng.poisson(spend / 12 * noise(0.06)).astype(float)
    conversions = rng.poisson(clicks * 0.045).astype(float)
    return pd.DataFrame(
        {
            "moment": moments,
            "day": [moment.date() for moment in moments],
            "hour": [moment.hour for moment in moments],
            "channel": name,
            "campaign": f"{name} 1",
            "spend": spend.round(2),
            "impressions": (clicks * 50).round(),
            "clicks": clicks,
            "conversions": conversions,
            "revenue": conversions * 900.0,
        }
    )


def follow(seed: int) -> dict:
    """Evaluate after each hour from six hours before the incident to the end."""
    frame, kind, begin = simulate(seed)
    told, false = None, set()
    moment = begin - timedelta(hours=6)
    while moment < START + timedelta(days=DAYS) and told is None:
        moment += timedelta(hours=1)
        for alert in evaluate(frame[frame["moment"] < moment].drop(columns="moment"), None, moment):
            if kind != "quiet" and alert.channel == "instagram" and moment > begin:
                told = (moment - begin).total_seconds() / 3600
            else:
                false.add((alert.rule, str(alert.channel)))
    return {"seed": seed, "kind": kind, "hours": told, "false": sorted(false)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--simulations", type=int, default=12)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/alert_hours"))
    options = parser.parse_args()
    results = [follow(seed) for seed in range(options.simulations)]
    lines = [
        "# Hours until an alert, where channels give hours",
        "",
        "| incident | n | found | median delay, h |",
        "|---|---|---|---|",
    ]
    for kind in KINDS[:-1]:
        own = [one for one in results if one["kind"] == kind]
        found = [one["hours"] for one in own if one["hours"] is not None]
        lines.append(f"| {kind} | {len(own)} | {len(found)} | {np.median(found) if found else float('nan'):.0f} |")
    lines.append(f"\nFalse alerts in all simulations: {sum(len(one['false']) for one in results)}.\n")
    print("\n".join(lines))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.with_suffix(".md").write_text("\n".join(lines), encoding="utf-8")
    options.out.with_suffix(".json").write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
