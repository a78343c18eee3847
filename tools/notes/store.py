"""The table `note`: what happened on some days, in the team's words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, insert, select

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.schema import note

LONGEST: Final = 500
"""Characters of a note."""


@dataclass(frozen=True, kw_only=True)
class DayNote:
    """What happened on some days."""

    start: date
    end: date
    text: str
    channel: str = ""
    """Stored channel; empty: it is about everything."""
    made_by: str = ""
    id: int = 0
    """0 before it is stored."""


def checked(told: DayNote) -> DayNote:
    """The note with its blanks in order.

    Raises:
        InvalidInput: it is empty, too long, or ends before it begins.
    """
    text = " ".join(told.text.split())
    if not text or len(text) > LONGEST or told.end < told.start:
        raise InvalidInput("notes-bad", received=text[:40], most=LONGEST)
    return replace(told, text=text)


def add(database: Database, told: DayNote, now: datetime) -> int:
    """Keeps a note and returns its number.

    Raises:
        InvalidInput: see `checked`.
    """
    kept = checked(told)
    row = {name: getattr(kept, name) for name in ("start", "end", "text", "channel", "made_by")}
    with writing(database) as connection:
        made = connection.execute(insert(note).values(**row, made_at=now))
    key = made.inserted_primary_key
    return int(key[0]) if key else 0


def between(database: Database, start: date, end: date) -> list[DayNote]:
    """Notes on any of these days, in the order of their days."""
    table = note.c
    days = table.start <= end, table.end >= start
    with database.connect() as connection:
        rows = connection.execute(select(note).where(*days).order_by(table.start, table.id)).mappings().all()
    names = ("id", "start", "end", "text", "channel", "made_by")
    return [DayNote(**{name: row[name] for name in names}) for row in rows]


def every(database: Database) -> list[DayNote]:
    """All notes, in the order of their days."""
    return between(database, date.min, date.max)


def forget(database: Database, number: int) -> bool:
    """Deletes a note; whether there was one."""
    with writing(database) as connection:
        return connection.execute(delete(note).where(note.c.id == number)).rowcount > 0
