"""Measures a refresh: six sources x 500 campaigns x 28 days through local servers, and a million rows into PostgreSQL.

`python -m benchmarks.refresh [--campaigns N] [--days N] [--rows N] [--postgres URL]` prints one JSON document and
writes results/refresh.json and refresh.md. Each figure stands beside what it can't beat: the bare transport of the same
pages, the bare COPY of the same rows. Where others use the machine, seconds of this process's processor say more than
those of the clock.
"""

import argparse
import io
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
from sqlalchemy import Engine, text

from ingest.database import connect, migrate
from ingest.facts import Account, Campaign
from ingest.platform.channel import Configured, channels
from ingest.refresh.sync import RefreshOrder, refresh
from ingest.store.store import Store
from tests.servers.google import Google
from tests.servers.http import Answer, Asked, serve
from tests.servers.meta import Meta
from tests.servers.tiktok import TikTok
from tests.servers.vk import Vk
from tests.servers.world import make_world
from tests.servers.yandex import Yandex

UNTIL = date(2026, 11, 20)
TODAY = date(2026, 11, 21)
CHUNK = 100_000
RESULTS = Path(__file__).parent / "results"
ASKED = "/asked"
"""Where a server tells which different requests it got."""


def now() -> datetime:
    return datetime(2026, 11, 21, 9, tzinfo=UTC)


def configured(source: str, **values: Any) -> Configured:
    found = next(one for one in channels() if one.source == source)
    return Configured(channel=found, settings=found.settings(_env_file=None, **values))


def run_servers(pipe: Any, campaigns: int, days: int) -> None:
    """Five servers in a process of their own: tells their addresses, then waits to be ended."""
    first = UNTIL - timedelta(days=days - 1)
    kinds: dict[str, tuple[Any, dict[str, int], str]] = {
        "meta": (Meta, {}, "1202100000"),
        "google": (Google, {"batch": 10_000}, "20000"),
        "tiktok": (TikTok, {"page_size": 1000}, "1780000000"),
        "yandex": (Yandex, {}, "7000"),
        "vk": (Vk, {"page_size": 200}, "66"),
    }
    with ExitStack() as stack:
        addresses = {}
        for name, (kind, options, prefix) in kinds.items():
            world = make_world(campaigns=campaigns, first=first, last=UNTIL, prefix=prefix)
            addresses[name] = stack.enter_context(serve(cached(kind(world, **options)))).base_url
        pipe.send(addresses)
        pipe.recv()


