"""What every test may ask for: a fixed day, a fresh database of both kinds, a store on it, Demetra on demo data."""

import gc
import shutil
import sqlite3
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr
from sqlalchemy import Engine, inspect

from agent.analyst import Analyst
from agent.bootstrap import Demetra
from forecasting import DirectoryCache, ForecastError, ForecastJob, ForecastResult, forecast_many
from forecasting.series.cache import Cache
from ingest import database, demo
from ingest.database import connect
from ingest.settings import Settings
from ingest.store.store import Store
from tests.servers.postgres import Schema
from tools.access import people
from tools.outlook import forecast as outlook

hypothesis_settings.register_profile("steady", deadline=None)  # a busy machine is no fault of the code
hypothesis_settings.load_profile("steady")

MakeAnalyst = Callable[..., AbstractAsyncContextManager[Analyst]]

gc.disable()  # until every test is collected: of what is made before nothing is thrown away

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HERE = Path(__file__).parent
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file go to one worker, which then makes what they share once; xdist reads it in the same hook."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(HERE))))


def pytest_collection_finish() -> None:
    """Ten thousand tests and the modules they name stay to the end: no look for garbage goes through them again.

    And it is looked for less often: frames and queries end with their last name, so that little is ever found.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


REAL_HASHER = people._hasher
REAL_ENGINE = database.create_engine
REAL_UPGRADE = database._upgrade


@pytest.fixture(scope="session", autouse=True)
def queries_compiled_once() -> Iterator[None]:
    """Every test has a database of its own but asks the same of it: its engine compiles what no other has compiled."""
    first: dict[str, Engine] = {}

    def create(*args: Any, **options: Any) -> Engine:
        engine = REAL_ENGINE(*args, query_cache_size=10_000, **options)
        known = first.setdefault(f"{engine.dialect.name}+{engine.dialect.driver}", engine)
        if known is not engine and hasattr(known.dialect, "server_version_info"):  # it has met its database
            engine.dialect = engine.pool._dialect = known.dialect
            engine._compiled_cache = known._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", create)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashes of the same kind with a thousandth of the work; how much Demetra's own take, the book of people holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_hasher", cache(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))
        yield


@pytest.fixture(scope="session", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Who may vouch for a server is read from a file for every client; the servers of the tests need nobody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@dataclass(frozen=True, kw_only=True)
class _KeptForAll:
    """A test's own forecasts, before them those of all tests of its worker."""

    own: Cache
    shared: Cache

    def get(self, key: str) -> Mapping[str, object] | None:
        if (found := self.own.get(key)) is None and (found := self.shared.get(key)) is not None:
            self.own.put(key, found)
        return found

    def put(self, key: str, stored: Mapping[str, object]) -> None:
        self.own.put(key, stored)
        self.shared.put(key, stored)


@pytest.fixture(scope="session", autouse=True)
def fitted_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Of the same figures a forecast is fitted once a worker, and in it: more processes only take longer to begin."""
    shared = DirectoryCache(tmp_path_factory.mktemp("forecasts"))

    def many(jobs: Sequence[ForecastJob], *, cache: Cache, **_where: object) -> list[ForecastResult | ForecastError]:
        return forecast_many(jobs, cache=_KeptForAll(own=cache, shared=shared), backend="sequential")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outlook, "forecast_many", many)
        yield


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


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with tables and without a row, made once a worker, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    engine = connect(f"sqlite:///{path}")
    REAL_UPGRADE(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session", autouse=True)
def tables_copied(migrated: Path) -> Iterator[None]:
    """A new SQLite database takes the tables of one that was migrated; an older one is migrated itself."""

    def upgrade(engine: Engine) -> None:
        if engine.dialect.name != "sqlite" or inspect(engine).get_table_names():
            return REAL_UPGRADE(engine)
        with closing(sqlite3.connect(migrated)) as ready, engine.connect() as connection:
            return ready.backup(connection.connection.dbapi_connection)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_upgrade", upgrade)
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_for_the_disk() -> Iterator[None]:
    """Nobody pulls the plug of a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "SQLITE_PRAGMAS", (*database.SQLITE_PRAGMAS, "synchronous=OFF"))
        yield


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated: Path) -> str:
    """Migrated tables without a row."""
    path = tmp_path / "demetra.db"
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def schema() -> Iterator[Schema]:
    """A worker's own schema in PostgreSQL, migrated once."""
    schema = Schema()
    yield schema
    schema.drop()


@pytest.fixture
def postgres_url(schema: Schema) -> str:
    """Migrated tables without a row."""
    return schema.emptied()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases: a test that takes this runs twice."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def copied(database: Path, to: Path) -> Engine:
    """Opens a copy of an SQLite file."""
    shutil.copyfile(database, to)
    return connect(f"sqlite:///{to}")


def opened(url: str) -> Iterator[Engine]:
    engine = connect(url)
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


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """SQLite with four months of demo data, which all tests share: what writes takes a copy."""
    running = Demetra(settings=Settings(data_dir=tmp_path_factory.mktemp("demo"), today=TODAY))
    demo.load(running.store, today=TODAY, months=4)
    running.engine.dispose()
    return running.settings.resolved_database_url()


@pytest.fixture
def demetra_on(demo_url: str, tmp_path: Path) -> Iterator[Callable[..., Demetra]]:
    """Makes a Demetra on the test's own demo data with further settings; waits between retries take no time."""
    made: list[Demetra] = []
    copy = shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demo.db")

    def make(**settings: object) -> Demetra:
        given = {"data_dir": tmp_path, "today": TODAY, "wait_scale": 0, **settings}
        given.setdefault("database_url", f"sqlite:///{copy}")
        made.append(Demetra(settings=Settings(**given)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for running in made:
        running.engine.dispose()


@pytest.fixture
def analyst_on(demetra_on: Callable[..., Demetra]) -> MakeAnalyst:
    """Opens an analyst that forgets; with an address it uses the model there."""

    def make(address: str = "", **settings: object) -> AbstractAsyncContextManager[Analyst]:
        key = {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": SecretStr("sk-local") if address else SecretStr("")}
        return demetra_on(**key, **settings).analyst(remember=False)

    return make
