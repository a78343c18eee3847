"""Budgets and goals as stored, for alerts, digests and plan against fact alike."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, literal, select

from ingest.facts import MICRO
from ingest.schema import budget, channel, fx_rate, goal
from tools.semantics.catalogue import Catalogue

NANO = 1_000_000_000


def plan_rows(connection: Connection, statement: Select[Any], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Lines of a plan that are the reader's, campaigns by the names under which the history knows them."""
    names = {(entry.channel, entry.external_id): entry.label for entry in catalogue.campaigns}
    rows = [dict(row) for row in connection.execute(statement).mappings()]
    for row in rows:
        row["campaign"] = names.get((row["channel"], row["campaign"]), row["campaign"])
    return [row for row in rows if catalogue.owns(row["channel"], row["campaign"])]


def read_budgets(connection: Connection, catalogue: Catalogue, currency: str, month: date) -> pd.DataFrame | None:
    """Budgets of `month` and later in the reporting currency: channel, campaign (empty: all of it), month, amount."""
    statement = (
        select(channel.c.key.label("channel"), budget.c.campaign, budget.c.month, budget.c.amount, budget.c.currency)
        .join(channel, channel.c.id == budget.c.channel_id)
        .where(budget.c.month >= month)
    )
    rates = {currency: 1.0, **last_rates(connection, currency)}
    rows = [row for row in plan_rows(connection, statement, catalogue) if row["currency"] in rates]
    for row in rows:
        row["amount"] = row["amount"] / MICRO * rates[row.pop("currency")]
    return pd.DataFrame(rows) if rows else None


def last_rates(connection: Connection, currency: str) -> dict[str, float]:
    """The newest rate of every currency into the reporting one."""
    newest = (
        select(fx_rate.c.currency, func.max(fx_rate.c.day).label("day"))
        .where(fx_rate.c.base == currency)
        .group_by(fx_rate.c.currency)
        .subquery()
    )
    same = (fx_rate.c.currency == newest.c.currency) & (fx_rate.c.day == newest.c.day) & (fx_rate.c.base == currency)
    rows = connection.execute(select(fx_rate.c.currency, fx_rate.c.rate_nanos).join(newest, same))
    return {row.currency: row.rate_nanos / NANO for row in rows}


def read_goals(connection: Connection, catalogue: Catalogue, month: date) -> pd.DataFrame | None:
    """Goals of `month` and later: channel, campaign, month, metric, target in the metric\'s unit."""
    statement = (
        select(channel.c.key.label("channel"), goal.c.campaign, goal.c.month, goal.c.metric, goal.c.target)
        .join(channel, channel.c.id == goal.c.channel_id)
        .where(goal.c.month >= month)
    )
    rows = plan_rows(connection, statement, catalogue)
    for row in rows:
        row["target"] = row["target"] / MICRO
    return pd.DataFrame(rows) if rows else None


def planned_months(connection: Connection, catalogue: Catalogue, channels: Collection[str], metric: str) -> list[date]:
    """First days of the months with a plan: of these channels where any are named, of one metric where one is."""
    budgets = select(
        channel.c.key.label("channel"), budget.c.campaign, budget.c.month, literal("spend").label("metric")
    )
    goals = select(channel.c.key.label("channel"), goal.c.campaign, goal.c.month, goal.c.metric)
    both = (
        budgets.join(channel, channel.c.id == budget.c.channel_id),
        goals.join(channel, channel.c.id == goal.c.channel_id),
    )
    rows = [row for statement in both for row in plan_rows(connection, statement, catalogue)]
    fitting = (row for row in rows if metric in ("", row["metric"]) and (not channels or row["channel"] in channels))
    return sorted({row["month"] for row in fitting})
