"""MCP, seen by the official client: few words, every tool, resources, prompts, a change only after a yes."""

import json
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import TextContent

from agent.bootstrap import Demetra
from ingest.settings import Settings
from tests.conftest import TODAY
from tests.ui.conftest import ROOT, Running, start, stop
from tools.access import LOCAL, Actor, DataScope
from tools.access.people import People
from tools.access.tokens import TokenBook
from tools.alerts.book import AlertBook
from tools.semantics.question import Question
from tools.tool import find_tools
from ui.api.doors import Caller, Doors
from ui.door.sign_in import SignIn
from ui.mcp.offer import CONFIRM_CHANGE, MOST, PROMPTS, WITHIN
from ui.mcp.server import mcp_server
from ui.services import services_of

BOUNDED = Actor(name="tina", role="analyst", scope=DataScope(channels=frozenset({"tiktok"})))
VIEWER = Actor(name="vera", role="viewer")
OTHERS = ("facebook", "instagram", "google_ads", "yandex_direct", "telegram")
MOST_TOKENS = 4_000
BYTES_A_TOKEN = 3.7
"""Of English in JSON; of English alone it is more than four."""
Opening = Callable[..., Any]


@pytest.fixture
def running(demo_url: str, tmp_path: Path) -> Demetra:
    shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demetra.db")
    return Demetra(settings=Settings(data_dir=tmp_path, today=TODAY, language="en", wait_scale=0))


@pytest.fixture
async def opening(running: Demetra) -> AsyncIterator[Opening]:
    """Opens a client's session for a person, on the server itself."""
    services = services_of(running)
    async with running.analyst(remember=False, services=services) as analyst:
        sign_in = SignIn(running=running, host="127.0.0.1")
        doors = Doors(running=running, analyst=analyst, sign_in=sign_in, services=services)

        @asynccontextmanager
        async def opened(actor: Actor = LOCAL) -> AsyncIterator[ClientSession]:
            async def caller_of() -> Caller:
                return Caller(doors=doors, actor=actor, language="en", by="mcp")

            async with create_connected_server_and_client_session(mcp_server(caller_of)) as session:
                yield session

        yield opened


def told(result: Any) -> str:
    """The words of a result."""
    return "\n".join(one.text for one in result.content if isinstance(one, TextContent))


