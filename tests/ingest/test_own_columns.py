"""Columns in a trade's own words: kept under their names, taken for a standard measure where one is left, or named."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from ingest.facts import MEASURES, OWN_MEASURES, STANDARD_MEASURES
from ingest.schema import own_measure
from ingest.store.loads import unload
from ingest.store.store import Store
from ingest.store.upsert import fact_hashes, row_hashes
from tests.conftest import NOW
from tests.ingest.files_bench import MICRO, facts, loaded, quarantined, write

FUNNEL = (
    "Date,Platform,Campaign,Views,Clicks,Cost (USD),Sign-ups,Trials started,Paid plans,Deal size (USD),MRR (USD)\n"
    "2026-11-01,LinkedIn,A,9000,100,500,30,9,2,900.50,80\n"
    "2026-11-01,Google Ads,B,8000,90,300,20,5,0,0,0\n"
    "2026-11-02,LinkedIn,A,9500,110,510,31,0,3,1200,120\n"
)
"""Paid plans are no part of the trials of their day, so no single chain leads to them."""


def names(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.key: row.place for row in connection.execute(select(own_measure))}


def total(engine: Engine, place: str) -> float:
    return float(facts(engine)[place].fillna(0).sum()) / MICRO


def test_counts_and_sums_are_kept_under_their_own_names(engine: Engine, tmp_path: Path) -> None:
    report = loaded(engine, write(tmp_path, FUNNEL), mapping={"own": "Sign-ups,Trials started,Paid plans"})
    places = names(engine)

    assert {key: total(engine, place) for key, place in places.items()} == {
        "sign_ups": 81,
        "trials_started": 14,
        "paid_plans": 5,
        "deal_size": 2100.5,
        "mrr": 200,
    }
    assert [place.split("_")[1] for place in places.values()] == ["count"] * 3 + ["money"] * 2
    assert report.columns["Trials started"] == "own"
    assert "files-note-own" in dict(report.notes)


def test_english_counts_are_no_money_and_no_rate_of_another_language(engine: Engine, tmp_path: Path) -> None:
    """A "custo" is a cost, customers are none; a "Quote" is a rate, quotes are asked for."""
    text = (
        "Date,Channel,Campaign,Clicks,Cost,Purchases,New customers,Quote requests,Discounted orders,Médicos\n"
        "2026-11-01,vk,A,100,500,9,3,12,4,2\n2026-11-02,vk,A,110,510,8,5,14,1,3\n"
    )
    loaded(engine, write(tmp_path, text))

    found = {key: (place.split("_")[1], total(engine, place)) for key, place in names(engine).items()}
    assert found == {
        "new_customers": ("count", 8),
        "discounted_orders": ("count", 5),
        "médicos": ("count", 5),
    }


def test_one_header_is_one_place_in_every_file(engine: Engine, tmp_path: Path) -> None:
    text = "Day,Channel,Campaign,Cost,Wishlists\n2026-11-01,vk,B,5,4\n"
    loaded(engine, write(tmp_path, text))
    loaded(engine, write(tmp_path, text.replace("Wishlists", "WISHLISTS").replace("vk", "fb"), "other.csv"))

    assert (list(names(engine)), total(engine, "own_count_1")) == (["wishlists"], 8)


def test_a_later_load_replaces_and_an_unload_takes_back_row_by_row(engine: Engine, tmp_path: Path) -> None:
    first = "Day,Channel,Campaign,Cost,Wishlists\n2026-11-01,vk,B,5,4\n2026-11-02,vk,B,5,6\n"
    loaded(engine, write(tmp_path, first))
    before = facts(engine).drop(columns="loaded_at")
    later = loaded(engine, write(tmp_path, "Day,Channel,Campaign,Wishlists,Clicks\n2026-11-02,vk,B,9,3\n", "later.csv"))

    assert (later.replaced, total(engine, "own_count_1")) == (1, 13)

    store = Store(engine, now=lambda: NOW)
    unload(store, later.loads[0])
    assert facts(engine).drop(columns="loaded_at").equals(before)
    unload(store, 1)
    assert names(engine) == {}


def test_what_cannot_be_added_up_is_named_with_its_kind(sqlite_engine: Engine, tmp_path: Path) -> None:
    header = "Date,Channel,Cost (USD),Show rate,Cost per demo,Ad rank,Ext id,Balance,Depth,Fee (EUR),Wishlists"
    rows = [f"2026-11-{day:02d},vk,10,0.3,12,2,90017{day:02d},80,1.5,3,{day % 4}" for day in range(1, 25)]

    report = loaded(sqlite_engine, write(tmp_path, "\n".join([header, *rows, ""])))
    notes = dict(report.notes)

    left = {key.rpartition("-")[2]: values["headers"] for key, values in notes.items() if "-left-" in key}
    assert left == {
        "share": "Show rate, Depth",
        "average": "Cost per demo",
        "rank": "Ad rank",
        "number": "Ext id",
        "standing": "Balance",
        "currency": "Fee (EUR)",
    }
    assert list(names(sqlite_engine)) == ["wishlists"]


def test_a_cell_that_is_no_number_loses_the_cell_and_not_the_row(sqlite_engine: Engine, tmp_path: Path) -> None:
    good = "".join(f"2026-10-{day % 28 + 1:02d},vk,C{day // 28},1,1\n" for day in range(60_000))
    text = f"Date,Channel,Campaign,Cost,Wishlists\n{good}2026-11-01,vk,C,7,soon\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert (quarantined(sqlite_engine), report.accepted) == ([], 60_001)
    assert dict(report.notes)["files-note-own-unread"] == {"headers": "Wishlists (1)"}


def test_the_only_count_after_clicks_is_the_conversions(engine: Engine, tmp_path: Path) -> None:
    text = "Дата;Источник;Кампания;Клики;Расход, ₽;Звонки;Записи;Выручка, ₽\n01.11.2026;VK;A;50;900;9;3;12000\n"

    report = loaded(engine, write(tmp_path, text))
    later = text.replace("01.11", "02.11").replace("Звонки", "Лиды").replace(";3;12000", ";4;0")
    again = loaded(engine, write(tmp_path, later, "later.csv"))

    assert facts(engine)["conversions"].tolist() == [3, 4]
    assert [dict(one.notes)["files-note-assumed"]["header"] for one in (report, again)] == ["Записи", "Записи"]
    for language in ("ru", "en"):
        assert any("--map own=" in said for said in report.said(language))


def test_a_chain_has_leads_at_its_beginning_and_conversions_at_its_end(engine: Engine, tmp_path: Path) -> None:
    text = (
        "Date,Platform,Campaign,Clicks,Cost (USD),MQLs,SQLs,Demos booked,Closed-won (USD)\n"
        "2026-11-01,LinkedIn,A,100,500,30,12,4,9000\n2026-11-02,LinkedIn,A,90,480,25,11,0,0\n"
    )

    loaded(engine, write(tmp_path, text))

    assert facts(engine)[["leads", "conversions", "revenue"]].sum().tolist() == [55, 4, 9000]
    assert list(names(engine)) == ["sqls"]


def test_what_is_paid_is_the_result_and_not_the_part_of_it_that_comes_again(engine: Engine, tmp_path: Path) -> None:
    text = (
        "Дата;Источник;Кампания;Клики;Расход, ₽;Звонки;Заезды;Повторные заезды;Сумма заказ-нарядов, ₽\n"
        "01.11.2026;VK;A;50;900;9;3;1;12000\n02.11.2026;VK;A;50;900;9;2;0;7000\n03.11.2026;VK;A;50;900;9;0;0;0\n"
    )

    loaded(engine, write(tmp_path, text))

    assert facts(engine)[["conversions", "revenue"]].sum().tolist() == [5, 19000]
    assert list(names(engine)) == ["povtornye_zaezdy"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("Date,Channel,Clicks,Cost,Complaints\n2026-11-01,vk,9,10,2\n", id="what went wrong"),
        pytest.param("Date,Channel,Clicks,Cost,Page opens\n2026-11-01,vk,9,10,40\n", id="more than clicks"),
        pytest.param(
            "Date,Channel,Clicks,Cost,Views 3s,Likes\n2026-11-01,vk,9,1,5,1\n2026-11-02,vk,9,1,1,5\n", id="no chain"
        ),
        pytest.param(
            "Date,Channel,Clicks,Cost,Chats,Revenue\n2026-11-01,vk,9,1,5,0\n2026-11-02,vk,9,1,0,90\n", id="no money"
        ),
    ],
)
def test_what_may_be_something_else_is_taken_for_nothing(sqlite_engine: Engine, tmp_path: Path, row: str) -> None:
    report = loaded(sqlite_engine, write(tmp_path, row))

    assert "files-note-assumed" not in dict(report.notes)
    assert facts(sqlite_engine)["conversions"].isna().all()
    assert names(sqlite_engine)


def test_of_two_kinds_of_results_the_one_that_money_comes_with_is_the_conversions(
    engine: Engine, tmp_path: Path
) -> None:
    text = "Дата;Канал;Клики;Расход;Заявки;Брони;Сделки (ДДУ);Сумма сделок\n"
    rows = "01.11.2026;vk;90;100;20;6;2;900\n02.11.2026;vk;80;100;18;3;0;0\n03.11.2026;vk;70;90;11;1;1;300\n"

    loaded(engine, write(tmp_path, text + rows))

    assert (facts(engine)["conversions"].sum(), names(engine)) == (3, {"broni": "own_count_1"})
    assert total(engine, "own_count_1") == 10


@pytest.mark.parametrize(
    ("header", "named"),
    [("Название РК", "campaign"), ("Назв. РК", "campaign"), ("cmp_name", "campaign")],
)
def test_the_name_of_something_is_that_thing(sqlite_engine: Engine, tmp_path: Path, header: str, named: str) -> None:
    text = f"Дата;Источник;{header};Город;Показы;Клики;Расход\n2026-11-01;VK;Лето;Москва;900;30;500\n"

    assert loaded(sqlite_engine, write(tmp_path, text), currency="RUB").columns[header] == named


def test_counted_sales_that_money_comes_with_go_before_bookings(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = (
        "Дата;Источник;Клики;Расход;Заявки;Брони;Продажи;Сумма продаж, ₽\n"
        "2026-11-01;VK;90;500;20;9;4;40000\n2026-11-02;VK;80;400;18;8;0;0\n2026-11-03;VK;85;450;19;8;5;50500\n"
    )
    columns = loaded(sqlite_engine, write(tmp_path, text), currency="RUB").columns

    assert (columns["Продажи"], columns["Брони"], columns["Сумма продаж, ₽"]) == ("conversions", "own", "revenue")


def test_a_second_column_of_one_meaning_is_kept_under_its_own_name(engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Clicks,Link clicks,Cost\n2026-11-01,vk,90,70,100\n2026-11-02,vk,80,60,100\n"

    loaded(engine, write(tmp_path, text))

    assert (facts(engine)["clicks"].sum(), names(engine)) == (170, {"link_clicks": "own_count_1"})
    assert total(engine, "own_count_1") == 130


def test_of_two_sums_the_one_named_like_the_results_is_the_revenue(engine: Engine, tmp_path: Path) -> None:
    text = "Дата;Канал;Клики;Затраты;Заказы, шт;Выкупы, шт;Заказали на сумму, ₽;Выкупили на сумму, ₽\n"
    rows = "01.11.2026;ozon;90;100;20;16;900;700\n02.11.2026;ozon;80;100;18;13;800;600\n"

    loaded(engine, write(tmp_path, text + rows))

    assert facts(engine)["revenue"].sum() == 1700
    assert sorted(names(engine)) == ["vykupili_na_summu", "vykupy"]


def test_a_second_column_of_where_it_ran_is_a_dimension(engine: Engine, tmp_path: Path) -> None:
    text = "Date,Media Source,Platform,Cost\n2026-11-01,unityads_int,ios,5\n2026-11-01,applovin_int,android,6\n"

    report = loaded(engine, write(tmp_path, text))

    assert (sorted(report.channels), dict(report.notes)["files-note-cut"]["headers"]) == (
        ["applovin", "unity_ads"],
        "Platform",
    )


def test_a_word_that_is_kept_apart_stays_apart(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Clicks,Cost,Chats\n2026-11-01,vk,A,9,10,2\n"
    loaded(sqlite_engine, write(tmp_path, text), mapping={"own": "Chats"})
    other = text.replace("Campaign,", "Ad set,").replace("vk", "fb")

    report = loaded(sqlite_engine, write(tmp_path, other, "other.csv"))

    assert ("files-note-assumed" in dict(report.notes), total(sqlite_engine, "own_count_1")) == (False, 4)


def test_what_is_not_wanted_is_not_kept(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, FUNNEL), mapping={"aside": "Deal size (USD);Trials started"})

    assert not {"deal_size", "trials_started"} & set(names(sqlite_engine))


def test_of_more_columns_than_places_the_rest_is_named(sqlite_engine: Engine, tmp_path: Path) -> None:
    words = [f"{first}{second}" for first in "abc" for second in ("aaa", "bbb", "ccc", "ddd")]
    text = f"Date,Channel,Cost,{','.join(words)}\n2026-11-01,vk,10,{','.join('3' for _ in words)}\n"

    notes = dict(loaded(sqlite_engine, write(tmp_path, text)).notes)

    assert len(names(sqlite_engine)) == 8
    assert len(notes["files-note-own-full"]["headers"].split(", ")) == 4
    assert len(notes["files-note-own"]["headers"].split(", ")) == 8


def test_a_header_with_a_comma_can_be_named(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = 'Date,Channel,Clicks,Cost,"Chats, web"\n2026-11-01,vk,9,10,2\n'

    report = loaded(sqlite_engine, write(tmp_path, text), mapping={"own": "Chats, web"})

    assert report.columns["Chats, web"] == "own"


def test_rows_from_before_there_were_places_keep_their_fingerprint() -> None:
    flags = {"vanished": [False, False], "derived": [False, True]}
    rows = pd.DataFrame({name: pd.array([5, None], "Int64") for name in MEASURES} | flags)
    empty = rows.assign(**{name: pd.array([None, None], "Int64") for name in OWN_MEASURES})
    before = rows[list(STANDARD_MEASURES)].assign(**{name: pd.array(flags[name], "Int64") for name in flags})

    assert fact_hashes(empty).equals(row_hashes(before, [*STANDARD_MEASURES, *flags]))
    assert not (fact_hashes(rows) == fact_hashes(empty))[0]
