"""What the bot's handlers share: the running Demetra, the analyst, who asks, one question of a chat at a time."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from agent.analyst import Analyst
from agent.bootstrap import Demetra
from bots.outgoing import Outgoing
from bots.telegram.send import Signer, send
from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.delivery.guests import Guest, guest_of
from tools.tool import ToolContext

T = TypeVar("T")
TYPING_S: Final = 4.0
"""Telegram shows "typing" for five seconds."""


@dataclass(frozen=True, kw_only=True)
class BotContext:
    """The bot's side of one process."""

    running: Demetra
    analyst: Analyst
    signer: Signer
    refresh: Callable[[], str]
    """Refreshes the data now and says how it went."""
    locks: dict[int, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    bots: dict[int, Bot] = field(default_factory=dict)
    """Through which bot a chat is being answered at this moment."""

    @property
    def public_url(self) -> str:
        """Where the chat in the browser is reached; empty when nobody said."""
        return self.running.settings.public_url

    @property
    def pictures(self) -> Path:
        """Where pictures are kept."""
        return self.running.data_dir / "charts"

    async def guest(self, chat: int) -> Guest | None:
        """The linked chat, None for a stranger."""
        return await asyncio.to_thread(guest_of, self.running.engine, chat)

    def language(self, guest: Guest) -> Language:
        """What a guest reads."""
        return guest.language or self.running.settings.language

    def desk(self, guest: Guest) -> ToolContext:
        """What tools work with, in the guest's language."""
        return self.running.desk(self.language(guest)).acting_for(guest.actor)

    def book(self, guest: Guest) -> AlertBook:
        """The alerts, of all clients that the guest has."""
        return AlertBook(desk=self.desk(guest).of_all_clients)

    def say(self, guest: Guest, key: str, **values: object) -> Outgoing:
        """One of the bot's own texts."""
        return Outgoing(texts=(say(f"bot-{key}", self.language(guest), **values),))

    async def send(self, bot: Bot, chat: int, out: Outgoing) -> None:
        """Sends to a chat."""
        await send(bot, chat, out, self.signer)

    async def send_early(self, guest: Guest, out: Outgoing) -> bool:
        """Sends to a chat whose turn it is while its answer is still being found; False when it is nobody's turn."""
        bot = self.bots.get(guest.chat)
        if bot is not None:
            await self.send(bot, guest.chat, out)
        return bot is not None

    @asynccontextmanager
    async def turn(self, bot: Bot, chat: int) -> AsyncIterator[None]:
        """One question of a chat after the other, with "typing" above it."""
        async with self.locks[chat]:
            shown = asyncio.create_task(_typing(bot, chat))
            self.bots[chat] = bot
            try:
                yield
            finally:
                self.bots.pop(chat, None)
                shown.cancel()
                with suppress(asyncio.CancelledError):
                    await shown


async def _typing(bot: Bot, chat: int) -> None:
    with suppress(TelegramError):
        while True:
            await bot.send_chat_action(chat, ChatAction.TYPING)
            await asyncio.sleep(TYPING_S)
