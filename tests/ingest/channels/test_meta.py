import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, func, select

from ingest.platform.channel import Configured
from ingest.schema import conversion_action, hourly_fact
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, Sleeper, connected, pulled, refreshed, snapshot, stored
from tests.servers.http import Platform, serve
from tests.servers.meta import Meta
from tests.servers.world import make_world

MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")


@pytest.fixture
def meta() -> Meta:
    return Meta(make_world(first=SINCE, last=UNTIL), page_size=40, hollow_page=True)


@pytest.fixture
def platform(meta: Meta) -> Iterator[Platform]:
    with serve(meta) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return connected(
        "meta", access_token="EAAB-planted-token", account_ids=("act_1234567890",), base_url=platform.base_url
    )


def test_every_page_arrives_though_the_first_is_empty(
    store: Store, engine: Engine, meta: Meta, channel: Configured
) -> None:
    result = pulled(store, channel)

    assert (result.state, result.error, result.account) == ("done", None, "1234567890")
    for measure in MEASURES:
        assert stored(engine, measure) == meta.world.total(measure)


def test_facebook_and_instagram_together_equal_the_account(
    store: Store, engine: Engine, meta: Meta, channel: Configured
) -> None:
    pulled(store, channel)

    parts = [stored(engine, "spend", channel=key) for key in ("facebook", "instagram")]
    assert sum(parts) == meta.world.total("spend")
    assert all(parts)


@pytest.mark.parametrize("slice_", ["age+gender", "region", "device", "placement"])
def test_slices_that_meta_cannot_cut_by_publisher_are_divided_to_the_last_cent(
    store: Store, engine: Engine, meta: Meta, channel: Configured, slice_: str
) -> None:
    pulled(store, channel)

    for measure in MEASURES:
        assert stored(engine, measure, slice_) == meta.world.total(measure)


def test_one_sale_under_three_names_counts_once_and_every_name_is_kept(
    store: Store, engine: Engine, meta: Meta, channel: Configured
) -> None:
    pulled(store, channel)

    with engine.connect() as connection:
        names = set(connection.execute(select(conversion_action.c.action)).scalars())
    assert names == {"omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase"}
    assert stored(engine, "conversions") == meta.world.total("conversions")


def test_hours_add_up_to_the_days(store: Store, engine: Engine, meta: Meta, channel: Configured) -> None:
    pulled(store, channel)

    with engine.connect() as connection:
        rows = connection.execute(select(hourly_fact.c.hour, hourly_fact.c.spend)).all()
    assert sum(row.spend for row in rows) == meta.world.total("spend") * 1_000_000
    assert {row.hour for row in rows} == {9, 21}


def test_the_same_refresh_twice_changes_nothing(store: Store, engine: Engine, channel: Configured) -> None:
    first = pulled(store, channel)
    before = snapshot(engine)
    second = pulled(store, channel)

    assert (second.inserted, second.updated) == (0, 0)
    assert second.unchanged == first.inserted
    assert snapshot(engine) == before


def test_a_restated_day_changes_values_and_not_the_number_of_rows(
    store: Store, engine: Engine, meta: Meta, channel: Configured
) -> None:
    pulled(store, channel)
    before = len(snapshot(engine))
    campaign = next(iter(meta.world.campaigns))
    meta.world.restate(campaign, UNTIL, conversions=7, impressions=4321)
    result = pulled(store, channel)

    assert result.inserted == 0
    assert result.updated > 0
    assert len(snapshot(engine)) == before
    assert stored(engine, "impressions") == meta.world.total("impressions")


def test_a_row_that_is_no_longer_returned_becomes_zero(
    store: Store, engine: Engine, meta: Meta, channel: Configured
) -> None:
    pulled(store, channel)
    meta.world.forget(next(iter(meta.world.campaigns)), UNTIL)
    pulled(store, channel)

    assert stored(engine, "spend") == meta.world.total("spend")
    assert stored(engine, "spend", vanished=True) == 0
    with engine.connect() as connection:
        hours = connection.execute(select(func.sum(hourly_fact.c.spend))).scalar_one()
        sales = select(func.sum(conversion_action.c.count)).where(conversion_action.c.action == "purchase")
        counted = connection.execute(sales).scalar_one()
    assert hours == meta.world.total("spend") * 1_000_000
    assert counted == meta.world.total("conversions") * 1_000_000


def test_the_wait_of_the_header_is_kept(store: Store, platform: Platform, channel: Configured) -> None:
    usage = {"1234567890": [{"type": "ads_insights", "call_count": 101, "estimated_time_to_regain_access": 3}]}
    limit = {"error": {"message": "User request limit reached", "code": 17, "error_subcode": 2446079}}
    headers = {"x-business-use-case-usage": json.dumps(usage)}
    platform.fail(400, limit, path="insights", times=2, headers=headers)
    sleeper = Sleeper()
    result = pulled(store, channel, sleeper, wait_scale=0.5)

    assert result.state == "done"
    assert sleeper.waits[:2] == [90, 90]


