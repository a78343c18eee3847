"""Text columns in a trade's own words: kept as dimensions, the same rows cut once more beside the totals."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from ingest.errors import InvalidInput
from ingest.facts import OWN_TEXTS, is_own_slice
from ingest.schema import campaign_day, channel_day, daily_fact, own_dimension
from ingest.store.loads import unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import MICRO, adds_up, loaded, write

SHOPS = (
    "Дата;Источник;Кампания;Расход, ₽;Выручка, ₽;Точка;Смена\n"
    "01.11.2026;VK;Осень;100;900;Площадь Мира;Утро\n"
    "01.11.2026;VK;Осень;50;300;Вокзал;Вечер\n"
    "01.11.2026;VK;Осень;30;200;Вокзал;Утро\n"
    "02.11.2026;VK;Осень;40;100;Площадь Мира;Вечер\n"
)


def words(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.key: row.place for row in connection.execute(select(own_dimension))}


def sums(engine: Engine, key: str, measure: str = "revenue") -> dict[str, float]:
    """By value of a dimension, from the slice that it cuts alone or the only one it cuts."""
    place = words(engine)[key]
    with engine.connect() as connection:
        slices = connection.scalars(select(daily_fact.c.slice).distinct()).all()
        own = min((name for name in slices if place in name.split("+")), key=len)
        rows = connection.execute(
            select(daily_fact.c[place], daily_fact.c[measure]).where(daily_fact.c.slice == own)
        ).all()
    found: dict[str, float] = {}
    for value, amount in rows:
        found[value] = found.get(value, 0) + (amount or 0) / MICRO
    return found


def total(engine: Engine, measure: str = "revenue") -> float:
    with engine.connect() as connection:
        days = connection.scalars(select(campaign_day.c[measure])).all()
        base = connection.scalars(select(channel_day.c[measure]).where(channel_day.c.slice == "")).all()
    assert sum(filter(None, days)) == sum(filter(None, base))
    return float(sum(filter(None, days))) / MICRO


def test_rows_that_differ_only_in_a_group_are_summed_in_the_totals_and_told_apart_in_the_cut(
    engine: Engine, tmp_path: Path
) -> None:
    report = loaded(engine, write(tmp_path, SHOPS))

    assert (total(engine), total(engine, "spend")) == (1500, 220)
    assert sums(engine, "tochka") == {"Площадь Мира": 1000, "Вокзал": 500}
    assert sums(engine, "smena", "spend") == {"Утро": 130, "Вечер": 90}
    assert adds_up(report)
    assert report.columns["Точка"] == "own"
    for language in ("ru", "en"):
        assert any("Точка, Смена" in said and "--map aside=" in said for said in report.said(language))


def test_a_file_again_or_without_the_column_doubles_nothing(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, write(tmp_path, SHOPS))
    again = loaded(engine, write(tmp_path, SHOPS))
    whole = "Дата;Источник;Кампания;Расход, ₽;Выручка, ₽\n01.11.2026;VK;Осень;180;1400\n02.11.2026;VK;Осень;40;100\n"
    loaded(engine, write(tmp_path, whole, "whole.csv"))

    assert (again.unchanged, again.loads) == (4, [1])
    assert (total(engine), total(engine, "spend")) == (1500, 220)
    assert sums(engine, "tochka") == {"Площадь Мира": 1000, "Вокзал": 500}


def test_what_two_files_say_of_one_group_meets_there(engine: Engine, tmp_path: Path) -> None:
    costs = "Date,Channel,Campaign,Cost,Studio\n2026-11-01,fb,A,10,North\n2026-11-01,fb,B,20,South\n"
    sales = "Date,Channel,Campaign,Revenue,Studio,Coach\n2026-11-01,fb,A,70,NORTH,Ann\n2026-11-01,fb,B,90,South,Bo\n"
    loaded(engine, write(tmp_path, costs, "costs.csv"))
    loaded(engine, write(tmp_path, sales, "sales.csv"))

    assert sums(engine, "studio", "spend") == {"North": 10, "South": 20}
    assert sums(engine, "studio") == {"North": 70, "South": 90}
    assert sums(engine, "coach") == {"Ann": 70, "Bo": 90}
    assert (total(engine), total(engine, "spend")) == (160, 30)


def test_a_row_that_has_moved_to_another_group_leaves_the_first(engine: Engine, tmp_path: Path) -> None:
    """An order's manager and its stage change between two exports; taking the later one back moves it back."""
    first = (
        "Date,Channel,Order ID,Revenue,Seller,Step\n"
        "2026-11-01,vk,1001,500,Ann,paid\n2026-11-01,vk,1002,300,Ann,new\n2026-11-02,vk,1003,200,Bo,new\n"
    )
    loaded(engine, write(tmp_path, first))
    later = loaded(engine, write(tmp_path, first.replace("1002,300,Ann,new", "1002,300,Bo,paid"), "later.csv"))

    assert sums(engine, "seller") == {"Ann": 500, "Bo": 500}
    assert sums(engine, "step") == {"paid": 800, "new": 200}
    assert total(engine) == 1000

    unload(Store(engine, now=lambda: NOW), later.loads[0])
    assert (sums(engine, "seller"), total(engine)) == ({"Ann": 800, "Bo": 200}, 1000)


def test_taking_every_load_back_leaves_no_name_and_frees_the_place(engine: Engine, tmp_path: Path) -> None:
    first = loaded(engine, write(tmp_path, SHOPS))
    unload(Store(engine, now=lambda: NOW), first.loads[0])

    assert words(engine) == {}
    with engine.connect() as connection:
        assert connection.execute(select(channel_day)).all() == connection.execute(select(daily_fact)).all() == []


