"""Two uis behind a balancer and two workers share one PostgreSQL: whichever is killed, the others go on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from bots.leader import LEADER
from ingest.database import Database, connect
from ingest.schema import run_lock
from tests.conftest import TODAY
from tests.servers.postgres import own_postgres
from tests.ui.conftest import ROOT, Running, start

pytestmark = [pytest.mark.slow, pytest.mark.faults]
QUESTION = {"metrics": ["spend"], "group_by": ["channel"], "periods": ["last month"]}


@contextmanager
def worker(data_dir: Path, database: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {
        "PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "DEMETRA_DATA_DIR": str(data_dir),
        "DEMETRA_TODAY": TODAY.isoformat(),
        "DEMETRA_DATABASE_URL": database,
    }
    with (data_dir / "worker.log").open("ab") as log:
        command = [sys.executable, "-m", "ui.cli", "worker"]
        process = subprocess.Popen(command, env=environment, cwd=data_dir, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@retry(stop=stop_after_delay(90), wait=wait_fixed(0.5), retry=retry_if_exception_type(AssertionError), reraise=True)
def until(holds: Callable[[], bool]) -> None:
    assert holds()


def leader(database: Database) -> int:
    """The number of the process that leads; 0 when none does."""
    with database.connect() as connection:
        holder = connection.scalar(select(run_lock.c.holder).where(run_lock.c.name == LEADER))
    return int(holder.split("|")[1]) if holder else 0


def asked(ui: Running) -> object:
    return httpx.post(f"{ui.address}/api/query", json=QUESTION, timeout=60).raise_for_status().json()["tables"]


def killed(process: "subprocess.Popen[bytes]") -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def test_whichever_process_is_killed_the_others_go_on(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    with own_postgres() as cluster:
        database = connect(cluster.url())
        uis = [start(folder, command="ui", language="en", database=cluster.url()) for folder in folders]
        try:
            truth = asked(uis[0])
            assert asked(uis[1]) == truth
            with worker(folders[0], cluster.url()) as first, worker(folders[1], cluster.url()) as second:
                processes = {first.pid: first, second.pid: second}
                until(lambda: leader(database) in processes)
                led = leader(database)
                killed(processes.pop(led))
                until(lambda: leader(database) in processes)
                assert leader(database) != led

            place = httpx.post(f"{uis[0].address}/api/alerts/check").headers["location"]
            assert httpx.get(f"{uis[1].address}{place}").json()["state"] in ("running", "done")
            for number, folder in enumerate(folders):
                killed(uis[number].process)
                assert asked(uis[1 - number]) == truth
                uis[number] = start(folder, command="ui", language="en", database=cluster.url())
                assert asked(uis[number]) == truth
        finally:
            for ui in uis:
                ui.process.kill()
                ui.process.wait()
            database.dispose()
