"""A running Demetra, and visitors that do what no page of ours would do."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio
from sqlalchemy import Engine

from tests.conftest import NOW
from tests.ui.conftest import Running, start, stop
from tools.access.people import People

HERE = Path(__file__).parent
PATIENCE_S = 20.0
GOOD = "correct horse battery"
ASSISTANT = {"accept": "application/json, text/event-stream"}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
}
"""How an assistant begins at `/mcp`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.security)


@dataclass
class Clock:
    moment: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(engine: Engine, clock: Clock) -> People:
    book = People(engine=engine, now=clock)
    book.add("anna", "analyst", password=GOOD, by="test")
    return book


@dataclass(kw_only=True)
class Visitor:
    """One websocket connection, which may say anything."""

    client: socketio.AsyncClient
    session: str
    heard: list[tuple[str, Any]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    opens: bool = True

    async def say(self, event: str, *payload: object) -> None:
        await self.client.emit(event, payload if payload else None)

    async def ask(self, question: str, files: tuple[str, ...] = ()) -> str:
        """Asks as the page does; returns everything that was said until the end of the task."""
        await self.opened()
        before = len(self.heard)
        message = {"id": str(uuid.uuid4()), "type": "user_message", "name": "User", "output": question, "createdAt": ""}
        references = [{"id": key} for key in files]
        await self.say("client_message", {"message": message, "fileReferences": references})
        async with asyncio.timeout(PATIENCE_S):
            while not self._over(before):
                self.news.clear()
                await self.news.wait()
        return "\n".join(self.texts())

    async def opened(self) -> None:
        """Waits for the end of the opening view, a task like an answer; a conversation gone on with has none."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S if self.opens else 0.5):
                while not self._over(0):
                    self.news.clear()
                    await self.news.wait()

    def texts(self) -> list[str]:
        """Final texts of messages."""
        return [
            str(data["output"])
            for event, data in self.heard
            if event in ("new_message", "update_message") and data.get("type") == "assistant_message"
        ]

    def thread(self) -> str:
        return str(next(data["thread_id"] for event, data in self.heard if event == "first_interaction"))

    def _over(self, before: int) -> bool:
        """Whether a task began since then and has ended: connecting itself sends an end without a beginning."""
        events = [event for event, _ in self.heard[before:]]
        return "task_start" in events and "task_end" in events[events.index("task_start") :]


async def send_file(
    server: Running, session: str, content: bytes, name: str = "a.csv", cookies: str = ""
) -> httpx.Response:
    """As the page does before it sends the message that the file belongs to."""
    async with httpx.AsyncClient(base_url=server.address, timeout=60, headers={"cookie": cookies}) as client:
        return await client.post(
            "/project/file", params={"session_id": session}, files={"file": (name, content, "text/csv")}
        )


@asynccontextmanager
async def visiting(
    address: str, *, cookies: str = "", headers: dict[str, str] | None = None, **auth: object
) -> AsyncIterator[Visitor]:
    """Connects; whatever is in `auth` replaces what our page sends.

    Raises:
        socketio.exceptions.ConnectionError: the server did not want this connection.
    """
    ours = {"clientType": "webapp", "sessionId": str(uuid.uuid4()), "threadId": "", "userEnv": "{}", "chatProfile": ""}
    said: dict[str, object] = {**ours, **auth}
    client = socketio.AsyncClient(reconnection=False)
    visitor = Visitor(client=client, session=str(said["sessionId"]), opens="sessionId" not in auth)

    async def hear(event: str, *data: Any) -> None:
        visitor.heard.append((event, data[0] if data else None))
        visitor.news.set()

    client.on("*", hear)
    sent = {**(headers or {}), **({"Cookie": cookies} if cookies else {})}
    try:
        await client.connect(
            address, headers=sent, auth=said, socketio_path="/ws/socket.io", transports=["websocket"], wait_timeout=10
        )
    except BaseException:
        if client.eio.http is not None:  # the library leaves it open when it was not let in
            await client.eio.http.close()
        raise
    try:
        await visitor.say("connection_successful")
        yield visitor
    finally:
        await client.disconnect()


@pytest.fixture(scope="session")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Demetra as `demetra up` starts it on loopback, with demo data and without users."""
    running = start(tmp_path_factory.mktemp("door"), DEMETRA_UPLOAD_MB="8")
    yield running
    stop(running)
