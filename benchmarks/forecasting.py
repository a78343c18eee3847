"""Forecasts at rolling cut-offs against Prophet, seasonal naive, AutoETS and AutoTheta.

`python benchmarks/forecasting.py [--statsforecast PYTHON]` prints a Markdown report and writes it with the figures to
`benchmarks/results/forecasting.{md,json}`. Without `--statsforecast` (the Python of a venv that has
`benchmarks/statsforecast-requirements.txt`) such a venv is made for the run with uv, and the two rivals are skipped
with the reason when that fails.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # this file is called like the package it measures

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from joblib import Parallel, delayed  # noqa: E402

import forecasting  # noqa: E402
from benchmarks.forecasting_report import RESULTS, report  # noqa: E402
from benchmarks.forecasting_series import DATA, Case, RatioCase, cases, ratio_cases  # noqa: E402

CUT_OFFS = 3
SHORTEST = 20


@dataclass(frozen=True)
class Task:
    """One series at one cut-off."""

    case: Case
    cut: int

    @property
    def past(self) -> pd.DataFrame:
        return self.case.frame.iloc[: self.cut]

    @property
    def actual(self) -> np.ndarray:
        return self.case.frame["y"].to_numpy()[self.cut : self.cut + self.case.horizon]

    @property
    def season(self) -> int:
        if self.case.freq == "D":
            return 7
        return 52 if self.cut >= 104 else 1

    @property
    def scale(self) -> float:
        values = self.past["y"].to_numpy()
        return float(np.nanmean(np.abs(values[self.season :] - values[: -self.season])))


def score(task: Task, method: str, said: dict) -> dict:
    actual = task.actual
    known = ~np.isnan(actual)
    point, lower, upper = (np.asarray(said[name], dtype=float)[known] for name in ("point", "lower", "upper"))
    actual = actual[known]
    error = np.abs(point - actual)
    miss = np.maximum(lower - actual, 0) + np.maximum(actual - upper, 0)
    return {
        "series": task.case.name,
        "group": task.case.group,
        "cut": task.cut,
        "method": method,
        "mae": error.mean(),
        "mase": error.mean() / task.scale if task.scale > 0 else np.nan,
        "wape": error.sum() / max(np.abs(actual).sum(), 1e-9),
        "coverage": ((actual >= lower) & (actual <= upper)).mean(),
        "width": (upper - lower).mean() / max(np.abs(actual).mean(), 1e-9),
        "winkler": (upper - lower + 10 * miss).mean() / task.scale if task.scale > 0 else np.nan,
        "seconds": said["seconds"],
    }


def ours(task: Task, *, backtest: bool) -> dict:
    began = time.perf_counter()
    result = forecasting.forecast(task.past, task.case.horizon, freq=task.case.freq, backtest=backtest)
    frame = result.frame
    return {
        "point": frame["yhat"],
        "lower": frame["lower"],
        "upper": frame["upper"],
        "seconds": time.perf_counter() - began,
    }


def quick(task: Task) -> dict:
    began = time.perf_counter()
    frame = forecasting.quick_forecast(task.past, task.case.horizon, freq=task.case.freq).frame
    return {
        "point": frame["yhat"],
        "lower": frame["lower"],
        "upper": frame["upper"],
        "seconds": time.perf_counter() - began,
    }


def prophet_default(task: Task) -> dict:
    from prophet import Prophet

    np.random.seed(0)
    began = time.perf_counter()
    model = Prophet(interval_width=0.8).fit(task.past)
    step = {"D": 1, "W": 7}[task.case.freq]
    start = task.past["ds"].iloc[-1] + pd.Timedelta(days=step)
    said = model.predict(pd.DataFrame({"ds": pd.date_range(start, periods=task.case.horizon, freq=f"{step}D")}))
    return {
        "point": said["yhat"],
        "lower": said["yhat_lower"],
        "upper": said["yhat_upper"],
        "seconds": time.perf_counter() - began,
    }


def seasonal_naive(task: Task) -> dict:
    began = time.perf_counter()
    values = task.past["y"].to_numpy()
    season, horizon = task.season, task.case.horizon
    point = np.resize(values[-season:], horizon)
    cycles = np.arange(horizon) // season + 1
    half = 1.2816 * np.sqrt(np.nanmean((values[season:] - values[:-season]) ** 2) * cycles)
    return {"point": point, "lower": point - half, "upper": point + half, "seconds": time.perf_counter() - began}


def measure(task: Task) -> list[dict]:
    """All methods that run in this environment on one task."""
    import logging
    import warnings

    logging.getLogger("cmdstanpy").addHandler(logging.NullHandler())
    logging.getLogger("cmdstanpy").propagate = False
    logging.getLogger("prophet").setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore")
    return [
        score(task, "Demetra", ours(task, backtest=True)),
        score(task, "Demetra without folds", ours(task, backtest=False)),
        score(task, "Demetra first answer", quick(task)),
        score(task, "Prophet default", prophet_default(task)),
        score(task, "seasonal naive", seasonal_naive(task)),
    ]


def measure_ratio(case: RatioCase, cut: int) -> dict:
    top, bottom = (part["y"].to_numpy() for part in (case.numerator, case.denominator))
    began = time.perf_counter()
    result = forecasting.forecast_ratio(
        case.numerator.iloc[:cut], case.denominator.iloc[:cut], case.horizon, freq=case.freq
    )
    seconds = time.perf_counter() - began
    future = slice(cut, cut + case.horizon)
    above, below = top[future], bottom[future]
    known = ~np.isnan(above) & (below > 0)
    daily, frame = (above[known] / below[known]), result.frame[known]
    total, truth = result.total, above[known].sum() / below[known].sum()
    pooled = np.nansum(top[max(0, cut - 28) : cut]) / np.nansum(bottom[max(0, cut - 28) : cut])
    return {
        "series": case.name,
        "group": case.group,
        "step_coverage": ((daily >= frame["lower"]) & (daily <= frame["upper"])).mean(),
        "step_width": float(((frame["upper"] - frame["lower"]) / frame["yhat"]).median()),
        "total_covered": float(total.lower <= truth <= total.upper),
        "total_width": (total.upper - total.lower) / total.value,
        "total_error": abs(total.value - truth) / truth,
        "pooled_error": abs(pooled - truth) / truth,
        "seconds": seconds,
    }


def ratio_tasks() -> list[tuple[RatioCase, int]]:
    found = []
    for case in ratio_cases():
        top, bottom = (part["y"].to_numpy() for part in (case.numerator, case.denominator))
        for fold in range(1, CUT_OFFS + 1):
            cut = len(top) - fold * case.horizon
            future = slice(cut, cut + case.horizon)
            if cut >= SHORTEST and np.nansum(bottom[future]) > 0 and np.nansum(top[future]) > 0:
                found.append((case, cut))
    return found


def rivals(tasks: list[Task], python: str | None) -> tuple[list[dict], str]:
    """AutoETS and AutoTheta in their own environment; rows, and why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            python = python or _make_venv(Path(folder))
            payload = [
                {"values": task.past["y"].ffill().tolist(), "season": task.season, "horizon": task.case.horizon}
                for task in tasks
            ]
            runner = ROOT / "benchmarks" / "statsforecast_runner.py"
            done = subprocess.run(
                [python, str(runner)],
                input=json.dumps(payload),
                capture_output=True,
                text=True,
                check=True,
                timeout=3600,
            )
        except (OSError, subprocess.SubprocessError) as error:
            return [], f"AutoETS and AutoTheta skipped: {str(error)[-300:]}"
    rows = [
        score(task, kind, said)
        for task, answer in zip(tasks, json.loads(done.stdout), strict=True)
        for kind, said in answer.items()
        if "error" not in said
    ]
    return rows, ""


