import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, select, text

from ingest.errors import InvalidInput
from ingest.platform.channel import AdPlatformAdapter, Configured, configured
from ingest.refresh.account import Progress
from ingest.refresh.lock import only_one
from ingest.refresh.report import RefreshResult
from ingest.refresh.sync import RefreshOrder, RefreshStep, refresh
from ingest.schema import day_reading, ingest_run, rejected_row, run_lock
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, TODAY, UNTIL, connected, now, pulled, refreshed, snapshot, stored
from tests.servers.http import Platform, serve
from tests.servers.meta import Meta
from tests.servers.postgres import SERVER
from tests.servers.tiktok import TikTok
from tests.servers.vk import Vk
from tests.servers.world import World, make_world

TOKEN = "planted-tiktok-token"
BOTH_WHEN_SLOW = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)], indirect=True
)
"""For windows of months, which are read off the days and not off the database."""


@pytest.fixture
def world() -> World:
    return make_world(first=date(2026, 8, 1), last=TODAY, prefix="1780000000000", campaigns=2)


@pytest.fixture
def tiktok(world: World) -> Iterator[Platform]:
    with serve(TikTok(world, page_size=1000)) as running:
        yield running


@pytest.fixture
def channel(tiktok: Platform) -> Configured:
    return connected("tiktok", access_token=TOKEN, advertiser_ids=("7100000000000000001",), base_url=tiktok.base_url)


def ran(engine: Engine, **where: Any) -> list[Any]:
    conditions = [ingest_run.c[name] == value for name, value in where.items()]
    with engine.connect() as connection:
        return list(connection.execute(select(ingest_run).where(*conditions).order_by(ingest_run.c.id)).all())


def test_a_source_without_credentials_is_skipped_and_a_broken_one_stops_nobody(
    store: Store, engine: Engine, world: World, channel: Configured
) -> None:
    with serve(Meta(world)) as broken, serve(Vk(world)) as vk:
        broken.fail(500, "<html>", times=999)
        several = [
            connected("meta", access_token="EAAB-planted", account_ids=("1",), base_url=broken.base_url),
            channel,
            connected("vk", access_token="vk-planted-token", base_url=vk.base_url),
        ]
        skipped = next(one for one in configured(None) if one.source == "yandex")
        result = refreshed(store, [*several, skipped])

    assert [(one.source, one.state) for one in result.sources] == [
        ("meta", "failed"),
        ("tiktok", "done"),
        ("vk", "done"),
        ("yandex", "skipped"),
    ]
    assert not result.ok
    assert set(result.model_dump(mode="json")) == {"sources", "seconds"}
    assert result.sources[0].error is not None
    assert result.sources[0].error.kind == "transient"


def test_a_source_with_nothing_to_pull_still_appears(store: Store) -> None:
    telegram = connected("telegram", api_id="1", api_hash="planted-hash", session="planted-session")
    result = refreshed(store, [telegram])

    assert [(one.source, one.state) for one in result.sources] == [("telegram", "skipped")]


def test_half_set_up_credentials_name_what_is_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_ADS_DEVELOPER_TOKEN", "dev-token")
    google = next(one for one in configured(None) if one.source == "google")
    result = refreshed(store, [google]).sources[0]

    assert (result.state, result.error and result.error.kind) == ("failed", "auth")
    assert result.error is not None
    assert "GOOGLE_ADS_REFRESH_TOKEN" in result.error.message


def test_settings_come_from_the_environment_under_their_own_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("META_ACCESS_TOKEN", "EAAB")
    monkeypatch.setenv("META_ACCOUNT_IDS", "act_12-34, 5")
    monkeypatch.setenv("META_BASE_URL", "http://127.0.0.1:9/")
    meta = next(one for one in configured(None) if one.source == "meta")

    assert meta.ready
    assert meta.settings.account_ids == ("act_12-34", "5")  # type: ignore[attr-defined]


def test_only_the_named_source_appears(store: Store, channel: Configured) -> None:
    several = [*configured(None), channel]
    result = refreshed(store, [one for one in several if one.source != "tiktok" or one.ready], source="tiktok")

    assert [one.source for one in result.sources] == ["tiktok"]
    assert result.ok


def test_an_unknown_source_is_named_with_the_possible_ones(store: Store, channel: Configured) -> None:
    with pytest.raises(InvalidInput, match="tiktok"):
        refreshed(store, [channel], source="tikto")


def test_a_window_that_ends_before_it_begins_is_refused(store: Store, channel: Configured) -> None:
    with pytest.raises(InvalidInput):
        refreshed(store, [channel], since=UNTIL, until=SINCE)


