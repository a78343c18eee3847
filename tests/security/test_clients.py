"""Whoever belongs to several clients looks at one at a time, everywhere; a total over several says so, by name."""

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from agent.analyst import Analyst, AskingLimits
from agent.answer import Answer
from agent.bootstrap import Demetra
from agent.clients import client_said
from ingest.errors import InvalidInput
from tests.api.conftest import serving
from tests.conftest import NOW, TODAY
from tests.security.conftest import GOOD
from tests.security.test_scope import MONTH, leaks
from tests.security.two_clients import demetra_with
from tools.access import LOCAL, Actor, DataScope
from tools.access.clients import ALL, assign, choose, clients_of, free, local_person, looking_at
from tools.access.people import People
from tools.access.throttle import Throttle
from tools.access.tokens import TokenBook
from tools.digest.digest import make_digest
from tools.semantics.question import Filter, Question
from tools.tool import find_tools
from ui.api.doors import Doors
from ui.chat.board_choice import BoardChoice, client_props
from ui.chat.opening import Opening
from ui.chat.personal import client_choice
from ui.door.sign_in import SignIn
from ui.mcp.doors import add_mcp
from ui.services import services_of

CLIENTS = {"Ромашка": ("rom-1", "rom-2"), "Ураган": ("ura-1", "ura-2", "ura-3")}
BOTH = DataScope(accounts=frozenset(sum(CLIENTS.values(), ())))
SPEND = Question(metrics=("spend",), periods=(MONTH,))


@pytest.fixture
def running(tmp_path: Path, database_url: str) -> Demetra:
    """The accounts of two clients, said to be theirs; a person who works for both."""
    made = demetra_with(tmp_path / "data", database_url, foreign=True)
    for client, accounts in CLIENTS.items():
        assign(made.engine, client, accounts, NOW, by="test")
    People(engine=made.engine, now=lambda: NOW).add("anna", "analyst", password=GOOD, scope=BOTH, by="test")
    return made


def person(running: Demetra, name: str = "anna") -> Actor:
    found = People(engine=running.engine, now=lambda: NOW).find(name)
    assert found is not None
    return found.person


def spent(running: Demetra, actor: Actor) -> object:
    return running.desk("ru").acting_for(actor).metrics.run(SPEND, today=TODAY).table.rows


def of(running: Demetra, client: str) -> object:
    """What a client alone has spent."""
    scope = DataScope(accounts=frozenset(CLIENTS[client]))
    return running.metrics.within(scope).run(SPEND, today=TODAY).table.rows


async def ask(analyst: Analyst, running: Demetra, question: str, name: str = "anna") -> Answer:
    return await analyst.ask(question, thread="t", actor=person(running, name))


def test_whoever_is_bound_to_two_looks_at_the_first_until_they_choose(running: Demetra) -> None:
    assert spent(running, person(running)) == of(running, "Ромашка")

    choose(running.engine, person(running), "Ураган", NOW)
    assert spent(running, person(running)) == of(running, "Ураган")
    assert person(running).reach == BOTH


