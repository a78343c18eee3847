"""Sign-in over the network: who comes in, who does not, and when that ends."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest
import socketio

from tests.security.conftest import ASSISTANT, HELLO, Visitor, send_file, visiting
from tests.ui.conftest import ROOT, Running, start, stop

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("door")]

PASSWORDS = {
    "anna": "correct horse battery",
    "viktor": "only looks at charts",
    "olga": "will be kept out!",
    "petr": "only sees telegram",
}


def command(data_dir: Path, *arguments: str, given: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
    """`demetra ...` as an administrator types it."""
    environment = {
        "PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin",
        "HOME": str(data_dir),
        "PYTHONPATH": str(ROOT),
        "DEMETRA_DATA_DIR": str(data_dir),
        "DEMETRA_LANGUAGE": "en",
        **environ,
    }
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=data_dir,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def closed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Demetra with people, on loopback behind a proxy that names them."""
    data_dir = tmp_path_factory.mktemp("closed")
    for name, role in (("anna", "admin"), ("viktor", "viewer"), ("olga", "analyst")):
        said = command(data_dir, "user", "add", name, "--role", role, "--password-stdin", given=PASSWORDS[name])
        assert said.returncode == 0, said.stderr
    running = start(data_dir, DEMETRA_SIGN_IN_HEADER="X-Forwarded-User", DEMETRA_TRUSTED_PROXIES="192.0.2.1")
    yield running
    stop(running)


def sign_in(server: Running, name: str, password: str | None = None) -> httpx.Response:
    given = {"username": name, "password": PASSWORDS[name] if password is None else password}
    return httpx.post(f"{server.address}/login", data=given)


def cookie(server: Running, name: str) -> str:
    """A session of its own."""
    return f"access_token={sign_in(server, name).cookies['access_token']}"


@pytest.fixture(scope="module")
def session(closed_server: Running) -> Callable[[str], str]:
    """A session of each person that all trials share: signing in itself is bounded, by the minute."""
    return cache(lambda name: cookie(closed_server, name))


