"""The worker: one leads and others stand by, jobs run, digests come at their time and once."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, insert, select

from agent.bootstrap import Demetra
from bots import worker
from bots.leader import LEASE, Leadership, healthy
from bots.schedules import last_due, queue_digests
from bots.worker import JOBS
from ingest.schema import app_user, delivery, run_lock
from tests.bots.conftest import CHAT, linked
from tests.conftest import NOW
from tests.servers.telegram import TelegramServer
from tools.delivery.guests import guest_of, link, new_code, subscribe

MOSCOW = ZoneInfo("Europe/Moscow")


def test_one_worker_leads_and_the_second_takes_over(engine: Engine) -> None:
    first, second = (Leadership(engine, lambda: NOW) for _ in range(2))

    assert first.beat()
    assert not second.beat()
    assert first.beat()
    first.resign()
    assert second.beat()
    assert not first.beat()


def test_a_leader_that_does_not_renew_is_replaced(engine: Engine) -> None:
    clock = [NOW]
    first, second = (Leadership(engine, lambda: clock[0]) for _ in range(2))
    first.beat()

    clock[0] = NOW + LEASE + timedelta(seconds=1)

    assert second.beat()


def test_a_leader_whose_process_is_gone_is_replaced_at_once(engine: Engine) -> None:
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    gone = Leadership(engine, lambda: NOW)
    gone.holder = f"{gone.host}|{over.pid}|x"
    gone.beat()

    assert Leadership(engine, lambda: NOW).beat()


def test_a_worker_is_healthy_as_long_as_it_beats(engine: Engine) -> None:
    assert not healthy(engine, NOW)
    Leadership(engine, lambda: NOW).beat()
    assert healthy(engine, NOW)
    assert not healthy(engine, NOW + LEASE)


def test_jobs_are_named_once() -> None:
    assert sorted({job.name for job in JOBS}) == sorted(job.name for job in JOBS)


@pytest.mark.parametrize(
    ("period", "now", "due"),
    [
        ("daily", "2026-11-22T10:00", "2026-11-22T09:00"),
        ("daily", "2026-11-22T08:59", "2026-11-21T09:00"),
        ("weekly", "2026-11-22T10:00", "2026-11-16T09:00"),
        ("weekly", "2026-11-23T09:00", "2026-11-23T09:00"),
        ("monthly", "2026-11-22T10:00", "2026-11-01T09:00"),
    ],
)
def test_a_digest_is_due_at_its_latest_moment(period: str, now: str, due: str) -> None:
    local = datetime.fromisoformat(now).replace(tzinfo=MOSCOW)

    assert last_due(period, {}, local) == datetime.fromisoformat(due).replace(tzinfo=MOSCOW)  # type: ignore[arg-type]


def test_a_digest_on_the_thirty_first_comes_on_the_last_day_of_a_short_month() -> None:
    local = datetime(2026, 12, 5, 10, tzinfo=MOSCOW)

    assert last_due("monthly", {"day": 31}, local).date().isoformat() == "2026-11-30"


def test_missed_digests_are_caught_up_once(running: Demetra) -> None:
    linked(running)
    guest = guest_of(running.engine, CHAT)
    assert guest is not None
    since = (running.clock.now() - timedelta(days=5)).isoformat()
    subscribe(running.engine, guest, "digest_daily", {"at": "00:00", "since": since})

    assert [queue_digests(running), queue_digests(running)] == [1, 0]


def test_a_new_subscription_waits_for_its_time(running: Demetra) -> None:
    linked(running)
    guest = guest_of(running.engine, CHAT)
    assert guest is not None
    subscribe(running.engine, guest, "digest_daily", {"at": "00:00", "since": running.clock.now().isoformat()})

    assert queue_digests(running) == 0


async def test_a_worker_delivers_and_ends_cleanly(running: Demetra, telegram: TelegramServer) -> None:
    linked(running)
    payload = {"text": "**hello**", "language": "en"}
    row = {
        "kind": "digest",
        "target": f"telegram:{CHAT}",
        "payload": payload,
        "dedupe_key": "one",
        "due_at": running.clock.now(),
    }
    with running.engine.begin() as connection:
        connection.execute(insert(delivery).values(row))

    async with worker.start(running):
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.to(CHAT))
        telegram.say(CHAT, "/quiet")
        await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.to(CHAT)) > 1)

    assert telegram.to(CHAT)[0].text == "<b>hello</b>"
    with running.engine.connect() as connection:
        assert connection.execute(select(run_lock).where(run_lock.c.name == "worker")).first() is None


async def test_the_bot_starts_when_telegram_comes_back(running: Demetra, telegram: TelegramServer) -> None:
    from tests.servers.telegram import Fault

    linked(running)
    telegram.faults.append(Fault(method="getMe", status=502, description="Bad Gateway", times=2))

    async with worker.start(running):
        telegram.say(CHAT, "/quiet")
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.to(CHAT))


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_the_command_ends_on_a_signal(
    demetra_with_bot: Callable[..., Demetra],
    telegram: TelegramServer,
    number: signal.Signals,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = demetra_with_bot()
    linked(running)
    given = {
        "DEMETRA_DATABASE_URL": running.settings.database_url,
        "DEMETRA_DATA_DIR": str(tmp_path),
        "DEMETRA_TODAY": "2026-11-22",
        "DEMETRA_WAIT_SCALE": "0",
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_BOT_BASE_URL": telegram.base_url,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    process = subprocess.Popen([sys.executable, "-m", "ui.cli", "worker"], stderr=subprocess.PIPE, text=True)
    telegram.say(CHAT, "/quiet")
    telegram.wait_for(lambda: telegram.to(CHAT), timeout=60)

    process.send_signal(number)
    _, log = process.communicate(timeout=30)

    assert process.returncode == 0, log
    assert telegram.token.split(":")[1] not in log
    assert "Traceback" not in log


def test_codes_work_once_and_not_for_long(engine: Engine) -> None:
    code = new_code(engine, "anna", "manager", NOW)

    assert link(engine, code, 1, "Anna", NOW + timedelta(hours=1)) is None
    assert link(engine, "FFFFFFFFFF", 1, "Anna", NOW) is None
    guest = link(engine, code.lower(), 1, "Anna", NOW)
    assert guest is not None
    assert guest.role == "manager"
    assert link(engine, code, 2, "Boris", NOW) is None
    with engine.connect() as connection:
        assert code not in str(connection.execute(select(app_user)).all())
