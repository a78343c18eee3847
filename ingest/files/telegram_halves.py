"""Telegram Ads exports an ad as two files, views and spending; each completes what the other has stored."""

import re
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.schema import account, channel

CHANNEL: Final = "telegram"
_SPENDING: Final = frozenset({"spent budget", "budget spent", "потраченный бюджет", "израсходованный бюджет"})
_STATISTICS: Final = frozenset(
    {"views", "clicks", "joined", "started bot", "просмотры", "клики", "подписались", "запустили бота"}
)
_VIEWS: Final = frozenset({"views", "просмотры"})
_NOISE: Final = frozenset(
    {"ads", "stats", "stat", "statistics", "budget", "spent", "spending", "views", "export", "telegram"}
)


def is_half(columns: Columns) -> bool:
    """Whether the columns are exactly those of one of the two exports."""
    others = {plain_header(h) for p, h in enumerate(columns.headers) if p != columns.positions.get("day")}
    return (
        columns.has("day")
        and bool(others)
        and (others <= _SPENDING or (others <= _STATISTICS and not others.isdisjoint(_VIEWS)))
    )


def ad_of(path: Path) -> str:
    """The ad that an export's file name tells of: both halves give the same.

    >>> ad_of(Path("ads_stats_ad_101.csv")), ad_of(Path("ads_budget_ad_101.csv"))
    ('ad 101', 'ad 101')
    """
    words = re.findall(r"[^\W_]+", path.name.split(".")[0].casefold())
    return " ".join(word for word in words if word not in _NOISE) or CHANNEL


def stored_currency(connection: Connection, source: str, ad: str) -> str:
    """The currency that the spending half has brought, or an empty text: the other half names none."""
    query = (
        select(account.c.currency)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(channel.c.key == CHANNEL, account.c.source == source, account.c.external_id == ad)
    )
    return str(connection.execute(query).scalar() or "")
