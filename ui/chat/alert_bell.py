"""Tells open chats of alerts within seconds: what began since the chat was opened, and how many wait to be read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import chainlit as cl
from chainlit.context import init_ws_context
from chainlit.session import ws_sessions_id

from agent.bootstrap import Demetra
from ingest.database import DatabaseError, in_a_line
from ingest.errors import DemetraError
from ingest.texts import Language, say
from tools.access import Actor
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.model import MARKS
from ui.chat.render import plain
from ui.chat.screen import spoken_in

logger = logging.getLogger(__name__)
EVERY_S: Final = 2.0
NAMED: Final = 3


class OpenChat(Protocol):
    """What is needed of a browser's session."""

    id: str
    user: Any
    language: str


Say = Callable[[Any, str], Awaitable[None]]
Unread = dict[tuple[Actor, Language], list[StoredAlert]]
"""What waits, read once for all chats of one person: rules may be somebody's own."""
Follow = Callable[[list[Any], Callable[[Any], Actor]], Awaitable[None]]


@dataclass
class AlertBell:
    """Rings in the open chats of one process."""

    running: Demetra
    person: Callable[[Any], Actor]
    """Who sits in front of a session's user."""
    say: Say
    """Shows a text in a chat."""
    known: dict[str, frozenset[int]] = field(default_factory=dict)
    """By chat the numbers of the alerts that were there when it was opened, or told since."""

    async def greet(self, chat: Any) -> None:
        """Notes what the opening view of a chat is about to show: what begins while it is drawn is news."""
        await self._fresh(chat, {})

    async def look(self, chats: list[OpenChat]) -> int:
        """Tells every open chat what is new for its person; returns how many chats were told."""
        self.known = {chat.id: self.known[chat.id] for chat in chats if chat.id in self.known}
        read: Unread = {}
        return sum([await self._tell(chat, read) for chat in chats])

    async def _tell(self, chat: OpenChat, read: Unread) -> bool:
        fresh, unread = await self._fresh(chat, read)
        if fresh:
            await self.say(chat, self._text(fresh, unread, self._language(chat)))
        return bool(fresh)

    async def _fresh(self, chat: OpenChat, read: Unread) -> tuple[list[StoredAlert], int]:
        """What a chat has not heard of, and how much waits to be read; from now on it is known."""
        try:
            seen = self.person(chat.user), self._language(chat)
            if seen not in read:
                read[seen] = await asyncio.to_thread(self._unread, *seen)
        except DemetraError:  # a session that has ended hears nothing more
            return [], 0
        unread = read[seen]
        numbers = frozenset(kept.id for kept in unread)
        before = self.known.get(chat.id)
        self.known[chat.id] = numbers | (before or frozenset())
        return [kept for kept in unread if before is not None and kept.id not in before], len(unread)

    def _language(self, chat: OpenChat) -> Language:
        return spoken_in(chat, self.running.settings.language)

    def _unread(self, actor: Actor, language: Language) -> list[StoredAlert]:
        book = AlertBook(desk=self.running.desk(language).acting_for(actor))
        return [kept for kept in book.listed("firing") if kept.waits]

    def _text(self, fresh: list[StoredAlert], unread: int, language: Language) -> str:
        currency = self.running.metrics.currency
        words = [kept.said(currency, language) for kept in fresh[:NAMED]]
        lines = [f"{MARKS[one.severity]} **{plain(one.message)}** {plain(one.reason)}" for one in words]
        return "\n\n".join([*lines, say("chat-alerts-unread", language, n=unread)])


async def show_apart(chat: Any, text: str) -> None:
    """Shows a text in a chat from outside it: in a task of its own, since Chainlit's context is that of one chat."""
    await asyncio.create_task(_show(chat, text))


async def _show(chat: Any, text: str) -> None:
    init_ws_context(chat)
    await cl.Message(content=text).send()


@asynccontextmanager
async def ringing(bell: AlertBell, follow: Follow) -> AsyncIterator[None]:
    """Rings in every chat that is open in this process, until the block ends.

    Args:
        bell: what rings.
        follow: draws the opening views of the chats again when something has changed.
    """
    task = asyncio.create_task(_keep_looking(bell, follow))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_looking(bell: AlertBell, follow: Follow) -> None:
    while True:
        chats: list[Any] = list(ws_sessions_id.values())
        try:
            await bell.look(chats)
            await follow(chats, bell.person)
        except DatabaseError as error:
            logger.warning("News can't be read for the open chats: %s", in_a_line(error))
        await asyncio.sleep(EVERY_S)
