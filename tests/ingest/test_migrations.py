"""A database of an earlier version is brought up to date with everything in it."""

import gzip
from pathlib import Path

from sqlalchemy import select

from ingest.database import connect, migrate
from ingest.schema import budget, channel_day
from ingest.store.loads import listed, unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import facts, loaded, quarantined, write

STORED = Path(__file__).parent / "stored" / "revision_0001.db.gz"
LATER = "Date,Channel,Campaign ID,Campaign,City,Device,Revenue\n2026-11-01,Facebook,1001,Prospecting,paris,mobile,310\n"


def test_a_database_of_the_first_version_keeps_its_data_and_takes_new_loads(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(STORED.read_bytes()))
    engine = connect(f"sqlite:///{path}")

    migrate(engine)
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
