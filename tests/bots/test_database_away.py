"""PostgreSQL stopped and started under a worker: it recovers by itself, loses nothing and repeats nothing."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from bots.delivery import Courier
from bots.worker import sender
from ingest.database import connect, migrate
from ingest.schema import (
    account,
    alert,
    campaign,
    campaign_day,
    campaign_slice,
    channel,
    channel_day,
    conversion_action,
    daily_fact,
    delivery,
    hourly_fact,
    ml_budget_rec,
    ml_reach_ctr_timeseries,
    recommendation,
    rejected_row,
)
from ingest.settings import Clock
from tests.bots.away import SECRETS, Place, place, worker
from tests.bots.conftest import CHAT
from tests.conftest import NOW, TODAY
from tests.servers.postgres import PASSWORD, own_postgres
from tests.servers.telegram import TOKEN, TelegramServer
from tools.delivery.guests import change_guest, link, new_code

pytestmark = pytest.mark.faults

TABLES = (
    channel,
    account,
    campaign,
    campaign_slice,
    daily_fact,
    campaign_day,
    channel_day,
    hourly_fact,
    conversion_action,
    rejected_row,
    alert,
    ml_budget_rec,
    ml_reach_ctr_timeseries,
    recommendation,
)
MARKS = ("id", "run_id", "loaded_at", "created_at", "made_at", "raised_at", "body")
AWAY = "The database does not answer right now"


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Place]:
    with place(tmp_path) as made:
        yield made


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Every row of what a refresh leaves behind, by natural keys and without the marks of the run that wrote it."""
    with engine.connect() as connection:
        names = {
            "channel_id": dict(connection.execute(select(channel.c.id, channel.c.key)).tuples().all()),
            "account_id": dict(connection.execute(select(account.c.id, account.c.external_id)).tuples().all()),
            "campaign_id": dict(connection.execute(select(campaign.c.id, campaign.c.external_id)).tuples().all()),
        }
        names["root_id"] = names["campaign_id"]
        return {table.name: _rows(connection, table, names) for table in TABLES}


def _rows(connection: Connection, table: Table, names: dict[str, dict[int, str]]) -> list[Any]:
    columns = [column for column in table.c if column.name not in MARKS]
    rows = connection.execute(select(*columns)).mappings()
    plain = ([names[name].get(cell) if name in names else cell for name, cell in row.items()] for row in rows)
    return sorted(plain, key=repr)


def linked(place: Place) -> None:
    migrate(place.engine)
    moment = Clock("Europe/Moscow", TODAY).now()
    guest = link(place.engine, new_code(place.engine, "anna", "admin", moment), CHAT, "Anna", moment)
    assert guest is not None
    change_guest(place.engine, guest, moment, language="en", settings={"quiet_from": None, "quiet_to": None})


