"""Tables that people really have: wide, merged, in several sheets, packed, with formulas; the sums are kept."""

import zipfile
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from tests.ingest.files_bench import facts, loaded, write


def sums(engine: Engine) -> dict[str, tuple[float, float]]:
    """Channel to spend and revenue."""
    rows = facts(engine)
    by_channel = rows.groupby("channel")[["spend", "revenue"]].sum()
    return {str(key): (round(row.spend, 2), round(row.revenue, 2)) for key, row in by_channel.iterrows()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Channel,Jan 2026,Feb 2026\nvk,10,20\nfb,1,2\n", {"vk": (30, 0), "facebook": (3, 0)}),
        ("Канал;янв 2026;фев 2026\nвк;10;20,5\n", {"vk": (30.5, 0)}),
        ("Channel,Metric,2026-10-01,2026-10-02\nvk,Spend,1,2\nvk,Revenue,10,20\n", {"vk": (3, 30)}),
        ("date,vk_spend,fb_spend,vk_revenue\n2026-11-01,1,2,9\n", {"vk": (1, 9), "facebook": (2, 0)}),
        ("date,spend vk,spend tiktok\n2026-11-01,1,2\n2026-11-02,3,4\n", {"vk": (4, 0), "tiktok": (6, 0)}),
        ("month,day,channel,cost\nOctober,5,vk,7\nNovember,6,vk,2\n", {"vk": (9, 0)}),
        ("год,месяц,день,канал,расход\n2025,12,31,vk,7\n2026,1,1,vk,2\n", {"vk": (9, 0)}),
        ("VK report\n1 October 2026 - 31 October 2026\nCampaign,Impressions,Cost\nA,10,7\nB,5,2\n", {"vk": (9, 0)}),
        ("Date,Channel,Campaign,Cost\r2026-11-01,vk,A,7\r2026-11-02,vk,A,2\r", {"vk": (9, 0)}),
        (
            "Session source / medium,Date,Total revenue\nvk / cpc,20261101,5\nvk / organic,20261101,3\n",
            {"vk": (0, 5), "organic": (0, 3)},
        ),
        ("segments.date,campaign.name,metrics.cost_micros\n2026-11-01,A,12500000\n", {"google_ads": (12.5, 0)}),
    ],
)
def test_a_table_that_is_not_one_row_a_fact_keeps_its_sums(
    sqlite_engine: Engine, tmp_path: Path, text: str, expected: dict[str, tuple[float, float]]
) -> None:
    source = "google" if "segments" in text else "vk" if text.startswith("VK") else "file"
    loaded(sqlite_engine, write(tmp_path, text), source=source)

    assert sums(sqlite_engine) == expected


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


HEAD: list[object] = ["Date", "Campaign", "Cost"]
DAY = date(2026, 11, 1)


def test_every_sheet_is_read_and_one_that_sums_up_the_others_is_left_and_told(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    path = book(
        tmp_path / "all.xlsx",
        VK=[HEAD, [DAY, "A", 10], [DAY, "B", 5]],
        TikTok=[HEAD, [DAY, "A", 7]],
        Summary=[["Date", "Channel", "Cost"], [DAY, "vk", 15], [DAY, "tiktok", 7]],
        Readme=[["Made for the board"]],
    )

    report = loaded(sqlite_engine, path)

    assert sums(sqlite_engine) == {"vk": (15, 0), "tiktok": (7, 0)}
    told = {(key, values.get("table")) for key, values in report.notes}
    assert {("files-note-table-coarser", "Summary"), ("files-note-table-left", "Readme")} <= told


def test_two_tables_of_one_sheet_are_both_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    first = [["Date", "Channel", "Campaign", "Cost"], [DAY, "vk", "A", 10], []]
    second = [["Date", "Channel", "Campaign", "Revenue"], [DAY, "vk", "A", 99]]

    loaded(sqlite_engine, book(tmp_path / "two.xlsx", Data=[*first, *second]))

    assert sums(sqlite_engine) == {"vk": (10, 99)}
    assert len(facts(sqlite_engine)) == 1


def test_the_fuller_of_two_tables_may_stand_below_and_each_under_its_title(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["Report of November"],
        [],
        ["Costs"],
        ["Date", "Channel", "Cost"],
        ["2026-11-01", "vk", 10],
        ["2026-11-02", "vk", 20],
        [],
        ["Sales"],
        ["Date", "Channel", "Revenue", "Leads", "Orders"],
        ["2026-11-01", "vk", 100, 2, 1],
    ]

    report = loaded(sqlite_engine, book(tmp_path / "two.xlsx", Sheet=rows))

    assert sums(sqlite_engine) == {"vk": (30, 100)}
    assert (report.read, report.rejected) == (3, 0)


def test_sums_beside_columns_of_months_are_left_and_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Costs 2026\nChannel,Jan,Feb,Mar,Q1,Apr,Average\nvk,1,2,3,6,4,2.5\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert sums(sqlite_engine) == {"vk": (10, 0)}
    assert dict(report.notes)["files-note-period-sums"] == {"headers": "Q1, Average"}
    assert facts(sqlite_engine)["day"].astype(str).tolist() == ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]


