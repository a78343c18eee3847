"""What people are told about the freshness of their data, word by word where a wrong word would mislead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ingest.facts import Account
from ingest.health import ChannelHealth, Quarantine, Reconciliation
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, TODAY, UNTIL, connected, pulled
from tests.ingest.refreshing import now as then
from tests.servers.http import Platform, serve
from tests.servers.tiktok import TikTok
from tests.servers.world import make_world
from tools.alerts import health_words
from tools.analytics.data_health import TOOL
from tools.engine.engine import MetricEngine
from tools.semantics.catalogue import AccountFacts
from tools.tool import ToolContext, ToolResult

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
FRESH = ChannelHealth(
    channel="tiktok",
    source="tiktok",
    account="7",
    last_day=TODAY,
    last_complete_day=UNTIL,
    lag_days=0,
    last_success=datetime(2026, 11, 21, 8, 40, tzinfo=UTC),
    state="done",
    next_run=datetime(2026, 11, 21, 9, 40, tzinfo=UTC),
)
LATE = replace(FRESH, channel="vk", last_complete_day=UNTIL - timedelta(days=2), lag_days=2)


@pytest.fixture
def platform() -> Iterator[Platform]:
    with serve(TikTok(make_world(first=SINCE, last=UNTIL, prefix="17800000000000", campaigns=1))) as running:
        yield running


def asked(store: Store, **arguments: object) -> ToolResult:
    desk = ToolContext(
        metrics=MetricEngine(store.engine, currency="RUB"), today=TODAY, now=NOW, data_dir=Path(), language="ru"
    )
    return TOOL.run(TOOL.arguments.model_validate(arguments), desk)


def test_a_fresh_channel_says_when_it_was_and_will_be_refreshed() -> None:
    assert health_words.line(FRESH, NOW, "ru", named=False) == (
        "- **TikTok**: по 20 ноября 2026; обновлено сегодня в 11:40; следующее обновление сегодня в 12:40."
    )
    assert health_words.line(FRESH, NOW, "en", named=True) == (
        "- **TikTok (7)**: up to 20 Nov 2026; refreshed today at 11:40; next refresh today at 12:40."
    )


def test_the_headline_never_calls_late_data_fresh() -> None:
    assert "свежие" in health_words.headline([FRESH], "ru")
    assert health_words.headline([LATE], "en") == "Yesterday is not there yet: data up to 18 Nov 2026."
    assert health_words.headline([FRESH, LATE], "ru") == (
        "Самые свежие данные — по 20 ноября 2026; не доходят до вчера: ВКонтакте."
    )


def test_a_dead_token_is_told_though_its_old_days_are_complete() -> None:
    dead = replace(FRESH, state="failed", error_kind="auth", error_message="The platform no longer accepts ...")

    assert health_words.headline([dead], "en").endswith("Not refreshing: TikTok.")
    assert "обновите токен" in health_words.line(dead, NOW, "ru", named=False)


def test_a_refresh_that_is_overdue_has_no_hour_in_the_past() -> None:
    assert "as soon as the worker runs" in health_words.line(
        replace(FRESH, next_run=NOW - timedelta(hours=5)), NOW, "en", named=False
    )


@pytest.mark.parametrize(("difference", "word"), [("0.5", "more"), ("-0.5", "less")])
def test_a_mismatch_with_the_account_says_which_is_more(difference: str, word: str) -> None:
    found = Reconciliation(
        since=SINCE, until=UNTIL, currency="EUR", account_total=Decimal("100"), difference=Decimal(difference)
    )

    said = health_words.line(replace(FRESH, reconciliation=found), NOW, "en", named=False)

    assert f"the ad account says €100.00, which is €0.50 {word} than its campaigns" in said


def test_quarantine_names_its_reasons() -> None:
    waiting = Quarantine(source="meta", rows=3, reasons={"negative_measure": 2, "not_readable": 1})

    assert health_words.quarantine_line(waiting, "ru") == (
        "3 строки из meta в карантине и не вошли в расчёты: показатель меньше нуля — 2, "
        "значение в строке не читается — 1."
    )


def test_only_what_differs_between_accounts_is_told() -> None:
    one = AccountFacts(
        id=1,
        name="",
        channel="vk",
        source="vk",
        currency="RUB",
        timezone="Europe/Moscow",
        vat_included=True,
        attribution="x",
        conversion_definition="goals",
        first_day=SINCE,
        last_day=UNTIL,
    )
    other = replace(one, channel="tiktok", currency="USD", vat_included=False)

    assert health_words.basis_lines([one, one], "en") == []
    assert health_words.basis_lines([one, other, replace(one, channel="pinterest")], "en")[1:] == [
        "- VK and Pinterest: currency RUB, VAT included",
        "- TikTok: currency USD, without VAT",
    ]


def test_the_answer_is_of_the_channels_asked_about(store: Store, platform: Platform) -> None:
    with store.run(source="google", kind="file") as run:
        run.account(Account(channel="google_ads", external_id="1", currency="USD"))
    pulled(
        store,
        connected("tiktok", access_token="t", advertiser_ids=("7100000000000000001",), base_url=platform.base_url),
        now=then,
    )

    found = asked(store, channels=["тикток"])

    assert [row[0] for row in found.tables[0].rows] == ["tiktok"]
    assert "Google" not in found.text
    assert "сумма кампаний сходится с кабинетом" in found.text


def test_nothing_asked_and_nothing_loaded_is_no_data(store: Store) -> None:
    assert asked(store).status == "no_data"