def _make_venv(folder: Path) -> str:
    if importlib.util.find_spec("uv") is None:
        raise FileNotFoundError("uv is not installed")
    uv, python = [sys.executable, "-m", "uv"], folder / "bin" / "python"
    wanted = ROOT / "benchmarks" / "statsforecast-requirements.txt"
    subprocess.run([*uv, "venv", "--quiet", str(folder)], check=True, timeout=300)
    subprocess.run(
        [*uv, "pip", "install", "--quiet", "--python", str(python), "-r", str(wanted)], check=True, timeout=900
    )
    return str(python)


def refresh() -> dict:
    """6 channels, 5 metrics, 18 months of days: cold, and again with nothing changed."""
    rng = np.random.default_rng(0)
    day = np.arange(545)

    def history() -> pd.DataFrame:
        level = 1000 * np.exp(np.cumsum(rng.normal(0, 0.01, 545))) * (1 + 0.2 * np.sin(2 * np.pi * day / 7))
        return pd.DataFrame({"ds": pd.date_range("2024-01-01", periods=545), "y": level * rng.gamma(20, 1 / 20, 545)})

    jobs = []
    for _channel in range(6):
        spend = history()
        jobs += [forecasting.ForecastJob(history=history(), horizon=30, country="RU") for _ in range(4)]
        jobs.append(forecasting.ForecastJob(history=history(), denominator=spend, horizon=30, country="RU"))
    found = {}
    for backend in ("loky", "threading"):
        cache = forecasting.DirectoryCache(Path(tempfile.mkdtemp()))
        for name in ("cold", "unchanged"):
            began = time.perf_counter()
            forecasting.forecast_many(jobs, cache=cache, backend=backend)
            found[f"{backend} {name}"] = time.perf_counter() - began
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--statsforecast", help="Python of a venv with statsforecast")
    python = arguments.parse_args().statsforecast
    if not DATA.exists():
        print(f"skipped: no data at {DATA}")
        return
    tasks = [
        Task(case, len(case.frame) - fold * case.horizon)
        for case in cases()
        for fold in range(1, CUT_OFFS + 1)
        if len(case.frame) - fold * case.horizon >= SHORTEST
    ]
    rows = [row for found in Parallel(n_jobs=2)(delayed(measure)(task) for task in tasks) for row in found]
    ratios = Parallel(n_jobs=2)(delayed(measure_ratio)(case, cut) for case, cut in ratio_tasks())
    more, skipped = rivals(tasks, python)
    text, figures = report(pd.DataFrame(rows + more), pd.DataFrame(ratios), refresh(), skipped)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "forecasting.md").write_text(text, encoding="utf-8")
    (RESULTS / "forecasting.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
