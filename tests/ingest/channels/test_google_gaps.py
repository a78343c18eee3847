"""What Google does not tell, refuses or garbles: the rest of the customer lands all the same."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest.platform.channel import Configured
from ingest.schema import account, rejected_row
from ingest.store.store import Store
from tests.ingest.refreshing import SINCE, UNTIL, google_at, pulled, stored
from tests.servers.google import Google
from tests.servers.http import Answer, Asked, Changed, Platform, serve
from tests.servers.world import make_world


@pytest.fixture
def changed() -> Changed[Google]:
    return Changed(Google(make_world(first=SINCE, last=UNTIL, prefix="20000000")))


@pytest.fixture
def platform(changed: Changed[Google]) -> Iterator[Platform]:
    with serve(changed) as running:
        yield running


@pytest.fixture
def channel(platform: Platform) -> Configured:
    return google_at(platform.base_url, "9876543210")


@pytest.mark.parametrize("answer", [Answer(body=[]), Answer(status=404, body="Not Found")])
def test_a_customer_that_is_not_described_takes_its_currency_from_its_rows(
    store: Store, engine: Engine, changed: Changed[Google], channel: Configured, answer: Answer
) -> None:
    whose = {"customer": {"currencyCode": "CHF", "timeZone": "Europe/Zurich"}}

    def change(asked: Asked, given: Answer) -> Answer:
        if _query(asked).endswith("FROM customer"):
            return answer
        return _rows(given, lambda row: row | whose) if "customer.currency_code" in _query(asked) else given

    changed.change = change
    result = pulled(store, channel)

    assert (result.state, stored(engine, "spend")) == ("done", changed.server.world.total("spend"))
    with engine.connect() as connection:
        assert connection.execute(select(account.c.currency, account.c.timezone)).all() == [("CHF", "Europe/Zurich")]


def test_a_field_refused_without_a_name_costs_only_what_the_figures_can_do_without(
    store: Store, engine: Engine, changed: Changed[Google], channel: Configured
) -> None:
    failure = {"errorCode": {"queryError": "UNRECOGNIZED_FIELD"}, "message": "Error in query."}
    error = {"code": 400, "message": "Bad", "status": "INVALID_ARGUMENT", "details": [{"errors": [failure]}]}
    changed.change = lambda asked, answer: (
        Answer(status=400, body=[{"error": error}]) if "engagements" in _query(asked) else answer
    )
    result = pulled(store, channel)

    assert (result.state, stored(engine, "spend")) == ("done", changed.server.world.total("spend"))


@pytest.mark.parametrize("gap", [{"metrics": {"costMicros": "abc"}}, {"campaign": {"name": "?"}}])
def test_a_row_that_cannot_be_read_is_quarantined_alone(
    store: Store, engine: Engine, changed: Changed[Google], channel: Configured, gap: dict[str, Any]
) -> None:
    def spoilt(row: dict[str, Any]) -> dict[str, Any]:
        same = (row.get("campaign") or {}).get("id") == campaign and row["segments"]["date"] == UNTIL.isoformat()
        return row | gap if same else row

    campaign = next(iter(changed.server.world.campaigns))
    changed.change = lambda asked, answer: _rows(answer, spoilt) if "FROM customer" not in _query(asked) else answer
    result = pulled(store, channel)

    lost = changed.server.world.cells[campaign, UNTIL].spend
    for slice_ in ("total", "age", "gender", "device"):
        assert stored(engine, "spend", slice_) == changed.server.world.total("spend") - lost
    with engine.connect() as connection:
        reasons = set(connection.execute(select(rejected_row.c.reason)).scalars())
    assert (result.state, reasons) == ("done", {"not_readable"} if "metrics" in gap else {"missing_key"})


def test_a_long_wait_asked_for_with_a_503_is_kept_and_not_answered_with_smaller_windows(
    store: Store, platform: Platform, channel: Configured
) -> None:
    platform.fail(503, "<html>", path="searchStream", times=9, after=3, headers={"Retry-After": "1800"})
    result = pulled(store, channel)

    assert (result.state, result.error and result.error.kind, result.error and result.error.retry_after_s) == (
        "waiting",
        "transient",
        1800,
    )
    assert len(platform.paths("searchStream")) == 4


def _query(asked: Asked) -> str:
    return str(asked.json()["query"]) if asked.path.endswith("searchStream") else ""


def _rows(answer: Answer, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Answer:
    if not isinstance(answer.body, list):
        return answer
    batches = [
        batch | {"results": [change(row) if "segments" in row else row for row in batch.get("results", [])]}
        for batch in answer.body
    ]
    return replace(answer, body=batches)