@BOTH_WHEN_SLOW
def test_the_first_refresh_looks_back_ninety_days_and_the_next_ones_follow_their_rhythm(
    store: Store, engine: Engine, channel: Configured
) -> None:
    windows = []
    for hours in (0, 1, 2, 7, 26):
        moment = now() + timedelta(hours=hours)
        today = TODAY if hours < 15 else TODAY + timedelta(days=1)
        result = pulled(store, channel, since=None, until=None, today=today, now=lambda moment=moment: moment)
        windows.append((today - result.since).days if result.since else None)

    assert windows == [90, 1, 1, 3, 28]


@BOTH_WHEN_SLOW
def test_days_missed_while_nothing_ran_are_caught_up(store: Store, channel: Configured) -> None:
    pulled(store, channel, since=None, until=None)
    later = TODAY + timedelta(days=40)
    result = pulled(store, channel, since=None, until=None, today=later, now=lambda: now() + timedelta(days=40))

    assert result.since is not None
    assert result.since <= TODAY


def test_a_waiting_refresh_goes_on_with_the_units_that_are_left(
    store: Store, engine: Engine, tiktok: Platform, world: World, channel: Configured
) -> None:
    limit = {"code": 40100, "message": "Too many", "data": {}}
    tiktok.fail(200, limit, path="report", after=2, headers={"Retry-After": "5400"})
    first = pulled(store, channel, wait_scale=0.0001)
    reports = len(tiktok.paths("report"))
    again = pulled(store, channel)

    assert (first.state, first.error and first.error.retry_after_s) == ("waiting", 5400)
    cursor = ran(engine, kind="refresh")[0]
    assert cursor.retry_at is not None
    assert len(cursor.cursor["done"]) == 2
    assert again.state == "done"
    whole = ["none", "age_gender", "country", "device", *["hours"] * ((UNTIL - SINCE).days + 1)]
    assert len(tiktok.paths("report")) - reports == len(whole) - 2


def test_nothing_is_visible_of_a_window_that_broke_off(
    store: Store, engine: Engine, tiktok: Platform, channel: Configured
) -> None:
    tiktok.fail(500, "<html>", path="report", times=99)

    assert pulled(store, channel).state == "failed"
    assert snapshot(engine) == []


def test_what_was_whole_stays_when_a_later_unit_fails(
    store: Store, engine: Engine, tiktok: Platform, world: World, channel: Configured
) -> None:
    tiktok.fail(500, "<html>", path="report", times=99, after=1)
    result = pulled(store, channel)

    assert result.state == "partial"
    assert stored(engine, "spend") == world.total("spend", SINCE, UNTIL)


def test_a_slice_the_platform_does_not_offer_leaves_the_rest_done(
    store: Store, engine: Engine, tiktok: Platform, world: World, channel: Configured
) -> None:
    tiktok.fail(200, {"code": 40002, "message": "Conflict occurs", "data": {}}, path="report", times=1, after=1)
    result = pulled(store, channel)

    assert (result.state, result.error) == ("done", None)
    assert "channels-optional-failed" in {note[0] for note in ran(engine, kind="refresh")[0].notes}
    assert stored(engine, "spend") == world.total("spend", SINCE, UNTIL)


def test_the_account_total_is_held_against_the_campaigns(
    store: Store, engine: Engine, world: World, channel: Configured
) -> None:
    pulled(store, channel)

    notes = dict(ran(engine, kind="refresh")[0].notes)
    assert notes["channels-reconciled"]["total"] == str(world.total("spend", SINCE, UNTIL))


def test_a_row_that_cannot_be_true_is_quarantined_and_the_rest_is_stored(
    store: Store, engine: Engine, world: World, channel: Configured
) -> None:
    campaign = next(iter(world.campaigns))
    world.restate(campaign, UNTIL, impressions=-5)
    result = pulled(store, channel)

    with engine.connect() as connection:
        reasons = set(connection.execute(select(rejected_row.c.reason)).scalars())
    assert result.rejected > 0
    assert reasons == {"negative_measure"}
    assert stored(engine, "clicks") == world.total("clicks", SINCE, UNTIL) - world.cells[campaign, UNTIL].clicks


def test_a_row_that_comes_back_unreadable_keeps_what_is_stored(
    store: Store, engine: Engine, world: World, channel: Configured
) -> None:
    pulled(store, channel)
    before = stored(engine, "spend")
    world.restate(next(iter(world.campaigns)), UNTIL, impressions=-5)
    pulled(store, channel)

    assert stored(engine, "spend") == before


