"""Loading the demo into both databases."""

import json
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, func, insert, select

from ingest.demo import INCIDENTS, frames, has_demo, load, remove, write_truth
from ingest.schema import (
    account,
    budget,
    campaign,
    channel,
    channel_day,
    conversion_action,
    daily_fact,
    goal,
    hourly_fact,
    post,
)
from ingest.store.store import Store
from tests.conftest import NOW, TODAY
from tests.ingest.files_bench import facts, loaded, write

TABLES = (account, campaign, daily_fact, hourly_fact, conversion_action, post, budget, goal)


def sizes(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES
        }


def test_a_second_load_changes_nothing(store: Store, engine: Engine, today: date) -> None:
    first = load(store, today=today, months=1)
    stored = sizes(engine)

    second = load(store, today=today, months=1)

    assert (first.inserted, first.updated, first.unchanged) == (first.rows, 0, 0)
    assert (second.inserted, second.updated, second.unchanged) == (0, 0, first.rows)
    assert sizes(engine) == stored
    assert all(stored.values())


def test_the_rollup_holds_what_was_made(store: Store, engine: Engine, today: date) -> None:
    load(store, today=today, months=1)

    with engine.connect() as connection:
        base = select(func.sum(channel_day.c.spend)).where(channel_day.c.slice == "")
        stored = connection.execute(base).scalar_one()
    facts = frames(today, months=1).facts
    assert int(stored) == facts.loc[facts["slice"] == "total", "spend"].sum()


def test_made_again_tomorrow_every_slice_still_adds_up(store: Store, engine: Engine, today: date) -> None:
    for day in (today, today + timedelta(days=1)):
        load(store, today=day, months=1)

    sums = select(daily_fact.c.campaign_id, daily_fact.c.day, daily_fact.c.slice, func.sum(daily_fact.c.clicks))
    with engine.connect() as connection:
        rows = connection.execute(sums.group_by(daily_fact.c.campaign_id, daily_fact.c.day, daily_fact.c.slice)).all()
    seen: dict[tuple[int, date], set[int]] = {}
    for campaign_id, day, _, clicks in rows:
        seen.setdefault((campaign_id, day), set()).add(int(clicks))
    assert all(len(values) == 1 for values in seen.values())


def test_a_plan_that_somebody_has_loaded_stays(store: Store, engine: Engine, today: date) -> None:
    month = today.replace(day=1)
    with store.run(source="file", kind="file") as run:
        own = {"channel_id": run.channel("tiktok"), "month": month, "amount": 5_000_000, "currency": "RUB"}
        run.connection.execute(insert(budget).values(own))

    load(store, today=today, months=1)

    with engine.connect() as connection:
        mine = select(budget.c.amount).where(budget.c.channel_id == own["channel_id"], budget.c.month == month)
        assert connection.execute(mine).scalar_one() == 5_000_000


def test_each_channel_is_announced_as_its_loading_begins(store: Store, today: date) -> None:
    heard: list[str] = []

    load(store, today=today, months=1, progress=heard.append)

    assert heard == ["instagram", "facebook", "tiktok", "google_ads", "yandex_direct", "telegram"]


def test_the_truth_is_written_beside_the_data(tmp_path: Path, today: date) -> None:
    path = write_truth(tmp_path, today=today)

    written = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "truth.json"
    assert [item["key"] for item in written["incidents"]] == [incident.key for incident in INCIDENTS]
    assert written["incidents"][0]["end"] == (today - timedelta(days=1)).isoformat()
    assert written["best_hours"]["telegram"][0] == 9
    assert written["response"]["facebook"]["knee"] < written["response"]["telegram"]["knee"]


def test_the_demo_taken_out_leaves_what_people_have_loaded(sqlite_engine: Engine, tmp_path: Path) -> None:
    store = Store(sqlite_engine, now=lambda: NOW)
    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Spend\n2026-11-01,fb,Mine,5\n"))
    before = facts(sqlite_engine)
    load(store, today=TODAY, months=2)

    gone = remove(store)

    assert gone > 1000
    pd.testing.assert_frame_equal(facts(sqlite_engine), before)
    with sqlite_engine.connect() as connection:
        assert not has_demo(connection)
        assert connection.scalars(select(channel.c.key)).all() == ["facebook"]
        assert connection.execute(select(func.count()).select_from(budget)).scalar() == 0
