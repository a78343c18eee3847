"""Pictures, downloads, uploads, conversations and the audit do not pile up."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from agent.bootstrap import Demetra
from bots.retention import FOLDERS, forget_old, remove_old
from bots.worker import JOBS
from ingest.database import writing
from ingest.lease import new_holder
from ingest.schema import ingest_run
from ingest.settings import Settings
from ingest.store.interrupted import end_interrupted
from tests.conftest import NOW, TODAY
from tools.access import audit, entries
from tools.conversations.book import ConversationBook, ConversationPlace, save_step
from tools.conversations.remembered import forget_remembered

ROOT = Path(__file__).parents[2]


def aged(path: Path, days: float) -> None:
    if not path.exists():
        path.write_text("{}", encoding="utf-8")
    os.utime(path, times=((NOW - timedelta(days=days)).timestamp(),) * 2)


def test_only_what_is_older_goes_and_links_are_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    (inside / "folder").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept").write_text("x", encoding="utf-8")
    (inside / "link").symlink_to(tmp_path / "elsewhere")
    os.utime(inside / "link", times=((NOW - timedelta(days=99)).timestamp(),) * 2, follow_symlinks=False)
    for name, days in (("fresh.json", 1), ("old.json", 31), ("folder", 32)):
        aged(inside / name, days)

    assert remove_old(inside, NOW - timedelta(days=30)) == 3
    assert [path.name for path in inside.iterdir()] == ["fresh.json"]
    assert (tmp_path / "elsewhere" / "kept").exists()


def test_a_folder_that_is_not_there_is_fine(tmp_path: Path) -> None:
    assert remove_old(tmp_path / "nothing", NOW) == 0


def test_the_worker_forgets_what_is_older_than_the_settings_keep(tmp_path: Path, database_url: str) -> None:
    settings = Settings(data_dir=tmp_path, database_url=database_url, today=TODAY, files_days=10, audit_days=20)
    running = Demetra(settings=settings)
    now = running.clock.now()
    with writing(running.engine) as connection:
        for days in (1, 19, 21, 400):
            audit(connection, now - timedelta(days=days), "anna", "asked", days=days)
    for name in FOLDERS:
        (running.data_dir / name).mkdir(parents=True, exist_ok=True)
        for days in (9, 11):
            path = running.data_dir / name / f"{days}.png"
            path.write_bytes(b"x")
            os.utime(path, times=((now - timedelta(days=days)).timestamp(),) * 2)

    assert forget_old(running) == 2 + len(FOLDERS)
    assert [one.body["days"] for one in entries(running.engine, limit=10)] == [19, 1]
    assert all([path.name for path in (tmp_path / name).glob("*.png")] == ["9.png"] for name in FOLDERS)
    assert "retention" in [job.name for job in JOBS]


def test_a_conversation_goes_whole_when_nobody_has_spoken_in_it_for_long(tmp_path: Path, database_url: str) -> None:
    running = Demetra(
        settings=Settings(data_dir=tmp_path, database_url=database_url, today=TODAY, conversations_days=30)
    )
    now = running.clock.now()
    with writing(running.engine) as connection:
        for name, days in (("fresh", (40, 1)), ("silent", (40, 31))):
            for ago in days:
                place = ConversationPlace(conversation=name, owner="anna", at=now - timedelta(days=ago))
                save_step(connection, place, {"id": f"{name}{ago}", "type": "user_message", "output": "ROI"})

    assert forget_old(running) == 1
    book = ConversationBook(engine=running.engine)
    assert [one.id for one in book.listed("anna", limit=10)] == ["fresh"]
    fresh = book.whole("fresh")
    assert fresh is not None
    assert len(fresh.steps) == 2


def test_a_load_that_was_killed_does_not_run_for_ever(tmp_path: Path, database_url: str) -> None:
    running = Demetra(settings=Settings(data_dir=tmp_path, database_url=database_url, today=TODAY))
    now = running.clock.now()
    with writing(running.engine) as connection:
        for hours in (1, 25):
            row = {"source": f"{hours}", "kind": "file", "state": "running", "started_at": now - timedelta(hours=hours)}
            connection.execute(insert(ingest_run).values(row))

    forget_old(running)
    with running.engine.connect() as connection:
        states = connection.execute(select(ingest_run.c.source, ingest_run.c.state, ingest_run.c.error_kind)).all()
    assert sorted(map(tuple, states)) == [("1", "running", ""), ("25", "failed", "interrupted")]


def test_a_load_that_was_killed_ends_when_demetra_starts_and_one_that_runs_does_not(
    tmp_path: Path, database_url: str
) -> None:
    running = Demetra(settings=Settings(data_dir=tmp_path, database_url=database_url, today=TODAY))
    code = (
        "import os, sys; from datetime import UTC, datetime; from ingest.database import connect; "
        "from ingest.store.store import Store; store = Store(connect(sys.argv[1]), now=lambda: datetime.now(UTC)); "
        "run = store.run(source='x', kind='file'); "
        "run.__enter__(); os.kill(os.getpid(), 9)"
    )
    _ = running.engine
    url = running.settings.resolved_database_url()
    assert subprocess.run([sys.executable, "-c", code, url], cwd=ROOT, check=False).returncode == -signal.SIGKILL

    living = {"source": "y", "kind": "file", "state": "running", "holder": new_holder()}
    with writing(running.engine) as connection:
        connection.execute(insert(ingest_run).values(started_at=running.clock.now(), **living))

    assert end_interrupted(running.engine, running.clock.now()) == 1
    with running.engine.connect() as connection:
        states = connection.execute(select(ingest_run.c.source, ingest_run.c.state)).all()
    assert sorted(map(tuple, states)) == [("x", "failed"), ("y", "running")]


LONG_AGO, IN_A_LONG_TIME = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


async def test_the_agent_keeps_the_newest_state_of_a_conversation_and_forgets_silent_ones(
    tmp_path: Path, database_url: str
) -> None:
    running = Demetra(settings=Settings(data_dir=tmp_path, database_url=database_url, today=TODAY))
    assert forget_remembered(running.engine, tmp_path, LONG_AGO) == 0
    async with running.analyst() as analyst:
        for question in ("привет", "что ты умеешь?", "спасибо"):
            await analyst.ask(question, thread="tg:1")
        await analyst.ask("привет", thread="tg:2")
        state = await analyst.graph.aget_state({"configurable": {"thread_id": "tg:1"}})

        assert forget_remembered(running.engine, tmp_path, LONG_AGO) == 2
        assert forget_remembered(running.engine, tmp_path, LONG_AGO) == 0
        kept = await analyst.graph.aget_state({"configurable": {"thread_id": "tg:1"}})
        assert kept.values == state.values
        assert len(kept.values["messages"]) > 2

        assert forget_remembered(running.engine, tmp_path, IN_A_LONG_TIME) == 2
        gone = await analyst.graph.aget_state({"configurable": {"thread_id": "tg:1"}})
        assert gone.values == {}
    running.engine.dispose()