def test_regions_and_a_group_are_cut_together_and_the_totals_stay_those_of_regions(
    engine: Engine, tmp_path: Path
) -> None:
    text = "Date,Channel,Campaign,Region,Cost,Depot\n2026-11-01,vk,A,North,5,D-west\n2026-11-01,vk,A,South,7,D-east\n"
    loaded(engine, write(tmp_path, text))

    with engine.connect() as connection:
        slices = set(connection.scalars(select(daily_fact.c.slice)))
    assert slices == {"region", "region+own_text_1", "own_text_1"}
    assert (total(engine, "spend"), sums(engine, "depot", "spend")) == (12, {"D-west": 5, "D-east": 7})


def test_a_group_has_what_regions_and_a_file_without_them_say_of_it(engine: Engine, tmp_path: Path) -> None:
    """Costs by region and branch, sales by branch alone: both totals stand, and both figures of a branch."""
    costs = (
        "Date,Channel,Region,Branch,Cost\n"
        "2026-11-01,vk,Moscow,S,10\n2026-11-01,vk,Moscow,N,20\n2026-11-01,vk,Tver,N,5\n"
    )
    sales = "Date,Channel,Branch,Revenue\n2026-11-01,vk,S,100\n2026-11-01,vk,N,300\n"
    again = "Date,Channel,Region,Branch,Cost\n2026-11-01,vk,Moscow,N,21\n"
    loaded(engine, write(tmp_path, costs, "costs.csv"))
    loaded(engine, write(tmp_path, sales, "sales.csv"))

    assert (total(engine, "spend"), total(engine)) == (35, 400)

    later = loaded(engine, write(tmp_path, again, "again.csv"), mapping={"own": "Branch"})
    place = words(engine)["branch"]
    with engine.connect() as connection:
        query = select(daily_fact.c[place], daily_fact.c.spend, daily_fact.c.revenue).where(daily_fact.c.slice == place)
        rows = sorted((row[0], row[1] / MICRO, row[2] / MICRO) for row in connection.execute(query))
    assert rows == [("N", 26, 300), ("S", 10, 100)]
    assert total(engine, "spend") == 36

    unload(Store(engine, now=lambda: NOW), later.loads[0])
    assert total(engine, "spend") == 35


def test_what_sorts_rows_into_no_groups_is_left_and_named_with_its_kind(sqlite_engine: Engine, tmp_path: Path) -> None:
    header = "Date,Channel,Cost,Buyer,Mail,Remark on call,Called at,Office,Tariff"
    rows = [
        f"2026-11-{day:02d},vk,10,Person {chr(64 + day)}{chr(90 - day)},p{day}@mail.example,"
        f"asked to call back on some later day {day % 3},{day:02d}.10.2026 10:00,Main,{'Basic' if day % 2 else 'Pro'}"
        for day in range(1, 25)
    ]

    report = loaded(sqlite_engine, write(tmp_path, "\n".join([header, *rows, ""])))

    left = {key.rpartition("-")[2]: values["headers"] for key, values in report.notes if "-left-" in key}
    assert left == {
        "unique": "Buyer, Mail",
        "comment": "Remark on call",
        "moments": "Called at",
        "constant": "Office",
    }
    assert list(words(sqlite_engine)) == ["tariff"]


def test_what_is_the_same_throughout_tells_a_file_from_others_once_the_group_is_known(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    loaded(sqlite_engine, write(tmp_path, SHOPS))
    third = "Дата;Источник;Кампания;Расход, ₽;Выручка, ₽;Точка\n03.11.2026;VK;Осень;5;60;Рынок\n"
    loaded(sqlite_engine, write(tmp_path, third, "third.csv"))

    assert sums(sqlite_engine, "tochka") == {"Площадь Мира": 1000, "Вокзал": 500, "Рынок": 60}


def test_a_person_may_keep_or_leave_a_column(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, SHOPS), mapping={"aside": "Смена"})
    assert list(words(sqlite_engine)) == ["tochka"]

    one = "Date,Channel,Cost,Office\n2026-11-01,vk,10,Main\n"
    loaded(sqlite_engine, write(tmp_path, one, "one.csv"), mapping={"own": "Office"})
    assert sums(sqlite_engine, "office", "spend") == {"Main": 10}


def test_of_more_columns_than_places_the_rest_is_named(sqlite_engine: Engine, tmp_path: Path) -> None:
    names = [f"Kind {letter}" for letter in "abcdefgh"]
    text = f"Date,Channel,Cost,{','.join(names)}\n2026-11-01,vk,1,{'x,' * 7}x\n2026-11-02,vk,1,{'y,' * 7}y\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert len(words(sqlite_engine)) == len(OWN_TEXTS)
    assert dict(report.notes)["files-note-cut-full"]["headers"] == "Kind g, Kind h"
    assert total(sqlite_engine, "spend") == 2


@pytest.mark.parametrize("name", ["total", "region+device"])
def test_a_slice_of_ours_is_no_own_one(name: str) -> None:
    assert not is_own_slice(name)


def test_own_columns_alone_are_loaded_beside_a_day_and_a_channel(engine: Engine, tmp_path: Path) -> None:
    text = "Day,Platform,Fittings,Atelier\n2026-11-01,vk,5,North\n2026-11-01,vk,3,South\n2026-11-02,fb,7,North\n"

    report = loaded(engine, write(tmp_path, text))

    assert (report.accepted, report.columns["Fittings"], report.columns["Atelier"]) == (3, "own", "own")
    assert sums(engine, "atelier", "own_count_1") == {"North": 12, "South": 3}


def test_figures_that_are_nobodys_are_asked_for(sqlite_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        loaded(sqlite_engine, write(tmp_path, "Day,Rainfall\n2026-11-01,5\n"))
