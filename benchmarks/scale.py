"""What growth costs: the usual questions on five, twenty and fifty million fact rows, in SQLite and in PostgreSQL.

Run: `python -m benchmarks.scale [--postgresql ADDRESS] [MILLIONS ...]`; the address is that of a database of its own,
whose tables this fills. Both databases get the same rows, made by the same integer arithmetic inside the database, and
the product's own rollups over them; their answers are compared to the last digit. Fifty million rows are 9,600
campaigns of two years with a total and six rows by age and gender a day.
"""

import argparse
import hashlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Date, Engine, bindparam, text

from benchmarks.engine import AGES, CHANNELS, GENDERS, LAST, TODAY, questions
from ingest.database import connect, migrate, writing
from ingest.facts import Account, Campaign
from ingest.store import rollup
from ingest.store.store import Store
from tools.engine.engine import MetricEngine

MILLIONS = (5, 20, 50)
DAYS = 744
ROWS_A_CAMPAIGN = DAYS * (1 + len(AGES) * len(GENDERS))
BATCH = 192
"""Campaigns a transaction: a million rows."""
REPEATS = 25
RESULTS = Path(__file__).parent / "results"

MIX = "(c.id * 7919 + d.n * 104729 + (c.id * d.n) % 7907 * 31)"
"""Looks like chance and is the same everywhere."""
BASE = f"""
SELECT c.id, d.day, 3000 + {MIX} % 6000 AS impressions, (3000 + {MIX} % 6000) * (10 + {MIX} % 20) / 1000 AS clicks,
       (3000 + {MIX} % 6000) * ({MIX} % 7) / 5000 * 1000000 AS conversions, 100000000 + {MIX} * 48271 % 9900000000 AS spend,
       (100000000 + {MIX} * 48271 % 9900000000) * (50 + {MIX} % 200) / 100 AS revenue
FROM campaign c CROSS JOIN scale_day d WHERE c.id = :campaign
"""
MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")
COLUMNS = f"(campaign_id, slice, day, age, gender, {', '.join(MEASURES)}, row_hash, run_id, source, loaded_at)"
CUT = f"""
INSERT INTO daily_fact {COLUMNS}
SELECT b.id, 'age+gender', b.day, p.age, p.gender,
       {", ".join(f"b.{name} / 6 + CASE WHEN p.n < b.{name} % 6 THEN 1 ELSE 0 END" for name in MEASURES)},
       b.id + p.n, :run, 'bench', :now
FROM ({BASE}) b CROSS JOIN scale_part p
"""
TOTAL = f"""
INSERT INTO daily_fact {COLUMNS}
SELECT b.id, 'total', b.day, '', '', {", ".join(f"b.{name}" for name in MEASURES)}, b.id, :run, 'bench', :now FROM ({BASE}) b
"""
SPANS = "INSERT INTO campaign_slice (campaign_id, slice, first_day, last_day) VALUES (:campaign, :slice, :first, :last)"


def main() -> None:
    """Grows each database step by step and measures at every step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql", default="")
    parser.add_argument("millions", nargs="*", type=int, default=list(MILLIONS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        for step in measure(given.postgresql or f"sqlite:///{Path(folder) / 'scale.db'}", given.millions):
            _keep(step)


def measure(address: str, millions: list[int]) -> Iterator[dict[str, Any]]:
    """One database at every size, in one figure a question beside what the growth cost."""
    engine = connect(address)
    migrate(engine)
    for size in millions:
        grown = _grow(engine, size * 1_000_000 // ROWS_A_CAMPAIGN)
        restated = _restated(engine)
        about = {"database": engine.dialect.name, "millions": size, **grown, **restated, "gb": _gigabytes(engine)}
        print(about, file=sys.stderr, flush=True)
        metrics = MetricEngine(engine, currency="RUB")
        yield about | {"questions": [_asked(metrics, one.name, one.query) for one in questions()]}
    engine.dispose()


def _asked(metrics: MetricEngine, name: str, question: Any) -> dict[str, Any]:
    taken, rows = [], []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        rows = metrics.run(question, today=TODAY).table.rows
        taken.append((time.perf_counter() - start) * 1000)
    first, ordered = taken[0], sorted(taken[1:])
    answer = hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()[:16]
    return {
        "question": name,
        "first": round(first, 1),
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * len(ordered))], 1),
        "answer": answer,
    }


@contextmanager
def _timed(into: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    into[name] = round(time.perf_counter() - start, 1)


def _grow(engine: Engine, wanted: int) -> dict[str, float]:
    """Fills the database up to so many campaigns; seconds of writing facts and of the rollups, and a million's share."""
    taken: dict[str, float] = {}
    run, ids = _campaigns(engine, wanted)
    with _timed(taken, "facts_s"):
        for start in range(0, len(ids), BATCH):
            with writing(engine) as connection:
                _calendar(connection)
                for number in ids[start : start + BATCH]:
                    _facts(connection, number, run)
    with _timed(taken, "rollups_s"), writing(engine) as connection:
        rollup.refresh(connection, set(ids), LAST - timedelta(days=DAYS - 1), LAST)
    added = len(ids) * ROWS_A_CAMPAIGN / 1_000_000
    return taken | {name.replace("_s", "_s_a_million"): round(value / added, 2) for name, value in taken.items()}


