"""Delivers the outbox: one message at a time, in order for each chat, again when it failed, noted once it is sent.

A message is marked `sending` before and `sent` after. What a crash leaves in between goes out once more; that is the
only repeat there can be, because one worker sends one message at a time.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bots.telegram.alert_messages import message_of
from bots.telegram.send import Signer, send, send_plainly
from ingest.database import Database
from tools.delivery.guests import move_chat, unsubscribe
from tools.delivery.queue import Outbox, Waiting

logger = logging.getLogger(__name__)
EVERY_S: Final = 1 / 30
"""Telegram takes thirty messages a second from a bot,"""
SAME_CHAT_S: Final = 1.0
"""one a second in a private chat,"""
SAME_GROUP_S: Final = 3.0
"""and twenty a minute in a group."""
WAITS_S: Final = (2.0, 5.0, 15.0, 60.0, 300.0)
"""Waits after the first, second ... failure in a row of one chat; the last one repeats."""
ATTENTION_S: Final = 3.0
"""Seconds that the others wait for a chat that does not answer."""
BARRED_S: Final = 60.0
"""Between attempts while Telegram does not know the token."""
LATER_S: Final = 3600.0
"""Until what Telegram would not have is tried again."""
PERSON_SAID_NO: Final = ("blocked by the user", "was kicked", "user is deactivated", "is not a member")
"""What a 403 says when a person decided it; any other one, after a change of bots for instance, is held."""


@dataclass
class Courier:
    """Empties the outbox of one database through one bot."""

    database: Database
    now: Callable[[], datetime]
    bot: Bot | None = None
    signer: Signer = field(default_factory=lambda: Signer(""))
    interrupted: bool = True
    """Whether an earlier run may have left a message between sending and noting."""
    gone: dict[int, datetime] = field(default_factory=dict)
    """When messages went out that are not noted yet: the database went away in between."""
    public_url: str = ""
    wait_scale: float = 1.0
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    blocked: dict[str, float] = field(default_factory=dict)
    """Until when on the monotonic clock nothing more goes to a target."""
    failures: dict[str, int] = field(default_factory=dict)
    hanging: dict[str, "asyncio.Task[bool]"] = field(default_factory=dict)
    """Messages whose chat does not answer, by target: the others do not wait for them."""
    barred_until: float = 0.0
    """Until when nothing goes to anybody: Telegram does not know the token."""
    barred: bool = False

    @property
    def outbox(self) -> Outbox:
        """The messages it empties."""
        return Outbox(database=self.database)

    async def deliver(self) -> int:
        """Sends what is due; returns how many messages went out."""
        if self.barred_until > time.monotonic():
            return 0
        if self.interrupted:
            await asyncio.to_thread(self.outbox.take_back, dict(self.gone), tuple(self.hanging))
            self.gone.clear()
        count, self.interrupted = self._answered(), True
        while rows := await asyncio.to_thread(self._due):
            went = [await self._attended(row) for row in rows if self._free(row.target)]
            count += sum(went)
            if not any(went):
                break
        self.interrupted = False
        return count

    def _answered(self) -> int:
        """Hanging messages that have been answered meanwhile, one way or the other."""
        over = [target for target, task in self.hanging.items() if task.done()]
        return sum(self.hanging.pop(target).result() for target in over)

    def _due(self) -> list[Waiting]:
        """The oldest waiting message of every target that is due and not blocked."""
        held = [target for target, until in self.blocked.items() if until > time.monotonic()]
        return self.outbox.due(self.now(), [*held, *self.hanging])

    def _free(self, target: str) -> bool:
        barred = self.barred_until > time.monotonic()
        return not barred and self.blocked.get(target, 0.0) <= time.monotonic()

    async def _attended(self, row: Waiting) -> bool:
        """One message; true when it went out. A chat that does not answer soon is left to itself."""
        task = asyncio.create_task(self._one(row))
        try:
            done, _ = await asyncio.wait({task}, timeout=ATTENTION_S)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if not done:
            self.hanging[row.target] = task
            return False
        return task.result()

    async def _one(self, row: Waiting) -> bool:
        """One message; true when it went out."""
        await asyncio.to_thread(self.outbox.begin, row)
        try:
            number = await self._send(row)
        except (TelegramError, OSError, ValueError, LookupError) as error:
            return await self._failed(row, error)
        await self._went(row, number)
        return True

    async def _failed(self, row: Waiting, error: Exception) -> bool:
        """What becomes of a message that did not go out as it is; true when its words went after all."""
        if isinstance(error, ChatMigrated):
            await asyncio.to_thread(self._move, row, error.new_chat_id)
        elif isinstance(error, InvalidToken):
            await self._bar(row, error)
        elif isinstance(error, Forbidden):
            await self._refused(row, str(error))
        elif isinstance(error, RetryAfter | OSError) or (
            isinstance(error, NetworkError) and not isinstance(error, BadRequest)
        ):
            await self._again(row, error)
        else:
            return await self._plainly(row, f"{type(error).__name__}: {error}")
        return False

    async def _went(self, row: Waiting, number: int | None) -> None:
        self.gone[row.id] = self.now()
        await asyncio.to_thread(self.outbox.sent, row, self.gone[row.id], number)
        del self.gone[row.id]
        self.failures.pop(row.target, None)
        if self.barred:
            logger.warning("Telegram knows the bot again; the outbox goes on.")
            self.barred = False

    async def _send(self, row: Waiting) -> int | None:
        if self.bot is None:
            raise NetworkError("no bot")
        first = await asyncio.to_thread(self.outbox.first_of_thread, row)
        out = message_of(row.kind, row.payload, self.public_url)
        number = await send(self.bot, _chat_of(row), out, self.signer, first)
        await self._pause(row)
        return number

    async def _pause(self, row: Waiting) -> None:
        pause = SAME_GROUP_S if row.target.startswith("telegram:-") else SAME_CHAT_S
        self.blocked[row.target] = time.monotonic() + pause * self.wait_scale
        await self.sleep(EVERY_S * self.wait_scale)

    async def _again(self, row: Waiting, error: Exception) -> None:
        """Puts the message back and leaves its chat alone for a while, as long as Telegram says if it does."""
        failed = self.failures[row.target] = self.failures.get(row.target, 0) + 1
        pause = WAITS_S[min(failed, len(WAITS_S)) - 1]
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            pause = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        self.blocked[row.target] = time.monotonic() + pause * self.wait_scale
        await asyncio.to_thread(self.outbox.put_back, row, type(error).__name__)

    async def _bar(self, row: Waiting, error: Exception) -> None:
        """A token that Telegram does not know is the operator's to mend: everything waits, nothing is lost."""
        if not self.barred:
            logger.error("Telegram refuses the bot's token; messages wait until TELEGRAM_BOT_TOKEN is right.")
        self.barred, self.barred_until = True, time.monotonic() + BARRED_S * self.wait_scale
        await asyncio.to_thread(self.outbox.put_back, row, type(error).__name__)

    async def _plainly(self, row: Waiting, why: str) -> bool:
        """What Telegram would not have as it is goes as plain words; what it would not have at all waits an hour."""
        known = "chat not found" not in why.casefold()
        if known and self.bot is not None:
            out = message_of(row.kind, row.payload, self.public_url)
            with suppress(TelegramError):
                number = await send_plainly(self.bot, _chat_of(row), out)
                logger.warning("Telegram refused delivery %s as it was (%s); its words went.", row.id, why)
                await self._went(row, number)
                await self._pause(row)
                return True
        await self._later(row, why)
        return False

    async def _later(self, row: Waiting, why: str) -> None:
        logger.warning("Delivery %s waits an hour: %s", row.id, why)
        due = self.now() + timedelta(seconds=LATER_S)
        await asyncio.to_thread(self.outbox.put_back, row, why, due)

    async def _refused(self, row: Waiting, why: str) -> None:
        """Whoever blocked the bot, threw it out or is gone wants no messages; any other refusal may be a mistake."""
        if any(word in why.casefold() for word in PERSON_SAID_NO):
            await asyncio.to_thread(self._unsubscribed, row, why)
        else:
            await self._later(row, why)

    def _unsubscribed(self, row: Waiting, why: str) -> None:
        """Unsubscribed with a note, and what is still queued is dropped with it."""
        unsubscribe(self.database, row.target, None, why[:200])
        self.outbox.drop(row.target, why)

    def _move(self, row: Waiting, new: int) -> None:
        move_chat(self.database, _chat_of(row), new)
        self.outbox.move(row.target, f"telegram:{new}")


def _chat_of(row: Waiting) -> int:
    """The chat of a target such as `telegram:42`."""
    return int(row.target.partition(":")[2])
