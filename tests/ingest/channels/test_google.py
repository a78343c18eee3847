from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from ingest.platform.channel import Configured
from ingest.schema import campaign, conversion_action
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, Sleeper, google_at, pulled, snapshot, stored
from tests.servers.google import Google
from tests.servers.http import Platform, serve
from tests.servers.world import make_world

MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")


@pytest.fixture
def google() -> Google:
    return Google(make_world(first=SINCE, last=UNTIL, prefix="20000000"))


@pytest.fixture
def platform(google: Google) -> Iterator[Platform]:
    with serve(google) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return google_at(platform.base_url, "987-654-3210")


def quota(words: str, delay: str) -> dict[str, object]:
    failure = {
        "errorCode": {"quotaError": words},
        "message": "Too many requests.",
        "details": {"quotaErrorDetails": {"rateScope": "DEVELOPER", "retryDelay": delay}},
    }
    return {"error": {"code": 429, "message": "m", "status": "RESOURCE_EXHAUSTED", "details": [{"errors": [failure]}]}}


def test_every_batch_arrives_to_the_last_micro(
    store: Store, engine: Engine, google: Google, channel: Configured
) -> None:
    result = pulled(store, channel)

    assert (result.state, result.account, result.error) == ("done", "9876543210", None)
    for measure in MEASURES:
        assert stored(engine, measure) == google.world.total(measure)


def test_a_token_that_dies_in_the_middle_is_renewed(
    store: Store, engine: Engine, google: Google, channel: Configured
) -> None:
    google.token_life = 2
    result = pulled(store, channel)

    assert result.state == "done"
    assert google.tokens > 2
    assert stored(engine, "spend") == google.world.total("spend")


def test_a_revoked_grant_asks_to_reconnect(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    platform.fail(
        400, {"error": "invalid_grant", "error_description": "Token has been revoked."}, path="/token", times=9
    )
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "auth")
    assert snapshot(engine) == []


def test_the_named_delay_is_kept(store: Store, platform: Platform, channel: Configured) -> None:
    platform.fail(429, [quota("RESOURCE_TEMPORARILY_EXHAUSTED", "7s")], path="searchStream", times=2)
    sleeper = Sleeper()

    assert pulled(store, channel, sleeper).state == "done"
    assert sleeper.waits[:2] == [7, 7]


def test_a_daily_quota_waits_until_tomorrow(store: Store, platform: Platform, channel: Configured) -> None:
    platform.fail(429, quota("RESOURCE_EXHAUSTED", "40000s"), path="searchStream", times=1)
    result = pulled(store, channel, wait_scale=0.001)

    assert result.state == "waiting"
    assert result.error is not None
    assert result.error.retry_after_s == 40000


def test_an_error_after_good_batches_stores_nothing_of_them(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    good = {"results": [{"campaign": {"id": "1"}, "metrics": {"costMicros": "5"}, "segments": {"date": "2026-11-20"}}]}
    bad = {"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED", "details": []}}
    platform.fail(403, [good, bad], path="searchStream", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "permission")
    assert snapshot(engine) == []


def test_a_stream_that_breaks_off_is_asked_for_in_smaller_windows(
    store: Store, engine: Engine, google: Google, platform: Platform, channel: Configured
) -> None:
    broken = '[{"results": [{"campaign": {"id": "1"'
    platform.fail(200, broken, path="searchStream", times=2, after=3)
    platform.fail(200, "x" * 500, path="searchStream", times=1, after=3, cut=20)
    result = pulled(store, channel)

    assert result.state == "done"
    for measure in MEASURES:
        assert stored(engine, measure) == google.world.total(measure)


def test_a_renamed_metric_is_dropped_and_said(
    store: Store, engine: Engine, google: Google, channel: Configured
) -> None:
    google.old_metric = "metrics.video_trueview_views"
    result = pulled(store, channel)

    assert result.state == "done"
    assert stored(engine, "spend") == google.world.total("spend")


@pytest.mark.parametrize("slice_", ["age", "gender", "region", "device"])
def test_slices_add_up_to_the_campaigns_with_the_uncovered_part_as_unknown(
    store: Store, engine: Engine, google: Google, channel: Configured, slice_: str
) -> None:
    pulled(store, channel)

    for measure in MEASURES:
        assert stored(engine, measure, slice_) == google.world.total(measure)
    assert stored(engine, "spend", "region", region="DE") == google.world.total("spend")


def test_budgets_and_conversion_actions_are_stored(
    store: Store, engine: Engine, google: Google, channel: Configured
) -> None:
    pulled(store, channel)

    with engine.connect() as connection:
        budgets = set(connection.execute(select(campaign.c.daily_budget)).scalars())
        counts = connection.execute(select(conversion_action.c.count)).scalars().all()
    assert budgets == {25_000_000}
    assert sum(counts) == google.world.total("conversions") * 1_000_000


def test_restatement_changes_values_only(store: Store, engine: Engine, google: Google, channel: Configured) -> None:
    pulled(store, channel)
    before = len(snapshot(engine))
    google.world.restate("20000000001", UNTIL, conversions=99)
    result = pulled(store, channel)

    assert (result.inserted, result.updated > 0) == (0, True)
    assert len(snapshot(engine)) == before
    assert stored(engine, "conversions") == google.world.total("conversions")


def test_customers_are_found_under_their_manager_when_none_is_named(
    store: Store, engine: Engine, google: Google, platform: Platform, channel: Configured
) -> None:
    google.manager = "5550001111"
    unnamed = channel.settings.model_copy(update={"customer_ids": ()})
    result = pulled(store, replace(channel, settings=unnamed))

    assert (result.account, result.state) == ("9876543210", "done")
    assert stored(engine, "spend") == google.world.total("spend")
