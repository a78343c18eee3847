"""A worker process on a PostgreSQL of its own, between local platforms and a local Telegram."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from ingest.database import connect
from ingest.schema import ingest_run, run_lock
from tests.conftest import TODAY
from tests.servers.held import Held, Hold
from tests.servers.http import Platform, serve
from tests.servers.meta import Meta
from tests.servers.postgres import PASSWORD, Cluster, own_postgres
from tests.servers.telegram import TOKEN, TelegramServer, serve_telegram
from tests.servers.tiktok import TikTok
from tests.servers.world import make_world

ROOT = Path(__file__).parents[2]
FIRST = date(2026, 11, 1)
SCALE = 0.2
"""Of all waits: a refresh bears six seconds without its database."""
META_TOKEN, TIKTOK_TOKEN = "planted-token-of-meta", "planted-token-of-tiktok"
SECRETS = (PASSWORD, META_TOKEN, TIKTOK_TOKEN, TOKEN.split(":")[1])


@dataclass(frozen=True, kw_only=True)
class Place:
    """Everything around a worker."""

    cluster: Cluster
    folder: Path
    held: Held
    meta: Platform
    tiktok: Platform
    telegram: TelegramServer
    engine: Engine

    def environment(self, database: str = "demetra") -> dict[str, str]:
        return {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "DEMETRA_DATA_DIR": str(self.folder),
            "DEMETRA_DATABASE_URL": self.cluster.url(database),
            "DEMETRA_TODAY": TODAY.isoformat(),
            "DEMETRA_LANGUAGE": "en",
            "DEMETRA_REFRESH_MINUTES": "2",
            "DEMETRA_WAIT_SCALE": str(SCALE),
            "META_ACCESS_TOKEN": META_TOKEN,
            "META_BASE_URL": self.meta.base_url,
            "TIKTOK_ACCESS_TOKEN": TIKTOK_TOKEN,
            "TIKTOK_ADVERTISER_IDS": "7100000000000000001",
            "TIKTOK_BASE_URL": self.tiktok.base_url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BOT_BASE_URL": self.telegram.base_url,
        }

    def demetra(self, *words: str, database: str = "demetra") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "ui.cli", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            env=self.environment(database),
            timeout=120,
            check=False,
        )

    def hold(self, part: str, breakdown: str = "") -> Hold:
        """The next such request to Meta waits."""
        return self.held.hold(lambda asked: part in asked.path and breakdown in asked.query.get("breakdowns", ""))

    @contextmanager
    def blocked(self, table: str) -> Iterator[None]:
        """Makes writers of a table wait in the middle of their transaction until the server stops."""
        with self.engine.connect() as connection:
            connection.execute(text(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))
            yield
            connection.invalidate()

    def writer_waits(self, table: str) -> bool:
        query = text("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = CAST(:name AS regclass)")
        with self.engine.connect() as connection:
            return connection.execute(query, {"name": table}).first() is not None

    def refreshes(self) -> int:
        """Refreshes that went to their end."""
        last = (ingest_run.c.kind == "dashboards", ingest_run.c.state == "done")
        with self.engine.connect() as connection:
            return len(connection.execute(select(ingest_run.c.id).where(*last)).all())

    def whole(self) -> bool:
        """Whether the newest refresh of every source is done, and none is on its way."""
        newest = select(func.max(ingest_run.c.id)).where(ingest_run.c.kind == "refresh").group_by(ingest_run.c.source)
        with self.engine.connect() as connection:
            states = connection.scalars(select(ingest_run.c.state).where(ingest_run.c.id.in_(newest))).all()
            busy = connection.execute(select(run_lock).where(run_lock.c.name == "refresh")).first()
        return states == ["done", "done"] and busy is None

    def listings(self) -> int:
        """Refreshes that began, as Meta saw them."""
        return len(self.meta.paths("me/adaccounts"))


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    world = make_world(first=FIRST, last=TODAY, campaigns=2)
    other = make_world(first=FIRST, last=TODAY, campaigns=2, prefix="1780000000000", seed=9)
    held = Held(Meta(world))
    with ExitStack() as stack:
        cluster = stack.enter_context(own_postgres())
        engine = connect(cluster.url().replace("postgresql:", "postgresql+psycopg2:"))
        stack.callback(engine.dispose)
        yield Place(
            cluster=cluster,
            folder=folder,
            held=held,
            engine=engine,
            meta=stack.enter_context(serve(held)),
            tiktok=stack.enter_context(serve(TikTok(other, page_size=1000))),
            telegram=stack.enter_context(serve_telegram()),
        )


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A running worker and its log."""

    process: "subprocess.Popen[bytes]"
    path: Path

    @property
    def log(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def until(self, what: Callable[[], Any], timeout: float = 180.0) -> Any:
        """Waits until something holds; the worker lives on meanwhile."""
        end = time.monotonic() + timeout
        while not (found := _asked(what)):
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.1)
        return found


def _asked(what: Callable[[], Any]) -> Any:
    try:
        return what()
    except SQLAlchemyError:
        return None


@contextmanager
def worker(place: Place, words: Sequence[str] = ("worker",)) -> Iterator[Worker]:
    path = place.folder / f"worker-{time.monotonic_ns()}.log"
    with path.open("wb") as log:
        command = [sys.executable, "-m", "ui.cli", *words]
        process = subprocess.Popen(command, cwd=place.folder, env=place.environment(), stdout=log, stderr=log)
    try:
        yield Worker(process=process, path=path)
    finally:
        process.terminate()
        process.wait(timeout=30)
