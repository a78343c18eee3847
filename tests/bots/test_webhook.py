"""Webhook mode: Telegram posts updates to us, and only Telegram does."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from agent.bootstrap import Demetra
from tests.bots.conftest import CHAT, linked
from tests.bots.test_telegram_bot import bot_on
from tests.servers.telegram import Fault, TelegramServer
from tests.ui.conftest import free_port

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "planted-webhook-secret"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def hooked(demetra_with_bot: Callable[..., Demetra], port: int) -> Callable[..., Demetra]:
    """A bot that asks Telegram to call it."""

    def make(secret: str = SECRET) -> Demetra:
        made = demetra_with_bot(
            TELEGRAM_WEBHOOK_URL="https://bot.example/",
            TELEGRAM_WEBHOOK_PORT=port,
            TELEGRAM_WEBHOOK_SECRET=SecretStr(secret),
        )
        linked(made)
        return made

    return make


async def set_webhook(telegram: TelegramServer, times: int = 1) -> dict[str, Any]:
    """What the bot told Telegram about where to call."""
    calls = [params for method, params in telegram.calls if method == "setWebhook"]
    while len(calls) < times:
        await asyncio.sleep(0.02)
        calls = [params for method, params in telegram.calls if method == "setWebhook"]
    return calls[-1]


async def post(port: int, update: dict[str, Any], secret: str | None) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with httpx.AsyncClient() as client:
        return (await client.post(f"http://127.0.0.1:{port}/telegram", json=update, headers=headers)).status_code


async def test_an_update_with_the_secret_is_answered_and_no_other(
    hooked: Callable[..., Demetra], telegram: TelegramServer, port: int
) -> None:
    async with bot_on(hooked()):
        told = await set_webhook(telegram)
        foreign = [await post(port, telegram.update(CHAT, "/status"), secret) for secret in (None, "", "guessed")]
        ours = await post(port, telegram.update(CHAT, "/quiet"), SECRET)
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.to(CHAT))

    assert (told["url"], told["secret_token"]) == ("https://bot.example/telegram", SECRET)
    assert told["allowed_updates"] == ["message", "edited_message", "callback_query"]
    assert (foreign, ours) == ([403, 403, 403], 200)
    assert len(telegram.to(CHAT)) == 1
    assert not [method for method, _ in telegram.calls if method == "getUpdates"]


async def test_a_restart_sets_the_webhook_again_and_goes_on_answering(
    hooked: Callable[..., Demetra], telegram: TelegramServer, port: int
) -> None:
    secrets = []
    for time in (1, 2):
        async with bot_on(hooked(secret="")):
            secrets.append((await set_webhook(telegram, time))["secret_token"])
            await asyncio.sleep(0.05)  # the port opens right after Telegram has agreed
            assert await post(port, telegram.update(CHAT, "/quiet"), secrets[-1]) == 200
            await asyncio.to_thread(telegram.wait_for, lambda time=time: len(telegram.to(CHAT)) == time)

    assert len(set(secrets)) == 2
    assert min(map(len, secrets)) >= 32


async def test_a_webhook_that_telegram_refuses_at_first_is_set_later_and_why_is_said(
    hooked: Callable[..., Demetra], telegram: TelegramServer, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    refusal = "Bad Request: bad webhook: HTTPS url must be provided for webhook"
    telegram.faults.append(Fault(method="setWebhook", status=400, description=refusal, times=2))
    with caplog.at_level(logging.WARNING):
        async with bot_on(hooked()):
            await set_webhook(telegram, 3)
            await asyncio.sleep(0.05)
            assert await post(port, telegram.update(CHAT, "/quiet"), SECRET) == 200
            await asyncio.to_thread(telegram.wait_for, lambda: telegram.to(CHAT))

    assert "https url must be provided" in caplog.text
    assert SECRET not in caplog.text


async def test_back_to_polling_the_webhook_is_taken_off(
    hooked: Callable[..., Demetra], demetra_with_bot: Callable[..., Demetra], telegram: TelegramServer
) -> None:
    async with bot_on(hooked()):
        await set_webhook(telegram)
    async with bot_on(demetra_with_bot()):
        telegram.say(CHAT, "/quiet")
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.to(CHAT))

    methods = [method for method, _ in telegram.calls]
    assert methods.index("deleteWebhook") < methods.index("getUpdates")
