"""Costs and sales of one campaign stand under it whichever file comes first, in one currency and in two."""

from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from ingest.files import LoadReport
from ingest.scope import DataScope
from ingest.store.loads import unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import facts, loaded, write
from tests.ingest.test_loads import fresh, state
from tools.engine.catalogue_reader import read_catalogue

COSTS = "Date,Channel,Campaign ID,Campaign,Spend,Clicks\n2026-11-01,{},123456789,Autumn – Sale,10,5\n"
ORDERS = "Order ID,Created at,Total,Currency,utm_source,utm_medium,utm_campaign\n"
PAIRS = {
    "by the tag of its name": ("google", "1,2026-11-01,100,RUB,google,cpc,autumn_sale\n"),
    "by the id in its tag": ("google", "1,2026-11-01,100,RUB,google,cpc,sale-123456789\n"),
    "under the cabinet's own name": ("meta", "1,2026-11-01,100,RUB,facebook,cpc,autumn_sale\n"),
    "from two parts of one cabinet": (
        "meta",
        "1,2026-11-01,60,RUB,facebook,cpc,autumn_sale\n2,2026-11-01,40,RUB,ig,paid,autumn_sale\n",
    ),
    "in another currency": ("google", "1,2026-11-01,100,EUR,google,cpc,autumn_sale\n"),
    "in another currency of a cabinet": ("meta", "1,2026-11-01,100,EUR,ig,cpc,autumn_sale\n"),
}


def _load(engine: Engine, folder: Path, name: str, pair: tuple[str, str]) -> LoadReport:
    channel, orders = pair
    text = COSTS.format(channel) if name == "costs" else ORDERS + orders
    return loaded(engine, write(folder, text, f"{name}.csv"), source="file" if name == "costs" else "shop")


def _campaigns(engine: Engine) -> dict[tuple[str, int], tuple[float, float]]:
    """Channel and campaign to spend and revenue: what a question by campaign adds up."""
    rows = facts(engine)
    rows["root"] = rows["root_id"].rank(method="dense").astype(int)
    sums = rows.groupby(["channel", "root"])[["spend", "revenue"]].sum()
    return {(str(place[0]), int(place[1])): (row.spend, row.revenue) for place, row in sums.iterrows()}  # type: ignore[index]


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
@pytest.mark.parametrize("order", [("costs", "sales"), ("sales", "costs", "sales", "costs")])
def test_costs_and_sales_are_one_campaign(
    sqlite_engine: Engine, tmp_path: Path, pair: tuple[str, str], order: tuple[str, ...]
) -> None:
    for name in order:
        _load(sqlite_engine, tmp_path, name, pair)

    assert list(_campaigns(sqlite_engine).values()) == [(10.0, 100.0)]


@pytest.mark.parametrize("pair", [PAIRS[one] for one in ("from two parts of one cabinet", "in another currency")])
def test_costs_taken_back_leave_the_sales_as_they_were(engine: Engine, tmp_path: Path, pair: tuple[str, str]) -> None:
    _load(engine, tmp_path, "sales", pair)
    before = state(engine)

    [number] = _load(engine, tmp_path, "costs", pair).loads
    unload(Store(engine, now=lambda: NOW), number)

    assert state(engine) == before


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_sales_taken_back_leave_the_costs_alone(engine: Engine, tmp_path: Path, pair: tuple[str, str]) -> None:
    other = fresh(f"sqlite:///{tmp_path / 'never.db'}")
    _load(other, tmp_path, "costs", pair)
    [number] = _load(engine, tmp_path, "sales", pair).loads
    _load(engine, tmp_path, "costs", pair)

    unload(Store(engine, now=lambda: NOW), number)

    left, never = (facts(one)[["channel", "currency", "external_id", "campaign", "spend"]] for one in (engine, other))
    other.dispose()
    assert left.to_dict("list") == never.to_dict("list")


def test_a_tag_that_may_mean_two_campaigns_means_neither(sqlite_engine: Engine, tmp_path: Path) -> None:
    costs = "Date,Channel,Campaign,Spend\n2026-11-01,google,Autumn – Sale,10\n2026-11-01,google,autumn_sale 1,7\n"
    both = costs.replace("autumn_sale 1", "Autumn / Sale")
    loaded(sqlite_engine, write(tmp_path, ORDERS + PAIRS["by the tag of its name"][1], "sales.csv"), source="shop")

    loaded(sqlite_engine, write(tmp_path, both, "costs.csv"))

    assert sorted(_campaigns(sqlite_engine).values()) == [(0.0, 100.0), (7.0, 0.0), (10.0, 0.0)]


@pytest.mark.parametrize("order", list(permutations(("RUB", "EUR", "USD")))[::4], ids="-".join)
def test_one_campaign_in_three_currencies_is_one(sqlite_engine: Engine, tmp_path: Path, order: tuple[str, ...]) -> None:
    reports = [
        loaded(
            sqlite_engine,
            write(tmp_path, f"Date,Channel,Campaign,Spend ({code})\n2026-11-01,google,Brand,10\n", f"{code}.csv"),
        )
        for code in order
    ]

    assert list(_campaigns(sqlite_engine).values()) == [(30.0, 0.0)]
    assert sorted(facts(sqlite_engine)["currency"]) == ["EUR", "RUB", "USD"]
    assert [key for key, _ in reports[1].notes].count("files-note-other-currency") == 1


def test_whoever_may_see_one_of_its_currencies_sees_the_campaign_by_name(sqlite_engine: Engine, tmp_path: Path) -> None:
    for code in ("RUB", "EUR"):
        text = f"Date,Channel,Campaign,Spend ({code})\n2026-11-01,google,Brand,10\n"
        loaded(sqlite_engine, write(tmp_path, text, f"{code}.csv"))

    with sqlite_engine.connect() as connection:
        seen = [read_catalogue(connection, DataScope(accounts=frozenset({code}))) for code in ("RUB", "EUR")]

    assert [[entry.label for entry in one.campaigns] for one in seen] == [["Brand"], ["Brand"]]


def test_a_sheet_of_sales_before_the_sheet_of_costs_stands_under_them(sqlite_engine: Engine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Sales"
    sales = (ORDERS + PAIRS["from two parts of one cabinet"][1]).splitlines()
    for sheet, lines in ((book.active, sales), (book.create_sheet("Costs"), COSTS.format("meta").splitlines())):
        for line in lines:
            sheet.append([float(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(tmp_path / "both.xlsx")

    loaded(sqlite_engine, tmp_path / "both.xlsx")

    assert list(_campaigns(sqlite_engine).values()) == [(10.0, 100.0)]
