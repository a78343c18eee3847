from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from ingest.files import load
from ingest.health import Health, health
from ingest.platform.channel import Configured
from ingest.schema import ingest_run
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, TODAY, UNTIL, connected, now, pulled, refreshed
from tests.servers.google import Google
from tests.servers.http import Platform, serve
from tests.servers.world import make_world


@pytest.fixture
def google() -> Google:
    return Google(make_world(first=SINCE, last=UNTIL, prefix="20000000", campaigns=2))


@pytest.fixture
def platform(google: Google) -> Iterator[Platform]:
    with serve(google) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return connected(
        "google",
        developer_token="dev-planted",
        client_id="c",
        client_secret="secret-planted",
        refresh_token="refresh-planted",
        customer_ids=("9876543210",),
        base_url=platform.base_url,
        token_url=f"{platform.base_url}/token",
    )


def asked(engine: Engine) -> Health:
    with engine.connect() as connection:
        return health(connection, today=TODAY, refresh_minutes=60)


def test_a_fresh_channel_has_no_lag_and_reconciles(store: Store, engine: Engine, channel: Configured) -> None:
    pulled(store, channel)
    one = asked(engine).channels[0]

    assert (one.channel, one.source, one.account, one.state) == ("google_ads", "google", "9876543210", "done")
    assert (one.last_complete_day, one.lag_days, one.stale) == (UNTIL, 0, False)
    assert one.last_success == now()
    assert one.next_run == now() + timedelta(hours=1)
    assert one.reconciliation is not None
    assert one.reconciliation.difference == 0


def test_a_total_that_differs_is_shown_with_its_difference(
    store: Store, engine: Engine, google: Google, channel: Configured
) -> None:
    google.beside_campaigns = Decimal("0.5")
    pulled(store, channel)
    one = asked(engine).channels[0]

    assert one.reconciliation is not None
    assert one.reconciliation.difference == Decimal("0.5")


def test_a_failed_refresh_keeps_the_last_success_and_says_why(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    pulled(store, channel)
    platform.fail(400, {"error": "invalid_grant"}, path="/token", times=9)
    pulled(store, channel, now=lambda: now() + timedelta(hours=3))
    one = asked(engine).channels[0]

    assert (one.state, one.error_kind) == ("failed", "auth")
    assert one.last_success == now()


def test_a_wait_moves_the_next_run(store: Store, engine: Engine, platform: Platform, channel: Configured) -> None:
    quota = {
        "error": {"code": 429, "message": "Too many requests. Retry in 7200 seconds.", "status": "RESOURCE_EXHAUSTED"}
    }
    pulled(store, channel)
    platform.fail(429, quota, path="searchStream")
    pulled(store, channel)

    assert asked(engine).channels[0].next_run == now() + timedelta(hours=2)


def test_drift_and_quarantine_are_shown(store: Store, engine: Engine, google: Google, channel: Configured) -> None:
    google.old_metric = "metrics.video_trueview_views"
    google.world.restate("20000000001", UNTIL, clicks=-3)
    pulled(store, channel)
    found = asked(engine)

    assert found.channels[0].drift == ("metrics.video_trueview_views",)
    assert found.quarantine[0].source == "google"
    assert set(found.quarantine[0].reasons) == {"negative_measure"}


def test_a_refresh_that_lists_no_account_is_one_of_every_account(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    pulled(store, channel)
    unlisted = Configured(channel=channel.channel, settings=channel.settings.model_copy(update={"customer_ids": ()}))
    platform.fail(400, {"error": "invalid_grant"}, path="/token", times=9)
    pulled(store, unlisted, now=lambda: now() + timedelta(hours=3))
    [one] = asked(engine).channels

    assert (one.account, one.state, one.error_kind) == ("9876543210", "failed", "auth")
    assert one.last_success == now()


def test_accounts_behind_a_dead_token_are_failed_too(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    several = Configured(
        channel=channel.channel, settings=channel.settings.model_copy(update={"customer_ids": ("9876543210", "2")})
    )
    pulled(store, channel)
    platform.fail(400, {"error": "invalid_grant"}, path="/token", times=9)
    refreshed(store, [several])

    with engine.connect() as connection:
        lines = connection.execute(
            select(ingest_run.c.account).where(ingest_run.c.kind == "refresh", ingest_run.c.state == "failed")
        ).scalars()
        assert set(lines) == {"9876543210", "2"}


def test_a_source_that_never_sent_anything_is_no_secret(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    platform.fail(400, {"error": "invalid_grant"}, path="/token", times=9)
    pulled(store, channel)
    [one] = asked(engine).channels

    assert (one.channel, one.source, one.state, one.error_kind) == ("google_ads", "google", "failed", "auth")
    assert (one.last_day, one.lag_days, one.last_success) == (None, None, None)


def test_a_channel_of_files_knows_its_last_load(store: Store, engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "vk ads.csv"
    path.write_text("Date,Campaign,Spend\n2026-11-20,A,1\n", encoding="utf-8")
    load(store, [path], currency="RUB", today=TODAY)
    [one] = asked(engine).channels

    assert (one.channel, one.state, one.next_run) == ("vk", "", None)
    assert one.last_success is not None
