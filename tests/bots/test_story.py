"""The whole story over the local Bot API: trouble in the data, alert, why, a question, snooze, its end, the digest."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pandas as pd
from pydantic import SecretStr

from agent.bootstrap import Demetra
from bots.after_refresh import after_refresh, refreshed
from bots.delivery import Courier
from bots.schedules import queue_digests
from bots.telegram.bot import started
from bots.telegram.bot_context import BotContext
from bots.telegram.send import Signer
from bots.worker import sender
from ingest.refresh.sync import RefreshOrder, refresh
from ingest.settings import Settings
from tests.bots.conftest import CHAT, linked
from tests.bots.story_facts import load
from tests.servers.telegram import TOKEN, Sent, TelegramServer
from tests.tools.alert_histories import day, history, multiply
from tools.alerts.book import AlertBook
from tools.delivery.guests import guest_of, subscribe


@dataclass(frozen=True, kw_only=True)
class Office:
    """Demetra on one day, with its bot running."""

    running: Demetra
    courier: Courier
    telegram: TelegramServer

    async def refresh(self, frame: pd.DataFrame) -> None:
        """New facts arrive, then what follows a refresh, then the outbox is emptied."""
        await asyncio.to_thread(load, self.running.store, frame)
        steps = [step for step in after_refresh(self.running) if step.name != "forecasts"]
        order = RefreshOrder(today=self.running.clock.today(), now=self.running.clock.now)
        result = await asyncio.to_thread(refresh, self.running.store, [], order, after=steps)
        assert all(step.state == "done" for step in result.steps), result.steps
        await self.courier.deliver()

    async def person(self, text: str = "", press: tuple[Sent, str] | None = None) -> list[Sent]:
        """A person writes or presses a button; returns what comes back."""
        before = len(self.telegram.to(CHAT, ""))
        answered = len([one for one in self.telegram.sent if one.method == "answerCallbackQuery"])
        if press:
            self.telegram.press(CHAT, press[0].button(press[1]), message_id=press[0].message_id)
            await asyncio.to_thread(
                self.telegram.wait_for,
                lambda: len([one for one in self.telegram.sent if one.method == "answerCallbackQuery"]) > answered,
            )
        else:
            self.telegram.say(CHAT, text)
        await asyncio.to_thread(self.telegram.wait_for, lambda: len(self.telegram.to(CHAT, "")) > before)
        return self.telegram.to(CHAT, "")[before:]


@asynccontextmanager
async def office(folder: Path, telegram: TelegramServer, number: int) -> AsyncIterator[Office]:
    """The morning after day `number` of the history."""
    settings = Settings(
        database_url=f"sqlite:///{folder / 'story.db'}",
        data_dir=folder,
        today=day(number + 1),
        wait_scale=0,
        TELEGRAM_BOT_TOKEN=SecretStr(TOKEN),
        TELEGRAM_BOT_BASE_URL=telegram.base_url,
    )  # type: ignore[call-arg]
    running = Demetra(settings=settings)
    signer = Signer(TOKEN)
    async with sender(TOKEN, telegram.base_url) as bot, running.analyst() as analyst:
        courier = Courier(database=running.engine, now=running.clock.now, bot=bot, signer=signer, wait_scale=0)
        front = BotContext(running=running, analyst=analyst, signer=signer, refresh=lambda: refreshed(running))
        async with started(front, settings):
            yield Office(running=running, courier=courier, telegram=telegram)
    running.engine.dispose()


def until(frame: pd.DataFrame, number: int) -> pd.DataFrame:
    return frame[frame["day"] <= day(number)]


async def test_from_trouble_to_digest(tmp_path: Path, telegram: TelegramServer) -> None:
    frame = multiply(history(90), "instagram", 74, 77, conversions=0.3, revenue=0.3)

    async with office(tmp_path, telegram, 73) as calm:
        linked(calm.running, language="ru")
        await calm.refresh(until(frame, 73))
        assert telegram.to(CHAT) == []

    async with office(tmp_path, telegram, 75) as trouble:
        await trouble.refresh(until(frame, 75))
        (told,) = telegram.to(CHAT)
        assert "Instagram" in told.text
        assert {button["text"] for button in told.buttons} >= {
            "🔎 Объяснить",
            "✅ Принять",
            "💤 Отложить до утра",
            "🔕 Заглушить для всех",
        }

        (picture, *_) = await trouble.person(press=(told, "why"))
        assert picture.method in ("sendPhoto", "sendMessage")
        said = "\n".join(one.text for one in telegram.to(CHAT))
        assert "конверсия (CVR)" in said

        await trouble.person("какой ROI по каналам за последние 7 дней?")
        await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.to(CHAT, "sendPhoto")) > 0)

        (edited, *_) = await trouble.person(press=(told, "snooze"))
        assert edited.method == "editMessageText"
        assert "отложено" in edited.text

        number = len(telegram.to(CHAT))
        await trouble.refresh(until(frame, 75))
        assert len(telegram.to(CHAT)) == number, "a snoozed alert is quiet"

    async with office(tmp_path, telegram, 82) as over:
        await over.refresh(until(frame, 82))
        assert "29 марта" in telegram.to(CHAT)[-1].text, "an end is told with the figures of its own day"
        assert "21–23 марта" in telegram.to(CHAT)[-1].text
        assert AlertBook(desk=over.running.desk()).listed() == []

        guest = guest_of(over.running.engine, CHAT)
        assert guest is not None
        since = (over.running.clock.now() - timedelta(days=2)).isoformat()
        subscribe(over.running.engine, guest, "digest_daily", {"at": "00:00", "since": since})
        assert queue_digests(over.running) == 1
        assert queue_digests(over.running) == 0, "each digest once"
        await over.courier.deliver()
        assert "Сводка за день" in telegram.to(CHAT)[-1].text
        assert telegram.to(CHAT)[-1].files["photo"][1].startswith(b"\x89PNG")


async def test_a_forged_or_foreign_button_does_nothing(tmp_path: Path, telegram: TelegramServer) -> None:
    frame = multiply(history(80), "instagram", 74, conversions=0.3, revenue=0.3)

    async with office(tmp_path, telegram, 76) as here:
        linked(here.running)
        linked(here.running, chat=777)
        await here.refresh(until(frame, 76))
        told = telegram.to(CHAT)[0]
        number = AlertBook(desk=here.running.desk()).listed()[0].id
        for chat, data in ((CHAT, f"ack:{number}:0000000000"), (CHAT, "nonsense"), (777, told.button("ack"))):
            answers = len([one for one in telegram.sent if one.method == "answerCallbackQuery"])
            telegram.press(chat, data)
            await asyncio.to_thread(
                telegram.wait_for,
                lambda answers=answers: (
                    len([one for one in telegram.sent if one.method == "answerCallbackQuery"]) > answers
                ),
            )

        assert AlertBook(desk=here.running.desk()).get(str(number)).record.state == "firing"
