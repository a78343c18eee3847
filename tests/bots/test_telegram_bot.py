"""The bot over the local Bot API: who is let in, questions, buttons, commands."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select

from agent.bootstrap import Demetra
from bots.after_refresh import refreshed
from bots.telegram.bot import started
from bots.telegram.bot_context import BotContext
from bots.telegram.send import Signer
from ingest.schema import alert_rule
from tests.bots.conftest import CHAT, linked
from tests.servers.telegram import TOKEN, Fault, Sent, TelegramServer
from tools.alerts.book import AlertBook


@asynccontextmanager
async def bot_on(running: Demetra) -> AsyncIterator[BotContext]:
    async with running.analyst(remember=False) as analyst:
        front = BotContext(running=running, analyst=analyst, signer=Signer(TOKEN), refresh=lambda: refreshed(running))
        async with started(front, running.settings):
            yield front


async def reply(telegram: TelegramServer, chat: int, text: str, number: int = 1) -> list[Sent]:
    """What comes back when a person writes."""
    before = len(telegram.to(chat))
    telegram.say(chat, text)
    await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.to(chat)) >= before + number)
    return telegram.to(chat)[before:]


async def test_a_stranger_hears_how_to_link_and_nothing_more(running: Demetra, telegram: TelegramServer) -> None:
    async with bot_on(running):
        (first,) = await reply(telegram, 900, "what is the ROI?")
        (second,) = await reply(telegram, 900, "/start 0000000000")

    assert "demetra telegram link" in first.text
    assert "does not fit" in second.text


@pytest.mark.slow
async def test_the_bot_outlives_another_that_polls_with_its_token(running: Demetra, telegram: TelegramServer) -> None:
    linked(running)
    words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    telegram.faults.append(Fault(method="getUpdates", status=409, description=words, times=2))
    async with bot_on(running):
        (answered,) = await reply(telegram, CHAT, "/quiet")

    assert "22:00" in answered.text or "—" in answered.text


async def test_a_question_is_answered_with_a_table_and_a_chart(running: Demetra, telegram: TelegramServer) -> None:
    linked(running)
    async with bot_on(running):
        await reply(telegram, CHAT, "ROI by channel for the last 30 days", 1)
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.to(CHAT, "sendPhoto"))

    (photo,) = telegram.to(CHAT, "sendPhoto")
    assert photo.files["photo"][0] == "chart.png"
    assert photo.files["photo"][1].startswith(b"\x89PNG")
    said = "\n".join(one.text for one in telegram.to(CHAT))
    assert "<pre>" in said
    assert "Telegram" in said
    assert ("sendChatAction", str(CHAT)) in {(name, str(params.get("chat_id"))) for name, params in telegram.calls}


async def test_a_reading_is_chosen_by_its_button(running: Demetra, telegram: TelegramServer) -> None:
    linked(running, role="viewer")
    async with bot_on(running):
        (asked,) = await reply(telegram, CHAT, "revenue in Zanzibar last month")
        (label,) = asked.labels
        before = len(telegram.to(CHAT))
        telegram.press(CHAT, asked.button("option"), message_id=asked.message_id)
        await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.to(CHAT)) > before)
        chosen = telegram.to(CHAT)[before]
        (plain,) = await reply(telegram, CHAT, "revenue last month")

    assert "Zanzibar" in asked.text
    assert "Zanzibar" in label
    assert chosen.text == plain.text


@pytest.mark.parametrize(("role", "rules"), [("viewer", 0), ("admin", 1)])
async def test_rules_change_in_words_only_for_who_may(
    running: Demetra, telegram: TelegramServer, role: str, rules: int
) -> None:
    linked(running, role=role)
    async with bot_on(running):
        asked = await reply(telegram, CHAT, "alert me when CPA of Google goes above 500")
        await reply(telegram, CHAT, "yes")

    with running.engine.connect() as connection:
        made = connection.scalars(select(alert_rule.c.settings).where(alert_rule.c.origin != "built-in")).all()
    assert len([one for one in made if one.get("above") == 500]) == rules
    assert ("administrator" in asked[0].text) == (rules == 0)


COMMANDS = (
    "/help",
    "/alerts",
    "/digest daily",
    "/rules",
    "/subscribe daily 08:30",
    "/quiet 23:00-07:00",
    "/language ru",
    "/status",
    "/refresh",
    "/ask ROI last week",
)


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_answers(running: Demetra, telegram: TelegramServer, command: str) -> None:
    linked(running)
    AlertBook(desk=running.desk()).check()
    async with bot_on(running):
        found = await reply(telegram, CHAT, command)

    assert found[0].text
