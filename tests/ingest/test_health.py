from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from ingest.channel import Configured
from ingest.health import Health, health
from ingest.store import Store
from tests.ingest.refreshing import SINCE, TODAY, UNTIL, connected, now, pulled
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
