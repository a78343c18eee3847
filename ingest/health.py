"""How healthy the data of each channel are: pure questions to the database, answered as typed results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from ingest.channel_names import key_for
from ingest.refresh.log import KIND
from ingest.schema import account, campaign_day, channel, ingest_run, rejected_row
from ingest.schema import campaign as campaign_table

RECENT: Final = 50
"""Runs of one account that are looked at for drift and reconciliation."""

FILE: Final = "file"
"""Runs that load a file; they bear its name, and no account's."""

STALE_AFTER_DAYS: Final = 1
"""The newest day may be this many days before yesterday without the channel being called stale."""


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """The account's own total against the sum of its campaigns, when that was last compared."""

    since: date
    until: date
    currency: str
    account_total: Decimal
    difference: Decimal
    """Account total less campaigns; 0 means equal to the last minor unit."""


@dataclass(frozen=True, kw_only=True)
class ChannelHealth:
    """One account of one channel."""

    channel: str
    source: str
    account: str
    last_day: date | None
    """The newest day with facts."""
    last_complete_day: date | None
    """The newest day before today with facts."""
    lag_days: int | None
    """Days from the last complete day to yesterday; None without facts."""
    last_success: datetime | None
    state: str
    """Of the last refresh, which may have ended before it reached this account: done, partial, waiting, failed; empty
    for files."""
    error_kind: str = ""
    error_message: str = ""
    next_run: datetime | None = None
    """Not before this moment; it may have passed where no worker runs. None for files."""
    drift: tuple[str, ...] = ()
    """Fields that the platform no longer knows."""
    reconciliation: Reconciliation | None = None

    @property
    def stale(self) -> bool:
        """Whether days are missing at the end."""
        return self.lag_days is None or self.lag_days > STALE_AFTER_DAYS


@dataclass(frozen=True, kw_only=True)
class Quarantine:
    """Rows of one source that could not be stored, by reason."""

    source: str
    rows: int
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Health:
    """Everything `demetra doctor` and "are my data fresh?" need."""

    channels: tuple[ChannelHealth, ...]
    quarantine: tuple[Quarantine, ...]


def health(connection: Connection, *, today: date, refresh_minutes: int) -> Health:
    """The health of every account that has ever sent anything, and the quarantine."""
    every = timedelta(minutes=refresh_minutes)
    listed = (
        select(account.c.id, account.c.source, account.c.external_id, channel.c.key)
        .join(channel, channel.c.id == account.c.channel_id)
        .order_by(channel.c.key, account.c.external_id)
    )
    known = [_channel(connection, row, today, every) for row in connection.execute(listed).all()]
    silent = _silent(connection, {one.source for one in known}, every)
    return Health(
        channels=(*known, *silent),
        quarantine=tuple(quarantined(connection)),
    )


def _silent(connection: Connection, heard: set[str], every: timedelta) -> Iterator[ChannelHealth]:
    """Sources that were asked and have never sent anything: without them a dead token looks like no channel at all."""
    asked = select(ingest_run.c.source).where(ingest_run.c.kind == KIND).distinct().order_by(ingest_run.c.source)
    for source in connection.scalars(asked).all():
        if source not in heard:
            newest = select(ingest_run).where(ingest_run.c.source == source, ingest_run.c.kind == KIND)
            last = connection.execute(newest.order_by(ingest_run.c.id.desc()).limit(1)).one()
            yield ChannelHealth(
                channel=key_for(source),
                source=source,
                account=last.account,
                last_day=None,
                last_complete_day=None,
                lag_days=None,
                last_success=last.finished_at if last.state == "done" else None,
                state=last.state,
                error_kind=last.error_kind,
                error_message=last.error_message,
                next_run=_next_run(last, every),
            )


def _channel(connection: Connection, row: Any, today: date, every: timedelta) -> ChannelHealth:
    newest, complete = _days(connection, row.id, today)
    runs = _runs(connection, row.source, row.external_id)
    last = runs[0] if runs else None
    notes = [note for run in runs for note in run.notes or []]
    return ChannelHealth(
        channel=row.key,
        source=row.source,
        account=row.external_id,
        last_day=newest,
        last_complete_day=complete,
        lag_days=None if complete is None else max(0, (today - timedelta(days=1) - complete).days),
        last_success=_last_success(connection, row.source, runs),
        state=last.state if last else "",
        error_kind=last.error_kind if last else "",
        error_message=last.error_message if last else "",
        next_run=_next_run(last, every),
        drift=_drift(notes),
        reconciliation=_reconciliation(notes),
    )


def _days(connection: Connection, account_id: int, today: date) -> tuple[date | None, date | None]:
    days = (
        select(func.max(campaign_day.c.day), func.max(campaign_day.c.day).filter(campaign_day.c.day < today))
        .join(campaign_table, campaign_table.c.id == campaign_day.c.campaign_id)
        .where(campaign_table.c.account_id == account_id)
    )
    newest, complete = connection.execute(days).one()
    return newest, complete


def _runs(connection: Connection, source: str, external_id: str) -> list[Row[Any]]:
    """Newest first; a refresh that could not even list the accounts is a refresh of each of them."""
    mine = (ingest_run.c.source == source, ingest_run.c.account.in_((external_id, "")), ingest_run.c.kind == KIND)
    return list(
        connection.execute(select(ingest_run).where(*mine).order_by(ingest_run.c.id.desc()).limit(RECENT)).all()
    )


def _last_success(connection: Connection, source: str, runs: list[Row[Any]]) -> datetime | None:
    good: datetime | None = next((run.finished_at for run in runs if run.state == "done"), None)
    if good is None and not runs:  # a source of files has no refreshes: its last good load counts
        loaded = select(func.max(ingest_run.c.finished_at)).where(
            ingest_run.c.source == source, ingest_run.c.kind == FILE, ingest_run.c.state == "done"
        )
        last: datetime | None = connection.execute(loaded).scalar()
        return last
    return good


def _next_run(last: Row[Any] | None, every: timedelta) -> datetime | None:
    if last is None or last.finished_at is None:
        return None
    due: datetime = last.started_at + every
    later: datetime | None = last.retry_at
    return max(due, later) if later else due


def _drift(notes: list[Any]) -> tuple[str, ...]:
    fields = [str(values["fields"]) for key, values in notes if key == "channels-drift"]
    return tuple(dict.fromkeys(name for listed in fields for name in listed.split(", ")))


def _reconciliation(notes: list[Any]) -> Reconciliation | None:
    found = next((values for key, values in notes if key in ("channels-reconciled", "channels-mismatch")), None)
    if found is None:
        return None
    return Reconciliation(
        since=date.fromisoformat(found["since"]),
        until=date.fromisoformat(found["until"]),
        currency=str(found["currency"]),
        account_total=_amount(found["total"]),
        difference=_amount(found.get("difference", "0")),
    )


def _amount(text: object) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return Decimal(0)


def quarantined(connection: Connection) -> list[Quarantine]:
    """How many rows wait in quarantine, by source and reason."""
    counted = (
        select(rejected_row.c.source, rejected_row.c.reason, func.count().label("rows"))
        .group_by(rejected_row.c.source, rejected_row.c.reason)
        .order_by(rejected_row.c.source, rejected_row.c.reason)
    )
    reasons: dict[str, dict[str, int]] = {}
    for row in connection.execute(counted):
        reasons.setdefault(row.source, {})[row.reason] = row.rows
    return [Quarantine(source=source, rows=sum(counts.values()), reasons=counts) for source, counts in reasons.items()]