def test_a_wait_longer_than_the_run_is_reported_unscaled_and_the_rest_follows_later(
    store: Store, engine: Engine, meta: Meta, platform: Platform, channel: Configured
) -> None:
    usage = {"1": [{"estimated_time_to_regain_access": 60}]}
    limit = {"error": {"message": "limit", "code": 80000}}
    platform.fail(400, limit, path="insights", after=10, headers={"x-business-use-case-usage": json.dumps(usage)})
    first = pulled(store, channel, wait_scale=0.001)
    asked_before = len(platform.paths("insights"))
    second = pulled(store, channel)

    assert (first.state, first.error and first.error.kind, first.error and first.error.retry_after_s) == (
        "waiting",
        "rate_limit",
        3600,
    )
    assert second.state == "done"
    assert stored(engine, "spend", "placement") == meta.world.total("spend")
    assert len(platform.paths("insights")) - asked_before > 0


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, "<html>Service Unavailable</html>"),
        (500, {"error": {"message": "An unknown error occurred", "code": 1, "is_transient": True}}),
        (400, {"error": {"message": "Timeout", "code": 960}}),
        (200, '{"data":[{"campaign_id"'),
        (200, [1, 2]),
    ],
)
def test_stumbles_are_asked_again(
    store: Store, engine: Engine, meta: Meta, platform: Platform, channel: Configured, status: int, body: object
) -> None:
    platform.fail(status, body, path="insights", times=3, after=1)
    result = pulled(store, channel)

    assert result.state == "done"
    assert stored(engine, "spend") == meta.world.total("spend")


def test_a_gateway_that_names_a_long_wait_is_not_asked_again(
    store: Store, platform: Platform, channel: Configured
) -> None:
    platform.fail(503, "<html>Maintenance</html>", path="insights", times=9, headers={"Retry-After": "1200"})
    result = pulled(store, channel)

    assert result.state == "waiting"
    assert (result.error and result.error.kind, result.error and result.error.retry_after_s) == ("transient", 1200)
    assert len(platform.paths("insights")) == 1


def test_the_wait_a_gateway_names_is_kept(store: Store, platform: Platform, channel: Configured) -> None:
    platform.fail(503, "busy", path="insights", times=2, headers={"Retry-After": "40"})
    sleeper = Sleeper()

    assert pulled(store, channel, sleeper).state == "done"
    assert sleeper.waits[:2] == [40, 40]


def test_a_dead_token_stops_the_source_and_stores_nothing(
    store: Store, engine: Engine, platform: Platform, channel: Configured
) -> None:
    dead = {
        "error": {
            "message": "Error validating access token",
            "type": "OAuthException",
            "code": 190,
            "error_subcode": 463,
        }
    }
    platform.fail(400, dead, times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "auth")
    assert len(platform.asked) == 1
    assert snapshot(engine) == []


def test_no_right_to_one_account_does_not_stop_the_next(store: Store, platform: Platform) -> None:
    channel = connected(
        "meta", access_token="EAAB-planted-token", account_ids=("999", "1234567890"), base_url=platform.base_url
    )
    platform.fail(403, {"error": {"message": "no permission", "code": 200}}, path="act_999", times=9)
    result = refreshed(store, [channel]).sources

    assert [(entry.account, entry.state) for entry in result] == [("999", "failed"), ("1234567890", "done")]
    assert result[0].error is not None
    assert result[0].error.kind == "permission"


def test_too_much_data_is_asked_for_in_smaller_pages(
    store: Store, engine: Engine, meta: Meta, platform: Platform, channel: Configured
) -> None:
    too_much = {"error": {"message": "Please reduce the amount of data you're asking for, then retry", "code": 1}}
    platform.fail(500, too_much, path="insights", times=6)
    result = pulled(store, channel)

    limits = [asked.query.get("limit") for asked in platform.asked if asked.path.endswith("insights")]
    assert limits[:3] == ["500", "250", "100"]
    assert result.state == "done"
    assert stored(engine, "spend") == meta.world.total("spend")


def test_a_report_too_slow_for_one_request_runs_asynchronously(
    store: Store, engine: Engine, meta: Meta, channel: Configured
) -> None:
    meta.only_async = True
    sleeper = Sleeper()
    result = pulled(store, channel, sleeper)

    assert result.state == "done"
    assert sleeper.waits[:2] == [2, 4]
    assert stored(engine, "spend") == meta.world.total("spend")


def test_the_address_of_the_next_page_is_never_followed(store: Store, platform: Platform, channel: Configured) -> None:
    pulled(store, channel)

    tokens = {asked.query.get("access_token") or asked.form().get("access_token") for asked in platform.asked}
    assert tokens == {"EAAB-planted-token"}
