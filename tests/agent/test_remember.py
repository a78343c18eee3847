"""The team's words and notes: taught after a yes, used in questions and explanations, held by roles and scope."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from agent.bootstrap import Demetra
from ingest.errors import InvalidInput, NotAllowed
from ingest.settings import Settings
from tests.conftest import TODAY
from tests.ingest.files_bench import told
from tools.access import Actor, DataScope
from tools.notes import store, terms
from tools.notes.terms import MOST, Term
from tools.tool import find_tools


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[Demetra]:
    """Two channels, each with an account, on both databases."""
    made = Demetra(settings=Settings(database_url=database_url, data_dir=tmp_path, today=TODAY))
    days = [TODAY - timedelta(days=back) for back in range(60, 0, -1)]
    texts = (
        "".join(f"{day},{channel},A {channel},{100 + number},{200 + number}\n" for number, day in enumerate(days))
        for channel in ("vk", "tiktok")
    )
    told(made.engine, *(f"Date,Channel,Campaign,Cost,Revenue\n{rows}" for rows in texts), currency="USD")
    yield made
    made.engine.dispose()


async def _said(running: Demetra, *turns: str, actor: Actor | None = None) -> list[Any]:
    async with running.analyst(remember=False) as analyst:
        return [await analyst.ask(turn, thread="t", **({"actor": actor} if actor else {})) for turn in turns]


async def test_a_taught_word_is_read_in_every_later_question_and_said(running: Demetra) -> None:
    plain, offered, done, asked = await _said(
        running, "расход за прошлую неделю", "запомни: вложения = расход", "да", "вложения за прошлую неделю"
    )

    assert "расход" in offered.answer
    assert offered.answer != done.answer
    assert asked.tables[0].rows == plain.tables[0].rows
    assert any("вложения" in note and "расход" in note for note in asked.notes)


async def test_a_word_is_forgotten_in_any_form(running: Demetra) -> None:
    terms.remember(running.engine, Term(term="Заявка", meaning="лиды"), running.clock.now())
    terms.remember(running.engine, Term(term="заявки", meaning="конверсии"), running.clock.now())
    assert [one.meaning for one in terms.every(running.engine)] == ["конверсии"]

    await _said(running, "забудь заявку", "да")
    assert terms.every(running.engine) == []


async def test_a_note_is_told_where_its_days_are_explained(running: Demetra) -> None:
    *_, why, listed = await _said(
        running,
        f"запомни: {TODAY - timedelta(days=9)} запустили лендинг",
        "да",
        "почему изменился расход за прошлую неделю",
        "что ты запомнила?",
    )
    assert "запустили лендинг" in why.answer
    assert "№1" in listed.answer


@pytest.mark.parametrize(("by", "marked"), [("day", 1), ("channel", 0)])
def test_a_note_is_marked_on_pictures_over_time(running: Demetra, by: str, marked: int) -> None:
    desk = running.desk()
    tool = find_tools()["remember_definition"]
    day = TODAY - timedelta(days=5)
    tool.call(tool.arguments(action="remember", text="новый сайт", period=str(day), channel="vk", confirm=True), desk)
    asked = {"metrics": ["spend"], "group_by": [by], "periods": [f"{TODAY - timedelta(days=14)}..{TODAY}"]}
    query = find_tools()["query_metrics"]

    found = query.call(query.arguments(**asked), desk).tables[0].happenings
    assert [(one.start, "новый сайт" in one.text) for one in found] == [(day, True)] * marked


def test_what_is_taught_is_held_by_role_scope_and_size(running: Demetra) -> None:
    tool, desk = find_tools()["remember_definition"], running.desk()
    word = tool.arguments(action="remember", term="a", meaning="b", confirm=True)
    note = tool.arguments(action="remember", text="a", confirm=True)
    with pytest.raises(NotAllowed):
        tool.call(word, desk.acting_for(Actor(name="x", role="marketer")))
    with pytest.raises(NotAllowed):
        tool.call(note, desk.acting_for(Actor(name="x", role="viewer")))
    partly = Actor(name="x", role="analyst", scope=DataScope(accounts=frozenset({"none"})))
    with pytest.raises(InvalidInput):
        tool.call(note, desk.acting_for(partly))
    for bad in ({"term": "", "meaning": "b"}, {"term": "Лид", "meaning": "лиды"}, {"term": "a" * 41, "meaning": "b"}):
        with pytest.raises(InvalidInput):
            terms.checked(Term(**bad))
    for number in range(MOST):
        terms.remember(running.engine, Term(term=f"word {number}", meaning="spend"), running.clock.now())
    with pytest.raises(InvalidInput):
        terms.remember(running.engine, Term(term="one more", meaning="spend"), running.clock.now())


def test_a_note_about_everything_is_for_who_sees_everything(running: Demetra) -> None:
    desk = running.desk()
    accounts = desk.metrics.catalogue().accounts
    tool = find_tools()["remember_definition"]
    tool.call(tool.arguments(action="remember", text="новый сайт", confirm=True), desk)
    tool.call(tool.arguments(action="remember", term="вложения", meaning="расход", confirm=True), desk)
    one = Actor(name="x", role="viewer", scope=DataScope(accounts=frozenset({accounts[0].external_id})))
    everything = tool.arguments(action="list")

    assert "новый сайт" in tool.call(everything, desk).text
    assert tool.call(everything, desk.acting_for(one)).status == "no_data"
    assert len(store.between(running.engine, TODAY, TODAY)) == 1
