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

from sqlalchemy import Connection, Engine, Row, Select, func, select, update
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bots.linking import move_chat, unsubscribe
from bots.telegram.alert_messages import message_of
from bots.telegram.send import Signer, send
from ingest.schema import delivery
from tools.alerts.rows import writing

logger = logging.getLogger(__name__)
AT_ONCE: Final = 200
"""Messages read from the outbox at a time."""
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
async def shown_in_browser(engine: Engine, now: Callable[[], datetime], push: Push) -> AsyncIterator[None]:
    """Shows what is meant for `web:<user>` through `push`, in the process that has the browsers."""
    courier = Courier(engine=engine, now=now, kind="web", push=push)
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
        except SQLAlchemyError as error:
            logger.warning("The outbox can't be read (%s).", type(error).__name__)
        await asyncio.sleep(SCREEN_S)


@dataclass
class Courier:
    """Empties the outbox of one database for one kind of target: `telegram` or `web`."""

    engine: Engine
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

    def take_back(self) -> int:
        """After a crash: what was being sent is queued again, unless we know that it went. Returns how many."""
        with writing(self.engine) as connection:
            for number, sent_at in self.gone.items():
                connection.execute(update(delivery).where(delivery.c.id == number).values(_sent(sent_at)))
            mine = (delivery.c.state == "sending", delivery.c.target.like(f"{self.kind}:%"))
            return connection.execute(update(delivery).where(*mine).values(state="queued")).rowcount

    async def deliver(self) -> int:
        """Sends what is due; returns how many messages went out."""
        if self.interrupted:
            await asyncio.to_thread(self.take_back)
            self.gone.clear()
        sent, self.interrupted = 0, True
        while rows := await asyncio.to_thread(self._due):
            went = [await self._one(row) for row in rows if self._free(row.target)]
            sent += sum(went)
            if not went:
                break
        self.interrupted = False
        return sent

    def _due(self) -> list[Row[Any]]:
        """The oldest waiting message of every target that is due and not blocked."""
        held = [target for target, until in self.blocked.items() if until > time.monotonic()]
        with self.engine.connect() as connection:
            return list(connection.execute(_heads(self.kind, self.now(), held)))

    def _free(self, target: str) -> bool:
        return self.blocked.get(target, 0.0) <= time.monotonic()

    async def _one(self, row: Row[Any]) -> bool:
        """One message; true when it went out."""
        await asyncio.to_thread(self._note, row.id, state="sending", attempts=row.attempts + 1)
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
            await asyncio.to_thread(self._note, row.id, **_sent(self.gone[row.id]))
            del self.gone[row.id]
            self.failures.pop(row.target, None)
            return True
        return False

    async def _send(self, row: Row[Any]) -> None:
        address = row.target.partition(":")[2]
        if self.push is not None:
            await self.push(address, row.kind, row.payload)
        else:
            await self._to_telegram(int(address), row)

    async def _to_telegram(self, chat: int, row: Row[Any]) -> None:
        if self.bot is None:
            raise NetworkError("no bot")
        await send(self.bot, chat, message_of(row.kind, row.payload, self.public_url), self.signer)
        pause = SAME_GROUP_S if chat < 0 else SAME_CHAT_S
        self.blocked[row.target] = time.monotonic() + pause * self.wait_scale
        await self.sleep(EVERY_S * self.wait_scale)

    async def _again(self, row: Row[Any], error: Exception) -> None:
        """Puts the message back and leaves its chat alone for a while, as long as Telegram says if it does."""
        failed = self.failures[row.target] = self.failures.get(row.target, 0) + 1
        pause = WAITS_S[min(failed, len(WAITS_S)) - 1]
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            pause = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        self.blocked[row.target] = time.monotonic() + pause * self.wait_scale
        await asyncio.to_thread(self._note, row.id, state="queued", error=type(error).__name__)

    async def _unwanted(self, row: Row[Any], why: str) -> None:
        """A chat that is gone is like one that blocked us; anything else about the message itself is given up."""
        if "chat not found" in why.casefold():
            await asyncio.to_thread(self._refused, row, why)
            return
        logger.warning("Telegram refuses delivery %s: %s", row.id, why)
        await asyncio.to_thread(self._note, row.id, state="dropped", error=why[:300])

    def _refused(self, row: Row[Any], why: str) -> None:
        """Nobody there wants messages: unsubscribed with a note, and what is still queued is dropped with it."""
        unsubscribe(self.engine, row.target, None, why[:200])
        waiting = (delivery.c.target == row.target, delivery.c.state.in_(("queued", "sending")))
        with writing(self.engine) as connection:
            connection.execute(update(delivery).where(*waiting).values(state="dropped", error=why[:300]))

    def _move(self, row: Row[Any], new: int) -> None:
        move_chat(self.engine, int(row.target.partition(":")[2]), new)
        waiting = (delivery.c.target == row.target, delivery.c.state.in_(("queued", "sending")))
        with writing(self.engine) as connection:
            connection.execute(update(delivery).where(*waiting).values(target=f"telegram:{new}", state="queued"))

    def _note(self, number: int, **values: Any) -> None:
        with writing(self.engine) as connection:
            connection.execute(update(delivery).where(delivery.c.id == number).values(values))


def _sent(at: datetime) -> dict[str, Any]:
    return {"state": "sent", "sent_at": at, "error": ""}


def _heads(kind: str, now: datetime, held: list[str]) -> Select[Any]:
    """For each target the first queued message that is due: what comes later must not overtake it."""
    mine = (delivery.c.target.like(f"{kind}:%"), delivery.c.target.not_in(held))
    due = (delivery.c.state == "queued", delivery.c.due_at <= now, *mine)
    first = select(func.min(delivery.c.id).label("id")).where(*due).group_by(delivery.c.target).subquery()
    return select(delivery).join(first, first.c.id == delivery.c.id).order_by(delivery.c.id).limit(AT_ONCE)


def queued(connection: Connection) -> dict[str, int]:
    """How many messages are in which state."""
    rows = connection.execute(select(delivery.c.state, func.count()).group_by(delivery.c.state))
    return {str(state): int(count) for state, count in rows}
