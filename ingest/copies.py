"""Copies of everything that is kept: made while Demetra runs, checked when made, and put back whole or not at all."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

from ingest.database import CONVERSATIONS, DatabaseError
from ingest.errors import InvalidInput, Unavailable
from ingest.lease import living

FACTS: Final = "demetra.db"
DUMP: Final = "demetra.dump"
ABOUT: Final = "about.json"
COPIES: Final = "copies.json"
"""In the data folder: where the last copies were written, for whoever needs one when the database can't be opened."""
WORK: Final = ".demetra-"
"""Begins the folder in which a copy is put together."""
_MOST: Final = 20
"""Copies that are remembered."""
_PARTS: Final = frozenset({FACTS, CONVERSATIONS, DUMP, ABOUT})


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A copy that was made."""

    path: Path
    made: datetime


def backup(engine: Engine, folder: Path, target: Path, now: datetime) -> dict[str, Any]:
    """Writes one file with the database and the conversations.

    Args:
        engine: the database.
        folder: of the data.
        target: the file to write; it must not be there yet.
        now: noted in it.

    Raises:
        InvalidInput: the target is there already, or can't be written.
        Unavailable: the database could not be copied.
    """
    if target.exists():
        raise InvalidInput("copies-exists", file=str(target))
    with _workspace(target.parent) as work:
        parts = [_database_into(engine, work)]
        if engine.dialect.name == "sqlite" and (folder / CONVERSATIONS).is_file():
            parts.append(_sqlite_into(folder / CONVERSATIONS, work / CONVERSATIONS))
        about = {"made": now.isoformat(), "database": engine.dialect.name, "parts": [part.name for part in parts]}
        (work / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        made = work / "copy.tar.gz"
        with tarfile.open(made, "w:gz") as archive:
            for part in (*parts, work / ABOUT):
                archive.add(part, arcname=part.name)
        made.chmod(0o600)
        made.replace(target)
    with suppress(OSError):  # a folder that can't be written has its copy all the same
        _note(folder, Copied(path=target.absolute(), made=now))
    return {**about, "file": str(target.absolute()), "bytes": target.stat().st_size}


def copied(folder: Path) -> list[Copied]:
    """The last copies that were made of a data folder, the newest first; those that have gone since among them."""
    try:
        noted = json.loads((folder / COPIES).read_text(encoding="utf-8"))
        found = [Copied(path=Path(one["file"]), made=datetime.fromisoformat(one["made"])) for one in noted]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return sorted(found, key=lambda one: one.made, reverse=True)


def _note(folder: Path, copy: Copied) -> None:
    kept = [copy, *(one for one in copied(folder) if one.path != copy.path)][:_MOST]
    new = folder / f"{COPIES}.new"
    new.write_text(json.dumps([{"file": str(one.path), "made": one.made.isoformat()} for one in kept]), "utf-8")
    new.replace(folder / COPIES)


@contextmanager
def _workspace(beside: Path) -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(dir=beside, prefix=WORK) as made:
            yield Path(made)
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise InvalidInput("copies-no-folder", folder=str(beside)) from error


def _database_into(engine: Engine, work: Path) -> Path:
    if engine.dialect.name == "sqlite":
        return _sqlite_into(Path(str(engine.url.database)), work / FACTS)
    made = work / DUMP
    _postgres("pg_dump", engine, "--format=custom", "--no-owner", f"--file={made}")
    return made


def _sqlite_into(source: Path, target: Path) -> Path:
    """SQLite's own copy: consistent however much is written meanwhile; then looked through."""
    try:
        reading = closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True))
        with reading as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
    except sqlite3.Error as error:
        raise Unavailable("copies-failed", problem=str(error)) from error
    _must_be_sound(target)
    return target


def _must_be_sound(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise InvalidInput("copies-damaged", file=path.name, problem=str(error)) from error
    if found != "ok":
        raise InvalidInput("copies-damaged", file=path.name, problem=found)


def _postgres(program: str, engine: Engine, *options: str) -> None:
    """PostgreSQL's own tools; the password goes by the environment, where no list of processes shows it."""
    url = engine.url
    known = {"PGPASSWORD": str(url.password or ""), "PATH": os.defpath}
    named = ["--host", str(url.host or "127.0.0.1"), "--port", str(url.port or 5432), "--username", str(url.username)]
    found = shutil.which(program)
    if found is None:
        raise Unavailable("copies-no-program", program=program)
    command = [found, *named, "--dbname", str(url.database), *options]
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        raise Unavailable("copies-failed", problem=done.stderr.strip().splitlines()[-1] if done.stderr else program)


def restore(engine: Engine, folder: Path, source: Path, now: datetime) -> dict[str, Any]:
    """Puts a copy back in place of what is there; nothing changes unless all of it is sound.

    Raises:
        InvalidInput: it is no copy of ours, is damaged, or is of the other kind of database; or a process works on
            the data, whose next words would be lost.
        Unavailable: PostgreSQL's tools did not do it.
    """
    if not source.is_file():
        raise InvalidInput("copies-missing", file=str(source))
    folder.mkdir(parents=True, exist_ok=True)
    if working := _at_work(engine, now):
        raise InvalidInput("copies-at-work", working=", ".join(working), file=str(source))
    with _workspace(folder) as work:
        about = _unpacked(source, work)
        if about.get("database") != engine.dialect.name:
            raise InvalidInput("copies-other-kind", found=str(about.get("database")), here=engine.dialect.name)
        for name in (FACTS, CONVERSATIONS):
            if (work / name).is_file():
                _must_be_sound(work / name)
        engine.dispose()
        if engine.dialect.name == "postgresql":
            whole = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
            _postgres("pg_restore", engine, *whole, str(work / DUMP))
        else:
            _swap(work / FACTS, Path(str(engine.url.database)))
        if (work / CONVERSATIONS).is_file():
            _swap(work / CONVERSATIONS, folder / CONVERSATIONS)
    return about


def _at_work(engine: Engine, now: datetime) -> list[str]:
    """Processes that live on these data; of a database that can't be read nobody lives."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).is_file():
        return []
    try:
        with engine.connect() as connection:
            names = living(connection, now)
    except DatabaseError:
        return []
    return list(dict.fromkeys(name.partition("@")[0].replace("heartbeat", "worker") for name in names))


def _unpacked(source: Path, work: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                if member.name not in _PARTS or not member.isreg():
                    raise InvalidInput("copies-not-ours", file=source.name)
                archive.extract(member, work, filter="data")
        return dict(json.loads((work / ABOUT).read_text(encoding="utf-8")))
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise InvalidInput("copies-not-ours", file=source.name) from error


def _swap(new: Path, old: Path) -> None:
    """The new file in place of the old one, whose leftovers of writing would not fit it."""
    for rest in ("-wal", "-shm"):
        old.with_name(old.name + rest).unlink(missing_ok=True)
    new.chmod(0o600)
    new.replace(old)
