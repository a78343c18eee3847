from collections.abc import Iterator
from decimal import Decimal

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, select

from ingest.channels.yandex.report import rows_of
from ingest.platform.channel import Configured
from ingest.platform.transport import Truncated
from ingest.schema import campaign, conversion_action
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, Sleeper, connected, pulled, snapshot, stored
from tests.servers.http import Platform, serve
from tests.servers.world import make_world
from tests.servers.yandex import Yandex

MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")


@pytest.fixture
def yandex() -> Yandex:
    return Yandex(make_world(first=SINCE, last=UNTIL, prefix="700000"))


@pytest.fixture
def platform(yandex: Yandex) -> Iterator[Platform]:
    with serve(yandex) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return connected("yandex", token="y0_planted-token", client_logins=("demetra-test",), base_url=platform.base_url)


@pytest.mark.parametrize("total_line", [False, True])
def test_costs_arrive_in_units_with_and_without_a_total_line(
    store: Store, engine: Engine, yandex: Yandex, channel: Configured, *, total_line: bool
) -> None:
    yandex.total_line = total_line
    result = pulled(store, channel)

    assert (result.state, result.account, result.error) == ("done", "demetra-test", None)
    for measure in MEASURES:
        assert stored(engine, measure) == yandex.world.total(measure)


def test_the_very_same_request_is_sent_while_the_report_is_queued(
    store: Store, engine: Engine, yandex: Yandex, platform: Platform, channel: Configured
) -> None:
    yandex.polls, yandex.retry_in = 2, 20
    sleeper = Sleeper()
    result = pulled(store, channel, sleeper)

    reports = [asked.body for asked in platform.asked if asked.path.endswith("reports")]
    assert result.state == "done"
    assert reports[0] == reports[1] == reports[2]
    assert sleeper.waits[:2] == [20, 20]
    assert stored(engine, "spend") == yandex.world.total("spend")


def test_a_long_queue_is_left_and_found_again(
    store: Store, engine: Engine, yandex: Yandex, channel: Configured
) -> None:
    yandex.polls, yandex.retry_in = 1, 3600
    first = pulled(store, channel)
    names = set(yandex.queue)
    yandex.polls = 0
    second = pulled(store, channel)

    assert (first.state, first.error and first.error.retry_after_s) == ("waiting", 3600)
    assert names <= set(yandex.queue)
    assert len([count for _, count in yandex.queue.values() if count > 1]) == 1
    assert second.state == "done"
    assert stored(engine, "spend") == yandex.world.total("spend")


