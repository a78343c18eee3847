"""The hourly forecasts of 6 channels x 5 metrics x 18 months: cold, unchanged, one channel changed; time, cost, memory.

python -m benchmarks.refresh_forecasts [--workers 2]
"""

import argparse
import json
import resource
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from ingest import demo
from ingest.database import connect, migrate
from ingest.store.store import Store
from tools.engine.engine import MetricEngine
from tools.outlook.refresh import Refreshed, refresh_forecasts
from tools.tool import ToolContext

TODAY = date(2026, 11, 22)
RESULTS = Path(__file__).parent / "results"
TARGETS = {"cold": 60.0, "unchanged": 5.0}


def main() -> None:
    """Runs the three refreshes and writes the results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=2)
    workers = parser.parse_args().workers
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(Path(folder))
        runs = {"cold": _run(desk, workers), "unchanged": _run(desk, workers)}
        _change_one_channel(desk)
        runs["one channel changed"] = _run(desk, workers)
        runs["unchanged again"] = _run(desk, workers)
    _report(runs, workers)


def _desk(folder: Path) -> ToolContext:
    engine = connect(f"sqlite:///{folder / 'demo.db'}")
    migrate(engine)
    now = datetime.now(UTC)  # noqa: TID251 - a benchmark is an entry point
    demo.load(Store(engine, now=lambda: now), today=TODAY, currency="RUB")
    metrics = MetricEngine(engine, currency="RUB")
    return ToolContext(metrics=metrics, today=TODAY, now=now, language="ru", data_dir=folder)


def _run(desk: ToolContext, workers: int) -> dict[str, Any]:
    processor = _processor()
    started = time.perf_counter()
    done: Refreshed = refresh_forecasts(desk, workers=workers)
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": round(seconds, 2),
        "own_processor_seconds": round(_processor() - processor, 2),
        "series": done.series,
        "fitted": done.fitted,
        "rows": done.rows,
        "seconds_per_fit": round(seconds / done.fitted, 3) if done.fitted else None,
        "peak_memory_mb": round(memory),
    }


def _processor() -> float:
    """Seconds of processor of this process; the fits run in workers that live on and are not in it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _change_one_channel(desk: ToolContext) -> None:
    """Restates yesterday's revenue of one channel, in place of a refresh from its platform."""
    statement = (
        "UPDATE channel_day SET revenue = revenue * 2 WHERE day = '2026-11-21' AND account_id = "
        "(SELECT account.id FROM account JOIN channel ON channel.id = account.channel_id WHERE channel.key = 'telegram')"
    )
    with desk.engine.begin() as connection:
        connection.execute(text(statement))


def _report(runs: dict[str, dict[str, Any]], workers: int) -> None:
    RESULTS.mkdir(exist_ok=True)
    document = {"workers": workers, "targets_seconds": TARGETS, "runs": runs}
    (RESULTS / "refresh_forecasts.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    heads = list(next(iter(runs.values())))
    lines = ["# Hourly forecasts: 6 channels and the whole x 5 metrics x 18 months", ""]
    lines += [f"{workers} workers; targets: cold under 60 s, unchanged under 5 s.", ""]
    lines += ["| run | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(str(run[head]) for head in heads) + " |" for name, run in runs.items()]
    table = "\n".join(lines) + "\n"
    (RESULTS / "refresh_forecasts.md").write_text(table, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
