"""Reports on a schedule: which are due, and when each comes again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from ingest.database import Database
from ingest.schema import app_user, report_schedule
from ingest.texts import Language
from tools.access import Actor
from tools.access.people import actor_of
from tools.alerts.outbox import Message, put
from tools.alerts.rows import writing


@dataclass(frozen=True, kw_only=True)
class DueReport:
    """A scheduled report whose time has come."""

    id: int
    args: Mapping[str, Any]
    """Of the tool that makes it."""
    target: str
    language: Language
    actor: Actor
    """Whose report it is."""
    every: timedelta
    due_at: datetime

    @property
    def key(self) -> str:
        """The same for one due moment, however often it is looked at."""
        return f"report:{self.id}:{self.due_at.isoformat()}"


def due_reports(database: Database, now: datetime) -> list[DueReport]:
    """Active schedules that are due."""
    asked = (
        select(
            report_schedule,
            app_user.c.telegram_chat,
            app_user.c.language,
            app_user.c.identifier,
            app_user.c.role,
            app_user.c.channels,
            app_user.c.accounts,
        )
        .join(app_user, app_user.c.id == report_schedule.c.user_id)
        .where(report_schedule.c.active, report_schedule.c.next_at <= now, ~app_user.c.disabled)
    )
    with database.connect() as connection:
        rows = connection.execute(asked).all()
    return [
        DueReport(
            id=row.id,
            args=row.settings.get("args", {}),
            target=row.settings.get("target") or f"telegram:{row.telegram_chat}",
            language="en" if row.language == "en" else "ru",
            actor=actor_of(row),
            every=timedelta(days=int(row.settings.get("days", 7))),
            due_at=row.next_at,
        )
        for row in rows
    ]


def report_made(database: Database, report: DueReport, message: Message, now: datetime) -> None:
    """Queues the report and sets its next time, counted from now: however many were missed, one is sent."""
    with writing(database) as connection:
        put(connection, message)
        mine = update(report_schedule).where(report_schedule.c.id == report.id)
        connection.execute(mine.values(last_at=now, next_at=now + report.every))
