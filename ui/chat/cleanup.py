"""Files that nobody will ask for again."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

KEPT: Final = timedelta(days=30)


def remove_old(folder: Path, now: datetime) -> int:
    """Removes what was last touched longer ago than `KEPT`; returns how many entries went."""
    if not folder.is_dir():
        return 0
    old = [path for path in folder.iterdir() if path.stat().st_mtime < (now - KEPT).timestamp()]
    for path in old:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return len(old)


def emptied(folder: Path) -> Path:
    """A folder of its own for files that live no longer than their conversation: nothing in it outlives a start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder
