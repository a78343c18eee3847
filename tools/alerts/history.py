"""What alert rules look at, out of the metric engine: days, hours, budgets, goals and stored forecasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import Connection, select

from ingest.facts import MICRO
from ingest.schema import account, campaign, channel, ml_roi_timeseries
from tools.alerts.arrivals import last_awaited_day
from tools.alerts.evaluate import LOOK_BACK
from tools.alerts.rules.model import AlertScope, RuleContext
from tools.engine.engine import MetricEngine
from tools.engine.plans import last_rates, plan_rows, read_budgets, read_goals
from tools.semantics.catalogue import Catalogue
from tools.semantics.question import Question, Window
from tools.tool import ToolContext

MEASURES: Final = (
    "spend",
    "impressions",
    "clicks",
    "engagements",
    "engagement_score",
    "video_views",
    "leads",
    "conversions",
    "revenue",
)
HOURLY_MEASURES: Final = ("spend", "impressions", "clicks", "conversions", "revenue")
HOURS_BACK: Final = 43
"""Days of hours that are read: six weeks and a day, so that every weekday has been seen six times."""
LATE_DAYS: Final = 2
"""Last days whose conversions are not yet judged where a platform restates: later it changes little."""


@dataclass(frozen=True, kw_only=True)
class AlertHistory:
    """Everything an evaluation needs."""

    daily: pd.DataFrame
    last_day: date
    hourly: Mapping[datetime, pd.DataFrame]
    """Hours of the channels that are complete up to the same moment; empty where no hour of a running day is known."""
    context: RuleContext
    currency: str


def read_watched(desk: ToolContext, *, days: int = LOOK_BACK) -> AlertHistory | None:
    """What is known at this moment; None when nothing is stored yet."""
    catalogue = desk.metrics.catalogue()
    last_day = last_awaited_day(desk.metrics, desk.today)
    if last_day is None:
        return None
    window = Window(start=last_day - timedelta(days=days - 1), end=last_day)
    daily = _frame(desk.metrics, MEASURES, ("day", "channel", "campaign"), window, desk.today)
    with desk.metrics.engine.connect() as connection:
        context = read_context(connection, desk.metrics, window)
    hourly = _hours(desk, catalogue) if catalogue.has_hours else {}
    return AlertHistory(daily=daily, last_day=last_day, hourly=hourly, context=context, currency=desk.metrics.currency)


def _frame(
    metrics: MetricEngine, names: tuple[str, ...], keys: tuple[str, ...], window: Window, today: date
) -> pd.DataFrame:
    table = metrics.run(Question(metrics=names, group_by=keys, periods=(str(window),)), today=today).table
    frame = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    numbers = [name for name in names if name in frame]
    frame[numbers] = frame[numbers].apply(pd.to_numeric)
    return frame.dropna(axis="columns", how="all") if len(frame) else frame


def _hours(desk: ToolContext, catalogue: Catalogue) -> dict[datetime, pd.DataFrame]:
    """Hours by the moment up to which they are complete, for channels that have hours of their running day."""
    window = Window(start=desk.today - timedelta(days=HOURS_BACK), end=desk.today)
    frame = _frame(desk.metrics, HOURLY_MEASURES, ("day", "hour", "channel", "campaign"), window, desk.today)
    if frame.empty:
        return {}
    zones = {entry.channel: entry.timezone for entry in catalogue.accounts}
    parts: dict[datetime, list[pd.DataFrame]] = {}
    for name, rows in frame.groupby("channel"):
        local = desk.now.astimezone(ZoneInfo(zones.get(str(name)) or str(desk.now.tzinfo)))
        end = _complete_until(rows, datetime.combine(desk.today, local.time()))
        if end.date() == desk.today and end.hour > 0:
            parts.setdefault(end, []).append(rows)
    return {end: pd.concat(rows, ignore_index=True) for end, rows in parts.items()}


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