async def test_a_question_that_names_a_client_is_answered_of_it_and_so_are_those_after_it(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        one = await ask(analyst, running, "Расход по клиенту Ураган за последние 30 дней")
        after = await ask(analyst, running, "а по каналам?")
        back = await ask(analyst, running, "switch to client Ромашка")
        then = await ask(analyst, running, "расход по кампаниям")
    assert [row for table in one.tables for row in table.rows] == of(running, "Ураган")
    assert one.question == "Расход по клиенту Ураган за последние 30 дней"
    assert "Клиент: Ураган." in one.notes
    assert "tiktok" in str(after.tables)
    assert "Ромашка" in back.answer
    assert not leaks(then.model_dump_json(), "")
    assert "Клиент: Ромашка." in then.notes


async def test_all_clients_together_are_a_choice_and_named(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        said = await ask(analyst, running, "все клиенты")
        both = await ask(analyst, running, "расход за прошлый месяц")
        named = await ask(analyst, running, "расход по кабинетам")
    assert "Ромашка, Ураган" in said.answer
    assert [note for note in both.notes if "Ромашка, Ураган" in note]
    assert not [note for note in named.notes if "вместе" in note], "each account stands in a row of its own"


@pytest.mark.parametrize(
    "text",
    [
        "расход без клиента Ромашка",
        "spend excluding the client Ураган",
        "сравни клиента Ромашка с клиентом Ураган",
        "compare client Ромашка and client Ураган",
        "расход по клиентам Ромашка и Ураган",
    ],
)
def test_whoever_leaves_one_out_or_names_two_has_chosen_none(text: str) -> None:
    assert client_said(text, CLIENTS) is None


async def test_a_question_too_many_chooses_nothing(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        full = replace(analyst, limits=AskingLimits(a_minute=Throttle(a_minute=0)))
        refused = await ask(full, running, "switch to client Ураган")
    assert refused.status == "refused"
    assert person(running).client == "Ромашка"


async def test_a_client_that_is_not_theirs_is_no_client(running: Demetra) -> None:
    one = DataScope(accounts=frozenset(CLIENTS["Ромашка"]))
    People(engine=running.engine, now=lambda: NOW).add("rita", "analyst", password=GOOD, scope=one, by="test")
    rita = person(running, "rita")

    with pytest.raises(InvalidInput, match="Ромашка") as refused:
        choose(running.engine, rita, "Ураган", NOW)
    assert "Есть: Ромашка" in refused.value.say("ru")
    assert spent(running, rita) == of(running, "Ромашка")
    async with running.analyst(remember=False) as analyst:
        answer = await ask(analyst, running, "Расход по клиенту Ураган", "rita")
    assert not leaks(answer.model_dump_json(), "Расход по клиенту Ураган ураган")


def test_whoever_sees_all_sees_all_and_is_told_whose(running: Demetra) -> None:
    whole = running.metrics.run(SPEND, today=TODAY)

    assert [note.say("en") for note in whole.notes if note.key == "note-clients"] == [
        "Several clients are added up: Ромашка, Ураган. “client …” with a name looks at one alone."
    ]
    of_one = Question(metrics=("spend",), periods=(MONTH,), where=(Filter(dimension="account", values=("Ромашка",)),))
    assert not [note for note in running.metrics.run(of_one, today=TODAY).notes if note.key == "note-clients"]


def test_the_local_person_chooses_and_goes_on_managing(running: Demetra) -> None:
    choose(running.engine, LOCAL, "Ромашка", NOW)
    local = local_person(running.engine)

    assert spent(running, local) == of(running, "Ромашка")
    assert local.may("people")
    assert local.may("unload")
    choose(running.engine, local, ALL, NOW)
    assert local_person(running.engine) == LOCAL


def test_what_somebody_may_do_does_not_shrink_with_what_they_look_at(tmp_path: Path) -> None:
    running = demetra_with(tmp_path / "data", f"sqlite:///{tmp_path}/one.db", foreign=True)
    assign(running.engine, "Ромашка", CLIENTS["Ромашка"], NOW, by="test")
    choose(running.engine, LOCAL, "Ромашка", NOW)
    with serving(running) as served:
        assert served.client.get("/api/loads").status_code == 200
        made = served.client.post("/api/campaigns", json={"name": "Весна", "channel": "vk"})
        assert (made.status_code, made.json()["name"]) == (201, "Весна")
        assert "\ndemetra_messages_waiting " in served.client.get("/metrics").text


def test_bounds_and_owners_that_change_leave_nobody_with_what_is_not_theirs(running: Demetra) -> None:
    choose(running.engine, person(running), "Ураган", NOW)
    people = People(engine=running.engine, now=lambda: NOW)
    people.add("anna", scope=DataScope(accounts=frozenset(CLIENTS["Ромашка"])), by="test")
    assert spent(running, person(running)) == of(running, "Ромашка")

    people.add("anna", scope=BOTH, by="test")
    choose(running.engine, person(running), "Ураган", NOW)
    assign(running.engine, "Ромашка", ["ura-1", "ura-2"], NOW, by="test")
    assert person(running).scope.accounts == frozenset({"ura-3"})
    free(running.engine, CLIENTS["Ураган"], NOW, by="test")
    assert clients_of(running.engine, BOTH) == {"Ромашка": frozenset(CLIENTS["Ромашка"])}
    assert person(running).client == ""


async def test_the_view_has_the_choice_and_shows_one(running: Demetra) -> None:
    opening, desk = Opening(running=running), running.desk("ru").acting_for(person(running))
    shown = await opening.view_for(BoardChoice(), desk)

    assert shown is not None
    assert shown["clients"] == client_props(desk)
    assert shown["clients"]["chosen"] == "Ромашка"
    assert [one["name"] for one in shown["clients"]["items"]] == ["Все клиенты вместе", "Ромашка", "Ураган"]
    assert not leaks(json.dumps({**shown, "clients": None}, ensure_ascii=False), "")
    panel = client_choice(person(running), ["Ромашка", "Ураган"], "en")
    assert panel[0].initial_value == "Ромашка"
    assert client_choice(LOCAL, ["Ромашка"], "en") == []


@pytest.mark.parametrize("name", ["forecast_metric", "explain_change", "plot_chart", "make_report"])
def test_every_tool_says_whose_figures_they_are(running: Demetra, name: str) -> None:
    tool, one = find_tools()[name], person(running)
    example = {"metric": "spend"} if "metric" in tool.arguments.model_fields else {}
    example = {"metrics": ["spend"], "group_by": ["channel"]} if name == "plot_chart" else example
    asked = tool.arguments.model_validate(example)

    said = tool.call(asked, running.desk("ru").acting_for(one))
    assert "Клиент: Ромашка." in [note.say("ru") for note in said.notes]
    assert not leaks(said.text, "")
    mixed = tool.call(asked, running.desk("ru"))
    assert [note for note in mixed.notes if note.key == "note-clients"]


def test_a_digest_is_of_one_client_and_says_so(running: Demetra) -> None:
    desk = running.desk("ru").acting_for(person(running))

    assert "Клиент: Ромашка." in make_digest(desk, "weekly").text
    assert "Ромашка, Ураган" in make_digest(running.desk("ru"), "weekly").text.splitlines()[1]


def test_programs_may_name_the_client(running: Demetra) -> None:
    secret, _ = TokenBook(engine=running.engine, now=lambda: NOW).create("anna", "t", ["read"], days=None, by="test")
    by, asked = {"authorization": f"Bearer {secret}"}, {"metrics": ["spend"], "periods": [MONTH]}
    with serving(running) as served:
        told = {
            client: served.client.post("/api/query", params={"client": client}, json=asked, headers=by).json()
            for client in ("", "Ураган", ALL, "Лютик")
        }
    rows = {client: one["tables"][0]["rows"] for client, one in told.items() if "tables" in one}
    assert (rows[""], rows["Ураган"]) == (of(running, "Ромашка"), of(running, "Ураган"))
    assert rows[ALL][0][0] == pytest.approx(rows[""][0][0] + rows["Ураган"][0][0])
    assert [note for note in told[ALL]["notes"] if "Ромашка, Ураган" in note]
    assert "Ромашка, Ураган" in told["Лютик"]["detail"]


async def test_assistants_may_name_the_client(running: Demetra) -> None:
    secret, _ = TokenBook(engine=running.engine, now=lambda: NOW).create("anna", "t", ["read"], days=None, by="test")
    headers = {"authorization": f"Bearer {secret}", "accept": "application/json, text/event-stream"}
    wanted = {"name": "query_metrics", "arguments": {"metrics": ["spend"], "periods": [MONTH]}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": wanted}
    async with running.analyst(remember=False) as analyst:
        sign_in, services, app = SignIn(running=running, host="127.0.0.1"), services_of(running), FastAPI()
        manager = add_mcp(app, Doors(running=running, analyst=analyst, sign_in=sign_in, services=services))
        over = httpx.ASGITransport(app)
        async with manager.run(), httpx.AsyncClient(transport=over, base_url="http://127.0.0.1") as served:
            told = [
                await served.post("/mcp", params={"client": client}, json=call, headers=headers)
                for client in ("", "Ураган", "Лютик")
            ]
    rows = [one.json()["result"]["structuredContent"]["tables"][0]["rows"] for one in told[:2]]
    assert rows == [of(running, "Ромашка"), of(running, "Ураган")]
    assert (told[2].status_code, "Ромашка, Ураган" in told[2].json()["detail"]) == (422, True)


def test_what_can_not_be_used_is_refused(running: Demetra) -> None:
    for client, accounts in (("x", ["none-1"]), ("x", []), (ALL, ["rom-1"]), (" ", ["rom-1"]), ("x" * 101, ["rom-1"])):
        with pytest.raises(InvalidInput):
            assign(running.engine, client, accounts, NOW, by="test")
    with pytest.raises(InvalidInput):
        looking_at(person(running), "Лютик", clients_of(running.engine, BOTH))
