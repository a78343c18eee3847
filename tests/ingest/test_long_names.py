"""Names of thousands of characters: kept by their beginning, different ones stay different, every row is there."""

import random
import string
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from ingest.facts import Account, Campaign
from ingest.lengths import LONGEST, bounded
from ingest.schema import account, campaign, daily_fact, fact_layer
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import loaded, write

DICE = random.Random(9)


def endless(letters: int = 9_000) -> str:
    """A name that no compression makes short enough for an index."""
    return "".join(DICE.choices(string.ascii_letters + "абвгдежзийклмн", k=letters))


def names(engine: Engine, column: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(campaign.c[column])))


def total(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(select(func.sum(daily_fact.c.spend))) or 0) // 1_000_000


@pytest.mark.parametrize(
    "header", ["Campaign", "Campaign ID", "Account", "Ad set", "Ad", "Region", "Audience", "Objective", "Branch"]
)
def test_a_name_without_end_in_a_file(engine: Engine, tmp_path: Path, header: str) -> None:
    same = endless()
    cells = (f"{same}1", f"{same}2", same)
    beside = "" if header == "Campaign" else ",C"
    head = f"Date,Channel,{header},Spend,Clicks{',Campaign' if beside else ''}\n"
    rows = "".join(f"2026-11-{1 + n % 3:02},vk,{cells[n % 3]},{n},1{beside}\n" for n in range(1, 7))

    path = write(tmp_path, head + rows, "long.csv")
    report, again = loaded(engine, path), loaded(engine, path)

    assert (report.accepted, report.rejected, again.inserted, again.updated) == (6, 0, 0, 0)
    assert total(engine) == 21
    assert len(report.said("en")) == len(set(report.said("en")))
    if header in ("Campaign", "Account"):
        assert any("Every row is there" in note for note in report.said("en"))
        assert len(set(names(engine, "id"))) == 3


def test_a_channel_without_end_is_a_channel(engine: Engine, tmp_path: Path) -> None:
    name = endless()
    report = loaded(engine, write(tmp_path, f"Date,Channel,Campaign,Spend\n2026-11-01,{name},C,5\n", "a.csv"))

    assert report.accepted == 1
    assert len(report.channels[0].encode()) <= LONGEST


def test_an_own_column_without_end_and_one_cell_of_a_plan(engine: Engine, tmp_path: Path) -> None:
    name = endless(4_000)
    own = loaded(engine, write(tmp_path, f"Date,Channel,Campaign,Spend,{name}\n2026-11-01,vk,C,5,7\n", "own.csv"))
    loaded(engine, write(tmp_path, f"Date,Channel,Campaign,Spend\n2026-11-01,vk,{name},5\n", "a.csv"))
    plan = loaded(engine, write(tmp_path, f"Month,Channel,Campaign,Budget\n2026-11,vk,{name},100\n", "plan.csv"))

    assert own.accepted == 1
    assert any(name[:20] in note for note in own.said("en"))
    assert (plan.kind, plan.accepted) == ("plan", 1)


def test_a_platform_s_names_without_end(engine: Engine) -> None:
    name = endless()
    store = Store(engine, now=lambda: NOW)
    for _ in range(2):
        with store.run(source="meta", kind="pull:day") as run:
            number = run.account(Account(channel="facebook", external_id=name, name=name, currency="EUR"))
            ids = run.campaigns(number, [Campaign(external_id=f"{name}{n}", name=name, audience=name) for n in (1, 2)])

    assert len(set(ids)) == len(names(engine, "id")) == 2
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(account)) == 1
        assert connection.scalar(select(func.count()).select_from(fact_layer)) == 0
    assert all(len(one.encode()) <= LONGEST for one in names(engine, "external_id"))


def test_what_fits_stays_as_it_is() -> None:
    for text in ("", "x" * LONGEST, "ы" * (LONGEST // 2), "Кампания, которую назвали от души"):
        assert bounded(text) == text
    assert bounded("ы" * LONGEST).startswith("ы" * 500)
