"""A load can be taken back: the tables are then what they would be if it had never come, row by row."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest import schema
from ingest.database import connect, migrate
from ingest.errors import InvalidInput
from ingest.store.loads import listed, unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import facts, loaded, write

TABLES = (
    "channel",
    "account",
    "campaign",
    "daily_fact",
    "campaign_slice",
    "campaign_day",
    "channel_day",
    "fact_layer",
    "budget",
    "goal",
    "load_change",
    "rejected_row",
)
OWN = {"id", "run_id", "repeats", "raw_hash", "loaded_at"}

WHOLE = "Date,Channel,Campaign,Spend,Clicks\n2026-11-01,fb,A,10,5\n2026-11-02,fb,A,20,6\n2026-11-02,vk,B,7,1\n"
RESTATED = "Date,Channel,Campaign,Spend,Clicks\n2026-11-02,fb,A,25,6\n2026-11-03,fb,A,30,9\n2030-01-01,fb,A,1,1\n"
SALES = "Date,Channel,Campaign,Conversions,Revenue\n2026-11-01,fb,A,2,300\n2026-11-03,tiktok,C,1,90\n"
ADSETS = "Date,Channel,Campaign,Ad set,Spend\n2026-11-01,fb,A,x,6\n2026-11-01,fb,A,y,4\n2026-11-04,fb,A,x,3\n"
WITH_ID = "Date,Channel,Campaign ID,Campaign,Spend,Clicks\n2026-11-02,fb,120210000000000001,A,21,6\n"
PLACES = "Date,Channel,Campaign,Region,Spend\n2026-11-01,fb,A,Tver,6\n2026-11-01,fb,A,Omsk,4\n"
PLAN = "Channel,Month,Budget\nfb,2026-11,500\nvk,2026-11,100\n"
PLAN_LATER = "Channel,Month,Budget\nfb,2026-11,700\n"
FILES = {
    "whole.csv": WHOLE,
    "restated.csv": RESTATED,
    "sales.csv": SALES,
    "adsets.csv": ADSETS,
    "ids.csv": WITH_ID,
    "places.csv": PLACES,
    "plan.csv": PLAN,
    "plan_later.csv": PLAN_LATER,
}


def state(engine: Engine) -> dict[str, list[str]]:
    """Every row that loads write, without numbers that only count up; references by what they point at."""
    found: dict[str, list[str]] = {}
    with engine.connect() as connection:
        names = dict(connection.execute(select(schema.ingest_run.c.id, schema.ingest_run.c.account)).all())  # type: ignore[arg-type]
        keys = {
            table: {
                row["id"]: _named(row) for row in connection.execute(select(schema.metadata.tables[table])).mappings()
            }
            for table in ("channel", "account", "campaign")
        }
        for table in TABLES:
            rows = connection.execute(select(schema.metadata.tables[table])).mappings().all()
            found[table] = sorted(_said(dict(row), names, keys) for row in rows)
    return found


def _named(row: Any) -> str:
    return "/".join(str(row.get(name, "")) for name in ("key", "source", "external_id", "variant", "name"))


def _said(row: dict[str, Any], names: dict[int, str], keys: dict[str, dict[int, str]]) -> str:
    told = {name: value for name, value in row.items() if name not in OWN}
    told["run"] = names.get(row.get("run_id", 0), "")
    for name, table in (
        ("channel_id", "channel"),
        ("account_id", "account"),
        ("campaign_id", "campaign"),
        ("root_id", "campaign"),
    ):
        if name in told:
            told[name] = keys[table].get(told[name], "nobody")
    if "place" in told:
        place = json.loads(told["place"])
        told["place"] = {
            name: keys.get(name.removesuffix("_id"), {}).get(value, value) for name, value in place.items()
        }
        told["place"].pop("id", None)
    return json.dumps(told, sort_keys=True, default=str)


def fresh(url: str) -> Engine:
    engine = connect(url)
    migrate(engine)
    return engine


@pytest.mark.promise(6)
@pytest.mark.parametrize(
    ("names", "gone"),
    [
        (("whole.csv",), "whole.csv"),
        (("whole.csv", "restated.csv"), "restated.csv"),
        (("whole.csv", "restated.csv"), "whole.csv"),
        (("whole.csv", "restated.csv", "sales.csv"), "restated.csv"),
        (("sales.csv", "whole.csv", "adsets.csv"), "adsets.csv"),
        (("whole.csv", "adsets.csv", "places.csv"), "whole.csv"),
        (("whole.csv", "ids.csv"), "ids.csv"),
        (("plan.csv", "plan_later.csv"), "plan_later.csv"),
        (("plan.csv", "plan_later.csv"), "plan.csv"),
    ],
)
def test_a_load_taken_back_leaves_what_would_be_without_it(
    engine: Engine, tmp_path: Path, names: tuple[str, ...], gone: str
) -> None:
    loads = {name: loaded(engine, write(tmp_path, FILES[name], name)).loads[0] for name in names}

    unload(Store(engine, now=lambda: NOW), loads[gone])

    other = fresh(f"sqlite:///{tmp_path / 'never.db'}")
    for name in names:
        if name != gone:
            loaded(other, write(tmp_path, FILES[name], name))
    assert state(engine) == state(other)
    other.dispose()


def test_load_load_again_unload_is_never_loaded(engine: Engine, tmp_path: Path) -> None:
    empty = state(engine)
    first, again = (loaded(engine, write(tmp_path, WHOLE)) for _ in range(2))

    with engine.connect() as connection:
        [entry] = listed(connection)
    unload(Store(engine, now=lambda: NOW), again.loads[0])

    assert (first.loads, entry.times, again.repeated) == (again.loads, 2, 3)
    assert state(engine) == empty


def test_a_load_is_taken_back_once(sqlite_engine: Engine, tmp_path: Path) -> None:
    [number] = loaded(sqlite_engine, write(tmp_path, WHOLE)).loads
    store = Store(sqlite_engine, now=lambda: NOW)
    unload(store, number)

    with pytest.raises(InvalidInput, match="load"):
        unload(store, number)


def test_a_number_too_large_for_any_load_names_none(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, WHOLE))

    with pytest.raises(InvalidInput, match="99999999999999999999"):
        unload(Store(sqlite_engine, now=lambda: NOW), 99999999999999999999)


def test_after_taking_back_the_file_can_be_loaded_again(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, WHOLE)
    [number] = loaded(sqlite_engine, path).loads
    before = state(sqlite_engine)
    unload(Store(sqlite_engine, now=lambda: NOW), number)

    report = loaded(sqlite_engine, path)

    assert (report.inserted, state(sqlite_engine)) == (3, before)


KILLED = """
import os, sys, signal
from datetime import UTC, datetime
from ingest.database import connect
from ingest.store import loads
from ingest.store.store import Store
real = loads.drop_empty
def killed(*args):
    os.kill(os.getpid(), signal.SIGKILL)
