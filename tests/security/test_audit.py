"""Who asked, loaded, took out, exported and signed in: noted without making anybody wait, and told to admins only."""

import sqlite3
from contextlib import closing
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from agent.bootstrap import Demetra
from ingest.database import Database, writing
from ingest.errors import NotAllowed, Unavailable
from ingest.settings import Settings
from tests.conftest import NOW, TODAY
from tests.security.conftest import visiting
from tests.security.test_sign_in import closed_server, command, cookie  # noqa: F401 - a fixture
from tests.security.two_clients import ROMASHKA, demetra_with
from tests.ui.conftest import Running
from tools.access import Actor, Entry, entries
from tools.access.audit import audit
from tools.access.journal import Journal
from ui.chat.audit_view import audit_piece


async def test_questions_and_exports_are_noted_with_who_how_and_what_came_of_it(
    tmp_path: Path, database_url: str
) -> None:
    running = demetra_with(tmp_path, database_url, foreign=True)
    async with running.analyst(remember=False) as analyst:
        await analyst.ask("расход за прошлый месяц", thread="web:rita:1", actor=ROMASHKA)
        await analyst.ask("выгрузи расход по кампаниям в csv", thread="tg:5", actor=ROMASHKA)

    noted = [(one.actor, one.action, one.body) for one in reversed(entries(running.engine, limit=20))]
    assert [(actor, action) for actor, action, _ in noted] == [
        ("rita", "asked"),
        ("rita", "asked"),
        ("rita", "exported"),
    ]
    assert noted[0][2]["question"] == "расход за прошлый месяц"
    assert (noted[0][2]["by"], noted[0][2]["status"], noted[0][2]["tools"]) == ("web", "answered", "query_metrics")
    assert (noted[2][2]["by"], noted[2][2]["file"].rpartition(".")[2]) == ("tg", "csv")


async def test_what_a_yes_has_changed_is_noted_and_a_proposal_is_not(tmp_path: Path) -> None:
    running = demetra_with(tmp_path, f"sqlite:///{tmp_path / 'x.db'}", foreign=False)
    async with running.analyst(remember=False) as analyst:
        for words in ("сообщи, если CPA превысит 700 рублей", "да"):
            answer = await analyst.ask(words, thread="web:olga:1", actor=Actor(name="olga", role="analyst"))
            assert answer.status == "answered"
            assert running.journal.settle(20)
            changed = entries(running.engine, limit=20, action="changed")
            assert [one.body["tool"] for one in changed] == (["manage_alert_rule"] if words == "да" else [])
    assert (changed[0].actor, changed[0].body["by"]) == ("olga", "web")


def test_nobody_waits_for_the_journal_and_a_lock_loses_nothing(tmp_path: Path) -> None:
    running = Demetra(settings=Settings(data_dir=tmp_path, today=TODAY))
    with closing(sqlite3.connect(tmp_path / "demetra.db", isolation_level=None)) as other:
        _ = running.engine
        other.execute("BEGIN IMMEDIATE")
        for number in range(100):
            running.journal.note("anna", "asked", question=str(number))
        assert not running.journal.settle(0.1)
        other.execute("ROLLBACK")
    assert running.journal.settle(20)
    assert len(entries(running.engine, limit=200)) == 100


def test_a_journal_that_can_not_be_written_does_not_grow_for_ever(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    running = Demetra(settings=Settings(data_dir=tmp_path, today=TODAY))
    there = Event()

    def engine() -> Database:
        if not there.is_set():
            raise Unavailable("database-away")
        return running.engine

    journal = Journal(engine=engine, now=lambda: NOW, _waiting=Queue(3))
    for number in range(20):
        journal.note("anna", "asked", question=str(number))
    assert journal._waiting.qsize() <= 3
    assert "is lost" in caplog.text

    there.set()
    assert journal.settle(20)
    assert 1 <= len(entries(running.engine, limit=50)) <= 4


def test_a_line_is_shown_as_text_and_a_book_is_not_noted(tmp_path: Path) -> None:
    running = Demetra(settings=Settings(data_dir=tmp_path, today=TODAY))
    with writing(running.engine) as connection:
        audit(connection, NOW, "<img src=x>", "asked", question="я" * 5_000, empty="")
    (one,) = entries(running.engine, limit=5)

    row = audit_piece([one], "ru", running.clock.zone).props["rows"][0]
    assert row[1:3] == ["<img src=x>", "asked"]
    assert row[3] == "question: " + "я" * 500
    assert isinstance(one, Entry)


@pytest.mark.parametrize("role", ["analyst", "marketer", "manager", "viewer"])
def test_only_admins_read_it(role: str) -> None:
    with pytest.raises(NotAllowed):
        Actor(name="x", role=role).must("people")  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.xdist_group("door")
async def test_admins_read_it_in_the_chat_and_nobody_else(closed_server: Running) -> None:  # noqa: F811
    async with visiting(closed_server.address, cookies=cookie(closed_server, "viktor")) as viktor:
        await viktor.ask("расход за прошлый месяц")
        assert "admin" in await viktor.ask("/audit")
        assert "DemetraTable" not in str(viktor.heard[-6:])
    async with visiting(closed_server.address, cookies=cookie(closed_server, "anna")) as anna:
        assert "What was done" in await anna.ask("/audit") or "Что было сделано" in "\n".join(anna.texts())
        told = str(anna.heard)
        assert "signed-in" in told
        assert "'viktor', 'asked', 'question: расход за прошлый месяц" in told or "viktor" in told
    said = command(closed_server.data_dir, "audit", "--actor", "viktor", "--action", "asked")
    assert "расход за прошлый месяц" in said.stdout