def test_a_library_that_fails_in_its_own_way_stops_only_its_channel(
    store: Store, channel: Configured, caplog: pytest.LogCaptureFixture
) -> None:
    class Strange(Exception):
        """What no list of errors knows."""

    def fail(settings: object, _line: object) -> AdPlatformAdapter:
        raise Strange(settings.access_token.get_secret_value())  # type: ignore[attr-defined]

    vk = connected("vk", access_token="vk-planted-token")
    strange = replace(vk, channel=replace(vk.channel, open=fail))
    result = refreshed(store, [strange, channel])

    assert [(one.source, one.state) for one in result.sources] == [("vk", "failed"), ("tiktok", "done")]
    assert result.sources[0].error is not None
    assert "Strange" in result.sources[0].error.message
    assert "vk-planted-token" not in result.model_dump_json() + caplog.text


def test_steps_follow_in_order_and_a_failing_one_stops_nobody(
    store: Store, engine: Engine, channel: Configured
) -> None:
    order: list[str] = []

    def step(name: str, rows: int) -> RefreshStep:
        def run(facts: RefreshResult) -> int:
            order.append(name)
            if rows < 0:
                raise ValueError("no series")
            return rows + len(facts.sources)

        return RefreshStep(name=name, run=run)

    asked = RefreshOrder(today=TODAY, now=now, since=UNTIL, until=UNTIL, sleep=lambda _seconds: None)
    result = refresh(store, [channel], asked, after=[step("forecasts", 3), step("advice", -1), step("alerts", 0)])

    assert order == ["forecasts", "advice", "alerts"]
    assert [(one.name, one.state, one.rows) for one in result.steps] == [
        ("forecasts", "done", 4),
        ("advice", "failed", 0),
        ("alerts", "done", 1),
    ]
    assert [row.kind for row in ran(engine, source="demetra")] == order


def test_progress_names_every_unit(store: Store, channel: Configured) -> None:
    seen: list[Progress] = []
    asked = RefreshOrder(today=TODAY, now=now, since=UNTIL, until=UNTIL, sleep=lambda _seconds: None)
    refresh(store, [channel], asked, progress=seen.append)

    assert [one.unit for one in seen] == ["total", "age+gender", "region", "device", "hours"]
    assert {(one.number, one.of) for one in seen} == {(number, 5) for number in range(1, 6)}


def test_while_one_refreshes_the_other_does_nothing(
    store: Store, engine: Engine, tiktok: Platform, channel: Configured
) -> None:
    with only_one(engine, now) as lease:
        result = refreshed(store, [channel])

    assert lease.mine
    assert result.busy
    assert result.sources[0].state == "skipped"
    assert tiktok.asked == []
    assert refreshed(store, [channel]).sources[0].state == "done"


def test_the_lock_of_a_dead_process_is_taken_over(sqlite_engine: Engine) -> None:
    row = {
        "name": "refresh",
        "holder": f"{socket.gethostname()}|999999999|x",
        "expires_at": datetime(2030, 1, 1, tzinfo=UTC),
    }
    with sqlite_engine.begin() as connection:
        connection.execute(run_lock.insert().values(row))

    with only_one(sqlite_engine, now) as lease:
        assert lease.mine


def test_a_server_that_drops_its_connections_in_the_middle_loses_nothing(
    pg_engine: Engine, world: World, channel: Configured
) -> None:
    store = Store(pg_engine, now=now)
    backends: list[int] = []
    event.listen(pg_engine, "connect", lambda raw, _record: backends.append(raw.info.backend_pid))
    drops: list[int] = []

    def drop(_step: Progress) -> None:
        if len(drops) < 3:
            with create_engine(SERVER).connect() as connection:
                drops.append(len(backends))
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM unnest(:mine) AS pid"), {"mine": backends}
                )

    order = RefreshOrder(today=TODAY, now=now, since=SINCE, until=UNTIL, sleep=lambda _seconds: None)
    result = refresh(store, [channel], order, progress=drop)

    assert result.sources[0].state == "done"
    assert stored(pg_engine, "spend") == world.total("spend", SINCE, UNTIL)


@BOTH_WHEN_SLOW
def test_each_pull_leaves_what_its_days_had_come_to(store: Store, engine: Engine, channel: Configured) -> None:
    """A later pull of the same day takes the place of an earlier one; the next day's stands beside it."""
    pulled(store, channel)
    pulled(store, channel)
    tomorrow = Store(engine, now=lambda: store.now() + timedelta(days=1))
    refreshed(tomorrow, [channel], now=lambda: now() + timedelta(days=1))
    read_on = store.now().date(), tomorrow.now().date()

    with engine.connect() as connection:
        kept = connection.execute(select(day_reading).order_by(day_reading.c.read_on, day_reading.c.day)).all()
    days = [SINCE + timedelta(days=later) for later in range((UNTIL - SINCE).days + 1)]
    assert [(row.day, row.read_on) for row in kept] == [(day, moment) for moment in read_on for day in days]
    assert sum(row.conversions for row in kept) == 2 * stored(engine, "conversions") * 1_000_000
