from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest.schema import account as account_table
from ingest.schema import channel, post
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, connected, pulled
from tests.servers.http import Answer, Asked, serve
from tests.servers.meta import Meta
from tests.servers.world import make_world

MEDIA = [
    {"id": "ig3", "caption": "Too new", "timestamp": "2026-11-25T10:00:00+0000", "like_count": 1, "comments_count": 0},
    {
        "id": "ig2",
        "caption": "Осень\n#sale",
        "timestamp": "2026-11-18T10:00:00+0000",
        "like_count": 40,
        "comments_count": 2,
    },
    {"id": "ig1", "caption": "Too old", "timestamp": "2026-01-18T10:00:00+0000", "like_count": 1, "comments_count": 0},
]
POSTS = [
    {
        "id": "7_1",
        "message": "Hello",
        "created_time": "2026-11-17T08:30:00+0000",
        "shares": {"count": 3},
        "reactions": {"summary": {"total_count": 12}},
        "comments": {"summary": {"total_count": 4}},
    }
]


def organic(asked: Asked) -> Answer:
    path = asked.path.removeprefix("/v26.0/")
    if path == "900/media":
        return Answer(body={"data": MEDIA})
    if path == "700/posts":
        return Answer(body={"data": POSTS})
    metric = asked.query["metric"]
    if "," in metric or metric == "post_media_view":
        return Answer(
            status=400, body={"error": {"code": 100, "message": "(#100) The value must be a valid insights metric"}}
        )
    return Answer(body={"data": [{"name": metric, "values": [{"value": 500}]}]})


@pytest.fixture
def meta() -> Meta:
    return Meta(make_world(first=SINCE, last=UNTIL, campaigns=1))


def test_posts_of_pages_and_instagram_arrive_with_the_metrics_that_still_exist(
    store: Store, engine: Engine, meta: Meta
) -> None:
    def respond(asked: Asked) -> Answer:
        return meta(asked) if "/act_" in asked.path else organic(asked)

    with serve(respond) as platform:
        ids: dict[str, Any] = {"page_ids": ("700",), "instagram_ids": ("900",), "account_ids": ("1234567890",)}
        result = pulled(store, connected("meta", access_token="EAAB-planted", base_url=platform.base_url, **ids))

    query = select(channel.c.key, post).join(account_table, account_table.c.id == post.c.account_id)
    with engine.connect() as connection:
        rows = connection.execute(query.join(channel, channel.c.id == account_table.c.channel_id)).all()
    assert result.state == "done"
    found = {(row.key, row.external_id, row.title, row.reach, row.reactions, row.comments, row.shares) for row in rows}
    assert found == {("instagram", "ig2", "Осень", 500, 40, 2, 500), ("facebook", "7_1", "Hello", 500, 12, 4, 3)}
