"""Runs whose process was killed over them. Every start looks for them, so nothing heavy is imported here."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update

from ingest.database import Database, writing
from ingest.lease import is_gone
from ingest.schema import ingest_run

LONGEST_RUN: Final = timedelta(days=1)
"""After which one on another machine, whose process can't be looked at, is taken for gone."""


def end_interrupted(database: Database, now: datetime) -> int:
    """Marks as failed what runs no more, its process being gone or silent for too long; returns how many."""
    running = select(ingest_run.c.id, ingest_run.c.holder, ingest_run.c.started_at).where(
        ingest_run.c.state == "running"
    )
    with database.connect() as connection:
        rows = connection.execute(running).all()
    over = [row.id for row in rows if row.started_at < now - LONGEST_RUN or is_gone(row.holder)]
    if not over:  # the usual case does not wait for whoever writes
        return 0
    still = (ingest_run.c.id.in_(over), ingest_run.c.state == "running")
    ended = {"state": "failed", "error_kind": "interrupted", "finished_at": now}
    with writing(database) as connection:
        return connection.execute(update(ingest_run).where(*still).values(ended)).rowcount
