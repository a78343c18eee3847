"""Folders whose content lives no longer than the process."""

import shutil
from pathlib import Path


def emptied(folder: Path) -> Path:
    """A folder of its own for files that live no longer than their conversation: nothing in it outlives a start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder
