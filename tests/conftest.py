"""What every test may ask for: a fixed day, a fresh database of both kinds, a store on it."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine, create_engine, text

from ingest.database import connect, migrate
from ingest.store.store import Store

hypothesis_settings.register_profile("steady", deadline=None)  # a busy machine is no fault of the code
hypothesis_settings.load_profile("steady")

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
POSTGRES = "postgresql+psycopg2://postgres@127.0.0.1:5432/test"
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the public development data is not beside this checkout")
    return SHARED_DATA


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'demetra.db'}"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A schema of its own for each test, dropped afterwards."""
    schema = f"t{uuid.uuid4().hex[:16]}"
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases: a test that takes this runs twice."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def opened(url: str) -> Iterator[Engine]:
    engine = connect(url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty, migrated database of both kinds."""
    yield from opened(database_url)


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    yield from opened(sqlite_url)


@pytest.fixture
def pg_engine(postgres_url: str) -> Iterator[Engine]:
    yield from opened(postgres_url)


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine, now=lambda: NOW)
