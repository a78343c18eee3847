"""Opens the database and brings its tables up to date; SQLite and PostgreSQL behave the same to everyone above."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from ingest.errors import InvalidInput, Unavailable

Database = Engine
"""An open database, for everyone who hands it on without reading it."""
DatabaseError = SQLAlchemyError
"""Whatever the database or its driver raises."""
CONVERSATIONS: Final = "conversations.db"
"""Beside SQLite, what the agent remembers has a file of its own: a long load never makes it wait for the lock."""
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
SILENCE: Final = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}
"""After how long a PostgreSQL whose machine is gone counts as away, unless the address says otherwise."""

_SQLITE_SAYS: Final = {
    sqlite3.SQLITE_FULL: "database-full",
    sqlite3.SQLITE_BUSY: "database-busy",
    sqlite3.SQLITE_LOCKED: "database-busy",
    sqlite3.SQLITE_CORRUPT: "database-corrupt",
    sqlite3.SQLITE_NOTADB: "database-corrupt",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_CANTOPEN: "database-read-only",
    sqlite3.SQLITE_IOERR: "database-disk",
}
"""By SQLite's primary result code."""
_MACHINE_SAYS: Final = {
    errno.ENOSPC: "database-full",
    errno.EDQUOT: "database-full",
    errno.EROFS: "database-read-only",
    errno.EACCES: "database-read-only",
    errno.EPERM: "database-read-only",
    errno.EEXIST: "database-read-only",
    errno.ENOTDIR: "database-read-only",
    errno.EIO: "database-disk",
}
"""By the system's number, of a file beside the database, or of the folder itself."""


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
    return _postgresql(parsed)


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg2"),  # the bare name means another driver
        pool_pre_ping=True,
        executemany_mode="values_plus_batch",
        connect_args=patience_with(url),
    )

    @event.listens_for(engine, "connect")
    def use_utc(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    return engine


def patience_with(url: URL) -> dict[str, int]:
    """What to tell PostgreSQL's client beside the address."""
    return {name: value for name, value in SILENCE.items() if name not in url.query}


def _sqlite(url: str, path: str | None) -> Engine:
    if path and path != ":memory:":
        _make_folder(Path(path).parent)
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
        if immediate:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # takes no lock and can't fail: without the library's bookkeeping, once a question and more
            connection.connection.dbapi_connection.execute("BEGIN")

    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if (_MACHINE_SAYS.get(error.errno or 0)) == "database-full":
            raise
        raise InvalidInput("database-no-folder", folder=str(folder), problem=error.strerror) from error


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
        if current != _head():
            _refuse_newer(engine, current)
            _upgrade(engine)
    except DBAPIError as error:
        address = engine.url.render_as_string(hide_password=True)
        raise _said_by_sqlite(error, address) or Unavailable(
            "database-unreachable", address=address, problem=in_a_line(error)
        ) from error


def _refuse_newer(engine: Engine, current: str | None) -> None:
    """A database of a newer Demetra is left alone: nobody here knows what its tables mean."""
    if current is not None and current > _head():
        raise Unavailable("database-newer", found=current, known=_head())


def _said_by_sqlite(error: DBAPIError, address: str = "") -> Unavailable | None:
    """What SQLite complains of besides the work itself, in our words."""
    return _in_our_words(error.orig, address)


def _in_our_words(error: BaseException | None, address: str = "") -> Unavailable | None:
    """What a driver or the machine itself says of its disk; None for anything else."""
    if isinstance(error, sqlite3.Error):
        key = _SQLITE_SAYS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    else:
        key = _MACHINE_SAYS.get(error.errno or 0) if isinstance(error, OSError) else None
    return None if key is None else Unavailable(key, address=address)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect().execution_options(writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def away(error: BaseException) -> bool:
    """Whether the database went away, or could not be reached at all; any other complaint of its is about the work."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or (isinstance(error, OperationalError) and error.statement is None)


def in_a_line(error: Exception) -> str:
    """What the driver said, without the statement and its values."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    return said.splitlines()[0][:300] if said else type(error).__name__


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    """A transaction that writes: SQLite is locked from its start, so that two writers wait instead of failing."""
    with database.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def answering() -> Iterator[None]:
    """Says in our words that the database is away, or that nothing can be written; put around what a person waits for.

    Raises:
        Unavailable: it went away, or is still; the disk is full, or does not let itself be written.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        told = _in_our_words(error.orig if isinstance(error, DBAPIError) else error)
        if told is None and not away(error):
            raise
        raise told or Unavailable("database-away") from error
