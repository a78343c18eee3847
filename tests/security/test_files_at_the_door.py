"""Files as strangers send them, to a real server: refused before they are read, and read where they harm nobody."""

import asyncio
import gzip
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.security.conftest import send_file, visiting
from tests.ui.conftest import Running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("door")]

MB = 1 << 20


def memory_mb(server: Running) -> float:
    """Of the server's own process, at its highest."""
    told = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


async def test_a_file_that_is_too_large_is_refused_by_its_announced_length(open_server: Running) -> None:
    async with visiting(open_server.address) as visitor:
        refused = await send_file(open_server, visitor.session, b"x" * 9 * MB)

        assert refused.status_code == 413
        assert "8 " in refused.json()["detail"]


async def test_a_file_that_announces_no_length_is_cut_off_at_the_limit(open_server: Running) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
        for _ in range(200):
            yield b"x" * MB

    before = memory_mb(open_server)
    async with visiting(open_server.address) as visitor, httpx.AsyncClient(timeout=30) as client:
        headers = {"content-type": "multipart/form-data; boundary=b"}
        url = f"{open_server.address}/project/file?session_id={visitor.session}"
        try:
            status = (await client.post(url, content=endless(), headers=headers)).status_code
        except httpx.TransportError:  # the server hung up while we were still talking
            status = 413
    assert status == 413
    assert memory_mb(open_server) - before < 60


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.csv.exe", "noending", "../../a.js"])
async def test_other_kinds_of_files_are_refused(open_server: Running, name: str) -> None:
    async with visiting(open_server.address) as visitor:
        refused = await send_file(open_server, visitor.session, b"<script>", name)

        assert refused.status_code == 400
        assert ".csv" in refused.json()["detail"]


async def test_nobody_sends_files_into_a_session_that_is_not_there(open_server: Running) -> None:
    assert (await send_file(open_server, str(uuid.uuid4()), b"a,b\n1,2\n")).status_code == 404


async def test_a_session_holds_a_bounded_number_of_files(open_server: Running) -> None:
    async with visiting(open_server.address) as visitor:
        codes = [(await send_file(open_server, visitor.session, b"a,b\n")).status_code for _ in range(22)]

        assert codes == [200] * 20 + [400] * 2


@pytest.mark.parametrize(
    "body", [b"", b"--b--", b"--b\r\nnonsense", b"\x00" * 100], ids=["empty", "end", "broken", "zeros"]
)
async def test_a_form_that_is_none_is_a_sentence(open_server: Running, body: bytes) -> None:
    async with visiting(open_server.address) as visitor, httpx.AsyncClient() as client:
        headers = {"content-type": "multipart/form-data; boundary=b"}
        url = f"{open_server.address}/project/file?session_id={visitor.session}"
        answer = await client.post(url, content=body, headers=headers)

        assert answer.status_code == 400
        assert answer.json()["detail"]


async def test_a_bomb_in_the_chat_is_a_sentence_and_others_go_on(open_server: Running) -> None:
    bomb = gzip.compress(b'{"a":' * 400_000)
    async with visiting(open_server.address) as attacker, visiting(open_server.address) as other:
        await other.ask("расход за прошлый месяц")
        before = memory_mb(open_server)
        key = (await send_file(open_server, attacker.session, bomb, "x.json.gz")).json()["id"]
        bombing = asyncio.create_task(attacker.ask("", files=(key,)))
        answered = await other.ask("расход за прошлый месяц")

        assert "₽" in answered
        assert "32" in await bombing
        assert memory_mb(open_server) - before < 100


async def test_an_empty_file_is_a_sentence(open_server: Running) -> None:
    async with visiting(open_server.address) as visitor:
        key = (await send_file(open_server, visitor.session, b"", "пусто.csv")).json()["id"]

        assert "пусто.csv" in await visitor.ask("", files=(key,))
