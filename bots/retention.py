"""What nobody will ask for again goes: old pictures, downloads and uploads, conversations, old lines of the audit."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from agent.bootstrap import Demetra
from ingest.database import writing
from ingest.store.interrupted import end_interrupted
from tools.access import forget_before
from tools.conversations.book import forget_conversations
from tools.conversations.remembered import forget_remembered
from tools.delivery.jobs import forget_jobs
from tools.delivery.replies import forget_replies

FOLDERS: Final = ("charts", "exports/tables", "exports", "uploads", "visits")
"""Of the data folder."""


def remove_old(folder: Path, before: datetime) -> int:
    """Removes what was last touched before a moment; returns how many entries went. Links are not followed."""
    if not folder.is_dir():
        return 0
    old = [path for path in folder.iterdir() if path.lstat().st_mtime < before.timestamp()]
    for path in old:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def remove_old_files(running: Demetra) -> int:
    """Of every folder that grows."""
    before = running.clock.now() - timedelta(days=running.settings.files_days)
    return sum(remove_old(running.data_dir / name, before) for name in FOLDERS)


def forget_old(running: Demetra) -> int:
    """Files, conversations and lines of the audit that are older than the settings keep them; killed loads end."""
    gone, now, settings = remove_old_files(running), running.clock.now(), running.settings
    silent = now - timedelta(days=settings.conversations_days)
    gone += forget_remembered(running.engine, running.data_dir, silent)
    end_interrupted(running.engine, now)
    with writing(running.engine) as connection:
        gone += forget_jobs(connection, now) + forget_replies(connection, now)
        gone += forget_conversations(connection, silent)
        return gone + forget_before(connection, now - timedelta(days=settings.audit_days))
