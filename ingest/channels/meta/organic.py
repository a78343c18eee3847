"""Organic posts of Facebook pages and Instagram accounts, with their counters of this moment."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC
from typing import Any, Final

from ingest.errors import BadRequest
from ingest.facts import Post
from ingest.platform.channel import PullWindow
from ingest.platform.figures import moment_of, whole

MEDIA_FIELDS: Final = "id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count"
POST_FIELDS: Final = (
    "id,message,created_time,permalink_url,shares,reactions.limit(0).summary(total_count),"
    "comments.limit(0).summary(total_count)"
)
MEDIA_METRICS: Final = ("reach", "views", "shares")
POST_METRICS: Final = ("post_impressions_unique", "post_media_view")
TITLE_LENGTH: Final = 120

Ask = Callable[[str, Mapping[str, str]], Mapping[str, Any]]
Pages = Callable[[str, Mapping[str, str]], Iterable[Mapping[str, Any]]]


def instagram_posts(ask: Ask, pages: Pages, user: str, window: PullWindow) -> Iterator[Post]:
    """Media of an Instagram account, newest first, down to the window's first day."""
    for body in pages(f"/{user}/media", {"fields": MEDIA_FIELDS, "limit": "100"}):
        published = moment_of(body["timestamp"]).astimezone(UTC)
        if published.date() < window.since:
            return
        if published.date() <= window.until:
            told = insights(ask, str(body["id"]), MEDIA_METRICS)
            yield Post(
                external_id=str(body["id"]),
                published_at=published,
                title=_title(body.get("caption")),
                reach=told.get("reach"),
                views=told.get("views"),
                reactions=whole(body.get("like_count")),
                comments=whole(body.get("comments_count")),
                shares=told.get("shares"),
            )


def page_posts(ask: Ask, pages: Pages, page: str, window: PullWindow) -> Iterator[Post]:
    """Posts of a Facebook page."""
    span = {"since": window.since.isoformat(), "until": window.until.isoformat()}
    for body in pages(f"/{page}/posts", {"fields": POST_FIELDS, "limit": "100", **span}):
        told = insights(ask, str(body["id"]), POST_METRICS)
        yield Post(
            external_id=str(body["id"]),
            published_at=moment_of(body["created_time"]).astimezone(UTC),
            title=_title(body.get("message")),
            reach=told.get("post_impressions_unique"),
            views=told.get("post_media_view"),
            reactions=_total(body.get("reactions")),
            comments=_total(body.get("comments")),
            shares=whole((body.get("shares") or {}).get("count")),
        )


def insights(ask: Ask, post: str, metrics: tuple[str, ...]) -> dict[str, int]:
    """The metrics that Meta still knows. Names change often: when all at once are refused, each is asked alone."""
    try:
        return _told(ask(f"/{post}/insights", {"metric": ",".join(metrics)}))
    except BadRequest:
        if len(metrics) == 1:
            return {}
    return {name: value for metric in metrics for name, value in insights(ask, post, (metric,)).items()}


def _told(body: Mapping[str, Any]) -> dict[str, int]:
    values = {str(row["name"]): whole((row.get("values") or [{}])[0].get("value")) for row in body.get("data") or []}
    return {name: value for name, value in values.items() if value is not None}


def _total(body: Mapping[str, Any] | None) -> int | None:
    return whole(((body or {}).get("summary") or {}).get("total_count"))


def _title(text: object) -> str:
    return str(text or "").partition("\n")[0][:TITLE_LENGTH]
