"""A PostgreSQL of a test's own, which may be stopped and started without anybody else noticing."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

SETTINGS = "-c fsync=off -c shared_buffers=32MB -c listen_addresses=127.0.0.1"
PASSWORD = "planted-password"


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
