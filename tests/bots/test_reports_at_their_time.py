"""A report that is asked for "every Monday at 9": agreed on in the chat, made when the time comes, sent as a file."""

from datetime import date
from typing import Final

import pytest
from sqlalchemy import select

from agent.bootstrap import Demetra
from bots.delivery import Courier
from bots.schedules import queue_reports
from bots.telegram.send import Signer
from bots.worker import sender
from ingest.schema import delivery
from ingest.settings import Clock
from tests.bots.conftest import CHAT, linked
from tests.bots.quarter import MorningClock
from tests.servers.telegram import TOKEN, TelegramServer
from tools.delivery.guests import guest_of, subscribe, subscriptions

SUNDAY: Final = date(2026, 11, 22)
MONDAY: Final = date(2026, 11, 23)


@pytest.fixture
def clock(running: Demetra) -> Clock:
    """Sunday, nine in the morning."""
    running.__dict__["clock"] = clock = MorningClock(running.settings.timezone, SUNDAY)
    return clock


async def _delivered(running: Demetra, telegram: TelegramServer) -> None:
    async with sender(TOKEN, telegram.base_url) as bot:
        courier = Courier(
            database=running.engine, now=running.clock.now, bot=bot, signer=Signer(TOKEN), wait_scale=0.002
        )
        await courier.deliver()


async def test_agreed_on_in_the_chat_it_comes_on_monday_as_a_file_and_once(
    running: Demetra, clock: Clock, telegram: TelegramServer
) -> None:
    linked(running)
    async with running.analyst(remember=False) as analyst:
        shown = await analyst.ask("присылай отчёт по Facebook каждый понедельник в 9 в телеграм", thread="t")
        before = subscriptions(running.engine, f"telegram:{CHAT}")
        done = await analyst.ask("да", thread="t")
    early = queue_reports(running)

    clock.fixed = MONDAY
    made = [queue_reports(running), queue_reports(running)]
    await _delivered(running, telegram)

    assert "отчёт за неделю, понедельник, 09:00; только Facebook" in shown.answer
    assert "report_weekly" not in before
    assert [call.args.get("confirm") for call in done.tool_calls] == [True]
    assert (early, made) == (0, [1, 0])
    (name, content), *_ = [file for sent in telegram.to(CHAT) for file in sent.files.values()]
    assert name == "demetra-report-2026-11-16-2026-11-22-Facebook-en.pdf"
    assert content.startswith(b"%PDF")


def test_what_can_not_be_made_is_said_in_its_place(running: Demetra, clock: Clock) -> None:
    linked(running, role="viewer")
    guest = guest_of(running.engine, CHAT)
    assert guest is not None
    subscribe(running.engine, guest, "report_weekly", {"at": "09:00", "weekday": 0, "order": {"period": "last week"}})

    clock.fixed = MONDAY

    assert [queue_reports(running), queue_reports(running)] == [1, 0]
    with running.engine.connect() as connection:
        (payload,) = connection.scalars(select(delivery.c.payload).where(delivery.c.kind == "report"))
    assert "viewer" in payload["text"]
