"""Encodings, delimiters, spreadsheets, JSON, gzip and the platforms' own exports."""

import gzip
import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from ingest.files.layout import open_bytes
from tests.ingest.files_bench import adds_up, facts, loaded, write

TABLE = "Дата;Канал;Кампания;Показы;Клики;Расход\n21.11.2026;Фейсбук;Осень;1 000;10;1 234,56\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_table_reads_the_same_in_every_encoding_and_delimiter(
    sqlite_engine: Engine, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    loaded(sqlite_engine, write(tmp_path, TABLE.replace(";", delimiter), encoding=encoding))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["channel"], row["campaign"], row["spend"], row["impressions"]) == ("facebook", "Осень", 1234.56, 1000)
    assert str(row["day"]) == "2026-11-21"


def test_windows_line_ends_and_a_trailing_delimiter_do_no_harm(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, TABLE.replace("\n", ";\r\n")))

    assert (report.read, report.accepted) == (1, 1)


def test_a_packed_file_is_unpacked(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "export.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))

    assert loaded(sqlite_engine, path).accepted == 1


def test_a_packed_file_damaged_at_any_place_is_read_or_refused(tmp_path: Path) -> None:
    text = "\n".join(f"2026-01-{n % 28 + 1:02},a,b,{n * 7919 % 1000}" for n in range(60))
    sound = gzip.compress(f"day,channel,campaign,spend\n{text}\n".encode(), mtime=0)
    path = tmp_path / "x.csv.gz"
    for place in range(2, len(sound)):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0xFF]) + sound[place + 1 :])
        with suppress(InvalidInput), open_bytes(path, packed=True) as handle:
            handle.read()