def test_rows_repeated_over_sheets_and_files_of_an_archive_count_once(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Campaign,Cost\n2026-11-01,vk,A,10\n"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("one.csv", text)
        archive.writestr("more/two.csv", text + "2026-11-02,vk,A,3\n")
        archive.writestr("readme.txt", "nothing here")

    report = loaded(sqlite_engine, tmp_path / "all.zip")

    assert (sums(sqlite_engine), report.repeated) == ({"vk": (13, 0)}, 1)


def test_formulas_without_stored_values_are_computed_or_their_cells_named(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    rows = [
        ["Date", "Channel", "Campaign", "Clicks", "CPC", "Cost", "Revenue"],
        [DAY, "vk", "A", 10, 2.5, "=D2*E2", "=SUM(D2:E2)+1"],
        [DAY, "vk", "B", 4, 1, "=(D3+1)*E3", "=VLOOKUP(1,A:B,2)"],
    ]

    report = loaded(sqlite_engine, book(tmp_path / "made.xlsx", Data=rows))

    assert sums(sqlite_engine) == {"vk": (30, 13.5)}
    assert ("files-note-formulas", {"cells": "G3"}) in report.notes


def test_cells_merged_over_rows_hold_for_all_of_them(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [
        ["Campaign", "Date", "Cost"],
        ["A", DAY, 10],
        [None, date(2026, 11, 2), 5],
        ["A Total", None, 15],
        ["B", DAY, 1],
        [None, date(2026, 11, 2), 2],
        ["Grand Total", None, 18],
    ]

    report = loaded(sqlite_engine, book(tmp_path / "pivot.xlsx", Data=rows), source="vk")

    assert (sums(sqlite_engine), report.rejected) == ({"vk": (18, 0)}, 0)


def test_a_page_that_calls_itself_a_spreadsheet_is_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    cells = "<tr><th>Дата<th>Кампания<th>Расход</tr><tr><td>01.11.2026<td>А &amp; Б<td>1 234,50</tr>"
    path = write(tmp_path, f"<html><meta charset=utf-8><table>{cells}</table></html>", "report.xls")

    loaded(sqlite_engine, path, source="vk")

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["campaign"], row["spend"]) == ("А & Б", 1234.5)


def test_a_workbook_under_any_name_is_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    book(tmp_path / "x.xlsx", Data=[["Date", "Channel", "Cost"], [DAY, "vk", 3]]).rename(tmp_path / "x.csv")

    loaded(sqlite_engine, tmp_path / "x.csv")

    assert sums(sqlite_engine) == {"vk": (3, 0)}


def test_a_parquet_file_is_read_like_any_table(sqlite_engine: Engine, tmp_path: Path) -> None:
    table = duckdb.sql(
        "select * from (values (date '2026-11-01', 'vk', 'A, \"B\"', 10.5), (date '2026-11-02', 'vk', 'Осень', 2.25))"
        " as t(date, channel, campaign, cost)"
    )
    table.write_parquet(str(tmp_path / "x.parquet"))

    loaded(sqlite_engine, tmp_path / "x.parquet")

    assert facts(sqlite_engine)[["campaign", "spend"]].values.tolist() == [['A, "B"', 10.5], ["Осень", 2.25]]


def test_an_archive_of_parquet_files_is_read_whole(sqlite_engine: Engine, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for day in (1, 2):
            path = tmp_path / f"{day}.parquet"
            duckdb.sql(
                f"select date '2026-11-0{day}' as date, 'vk' as channel, 'A' as campaign, {day} as cost"
            ).write_parquet(str(path))
            archive.write(path, path.name)

    loaded(sqlite_engine, tmp_path / "two.zip")

    assert facts(sqlite_engine)["spend"].tolist() == [1.0, 2.0]


def test_the_name_of_an_archive_tells_period_and_channel_of_what_is_in_it(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "TikTok report 2026-10.zip", "w") as archive:
        archive.writestr("data.csv", "Campaign,Cost,Clicks\nA,10,3\n")

    loaded(sqlite_engine, tmp_path / "TikTok report 2026-10.zip")

    [row] = facts(sqlite_engine).to_dict("records")
    assert (str(row["day"]), row["channel"], row["spend"]) == ("2026-10-01", "tiktok", 10.0)


def test_a_damaged_parquet_file_is_refused_in_a_sentence(sqlite_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1" + b"\0" * 100)

    with pytest.raises(InvalidInput, match="damaged"):
        loaded(sqlite_engine, tmp_path / "x.parquet")


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(path: Path, rows: list[list[str | float]]) -> Path:
    def cell(value: str | float) -> str:
        kind = "string" if isinstance(value, str) else "float"
        typed = "" if isinstance(value, str) else f' office:value="{value}"'
        return f'<table:table-cell office:value-type="{kind}"{typed}><text:p>{value}</text:p></table:table-cell>'

    lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows="".join(lines)))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def test_a_sheet_of_libreoffice_is_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows: list[list[str | float]] = [["Date", "Channel", "Campaign", "Cost"], ["2026-11-01", "vk", "A", 10.5]]

    loaded(sqlite_engine, ods(tmp_path / "x.ods", rows))

    assert sums(sqlite_engine) == {"vk": (10.5, 0)}


def test_a_channel_whose_line_is_not_the_sum_below_it_is_named(sqlite_engine: Engine, tmp_path: Path) -> None:
    lines = ["Название,Дата,Расход"]
    for channel, said in (("VK", 19), ("Telegram", 19), ("Facebook", 19), ("Авито", 77)):
        lines.append(f"{channel},,{said}")
        lines += [f"{channel} {number},2026-11-{number:02},1" for number in range(1, 20)]

    report = loaded(sqlite_engine, write(tmp_path, "\n".join(lines) + "\n"))

    assert dict(report.notes)["files-note-levels-differ"] == {"channels": "Авито"}
    assert facts(sqlite_engine)["spend"].sum() == 76
