"""Sales stand beside the advertising that brought them, whatever their tags look like; what does not is named."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.ingest.files_bench import facts, loaded, write
from tests.ingest.small_files import stored

COSTS = (
    "Date,Channel,Campaign ID,Campaign,Cost,Clicks\n2026-11-01,{channel},120210001,Brand – Search 2026,100,10\n"
    "2026-11-01,{channel},120210002,Осень,50,5\n"
)
ORDERS = "Date,Order ID,utm_source,utm_campaign,Revenue\n"


@pytest.mark.parametrize(
    ("channel", "source", "tag"),
    [
        ("vk", "vk", "brand_search_2026"),
        ("vk", "vk", "Brand – Search 2026"),
        ("vk", "vk", "120210001"),
        ("vk", "vk", "brand|120210001"),
        ("Meta Ads", "facebook", "brand-search-2026"),
        ("Meta Ads", "ig", "120210001"),
        ("vk", "ok", "brand_search_2026"),
    ],
)
def test_an_order_joins_the_campaign_that_its_tag_means(
    sqlite_engine: Engine, tmp_path: Path, channel: str, source: str, tag: str
) -> None:
    loaded(sqlite_engine, write(tmp_path, COSTS.format(channel=channel), "costs.csv"))
    report = loaded(sqlite_engine, write(tmp_path, ORDERS + f"2026-11-01,1,{source},{tag},500\n", "orders.csv"))

    rows = facts(sqlite_engine).set_index("external_id")
    assert (rows.loc["120210001", "spend"], rows.loc["120210001", "revenue"]) == (100, 500)
    assert rows.loc["120210001", "campaign"] == "Brand – Search 2026"
    assert len(rows) == 2
    assert "files-note-unjoined" not in dict(report.notes)


def test_a_tag_of_two_campaigns_is_not_guessed(sqlite_engine: Engine, tmp_path: Path) -> None:
    costs = "Date,Channel,Campaign,Cost\n2026-11-01,vk,Brand-1,10\n2026-11-01,vk,Brand 1,20\n"
    loaded(sqlite_engine, write(tmp_path, costs, "costs.csv"))
    loaded(sqlite_engine, write(tmp_path, ORDERS + "2026-11-01,1,vk,brand_1,500\n", "orders.csv"))

    rows = facts(sqlite_engine).set_index("campaign")
    assert rows.loc["brand_1", "revenue"] == 500


def test_the_report_names_the_share_that_could_not_be_joined(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, COSTS.format(channel="vk"), "costs.csv"))
    orders = ORDERS + "2026-11-01,1,vk,Осень,300\n2026-11-01,2,vk,spring,75\n2026-11-01,3,,,25\n"

    report = loaded(sqlite_engine, write(tmp_path, orders, "orders.csv"))

    told = dict(report.notes)["files-note-unjoined"]
    assert told == {"share": "25", "sum": "100.00", "campaigns": "VK: spring (75.00), No UTM tag: (channel) (25.00)"}
    assert report.rejected == 0


def test_sales_before_any_costs_say_what_they_will_be_joined_by(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, ORDERS + "2026-11-01,1,vk,Осень,300\n", "orders.csv"))

    assert dict(report.notes)["files-note-unjoined-all"]["sum"] == "300.00"


def test_amounts_that_name_their_currency_each_keep_it(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Cost\n2026-11-01,facebook,A,$12.50\n2026-11-01,vk,B,1234 ₽\n2026-11-02,vk,B,10\n"

    loaded(sqlite_engine, write(tmp_path, text), currency="KZT")

    rows = facts(sqlite_engine)
    assert dict(zip(rows["currency"], rows["spend"], strict=True)) == {"USD": 12.5, "RUB": 1234, "KZT": 10}
    assert stored(sqlite_engine).keys() == {"facebook", "vk"}