async def test_at_most_twenty_tools_in_few_words(opening: Opening) -> None:
    async with opening() as session:
        tools = (await session.list_tools()).tools

    said = json.dumps(  # as it is sent
        [one.model_dump(exclude_none=True, exclude={"annotations", "title"}) for one in tools],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert len(tools) <= MOST
    assert len(said.encode()) / BYTES_A_TOKEN < MOST_TOKENS
    names = {one.name for one in tools}
    assert {"check_claim", "query_metrics", CONFIRM_CHANGE} <= names
    assert names - {CONFIRM_CHANGE} == set(find_tools()) - set(WITHIN)
    assert all(
        one.annotations.readOnlyHint is not find_tools()[one.name].changes for one in tools if one.name in find_tools()
    )


async def test_a_viewer_is_offered_what_a_viewer_may(opening: Opening) -> None:
    async with opening(VIEWER) as session:
        names = {one.name for one in (await session.list_tools()).tools}
        refused = await session.call_tool("refresh_now", {})

    assert not names & {"refresh_now", "manage_alert_rule", "manage_load", "make_report", CONFIRM_CHANGE}
    assert refused.isError
    assert "refresh_now" in told(refused)


async def test_a_question_is_answered_with_the_engines_figures_and_a_picture_as_data(
    opening: Opening, running: Demetra
) -> None:
    asked = {"metrics": ["roi"], "group_by": ["channel"], "periods": ["last month"]}
    async with opening() as session:
        table = await session.call_tool("query_metrics", asked)
        picture = await session.call_tool("query_metrics", {**asked, "view": "bar"})
        file = await session.call_tool("query_metrics", {**asked, "view": "csv"})

    question = Question(metrics=("roi",), group_by=("channel",), periods=("2026-10-01..2026-10-31",))
    rows = running.metrics.run(question, today=TODAY).table.rows
    assert table.structuredContent["tables"][0]["rows"] == rows
    assert picture.structuredContent["charts"][0]["kind"] == "bar"
    assert file.structuredContent["files"][0]["url"].startswith("/api/files/")


async def test_a_change_is_proposed_and_then_confirmed_once(opening: Opening, running: Demetra) -> None:
    phrase = "warn me if CPA of Instagram is above 600 two days in a row"
    before = len(AlertBook(desk=running.desk()).rules())
    async with opening() as session:
        proposed = await session.call_tool("manage_alert_rule", {"action": "add", "phrase": phrase, "confirm": True})
        assert len(AlertBook(desk=running.desk()).rules()) == before
        key = told(proposed).split("proposal ")[-1].split()[0]
        done = await session.call_tool(CONFIRM_CHANGE, {"proposal": key})
        again = await session.call_tool(CONFIRM_CHANGE, {"proposal": key})

    assert (proposed.structuredContent["proposal"], done.isError, again.isError) == (True, False, True)
    assert len(AlertBook(desk=running.desk()).rules()) == before + 1


async def test_one_persons_proposal_is_nobody_elses(opening: Opening) -> None:
    async with opening() as session:
        proposed = await session.call_tool("refresh_now", {})
        key = told(proposed).split("proposal ")[-1].split()[0]
    async with opening(Actor(name="mark", role="admin")) as session:
        assert (await session.call_tool(CONFIRM_CHANGE, {"proposal": key})).isError


async def test_wrong_arguments_get_one_sentence(opening: Opening) -> None:
    async with opening() as session:
        for name, given in (
            ("query_metrics", {"metrics": ["roy"]}),
            ("query_metrics", {"metrics": [], "view": "bar"}),
            ("nothing", {}),
            ("check_claim", {}),
            (CONFIRM_CHANGE, {}),
        ):
            result = await session.call_tool(name, given)
            assert result.isError, name
            assert 0 < len(told(result)) < 1000


async def test_resources_and_prompts_are_read(opening: Opening) -> None:
    async with opening(BOUNDED) as session:
        uris = [one.uri for one in (await session.list_resources()).resources]
        read = {str(uri): json.loads((await session.read_resource(uri)).contents[0].text) for uri in uris}
        prompts = (await session.list_prompts()).prompts
        shown = [
            await session.get_prompt(one.name, {arg.name: "roi" for arg in one.arguments or []}) for one in prompts
        ]

    assert {one["key"] for one in read["demetra://metrics"]} >= {"roi", "spend"}
    assert list(read["demetra://glossary"]["channels"]) == ["tiktok"]
    assert not any(name in json.dumps(read).lower() for name in OTHERS)
    assert [one.name for one in prompts] == list(PROMPTS)
    assert all(one.messages[0].content.text for one in shown)


EXAMPLES = {name: dict(find_tools()[name].example) for name in sorted(set(find_tools()) - set(WITHIN))}


@pytest.mark.slow
@pytest.mark.xdist_group("mcp")
@pytest.mark.parametrize("actor", [LOCAL, BOUNDED], ids=["whole", "bounded"])
async def test_every_tool_is_called(opening: Opening, actor: Actor) -> None:
    async with opening(actor) as session:
        offered = {one.name for one in (await session.list_tools()).tools} - {CONFIRM_CHANGE}
        for name in sorted(offered):
            result = await session.call_tool(name, EXAMPLES[name])
            assert told(result).strip(), name
            named = json.dumps(result.structuredContent or {}).lower()
            if actor is BOUNDED and name not in ("check_claim", "manage_alert_rule"):  # they repeat what was sent
                assert not any(f'"{other}"' in named for other in OTHERS), name


async def _all_called(session: ClientSession) -> None:
    """Lists the tools, and calls every one that is offered."""
    offered = {one.name for one in (await session.list_tools()).tools} - {CONFIRM_CHANGE}
    assert len(offered) > len(EXAMPLES) / 2
    for name in sorted(offered):
        result = await session.call_tool(name, EXAMPLES[name])
        assert told(result).strip(), name
        assert result.structuredContent is not None or result.isError, name


async def _asked(session: ClientSession) -> list[list[Any]]:
    await session.initialize()
    result = await session.call_tool("query_metrics", {"metrics": ["spend"], "group_by": ["channel"]})
    return list(result.structuredContent["tables"][0]["rows"])


@pytest.mark.slow
@pytest.mark.xdist_group("mcp")
async def test_over_http_with_a_bearer_and_over_standard_input(tmp_path: Path) -> None:
    server: Running = start(tmp_path, language="en", command="ui")
    try:
        inside = server.inside()
        async with (
            streamablehttp_client(f"{server.address}/mcp") as (heard, said, _),
            ClientSession(heard, said) as one,
        ):
            whole = await _asked(one)
            await _all_called(one)
        async with httpx.AsyncClient() as plain:
            foreign = await plain.post(f"{server.address}/mcp", json={}, headers={"origin": "http://evil.example"})
        assert foreign.status_code == 403
    finally:
        assert stop(server) == 0
    people, now = People(engine=inside.engine, now=inside.clock.now), inside.clock.now
    people.add("tina", "analyst", password="correct horse battery", scope=BOUNDED.scope, by="test")
    secret, _ = TokenBook(engine=inside.engine, now=now).create("tina", "test", ["read"], days=None, by="test")

    server = start(tmp_path, language="en", command="ui")
    try:
        bearer = {"authorization": f"Bearer {secret}"}
        async with httpx.AsyncClient() as plain:
            assert (await plain.post(f"{server.address}/mcp", json={})).status_code == 401
        async with (
            streamablehttp_client(f"{server.address}/mcp", headers=bearer) as (heard, said, _),
            ClientSession(heard, said) as session,
        ):
            assert await _asked(session) == [row for row in whole if row[0] == "tiktok"]
            await _all_called(session)
    finally:
        stop(server)
    environment = {
        "DEMETRA_DATA_DIR": str(tmp_path),
        "DEMETRA_TODAY": TODAY.isoformat(),
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
    }
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "ui.cli", "mcp", "--as", "tina"], env=environment, cwd=tmp_path
    )
    async with stdio_client(command) as (heard, said), ClientSession(heard, said) as session:
        assert await _asked(session) == [row for row in whole if row[0] == "tiktok"]
        await _all_called(session)
