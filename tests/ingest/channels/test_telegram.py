import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from ingest.channel import Configured, Window
from ingest.channels.telegram.adapter import TelegramAdapter, posts_of
from ingest.channels.telegram.gateway import meant
from ingest.errors import AuthError, PermissionDenied, RateLimited
from ingest.schema import ingest_run, post
from ingest.store import Store
from ingest.transport import Redactor
from tests.ingest.refreshing import connected, pulled

MESSAGES = [
    {"id": 12, "date": "2026-11-16T12:15:00+00:00", "message": "", "views": 900, "forwards": 2, "grouped_id": 5},
    {
        "id": 11,
        "date": "2026-11-16T12:15:00+00:00",
        "message": "Album\nsecond line",
        "views": 1000,
        "forwards": 3,
        "grouped_id": 5,
        "replies": {"replies": 4},
        "reactions": {"results": [{"count": 30}, {"count": 10}]},
    },
    {"id": 10, "date": "2026-11-15T08:00:00+00:00", "message": "Plain", "views": 500, "forwards": 0, "reactions": None},
    {"id": 9, "date": "2026-11-15T07:00:00+00:00", "message": "", "views": None},
]
HOURS = {"columns": [["x", 0, 9, 18, 21], ["y0", 5, 20, 40, 30]], "names": {"y0": "Nov"}}


@dataclass
class Recorded:
    """A gateway that replays what Telegram once said."""

    messages_: list[Mapping[str, Any]]
    requests: int = 0
    loaded: list[str] = field(default_factory=list)

    def channel(self, name: str) -> Mapping[str, Any]:
        return {"title": f"Channel {name}", "can_view_stats": True}

    def stats(self, name: str) -> Mapping[str, Any]:
        graph = {"_": "StatsGraphAsync", "token": "async-1"}
        return {"followers": {"current": 15230.0}, "top_hours_graph": graph}

    def graph(self, token: str) -> Mapping[str, Any]:
        self.loaded.append(token)
        return {"json": {"data": json.dumps(HOURS)}}

    def messages(self, name: str, window: Window) -> list[Mapping[str, Any]]:
        return self.messages_

    def close(self) -> None:
        pass


def telegram(gateway: Recorded) -> Configured:
    known = connected(
        "telegram", api_id="1", api_hash="planted-hash", session="planted-session", channels=("@demetra",)
    )
    opened = replace(known.channel, open=lambda settings, line: TelegramAdapter(settings, line, gateway))
    return replace(known, channel=opened)


def test_posts_arrive_with_albums_as_one_and_service_messages_left_out(store: Store, engine: Engine) -> None:
    result = pulled(store, telegram(Recorded(MESSAGES)))

    with engine.connect() as connection:
        rows = connection.execute(select(post).order_by(post.c.external_id)).all()
    assert (result.state, result.account) == ("done", "demetra")
    assert [(row.external_id, row.title, row.views, row.reactions, row.comments, row.shares) for row in rows] == [
        ("10", "Plain", 500, None, None, 0),
        ("11", "Album", 1000, 40, 4, 3),
    ]


def test_a_second_reading_brings_the_counters_up_to_date(store: Store, engine: Engine) -> None:
    pulled(store, telegram(Recorded(MESSAGES)))
    pulled(store, telegram(Recorded([{**message, "views": 7777} for message in MESSAGES[2:3]])))

    with engine.connect() as connection:
        views = dict(connection.execute(select(post.c.external_id, post.c.views)).tuples().all())
    assert views == {"10": 7777, "11": 1000}


def test_the_best_hours_of_a_graph_loaded_later_are_noted(store: Store, engine: Engine) -> None:
    gateway = Recorded(MESSAGES)
    pulled(store, telegram(gateway))

    with engine.connect() as connection:
        notes = connection.execute(select(ingest_run.c.notes).where(ingest_run.c.kind == "refresh")).scalar_one()
    assert gateway.loaded == ["async-1"]
    assert notes == [["channels-telegram-audience", {"followers": "15230", "hours": "9:00, 18:00, 21:00"}]]


def test_errors_are_chosen_by_what_can_be_done() -> None:
    redact = Redactor()

    flood = meant("FLOOD_WAIT_X", 42, redact)
    assert isinstance(flood, RateLimited)
    assert flood.retry_after_s == 42
    assert isinstance(meant("AUTH_KEY_UNREGISTERED", None, redact), AuthError)
    assert isinstance(meant("CHAT_ADMIN_REQUIRED", None, redact), PermissionDenied)


def test_the_recorded_messages_become_posts(shared_data: Path) -> None:
    messages = json.loads((shared_data / "platform_samples" / "telegram" / "messages.json").read_text(encoding="utf-8"))

    posts = posts_of(messages)
    assert posts
    assert all(one.views is not None and one.published_at.tzinfo for one in posts)
