"""`/ws/alerts`: tells of every alert within a second of its being raised, as JSON."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from ingest.database import DatabaseError
from ingest.errors import DemetraError
from ingest.texts import Language
from ui.api.alerts import said, unread_of
from ui.api.doors import Caller, Doors, doors_of
from ui.api.problem import spoken_to

sockets = APIRouter()
EVERY_S: Final = 0.5
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
            telling = both.create_task(_tell(socket, doors, language))
            both.create_task(_hear_the_end(socket, telling))
    finally:
        _open[actor.name] -= 1


async def _hear_the_end(socket: WebSocket, telling: "asyncio.Task[None]") -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.receive_text()
    telling.cancel()


async def _tell(socket: WebSocket, doors: Doors, language: Language) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # whoever listened has gone
        await _keep_telling(socket, doors, language)


async def _keep_telling(socket: WebSocket, doors: Doors, language: Language) -> None:
    known: _Told | None = None
    while True:
        with suppress(DatabaseError):  # it comes back, and nothing was missed
            try:
                actor = await asyncio.to_thread(doors.identify, socket)
            except DemetraError:  # the token was revoked, the session has ended
                await socket.close(UNKNOWN)
                return
            known = await _look(socket, Caller(doors=doors, actor=actor, language=language), known)
        await asyncio.sleep(EVERY_S)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a socket has been told."""

    alerts: frozenset[int]
    count: int


async def _look(socket: WebSocket, caller: Caller, told: _Told | None) -> _Told:
    unread = await asyncio.to_thread(unread_of, caller)
    fresh = [] if told is None else [one for one in unread if one.id not in told.alerts]
    if told is None or (not fresh and told.count != len(unread)):
        await socket.send_json({"event": "unread", "count": len(unread)})
    for one in fresh:
        await socket.send_json({"event": "alert", "alert": said(one, caller), "count": len(unread)})
    before = frozenset[int]() if told is None else told.alerts
    return _Told(alerts=before | {one.id for one in unread}, count=len(unread))