@pytest.mark.slow
def test_a_worker_outlives_its_database(around: Place) -> None:
    cluster, telegram = around.cluster, around.telegram
    linked(around)
    listing, totals, ages = around.hold("me/adaccounts"), around.hold("insights"), around.hold("insights", "age")
    with worker(around) as one:
        # Before the first fact.
        listing.reached()
        cluster.stop("immediate")
        listing.let_go()
        time.sleep(2)
        cluster.start()

        # In the middle of a transaction that has written facts.
        totals.reached()
        with around.blocked("channel_day"):
            totals.let_go()
            one.until(lambda: around.writer_waits("channel_day"))
            cluster.stop("immediate")
        cluster.start()

        # Between two units; nobody else may begin meanwhile, though the server has forgotten who refreshes.
        ages.reached()
        cluster.stop("fast")
        cluster.start()
        second = around.demetra("refresh", "--facts-only", "--json")
        assert {source["state"] for source in json.loads(second.stdout)["sources"]} == {"skipped"}, second.stderr

        # In one of the steps after the facts.
        with around.blocked("alert_rule"):
            ages.let_go()
            one.until(lambda: around.writer_waits("alert_rule"))
            cluster.stop("fast")
        cluster.start()
        one.until(lambda: around.refreshes() == 1)
        assert around.listings() == 1

        # For longer than a refresh waits: it is repeated by itself.
        totals = around.hold("insights")
        totals.reached()
        cluster.stop("fast")
        totals.let_go()
        telegram.say(CHAT, "/status")
        telegram.wait_for(lambda: [said for said in telegram.to(CHAT) if AWAY in said.text])
        time.sleep(20)
        cluster.start()
        one.until(lambda: around.listings() >= 3)
        one.until(around.whole)

        # For longer than the lease: the worker steps back, leads again, and catches up.
        begun = around.refreshes()
        payload = {"text": "Kept for later", "language": "en"}
        row = {
            "kind": "digest",
            "target": f"telegram:{CHAT}",
            "payload": payload,
            "dedupe_key": "one",
            "due_at": Clock("Europe/Moscow", TODAY).now() + timedelta(seconds=5),
        }
        with around.engine.begin() as connection:
            connection.execute(insert(delivery).values(row))
        cluster.stop("immediate")
        one.until(lambda: "This worker stands by." in one.log, timeout=90)
        cluster.start()
        one.until(lambda: around.refreshes() > begun and around.whole())
        telegram.wait_for(lambda: [said for said in telegram.to(CHAT) if "Kept for later" in said.text])
        telegram.say(CHAT, "what was the spend by channel last week?")
        telegram.wait_for(lambda: [said for said in telegram.to(CHAT) if "Spend" in said.text])

    assert one.process.returncode == 0
    assert len([said for said in telegram.to(CHAT) if "Kept for later" in said.text]) == 1
    assert "Traceback" not in one.log
    assert not [secret for secret in SECRETS if secret in one.log]
    assert len(one.log.splitlines()) < 60, one.log
    cluster.create("undisturbed")
    done = around.demetra("refresh", database="undisturbed")
    assert done.returncode == 0, done.stderr
    reference = connect(cluster.url("undisturbed").replace("postgresql:", "postgresql+psycopg2:"))
    left, expected = contents(around.engine), contents(reference)
    reference.dispose()
    assert len(expected["daily_fact"]) > 500
    for name, rows in expected.items():
        assert left[name] == rows, name


@pytest.mark.slow
def test_of_two_workers_started_together_one_refreshes(around: Place) -> None:
    with worker(around) as one, worker(around) as two:
        one.until(lambda: around.refreshes() == 1)
        logs = one.log + two.log

    assert around.listings() == 1
    assert logs.count("This worker is the active one.") == 1
    assert "Traceback" not in logs


@pytest.mark.slow
def test_a_worker_waits_for_a_database_that_starts_after_it(around: Place) -> None:
    around.cluster.stop("fast")
    with worker(around) as one:
        one.until(lambda: "does not answer yet" in one.log)
        around.cluster.start()
        one.until(lambda: "This worker is the active one." in one.log)

    assert one.process.returncode == 0
    assert one.log.count("does not answer yet") == 1
    assert not [secret for secret in SECRETS if secret in one.log]


@pytest.mark.slow
def test_a_worker_whose_database_never_comes_says_so_and_ends_with_1(around: Place) -> None:
    around.cluster.stop("fast")
    ended = around.demetra("worker")

    waiting, over = ended.stderr.splitlines()
    assert "waiting for it" in waiting
    assert "check that it runs" in over
    assert "Connection refused" in over
    assert PASSWORD not in ended.stderr
    assert ended.returncode == 1


async def test_a_message_sent_while_the_database_goes_away_is_not_sent_again(telegram: TelegramServer) -> None:
    with own_postgres() as cluster:
        engine = connect(cluster.url().replace("postgresql:", "postgresql+psycopg2:"))
        migrate(engine)
        target = f"telegram:{CHAT}"
        row = {"kind": "digest", "target": target, "payload": {"text": "once"}, "dedupe_key": "one", "due_at": NOW}
        with engine.begin() as connection:
            connection.execute(insert(delivery).values(row))

        def away(_method: str, _params: dict[str, Any], _number: int) -> None:
            cluster.stop("immediate")

        telegram.chaos = away
        async with sender(TOKEN, telegram.base_url) as bot:
            courier = Courier(database=engine, now=lambda: NOW, bot=bot, wait_scale=0)
            with pytest.raises(SQLAlchemyError):
                await courier.deliver()
            telegram.chaos = None
            cluster.start()
            await courier.deliver()
        with engine.connect() as connection:
            stored = connection.execute(select(delivery.c.state, delivery.c.sent_at)).one()
        engine.dispose()

    assert [one.text for one in telegram.to(CHAT)] == ["once"]
    assert stored == ("sent", NOW)
