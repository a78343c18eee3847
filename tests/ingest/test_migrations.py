"""A database of an earlier version is brought up to date with everything in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from ingest.database import connect, migrate
from ingest.schema import budget, channel_day, definition, subscription
from ingest.store.loads import listed, unload
from ingest.store.store import Store
from tests.conftest import NOW, TODAY
from tests.ingest.files_bench import facts, loaded, quarantined, write
from tools.access import DataScope
from tools.access.people import People
from tools.access.tokens import TokenBook
from tools.conversations.book import ConversationBook
from tools.engine.engine import MetricEngine
from tools.semantics.question import Question

STORED = Path(__file__).parent / "stored"
"""Databases of earlier versions as SQL text, made by loading small files with them."""
LATER = "Date,Channel,Campaign ID,Campaign,City,Device,Revenue\n2026-11-01,Facebook,1001,Prospecting,paris,mobile,310\n"


def _brought_up(name: str, folder: Path) -> Engine:
    with closing(sqlite3.connect(folder / "old.db")) as old:
        old.executescript((STORED / name).read_text(encoding="utf-8"))
    engine = connect(f"sqlite:///{folder / 'old.db'}")
    migrate(engine)
    return engine


def test_a_database_of_the_first_version_keeps_its_data_and_takes_new_loads(tmp_path: Path) -> None:
    engine = _brought_up("revision_0001.sql", tmp_path)
    before = facts(engine)
    report = loaded(engine, write(tmp_path, LATER), currency="EUR")

    assert before[["spend", "revenue"]].sum().tolist() == [175.75, 800.1]
    assert len(quarantined(engine)) == 1
    assert (report.replaced, facts(engine)["revenue"].sum(), facts(engine)["spend"].sum()) == (1, 810.1, 175.75)
    with engine.connect() as connection:
        assert [entry.file for entry in listed(connection)] == ["export.csv", "plan.csv", "a.csv"]
        assert sorted(connection.scalars(select(budget.c.amount))) == [2_500_000_000, 5_000_000_000]

    store = Store(engine, now=lambda: NOW)
    unload(store, report.loads[0])
    assert facts(engine)["revenue"].sum() == 800.1
    unload(store, 1)
    with engine.connect() as connection:
        assert connection.scalars(select(channel_day.c.spend)).all() == []
    engine.dispose()


def test_a_database_of_the_last_version_keeps_loads_layers_and_words(tmp_path: Path) -> None:
    """Costs, the same day by ad sets, orders of that campaign, and a plan, as revision 0004 stored them."""
    engine = _brought_up("revision_0004.sql", tmp_path)
    before = facts(engine)

    assert before[["spend", "revenue"]].sum().tolist() == [41, 390]
    assert len(quarantined(engine)) == 1
    with engine.connect() as connection:
        loads = {entry.file: entry.id for entry in listed(connection)}
    assert sorted(loads) == ["adsets.csv", "orders.csv", "plan.csv", "whole.csv"]

    store = Store(engine, now=lambda: NOW)
    unload(store, loads["adsets.csv"])
    assert facts(engine)["spend"].sum() == 37
    for name in ("whole.csv", "orders.csv", "plan.csv"):
        unload(store, loads[name])
    with engine.connect() as connection:
        assert connection.scalars(select(channel_day.c.spend)).all() == []
        assert connection.scalars(select(budget.c.amount)).all() == []
    engine.dispose()


@pytest.mark.parametrize("revision", ["0011", "0014", "0017"])
def test_a_database_of_a_later_version_keeps_people_words_and_conversations_too(tmp_path: Path, revision: str) -> None:
    """Costs of two accounts, a plan, a person of one channel with token, subscription and conversation, a word."""
    engine = _brought_up(f"revision_{revision}.sql", tmp_path)

    assert facts(engine)[["spend", "revenue"]].sum().tolist() == [64, 400]
    assert len(quarantined(engine)) == 1
    rita = People(engine=engine, now=lambda: NOW).find("rita")
    assert rita is not None
    assert (rita.person.role, rita.person.scope, rita.has_password) == (
        "analyst",
        DataScope(channels=frozenset({"vk"})),
        True,
    )
    (token,) = TokenBook(engine=engine, now=lambda: NOW).all()
    assert (token.user, token.name, token.scopes, token.revoked) == ("rita", "grafana", ("read",), False)
    assert [one.name for one in ConversationBook(engine=engine).listed("rita", limit=9)] == ["spend"]
    metrics = MetricEngine(engine, currency="EUR").within(rita.person.scope)
    spend = Question(metrics=("spend",), periods=("2026-11-01..2026-11-30",))
    assert metrics.run(spend, today=TODAY).table.rows == [[23.0]]
    with engine.connect() as connection:
        assert connection.scalars(select(definition.c.term)).all() == ["sign up"]
        assert connection.scalars(select(subscription.c.kind)).all() == ["digest_weekly"]
        loads = {entry.file: entry.id for entry in listed(connection)}
    store = Store(engine, now=lambda: NOW)
    for name in ("whole.csv", "plan.csv"):
        unload(store, loads[name])
    with engine.connect() as connection:
        assert connection.scalars(select(channel_day.c.spend)).all() == []
        assert connection.scalars(select(budget.c.amount)).all() == []
    engine.dispose()
