"""Whose requests are served."""

import httpx
import pytest

from ui.door.guard import SIGN_INS_A_MINUTE, WRONG_SIGN_INS_A_MINUTE, Guard, Message, Receive, Scope, Send


async def inner(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"served"})


NAMES = frozenset({"demetra.shop.example", "ui", "d.example"})


async def asked(host: str, headers: dict[str, str], listening: str = "127.0.0.1") -> int:
    transport = httpx.ASGITransport(app=Guard(inner, listening, NAMES))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        return (await client.get("/", headers={"host": host, **headers})).status_code


@pytest.mark.parametrize(
    ("host", "headers", "listening", "status"),
    [
        ("127.0.0.1:8000", {}, "127.0.0.1", 200),
        ("localhost:8000", {"origin": "http://localhost:8000"}, "127.0.0.1", 200),
        ("[::1]:8000", {}, "::1", 200),
        ("evil.example", {}, "127.0.0.1", 403),
        ("127.0.0.1:8000", {"origin": "http://evil.example"}, "127.0.0.1", 403),
        ("127.0.0.1:8000", {"origin": "http://127.0.0.1:9999"}, "127.0.0.1", 403),
        ("127.0.0.1:8000", {"origin": "null"}, "127.0.0.1", 403),
        ("demetra.shop.example", {"origin": "https://demetra.shop.example"}, "0.0.0.0", 200),
        ("ui:8000", {"x-forwarded-host": "d.example", "origin": "https://d.example"}, "0.0.0.0", 200),
        ("demetra.shop.example", {"origin": "https://evil.example"}, "0.0.0.0", 403),
        ("192.168.1.20:8000", {"origin": "http://192.168.1.20:8000"}, "0.0.0.0", 200),
        ("[fd00::5]:8000", {}, "::", 200),
        ("rebound.example:8000", {"origin": "http://rebound.example:8000"}, "0.0.0.0", 403),
        ("demetra.shop.example", {"x-forwarded-host": "rebound.example"}, "0.0.0.0", 403),
        ("[::1", {}, "0.0.0.0", 403),
        ("[::1].evil.example", {}, "::1", 403),
        ("127.0.0.1@evil.example", {}, "127.0.0.1", 403),
        ("evil.example#127.0.0.1", {}, "127.0.0.1", 403),
        ("192.168.1.20:8000", {}, "127.0.0.1", 403),
    ],
)
async def test_only_the_own_page_is_served(host: str, headers: dict[str, str], listening: str, status: int) -> None:
    assert await asked(host, headers, listening) == status


async def test_a_foreign_socket_is_closed_before_it_opens() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"127.0.0.1:8000"), (b"origin", b"http://evil.example")]
    await Guard(inner, "127.0.0.1")({"type": "websocket", "headers": headers}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


async def sign_ins(outcomes: list[int]) -> list[int]:
    """What one address is answered that tries to sign in so often, each try with the outcome it would have."""
    to_come = iter(outcomes)

    async def door(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": next(to_come), "headers": []})
        await send({"type": "http.response.body", "body": b""})

    transport = httpx.ASGITransport(app=Guard(door, "127.0.0.1"))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return [(await client.post("/login", data={"username": "a"})).status_code for _ in outcomes]


async def test_an_office_that_comes_in_at_once_is_not_taken_for_a_guesser() -> None:
    assert await sign_ins([200] * 100) == [200] * 100


async def test_wrong_tries_are_counted_whatever_succeeds_between_them() -> None:
    outcomes = [200, 401] * (WRONG_SIGN_INS_A_MINUTE + 1)

    assert await sign_ins(outcomes) == [*outcomes[:-2], 429, 429]


async def test_even_right_ones_have_an_end() -> None:
    answers = await sign_ins([200] * (SIGN_INS_A_MINUTE + 5))

    assert answers == [200] * SIGN_INS_A_MINUTE + [429] * 5