def test_a_damaged_packed_file_is_refused(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "export.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode() * 50)[:60])

    with pytest.raises(InvalidInput, match="damaged"):
        loaded(sqlite_engine, path)


def test_json_lines_with_nested_fields_load_and_a_broken_line_is_kept_aside(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    good = {
        "date": "2026-11-01",
        "channel": "tiktok",
        "campaign": {"id": "007", "name": "A"},
        "spend": 1.5,
        "clicks": None,
    }

    report = loaded(sqlite_engine, write(tmp_path, json.dumps(good) + "\n{broken\n", name="rows.jsonl"))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["external_id"], row["campaign"], row["spend"], row["clicks"]) == ("007", "A", 1.5, None)
    assert report.rejected_by_reason == {"broken_line": 1}


def test_a_json_array_loads(sqlite_engine: Engine, tmp_path: Path) -> None:
    rows = [{"date": "2026-11-01", "channel": "vk", "spend": 10}, {"date": "2026-11-02", "channel": "vk", "spend": 20}]

    assert loaded(sqlite_engine, write(tmp_path, json.dumps(rows, indent=1), name="rows.json")).accepted == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_broken_json_array_is_refused_whole(sqlite_engine: Engine, tmp_path: Path, encoding: str) -> None:
    text = '[{"date": "2026-11-01", "channel": "vk", "spend": 10}, {"date": oops]'

    with pytest.raises(InvalidInput, match="damaged"):
        loaded(sqlite_engine, write(tmp_path, text, name="rows.json", encoding=encoding))


def test_a_spreadsheet_loads_from_its_first_sheet_with_a_header(sqlite_engine: Engine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["About this report"])
    sheet = book.create_sheet("Data")
    sheet.append(["Отчёт по рекламе"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["Дата", "Канал", "Кампания", "Показы", "Клики", "Расход, $"])
    sheet.append([date(2026, 11, 1), "инста", 712060, 1000, 10, 12.5])
    sheet.append([46000, "инста", 712060, 1000.0, 10, "1,012.50"])
    sheet.append(["Итого", None, None, 2000, 20, 25])
    book.save(tmp_path / "book.xlsx")

    report = loaded(sqlite_engine, tmp_path / "book.xlsx")

    rows = facts(sqlite_engine)
    assert (report.read, report.accepted, report.currency) == (2, 2, "USD")
    assert rows["spend"].tolist() == [1012.5, 12.5]
    assert set(rows["external_id"]) == {"712060"}


def test_dates_follow_the_whole_column_over_chunk_borders(
    sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["03/04/2026,fb,1"] * 50_001 + ["13/04/2026,fb,1"]

    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Spend\n" + "\n".join(lines)))

    assert [str(day) for day in facts(sqlite_engine)["day"]] == ["2026-04-03", "2026-04-13"]


def test_an_ambiguous_column_says_how_it_was_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Spend\n01/10/2026,fb,1\n02/10/2026,fb,1\n"))

    assert [str(day) for day in facts(sqlite_engine)["day"]] == ["2026-10-01", "2026-10-02"]
    assert any(key == "files-note-day-order" for key, _values in report.notes)
    assert "day first" in " ".join(report.said("en"))


def test_an_ads_manager_export(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = (
        "Campaign name,Reporting starts,Reporting ends,Campaign delivery,Results,Reach,Impressions,"
        '"Cost per results","Amount spent (USD)","Purchases conversion value",Age,Gender\n'
        "Autumn,2026-11-01,2026-11-01,active,3,900,1000,4.11,12.34,50,18-24,female\n"
        "Autumn,2026-11-01,2026-11-01,active,,900,1000,,12.34,,25-34,male\n"
    )

    report = loaded(sqlite_engine, write(tmp_path, text))

    rows = facts(sqlite_engine)
    assert (report.channels, report.currency, set(rows["slice"])) == (["meta"], "USD", {"age+gender"})
    assert rows["conversions"].sum() == 3
    assert rows["derived"].sum() == 0


@pytest.mark.parametrize(
    "text",
    [
        'Campaign report\n"November 1, 2026 - November 20, 2026"\nDay,Campaign,Campaign ID,Currency code,Impr.,'
        'Clicks,Cost,Conversions,"Conv. value"\n2026-11-01,Brand,123,EUR,"1,000",10,"1,234.50",2.5,--\n'
        'Total: Campaigns,--,--,EUR,"1,000",10,"1,234.50",2.5,0\n'
        'Total: Account,--,--,EUR,"1,000",10,"1,234.50",2.5,0\n',
        "Отчет о кампаниях\n1 ноября 2026 г. - 20 ноября 2026 г.\nДень\tКампания\tИдентификатор кампании\tКод валюты\t"
        "Показы\tКлики\tСтоимость\tКонверсии\tЦенность конв.\n"
        "2026-11-01\tBrand\t123\tEUR\t1 000\t10\t1 234,50\t2,50\t--\n"
        "Итого: Кампании\t--\t--\tEUR\t1 000\t10\t1 234,50\t2,50\t0\n",
    ],
)
def test_a_google_ads_export_with_its_title_and_total_lines(sqlite_engine: Engine, tmp_path: Path, text: str) -> None:
    report = loaded(sqlite_engine, write(tmp_path, text))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (report.read, report.channels, report.currency) == (1, ["google_ads"], "EUR")
    assert (row["external_id"], row["impressions"], row["spend"], row["conversions"]) == ("123", 1000, 1234.5, 2.5)
    assert row["revenue"] is None or row["revenue"] != row["revenue"]


def test_a_yandex_report_with_its_title_and_row_count(sqlite_engine: Engine, shared_data: Path, tmp_path: Path) -> None:
    plain = (shared_data / "platform_samples" / "yandex" / "report_money_units.tsv.txt").read_text(encoding="utf-8")
    rows = plain.strip().count("\n")

    report = loaded(
        sqlite_engine, write(tmp_path, f'"Report (2026-10-24 - 2026-11-20)"\n{plain.strip()}\nTotal rows: {rows}\n')
    )

    stored = facts(sqlite_engine)
    assert (report.read, report.accepted, report.channels) == (rows, rows, ["yandex_direct"])
    assert 'Мастер кампаний "Осень"' in set(stored["campaign"])
    assert stored["spend"].sum() == pytest.approx(539405.86)
    assert stored["conversions"].isna().sum() == plain.count("\t--\t--")


def test_a_tiktok_export(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = (
        "By Day,Campaign name,Campaign ID,Currency,Cost,CPC (destination),Impressions,"
        "Clicks (destination),Conversions\n"
        "2026-11-01,Spark,1700000000000000001,USD,10.50,0.11,1000,95,3\n"
        "Total of 1 results,-,-,USD,10.50,0.11,1000,95,3\n"
    )

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert (report.channels, report.read) == (["tiktok"], 1)
    assert facts(sqlite_engine)["external_id"].tolist() == ["1700000000000000001"]


@pytest.mark.parametrize("order", [("stats", "budget"), ("budget", "stats")])
def test_the_two_halves_of_a_telegram_ad_complete_each_other(
    engine: Engine, shared_data: Path, order: tuple[str, str]
) -> None:
    folder = shared_data / "platform_samples" / "telegram"
    paths = [folder / f"ads_{half}_ad_101.csv" for half in order]

    first = loaded(engine, *paths)
    again = loaded(engine, *reversed(paths))

    rows = facts(engine)
    assert (len(rows), first.read, again.inserted, again.updated) == (28, 56, 0, 0)
    assert (rows["spend"].sum(), rows["clicks"].sum()) == (pytest.approx(262.64), 590)
    assert (set(rows["channel"]), set(rows["currency"])) == ({"telegram"}, {"EUR"})
    assert adds_up(first)


def test_a_workbook_with_damage_inside_is_refused_in_a_sentence(sqlite_engine: Engine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(2_000):
        book.active.append(["Дата", "Расход", row])
    book.save(tmp_path / "damaged.xlsx")
    packed = bytearray((tmp_path / "damaged.xlsx").read_bytes())
    middle = len(packed) // 2
    packed[middle : middle + 40] = bytes(40)
    (tmp_path / "damaged.xlsx").write_bytes(packed)

    with pytest.raises(InvalidInput) as refused:
        loaded(sqlite_engine, tmp_path / "damaged.xlsx")

    assert refused.value.key == "files-unreadable"
