"""`/ws/alerts`: tells of every alert within a second of its being raised, as JSON.

However many sockets are open, the database is asked for all of them at once what is unread.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from ingest.database import Database, DatabaseError
from ingest.errors import DemetraError
from tools.alerts.rows import StoredAlert
from ui.api.alerts import said, seen_by, unread_in
from ui.api.doors import Caller, doors_of
from ui.api.problem import spoken_to

sockets = APIRouter()
EVERY_S: Final = 0.5
"""Between two looks into the database,"""
TICK_S: Final = 0.25
"""and between a socket's looks at what they brought."""
WHO_S: Final = 2.0
"""After which a socket asks again whether whoever listens may still do so."""
UNKNOWN: Final = 1008
"""Close code of who is not let in."""
MOST_OF_ONE: Final = 10
_open: dict[str, int] = {}


@sockets.websocket("/ws/alerts")
async def alerts(socket: WebSocket) -> None:
    """Sends `{"event": "unread", "count"}` at first, then `{"event": "alert", "alert", "count"}` for each new one.

    The count is sent again when some have been read. A program says its token as for any request; a page of ours is
    known by its session.
    """
    doors = doors_of(socket)
    try:
        actor = await doors.admit(socket)
    except DemetraError:
        await socket.close(UNKNOWN)
        return
    if _open.get(actor.name, 0) >= MOST_OF_ONE:
        await socket.close(UNKNOWN)
        return
    await socket.accept()
    language = spoken_to(socket, doors.running.settings.language)
    _open[actor.name] = _open.get(actor.name, 0) + 1
    try:
        async with asyncio.TaskGroup() as both:
            caller = Caller(doors=doors, actor=actor, language=language)
            telling = both.create_task(_tell(socket, caller))
            both.create_task(_hear_the_end(socket, telling))
    finally:
        _open[actor.name] -= 1


async def _hear_the_end(socket: WebSocket, telling: "asyncio.Task[None]") -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.receive_text()
    telling.cancel()


async def _tell(socket: WebSocket, caller: Caller) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # whoever listened has gone
        await _keep_telling(socket, caller)


async def _keep_telling(socket: WebSocket, caller: Caller) -> None:
    look, told, asked_at = _look_of(socket), _Told(), time.monotonic()
    while True:
        with suppress(DatabaseError):  # it comes back, and nothing was missed
            if time.monotonic() - asked_at >= WHO_S:
                try:
                    actor = await asyncio.to_thread(caller.doors.identify, socket)
                except DemetraError:  # the token was revoked, the session has ended
                    await socket.close(UNKNOWN)
                    return
                told = told if actor == caller.actor else replace(told, found=None)  # they may see more, or less
                caller, asked_at = replace(caller, actor=actor), time.monotonic()
            told = await _tell_of(socket, caller, await look.unread(), told)
        await asyncio.sleep(TICK_S)


@dataclass
class SharedLook:
    """What is unread, asked of the database once for all sockets of a server."""

    engine: Database
    found: list[StoredAlert] | None = None
    """The same list as long as nothing changes; None before the first look."""
    _at: float = -EVERY_S
    _looking: bool = False

    async def unread(self) -> list[StoredAlert] | None:
        """What was unread less than half a second ago, whoever may see it; one socket looks for the others."""
        if not self._looking and time.monotonic() - self._at >= EVERY_S:
            self._looking = True
            try:
                found = await asyncio.to_thread(unread_in, self.engine)
                self.found = self.found if found == self.found else found
            finally:
                self._at, self._looking = time.monotonic(), False
        return self.found


def _look_of(socket: WebSocket) -> SharedLook:
    state = socket.app.state
    if not hasattr(state, "alert_look"):
        state.alert_look = SharedLook(engine=doors_of(socket).running.engine)
    look: SharedLook = state.alert_look
    return look


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a socket has been told."""

    found: list[StoredAlert] | None = None
    """What was unread when it looked last."""
    alerts: frozenset[int] = frozenset()
    count: int | None = None
    """None before the first word."""


async def _tell_of(socket: WebSocket, caller: Caller, found: list[StoredAlert] | None, told: _Told) -> _Told:
    if found is None or found is told.found:
        return told
    unread = await asyncio.to_thread(seen_by, caller, found)
    fresh = [] if told.count is None else [one for one in unread if one.id not in told.alerts]
    if not fresh and told.count != len(unread):
        await socket.send_json({"event": "unread", "count": len(unread)})
    for one in fresh:
        await socket.send_json({"event": "alert", "alert": said(one, caller), "count": len(unread)})
    return replace(told, found=found, alerts=told.alerts | {one.id for one in unread}, count=len(unread))