@pytest.mark.parametrize(
    ("code", "kind", "state"),
    [
        (53, "auth", "failed"),
        (8800, "permission", "failed"),
        (152, "rate_limit", "waiting"),
        (4001, "request", "failed"),
    ],
)
def test_codes_name_their_kind(
    store: Store, engine: Engine, platform: Platform, channel: Configured, code: int, kind: str, state: str
) -> None:
    error = {"error": {"request_id": "1", "error_code": code, "error_string": "E", "error_detail": "d"}}
    platform.fail(400, error, path="reports", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == (state, kind)
    assert snapshot(engine) == []


def test_the_code_counts_more_than_the_status(store: Store, platform: Platform, channel: Configured) -> None:
    error = {"error": {"request_id": "1", "error_code": 8000, "error_string": "E", "error_detail": "d"}}
    platform.fail(500, error, path="reports", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "request")
    assert len([asked for asked in platform.asked if asked.path.endswith("reports")]) == 1


def test_what_has_not_moved_is_asked_for_in_the_older_version(
    store: Store, engine: Engine, yandex: Yandex, platform: Platform, channel: Configured
) -> None:
    yandex.version, yandex.polls = "v5", 2
    result = pulled(store, channel)

    newer = [asked.path for asked in platform.asked if "/v501/" in asked.path]
    assert result.state == "done"
    assert sorted(newer) == ["/json/v501/campaigns", "/json/v501/clients", "/json/v501/reports"]
    assert stored(engine, "spend") == yandex.world.total("spend")


def test_a_report_that_neither_version_has_moves_nothing(
    store: Store, engine: Engine, yandex: Yandex, platform: Platform, channel: Configured
) -> None:
    platform.fail(404, "not found", path="reports", times=2, after=1)
    result = pulled(store, channel)

    older = [asked.path for asked in platform.asked if "/v5/" in asked.path]
    assert (result.state, older) == ("done", ["/json/v5/reports"])
    assert stored(engine, "spend", "device") == yandex.world.total("spend")


def test_an_address_that_is_none_is_named() -> None:
    with pytest.raises(ValidationError, match="no address"):
        connected("yandex", token="y0_planted-token", client_logins=("a",), base_url="no address")


def test_a_wait_that_is_no_number_is_a_short_one(
    store: Store, engine: Engine, yandex: Yandex, platform: Platform, channel: Configured
) -> None:
    platform.fail(201, "", path="reports", headers={"retryIn": "soon"})
    sleeper = Sleeper()
    result = pulled(store, channel, sleeper)

    assert (result.state, sleeper.waits) == ("done", [5])
    assert stored(engine, "spend") == yandex.world.total("spend")


def test_a_region_without_a_name_is_unknown(store: Store, engine: Engine, yandex: Yandex, channel: Configured) -> None:
    pulled(store, channel)

    parts = [stored(engine, "spend", "region", region=name) for name in ("Moscow", "unknown")]
    assert all(parts)
    assert sum(parts) == yandex.world.total("spend")


def test_a_report_too_slow_to_build_is_asked_for_in_halves(
    store: Store, engine: Engine, yandex: Yandex, platform: Platform, channel: Configured
) -> None:
    platform.fail(502, "Bad Gateway", path="reports", times=3)
    result = pulled(store, channel)

    assert result.state == "done"
    assert stored(engine, "spend") == yandex.world.total("spend")


@pytest.mark.parametrize(("times", "state"), [(3, "done"), (99, "failed")])
def test_one_day_that_takes_too_long_is_asked_for_again(
    store: Store, platform: Platform, channel: Configured, times: int, state: str
) -> None:
    platform.fail(502, "Bad Gateway", path="reports", times=times)
    result = pulled(store, channel, since=UNTIL, until=UNTIL)

    assert result.state == state
    assert len({asked.body for asked in platform.asked if asked.path.endswith("reports")}) == (5 if times == 3 else 1)


def test_a_report_cut_in_the_middle_is_asked_for_again(
    store: Store, engine: Engine, yandex: Yandex, platform: Platform, channel: Configured
) -> None:
    platform.fail(200, "Date\tCampaignId\tCost\n2026-11-20\t7", path="reports", times=2)
    result = pulled(store, channel)

    assert result.state == "done"
    assert stored(engine, "spend") == yandex.world.total("spend")


@pytest.mark.parametrize("slice_", ["age+gender", "region", "device", "placement"])
def test_slices_add_up(store: Store, engine: Engine, yandex: Yandex, channel: Configured, slice_: str) -> None:
    pulled(store, channel)

    for measure in MEASURES:
        assert stored(engine, measure, slice_) == yandex.world.total(measure)


def test_budgets_are_micros_and_goals_keep_their_numbers(store: Store, engine: Engine, channel: Configured) -> None:
    pulled(store, channel)

    with engine.connect() as connection:
        budgets = set(connection.execute(select(campaign.c.daily_budget)).scalars())
        goals = set(connection.execute(select(conversion_action.c.action)).scalars())
    assert budgets == {1500 * 1_000_000}
    assert goals == {"goal:20002"}


def test_a_total_line_that_disagrees_means_a_broken_report() -> None:
    whole = "Date\tCampaignId\tCost\n2026-11-20\t7\t1.50\nTotal rows: 1\n"

    assert list(rows_of(whole)) == [{"Date": "2026-11-20", "CampaignId": "7", "Cost": "1.50"}]
    with pytest.raises(Truncated):
        rows_of(whole.replace("rows: 1", "rows: 2"))


def test_the_recorded_sample_sums_exactly(shared_data: object) -> None:
    path = shared_data / "platform_samples" / "yandex" / "report_money_units.tsv.txt"  # type: ignore[operator]
    rows = list(rows_of(path.read_text(encoding="utf-8")))

    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.count("\t") == 7]
    assert sum(Decimal(row["Cost"]) for row in rows) == sum(Decimal(cells[5]) for cells in lines)
