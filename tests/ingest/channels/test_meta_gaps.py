"""What Meta does not tell, refuses or garbles: the rest of the account lands all the same."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest.platform.channel import Configured
from ingest.schema import account, rejected_row
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, connected, pulled, stored
from tests.servers.http import Answer, Asked, Changed, Platform, serve
from tests.servers.meta import Meta
from tests.servers.world import make_world

KEPT_SINCE = date(2026, 11, 1)
"""The first day that the platform of these tests still keeps."""

Change = Callable[[Asked, Answer], Answer]


@pytest.fixture
def changed() -> Changed[Meta]:
    return Changed(Meta(make_world(first=SINCE, last=UNTIL)))


@pytest.fixture
def platform(changed: Changed[Meta]) -> Iterator[Platform]:
    with serve(changed) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return connected("meta", access_token="EAAB-planted-token", account_ids=("1234567890",), base_url=platform.base_url)


@pytest.mark.parametrize("status", [400, 404])
def test_an_account_that_is_not_described_takes_its_currency_from_its_rows(
    store: Store, engine: Engine, changed: Changed[Meta], platform: Platform, channel: Configured, status: int
) -> None:
    platform.fail(status, {"error": {"message": "Unknown path", "code": 2500}}, path="/act_1234567890")
    result = pulled(store, channel)

    assert (result.state, stored(engine, "spend")) == ("done", changed.server.world.total("spend"))
    with engine.connect() as connection:
        assert set(connection.execute(select(account.c.currency)).scalars()) == {"EUR"}


@pytest.mark.parametrize("path", ["/campaigns", "/adsets"])
def test_lists_that_stay_broken_do_not_keep_the_figures_away(
    store: Store, engine: Engine, changed: Changed[Meta], platform: Platform, channel: Configured, path: str
) -> None:
    platform.fail(500, "oops", path=path, times=6)
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("partial", "transient")
    assert stored(engine, "spend", "placement") == changed.server.world.total("spend")


def test_a_broken_breakdown_does_not_keep_the_others_away(
    store: Store, engine: Engine, changed: Changed[Meta], channel: Configured
) -> None:
    changed.change = lambda asked, answer: (
        Answer(status=502, body="<html>") if "age" in asked.query.get("breakdowns", "") else answer
    )
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("partial", "transient")
    assert stored(engine, "spend", "age+gender") == 0
    assert stored(engine, "spend", "placement") == changed.server.world.total("spend")


def test_a_row_that_cannot_be_read_is_quarantined_alone(
    store: Store, engine: Engine, changed: Changed[Meta], channel: Configured
) -> None:
    campaign = next(iter(changed.server.world.campaigns))
    changed.change = _rows(lambda row: {**row, "spend": "abc"} if _is(row, campaign, UNTIL) else row)
    result = pulled(store, channel)

    lost = changed.server.world.cells[campaign, UNTIL].spend
    for slice_ in ("total", "age+gender", "region", "device", "placement"):
        assert stored(engine, "spend", slice_) == changed.server.world.total("spend") - lost
    with engine.connect() as connection:
        assert set(connection.execute(select(rejected_row.c.reason)).scalars()) == {"not_readable"}
    assert (result.state, result.rejected) == ("done", 14)


def test_an_answer_without_a_list_is_no_empty_report(
    store: Store, engine: Engine, changed: Changed[Meta], channel: Configured
) -> None:
    pulled(store, channel)
    changed.change = lambda asked, answer: (
        Answer(body={"success": True}) if asked.path.endswith("/insights") else answer
    )
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind) == ("failed", "schema")
    assert stored(engine, "spend") == changed.server.world.total("spend")


def test_days_older_than_meta_keeps_are_left_out_and_what_was_stored_of_them_stays(
    store: Store, engine: Engine, changed: Changed[Meta], channel: Configured
) -> None:
    pulled(store, channel)
    changed.change = _too_old
    result = pulled(store, channel)

    assert (result.state, result.updated) == ("done", 0)
    assert stored(engine, "spend") == changed.server.world.total("spend")


def test_the_days_that_meta_keeps_arrive(
    store: Store, engine: Engine, changed: Changed[Meta], channel: Configured
) -> None:
    changed.change = _too_old
    result = pulled(store, channel)

    assert result.state == "done"
    for slice_ in ("total", "placement"):
        assert stored(engine, "spend", slice_) == changed.server.world.total("spend", KEPT_SINCE, UNTIL)


def test_the_pages_of_a_run_shrink_too(
    store: Store, engine: Engine, changed: Changed[Meta], channel: Configured
) -> None:
    changed.server.only_async = True
    changed.change = lambda asked, answer: (
        Answer(status=400, body={"error": {"message": "too much", "code": 100, "error_subcode": 1504018}})
        if asked.path.endswith("/insights") and int(asked.query.get("limit", "0")) > 50
        else answer
    )
    result = pulled(store, channel)

    assert result.state == "done"
    assert stored(engine, "spend") == changed.server.world.total("spend")


def _is(row: dict[str, Any], campaign: str, day: date) -> bool:
    return row.get("campaign_id") == campaign and row.get("date_start") == day.isoformat()


def _rows(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    def changed(asked: Asked, answer: Answer) -> Answer:
        if not asked.path.endswith("/insights") or asked.query.get("level") == "account":
            return answer
        return replace(answer, body={**answer.body, "data": [change(row) for row in answer.body["data"]]})

    return changed


def _too_old(asked: Asked, answer: Answer) -> Answer:
    span = json.loads(asked.query.get("time_range", "{}"))
    if span and date.fromisoformat(span["since"]) < KEPT_SINCE:
        error = {"message": "(#3018) The start date of the time range cannot be beyond 37 months", "code": 3018}
        return Answer(status=400, body={"error": error})
    return answer
