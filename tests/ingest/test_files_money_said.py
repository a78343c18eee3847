"""Whose currency a sum is in: by headers, and by what the cells of a workbook show."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from ingest.files import takeover
from ingest.store.loads import unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import facts, loaded, write

ROWS = "2026-11-01,vk,A,10,100\n2026-11-02,vk,A,20,300\n"


def test_a_sum_that_names_no_currency_has_that_of_the_other_and_it_is_said(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Cost,Sales in USD\n" + ROWS))

    rows = facts(sqlite_engine)
    assert (rows["spend"].sum(), rows["revenue"].sum(), set(rows["currency"])) == (30, 400, {"USD"})
    assert dict(report.notes)["files-note-currency-shared"] == {"headers": "Cost", "currency": "USD"}


def test_sums_of_two_currencies_are_not_stored_as_one(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Cost (EUR),Sales in USD\n" + ROWS))

    rows = facts(sqlite_engine)
    assert (rows["spend"].sum(), rows["revenue"].sum(), set(rows["currency"])) == (30, 0, {"EUR"})
    assert dict(report.notes)["files-note-left-currency"]["headers"] == "Sales in USD"


def test_a_currency_that_only_the_format_of_a_cell_shows_is_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Date", "Channel", "Campaign", "Cost"])
    for channel, amount, shown in (("google", 120.5, "#,##0.00 [$€-407]"), ("vk", 5400, '#,##0 "руб."')):
        book.active.append([date(2026, 11, 1), channel, "A", amount])
        book.active.cell(book.active.max_row, 4).number_format = shown
    book.save(tmp_path / "costs.xlsx")

    loaded(sqlite_engine, tmp_path / "costs.xlsx")

    rows = facts(sqlite_engine)
    assert dict(zip(rows["currency"], rows["spend"], strict=True)) == {"EUR": 120.5, "RUB": 5400}


def test_a_currency_that_nobody_names_is_that_of_the_campaigns_and_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Spend\n2026-11-01,fb,A,$5\n"
    loaded(sqlite_engine, write(tmp_path, text))

    report = loaded(sqlite_engine, write(tmp_path, text.replace("11-01", "11-02").replace("$", "")))

    kept = ("files-note-currency-stored", {"channel": "facebook", "stored": "USD", "usual": "RUB"})
    assert report.notes == [kept]
    assert list(facts(sqlite_engine)["currency"]) == ["USD", "USD"]
    assert report.currency == "USD"


SOLD = "Date,Channel,Campaign,Spend,Conversions\n2026-11-01,fb,A,10,3\n2026-11-02,fb,A,20,4\n2026-11-01,vk,B,7,1\n"


def test_the_same_sums_with_their_currency_named_later_are_in_it_and_counted_once(
    engine: Engine, tmp_path: Path
) -> None:
    loaded(engine, write(tmp_path, SOLD))

    report = loaded(engine, write(tmp_path, SOLD.replace("Spend", "Spend (USD)") + "2026-11-03,fb,A,30,5\n", "b.csv"))

    rows = facts(engine)
    assert (rows["conversions"].sum(), rows["spend"].sum(), set(rows["currency"])) == (13, 67, {"USD"})
    named = [values for key, values in report.notes if key == "files-note-currency-named"]
    assert named == [{"channel": key, "stored": "RUB", "received": "USD"} for key in ("facebook", "vk")]
    assert "files-note-other-currency" not in dict(report.notes)


@pytest.mark.parametrize("header", ["Spend", "Spend (RUB)"])
def test_other_sums_in_another_currency_stand_beside(engine: Engine, tmp_path: Path, header: str) -> None:
    loaded(engine, write(tmp_path, SOLD.replace("Spend", header)))
    other = "Date,Channel,Campaign,Spend (USD)\n2026-11-01,fb,A,0.1\n2026-11-02,fb,A,0\n"

    report = loaded(engine, write(tmp_path, other, "b.csv"))

    sums = facts(engine).groupby("currency")["spend"].sum()
    assert sums.to_dict() == {"RUB": 37.0, "USD": pytest.approx(0.1)}
    assert "files-note-other-currency" in dict(report.notes)


def test_a_currency_named_later_and_taken_back_leaves_what_was(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, write(tmp_path, SOLD))
    columns = ["day", "currency", "campaign", "spend", "conversions"]
    before = facts(engine)[columns].to_dict("list")

    [load] = loaded(engine, write(tmp_path, SOLD.replace("Spend", "Spend (USD)"), "b.csv")).loads
    unload(Store(engine, now=lambda: NOW), load)

    assert facts(engine)[columns].to_dict("list") == before


UNCLICKED = "Дата;Канал;Расход;Клики\n01.10.2026;ТВ;500000;\n02.10.2026;Радио;300000;0\n03.10.2026;Авито;20000;400\n"


def test_round_sums_of_what_brings_no_clicks_are_no_millionths(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, UNCLICKED))

    assert facts(sqlite_engine)["spend"].sum() == 820_000


def test_a_column_in_thousands_that_a_person_has_named_is_in_thousands(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Дата;Канал;Расход, тыс. руб.;Клики\n01.10.2026;vk;500;40\n"

    loaded(sqlite_engine, write(tmp_path, text), mapping={"spend": "Расход, тыс. руб."})

    assert facts(sqlite_engine)["spend"].sum() == 500_000


def test_words_for_texts_and_days_below_a_header_leave_it_its_meaning(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Дата;Канал;Расход\nдд.мм.гггг;текст;тыс. руб.\n01.10.2026;vk;500\n"

    loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)[["channel", "spend"]].values.tolist() == [["vk", 500_000]]


def test_sums_read_as_millionths_and_thousands_of_two_kinds_are_said(sqlite_engine: Engine, tmp_path: Path) -> None:
    tiny = "Date,Channel,Clicks,Spend\n2026-11-01,vk,4,4000000\n2026-11-02,vk,5,5020000\n"
    wide = "Дата;Канал;Расход, тыс. руб.;Выручка, млн руб.\n01.10.2026;ok;500;2\n"

    first = loaded(sqlite_engine, write(tmp_path, tiny))
    second = loaded(sqlite_engine, write(tmp_path, wide, "b.csv"))

    assert dict(first.notes)["files-note-millionths"] == {"headers": "Spend"}
    assert facts(sqlite_engine)["spend"].sum() == pytest.approx(500_009.02)
    told = [values for key, values in second.notes if key == "files-note-thousands"]
    assert [values["times"] for values in told] == ["thousand", "million"]


def test_a_currency_named_later_holds_for_all_campaigns_however_many(
    sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takeover, "_LOOKED_AT", 2)
    rows = "".join(f"2026-11-01,fb,Campaign {number},{number}.5\n" for number in range(1, 8))
    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Spend\n" + rows))

    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Spend (USD)\n" + rows, name="named.csv"))

    assert (facts(sqlite_engine)["spend"].sum(), set(facts(sqlite_engine)["currency"])) == (31.5, {"USD"})
