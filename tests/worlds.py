"""What a test loads before it begins: what another has loaded in the same way is copied from table to table."""

import functools
import hashlib
import io
import pickle
import sqlite3
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from sqlalchemy import Engine, exists, or_, select

from ingest.schema import metadata

P = ParamSpec("P")
R = TypeVar("R")

SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value > 0"
ANYTHING = select(or_(*(exists(table.select()) for table in metadata.tables.values())))


class _Copy(Protocol):
    """Rows of all tables, of a database that was empty before."""

    def put(self, driver: Any) -> None:
        """Writes them into an empty database of the same kind."""


class _OfSqlite:
    def __init__(self, driver: Any) -> None:
        self._kept = sqlite3.connect(":memory:", check_same_thread=False)
        driver.backup(self._kept)

    def put(self, driver: Any) -> None:
        self._kept.backup(driver)


class _OfPostgres:
    def __init__(self, driver: Any) -> None:
        self._tables: dict[str, bytes] = {}
        with driver.cursor() as cursor:
            for table in metadata.tables:
                rows = io.BytesIO()
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows)
                self._tables |= {table: rows.getvalue()} if rows.tell() else {}
            cursor.execute(SEQUENCES)
            self._numbers = cursor.fetchall()

    def put(self, driver: Any) -> None:
        with driver.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys need no order
            for table, rows in self._tables.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.BytesIO(rows))
            for sequence, number in self._numbers:
                cursor.execute("SELECT setval(%s::regclass, %s)", (sequence, number))
        driver.commit()


COPIES: dict[str, Callable[[Any], _Copy]] = {"sqlite": _OfSqlite, "postgresql": _OfPostgres}
_KEPT: dict[str, tuple[_Copy, object]] = {}


def loaded_once(load: Callable[Concatenate[Engine, P], R]) -> Callable[Concatenate[Engine, P], R]:
    """Loads the same into an empty database but once a worker, and hands on what loading has returned."""

    @functools.wraps(load)
    def loading(engine: Engine, *args: P.args, **options: P.kwargs) -> R:
        asked = pickle.dumps((load.__module__, load.__qualname__, args, options))
        key = f"{engine.dialect.name} {hashlib.sha256(asked).hexdigest()}"
        with engine.connect() as connection:
            empty = not connection.execute(ANYTHING).scalar()
            connection.rollback()
            if not empty:
                return load(engine, *args, **options)
            driver: Any = connection.connection.dbapi_connection
            if key in _KEPT:
                copy, returned = _KEPT[key]
                copy.put(driver)
                return cast("R", returned)
            made = load(engine, *args, **options)
            _KEPT[key] = COPIES[engine.dialect.name](driver), made
        return made

    return loading
