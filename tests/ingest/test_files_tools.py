"""What the exports of real tools have taught: rates, kinds in brackets, devices, channels without campaigns."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from ingest.errors import InvalidInput
from ingest.schema import channel
from tests.ingest.files_bench import facts, loaded, write
from tests.ingest.small_files import kept, stored


def test_columns_told_apart_by_their_brackets_alone_are_two(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Cost,Conversions,Conversions (Clicks),Conversions (Views)\n2026-11-01,vk,9,5,3,2\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert kept(sqlite_engine, report.columns) == {"Conversions (Clicks)": 3, "Conversions (Views)": 2}


def test_a_repeated_unknown_header_is_two_columns(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Cost,Wishlists,Wishlists\n2026-11-01,vk,9,5,3\n"))

    assert kept(sqlite_engine, report.columns) == {"Wishlists": 5, "Wishlists (2)": 3}


def test_a_column_that_divides_two_measures_is_no_sum_in_any_language(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = "2026-11-01,vk,1010,10,4,252.50,2500\n2026-11-02,vk,900,9,5,180.00,1800\n2026-11-03,vk,610,8,3,203.33,2000\n"

    report = loaded(sqlite_engine, write(tmp_path, f"Date,Channel,Cost,Clicks,Orders,Hinta,Tulot\n{rows}"))

    assert (report.columns.get("Hinta"), dict(report.notes)["files-note-left-average"]["headers"]) == (None, "Hinta")
    assert kept(sqlite_engine, report.columns) == {"Tulot": 6300}


def test_baskets_are_no_leads_and_costs_no_revenue(sqlite_engine: Engine, tmp_path: Path) -> None:
    header = "Date,Channel,Impressions,Clicks,Cost,Adds to cart,Placement costs\n"

    report = loaded(
        sqlite_engine, write(tmp_path, f"{header}2026-11-01,vk,1000,90,50,9,3.5\n2026-11-02,vk,900,80,40,7,2\n")
    )

    assert kept(sqlite_engine, report.columns) == {"Adds to cart": 16, "Placement costs": 5.5}
    assert "files-note-assumed" not in dict(report.notes)


@pytest.mark.parametrize(("campaign", "spend"), [("—", 7.0), ("", 7.0), ("B", 7.0)])
def test_a_channel_without_any_campaign_stands_as_a_whole(
    sqlite_engine: Engine, tmp_path: Path, campaign: str, spend: float
) -> None:
    text = f"Date;Channel;Campaign;Cost\n2026-11-01;vk;A;5\n2026-11-01;radio;{campaign};{spend}\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert (report.rejected, stored(sqlite_engine)["radio"]["spend"]) == (0, spend)


def test_a_row_without_a_campaign_beside_those_of_its_channel_may_be_their_total(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    text = "Date;Channel;Campaign;Cost\n2026-11-01;vk;A;5\n2026-11-01;vk;B;4\n2026-11-01;vk;—;9\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert (report.rejected_by_reason, facts(sqlite_engine)["spend"].sum()) == ({"missing_campaign": 1}, 9)


def test_a_channel_stored_before_the_catalogue_knew_it_keeps_its_key(sqlite_engine: Engine, tmp_path: Path) -> None:
    with sqlite_engine.begin() as connection:
        connection.execute(insert(channel).values(key="яндекс_маркет", title="Яндекс Маркет", aliases=[]))

    report = loaded(sqlite_engine, write(tmp_path, "Дата;Канал;Расход\n2026-11-01;Яндекс Маркет;5\n"))

    assert report.channels == ["яндекс_маркет"]


def test_a_report_that_tells_no_period_anywhere_is_asked_for_its_day(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "Campaign Name,Spend,Taps,Installs (Total)\nBrand,80.00,80,42\n", "apple_search_ads.csv")

    with pytest.raises(InvalidInput, match="day"):
        loaded(sqlite_engine, path)
    assert facts(sqlite_engine).empty


def test_budgets_and_profits_that_are_not_stored_are_named(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Cost,Revenue,Profit,Budget\n2026-11-01,vk,A,5,9,4,10\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert dict(report.notes)["files-note-ignored"]["headers"] == "Profit, Budget"
