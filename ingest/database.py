"""Opens the database and brings its tables up to date; SQLite and PostgreSQL behave the same to everyone above."""

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from ingest.errors import InvalidInput, Unavailable

MIGRATIONS = Path(__file__).parent / "migrations"
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=30000",
    "foreign_keys=ON",
    "cache_size=-131072",
    "mmap_size=1073741824",
    "temp_store=MEMORY",
)


def connect(url: str) -> Engine:
    """An engine for the address; the SQLite file's folder is made when it is missing.

    Raises:
        InvalidInput: the address is no database address.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InvalidInput("database-bad-address") from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    return _postgresql(url)


def _postgresql(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, executemany_mode="values_plus_batch")

    @event.listens_for(engine, "connect")
    def use_utc(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    return engine


def _sqlite(url: str, path: str | None) -> Engine:
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that a write transaction locks at its start
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@cache
def _head() -> str:
    """The newest revision, read from the file names (`0001_initial.py`) without loading Alembic."""
    return max(path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("*.py"))


def migrate(engine: Engine) -> None:
    """Brings the tables to the newest revision; a database already there costs one small query.

    Raises:
        Unavailable: the database does not answer.
    """
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table("alembic_version")
            current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
    except OperationalError as error:
        raise Unavailable("database-unreachable", address=engine.url.render_as_string(hide_password=True)) from error
    if current != _head():
        _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect().execution_options(writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
