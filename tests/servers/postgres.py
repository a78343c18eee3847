"""A schema in the PostgreSQL of the machine, and a PostgreSQL of a test's own, which may be stopped unnoticed."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError

from ingest.database import connect, migrate

SERVER = "postgresql+psycopg2://postgres@127.0.0.1:5432/test"
SETTINGS = "-c fsync=off -c shared_buffers=32MB -c listen_addresses=127.0.0.1"
PASSWORD = "planted-password"


SHAPE = """
SELECT string_agg(concat(c.relname, c.relkind, c.relnatts), ',' ORDER BY c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :schema
"""
EMPTY = """
DO $$ DECLARE found record; BEGIN
    SET LOCAL lock_timeout = '3s';
    SET LOCAL synchronous_commit = off;  -- nobody pulls the plug
    SET LOCAL session_replication_role = replica;  -- foreign keys need no order
    FOR found IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname = '{schema}' LOOP
        IF found.tablename <> 'alembic_version' THEN
            EXECUTE format('DELETE FROM %I.%I', found.schemaname, found.tablename);
        END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false)
        FROM pg_sequences WHERE schemaname = '{schema}';
END $$
"""


class Schema:
    """A schema that one test after another finds migrated and empty: deleting rows is much faster than migrating."""

    def __init__(self) -> None:
        self._admin = create_engine(SERVER, isolation_level="AUTOCOMMIT")
        self._made: list[str] = []
        self._shape = ""

    def emptied(self) -> str:
        """Its address. What the last test has altered or still holds is left behind for a new schema."""
        with self._admin.connect() as connection:
            if not self._made or not self._empty(connection):
                self._make(connection)
            return self._url()

    def drop(self) -> None:
        with self._admin.connect() as connection:
            for name in self._made:
                connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        self._admin.dispose()

    def _url(self) -> str:
        return f"{SERVER}?options=-csearch_path%3D{self._made[-1]}%20-csynchronous_commit%3Doff"

    def _make(self, connection: Connection) -> None:
        self._made.append(f"t{uuid.uuid4().hex[:16]}")
        connection.execute(text(f"CREATE SCHEMA {self._made[-1]}"))
        engine = connect(self._url())
        migrate(engine)
        engine.dispose()
        self._shape = self._seen(connection)

    def _empty(self, connection: Connection) -> bool:
        if self._seen(connection) != self._shape:
            return False
        try:
            connection.exec_driver_sql(EMPTY.format(schema=self._made[-1]).replace("%", "%%"))
        except OperationalError:  # a connection that the last test has left open holds a lock
            return False
        return True

    def _seen(self, connection: Connection) -> str:
        return str(connection.execute(text(SHAPE), {"schema": self._made[-1]}).scalar_one())


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A cluster in a folder; it keeps its port from one start to the next."""

    folder: Path
    port: int
    binaries: Path

    def url(self, database: str = "demetra") -> str:
        return f"postgresql://demetra:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = f"{SETTINGS} -p {self.port} -k {self.folder}"
        self._run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(self.folder / "log"), "-o", options)

    def stop(self, mode: Literal["immediate", "fast"]) -> None:
        """`immediate` leaves as a power cut does; `fast` tells every client first."""
        self._run("pg_ctl", "stop", "-w", "-D", str(self.data), "-m", mode)

    @property
    def running(self) -> bool:
        return (self.data / "postmaster.pid").exists()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def create(self, database: str) -> None:
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "demetra", database)

    def make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            shutil.chown(secret, "postgres")
        self._run(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            "demetra",
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--pwfile",
            str(secret),
            "--no-sync",
        )
        self.start()
        self.create("demetra")

    def _run(self, command: str, *args: str) -> None:
        """As the user `postgres` when we are root: PostgreSQL refuses to run as root."""
        who = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.geteuid() == 0 else []
        environment = {"PATH": "/usr/bin:/bin", "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"}
        subprocess.run(
            [*who, str(self.binaries / command), *args],
            check=True,
            timeout=60,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def own_postgres() -> Iterator[Cluster]:
    """Makes a cluster with a database `demetra`, runs it until the block ends, and removes it."""
    if shutil.which("pg_config") is None:
        pytest.skip("no PostgreSQL server on this machine to make a cluster with")
    found = subprocess.run(["pg_config", "--bindir"], check=True, capture_output=True, text=True).stdout.strip()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="postgres") as folder:  # outside pytest's, which only its own user enters
        cluster = Cluster(folder=Path(folder), port=port, binaries=Path(found))
        try:
            cluster.make()
            yield cluster
        finally:
            if cluster.running:
                cluster.stop("immediate")
