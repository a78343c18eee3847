"""Campaign model on the public files: skill on later campaigns, coverage of its intervals, verdict in words.

    python -m benchmarks.campaigns

Each model learns from the first 70 % of the campaigns (by start date) and is then judged on the rest, which neither it
nor its calibration has seen. Prints Markdown and writes `benchmarks/results/campaigns.{json,md}`.
"""

import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingRegressor

from forecasting.campaign.columns import LAUNCH, find_days, learn_encoding, read_features, read_target
from forecasting.campaign.model import CampaignModel

DATA = Path(__file__).parents[2] / "shared" / "data"
RESULTS = Path(__file__).parent / "results"
FILES = {"smads_cozycorners.csv": ";", "marketing_campaign_2200.csv": ",", "global_ads_daily.csv": ","}
SMALL, NEXT, DRAWS = 42, 14, 40
"""Campaigns of a small account, those that follow, and how many such accounts are cut out of each file."""
CASES = (
    ("smads_cozycorners.csv", "roi"),
    ("marketing_campaign_2200.csv", "roi"),
    ("global_ads_daily.csv", "roi"),
    ("global_ads_daily.csv", "conversions"),
    ("global_ads_daily.csv", "cpa"),
)


def read_cases():
    for name, target in CASES:
        path = DATA / name
        if path.exists():
            frame = pd.read_csv(path, sep=FILES[name])
            order = np.argsort(find_days(frame).to_numpy(), kind="stable")
            yield name, target, frame.iloc[order].reset_index(drop=True)


def judge(name: str, target: str, frame: pd.DataFrame) -> dict[str, object]:
    cut = int(0.7 * len(frame))
    past, later = frame[:cut], frame[cut:]
    truth = read_target(later, target).to_numpy()
    started = time.perf_counter()
    model = CampaignModel.fit(past, target=target)
    seconds = time.perf_counter() - started
    threshold = float(read_target(past, target).median())
    answer = model.predict(later, threshold=threshold)
    spread = ((truth - truth.mean()) ** 2).sum()
    inside = (truth >= answer["low"]) & (truth <= answer["high"])
    plain = channel_mean(past, later, target)
    raw_cover, raw_r2 = quantile_boosting(past, later, target)
    return {
        "file": name,
        "target": target,
        "verdict": model.verdict,
        "R2 own": round(model.skill["r2"], 3),
        "coverage own %": round(100 * model.skill["coverage"], 1),
        "R2 later": round(1 - float(((truth - answer["prediction"]) ** 2).sum() / spread), 3),
        "coverage later %": round(100 * float(inside.mean()), 1),
        "below threshold: said %": round(100 * float(answer["probability_below"].mean()), 1),
        "happened %": round(100 * float((truth < threshold).mean()), 1),
        "MAE": round(float(np.abs(truth - answer["prediction"]).mean()), 3),
        "MAE of the channel's mean": round(float(np.abs(truth - plain).mean()), 3),
        "MAE of the mean": round(float(np.abs(truth - read_target(past, target).mean()).mean()), 3),
        "R2 of the channel's mean": round(1 - float(((truth - plain) ** 2).sum() / spread), 3),
        "raw boosting: coverage %": round(100 * raw_cover, 1),
        "raw boosting: R2": round(raw_r2, 3),
        "seconds": round(seconds, 1),
        "words": model.notes[0],
        "importance": {feature: round(lost, 3) for feature, lost in model.importance.items()},
    }


def small_accounts() -> list[dict[str, object]]:
    """Accounts of `SMALL` campaigns, cut out of the files at many dates, each judged on the `NEXT` that started later."""
    rows = []
    for name, target, frame in read_cases():
        errors: dict[str, list[float]] = {"ours": [], "channel": [], "all": []}
        inside: list[bool] = []
        for start in np.linspace(0, len(frame) - SMALL - NEXT, DRAWS).astype(int):
            past, later = frame[start : start + SMALL], frame[start + SMALL : start + SMALL + NEXT]
            truth = read_target(later, target).to_numpy()
            answer = CampaignModel.fit(past, target=target).predict(later)
            guesses = {
                "ours": answer["prediction"].to_numpy(),
                "channel": channel_mean(past, later, target),
                "all": np.full(NEXT, read_target(past, target).mean()),
            }
            for key, guess in guesses.items():
                errors[key] += list(np.abs(truth - guess))
            inside += list((truth >= answer["low"]) & (truth <= answer["high"]))
        rows.append(
            {
                "file": name,
                "target": target,
                "accounts": DRAWS,
                "MAE": round(float(np.mean(errors["ours"])), 3),
                "MAE of the channel's mean": round(float(np.mean(errors["channel"])), 3),
                "MAE of the mean": round(float(np.mean(errors["all"])), 3),
                "coverage %": round(100 * float(np.mean(inside)), 1),
            }
        )
    return rows


def channel_mean(past: pd.DataFrame, later: pd.DataFrame, target: str) -> np.ndarray:
    """What a table by channel says: the mean of the channel's own campaigns, of all where it has had none."""
    known = read_target(past, target)
    means = known.groupby(read_features(past, ["channel"])["channel"]).mean()
    return read_features(later, ["channel"])["channel"].map(means).fillna(known.mean()).to_numpy(dtype=float)


def quantile_boosting(past: pd.DataFrame, later: pd.DataFrame, target: str) -> tuple[float, float]:
    """What most would do: gradient boosting on the same columns, with raw quantiles as the interval."""
    read = read_features(past, [name for name in LAUNCH if not name.startswith("budget")])
    encoding = learn_encoding(read)
    x, y = encoding.matrix(read), read_target(past, target).to_numpy()
    x_later = encoding.matrix(read_features(later, encoding.columns))
    truth = read_target(later, target).to_numpy()
    low, high = (
        HistGradientBoostingRegressor(loss="quantile", quantile=q, random_state=0).fit(x, y).predict(x_later)
        for q in (0.1, 0.9)
    )
    mean = HistGradientBoostingRegressor(random_state=0).fit(x, y).predict(x_later)
    r2 = 1 - float(((truth - mean) ** 2).sum() / ((truth - truth.mean()) ** 2).sum())
    return float(((truth >= low) & (truth <= high)).mean()), r2


def table_of(rows: list[dict[str, object]]) -> str:
    """Markdown; words and importance stand below it."""
    shown = [name for name in rows[0] if name not in ("words", "importance")] if rows else []
    lines = ["| " + " | ".join(shown) + " |", "|" + "---|" * len(shown)]
    return "\n".join([*lines, *("| " + " | ".join(str(row[name]) for name in shown) + " |" for row in rows)])


def main() -> None:
    rows = [judge(*case) for case in read_cases()]
    parts = ["# Campaign model on later campaigns (last 30 % by start date)"]
    parts.append(table_of(rows))
    small = small_accounts()
    parts.append(f"## Accounts of {SMALL} campaigns, judged on the {NEXT} that follow")
    parts.append(table_of(small))
    parts += [f"* `{row['file']}`, {row['target']}: {row['words']} Importance: {row['importance']}" for row in rows]
    report = "\n\n".join(parts) + "\n"
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "campaigns.md").write_text(report, encoding="utf-8")
    (RESULTS / "campaigns.json").write_text(
        json.dumps({"files": rows, "small accounts": small}, indent=1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
