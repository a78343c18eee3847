"""The protocol of refreshes in `ingest_run`: one row for each account, beside the rows of its single pulls."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine, insert, select

from ingest.database import writing
from ingest.refresh.report import SourceResult, StepResult
from ingest.refresh.schedule import Past, RefreshHistory, RefreshPlan
from ingest.schema import ingest_run

KIND: Final = "refresh"
REMEMBERED: Final = 400
"""Refreshes of one account that are looked at: more than two weeks of hourly ones."""

STEPS_SOURCE: Final = "demetra"
"""Source of the steps after the facts."""


@dataclass(frozen=True, kw_only=True)
class RunEntry:
    """What one account's refresh leaves in the protocol."""

    result: SourceResult
    started_at: datetime
    finished_at: datetime
    plan: RefreshPlan | None = None
    done: frozenset[str] = frozenset()
    notes: Sequence[tuple[str, dict[str, Any]]] = field(default_factory=tuple)


def history(engine: Engine, source: str, account: str) -> RefreshHistory:
    """What is known of the account's earlier refreshes."""
    table = ingest_run.c
    rows = (
        select(table.since, table.until, table.started_at, table.state, table.cursor)
        .where(table.source == source, table.account == account, table.kind == KIND)
        .order_by(table.id.desc())
        .limit(REMEMBERED)
    )
    with engine.connect() as connection:
        found = connection.execute(rows).all()
    past = [
        Past(since=row.since, until=row.until, at=row.started_at)
        for row in found
        if row.state == "done" and row.since and row.until
    ]
    waiting = found and found[0].state == "waiting"
    return RefreshHistory(past=tuple(past), cursor=(found[0].cursor or {}) if waiting else {})


def record(engine: Engine, entry: RunEntry) -> None:
    """Writes one account's refresh down."""
    result, problem = entry.result, entry.result.error
    retry = problem.retry_after_s if problem else None
    row = {
        "source": result.source,
        "account": result.account,
        "kind": KIND,
        "since": result.since,
        "until": result.until,
        "state": result.state,
        "started_at": entry.started_at,
        "finished_at": entry.finished_at,
        "requests": result.requests,
        "rows_read": result.rows_read,
        "inserted": result.inserted,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "error_kind": problem.kind if problem else "",
        "error_message": problem.message if problem else "",
        "retry_at": entry.finished_at + timedelta(seconds=retry) if retry else None,
        "cursor": _cursor(entry),
        "notes": [[key, values] for key, values in entry.notes],
    }
    _insert(engine, row)


def _cursor(entry: RunEntry) -> dict[str, Any] | None:
    if entry.result.state != "waiting" or entry.plan is None:
        return None
    window = entry.plan.window
    return {"since": window.since.isoformat(), "until": window.until.isoformat(), "done": sorted(entry.done)}


def record_step(engine: Engine, step: StepResult, started_at: datetime, finished_at: datetime) -> None:
    """Writes one step after the facts down."""
    row = {
        "source": STEPS_SOURCE,
        "kind": step.name,
        "state": step.state,
        "started_at": started_at,
        "finished_at": finished_at,
        "updated": step.rows,
        "error_kind": "step" if step.message else "",
        "error_message": step.message,
        "notes": [],
    }
    _insert(engine, row)


def _insert(engine: Engine, row: dict[str, Any]) -> None:
    with writing(engine) as connection:
        connection.execute(insert(ingest_run).values(row))