loads.drop_empty = killed
loads.unload(Store(connect(sys.argv[1]), now=lambda: datetime.now(UTC)), int(sys.argv[2]))
"""


KILLED_LOADING = """
import os, sys, signal
from datetime import UTC, date, datetime
from pathlib import Path
from ingest.database import connect
from ingest.files import load
from ingest.store.store import Run, Store
def killed(*args):
    os.kill(os.getpid(), signal.SIGKILL)
Run.refresh_rollups = killed
store = Store(connect(sys.argv[1]), now=lambda: datetime.now(UTC))
load(store, [Path(sys.argv[2])], currency="RUB", today=date(2026, 11, 22))
"""


def test_killed_in_the_middle_of_loading_nothing_has_changed(database_url: str, tmp_path: Path) -> None:
    engine = fresh(database_url)
    loaded(engine, write(tmp_path, WHOLE, "whole.csv"))
    before = state(engine)
    path = write(tmp_path, RESTATED, "restated.csv")

    done = subprocess.run(
        [sys.executable, "-c", KILLED_LOADING, database_url, str(path)], cwd=Path(__file__).parents[2], check=False
    )

    assert (done.returncode, state(engine)) == (-signal.SIGKILL, before)
    [number] = loaded(engine, path).loads
    unload(Store(engine, now=lambda: NOW), number)
    assert state(engine) == before
    engine.dispose()


def test_killed_in_the_middle_of_taking_back_nothing_has_changed(database_url: str, tmp_path: Path) -> None:
    engine = fresh(database_url)
    for name in ("whole.csv", "restated.csv"):
        number = loaded(engine, write(tmp_path, FILES[name], name)).loads[0]
    before = state(engine)

    done = subprocess.run(
        [sys.executable, "-c", KILLED, database_url, str(number)],
        cwd=Path(__file__).parents[2],
        check=False,
    )

    assert done.returncode == -signal.SIGKILL
    assert state(engine) == before
    unload(Store(engine, now=lambda: NOW), number)
    assert facts(engine)["spend"].tolist() == [10.0, 20.0, 7.0]
    engine.dispose()


def test_a_file_read_otherwise_in_which_nothing_is_right_leaves_its_earlier_load(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    path = write(tmp_path, WHOLE)
    loaded(sqlite_engine, path)
    before = facts(sqlite_engine)

    with pytest.raises(InvalidInput) as refused:
        loaded(sqlite_engine, path, mapping={"day": "Channel"})

    assert refused.value.key == "files-reload-nothing"
    assert facts(sqlite_engine).equals(before)


def test_the_currency_that_costs_bring_to_conversions_goes_with_them(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = "2026-11-02,Search,{}\n2026-11-03,Search,{}\n"
    loaded(sqlite_engine, write(tmp_path, "Day,Campaign,Conversions\n" + rows.format(4, 3), "a.csv"), source="google")
    costs = write(tmp_path, "Day,Campaign,Cost (EUR),Conversions\n" + rows.format("10,4", "9,3"), "b.csv")

    report = loaded(sqlite_engine, costs, source="google")
    paid = facts(sqlite_engine)
    unload(Store(sqlite_engine, now=lambda: NOW), report.loads[0])
    alone = facts(sqlite_engine)

    assert (set(paid["currency"]), paid["conversions"].sum(), paid["spend"].sum()) == ({"EUR"}, 7, 19)
    assert (set(alone["currency"]), alone["conversions"].sum(), alone["spend"].sum()) == ({"RUB"}, 7, 0)
