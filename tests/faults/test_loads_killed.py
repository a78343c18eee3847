"""A load killed at any moment, repeated and taken back leaves the database as if it had never come, row by row."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from ingest.database import connect
from ingest.schema import campaign
from ingest.store.loads import unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import loaded, write
from tests.ingest.test_loads import state

ROOT = Path(__file__).parents[2]
BEFORE = (
    "Date,Channel,Campaign,Ad set,Spend,Clicks\n2026-11-01,fb,A0,x,10,5\n2026-11-01,fb,A0,y,3,1\n2026-11-02,vk,B,7,,1\n"
)
SALES = "Date,Order ID,utm_source,utm_campaign,Revenue\n2026-11-01,1,fb,a0,300\n2026-11-03,2,tiktok,C,90\n"
ROWS = 12_000
LOADS = """
import sys
from datetime import date, datetime
from pathlib import Path
from ingest.database import connect
from ingest.files import load
from ingest.store.store import Store
store = Store(connect(sys.argv[1]), now=lambda: datetime.fromisoformat(sys.argv[3]))
print("ready", flush=True)
load(store, [Path(sys.argv[2])], currency="RUB", today=date(2026, 11, 22))
print("done", flush=True)
"""


def _large() -> str:
    """Rows that add to, restate and complete what stands there, and many that are new."""
    rows = (f"2026-11-{1 + n % 20:02},fb,A{n // 20},{n},{n % 7}" for n in range(ROWS))
    return "Date,Channel,Campaign,Spend,Clicks\n" + "\n".join(rows) + "\n"


def _killed(url: str, path: Path, after: float) -> None:
    command = [sys.executable, "-c", LOADS, url, str(path), NOW.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


def _kills(url: str, folder: Path, times: int) -> None:
    engine, dice = connect(url), random.Random(5)
    for name, text in (("before.csv", BEFORE), ("sales.csv", SALES)):
        loaded(engine, write(folder, text, name))
    before, path = state(engine), write(folder, _large(), "large.csv")
    for _ in range(times):
        _killed(url, path, dice.uniform(0, 0.9))
        after_kill = state(engine)
        first, again = loaded(engine, path), loaded(engine, path)
        whole = state(engine)
        unload(Store(engine, now=lambda: NOW), first.loads[0])

        assert after_kill in (before, whole)
        assert again.inserted == again.updated == 0
        assert state(engine) == before
    loaded(engine, write(folder, BEFORE.replace("fb", "ok").replace("vk", "ok"), "new.csv"))
    with engine.connect() as connection:
        numbers = list(connection.scalars(select(campaign.c.id)))
    assert len(numbers) == len(set(numbers)) == 5
    engine.dispose()


def test_a_load_killed_in_the_middle(database_url: str, tmp_path: Path) -> None:
    _kills(database_url, tmp_path, times=1)


@pytest.mark.slow
def test_loads_killed_at_twelve_moments(database_url: str, tmp_path: Path) -> None:
    _kills(database_url, tmp_path, times=12)
