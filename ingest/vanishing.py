"""Hours and actions that a complete pull no longer returned: they become zero, as daily rows do."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select

from ingest.channel import Window
from ingest.facts import ActionFact, HourlyFact
from ingest.schema import campaign, conversion_action, hourly_fact

ZERO = Decimal(0)


def vanished_hours(
    connection: Connection, account_id: int, window: Window, seen: Iterable[HourlyFact]
) -> list[HourlyFact]:
    """Zero for every stored hour of the window that is not among `seen`."""
    known = {(row.campaign, row.day, row.hour) for row in seen}
    measures = ("spend", "impressions", "clicks", "conversions", "revenue")
    found: list[HourlyFact] = []
    for row in connection.execute(_stored(hourly_fact, "hour", measures, account_id, window)):
        if (row.external_id, row.day, row.hour) not in known:
            zeros: dict[str, Any] = {name: ZERO for name in measures if getattr(row, name) is not None}
            found.append(replace(HourlyFact(day=row.day, hour=row.hour, campaign=row.external_id), **zeros))
    return found


def vanished_actions(
    connection: Connection, account_id: int, window: Window, seen: Iterable[ActionFact]
) -> list[ActionFact]:
    """Zero for every stored action of the window that is not among `seen`."""
    known = {(row.campaign, row.day, row.action) for row in seen}
    return [
        ActionFact(
            day=row.day,
            campaign=row.external_id,
            action=row.action,
            count=None if row.count_ is None else ZERO,
            value=None if row.value is None else ZERO,
        )
        for row in connection.execute(_stored(conversion_action, "action", ("count", "value"), account_id, window))
        if (row.external_id, row.day, row.action) not in known
    ]


def _stored(table: Table, key: str, measures: tuple[str, ...], account_id: int, window: Window) -> Select[Any]:
    columns = [table.c[name].label(f"{name}_" if name == "count" else name) for name in measures]
    return (
        select(campaign.c.external_id, table.c.day, table.c[key], *columns)
        .join_from(campaign, table, table.c.campaign_id == campaign.c.id)
        .where(
            campaign.c.account_id == account_id,
            table.c.day.between(window.since, window.until),
            or_(*(table.c[name] != 0 for name in measures)),
        )
    )
