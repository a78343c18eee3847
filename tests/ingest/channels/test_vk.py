from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.platform.channel import Configured
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, Sleeper, connected, pulled, snapshot, stored
from tests.ingest.test_secrets import dump
from tests.servers.http import Platform, serve
from tests.servers.vk import Vk
from tests.servers.world import make_world


@pytest.fixture
def vk() -> Vk:
    return Vk(make_world(first=SINCE, last=UNTIL, prefix="6617", campaigns=5))


@pytest.fixture
def platform(vk: Vk) -> Iterator[Platform]:
    with serve(vk) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return connected(
        "vk",
        client_id="77",
        client_secret="vk-client-secret",
        access_token="vk-planted-token",
        base_url=platform.base_url,
    )


def test_every_plan_and_day_arrives(store: Store, engine: Engine, vk: Vk, channel: Configured) -> None:
    result = pulled(store, channel)

    assert (result.state, result.error) == ("done", None)
    for measure in ("spend", "impressions", "clicks", "conversions", "revenue"):
        assert stored(engine, measure) == vk.world.total(measure)
    assert stored(engine, "reach") == sum(cell.impressions // 2 for _, _, cell in vk.world.rows(SINCE, UNTIL))


def test_an_expired_token_is_renewed_once(store: Store, engine: Engine, vk: Vk, channel: Configured) -> None:
    vk.token = "someone else's"
    result = pulled(store, channel)

    assert (result.state, vk.made) == ("done", 1)
    assert stored(engine, "spend") == vk.world.total("spend")


def test_a_token_that_dies_again_is_refreshed_not_made(
    store: Store, engine: Engine, vk: Vk, platform: Platform, channel: Configured
) -> None:
    expired = {"code": "expired_token", "message": "Access token is expired"}
    platform.fail(401, expired, path="ad_plans.json")
    platform.fail(401, expired, path="statistics")
    result = pulled(store, channel)

    assert (result.state, vk.grants) == ("done", ["client_credentials", "refresh_token"])
    assert stored(engine, "spend") == vk.world.total("spend")


def test_a_renewed_token_is_kept_for_the_next_refresh(
    store: Store, engine: Engine, vk: Vk, platform: Platform, tmp_path: Path
) -> None:
    kept = tmp_path / "secrets" / "vk.json"
    channel = connected("vk", client_id="7", client_secret="s", base_url=platform.base_url, token_file=str(kept))
    for _ in range(3):
        pulled(store, channel)
    vk.token = "expired meanwhile"
    result = pulled(store, channel)

    assert (result.state, vk.grants) == ("done", ["client_credentials", "refresh_token"])
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "vk-renewed" not in dump(engine) + result.model_dump_json()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"client": "7", "tokens": {}}'])
def test_a_broken_file_of_tokens_is_done_without(
    store: Store, vk: Vk, platform: Platform, tmp_path: Path, content: str
) -> None:
    kept = tmp_path / "vk.json"
    kept.write_text(content)
    channel = connected("vk", client_id="7", client_secret="s", base_url=platform.base_url, token_file=str(kept))

    assert pulled(store, channel).state == "done"
    assert vk.grants == ["client_credentials"]


def test_a_dead_refresh_token_is_replaced_by_a_new_token(store: Store, vk: Vk, platform: Platform) -> None:
    channel = connected("vk", client_id="7", client_secret="s", refresh_token="dead one", base_url=platform.base_url)

    assert pulled(store, channel).state == "done"
    assert vk.grants == ["client_credentials"]


def test_a_sixth_token_is_not_asked_for_again(store: Store, vk: Vk, platform: Platform, channel: Configured) -> None:
    vk.token = "someone else's"
    error = {"error": {"code": "token_limit_exceeded", "message": "Active access token limit reached"}}
    platform.fail(403, error, path="token.json", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "auth")
    assert len([asked for asked in platform.asked if asked.path.endswith("token.json")]) == 1


def test_pages_without_a_count_are_read_to_the_end(store: Store, engine: Engine, vk: Vk, channel: Configured) -> None:
    vk.counted = False
    pulled(store, channel)

    assert stored(engine, "spend") == vk.world.total("spend")


@pytest.mark.parametrize("body", [{}, {"items": None}, []])
def test_an_answer_without_items_takes_nothing_away(
    store: Store, engine: Engine, vk: Vk, platform: Platform, channel: Configured, body: object
) -> None:
    pulled(store, channel)
    platform.fail(200, body, path="statistics", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "transient")
    assert stored(engine, "spend") == vk.world.total("spend")


def test_a_dead_token_without_a_client_asks_to_reconnect(
    store: Store, engine: Engine, vk: Vk, platform: Platform
) -> None:
    vk.token = "someone else's"
    result = pulled(store, connected("vk", access_token="vk-planted-token", base_url=platform.base_url))

    assert (result.state, result.error and result.error.kind) == ("failed", "auth")
    assert snapshot(engine) == []


def test_a_used_up_hour_waits_for_the_next(store: Store, platform: Platform, channel: Configured) -> None:
    error = {"error": {"code": "ERR_LIMIT_EXCEEDED", "message": "limit"}}
    headers = {
        "X-RateLimit-RPS-Remaining": "3",
        "X-RateLimit-Hourly-Remaining": "0",
        "X-RateLimit-Daily-Remaining": "9",
    }
    platform.fail(429, error, path="statistics", headers=headers)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.retry_after_s) == ("waiting", 3600)


def test_what_the_platform_does_not_implement_is_asked_for_once(
    store: Store, platform: Platform, channel: Configured
) -> None:
    platform.fail(501, "<html>Unsupported method</html>", path="statistics", times=99)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "request")
    assert len(platform.paths("statistics")) == 1


def test_a_short_limit_is_waited_out(store: Store, platform: Platform, channel: Configured) -> None:
    platform.fail(
        429,
        {"error": {"code": "ERR_LIMIT_EXCEEDED", "message": "rps"}},
        times=2,
        headers={"X-RateLimit-RPS-Remaining": "0"},
    )
    sleeper = Sleeper()

    assert pulled(store, channel, sleeper).state == "done"
    assert sleeper.waits == [1, 1]
