"""Measures `demetra ingest` end to end against a bare executemany of the same rows into the same table, in one run.

    python benchmarks/ingest.py [--rows 100000 1000000] [--only sqlite]

Writes benchmarks/results/ingest.json and ingest.md. Each load runs in a process of its own: its peak memory is its own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).parents[1])  # this file has the name of our package and would be imported in its place

import numpy as np  # noqa: E402 - after the path is right
import pandas as pd  # noqa: E402 - after the path is right
from sqlalchemy import Engine, create_engine, insert, select, text  # noqa: E402 - after the path is right

from ingest import schema  # noqa: E402 - after the path is right
from ingest.database import connect, migrate  # noqa: E402 - after the path is right
from ingest.files import load  # noqa: E402 - after the path is right
from ingest.store.store import Store  # noqa: E402 - after the path is right

TODAY = date(2026, 11, 22)
POSTGRES = "postgresql+psycopg2://postgres@127.0.0.1:5432/test"
RESULTS = Path(__file__).parent / "results"
CHANNELS = ("Facebook", "TikTok Ads", "Google Ads", "Instagram", "Яндекс.Директ")
CAMPAIGNS = 400
DAYS = 700
REGIONS = 5
BATCH = 50_000
BOOK_ROWS = 30_000


def write_file(path: Path, rows: int) -> None:
    """A day-by-day export with regions: the order in which platforms give it."""
    rng = np.random.default_rng(7)
    number = np.arange(rows)
    regions = max(REGIONS, -(-rows // (CAMPAIGNS * DAYS)))
    campaign = (number // regions) % CAMPAIGNS
    day = number // (regions * CAMPAIGNS)
    pd.DataFrame(
        {
            "Date": pd.date_range("2024-06-01", periods=DAYS).strftime("%Y-%m-%d").to_numpy()[day],
            "Channel": np.array(CHANNELS)[campaign % len(CHANNELS)],
            "Campaign ID": campaign + 1000,
            "Campaign": np.char.add("Campaign ", campaign.astype(str)),
            "Region": np.char.add("Region ", (number % regions).astype(str)),
            "Impressions": rng.integers(1000, 100_000, rows),
            "Clicks": rng.integers(0, 1000, rows),
            "Spend": rng.integers(0, 1_000_000, rows) / 100,
            "Conversions": rng.integers(0, 100, rows),
            "Revenue": rng.integers(0, 10_000_000, rows) / 100,
        }
    ).to_csv(path, index=False)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / f'{uuid.uuid4().hex}.db'}"
        return
    name = f"bench{uuid.uuid4().hex[:12]}"
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{POSTGRES}?options=-csearch_path%3D{name}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    admin.dispose()


def peak_memory_mb() -> float:
    """The process's peak; `ru_maxrss` would carry over the peak of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def load_once(url: str, path: Path) -> dict[str, Any]:
    """One load in this process; called in a process of its own."""
    engine = connect(url)
    migrate(engine)
    before = peak_memory_mb()
    start, cpu = time.perf_counter(), time.process_time()
    report = load(Store(engine, now=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)), [path], currency="RUB", today=TODAY)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    engine.dispose()
    return {
        "seconds": seconds,
        "cpu_s": cpu,
        "inserted": report.inserted,
        "unchanged": report.unchanged,
        "rss_before_mb": before,
        "rss_peak_mb": peak_memory_mb(),
    }


def in_own_process(url: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", url, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return dict(json.loads(done.stdout))


def bare_executemany(source: Engine, target: Engine) -> float:
    """Seconds to insert the stored rows, in the file's order, into an equal table of an empty database."""
    migrate(target)
    parents = (schema.channel, schema.account, schema.campaign, schema.ingest_run)
    with source.connect() as reading, target.connect().execution_options(writes=True) as writing, writing.begin():
        for table in parents:
            rows = [dict(row) for row in reading.execute(select(table)).mappings()]
            writing.execute(insert(table), rows)
    order = (schema.daily_fact.c.day, schema.daily_fact.c.campaign_id, schema.daily_fact.c.region)
    names = [column.name for column in schema.daily_fact.c]
    seconds = 0.0
    with source.connect() as reading, target.connect().execution_options(writes=True) as writing:
        transaction = writing.begin()
        stored = reading.execution_options(stream_results=True).execute(select(schema.daily_fact).order_by(*order))
        for part in stored.partitions(BATCH):
            rows = [dict(zip(names, row, strict=True)) for row in part]
            if target.dialect.name == "sqlite":
                cells = [tuple(str(c) if isinstance(c, (date, datetime)) else c for c in row.values()) for row in rows]
                statement = f"INSERT INTO daily_fact ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
                start = time.perf_counter()
                writing.exec_driver_sql(statement, cells)
            else:
                start = time.perf_counter()
                writing.execute(insert(schema.daily_fact), rows)
            seconds += time.perf_counter() - start
        start = time.perf_counter()
        transaction.commit()
        seconds += time.perf_counter() - start
    return seconds


def measure(kind: str, rows: int, folder: Path) -> dict[str, Any]:
    path = folder / f"export_{rows}.csv"
    if not path.exists():
        write_file(path, rows)
    with database(kind, folder) as url, database(kind, folder) as empty:
        first = in_own_process(url, path)
        again = in_own_process(url, path)
        source, target = connect(url), connect(empty)
        bare = bare_executemany(source, target)
        source.dispose()
        target.dispose()
    return {
        "database": kind,
        "rows": rows,
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "load_s": round(first["seconds"], 2),
        "rows_per_s": round(rows / first["seconds"]),
        "bare_s": round(bare, 2),
        "bare_rows_per_s": round(rows / bare),
        "speed_of_bare": round(bare / first["seconds"], 2),
        "reload_s": round(again["seconds"], 2),
        "reload_unchanged": again["unchanged"],
        "peak_rss_mb": round(first["rss_peak_mb"]),
        "rss_before_mb": round(first["rss_before_mb"]),
    }


def workbook(folder: Path) -> str:
    """What a workbook of 30,000 rows takes, in a sentence."""
    write_file(folder / "book.csv", BOOK_ROWS)
    pd.read_csv(folder / "book.csv").to_excel(folder / "book.xlsx", index=False)
    with database("sqlite", folder) as url:
        done = in_own_process(url, folder / "book.xlsx")
    return (
        f"A workbook (`.xlsx`) of {BOOK_ROWS:,} rows and ten columns: {done['cpu_s']:.1f} s of processor time, "
        f"{round(done['rss_peak_mb'])} MB at most.\n"
    )


def write_results(results: list[dict[str, Any]], book: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "ingest.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    names = list(results[0])
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    lines += [" | ".join(str(result[name]) for name in names) for result in results]
    about = (
        "`speed_of_bare` is the whole path (recognise, parse, check, upsert, rollups, commit) against a bare "
        "executemany of the same rows into the same table in the same run: 1.0 is as fast, 0.5 takes twice as long.\n"
    )
    table = "\n".join(f"| {line} |" for line in lines)
    first = (RESULTS / "ingest_first_runs.md").read_text(encoding="utf-8")
    (RESULTS / "ingest.md").write_text(f"# Loading files\n\n{about}\n{table}\n\n{book}\n{first}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--one", nargs=2, metavar=("URL", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(load_once(options.one[0], Path(options.one[1]))))
        return
    kinds = [options.only] if options.only else ["sqlite", "postgres"]
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for kind in kinds:
            for rows in options.rows:
                results.append(measure(kind, rows, Path(folder)))
                print(results[-1], file=sys.stderr)
        book = workbook(Path(folder))
    write_results(results, book)


if __name__ == "__main__":
    main()
