from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select

from ingest.platform.channel import Configured
from ingest.schema import campaign, daily_fact, ingest_run
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, Sleeper, connected, pulled, snapshot, stored
from tests.servers.http import Platform, serve
from tests.servers.tiktok import TikTok
from tests.servers.world import make_world

MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")


@pytest.fixture
def tiktok() -> TikTok:
    return TikTok(make_world(first=SINCE, last=UNTIL, prefix="1780000000000", campaigns=5), page_size=14)


@pytest.fixture
def platform(tiktok: TikTok) -> Iterator[Platform]:
    with serve(tiktok) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return connected(
        "tiktok",
        access_token="planted-tiktok-token",
        advertiser_ids=("7100000000000000001",),
        base_url=platform.base_url,
    )


def test_every_page_arrives(store: Store, engine: Engine, tiktok: TikTok, channel: Configured) -> None:
    result = pulled(store, channel)

    assert (result.state, result.account, result.error) == ("done", "7100000000000000001", None)
    for measure in MEASURES:
        assert stored(engine, measure) == tiktok.world.total(measure)


@pytest.mark.parametrize("slice_", ["age+gender", "region", "device"])
def test_audience_reports_add_up(
    store: Store, engine: Engine, tiktok: TikTok, channel: Configured, slice_: str
) -> None:
    pulled(store, channel)

    for measure in ("spend", "impressions", "clicks", "conversions"):
        assert stored(engine, measure, slice_) == tiktok.world.total(measure)


def test_rows_that_move_between_pages_are_neither_lost_nor_doubled(
    store: Store, engine: Engine, tiktok: TikTok, channel: Configured
) -> None:
    tiktok.drifting = True
    pulled(store, channel)

    for measure in MEASURES:
        assert stored(engine, measure) == tiktok.world.total(measure)


def test_a_row_that_slips_behind_a_shrinking_list_is_found_again(
    store: Store, engine: Engine, tiktok: TikTok, channel: Configured
) -> None:
    tiktok.shrinking = True
    pulled(store, channel)

    assert stored(engine, "spend") == tiktok.world.total("spend")


@pytest.mark.parametrize(
    "told", [("total_number",), ("total_page",), ("page", "page_size"), ("total_number", "page_size")]
)
def test_pages_are_turned_by_whatever_the_platform_tells(
    store: Store, engine: Engine, tiktok: TikTok, channel: Configured, told: tuple[str, ...]
) -> None:
    tiktok.told_of_pages = told
    result = pulled(store, channel)

    assert result.state == "done"
    for measure in MEASURES:
        assert stored(engine, measure) == tiktok.world.total(measure)


def test_an_error_in_a_body_of_status_200_is_an_error(
    store: Store, engine: Engine, platform: Platform, tiktok: TikTok, channel: Configured
) -> None:
    limit = {"code": 40100, "message": "Too many requests", "request_id": "r", "data": {}}
    platform.fail(200, limit, path="report", times=3, after=1)
    sleeper = Sleeper()
    result = pulled(store, channel, sleeper)

    assert result.state == "done"
    assert sleeper.waits[:3] == [1, 2, 4]
    assert stored(engine, "spend") == tiktok.world.total("spend")


@pytest.mark.parametrize(
    ("code", "kind"), [(40105, "auth"), (40001, "permission"), (40007, "request"), (50000, "transient")]
)
def test_codes_name_their_kind_and_store_nothing(
    store: Store, engine: Engine, platform: Platform, channel: Configured, code: int, kind: str
) -> None:
    platform.fail(200, {"code": code, "message": "m", "data": {}}, path="report", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", kind)
    assert snapshot(engine) == []


def test_a_gateway_page_is_a_stumble(store: Store, platform: Platform, channel: Configured) -> None:
    platform.fail(504, "<html>504 Gateway Time-out</html>", path="report", times=2)

    assert pulled(store, channel).state == "done"


def test_refused_metrics_are_dropped_one_after_another(
    store: Store, engine: Engine, tiktok: TikTok, channel: Configured
) -> None:
    tiktok.refused_metrics = ("total_purchase_value", "profile_visits", "follows")
    result = pulled(store, channel)

    assert result.state == "done"
    assert stored(engine, "revenue") == tiktok.world.total("revenue")


def test_long_ids_stay_whole_and_a_dash_is_no_value(store: Store, engine: Engine, channel: Configured) -> None:
    pulled(store, channel)

    with engine.connect() as connection:
        ids = set(connection.execute(select(campaign.c.external_id)).scalars())
        silent = connection.execute(select(daily_fact.c.revenue).where(daily_fact.c.conversions == 0)).scalars().all()
    assert "1780000000000001" in ids
    assert None in silent
    assert 0 not in silent


def test_a_killed_pull_leaves_nothing_and_the_next_one_is_whole(
    store: Store, engine: Engine, platform: Platform, tiktok: TikTok, channel: Configured
) -> None:
    platform.fail(200, {"code": 40105, "message": "expired", "data": {}}, path="report", times=1, after=1)
    first = pulled(store, channel)
    rows_after_first = snapshot(engine)
    second = pulled(store, channel)

    assert (first.state, first.error and first.error.kind, rows_after_first) == ("failed", "auth", [])
    assert second.state == "done"
    assert stored(engine, "spend") == tiktok.world.total("spend")


def test_a_partial_answer_is_taken_and_told(store: Store, engine: Engine, tiktok: TikTok, channel: Configured) -> None:
    pulled(store, channel)
    missing = next(iter(tiktok.world.campaigns))
    tiktok.code, tiktok.hidden = 20001, missing
    result = pulled(store, channel)

    with engine.connect() as connection:
        notes = connection.execute(select(ingest_run.c.notes).order_by(ingest_run.c.id.desc())).scalars().first()
    assert (result.state, result.updated) == ("done", 0)
    assert stored(engine, "spend") == tiktok.world.total("spend")
    assert "channels-partial" in [key for key, _ in notes or []]


@pytest.mark.parametrize("body", [{"code": 0, "message": "OK"}, {"code": 0, "data": None}, {"code": 0, "data": {}}])
def test_an_answer_without_a_list_takes_nothing_away(
    store: Store, engine: Engine, tiktok: TikTok, platform: Platform, channel: Configured, body: object
) -> None:
    pulled(store, channel)
    platform.fail(200, body, path="report", times=999)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "schema")
    assert stored(engine, "spend") == tiktok.world.total("spend")