def _campaigns(engine: Engine, wanted: int) -> tuple[int, list[int]]:
    """The run's number and the new campaigns."""
    with engine.connect() as connection:
        known = connection.execute(text("SELECT count(*) FROM campaign")).scalar_one()
    ids: list[int] = []
    with Store(engine, now=lambda: datetime.now(UTC)).run(source="bench", kind="refresh") as run:  # noqa: TID251 - a benchmark
        for key in CHANNELS:
            account = run.account(Account(channel=key, external_id="1", currency="RUB"))
            numbers = range(known // len(CHANNELS), wanted // len(CHANNELS))
            ids += run.campaigns(
                account, [Campaign(external_id=str(n), name=f"{key} {n}", objective=f"goal {n % 4}") for n in numbers]
            )
    return run.id, ids


def _calendar(connection: Connection) -> None:
    for table in ("scale_day", "scale_part"):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
    connection.execute(text("CREATE TEMP TABLE scale_day (n BIGINT, day DATE)"))
    connection.execute(text("CREATE TEMP TABLE scale_part (n BIGINT, age TEXT, gender TEXT)"))
    days = [{"n": n, "day": LAST - timedelta(days=DAYS - 1 - n)} for n in range(DAYS)]
    connection.execute(text("INSERT INTO scale_day VALUES (:n, :day)").bindparams(bindparam("day", type_=Date)), days)
    parts = [(age, gender) for age in AGES for gender in GENDERS]
    rows = [{"n": n, "age": age, "gender": gender} for n, (age, gender) in enumerate(parts)]
    connection.execute(text("INSERT INTO scale_part VALUES (:n, :age, :gender)"), rows)
    connection.execute(text("ANALYZE scale_day"))  # unknown sizes make PostgreSQL compile every statement for seconds
    connection.execute(text("ANALYZE scale_part"))


def _facts(connection: Connection, campaign: int, run: int) -> None:
    about = {"campaign": campaign, "run": run, "now": "2026-11-22 06:00:00+00:00"}
    connection.execute(text(CUT), about)
    connection.execute(text(TOTAL), about)
    days = {"first": str(LAST - timedelta(days=DAYS - 1)), "last": str(LAST)}
    connection.execute(text(SPANS), [{"campaign": campaign, "slice": name, **days} for name in ("total", "age+gender")])


def _restated(engine: Engine) -> dict[str, float]:
    """Seconds of an hourly refresh in which every campaign's last day has become a little more, through the store."""
    taken: dict[str, float] = {}
    with engine.connect() as connection:
        rows = connection.execute(
            text(f"SELECT campaign_id, {', '.join(MEASURES)} FROM campaign_day WHERE day = :day"), {"day": str(LAST)}
        ).all()
    frame = pd.DataFrame(rows, columns=["campaign_id", *MEASURES]).assign(slice="total", day=pd.Timestamp(LAST))
    frame["clicks"] += 1
    with (
        _timed(taken, "restated_s"),
        Store(engine, now=lambda: datetime.now(UTC)).run(source="bench", kind="refresh") as run,  # noqa: TID251 - a benchmark
    ):
        run.facts(frame)
    return taken | {"restated_rows": len(frame)}


def _gigabytes(engine: Engine) -> float:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        else:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            size = pages * connection.execute(text("PRAGMA page_size")).scalar_one()
    return round(size / 1e9, 2)


def table(found: list[dict[str, Any]]) -> str:
    """Markdown."""
    lines = [
        "| database | million rows | GB | facts, s a million | rollups, s a million | a day of all restated: rows, s |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one['database']} | {one['millions']} | {one['gb']} | {one['facts_s_a_million']} | "
        f"{one['rollups_s_a_million']} | {one['restated_rows']:,}, {one['restated_s']} |"
        for one in found
    ]
    lines += ["", "| database | million rows | question | first, ms | p50 | p95 |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {step['database']} | {step['millions']} | {one['question']} | {one['first']} | {one['p50']} | {one['p95']} |"
        for step in found
        for one in step["questions"]
    ]
    return "\n".join(lines)


def _keep(step: dict[str, Any]) -> None:
    """Beside the steps of other runs: the databases grow one after the other, each for as long as it takes."""
    kept = RESULTS / "scale.json"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
    known = [one for one in known if (one["database"], one["millions"]) != (step["database"], step["millions"])]
    found = sorted([*known, step], key=lambda one: (one["database"], one["millions"]))
    RESULTS.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    (RESULTS / "scale.md").write_text(table(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
