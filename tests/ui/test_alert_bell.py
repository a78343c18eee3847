"""An open chat learns of alerts while it is open: only what is new, only what its person may see, with a count."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from agent.bootstrap import Demetra
from ingest.errors import NotAllowed
from ingest.scope import DataScope
from tests.bots.conftest import demetra_with_bot, running, telegram  # noqa: F401 - fixtures
from tools.access import LOCAL, Actor
from tools.alerts.book import AlertBook
from tools.alerts.rows import save, writing
from tools.alerts.rules.lifecycle import Record
from tools.alerts.rules.model import AlertScope, Trouble
from ui.chat.alert_bell import AlertBell


@dataclass(frozen=True, kw_only=True)
class Chat:
    id: str
    user: str
    language: str


PEOPLE = {
    "anna": LOCAL,
    "boris": Actor(name="boris", role="manager", scope=DataScope(channels=frozenset({"google_ads"}))),
}


def person(user: str) -> Actor:
    if user not in PEOPLE:
        raise NotAllowed("access-session-ended")
    return PEOPLE[user]


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def bell(running: Demetra, told: list[tuple[str, str]]) -> AlertBell:  # noqa: F811
    async def say(chat: Chat, text: str) -> None:
        told.append((chat.id, text))

    return AlertBell(running=running, person=person, say=say)


def raise_alert(running: Demetra, channel: str = "instagram") -> int:  # noqa: F811
    now = running.clock.now()
    day = now.date() - timedelta(days=1)
    finding = Trouble(
        rule="broken_tracking",
        kind="broken_tracking",
        severity="high",
        scope=AlertScope(channel=channel),
        metric="conversions",
        value=0.0,
        threshold=None,
        expected=14.0,
        since=day,
        last_seen=day,
        money_at_stake=0.0,
        direction=-1,
        values={},
    )
    record = Record(finding=finding, state="firing", raised_at=now, told=True)
    with writing(running.engine) as connection:
        return save(connection, record, None)


async def test_only_what_is_new_is_told_and_only_once(
    bell: AlertBell,
    told: list[tuple[str, str]],
) -> None:
    raise_alert(bell.running)
    chat = Chat(id="1", user="anna", language="en")
    assert await bell.look([chat]) == 0, "what was there at the opening stands in the opening view"

    raise_alert(bell.running, "google_ads")
    assert await bell.look([chat]) == 1
    assert await bell.look([chat]) == 0

    ((where, text),) = told
    assert where == "1"
    assert "Google Ads" in text
    assert "Instagram" not in text
    assert "2 unread" in text


async def test_what_begins_while_the_opening_view_is_drawn_is_news(
    bell: AlertBell,
    told: list[tuple[str, str]],
) -> None:
    chat = Chat(id="1", user="anna", language="en")
    raise_alert(bell.running)
    await bell.greet(chat)
    raise_alert(bell.running, "google_ads")

    assert await bell.look([chat]) == 1
    assert "Google Ads" in told[0][1]


async def test_read_alerts_are_not_counted_and_nobody_hears_of_what_they_may_not_see(
    bell: AlertBell,
    told: list[tuple[str, str]],
) -> None:
    chats = [
        Chat(id="1", user="anna", language="ru"),
        Chat(id="2", user="boris", language="ru"),
        Chat(id="3", user="gone", language="ru"),
    ]
    read = raise_alert(bell.running)
    await bell.look(chats)
    AlertBook(desk=bell.running.desk()).acknowledge(str(read), "anna")
    raise_alert(bell.running, "tiktok")

    assert await bell.look(chats) == 1
    assert [where for where, _ in told] == ["1"]
    assert "1 непрочитанное" in told[0][1]
    assert replace(chats[0], id="9").id not in bell.known
