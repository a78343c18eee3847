"""Whose row it is: keys, grains finer than the store's, breakdowns, channels, currencies."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from tests.ingest.files_bench import adds_up, facts, loaded, write


def test_different_rows_of_one_campaign_and_day_are_added_and_exact_repeats_count_once(
    engine: Engine, tmp_path: Path
) -> None:
    text = "Date,Channel,Campaign,Spend\n2026-11-01,fb,A,5\n2026-11-01,fb,A,5\n2026-11-01,fb,A,7\n"

    report = loaded(engine, write(tmp_path, text))

    assert facts(engine)["spend"].tolist() == [12.0]
    assert (report.inserted, report.merged, report.replaced, report.repeated) == (1, 1, 0, 1)


def test_without_a_campaign_rows_of_one_day_are_added_and_exact_repeats_count_once(
    engine: Engine, tmp_path: Path
) -> None:
    text = "Date,Channel,Spend\n2026-11-01,fb,5\n2026-11-01,fb,5\n2026-11-01,fb,7\n2026-11-02,fb,1\n"
    path = write(tmp_path, text)

    report = loaded(engine, path)
    again = loaded(engine, path)

    assert facts(engine)["spend"].tolist() == [12.0, 1.0]
    assert (report.inserted, report.updated, report.unchanged) == (2, 1, 1)
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 4)
    assert adds_up(report)


def test_a_changed_file_of_added_rows_updates_only_what_changed(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Ad ID,Campaign ID,Spend\n2026-11-01,fb,1,9,5\n2026-11-01,fb,2,9,6\n2026-11-02,fb,1,9,1\n"
    loaded(sqlite_engine, write(tmp_path, text))

    report = loaded(sqlite_engine, write(tmp_path, text.replace("2,9,6", "2,9,8")))

    assert facts(sqlite_engine)["spend"].tolist() == [13.0, 1.0]
    assert (report.inserted, report.replaced, report.repeated) == (0, 1, 2)


def test_added_rows_hold_over_chunk_borders(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = 120_000
    rng = np.random.default_rng(3)
    table = pd.DataFrame(
        {
            "Date": pd.date_range("2026-01-01", periods=100)
            .strftime("%Y-%m-%d")
            .to_numpy()[rng.integers(0, 100, rows)],
            "Channel": np.array(["fb", "tiktok"])[rng.integers(0, 2, rows)],
            "Ad ID": np.arange(rows),
            "Campaign ID": rng.integers(0, 5, rows),
            "Spend": rng.integers(0, 1000, rows) / 100,
        }
    )
    table.to_csv(tmp_path / "ads.csv", index=False)

    report = loaded(sqlite_engine, tmp_path / "ads.csv")

    stored = facts(sqlite_engine).groupby("channel")["spend"].sum()
    expected = table.groupby("Channel")["Spend"].sum()
    assert stored["facebook"] == pytest.approx(expected["fb"], abs=1e-6)
    assert report.inserted == len(table[["Date", "Channel", "Campaign ID"]].drop_duplicates())
    assert adds_up(report)


def test_an_engagement_score_of_added_rows_is_weighted_by_impressions(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Impressions,Engagement_Score\n2026-11-01,fb,100,2\n2026-11-01,fb,300,10\n"

    loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)["engagement_score"].tolist() == [8.0]


def test_breakdown_columns_make_one_slice_and_a_blank_cell_is_its_empty_value(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    text = "Date,Channel,Campaign,Age,Region,Spend\n2026-11-01,fb,A,18-24,,1\n2026-11-01,fb,A,,Moscow,2\n"

    loaded(sqlite_engine, write(tmp_path, text))

    rows = facts(sqlite_engine)
    assert set(rows["slice"]) == {"region+age"}
    assert sorted(zip(rows["age"], rows["region"], strict=True)) == [("", "Moscow"), ("18-24", "")]


def test_a_country_stands_before_its_region(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Country,Region,Spend\n2026-11-01,fb,A,Russia,Tver,1\n2026-11-01,fb,A,Spain,,1\n"

    loaded(sqlite_engine, write(tmp_path, text))

    assert sorted(facts(sqlite_engine)["region"]) == ["Russia, Tver", "Spain"]


def test_one_campaign_in_two_cities_stays_one_campaign(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign ID,Location,Spend\n2026-11-01,fb,1,Miami,1\n2026-11-01,fb,1,Austin,2\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    rows = facts(sqlite_engine)
    assert (report.campaigns, rows["root_id"].nunique(), sorted(rows["location"])) == (1, 1, ["Austin", "Miami"])


def test_a_campaign_is_named_by_its_attributes_when_nothing_names_it(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign_Type,Industry,Spend\n2026-11-01,fb,Search,Fintech,1\n"

    loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)["campaign"].tolist() == ["Search · Fintech"]


def test_spellings_of_a_channel_become_one_and_a_new_one_is_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [
        f"2026-11-01,{name},C{number},1" for number, name in enumerate(["FB", "Фейсбук", "facebook ads", "Радио Маяк"])
    ]

    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Spend\n" + "\n".join(rows)))

    assert report.channels == ["facebook", "радио_маяк"]
    assert "Радио Маяк is a new channel (радио_маяк)." in report.said("en")


@pytest.mark.parametrize(
    ("name", "source", "channel"),
    [("tiktok_june.csv", "file", "tiktok"), ("x.csv", "google", "google_ads"), ("x.csv", "Маяк", "маяк")],
)
def test_a_file_without_a_channel_gets_it_from_its_source_or_name(
    sqlite_engine: Engine, tmp_path: Path, name: str, source: str, channel: str
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Campaign,Spend\n2026-11-01,A,1\n", name=name), source=source)

    assert report.channels == [channel]
    assert any(key == "files-note-one-channel" for key, _values in report.notes)


def test_a_mapping_names_columns_that_nobody_would_recognise(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "t,where,what,burnt\n2026-11-01,fb,A,5\n")

    loaded(sqlite_engine, path, mapping={"day": "t", "channel": "where", "campaign": "what", "spend": "burnt"})

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["channel"], row["campaign"], row["spend"]) == ("facebook", "A", 5.0)


def test_a_mapping_speaks_to_the_tables_that_have_its_headers(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = write(tmp_path, "t,where,Campaign,burnt\n2026-11-01,fb,A,5\n")
    plan = write(tmp_path, "Month,Channel,Budget\n2026-11,fb,900\n", name="plan.csv")
    book = tmp_path / "book.xlsx"
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"t": ["2026-11-02"], "where": ["fb"], "burnt": [7]}).to_excel(writer, sheet_name="A", index=False)
        pd.DataFrame({"Date": ["2026-11-03"], "Channel": ["vk"], "Spend": [9]}).to_excel(
            writer, sheet_name="B", index=False
        )
    mapping = {"day": "t", "channel": "where", "spend": "burnt"}

    found = loaded(sqlite_engine, report, plan, book, mapping=mapping)

    assert (found.read, found.rejected) == (4, 0)
    assert sorted(facts(sqlite_engine)["spend"]) == [5, 7, 9]
    with pytest.raises(InvalidInput, match=r"no column Absent\. Possible: t, where, Campaign, burnt, Month"):
        loaded(sqlite_engine, report, plan, mapping={**mapping, "clicks": "Absent"})


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("Date,Channel,Campaign,Spend\n2026-11-01,fb,A,$5\n", {"USD"}),
        ("Date,Channel,Campaign,Spend (EUR)\n2026-11-01,fb,A,5\n", {"EUR"}),
        (
            "Date,Channel,Campaign,Spend,Currency\n2026-11-01,fb,A,5,usd\n2026-11-01,fb,A,7,руб\n2026-11-02,fb,A,1,\n",
            {"USD", "RUB"},
        ),
        ("Date,Channel,Campaign,Spend\n2026-11-01,fb,A,5\n", {"RUB"}),
    ],
)
def test_amounts_keep_their_currency_in_accounts_of_their_own(
    sqlite_engine: Engine, tmp_path: Path, text: str, currencies: set[str]
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, text))

    rows = facts(sqlite_engine)
    assert set(rows["currency"]) == currencies == set(report.currency.split(", "))
    assert len(rows) == report.read


def test_vat_is_kept_when_the_header_tells_it(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, 'Дата,Канал,Кампания,"Расход без НДС, руб."\n01.11.2026,vk,A,5\n'))

    assert facts(sqlite_engine)["vat_included"].tolist() == [False]


@pytest.mark.parametrize(("rate", "roi"), [("0.14", "0.2"), ("14%", "20%"), ("14", "0.2")])
def test_ratios_give_the_missing_measures_in_every_notation(
    sqlite_engine: Engine, tmp_path: Path, rate: str, roi: str
) -> None:
    header = "Date,Channel,Campaign_ID,CPA,ROI,Conversion_Rate,Clicks,Impressions"
    text = f"{header}\n2026-11-01,fb,1,500,{roi},{rate},512,3036\n"

    loaded(sqlite_engine, write(tmp_path, text))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["spend"], row["revenue"], row["conversions"]) == (500.0, 600.0, 71.68)
    assert row["derived"]


def test_given_ratios_are_ignored_when_their_parts_are_there(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Spend,Conversions,CPA,Revenue,ROAS\n2026-11-01,fb,A,10,2,999,30,rubbish\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["spend"], row["revenue"], row["derived"], report.rejected) == (10.0, 30.0, False, 0)


def test_row_order_does_not_matter_when_no_key_repeats(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [f"2026-11-{day:02},fb,C{campaign},{day * campaign}" for day in range(1, 20) for campaign in range(1, 5)]
    head = "Date,Channel,Campaign,Spend\n"
    loaded(sqlite_engine, write(tmp_path, head + "\n".join(rows)))

    again = loaded(sqlite_engine, write(tmp_path, head + "\n".join(reversed(rows))))

    assert (again.inserted, again.updated, again.unchanged) == (0, 0, len(rows))


def test_another_currency_for_the_same_account_is_kept_apart_and_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Spend\n2026-11-01,fb,A,5\n"
    loaded(sqlite_engine, write(tmp_path, text))

    report = loaded(sqlite_engine, write(tmp_path, text.replace("11-01", "11-02")), currency="USD", currency_told=True)

    assert ("files-note-other-currency", {"channel": "facebook", "stored": "RUB", "received": "USD"}) in report.notes
    assert sorted(facts(sqlite_engine)["currency"]) == ["RUB", "USD"]


def test_currency_and_vat_inside_a_header_do_not_hide_it(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, "Дата;Площадка;Кампания;Расход, руб. с НДС\n01.02.2026;vk;A;1 234,50\n"))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["spend"], row["currency"], row["vat_included"]) == (1234.5, "RUB", True)


def test_every_note_of_a_load_can_be_said_in_both_languages(sqlite_engine: Engine, tmp_path: Path) -> None:
    header = "Date,Where,Channel,CPA,ROI,Clicks,Impressions\n"
    text = header + "01/02/2026,x,Маяк,5,1,1,2\n01/02/2026,y,Маяк,7,1,1,2\nTotal,,,,,,\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert {key for key, _values in report.notes} == {
        "files-note-cut",
        "files-note-cpa-is-cost",
        "files-note-derived",
        "files-note-day-order",
        "files-note-new-channel",
        "files-note-totals",
        "files-note-summed",
    }
    assert len(report.said("ru")) == len(report.said("en")) == len(report.notes)


def test_hours_of_a_day_are_added_up(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Spend\n2026-11-01 10:00,fb,A,5\n2026-11-01 11:00,fb,A,7\n"

    loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)["spend"].tolist() == [12.0]


def test_an_unknown_column_that_splits_most_keys_is_a_dimension(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [f"2026-11-{day:02},fb,A,{kind},5" for day in range(1, 10) for kind in ("Reels", "Stories")]

    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Kind of show,Spend\n" + "\n".join(rows)))

    assert set(facts(sqlite_engine)["spend"]) == {10.0}


def test_a_remark_beside_a_corrected_row_is_no_dimension(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [f"2026-11-{day:02},fb,A,,5" for day in range(1, 10)] + ["2026-11-09,fb,A,corrected,7"]

    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Remark,Spend\n" + "\n".join(rows)))

    assert facts(sqlite_engine)["spend"].tolist() == [5.0] * 8 + [7.0]


def test_a_campaign_per_row_does_not_confuse_accounts(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [f"2026-11-01,fb,{number},Company {number % 2},1" for number in range(100)]

    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign ID,Company,Spend\n" + "\n".join(rows)))

    assert (report.campaigns, facts(sqlite_engine).groupby("account")["spend"].sum().tolist()) == (100, [50.0, 50.0])
