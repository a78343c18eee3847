"""Recorded answers, given whatever the question: sums equal the sample, and slices it does not hold are left out."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest.schema import daily_fact
from ingest.store.store import Store
from tests.ingest.refreshing import connected, pulled, stored
from tests.servers.http import Answer, Asked, serve


@pytest.fixture
def samples(shared_data: Path) -> Path:
    return shared_data / "platform_samples"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def slices(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(select(daily_fact.c.slice)).scalars())


def test_meta(store: Store, engine: Engine, samples: Path) -> None:
    page = read(samples / "meta" / "insights_campaign_daily_page1.json")
    rows = page["data"]

    def respond(asked: Asked) -> Answer:
        kind = asked.path.rpartition("/")[2]
        if kind == "insights":
            return Answer(body={"data": [], "paging": {}} if "after" in asked.query else page)
        if kind in ("campaigns", "adsets"):
            return Answer(body=read(samples / "meta" / "campaigns.json") if kind == "campaigns" else {"data": []})
        return Answer(body=read(samples / "meta" / "account.json"))

    with serve(respond) as platform:
        result = pulled(
            store, connected("meta", access_token="EAAB", account_ids=("1234567890",), base_url=platform.base_url)
        )

    purchases = [entry for row in rows for entry in row.get("actions", []) if entry["action_type"] == "omni_purchase"]
    assert (result.state, result.error) == ("done", None)
    assert stored(engine, "spend") == sum(Decimal(row["spend"]) for row in rows)
    assert stored(engine, "conversions") == sum(Decimal(entry["value"]) for entry in purchases)
    assert slices(engine) == {"total"}


def test_google(store: Store, engine: Engine, samples: Path) -> None:
    body = read(samples / "google" / "searchstream_campaign_daily.json")
    rows = [row["metrics"] for batch in body for row in batch.get("results", [])]

    def respond(asked: Asked) -> Answer:
        return Answer(body=read(samples / "google" / "oauth_token_ok.json") if asked.path == "/token" else body)

    with serve(respond) as platform:
        keys = {"developer_token": "dev-token", "client_id": "c", "client_secret": "s", "refresh_token": "r"}
        address = platform.base_url
        channel = connected(
            "google", customer_ids=("9876543210",), base_url=address, token_url=f"{address}/token", **keys
        )
        result = pulled(store, channel)

    assert (result.state, result.error) == ("done", None)
    assert stored(engine, "spend") == sum(Decimal(row["costMicros"]) for row in rows) / 1_000_000
    assert stored(engine, "conversions") == sum(Decimal(str(row.get("conversions", 0))) for row in rows)
    assert slices(engine) == {"total"}


def test_tiktok(store: Store, engine: Engine, samples: Path) -> None:
    page = read(samples / "tiktok" / "report_campaign_daily_page1.json")
    names = {"info": "advertiser_info.json", "campaign": "campaign_get.json"}

    def respond(asked: Asked) -> Answer:
        found = next((file for part, file in names.items() if part in asked.path), None)
        return Answer(body=read(samples / "tiktok" / found) if found else page)

    with serve(respond) as platform:
        channel = connected(
            "tiktok", access_token="token", advertiser_ids=("7100000000000000001",), base_url=platform.base_url
        )
        result = pulled(store, channel)

    rows = [row["metrics"] for row in page["data"]["list"]]
    assert (result.state, result.error) == ("done", None)
    assert stored(engine, "spend") == sum(Decimal(row["spend"]) for row in rows)
    assert slices(engine) == {"total"}


def test_vk(store: Store, engine: Engine, samples: Path) -> None:
    body = read(samples / "vk" / "statistics_v2_ad_plans_day.json")

    def respond(asked: Asked) -> Answer:
        return Answer(body=read(samples / "vk" / "ad_plans_page1.json") if "ad_plans.json" in asked.path else body)

    with serve(respond) as platform:
        result = pulled(store, connected("vk", access_token="token", base_url=platform.base_url))

    rows = [row["base"] for item in body["items"] for row in item["rows"]]
    assert (result.state, result.error) == ("done", None)
    assert stored(engine, "spend") == sum(Decimal(row["spent"]) for row in rows)
    assert stored(engine, "conversions") == sum(row["vk"]["goals"] for row in rows)


def test_yandex(store: Store, engine: Engine, samples: Path) -> None:
    report = (samples / "yandex" / "report_money_units.tsv.txt").read_text(encoding="utf-8")

    def respond(asked: Asked) -> Answer:
        if asked.path.endswith("clients"):
            return Answer(body=read(samples / "yandex" / "clients_get.json"))
        if asked.path.endswith("reports"):
            return Answer(body=report, headers={"Content-Type": "text/tab-separated-values; charset=utf-8"})
        return Answer(status=404, body="no such service")

    with serve(respond) as platform:
        channel = connected("yandex", token="token", client_logins=("demetra-test",), base_url=platform.base_url)
        result = pulled(store, channel)

    lines = [line.split("\t") for line in report.splitlines()[1:]]
    assert (result.state, result.error) == ("done", None)
    assert stored(engine, "spend") == sum(Decimal(cells[5]) for cells in lines)
    assert stored(engine, "revenue") == sum(Decimal(cells[7]) for cells in lines if cells[7] != "--")
    assert slices(engine) == {"total"}