@contextmanager
def platforms(campaigns: int, days: int) -> Iterator[dict[str, str]]:
    """Addresses of the servers."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=run_servers, args=(there, campaigns, days))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("end")
        process.join()


def connected(at: dict[str, str]) -> list[Configured]:
    """Five advertising sources; Meta feeds two channels, so six channels."""
    keys = {"developer_token": "d" * 9, "client_id": "c", "client_secret": "s" * 9, "refresh_token": "r" * 9}
    google = {"customer_ids": ("9876543210",), "token_url": f"{at['google']}/token", **keys}
    return [
        configured("meta", access_token="m" * 9, account_ids=("1234567890",), base_url=at["meta"]),
        configured("google", base_url=at["google"], **google),
        configured("tiktok", access_token="t" * 9, advertiser_ids=("7100000000000000001",), base_url=at["tiktok"]),
        configured("yandex", token="y" * 9, client_logins=("demetra-test",), base_url=at["yandex"]),
        configured("vk", access_token=Vk.token, base_url=at["vk"]),
    ]


def cached(server: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """The server with its reports kept ready, so that the second reading measures the reader and not the server."""
    ready: dict[tuple[str, str, str], Answer] = {}
    known: list[dict[str, Any]] = []

    def respond(asked: Asked) -> Answer:
        key = (asked.path, json.dumps(asked.query, sort_keys=True), asked.body)
        if asked.path == ASKED:
            return Answer(body=known)
        if asked.path == "/token":
            return server(asked)
        if key not in ready:
            answer = server(asked)
            ready[key] = Answer(status=answer.status, body=answer.payload().decode(), headers=answer.headers)
            known.append(
                {"method": asked.method, "url": asked.path, "params": dict(asked.query), "content": asked.body}
            )
        return ready[key]

    return respond


@dataclass
class Spent:
    """Seconds by the clock, and of this process's processor."""

    clock: float = 0.0
    processor: float = 0.0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Adds what passes inside."""
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor


def bare_transport(addresses: dict[str, str]) -> Spent:
    """What it takes to fetch every different page of the refresh once more and to parse nothing."""
    spent = Spent()
    for base_url in addresses.values():
        with httpx.Client(base_url=base_url, timeout=60) as client:
            known = client.get(ASKED).json()
            with spent.counting():
                for request in known:
                    client.request(**request)
    return spent


def timed_refresh(engine: Engine, several: list[Configured], days: int) -> tuple[Spent, Any]:
    order = RefreshOrder(today=TODAY, now=now, since=UNTIL - timedelta(days=days - 1), until=UNTIL, wait_scale=0)
    spent = Spent()
    with spent.counting():
        result = refresh(Store(engine, now=now), several, order)
    return spent, result


def measure_refresh(url: str, addresses: dict[str, str], days: int) -> dict[str, Any]:
    several = connected(addresses)
    engine = connect(url)
    migrate(engine)
    empty(engine)
    first, result = timed_refresh(engine, several, days)
    transport = bare_transport(addresses)
    again, repeated = timed_refresh(engine, several, days)
    empty(engine)
    engine.dispose()
    rows = sum(one.rows_read for one in result.sources)
    return {
        "states": sorted({one.state for one in result.sources}),
        "rows": rows,
        "requests": sum(one.requests for one in result.sources),
        "seconds": round(first.clock, 2),
        "rows_per_second": round(rows / first.clock),
        "processor_seconds": round(first.processor, 2),
        "rows_per_processor_second": round(rows / first.processor),
        "bare_transport_seconds": round(transport.clock, 2),
        "ratio_to_bare_transport": round(first.clock / transport.clock, 1),
        "ratio_of_processor_seconds": round(first.processor / transport.processor, 1),
        "unchanged_again_seconds": round(again.clock, 2),
        "unchanged_again_processor_seconds": round(again.processor, 2),
        "unchanged_again_changed_rows": sum(one.inserted + one.updated for one in repeated.sources),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load_average": round(os.getloadavg()[0], 1),
    }


def fill_servers(addresses: dict[str, str], folder: str, days: int) -> None:
    """Asks for everything once, so that the servers have their reports ready when somebody looks at the clock."""
    engine = connect(f"sqlite:///{Path(folder) / 'first.db'}")
    migrate(engine)
    timed_refresh(engine, connected(addresses), days)
    engine.dispose()


def empty(engine: Engine) -> None:
    """Forgets all facts and runs, so that the measured refresh is a first one."""
    from ingest.schema import metadata

    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


def frames(rows: int, campaign_ids: list[int]) -> Iterator[pd.DataFrame]:
    """`rows` facts in chunks of whole campaigns."""
    days = pd.date_range("2020-01-01", periods=2000, freq="D")
    made = 0
    for start in range(0, len(campaign_ids), CHUNK // len(days)):
        ids = campaign_ids[start : start + CHUNK // len(days)]
        index = pd.MultiIndex.from_product([ids, days], names=["campaign_id", "day"])
        frame = index.to_frame(index=False).assign(slice="total", spend=12_340_000, impressions=5000, clicks=70)
        frame = frame.head(rows - made)
        made += len(frame)
        yield frame.astype({"spend": "Int64", "impressions": "Int64", "clicks": "Int64"})
        if made >= rows:
            return


def measure_backfill(url: str, rows: int) -> dict[str, Any]:
    engine = connect(url)
    migrate(engine)
    empty(engine)
    store = Store(engine, now=now)
    started = time.perf_counter()
    with store.run(source="bench", kind="pull:total", account="1") as run:
        account = run.account(Account(channel="google_ads", external_id="1", currency="USD"))
        listed = [Campaign(external_id=str(number)) for number in range(-(-rows // 2000))]
        ids = run.campaigns(account, listed)
        for frame in frames(rows, ids):
            run.facts(frame)
    seconds = time.perf_counter() - started
    bare = bare_copy(engine)
    empty(engine)
    engine.dispose()
    return {
        "rows": rows,
        "seconds": round(seconds, 1),
        "rows_per_second": round(rows / seconds),
        "bare_copy_seconds": round(bare, 1),
        "ratio_to_bare_copy": round(seconds / bare, 1),
    }


def bare_copy(engine: Engine) -> float:
    """Seconds to COPY the same rows, already as text, into a table with the same key and nothing else."""
    buffer = io.StringIO()
    with engine.connect() as connection:
        cursor = connection.connection.driver_connection.cursor()  # type: ignore[union-attr]
        cursor.copy_expert("COPY daily_fact TO STDOUT WITH (FORMAT csv)", buffer)
        connection.execute(text("CREATE TABLE bare_fact (LIKE daily_fact INCLUDING ALL)"))
        buffer.seek(0)
        started = time.perf_counter()
        cursor.copy_expert("COPY bare_fact FROM STDIN WITH (FORMAT csv)", buffer)
        connection.commit()
        seconds = time.perf_counter() - started
        connection.execute(text("DROP TABLE bare_fact"))
        connection.commit()
    return seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--campaigns", type=int, default=500)
    options.add_argument("--days", type=int, default=28)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument(
        "--postgres", default="", help="an empty database of its own; without it only SQLite is measured"
    )
    chosen = options.parse_args()
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    measured: dict[str, Any] = {"campaigns": chosen.campaigns, "days": chosen.days, "memory_at_start_mb": start}
    with platforms(chosen.campaigns, chosen.days) as addresses, tempfile.TemporaryDirectory() as folder:
        fill_servers(addresses, folder, chosen.days)
        measured["sqlite"] = measure_refresh(f"sqlite:///{Path(folder) / 'bench.db'}", addresses, chosen.days)
        if chosen.postgres:
            measured["postgresql"] = measure_refresh(chosen.postgres, addresses, chosen.days)
    if chosen.postgres:
        measured["backfill"] = measure_backfill(chosen.postgres, chosen.rows)
    publish(measured)


def publish(measured: dict[str, Any]) -> None:
    """Prints the figures, and keeps them beside those of the other benchmarks."""
    document = json.dumps(measured, indent=2)
    (RESULTS / "refresh.json").write_text(f"{document}\n", encoding="utf-8")
    rows = [line for name in ("sqlite", "postgresql") if name in measured for line in lines_of(name, measured[name])]
    if "backfill" in measured:
        rows += lines_of("back-fill", measured["backfill"])
    head = f"Six channels x {measured['campaigns']} campaigns x {measured['days']} days; memory at the start "
    table = "\n".join(["| | figure | value |", "|---|---|---|", *rows])
    (RESULTS / "refresh.md").write_text(f"{head}{measured['memory_at_start_mb']} MB.\n\n{table}\n", encoding="utf-8")
    sys.stdout.write(f"{document}\n")


def lines_of(name: str, figures: dict[str, Any]) -> list[str]:
    shown = {key: ", ".join(value) if isinstance(value, list) else f"{value:,}" for key, value in figures.items()}
    return [f"| {name} | {key.replace('_', ' ')} | {value} |" for key, value in shown.items()]


if __name__ == "__main__":
    main()
