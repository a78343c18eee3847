"""A refresh killed at any moment and repeated leaves the database as an undisturbed one does, row by row."""

import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest.database import connect, migrate
from ingest.schema import account, campaign, campaign_day, channel_day, conversion_action, hourly_fact
from ingest.store.store import Store
from tests.ingest.refreshing import connected, now, refreshed, snapshot
from tests.servers.http import serve
from tests.servers.tiktok import TikTok
from tests.servers.world import World, make_world

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
SINCE, UNTIL = date(2026, 11, 14), date(2026, 11, 20)


def refresh_process(url: str, base_url: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ingest.refresh_once", url, base_url, str(SINCE), str(UNTIL)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def everything(engine: Engine) -> list[Any]:
    """Every figure by the platform's own ids: PostgreSQL gives ours out anew after a rollback."""
    skipped = ("run_id", "row_hash", "loaded_at", "campaign_id", "account_id")
    rows = list(snapshot(engine))
    with engine.connect() as connection:
        for table, owner in (
            (campaign_day, campaign),
            (hourly_fact, campaign),
            (conversion_action, campaign),
            (channel_day, account),
        ):
            columns = [column for column in table.c if column.name not in skipped]
            found = connection.execute(select(owner.c.external_id, *columns).join_from(table, owner))
            rows += sorted((tuple(row) for row in found), key=repr)
    return rows


def restate(world: World, dice: random.Random) -> None:
    for number in world.campaigns:
        day = SINCE.replace(day=dice.randint(SINCE.day, UNTIL.day))
        world.restate(number, day, impressions=dice.randint(1, 9999), conversions=dice.randint(0, 5))


def kill_at_random(url: str, tmp_path: Path, moments: int) -> None:
    dice = random.Random(11)
    world = make_world(first=SINCE, last=UNTIL, prefix="1780000000000", campaigns=3)
    engine, reference = connect(url), connect(f"sqlite:///{tmp_path / 'reference.db'}")
    migrate(engine)
    migrate(reference)
    with serve(TikTok(world, page_size=20)) as platform:
        channel = connected(
            "tiktok", access_token="planted-token", advertiser_ids=("7100000000000000001",), base_url=platform.base_url
        )
        for _ in range(moments):
            restate(world, dice)
            process = refresh_process(url, platform.base_url)
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(dice.uniform(0, 0.8))
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
            for one in (engine, reference):
                result = refreshed(Store(one, now=now), [channel], since=SINCE, until=UNTIL)
                assert result.sources[0].state == "done"
            assert everything(engine) == everything(reference)
    engine.dispose()
    reference.dispose()


def test_a_kill(database_url: str, tmp_path: Path) -> None:
    kill_at_random(database_url, tmp_path, moments=1)


@pytest.mark.slow
def test_fifty_kills(database_url: str, tmp_path: Path) -> None:
    kill_at_random(database_url, tmp_path, moments=50)


def test_of_two_processes_started_together_one_refreshes(database_url: str) -> None:
    world = make_world(first=SINCE, last=UNTIL, prefix="1780000000000", campaigns=3)
    migrate(connect(database_url))
    with serve(TikTok(world, page_size=3)) as platform:
        both = [refresh_process(database_url, platform.base_url) for _ in range(2)]
        said = sorted(process.communicate(timeout=60)[0].split()[-1] for process in both)
        described = platform.paths("advertiser/info")

    assert said in (["busy", "done"], ["done", "done"])
    assert len(described) == said.count("done")
