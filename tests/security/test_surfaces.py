"""Role x tool x surface, measured: one running server, people of each role, a model that calls what it is told to."""

import asyncio
import html
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from agent.bootstrap import demetra
from ingest.settings import Settings
from tests.bots.conftest import linked
from tests.conftest import TODAY
from tests.security.conftest import GOOD, visiting
from tests.security.test_sign_in import command
from tests.servers.openai import Messages, Reply, model_server
from tests.servers.telegram import TOKEN, TelegramServer, serve_telegram
from tests.ui.conftest import Running, start, stop
from tools.access import ROLES, Role
from tools.access.actor import refusal
from tools.access.people import People
from tools.access.tokens import TokenBook
from tools.tool import find_tools
from ui.security_page import SURFACES, reaches

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("surfaces")]
NAMES = sorted(find_tools())
DAY = "Date,Channel,Campaign,Spend,Clicks,Revenue\n2026-11-20,vk,A,100,5,300\n"
"""Something to ask about, and so little that every tool is quick."""


@dataclass(frozen=True, kw_only=True)
class House:
    """The server with its people, and the Telegram it speaks to."""

    server: Running
    telegram: TelegramServer
    tokens: Mapping[Role, str]
    model: Mapping[str, str]
    """Where the model is, as the environment says it."""

    def bearer(self, role: Role) -> dict[str, str]:
        return {"authorization": f"Bearer {self.tokens[role]}", "accept-language": "en"}


def words(name: str) -> str:
    return f"Please use {name}"


def obedient(messages: Messages) -> Reply:
    """Calls the tool that the last question names, with the arguments of its example."""
    asked = max(place for place, message in enumerate(messages) if message["role"] == "user")
    if any(message["role"] == "tool" for message in messages[asked:]):
        return Reply(text="Here it is.")
    named = str(messages[asked]["content"])
    name = max((one for one in NAMES if one in named), key=len)
    return Reply(calls=((name, dict(find_tools()[name].example)),))


def chat_of(role: Role, name: str) -> int:
    """A chat of its own for every question: nothing of another answer comes in between."""
    return 1_000 + ROLES.index(role) * 100 + NAMES.index(name)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("surfaces")
    (folder / "day.csv").write_text(DAY, encoding="utf-8")
    assert command(folder, "ingest", str(folder / "day.csv")).returncode == 0
    running = demetra(Settings(data_dir=folder, today=TODAY, _env_file=None))  # type: ignore[call-arg]
    people = People(engine=running.engine, now=running.clock.now)
    book = TokenBook(engine=running.engine, now=running.clock.now)
    tokens: dict[Role, str] = {}
    for role in ROLES:
        people.add(role, role, password=GOOD, by="test")
        tokens[role] = book.create(role, "test", ["write"], days=None, by="test")[0]
        for name in NAMES:
            linked(running, chat_of(role, name), role)
    running.engine.dispose()
    with ExitStack() as beside:
        address, _, _ = beside.enter_context(model_server(obedient))
        telegram = beside.enter_context(serve_telegram())
        model = {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "sk-local"}
        bot = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BOT_BASE_URL": telegram.base_url}
        server = start(folder, language="en", DEMETRA_QUESTIONS_A_MINUTE="10000", **bot, **model)
        beside.callback(stop, server)
        yield House(server=server, telegram=telegram, tokens=tokens, model=model)


def heard(said: str, role: Role, name: str) -> bool:
    """Whether an answer in words is anything but the refusal for this role; no answer at all is none."""
    assert said.strip(), name
    return refusal(role, find_tools()[name].deed).say("en") not in html.unescape(said)


async def through_chat(house: House, role: Role) -> dict[str, bool]:
    signed = httpx.post(f"{house.server.address}/login", data={"username": role, "password": GOOD})  # noqa: ASYNC210
    cookie = f"access_token={signed.cookies['access_token']}"
    found = {}
    for name in NAMES:
        async with visiting(house.server.address, cookies=cookie) as visitor:
            await visitor.opened()
            before = len(visitor.texts())
            await visitor.ask(words(name))
            found[name] = heard("\n".join(visitor.texts()[before:]), role, name)
    return found


async def through_telegram(house: House, role: Role) -> dict[str, bool]:
    for name in NAMES:
        house.telegram.say(chat_of(role, name), words(name))
    chats = {name: chat_of(role, name) for name in NAMES}

    def answers(chat: int) -> list[str]:
        """What was said but the silent line that a chat sees while an answer takes long."""
        return [
            one.text
            for one in house.telegram.to(chat)
            if str(one.params.get("disable_notification")).casefold() != "true"
        ]

    await asyncio.to_thread(house.telegram.wait_for, lambda: all(map(answers, chats.values())), 120)
    return {name: heard("\n".join(answers(chat)) or "a file", role, name) for name, chat in chats.items()}


async def through_the_command_line(house: House, role: Role) -> dict[str, bool]:
    tasks = house.server.data_dir / f"{role}.jsonl"
    tasks.write_text("\n".join(json.dumps({"id": name, "turns": [words(name)]}) for name in NAMES), encoding="utf-8")
    said = await asyncio.to_thread(
        command, house.server.data_dir, "ask", "--file", str(tasks), "--as", role, **house.model
    )
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    return {one["id"]: heard(one["answer"] or "a file", role, one["id"]) for one in answers}


async def through_rest(house: House, role: Role) -> dict[str, bool]:
    found = {}
    async with httpx.AsyncClient(base_url=house.server.address, headers=house.bearer(role), timeout=60) as client:
        for name in NAMES:
            answer = await client.post(f"/api/tools/{name}", json=dict(find_tools()[name].example))
            assert answer.status_code in (200, 403, 404, 422), answer.text
            found[name] = answer.status_code != 403
            assert found[name] or not heard(answer.json()["detail"], role, name)
    return found


async def through_mcp(house: House, role: Role) -> dict[str, bool]:
    found = {}
    async with (
        streamablehttp_client(f"{house.server.address}/mcp", headers=house.bearer(role)) as (reads, writes, _),
        ClientSession(reads, writes) as session,
    ):
        await session.initialize()
        offered = {tool.name for tool in (await session.list_tools()).tools}
        for name in NAMES:
            result = await session.call_tool(name, dict(find_tools()[name].example))
            text = "".join(getattr(part, "text", "") for part in result.content)
            found[name] = f"no tool {name} for you" not in text
            assert found[name] is (name in offered), text
        as_file = await session.call_tool("query_metrics", {"metrics": ["spend"], "view": "csv"})
        told = "".join(getattr(part, "text", "") for part in as_file.content)
        assert heard(told, role, "export_table") is reaches(find_tools()["export_table"], role, "REST")
    return found


THROUGH: dict[str, Callable[[House, Role], Awaitable[dict[str, bool]]]] = {
    "chat": through_chat,
    "Telegram": through_telegram,
    "CLI `--as`": through_the_command_line,
    "REST": through_rest,
    "MCP": through_mcp,
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("surface", SURFACES)
async def test_a_tool_is_reached_exactly_where_the_page_says(house: House, surface: str, role: Role) -> None:
    measured = await THROUGH[surface](house, role)

    assert measured == {name: reaches(find_tools()[name], role, surface) for name in NAMES}
