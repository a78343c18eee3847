"""How a person likes their answers, wherever they ask: the language, and the days of a question that names none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.schema import app_user
from ingest.texts import LANGUAGES, Language
from tools.access.audit import audit

MOST_DAYS: Final = 730
DAYS: Final = "usual_days"
"""Where the days stand among a person's settings."""


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What a person has chosen; None leaves it open: the question's own language, the usual days."""

    language: Language | None = None
    days: int | None = None


def preferences_of(database: Database, person: str) -> Preferences:
    """What a person has chosen, by the name they sign in with; nothing for whoever is unknown."""
    with database.connect() as connection:
        row = _row(connection, person)
    if row is None:
        return Preferences()
    days = (row.settings or {}).get(DAYS)
    return Preferences(
        language=next((one for one in LANGUAGES if one == row.language), None),
        days=days if isinstance(days, int) and 1 <= days <= MOST_DAYS else None,
    )


def prefer(database: Database, person: str, wanted: Preferences, now: datetime) -> None:
    """Keeps what a person has chosen, in place of what they chose before.

    Raises:
        InvalidInput: more days than can be chosen, or none.
    """
    if wanted.days is not None and not 1 <= wanted.days <= MOST_DAYS:
        raise InvalidInput("access-usual-days", received=wanted.days, most=MOST_DAYS)
    with writing(database) as connection:
        row = _row(connection, person)
        kept: Mapping[str, Any] = {} if row is None else row.settings or {}
        values = {"language": wanted.language or "", "settings": {**kept, DAYS: wanted.days}}
        if row is None:  # the person at the machine itself signs in nowhere and has no entry yet
            connection.execute(insert(app_user).values(identifier=person, name=person, created_at=now, **values))
        else:
            connection.execute(update(app_user).where(app_user.c.id == row.id).values(values))
        audit(connection, now, person, "preferred", language=values["language"], days=wanted.days)


def _row(connection: Connection, person: str) -> Row[Any] | None:
    return connection.execute(select(app_user).where(app_user.c.identifier == person)).one_or_none()
