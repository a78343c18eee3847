"""The database file locked, damaged, newer, unwritable or full: one sentence each, and nothing lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bots.leader import Leadership, Presence
from ingest import database
from ingest.copies import backup, restore
from ingest.database import answering, connect, migrate, writing
from ingest.errors import InvalidInput, Unavailable
from ingest.integrity import examine
from ingest.lease import forget
from tests.conftest import NOW
from tests.security.two_clients import demetra_with


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.mark.parametrize(
    "content", [b"", b"this is no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5_000]
)
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)

    if not content:
        migrate(connect(url_of(path)))
        return
    with pytest.raises(Unavailable, match="demetra restore"):
        migrate(connect(url_of(path)))
    assert path.read_bytes()[: len(content)] == content


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    engine = connect(url_of(tmp_path / "x.db"))
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Unavailable, match="9999"):
        migrate(engine)


def test_a_lock_that_does_not_end_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SQLITE_PRAGMAS", ("busy_timeout=50",))
    path = tmp_path / "x.db"
    engine = connect(url_of(path))
    migrate(engine)

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="writing to the database"), answering(), writing(engine):
            pass


def write_beyond(engine: Engine, pages: int) -> None:
    insert = text("INSERT INTO definition (term, meaning, created_at) VALUES (:t, '{}', '2026-01-01 00:00:00')")
    with answering(), writing(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for number in range(100):
            connection.execute(insert, {"t": str(number) * 2_000})


def test_a_full_disk_is_called_a_full_disk_and_what_was_stored_is_there(tmp_path: Path) -> None:
    engine = connect(url_of(tmp_path / "x.db"))
    migrate(engine)
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    with pytest.raises(Unavailable, match="disk is full"):
        write_beyond(engine, pages + 2)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM definition")).scalar_one() == 0


def test_a_copy_comes_back_whole_and_a_broken_one_changes_nothing(tmp_path: Path) -> None:
    running = demetra_with(tmp_path / "data", url_of(tmp_path / "data" / "demetra.db"), foreign=True)
    about = backup(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)
    with writing(running.engine) as connection:
        connection.execute(text("DELETE FROM daily_fact"))

    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes((tmp_path / "copy.tar.gz").read_bytes()[:-2_000])
    for source in (broken, tmp_path / "none.tar.gz", Path(__file__)):
        with pytest.raises(InvalidInput):
            restore(running.engine, tmp_path / "data", source, NOW)
    assert not examine(running.engine).sound or count(running) == 0

    assert restore(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)["made"] == about["made"]
    assert count(running) > 0
    assert examine(running.engine).sound
    assert (tmp_path / "copy.tar.gz").stat().st_mode & 0o077 == 0


def count(running: object) -> int:
    engine = running.engine  # type: ignore[attr-defined]
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT COUNT(*) FROM daily_fact")).scalar_one())


def test_a_copy_never_replaces_a_file(tmp_path: Path) -> None:
    running = demetra_with(tmp_path / "data", url_of(tmp_path / "data" / "demetra.db"), foreign=False)
    (tmp_path / "copy").write_text("mine", encoding="utf-8")

    with pytest.raises(InvalidInput, match="already"):
        backup(running.engine, tmp_path / "data", tmp_path / "copy", NOW)
    with pytest.raises(InvalidInput, match="not there"):
        backup(running.engine, tmp_path / "data", tmp_path / "no" / "copy", NOW)


def test_sums_that_differ_from_facts_and_lost_facts_are_found(tmp_path: Path) -> None:
    running = demetra_with(tmp_path / "data", url_of(tmp_path / "data" / "demetra.db"), foreign=False)
    assert examine(running.engine).sound

    with writing(running.engine) as connection:
        connection.execute(text("UPDATE campaign_day SET clicks = clicks + 1 WHERE day = '2026-11-01'"))
    found = examine(running.engine)
    assert not found.sound
    assert (found.wrong_campaign_days, found.wrong_account_days) == (4, 2)


@pytest.mark.parametrize("process", [Presence, Leadership])
def test_a_copy_is_not_put_back_under_a_living_process(
    tmp_path: Path, process: type[Presence] | type[Leadership]
) -> None:
    """What a server wrote after its file had been replaced was written into the file that was no more."""
    running = demetra_with(tmp_path / "data", url_of(tmp_path / "data" / "demetra.db"), foreign=True)
    backup(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)
    living = process(running.engine, lambda: NOW)
    living.beat()

    with pytest.raises(InvalidInput, match="End every demetra up, ui and worker"):
        restore(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)
    forget(living.holder)
    assert restore(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)["made"]
