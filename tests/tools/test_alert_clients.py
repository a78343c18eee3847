"""Whoever works for several clients hears of all of them, whichever they look at, and is told whose an alert is."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select

from ingest.facts import Account, Campaign, DailyFact
from ingest.schema import app_user, delivery, subscription
from ingest.scope import DataScope
from ingest.store.rows import frame_of, with_ids
from ingest.store.store import Store
from tests.tools.alert_histories import day, history, multiply
from tests.tools.test_alert_book import MOSCOW
from tools.access.clients import assign, choose
from tools.access.people import People
from tools.alerts.book import AlertBook
from tools.analytics.list_alerts import Listing, run
from tools.engine.engine import MetricEngine
from tools.tool import ToolContext

NUMBER = 50
NOW = datetime.combine(day(NUMBER + 1), datetime.min.time(), tzinfo=MOSCOW).replace(hour=10)
CLIENTS = {"Ромашка": "instagram", "Ураган": "tiktok", "Лютик": "facebook"}


@pytest.fixture
def book(engine: Engine, tmp_path: Path) -> AlertBook:
    """Three clients with a channel each; the one that is not looked at loses its conversions."""
    frame = history(NUMBER + 1, campaigns=1, channels=tuple(CLIENTS.values()))
    store = Store(engine, now=lambda: NOW)
    _load(store, multiply(frame, "tiktok", NUMBER - 1, conversions=0.0, revenue=0.0))
    for client, channel in CLIENTS.items():
        assign(engine, client, [f"account of {channel}"], NOW, by="test")
    people = People(engine=engine, now=lambda: NOW)
    both = DataScope(accounts=frozenset({"account of instagram", "account of tiktok"}))
    other = DataScope(accounts=frozenset({"account of facebook"}))
    for number, (name, scope) in enumerate((("anna", both), ("boris", other), ("clara", DataScope()))):
        people.add(name, "manager", scope=scope, by="test")
        with engine.begin() as connection:
            user = connection.scalars(select(app_user.c.id).where(app_user.c.identifier == name)).one()
            told = {"user_id": user, "target": f"telegram:{number}", "kind": "alerts", "settings": {}}
            connection.execute(insert(subscription).values(told))
    found = people.find("anna")
    assert found is not None
    choose(engine, found.person, "Ромашка", NOW)
    desk = ToolContext(
        metrics=MetricEngine(engine, currency="RUB"), today=NOW.date(), now=NOW, language="en", data_dir=tmp_path
    )
    return AlertBook(desk=desk)


def _load(store: Store, frame: pd.DataFrame) -> None:
    with store.run(source="story", kind="file") as run:
        for channel, rows in frame.groupby("channel"):
            account = run.account(Account(channel=str(channel), external_id=f"account of {channel}", currency="RUB"))
            (number,) = run.campaigns(account, [Campaign(external_id=f"{channel} 1", name=f"{channel} 1")])
            facts = [
                DailyFact(
                    day=row.day,
                    campaign=row.campaign,
                    spend=Decimal(str(row.spend)),
                    impressions=int(row.impressions),
                    clicks=int(row.clicks),
                    conversions=Decimal(str(row.conversions)),
                    revenue=Decimal(str(row.revenue)),
                )
                for row in rows.itertuples()
            ]
            run.facts(with_ids(frame_of(facts, DailyFact), {f"{channel} 1": number}))


def test_an_alert_of_a_client_that_is_not_looked_at_is_delivered_and_said_whose(
    book: AlertBook, engine: Engine
) -> None:
    book.check()

    with engine.connect() as connection:
        rows = connection.execute(select(delivery.c.target, delivery.c.payload)).all()
    assert {row.target for row in rows} == {"telegram:0", "telegram:2"}, "nobody hears of a client who is not theirs"
    assert {row.payload["whose"] for row in rows} == {"Client: Ураган."}


def test_who_heard_of_it_may_ask_why_and_take_note_whichever_client_they_look_at(
    book: AlertBook, engine: Engine
) -> None:
    (kept,) = book.check().alerts
    found = People(engine=engine, now=lambda: NOW).find("anna")
    assert found is not None
    desk = book.desk.acting_for(found.person)
    assert AlertBook(desk=desk).listed() == [], "what is listed is of the client that is looked at"

    answer = run(Listing(number=kept.id), desk)
    AlertBook(desk=desk.of_all_clients).acknowledge(str(kept.id), "anna")

    assert "TikTok" in answer.text
    assert book.get(str(kept.id)).record.state == "acknowledged"