@pytest.mark.parametrize("arguments", [("up",), ("ui",)])
def test_a_server_that_others_reach_does_not_start_without_people(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = command(tmp_path, *arguments, "--host", "0.0.0.0", "--port", "1")

    assert said.returncode == 2
    assert "demetra user add" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_public_name_counts_as_others(tmp_path: Path) -> None:
    said = command(tmp_path, "up", "--port", "1", DEMETRA_PUBLIC_URL="https://demetra.shop.example")

    assert said.returncode == 2
    assert "demetra user add" in said.stderr


def test_on_loopback_without_people_the_local_person_is_told_to_be_admin(open_server: Running) -> None:
    log = (open_server.data_dir / "server.log").read_text(encoding="utf-8")

    assert "тот и администратор" in log
    assert httpx.get(f"{open_server.address}/user").json()["identifier"] == "local"


async def test_nobody_comes_in_without_signing_in(closed_server: Running) -> None:
    for path in (
        "/project/settings?language=ru-RU",
        "/user",
        "/project/translations?language=ru-RU",
        f"/files/{'0' * 32}.csv",
    ):
        status = httpx.get(f"{closed_server.address}{path}").status_code  # noqa: ASYNC210
        assert status == 401 or path.startswith("/project/translations")
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(closed_server.address):
            pass


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("token", ["", "dm_guess", "x" * 5_000])
def test_assistants_without_a_token_of_ours_get_nothing(closed_server: Running, method: str, token: str) -> None:
    headers = ASSISTANT | ({"authorization": f"Bearer {token}"} if token else {})
    answer = httpx.request(method, f"{closed_server.address}/mcp", headers=headers, json=HELLO)

    assert answer.status_code == 401
    assert "serverInfo" not in answer.text


@pytest.mark.parametrize("token", ["x", "", "eyJhbGciOiJub25lIn0.eyJpZGVudGlmaWVyIjoiYW5uYSJ9.", "a" * 5_000])
async def test_made_up_sessions_are_none(closed_server: Running, token: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(closed_server.address, cookies=f"access_token={token}"):
            pass


async def test_a_person_signs_in_asks_and_only_they_get_the_file(
    closed_server: Running, session: Callable[[str], str]
) -> None:
    async with visiting(closed_server.address, cookies=session("anna")) as anna:
        assert "₽" in await anna.ask("расход по каналам за прошлый месяц")
        address = f"{closed_server.address}{download_of(anna)}"
    own, other = session("anna"), session("viktor")
    statuses = [httpx.get(address, headers={"cookie": who}).status_code for who in (own, other, "")]  # noqa: ASYNC210
    assert statuses == [200, 404, 401]


def test_signing_out_ends_the_session_and_no_other(closed_server: Running) -> None:
    here, there = cookie(closed_server, "anna"), cookie(closed_server, "anna")
    assert here != there

    def knows(who: str) -> int:
        return httpx.get(f"{closed_server.address}/user", headers={"cookie": who}).status_code

    for _ in range(2):
        assert httpx.post(f"{closed_server.address}/logout", headers={"cookie": here}).status_code == 200
        assert (knows(here), knows(there)) == (401, 200)
    assert httpx.get(f"{closed_server.address}/api/alerts", headers={"cookie": here}).status_code == 401
    assert httpx.post(f"{closed_server.address}/logout").status_code == 200


async def test_whoever_may_not_load_sends_no_bytes(closed_server: Running, session: Callable[[str], str]) -> None:
    async with visiting(closed_server.address, cookies=session("viktor")) as visitor:
        refused = await send_file(closed_server, visitor.session, b"x" * 1000, cookies=session("viktor"))
    assert refused.status_code == 403
    async with visiting(closed_server.address, cookies=session("olga")) as visitor:
        taken = await send_file(closed_server, visitor.session, b"x" * 1000, cookies=session("olga"))
    assert taken.status_code == 200


def download_of(visitor: Visitor) -> str:
    told = str([data for event, data in visitor.heard if event == "element"])
    start = told.index("/files/")
    return told[start : start + len("/files/") + 32] + ".csv"


async def test_whoever_sees_a_part_is_shown_that_part_from_the_first_moment(
    closed_server: Running, session: Callable[[str], str]
) -> None:
    said = command(
        closed_server.data_dir,
        "user",
        "add",
        "petr",
        "--channels",
        "telegram",
        "--password-stdin",
        given=PASSWORDS["petr"],
    )
    assert said.returncode == 0, said.stderr
    shown: dict[str, str] = {}
    for name in ("anna", "petr"):
        async with visiting(closed_server.address, cookies=session(name)) as visitor:
            await visitor.opened()
            shown[name] = str([data for event, data in visitor.heard if event == "element"])
            assert "'actions': [" in shown[name]
    assert "TikTok" in shown["anna"]
    assert "TikTok" not in shown["petr"]
    assert "Telegram" in shown["petr"]


async def test_a_stranger_does_not_send_files_into_somebodys_session(
    closed_server: Running, session: Callable[[str], str]
) -> None:
    async with visiting(closed_server.address, cookies=session("anna")) as anna:
        nobody = await send_file(closed_server, anna.session, b"a,b\n")
        viktor = await send_file(closed_server, anna.session, b"a,b\n", cookies=session("viktor"))
        own = await send_file(closed_server, anna.session, b"a,b\n", cookies=session("anna"))

        assert (nobody.status_code, viktor.status_code, own.status_code) == (401, 403, 200)


async def test_a_viewer_loads_nothing(closed_server: Running, session: Callable[[str], str]) -> None:
    content = b"day,channel,campaign,spend\n2026-01-01,vk,a,1\n"
    signed_in = session("viktor")
    async with visiting(closed_server.address, cookies=signed_in) as viktor:
        refused = await send_file(closed_server, viktor.session, content, cookies=signed_in)

        assert refused.status_code == 403
        assert "id" not in refused.json()


async def test_a_session_of_another_person_is_not_taken_over(
    closed_server: Running, session: Callable[[str], str]
) -> None:
    async with visiting(closed_server.address, cookies=session("anna")) as anna:
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with visiting(closed_server.address, cookies=session("viktor"), sessionId=anna.session):
                pass


async def test_whoever_is_disabled_is_out_at_once(closed_server: Running, session: Callable[[str], str]) -> None:
    signed_in = session("olga")
    async with visiting(closed_server.address, cookies=signed_in) as olga:
        assert "₽" in await olga.ask("расход за прошлый месяц")
        command(closed_server.data_dir, "user", "disable", "olga")
        assert "session has ended" in await olga.ask("расход за прошлый месяц")
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(closed_server.address, cookies=signed_in):
            pass
    assert sign_in(closed_server, "olga").status_code == 401


def test_a_name_in_a_header_counts_only_from_a_trusted_proxy(closed_server: Running) -> None:
    answer = httpx.post(f"{closed_server.address}/auth/header", headers={"x-forwarded-user": "anna"})

    assert answer.status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(closed_server: Running) -> None:
    told = sign_in(closed_server, "anna").headers["set-cookie"].lower()

    assert "httponly" in told
    assert "samesite=lax" in told


def test_guessing_stops_being_answered(closed_server: Running) -> None:
    statuses = [sign_in(closed_server, "anna", f"wrong {n}").status_code for n in range(25)]

    assert set(statuses) <= {401, 429}
    assert statuses[-1] == 429
    signed = [line["action"] for line in audit(closed_server)]
    assert {"signed-in", "sign-in-refused"} <= set(signed)


def audit(server: Running) -> list[dict[str, object]]:
    import json

    return list(json.loads(command(server.data_dir, "audit", "--json").stdout)["entries"])
