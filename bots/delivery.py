"""Delivers the outbox: one message at a time, in order for each chat, again when it failed, noted once it is sent.

A message is marked `sending` before and `sent` after. What a crash leaves in between goes out once more; that is the
only repeat there can be, because one worker sends one message at a time.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bots.telegram.alert_messages import message_of
from bots.telegram.send import Signer, send
from ingest.database import Database, DatabaseError
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
Push = Callable[[str, str, Mapping[str, Any]], Awaitable[None]]
"""Shows a message to a person in the browser: user, kind, payload."""

SCREEN_S: Final = 2.0


@asynccontextmanager
async def shown_in_browser(database: Database, now: Callable[[], datetime], push: Push) -> AsyncIterator[None]:
    """Shows what is meant for `web:<user>` through `push`, in the process that has the browsers."""
    courier = Courier(database=database, now=now, kind="web", push=push)
    task = asyncio.create_task(_keep_showing(courier))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_showing(courier: "Courier") -> None:
    while True:
        try:
            await courier.deliver()
        except DatabaseError as error:
            logger.warning("The outbox can't be read (%s).", type(error).__name__)
        await asyncio.sleep(SCREEN_S)


@dataclass
class Courier:
    """Empties the outbox of one database for one kind of target: `telegram` or `web`."""

    database: Database
    now: Callable[[], datetime]
    bot: Bot | None = None
    signer: Signer = field(default_factory=lambda: Signer(""))
    kind: str = "telegram"
    push: Push | None = None
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

    @property
    def outbox(self) -> Outbox:
        """The messages it empties."""
        return Outbox(database=self.database, kind=self.kind)

    async def deliver(self) -> int:
        """Sends what is due; returns how many messages went out."""
        if self.interrupted:
            await asyncio.to_thread(self.outbox.take_back, dict(self.gone))
            self.gone.clear()
        sent, self.interrupted = 0, True
        while rows := await asyncio.to_thread(self._due):
            went = [await self._one(row) for row in rows if self._free(row.target)]
            sent += sum(went)
            if not went:
                break
        self.interrupted = False
        return sent

    def _due(self) -> list[Waiting]:
        """The oldest waiting message of every target that is due and not blocked."""
        held = [target for target, until in self.blocked.items() if until > time.monotonic()]
        return self.outbox.due(self.now(), held)

    def _free(self, target: str) -> bool:
        return self.blocked.get(target, 0.0) <= time.monotonic()

    async def _one(self, row: Waiting) -> bool:
        """One message; true when it went out."""
        await asyncio.to_thread(self.outbox.begin, row)
        try:
            await self._send(row)
        except (RetryAfter, TimedOut, OSError) as error:
            await self._again(row, error)
        except ChatMigrated as moved:
            await asyncio.to_thread(self._move, row, moved.new_chat_id)
        except Forbidden as refusal:
            await asyncio.to_thread(self._refused, row, str(refusal))
        except BadRequest as refusal:
            await self._unwanted(row, str(refusal))
        except NetworkError as error:
            await self._again(row, error)
        except (TelegramError, ValueError, LookupError) as error:
            await self._unwanted(row, f"{type(error).__name__}: {error}")
        else:
            self.gone[row.id] = self.now()
            await asyncio.to_thread(self.outbox.sent, row, self.gone[row.id])
            del self.gone[row.id]
            self.failures.pop(row.target, None)
            return True
        return False

    async def _send(self, row: Waiting) -> None:
        address = row.target.partition(":")[2]
        if self.push is not None:
            await self.push(address, row.kind, row.payload)
        else:
            await self._to_telegram(int(address), row)

    async def _to_telegram(self, chat: int, row: Waiting) -> None:
        if self.bot is None:
            raise NetworkError("no bot")
        await send(self.bot, chat, message_of(row.kind, row.payload, self.public_url), self.signer)
        pause = SAME_GROUP_S if chat < 0 else SAME_CHAT_S
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
        await asyncio.to_thread(self.outbox.failed, row, "queued", type(error).__name__)

    async def _unwanted(self, row: Waiting, why: str) -> None:
        """A chat that is gone is like one that blocked us; anything else about the message itself is given up."""
        if "chat not found" in why.casefold():
            await asyncio.to_thread(self._refused, row, why)
            return
        logger.warning("Telegram refuses delivery %s: %s", row.id, why)
        await asyncio.to_thread(self.outbox.failed, row, "dropped", why)

    def _refused(self, row: Waiting, why: str) -> None:
        """Nobody there wants messages: unsubscribed with a note, and what is still queued is dropped with it."""
        unsubscribe(self.database, row.target, None, why[:200])
        self.outbox.drop(row.target, why)

    def _move(self, row: Waiting, new: int) -> None:
        move_chat(self.database, int(row.target.partition(":")[2]), new)
        self.outbox.move(row.target, f"telegram:{new}")
