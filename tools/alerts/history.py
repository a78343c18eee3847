"""What alert rules look at, out of the metric engine: days, hours, budgets, goals and stored forecasts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import Connection, select

from ingest.facts import HOUR_MEASURES, MEASURES, MICRO
from ingest.schema import account, campaign, channel, ml_roi_timeseries
from tools.alerts.arrivals import awaited
from tools.alerts.evaluate import LOOK_BACK
from tools.alerts.rules.model import AlertScope, RuleContext
from tools.engine.engine import MetricEngine
from tools.engine.plans import last_rates, plan_rows, read_budgets, read_goals
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question, Window
from tools.tool import ToolContext

HOURS_BACK: Final = 43
"""Days of hours that are read: six weeks and a day, so that every weekday has been seen six times."""
LATE_HOURS: Final = timedelta(hours=4)
"""By how much platforms may be late with an hour before its absence means anything."""
LATE_DAYS: Final = 2
"""Last days whose conversions are not yet judged where a platform restates: later it changes little."""


@dataclass(frozen=True, kw_only=True)
class AlertHistory:
    """Everything an evaluation needs."""

    daily: pd.DataFrame
    last_day: date
    hourly: Mapping[datetime, pd.DataFrame]
    """Hours of the channels that are complete up to the same moment; empty where no hour of a running day is known."""
    due: Mapping[datetime, pd.DataFrame]
    """Hours of the channels that are pulled by hours, by the moment up to which they should be here."""
    context: RuleContext
    currency: str


def read_watched(desk: ToolContext, *, days: int = LOOK_BACK) -> AlertHistory | None:
    """What is known at this moment; None when nothing is stored yet."""
    catalogue = desk.metrics.catalogue()
    last = awaited(desk)
    if last is None:
        return None
    window = Window(start=last.day - timedelta(days=days - 1), end=last.day)
    daily = _frame(desk.metrics, _judged_by(), ("day", "channel", "campaign"), window, desk.today)
    with desk.metrics.engine.connect() as connection:
        context = replace(read_context(connection, desk.metrics, window), due=last.due)
    frame = _frame_of_hours(desk) if catalogue.has_hours else None
    return AlertHistory(
        daily=daily,
        last_day=last.day,
        hourly={} if frame is None else _hours(frame, desk, catalogue),
        due={} if frame is None else _due(frame, desk, catalogue),
        context=context,
        currency=desk.metrics.currency,
    )


def _judged_by() -> tuple[str, ...]:
    """Measures that any metric is made of, those of the workspace too; a score is read as itself."""
    parts = {part for metric in METRICS.values() for part in (metric.key, *metric.parts)}
    return tuple(name for name in MEASURES if name in parts)


def _frame(
    metrics: MetricEngine, names: tuple[str, ...], keys: tuple[str, ...], window: Window, today: date
) -> pd.DataFrame:
    table = metrics.run(Question(metrics=names, group_by=keys, periods=(str(window),)), today=today).table
    frame = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    numbers = [name for name in names if name in frame]
    frame[numbers] = frame[numbers].apply(pd.to_numeric)
    return frame.dropna(axis="columns", how="all") if len(frame) else frame


def _frame_of_hours(desk: ToolContext) -> pd.DataFrame | None:
    window = Window(start=desk.today - timedelta(days=HOURS_BACK), end=desk.today)
    frame = _frame(desk.metrics, HOUR_MEASURES, ("day", "hour", "channel", "campaign"), window, desk.today)
    return None if frame.empty else frame


def _hours(frame: pd.DataFrame, desk: ToolContext, catalogue: Catalogue) -> dict[datetime, pd.DataFrame]:
    """Hours by the moment up to which they are complete, for channels that have hours of their running day."""

    def end(name: str, rows: pd.DataFrame) -> datetime | None:
        until = _complete_until(rows, _local(desk, catalogue, name))
        return until if until.date() == desk.today and until.hour > 0 else None

    return _by_end(frame, end)


def _due(frame: pd.DataFrame, desk: ToolContext, catalogue: Catalogue) -> dict[datetime, pd.DataFrame]:
    """Hours by the moment up to which they should be here, for channels that are pulled from their platform."""
    pulled = {entry.channel for entry in catalogue.accounts if entry.source in desk.metrics.restatement}
    late = LATE_HOURS + timedelta(minutes=desk.refresh_minutes)

    def end(name: str, _rows: pd.DataFrame) -> datetime | None:
        until = _local(desk, catalogue, name) - late
        return until.replace(minute=0, second=0, microsecond=0) if name in pulled else None

    return _by_end(frame, end)


def _by_end(frame: pd.DataFrame, end: Callable[[str, pd.DataFrame], datetime | None]) -> dict[datetime, pd.DataFrame]:
    """The rows of all channels with the same end; those without one are left out."""
    parts: dict[datetime, list[pd.DataFrame]] = {}
    for name, rows in frame.groupby("channel"):
        if until := end(str(name), rows):
            parts.setdefault(until, []).append(rows)
    return {until: pd.concat(rows, ignore_index=True) for until, rows in parts.items()}


def _local(desk: ToolContext, catalogue: Catalogue, name: str) -> datetime:
    """Today's moment by the clock of a channel's account, without a zone."""
    zones = {entry.channel: entry.timezone for entry in catalogue.accounts}
    local = desk.now.astimezone(ZoneInfo(zones.get(name) or str(desk.now.tzinfo)))
    return datetime.combine(desk.today, local.time())


def _complete_until(rows: pd.DataFrame, now: datetime) -> datetime:
    """End of the last hour that is over and stored."""
    over = now.replace(minute=0, second=0, microsecond=0)
    starts = pd.to_datetime(rows["day"]) + pd.to_timedelta(rows["hour"].astype(float), unit="h")
    newest: datetime = starts.max().to_pydatetime() + timedelta(hours=1)
    return min(over, newest)


def read_context(connection: Connection, metrics: MetricEngine, window: Window) -> RuleContext:
    """Plans, forecasts and restatement windows that touch the days."""
    catalogue = metrics.catalogue()
    restated: dict[str, int] = {}
    for entry in catalogue.accounts:
        restated[entry.channel] = max(restated.get(entry.channel, 0), metrics.restatement.get(entry.source, 0))
    month = window.start.replace(day=1)
    return RuleContext(
        budgets=read_budgets(connection, catalogue, metrics.currency, month),
        goals=read_goals(connection, catalogue, month),
        daily_budgets=_daily_budgets(connection, catalogue, metrics.currency),
        forecasts=_forecasts(connection, catalogue, window),
        restatement_days={name: min(days, LATE_DAYS) for name, days in restated.items() if days},
        maturity={name: one.maturity for name, one in metrics.late().items() if one.maturity},
    )


def _daily_budgets(connection: Connection, catalogue: Catalogue, currency: str) -> dict[AlertScope, float]:
    """What a day of each campaign may cost, and of each channel all whose running campaigns say so."""
    statement = (
        select(
            channel.c.key.label("channel"),
            campaign.c.external_id.label("campaign"),
            campaign.c.daily_budget,
            account.c.currency,
        )
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(campaign.c.daily_budget > 0, campaign.c.status.in_(("", "active", "enabled")))
    )
    rates = {currency: 1.0, **last_rates(connection, currency)}
    return {
        AlertScope(channel=row["channel"], campaign=row["campaign"]): row["daily_budget"]
        / MICRO
        * rates[row["currency"]]
        for row in plan_rows(connection, statement, catalogue)
        if row["currency"] in rates
    }


def _forecasts(connection: Connection, catalogue: Catalogue, window: Window) -> pd.DataFrame | None:
    """For each day the newest forecast made before it."""
    table = ml_roi_timeseries.c
    statement = (
        select(table.made_on, table.channel, table.metric, table.day, table.predicted, table.low, table.high)
        .where(table.day.between(window.start, window.end), table.made_on <= table.day, table.predicted.is_not(None))
        .order_by(table.made_on)
    )
    stored = [dict(row) for row in connection.execute(statement).mappings()]
    rows = [row for row in stored if catalogue.owns(row["channel"])]
    if not rows:
        return None
    frame = pd.DataFrame(rows).drop_duplicates(["channel", "metric", "day"], keep="last")
    return frame.rename(columns={"predicted": "expected"}).assign(campaign="").drop(columns="made_on")
