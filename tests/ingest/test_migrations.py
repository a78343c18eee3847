"""A database of an earlier version is brought up to date with everything in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, select

from ingest.database import connect, migrate
from ingest.schema import budget, channel_day
from ingest.store.loads import listed, unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import facts, loaded, quarantined, write

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
