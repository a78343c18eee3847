"""What Telegram sends is agreed on in words from anywhere, for the chat of whoever asks and nobody else's."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from tests.conftest import NOW, TODAY
from tools.access import Actor
from tools.access.preferences import Preferences, preferences_of
from tools.analytics.manage_subscription import TOOL
from tools.delivery.guests import guest_of, link, new_code, subscriptions
from tools.engine.engine import MetricEngine
from tools.tool import Proposal, ToolContext, ToolResult


def _said(desk: ToolContext, phrase: str, *, confirm: bool = False) -> ToolResult:
    return TOOL.call(TOOL.arguments(phrase=phrase, confirm=confirm), desk)


@pytest.fixture
def linked(engine: Engine, tmp_path: Path) -> ToolContext:
    """The desk of Anna, whose chat is 7; Boris has chat 8."""
    anna = Actor(name="anna", role="manager")
    metrics = MetricEngine(engine, currency="RUB", restatement={})
    desk = ToolContext(metrics=metrics, today=TODAY, now=NOW, language="en", data_dir=tmp_path, actor=anna)
    for name, chat in (("anna", 7), ("boris", 8)):
        link(desk.engine, new_code(desk.engine, name, "manager", NOW), chat, name, NOW + timedelta(minutes=1))
    return desk


def test_a_digest_is_proposed_and_then_kept_for_the_chat_of_whoever_asks(linked: ToolContext) -> None:
    proposed = _said(linked, "send me the digest on Fridays at 10")
    held = subscriptions(linked.engine, "telegram:7")
    done = _said(linked, "send me the digest on Fridays at 10", confirm=True)

    assert isinstance(proposed, Proposal)
    assert "weekly digest, Friday, 10:00" in proposed.text
    assert set(held) == {"alerts"}
    assert subscriptions(linked.engine, "telegram:7")["digest_weekly"]["weekday"] == 4
    assert set(subscriptions(linked.engine, "telegram:8")) == {"alerts"}
    assert "Friday, 10:00" in done.text


def test_everything_ends_by_name_in_the_preview_and_then_for_good(linked: ToolContext) -> None:
    proposed = _said(linked, "unsubscribe me from everything")
    done = _said(linked, "unsubscribe me from everything", confirm=True)

    assert "no longer: 🔔 alerts" in proposed.text
    assert subscriptions(linked.engine, "telegram:7") == {}
    assert done.text == "No subscriptions."


def test_without_a_chat_the_way_to_one_is_said_and_an_unknown_wish_is_named(linked: ToolContext) -> None:
    stranger = replace(linked, actor=Actor(name="clara", role="manager"))

    assert "demetra telegram link" in _said(stranger, "send me the daily digest").text
    assert "alerts" in _said(linked, "").text
    with pytest.raises(InvalidInput, match="a poem"):
        _said(linked, "a poem")


def test_a_report_is_proposed_in_full_kept_and_ended_like_a_digest(linked: ToolContext) -> None:
    wish = "send me a monthly report on the 1st at 8 about Facebook in Excel and in Russian"
    proposed = _said(linked, wish)
    _said(linked, wish, confirm=True)
    listed = _said(linked, "which reports are scheduled?")
    held = subscriptions(linked.engine, "telegram:7")
    ending = _said(linked, "cancel the report")
    _said(linked, "cancel the report", confirm=True)

    assert isinstance(proposed, Proposal)
    assert "monthly report, day 1, 08:00; only Facebook; Excel; in Russian" in proposed.text
    assert "monthly report, day 1" in listed.text
    assert held["report_monthly"]["order"]["period"] == "last month"
    assert isinstance(ending, Proposal)
    assert ending.text.count("no longer") == 1
    assert set(subscriptions(linked.engine, "telegram:7")) == {"alerts"}


def test_ending_what_is_not_sent_changes_nothing_and_shows_what_is(linked: ToolContext) -> None:
    found = _said(linked, "stop sending the weekly report")

    assert not isinstance(found, Proposal)
    assert "alerts" in found.text


def test_quiet_hours_and_the_zone_are_agreed_on_in_words_for_the_chat_of_whoever_asks(linked: ToolContext) -> None:
    proposed = [_said(linked, text) for text in ("не пиши мне с 22 до 8", "мой часовой пояс — Екатеринбург")]
    before = guest_of(linked.engine, 7)
    for text in ("don't disturb me between 22 and 8", "my time zone is Yekaterinburg"):
        _said(linked, text, confirm=True)
    anna, boris = guest_of(linked.engine, 7), guest_of(linked.engine, 8)
    stranger = replace(linked, actor=Actor(name="clara", role="manager"))

    assert [type(one) for one in proposed] == [Proposal, Proposal]
    assert "from 22:00 to 08:00" in proposed[0].text
    assert anna
    assert before
    assert boris
    assert (dict(before.settings), dict(boris.settings)) == ({}, {})
    assert dict(anna.settings) == {"quiet_from": "22:00", "quiet_to": "08:00"}
    assert (anna.timezone, boris.timezone) == ("Asia/Yekaterinburg", before.timezone)
    assert "demetra telegram link" in _said(stranger, "не пиши мне с 22 до 8").text


@pytest.mark.parametrize("name", ["anna", "clara"])
def test_a_zone_is_a_person_s_with_a_chat_or_without_one(linked: ToolContext, name: str) -> None:
    """At 9 in Moscow it is 11 in Yekaterinburg; the day in the figures stays the team's."""
    desk = linked.acting_for(Actor(name=name, role="manager"))

    proposed = _said(desk, "my time zone is Yekaterinburg")
    assert isinstance(proposed, Proposal)
    assert preferences_of(desk.engine, name) == Preferences()
    said = _said(desk, "my time zone is Yekaterinburg", confirm=True)

    chosen = preferences_of(desk.engine, name)
    assert "Asia/Yekaterinburg" in said.text
    assert chosen == Preferences(zone="Asia/Yekaterinburg")
    local = replace(desk, zone=chosen.clock).local
    assert (local.utcoffset(), replace(desk, zone=chosen.clock).today) == (timedelta(hours=5), TODAY)
    chat = guest_of(desk.engine, 7)
    assert chat is not None
    assert (chat.timezone == "Asia/Yekaterinburg") is (name == "anna")
