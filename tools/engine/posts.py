"""Organic posts as stored: the second thing, beside facts, that questions are answered from."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from sqlalchemy import select

from ingest.schema import account, channel, post
from tools.engine.engine import MetricEngine
from tools.semantics.question import Window

RIPE_DAYS = 3
"""Counters of a post go on growing for days: one read sooner than this after its publication is left out."""


@dataclass(frozen=True, kw_only=True)
class PostRow:
    """One ripe post, its moment in the readers' time zone."""

    channel: str
    published_at: datetime
    reach: int | None
    views: int | None
    reactions: int | None
    comments: int | None
    shares: int | None


def read_posts(metrics: MetricEngine, window: Window, zone: tzinfo | None) -> list[PostRow]:
    """Ripe posts published on the window's days, oldest first.

    Args:
        metrics: the engine; posts of accounts outside its scope are not read.
        window: days, in `zone`.
        zone: of the readers; None is UTC.
    """
    zone = zone or UTC
    start = datetime.combine(window.start, time.min, zone)
    end = datetime.combine(window.end + timedelta(days=1), time.min, zone)
    figures = (post.c.reach, post.c.views, post.c.reactions, post.c.comments, post.c.shares)
    wanted = (
        select(
            channel.c.key.label("channel"),
            account.c.external_id.label("owner"),
            post.c.published_at,
            post.c.read_at,
            *figures,
        )
        .join(account, post.c.account_id == account.c.id)
        .join(channel, account.c.channel_id == channel.c.id)
        .where(post.c.published_at >= start, post.c.published_at < end)
        .order_by(post.c.published_at, post.c.id)
    )
    with metrics.engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    rows = [row for row in rows if metrics.scope.holds(row["channel"], row["owner"])]
    return [
        PostRow(
            **{name: value for name, value in row.items() if name not in ("published_at", "read_at", "owner")},
            published_at=row["published_at"].astimezone(zone),
        )
        for row in rows
        if row["read_at"] - row["published_at"] >= timedelta(days=RIPE_DAYS)
    ]
