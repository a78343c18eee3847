"""Every public file gives the same sums as plain pandas, and a second load changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.channel_names import key_for
from ingest.errors import InvalidInput
from tests.ingest.files_bench import adds_up, facts, loaded

Gold = Callable[[Path], pd.DataFrame]


def campaign_grain(rows: pd.DataFrame, cost: str) -> pd.DataFrame:
    named = rows.rename(columns={"Channel_Used": "channel", cost: "spend", "Clicks": "clicks"})
    return named.assign(
        conversions=named.clicks * named.Conversion_Rate,
        revenue=named.spend * (1 + named.ROI),
        impressions=named.Impressions,
    )


def smads(path: Path) -> pd.DataFrame:
    rows = pd.read_csv(path, sep=";").rename(columns={"Channel_Used": "channel", "CPA": "spend", "Clicks": "clicks"})
    return rows.assign(
        conversions=rows.clicks * rows.Conversion_Rate,
        revenue=rows.spend * (1 + rows.ROI),
        impressions=rows.Impressions,
    )


def marketing_campaign(path: Path) -> pd.DataFrame:
    rows = pd.read_csv(path).rename(
        columns={"Channel_Used": "channel", "Acquisition_Cost": "spend", "Clicks": "clicks"}
    )
    return rows.assign(
        conversions=rows.clicks * rows.Conversion_Rate,
        revenue=rows.spend * (1 + rows.ROI),
        impressions=rows.Impressions,
    )


def global_ads(path: Path) -> pd.DataFrame:
    return pd.read_csv(path).drop_duplicates().rename(columns={"platform": "channel", "ad_spend": "spend"})


def mcdm_facebook(path: Path) -> pd.DataFrame:
    rows = pd.read_csv(path, dtype={"creative_body": str, "creative_title": str}).drop_duplicates()
    return rows.rename(columns={"purchase": "conversions", "purchase_value": "revenue"})


def mcdm_tiktok(path: Path) -> pd.DataFrame:
    return pd.read_csv(path).drop_duplicates().assign(revenue=0)


FILES: dict[str, Gold] = {
    "smads_cozycorners.csv": smads,
    "marketing_campaign_2200.csv": marketing_campaign,
    "global_ads_daily.csv": global_ads,
    "mcdm_facebook.csv.gz": mcdm_facebook,
    "mcdm_tiktok_ads.csv.gz": mcdm_tiktok,
}
MEASURES = ["spend", "impressions", "clicks", "conversions", "revenue"]


@pytest.mark.parametrize("name", FILES)
def test_sums_per_channel_equal_pandas_and_a_second_load_changes_nothing(
    engine: Engine, shared_data: Path, name: str
) -> None:
    gold = FILES[name](shared_data / name)

    first = loaded(engine, shared_data / name)
    again = loaded(engine, shared_data / name)

    expected = gold.groupby(gold.channel.map(key_for))[MEASURES].sum()
    stored = facts(engine).groupby("channel")[MEASURES].sum()
    pd.testing.assert_frame_equal(stored.astype(float), expected.astype(float), check_names=False, rtol=1e-9)
    assert adds_up(first)
    assert first.rejected == 0
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, first.read)


def test_the_users_own_kind_of_file_loads_whole(sqlite_engine: Engine, shared_data: Path) -> None:
    report = loaded(sqlite_engine, shared_data / "smads_cozycorners.csv")

    rows = facts(sqlite_engine)
    assert (report.read, report.accepted, report.inserted) == (5832, 5832, 5832)
    assert report.channels == ["facebook", "instagram", "pinterest", "twitter"]
    assert (str(report.first_day), str(report.last_day)) == ("2022-01-01", "2022-12-31")
    assert set(rows["slice"]) == {"age+gender"}
    assert set(rows["account"]) == {"Cozy Corners"}
    assert rows["derived"].all()
    assert rows["engagement_score"].between(1, 10).all()


def test_campaign_ids_that_repeat_across_channels_and_goals_stay_apart(
    sqlite_engine: Engine, shared_data: Path
) -> None:
    gold = pd.read_csv(shared_data / "smads_cozycorners.csv", sep=";")

    loaded(sqlite_engine, shared_data / "smads_cozycorners.csv")

    rows = facts(sqlite_engine)
    assert rows["root_id"].nunique() == len(gold[["Campaign_ID", "Channel_Used"]].drop_duplicates())
    expected = gold.groupby("Location")["Clicks"].sum()
    assert rows.groupby("location")["clicks"].sum().to_dict() == expected.to_dict()


@pytest.mark.parametrize(
    "name", ["nab_exchange-2_cpc.csv", "prophet_example_retail_sales.csv", "darts_us_gasoline_weekly.csv"]
)
def test_a_series_without_measures_is_refused_with_what_was_seen(
    sqlite_engine: Engine, shared_data: Path, name: str
) -> None:
    with pytest.raises(InvalidInput, match="no column with a measure"):
        loaded(sqlite_engine, shared_data / "series" / name)


def test_weekly_rows_of_a_budget_task_load(sqlite_engine: Engine, shared_data: Path) -> None:
    path = shared_data / "budget" / "base_0_channels.csv"

    report = loaded(sqlite_engine, path)

    gold = pd.read_csv(path)
    assert report.rejected == 0
    assert facts(sqlite_engine)["spend"].sum() == pytest.approx(gold["spend"].sum())
