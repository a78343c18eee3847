"""The outbox over the local Bot API: order, retries, refusals, moved groups, crashes."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from bots.delivery import Courier
from bots.outgoing import Outgoing
from bots.telegram.send import Signer, send
from bots.worker import sender
from ingest.schema import alert, delivery, subscription
from tests.servers.telegram import TOKEN, Fault, TelegramServer
from tools.delivery.guests import link, new_code, subscriptions
from tools.delivery.held import waiting
from tools.delivery.queue import queued

pytestmark = pytest.mark.faults

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def put(engine: Engine, count: int, *, chats: int = 1, kind: str = "alert") -> None:
    """Alerts with a number each, spread over chats."""
    rows = [
        {
            "kind": kind,
            "target": f"telegram:{100 + number % chats}",
            "due_at": NOW,
            "dedupe_key": f"key-{number}",
            "payload": {
                "alert": number,
                "event": "opened",
                "severity": "high",
                "language": "en",
                "reason": "because",
                "action": "act",
                "message": f"alert no {number} <b>&",
            },
        }
        for number in range(count)
    ]
    with engine.begin() as connection:
        connection.execute(insert(delivery), rows)


def states(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return queued(connection)


@pytest.fixture
async def courier(engine: Engine, telegram: TelegramServer) -> AsyncIterator[Courier]:
    async with sender(TOKEN, telegram.base_url, timeout_s=0.4) as bot:
        yield Courier(database=engine, now=lambda: NOW, bot=bot, signer=Signer(TOKEN), wait_scale=0)


def texts(telegram: TelegramServer, chat: int = 100) -> list[str]:
    return [one.text.split(" &lt;")[0].split("<b>")[1] for one in telegram.to(chat)]


async def test_messages_of_a_chat_arrive_once_and_in_order(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 8, chats=2)

    assert await courier.deliver() == 8
    assert await courier.deliver() == 0

    assert texts(telegram) == ["alert no 0", "alert no 2", "alert no 4", "alert no 6"]
    assert states(engine) == {"sent": 8}
    assert telegram.to(100)[0].button("why") == Signer(TOKEN).sign(100, "why:0")


@pytest.mark.parametrize(
    "fault",
    [
        Fault(
            method="sendMessage", status=429, description="Too Many Requests", parameters={"retry_after": 3}, times=2
        ),
        Fault(method="sendMessage", status=502, description="Bad Gateway", times=3),
        Fault(method="sendMessage", hang_s=1.0, times=1),
    ],
    ids=["429", "502", "hang"],
)
async def test_what_failed_is_sent_again_and_nothing_overtakes_it(
    fault: Fault, courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 3)
    telegram.faults.append(fault)

    for _ in range(6):
        await courier.deliver()

    assert texts(telegram) == ["alert no 0", "alert no 1", "alert no 2"]
    assert states(engine) == {"sent": 3}


async def test_a_named_wait_is_obeyed(courier: Courier, engine: Engine, telegram: TelegramServer) -> None:
    put(engine, 1)
    telegram.faults.append(Fault(method="sendMessage", status=429, parameters={"retry_after": 30}))
    courier.wait_scale = 1

    before = time.monotonic()
    await courier.deliver()

    assert courier.blocked["telegram:100"] - before >= 30
    assert states(engine) == {"queued": 1}


async def test_who_blocked_the_bot_is_unsubscribed_with_a_note(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    link(engine, new_code(engine, "anna", "manager", NOW), 100, "Anna", NOW)
    put(engine, 3)
    telegram.faults.append(
        Fault(method="sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    )

    await courier.deliver()

    assert telegram.to(100) == []
    assert states(engine) == {"dropped": 3}
    assert subscriptions(engine, "telegram:100") == {}
    with engine.connect() as connection:
        assert "blocked" in connection.scalars(select(subscription.c.note)).one()


async def test_a_token_that_telegram_does_not_know_holds_everything_and_loses_nothing(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    link(engine, new_code(engine, "anna", "manager", NOW), 100, "Anna", NOW)
    put(engine, 4, chats=2)
    telegram.faults.append(Fault(method="sendMessage", status=401, description="Unauthorized", times=1))
    courier.wait_scale = 1

    await courier.deliver()

    assert states(engine) == {"queued": 4}
    assert subscriptions(engine, "telegram:100") != {}
    with engine.connect() as connection:
        assert waiting(connection)["error"] == "InvalidToken"

    courier.wait_scale, courier.barred_until = 0, 0.0
    await courier.deliver()
    assert states(engine) == {"sent": 4}


async def test_messages_wait_through_a_rotation_of_the_token(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 2)
    telegram.token = "42:rotated"
    await courier.deliver()
    assert states(engine) == {"queued": 2}

    async with sender("42:rotated", telegram.base_url, timeout_s=0.4) as bot:
        renewed = Courier(database=engine, now=lambda: NOW, bot=bot, signer=Signer(TOKEN), wait_scale=0)
        await renewed.deliver()

    assert texts(telegram) == ["alert no 0", "alert no 1"]


async def test_albums_have_as_many_pictures_as_telegram_takes(telegram: TelegramServer, tmp_path: Path) -> None:
    pictures = [tmp_path / f"{number}.png" for number in range(11)]
    for path in pictures:
        path.write_bytes(b"picture")

    async with sender(TOKEN, telegram.base_url, timeout_s=2) as bot:
        await send(bot, 100, Outgoing(texts=("All of it",), photos=tuple(pictures)), Signer(TOKEN))

    albums = [len(one.params["media"]) for one in telegram.to(100, "sendMediaGroup")]
    assert sum(albums) == 11
    assert telegram.to(100, "sendMediaGroup")[0].params["media"][0]["caption"] == "All of it"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_a_refusal_that_no_person_decided_is_held(
    status: int, words: str, courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    link(engine, new_code(engine, "anna", "manager", NOW), 100, "Anna", NOW)
    put(engine, 1)
    telegram.faults.append(Fault(method="sendMessage", status=status, description=words))

    await courier.deliver()
    assert states(engine) == {"queued": 1}
    assert subscriptions(engine, "telegram:100") != {}

    courier.now = lambda: NOW.replace(hour=14)
    await courier.deliver()
    assert states(engine) == {"sent": 1}


async def test_what_telegram_would_not_have_as_it_is_goes_as_words(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 1)
    telegram.faults.append(Fault(method="sendMessage", status=400, description="Bad Request: BUTTON_DATA_INVALID"))

    await courier.deliver()

    assert "alert no 0" in telegram.to(100)[0].text
    assert telegram.to(100)[0].buttons == []
    assert states(engine) == {"sent": 1}


async def test_a_chat_that_hangs_holds_no_other(
    courier: Courier, engine: Engine, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.delivery.ATTENTION_S", 0.1)
    put(engine, 6, chats=2)
    telegram.faults.append(Fault(method="sendMessage", chat=100, hang_s=0.6, times=1_000))

    while len(texts(telegram, 101)) < 3:
        await courier.deliver()
    assert texts(telegram, 101) == ["alert no 1", "alert no 3", "alert no 5"]
    assert texts(telegram, 100) == []

    telegram.faults.clear()
    while len(texts(telegram, 100)) < 3:
        await courier.deliver()
        await asyncio.sleep(0.05)
    assert texts(telegram) == ["alert no 0", "alert no 2", "alert no 4"]


async def test_what_follows_in_a_thread_answers_its_first_message(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    with engine.begin() as connection:
        row = {
            "fingerprint": "x",
            "rule": "roi_drop",
            "severity": "high",
            "state": "firing",
            "since": "2026-11-20",
            "last_seen": "2026-11-21",
            "body": {},
            "raised_at": NOW,
        }
        number = connection.execute(insert(alert).values(row).returning(alert.c.id)).scalar_one()
    put(engine, 2)
    with engine.begin() as connection:
        connection.execute(update(delivery).values(alert_id=number))

    await courier.deliver()
    await courier.deliver()

    first, second = telegram.to(100)
    assert second.params["reply_parameters"]["message_id"] == first.message_id


async def test_a_group_that_became_a_supergroup_keeps_its_messages(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 2)
    telegram.seen.moved[100] = -1007

    await courier.deliver()
    await courier.deliver()

    assert texts(telegram, -1007) == ["alert no 0", "alert no 1"]


async def test_text_that_telegram_can_not_parse_is_sent_plain(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 1)
    telegram.faults.append(Fault(method="sendMessage", status=400, description="Bad Request: can't parse entities"))

    await courier.deliver()

    assert "<b>alert" not in telegram.to(100)[0].text
    assert "alert no 0" in telegram.to(100)[0].text


async def test_what_a_crash_left_half_done_is_sent_once_more(
    courier: Courier, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 1)
    with engine.begin() as connection:
        connection.execute(update(delivery).values(state="sending", attempts=1))

    assert await courier.deliver() == 1


async def test_what_is_not_due_waits(courier: Courier, engine: Engine, telegram: TelegramServer) -> None:
    put(engine, 1)
    courier.now = lambda: NOW.replace(hour=11)

    assert await courier.deliver() == 0
    assert states(engine) == {"queued": 1}


def chaos(seed: int) -> Callable[[str, dict[str, Any], int], Fault | None]:
    """One call in twenty meets a 429, a 5xx or a hang."""
    dice = random.Random(seed)
    faults = (
        Fault(status=429, description="Too Many Requests", parameters={"retry_after": 2}),
        Fault(status=500),
        Fault(status=502, description="Bad Gateway"),
        Fault(hang_s=0.7),
    )

    def pick(_method: str, _params: dict[str, Any], _number: int) -> Fault | None:
        return dice.choices((None, *faults), weights=(950, 30, 10, 8, 2))[0]

    return pick


def run_under_kills(url: str, telegram: TelegramServer, kills: tuple[int, ...]) -> None:
    """Couriers in processes of their own: one after the other is killed once so many messages have arrived."""
    command = [sys.executable, "-m", "tests.bots.courier_once", url, telegram.base_url, str(os.getpid())]
    for goal in kills:
        process = subprocess.Popen(command)
        telegram.wait_for(lambda goal=goal: len(telegram.sent) >= goal, timeout=600)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, timeout=1200)


def check(telegram: TelegramServer, count: int, kills: int) -> int:
    """None lost, at most one repeat a kill; returns how many came twice."""
    arrived = Counter(one.text.split("alert no ")[1].split()[0] for one in telegram.sent)
    assert set(arrived) == {str(number) for number in range(count)}
    assert sum(arrived.values()) - count <= kills
    return sum(arrived.values()) - count


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_kill_loses_nothing(database_url: str, engine: Engine, telegram: TelegramServer) -> None:
    put(engine, 40, chats=12)

    run_under_kills(database_url, telegram, (15,))

    check(telegram, 40, 1)
    assert states(engine) == {"sent": 40}


@pytest.mark.slow
def test_ten_thousand_alerts_survive_faults_and_three_kills(
    database_url: str, engine: Engine, telegram: TelegramServer
) -> None:
    put(engine, 10_000, chats=200)
    telegram.chaos = chaos(7)

    repeats = run_under_kills(database_url, telegram, (1_500, 4_000, 8_000)) or check(telegram, 10_000, 3)

    assert repeats <= 3
    assert states(engine) == {"sent": 10_000}
    assert len(telegram.calls) > 10_300
