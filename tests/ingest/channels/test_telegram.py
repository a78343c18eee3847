import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, select
from telethon import errors

from ingest.channels.telegram.adapter import TelegramAdapter, posts_of
from ingest.channels.telegram.gateway import TelethonGateway
from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, Transient
from ingest.platform.channel import Configured, PullWindow
from ingest.platform.transport import Redactor
from ingest.schema import ingest_run, post
from ingest.store.store import Store
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

    def messages(self, name: str, window: PullWindow) -> list[Mapping[str, Any]]:
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


@dataclass
class Client:
    """A Telethon client that answers from memory and fails with Telethon's own errors."""

    failures: list[Exception] = field(default_factory=list)
    asked: list[object] = field(default_factory=list)
    centre: int = 0
    """The data centre that was asked past the own one."""

    async def connect(self) -> None:
        pass

    async def disconnect(self) -> None:
        pass

    async def __call__(self, request: Any) -> Any:
        self.asked.append(getattr(request, "channel", None))
        if self.failures:
            raise self.failures.pop(0)
        chat = SimpleNamespace(title="Own")
        return SimpleNamespace(chats=[chat], full_chat=SimpleNamespace(can_view_stats=True))

    async def _borrow_exported_sender(self, centre: int) -> "Client":
        self.centre = centre
        return self

    async def _return_exported_sender(self, sender: "Client") -> None:
        assert sender is self

    async def send(self, request: Any) -> Any:
        return SimpleNamespace(to_dict=lambda: {"token_was": request.token})


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def gateway(client: Client) -> Iterator[TelethonGateway]:
    opened = TelethonGateway(client, loop=asyncio.new_event_loop(), redact=Redactor())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (errors.AuthKeyUnregisteredError(None), AuthError),
        (errors.SessionRevokedError(None), AuthError),
        (errors.ChatAdminRequiredError(None), PermissionDenied),
        (errors.ChannelPrivateError(None), PermissionDenied),
        (errors.BroadcastRequiredError(None), PermissionDenied),
        (errors.ServerError(None, "RPC_CALL_FAIL", -500), Transient),
        (errors.GraphOutdatedReloadError(None), BadRequest),
        (ValueError("Cannot find any entity"), BadRequest),
        (ConnectionError("no route"), Transient),
    ],
)
def test_telethons_errors_are_chosen_by_what_can_be_done(
    client: Client, gateway: TelethonGateway, failure: Exception, kind: type[PlatformError]
) -> None:
    client.failures = [failure]

    with pytest.raises(kind):
        gateway.channel("demetra")


def test_a_flood_names_its_wait(client: Client, gateway: TelethonGateway) -> None:
    client.failures = [errors.FloodWaitError(None, 4200)]

    with pytest.raises(RateLimited) as told:
        gateway.channel("demetra")
    assert told.value.retry_after_s == 4200


def test_a_graph_is_fetched_from_the_centre_that_has_it(client: Client, gateway: TelethonGateway) -> None:
    client.failures = [errors.StatsMigrateError(None, 4)]

    assert gateway.graph("async-1") == {"token_was": "async-1"}
    assert client.centre == 4


def test_a_channel_may_be_a_number(client: Client, gateway: TelethonGateway) -> None:
    gateway.channel("-1001234567890")
    gateway.channel("demetra")

    assert client.asked == [-1001234567890, "demetra"]


@pytest.mark.parametrize("session", ["garbage", "1" + "A" * 344, "1not base64!"])
def test_a_session_that_is_none_asks_to_log_in_again(store: Store, session: str) -> None:
    channel = connected("telegram", api_id="1", api_hash="planted-hash", session=session, channels=("@demetra",))
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "auth")


@dataclass
class Outdated(Recorded):
    """Says of its graph's name that it is too old, some times."""

    times: int = 1

    def graph(self, token: str) -> Mapping[str, Any]:
        self.times -= 1
        if self.times >= 0:
            raise BadRequest("channels-request", message="GRAPH_OUTDATED_RELOAD")
        return super().graph(token)


@pytest.mark.parametrize(("times", "note"), [(1, "channels-telegram-audience"), (9, "channels-optional-failed")])
def test_an_outdated_graph_is_asked_for_afresh_and_posts_do_without_it(
    store: Store, engine: Engine, times: int, note: str
) -> None:
    result = pulled(store, telegram(Outdated(MESSAGES, times=times)))

    with engine.connect() as connection:
        notes = connection.execute(select(ingest_run.c.notes).where(ingest_run.c.kind == "refresh")).scalar_one()
    assert (result.state, result.rows_read) == ("done", 2)
    assert [key for key, _ in notes] == [note]


def test_the_recorded_messages_become_posts(shared_data: Path) -> None:
    messages = json.loads((shared_data / "platform_samples" / "telegram" / "messages.json").read_text(encoding="utf-8"))

    posts = posts_of(messages)
    assert posts
    assert all(one.views is not None and one.published_at.tzinfo for one in posts)
