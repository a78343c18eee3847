"""Roles hold where tools are called, the same on every surface: a matrix of role x tool, generated."""

from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from ingest.errors import NotAllowed
from tests.security.two_clients import demetra_with
from tools.access import MAY, ROLES, Actor, Role
from tools.tool import find_tools
from ui.security_page import PAGE, page

EXPECTED = {
    "manage_load": "unload",
    "refresh_now": "refresh",
    "manage_alert_rule": "rules",
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
