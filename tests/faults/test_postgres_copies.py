"""A PostgreSQL database copied and put back by its own tools, in a database of its own."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bots.leader import Presence
from ingest.copies import backup, restore
from ingest.database import connect, writing
from ingest.errors import InvalidInput, Unavailable
from ingest.integrity import examine
from tests.conftest import NOW
from tests.security.two_clients import demetra_with

pytestmark = pytest.mark.slow


@pytest.fixture
def own_database(postgres_url: str) -> Iterator[str]:
    name = f"copies_{uuid.uuid4().hex[:12]}"
    server = create_engine(make_url(postgres_url).set(query={}), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_url).set(database=name, query={}).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def test_a_copy_of_postgresql_comes_back_whole(tmp_path: Path, own_database: str) -> None:
    if shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump on this machine: apt-get install postgresql-client")
    running = demetra_with(tmp_path / "data", own_database, foreign=True)
    with running.engine.connect() as connection:
        before = connection.execute(text("SELECT COUNT(*), SUM(clicks) FROM daily_fact")).one()
    about = backup(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)
    with writing(running.engine) as connection:
        connection.execute(text("DELETE FROM daily_fact"))

    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes((tmp_path / "copy.tar.gz").read_bytes()[:-2_000])
    with pytest.raises(InvalidInput):
        restore(running.engine, tmp_path / "data", broken, NOW)
    serving = Presence(running.engine, lambda: NOW)
    serving.beat()
    with pytest.raises(InvalidInput, match="works on these data"):
        restore(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)
    serving.leave()
    assert restore(running.engine, tmp_path / "data", tmp_path / "copy.tar.gz", NOW)["made"] == about["made"]
    with running.engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*), SUM(clicks) FROM daily_fact")).one() == before
    assert examine(running.engine).sound
    assert (tmp_path / "copy.tar.gz").stat().st_mode & 0o077 == 0
    running.engine.dispose()


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    away = connect("postgresql+psycopg2://nobody:planted-password@127.0.0.1:1/nothing")

    with pytest.raises(Unavailable) as told:
        backup(away, tmp_path, tmp_path / "copy.tar.gz", NOW)
    assert "planted-password" not in str(told.value)
    assert list(tmp_path.iterdir()) == []
