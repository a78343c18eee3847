"""Roles hold where tools are called, the same on every surface: a matrix of role x tool, generated."""

from pathlib import Path

import pytest
from mcp.shared.memory import create_connected_server_and_client_session

from agent.bootstrap import Demetra
from ingest.errors import InvalidInput, NotAllowed
from tests.security.two_clients import demetra_with
from tools.access import MAY, ROLES, Actor, Deed, Role
from tools.tool import Services, find_tools
from ui.api.calling import call
from ui.api.doors import Caller, Doors
from ui.door.sign_in import SignIn
from ui.mcp.offer import WITHIN
from ui.mcp.server import mcp_server
from ui.security_page import PAGE, page

EXPECTED = {
    "manage_load": "unload",
    "refresh_now": "refresh",
    "manage_alert_rule": "subscribe",
    "manage_subscription": "subscribe",
    "export_table": "export",
    "make_report": "export",
    "decide_advice": "acknowledge",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Demetra:
    folder: Path = tmp_path_factory.mktemp("roles")
    return demetra_with(folder, f"sqlite:///{folder / 'x.db'}", foreign=False)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", list(find_tools()))
def test_a_tool_answers_exactly_the_roles_that_may(running: Demetra, name: str, role: Role) -> None:
    tool, desk = find_tools()[name], running.desk().acting_for(Actor(name="x", role=role))

    assert tool.deed == EXPECTED.get(name, "ask")
    if tool.deed in MAY[role]:
        desk.actor.must(tool.deed)
    else:
        with pytest.raises(NotAllowed, match="administrator"):
            tool.call(tool.arguments.model_construct(), desk)


CHANGES = [
    ("set_goal", {"action": "set", "metric": "cpa", "target": "900"}, "rules"),
    ("remember_definition", {"action": "add", "kind": "word", "word": "x", "meaning": "spend"}, "define"),
    ("remember_definition", {"action": "add", "kind": "note", "text": "x"}, "rules"),
]


@pytest.mark.parametrize(("name", "arguments", "deed"), CHANGES)
@pytest.mark.parametrize("role", ROLES)
def test_what_a_change_needs_beyond_asking_is_in_the_matrix(
    running: Demetra, name: str, arguments: dict[str, object], deed: Deed, role: Role
) -> None:
    """The page said that anybody sets a goal; the tool refused a viewer."""
    tool, desk = find_tools()[name], running.desk().acting_for(Actor(name="x", role=role))

    assert deed in tool.changing
    assert f"`{deed}` (" in next(line for line in page().splitlines() if line.startswith(f"| `{name}` |"))
    if deed not in MAY[role]:
        with pytest.raises(NotAllowed):
            tool.call(tool.arguments.model_construct(**arguments), desk)  # type: ignore[arg-type]  # each knows its own


DOORS = ("rest", "mcp")


@pytest.fixture(scope="module")
def doors(running: Demetra) -> Doors:
    sign_in = SignIn(running=running, host="127.0.0.1")
    return Doors(running=running, analyst=None, sign_in=sign_in, services=Services())  # type: ignore[arg-type]  # no tool asks it


async def _through(door: str, doors: Doors, name: str, role: Role) -> bool:
    """Whether the role gets as far as the tool's arguments, which are wrong on purpose."""
    caller = Caller(doors=doors, actor=Actor(name="x", role=role), language="en")
    if door == "rest":
        try:
            await call(caller, name, {"nonsense": 1})
        except NotAllowed:
            return False
        except InvalidInput:
            return True
        raise AssertionError(name)

    async def caller_of() -> Caller:
        return caller

    async with create_connected_server_and_client_session(mcp_server(caller_of)) as session:
        offered = {tool.name for tool in (await session.list_tools()).tools}
        result = await session.call_tool(name, {"nonsense": 1})
    assert result.isError
    return name in offered


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("door", DOORS)
async def test_a_tool_answers_exactly_those_roles_through_every_door(doors: Doors, door: str, role: Role) -> None:
    for name, tool in find_tools().items():
        if door == "rest" or name not in WITHIN:
            assert await _through(door, doors, name, role) is (tool.deed in MAY[role]), name


CHANGES = ("обнови данные", "предупреждай, если расход вырос вдвое", "выгрузи расход по каналам в csv")


@pytest.mark.parametrize("role", ROLES)
async def test_words_reach_no_further_than_the_role(running: Demetra, role: Role) -> None:
    async with running.analyst(remember=False) as analyst:
        for place, words in enumerate(CHANGES):
            actor = Actor(name="x", role=role)
            answer = await analyst.ask(words, thread=f"{role}{place}", actor=actor)
            called = {find_tools()[call.name].deed for call in answer.tool_calls if call.name in find_tools()}
            if not called <= MAY[role]:
                assert answer.status == "refused"
                assert not answer.files


def test_the_page_about_security_says_what_the_program_holds_to() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
