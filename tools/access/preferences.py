"""How a person likes their answers, wherever they ask: language, days of a question that names none, time zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, insert, select, update

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.schema import app_user
from ingest.texts import LANGUAGES, Language
from tools.access.audit import audit
from tools.words.zones import zone_names

MOST_DAYS: Final = 730
DAYS: Final = "usual_days"
"""Where the days stand among a person's settings."""


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What a person has chosen; None leaves it open: the question's own language, the usual days, the team's zone."""

    language: Language | None = None
    days: int | None = None
    zone: str | None = None
    """IANA name of the clock that moments are told by; what a day is stays the team's."""

    @property
    def clock(self) -> ZoneInfo | None:
        """The same to reckon with."""
        return None if self.zone is None else ZoneInfo(self.zone)


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
        zone=known_zone(row.timezone),
    )


def known_zone(name: object) -> str | None:
    """The zone of this name; None where there is none."""
    return name if isinstance(name, str) and name in zone_names() else None


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
        settings = {name: value for name, value in kept.items() if name != DAYS}
        settings |= {DAYS: wanted.days} if wanted.days else {}
        values = {"language": wanted.language or "", "timezone": wanted.zone or "", "settings": settings}
        if row is None:  # the person at the machine itself signs in nowhere and has no entry yet
            connection.execute(insert(app_user).values(identifier=person, name=person, created_at=now, **values))
        else:
            connection.execute(update(app_user).where(app_user.c.id == row.id).values(values))
        chosen = {"language": wanted.language or "", "days": wanted.days, "zone": wanted.zone or ""}
        audit(connection, now, person, "preferred", **chosen)


def _row(connection: Connection, person: str) -> Row[Any] | None:
    return connection.execute(select(app_user).where(app_user.c.identifier == person)).one_or_none()
