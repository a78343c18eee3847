"""Nothing lost, nothing doubled: any table in any split into files, sheets and repeats gives its plain sum."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from ingest.database import connect, migrate
from ingest.schema import channel_day
from ingest.store.loads import unload
from ingest.store.store import Store
from tests.conftest import NOW, copied
from tests.ingest.files_bench import facts, loaded, write
from tests.ingest.test_loads import state

FINER = ("", "Ad set", "Order ID", "utm_medium", "Conversion action", "Placement", "Device")
KINDS = {
    "Ad set": ("x", "y", "z"),
    "utm_medium": ("cpc", "cpm", "display"),
    "Conversion action": ("Buy", "Call"),
    "Placement": ("feed", "story"),
    "Device": ("Mobile", "Desktop"),
}


@st.composite
def tables(draw: Any) -> tuple[list[str], list[list[str]]]:
    """A header and rows, no two of which are one fact or part of a fact."""
    finer = draw(st.sampled_from(FINER))
    with_id = draw(st.booleans())
    keys = draw(
        st.lists(
            st.tuples(
                st.integers(1, 4),
                st.sampled_from(["fb", "vk"]),
                st.sampled_from(["A", "Brand - 1", "Осень"]),
                st.integers(0, 9999) if finer == "Order ID" else st.sampled_from(KINDS.get(finer, ("",))),
            ),
            min_size=2,
            max_size=14,
            unique=True,
        )
    )
    header = [
        "Date",
        "Channel",
        *(["Campaign ID"] if with_id else []),
        "Campaign",
        *([finer] if finer else []),
        "Spend",
        "Clicks",
        "Revenue",
    ]
    rows = []
    for day, channel, name, part in keys:
        figures = [draw(st.integers(0, 99999)) / 100, draw(st.integers(0, 500)), draw(st.integers(0, 99999)) / 100]
        own = [str(1000 + len(channel + name) + 10 * len(name))] if with_id else []
        rows.append([f"2026-11-0{day}", channel, *own, name, *([str(part)] if finer else []), *map(str, figures)])
    return header, rows


def csv(header: list[str], rows: list[list[str]]) -> str:
    return "\n".join(",".join(row) for row in [header, *rows]) + "\n"


def write_split(folder: Path, header: list[str], rows: list[list[str]], seed: int) -> list[Path]:
    """The rows in up to three files, one of them a workbook of two sheets, some rows in several of them."""
    dice = random.Random(seed)
    parts: list[list[list[str]]] = [[], [], []]
    for row in rows:
        for place in dice.sample(range(3), dice.choice([1, 1, 2])):
            parts[place] += [row] * dice.choice([1, 1, 2])
    paths = []
    for number, part in enumerate(parts):
        if part and number < 2:
            path = folder / f"{number}.csv"
            path.write_text(csv(header, part), encoding="utf-8")
            paths.append(path)
    if parts[2]:
        book = openpyxl.Workbook()
        for sheet, half in ((book.active, parts[2][::2]), (book.create_sheet("more"), parts[2][1::2])):
            for row in [header, *half]:
                sheet.append(row)
        book.save(folder / "2.xlsx")
        paths.append(folder / "2.xlsx")
    return paths


FEW: Final = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MANY: Final = settings(FEW, max_examples=120)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/empty.db")
        migrate(engine)
        engine.dispose()
        yield Path(folder) / "empty.db"


def _adds_up(engine: Engine, header: list[str], rows: list[list[str]], seed: int) -> set[int]:
    """Loads a split of the table and compares all totals; the numbers of the loads."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_split(Path(folder), header, rows, seed)
        numbers = {number for path in paths for number in loaded(engine, path).loads}
    stored = facts(engine)
    with engine.connect() as connection:
        rolled = connection.execute(select(func.sum(channel_day.c.spend)).where(channel_day.c.slice == "")).scalar()
    plain = [round(sum(float(row[header.index(name)]) for row in rows), 2) for name in ("Spend", "Clicks", "Revenue")]
    assert [round(float(stored[name].sum()), 2) for name in ("spend", "clicks", "revenue")] == plain
    assert round(float(rolled or 0) / 1_000_000, 2) == plain[0]
    return numbers


def _adds_up_in_sqlite(template: Path, table: tuple[list[str], list[list[str]]], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = copied(template, Path(folder) / "d.db")
        _adds_up(engine, *table, seed)
        engine.dispose()


def _returns(engine: Engine, header: list[str], rows: list[list[str]], seed: int) -> None:
    """Loads a part of the table, then all of its split twice, and takes that back in any order."""
    dice = random.Random(seed)
    store = Store(engine, now=lambda: NOW)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "first").mkdir()
        kept = [[*row[:-3], *(str(dice.randint(0, 99)) for _ in range(3))] for row in rows[: len(rows) // 2]]
        base = loaded(engine, write(Path(folder) / "first", csv(header, kept), "base.csv"))
        before = state(engine)
        paths = write_split(Path(folder), header, rows, seed)
        numbers = {number for _ in range(2) for path in paths for number in loaded(engine, path).loads}
        for number in dice.sample(sorted(numbers), len(numbers)):
            unload(store, number)
        after = state(engine)
        unload(store, base.loads[0])
    assert after == before
    assert not any(state(engine)[name] for name in ("daily_fact", "campaign", "campaign_day", "channel_day"))


@pytest.mark.promise(6)
@FEW
@given(table=tables(), seed=st.integers(0, 10**6))
def test_any_split_of_a_table_adds_up_to_its_plain_sum(
    template: Path, table: tuple[list[str], list[list[str]]], seed: int
) -> None:
    _adds_up_in_sqlite(template, table, seed)


@pytest.mark.slow
@MANY
@given(table=tables(), seed=st.integers(0, 10**6))
def test_many_splits_add_up(template: Path, table: tuple[list[str], list[list[str]]], seed: int) -> None:
    _adds_up_in_sqlite(template, table, seed)


@pytest.mark.slow
@settings(FEW, max_examples=60)
@given(table=tables(), seed=st.integers(0, 10**6))
def test_many_splits_add_up_in_postgresql(
    pg_engine: Engine, table: tuple[list[str], list[list[str]]], seed: int
) -> None:
    for number in _adds_up(pg_engine, *table, seed):
        unload(Store(pg_engine, now=lambda: NOW), number)


@pytest.mark.promise(6)
@FEW
@given(table=tables(), seed=st.integers(0, 10**6))
def test_loaded_twice_and_taken_back_is_never_loaded(
    template: Path, table: tuple[list[str], list[list[str]]], seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = copied(template, Path(folder) / "d.db")
        _returns(engine, *table, seed)
        engine.dispose()


@pytest.mark.slow
@settings(FEW, max_examples=40)
@given(table=tables(), seed=st.integers(0, 10**6))
def test_many_loads_taken_back_are_never_loaded(
    template: Path, pg_engine: Engine, table: tuple[list[str], list[list[str]]], seed: int
) -> None:
    _returns(pg_engine, *table, seed)
    with tempfile.TemporaryDirectory() as folder:
        engine = copied(template, Path(folder) / "d.db")
        _returns(engine, *table, seed)
        engine.dispose()
