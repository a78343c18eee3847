"""Ids of sessions and conversations as strangers send them, over a real websocket to a real server."""

import asyncio
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import socketio

from tests.security.conftest import ASSISTANT, HELLO, send_file, visiting
from tests.ui.conftest import Running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("door")]

NOT_OURS: list[object] = [
    "..//..",
    "../..",
    "..",
    ".",
    "",
    "a/../../b",
    "%2e%2e%2f%2e%2e",
    "\\..\\..",
    "0B5F9A52-5C4B-4D0A-9D5E-3F1A2B3C4D5E",
    "{0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e}",
    "0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e/..",
    "0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e\n",
    "0b5f9a525c4b4d0a9d5e3f1a2b3c4d5e",
    None,
    7,
    ["0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e"],
    {"$ne": ""},
]


def read(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()] if folder.is_dir() else []


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "visits" not in path.parts}


@pytest.mark.parametrize("session", NOT_OURS, ids=repr)
async def test_a_session_id_that_is_no_uuid_of_ours_is_refused_and_removes_nothing(
    open_server: Running, session: object
) -> None:
    before = contents(open_server.data_dir)

    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(open_server.address, sessionId=session) as visitor:
            await visitor.say("clear_session")
    assert contents(open_server.data_dir) >= before


async def test_an_absolute_path_as_session_empties_no_folder(open_server: Running, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")

    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(open_server.address, sessionId=str(tmp_path)) as visitor:
            await visitor.say("clear_session")
    await asyncio.sleep(0.3)
    assert (tmp_path / "kept.txt").read_text(encoding="utf-8") == "kept"


async def test_the_polling_transport_is_read_by_the_same_door(open_server: Running, tmp_path: Path) -> None:
    client = socketio.AsyncClient(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(
            open_server.address,
            socketio_path="/ws/socket.io",
            transports=["polling"],
            auth={"clientType": "webapp", "sessionId": str(tmp_path), "threadId": ""},
        )
    assert contents(tmp_path.parent) >= {tmp_path.name}


@pytest.mark.parametrize("session", ["..", "../..", "/etc", "x", "%2e%2e"])
def test_a_file_for_a_session_that_is_no_uuid_is_refused_and_written_nowhere(
    open_server: Running, session: str
) -> None:
    before = contents(open_server.data_dir)

    answer = httpx.post(
        f"{open_server.address}/project/file",
        params={"session_id": session},
        files={"file": ("a.csv", b"day,spend\n", "text/csv")},
    )
    assert answer.status_code == 404
    assert contents(open_server.data_dir) >= before


async def test_a_session_that_ends_takes_only_its_own_folder(open_server: Running) -> None:
    before = contents(open_server.data_dir)

    async with visiting(open_server.address) as visitor:
        await visitor.opened()
        upload = await send_file(open_server, visitor.session, b"day,spend\n2026-01-01,1\n")
        folder = open_server.data_dir / "visits" / visitor.session
        assert upload.status_code == 200
        assert b"day,spend\n2026-01-01,1\n" in read(folder)
        await visitor.say("clear_session")
        await asyncio.sleep(0.2)
    await asyncio.sleep(0.5)
    assert read(folder) == []
    assert contents(open_server.data_dir) >= before


async def test_somebody_elses_telegram_conversation_is_not_entered(open_server: Running) -> None:
    for thread in ("tg:777", "ask:1", "cli:work", "web:local:x", "../x"):
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with visiting(open_server.address, threadId=thread):
                pass


async def test_a_page_does_not_name_its_conversation_itself(open_server: Running) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(open_server.address, threadId=str(uuid.uuid4())):
            pass


async def test_the_agent_remembers_a_browsers_conversation_under_its_owner(open_server: Running) -> None:
    async with visiting(open_server.address) as visitor:
        await visitor.ask("расход по каналам за прошлый месяц")
        follow = await visitor.ask("а по месяцам?")
        thread = visitor.thread()
    assert follow
    assert thread_names(open_server, thread) == {f"web:local:{thread}"}


def thread_names(server: Running, thread: str) -> set[str]:
    with sqlite3.connect(server.data_dir / "conversations.db") as connection:
        rows = connection.execute("SELECT DISTINCT thread_id FROM checkpoints WHERE thread_id LIKE ?", [f"%{thread}%"])
        return {str(row[0]) for row in rows}


@pytest.mark.parametrize(
    "event",
    ["edit_message", "window_message", "audio_start", "audio_chunk", "chat_settings_edit", "message_favorite"],
)
async def test_events_without_a_use_are_not_heard(open_server: Running, event: str) -> None:
    async with visiting(open_server.address) as visitor:
        await visitor.say(event, {"message": {"id": "x", "output": "расход"}})
        await visitor.say("client_message", {"message": {"id": "../x", "output": ["a"]}})
        await visitor.say("client_message")
        await visitor.say("chat_settings_change", {"language": ["en"], "days": {"x": 1}})
        await visitor.say("stop", 1, 2, 3)
        await visitor.say("connect", {"HTTP_COOKIE": "", "asgi.receive": "x"}, {"sessionId": str(uuid.uuid4())})
        await visitor.say("connect")
        assert "₽" in await visitor.ask("расход за прошлый месяц")
    assert "Traceback" not in (open_server.data_dir / "server.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/mcp/",
        "/mcp/x",
        "/project/share/x",
        "/copilot/index.js",
        "/slack/events",
        "/anything",
        "/.env",
    ],
)
def test_addresses_that_the_page_does_not_use_are_closed(open_server: Running, path: str) -> None:
    assert httpx.get(f"{open_server.address}{path}").status_code == 404


def test_a_process_that_a_page_names_is_not_started(open_server: Running, tmp_path: Path) -> None:
    """Chainlit's own `/mcp` starts what it is told; ours speaks the protocol of assistants and nothing else."""
    order = {"sessionId": str(uuid.uuid4()), "clientType": "stdio", "name": "x", "fullCommand": f"touch {tmp_path}/x"}
    answer = httpx.post(f"{open_server.address}/mcp", json=order, headers=ASSISTANT)

    assert answer.status_code == 400
    assert "error" in answer.json()
    assert list(tmp_path.iterdir()) == []


def test_assistants_are_answered_by_ours(open_server: Running) -> None:
    answer = httpx.post(f"{open_server.address}/mcp", json=HELLO, headers=ASSISTANT)

    assert answer.json()["result"]["serverInfo"]["name"] == "demetra"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"session_id": "../.."}',
        b'{"session_id": 7}',
        b"\xff\xfe",
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_a_session_cookie_is_set_for_our_ids_only_and_said_in_a_sentence(open_server: Running, body: bytes) -> None:
    answer = httpx.post(f"{open_server.address}/set-session-cookie", content=body)

    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers
    assert "Traceback" not in (open_server.data_dir / "server.log").read_text(encoding="utf-8")


def test_a_body_that_is_no_file_is_bounded(open_server: Running) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    told = httpx.post(f"{open_server.address}/project/action", content=b"x" * 2_000_000)
    untold = httpx.post(f"{open_server.address}/project/action", content=endless())
    assert told.status_code == 413
    assert untold.status_code >= 400
