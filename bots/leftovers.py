"""What lies in the data folder and nobody needs any more: for `demetra doctor --deep`, which removes nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from agent.bootstrap import Demetra
from bots.retention import FOLDERS
from ingest.copies import COPIES, WORK, copied
from ingest.database import CONVERSATIONS

LeftoverKind = Literal["past", "unheld", "undecided", "broken-off", "gone-copy", "unknown"]
SURE: Final = timedelta(days=1)
"""How long something must lie untouched: what somebody works on now is no leftover."""
KNOWN: Final = (
    "backups charts chat exports forecasts uploads visits truth.json .env "
    "session.key buttons.key errors.log errors.log.1 errors.log.2"
).split()
"""Of the data folder."""
_BESIDE: Final = ("", "-wal", "-shm", "-journal")
"""What SQLite puts beside a file of its own."""
_OF_A_FILE: Final = '{"path":'
"""How the note of a file for download begins; that of a table begins otherwise."""


@dataclass(frozen=True, kw_only=True)
class Leftover:
    """A file or folder that could go."""

    kind: LeftoverKind
    """`past` its days while no worker runs, `unheld`: offered to nobody, `undecided`: an attached file without a yes
    or a no, `broken-off`: of a copy that was not finished, `gone-copy`: not where it was made, `unknown`: not
    ours."""
    path: Path
    bytes: int


def leftovers(running: Demetra) -> list[Leftover]:
    """All that is found, the largest first."""
    folder, now = running.data_dir, running.clock.now()
    aged = _past(folder, now - timedelta(days=running.settings.files_days))
    unheld = _unheld(folder / "exports", now - SURE)
    waiting = [_of("undecided", path) for path in _entries(folder / "uploads") if _untouched(path, now - SURE)]
    broken = [_of("broken-off", path) for path in folder.glob(f"{WORK}*") if _untouched(path, now - SURE)]
    gone = [Leftover(kind="gone-copy", path=one.path, bytes=0) for one in copied(folder) if not one.path.exists()]
    found: dict[Path, Leftover] = {}
    for one in (*aged, *broken, *waiting, *unheld, *_unknown(running), *gone):
        found.setdefault(one.path, one)
    return sorted(found.values(), key=lambda one: (-one.bytes, str(one.path)))


def _past(folder: Path, before: datetime) -> Iterator[Leftover]:
    inner = {folder / name for name in FOLDERS}
    for name in FOLDERS:
        for path in _entries(folder / name):
            if path not in inner and _untouched(path, before):
                yield _of("past", path)


def _unheld(exports: Path, before: datetime) -> Iterator[Leftover]:
    """Files for download whose table or answer is not kept, and what is kept of files that are gone."""
    tables = exports / "tables"
    kept = {path.stem: path for path in tables.glob("*.json")}
    held: set[Path] = set()
    for path in kept.values():
        text = path.read_text(encoding="utf-8")
        if text.startswith(_OF_A_FILE):
            made = Path(json.loads(text)["path"])
            held.add(made.parent)
            if not made.exists() and _untouched(path, before):
                yield _of("unheld", path)
    for path in _entries(tables):
        if path.suffix != ".json" and path.stem not in kept and _untouched(path, before):
            yield _of("unheld", path)
    for path in _entries(exports):
        if path != tables and path not in held and _untouched(path, before):
            yield _of("unheld", path)


def _unknown(running: Demetra) -> Iterator[Leftover]:
    """What stands in the folder under a name that Demetra gives nothing."""
    own = {*KNOWN, COPIES}
    if running.engine.dialect.name == "sqlite":
        database = Path(str(running.engine.url.database)).name
        own.update(name + rest for name in (database, CONVERSATIONS) for rest in _BESIDE)
    copies = {one.path for one in copied(running.data_dir)}
    for path in _entries(running.data_dir):
        if path.name not in own and path not in copies and not path.name.startswith(WORK):
            yield _of("unknown", path)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _untouched(path: Path, before: datetime) -> bool:
    return path.lstat().st_mtime < before.timestamp()


def _of(kind: LeftoverKind, path: Path) -> Leftover:
    """With its size; links are not followed."""
    whole = path.is_dir() and not path.is_symlink()
    size = sum(one.lstat().st_size for one in path.rglob("*") if not one.is_dir()) if whole else path.lstat().st_size
    return Leftover(kind=kind, path=path, bytes=size)
