"""Rows that can't be stored go to quarantine with their reason; the rest of the file is loaded."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from ingest.errors import InvalidInput
from ingest.files import recognise
from ingest.files.translate import REASONS
from ingest.schema import daily_fact
from ingest.texts import LANGUAGES, knows, say
from tests.conftest import TODAY
from tests.ingest.files_bench import adds_up, facts, loaded, quarantined, write

HEADER = "Date,Channel,Campaign,Currency,Impressions,Clicks,Spend\n"
GOOD = "2026-11-01,Facebook,A,RUB,100,10,5.5\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2026-11-02,Facebook,A,RUB,100,10,-1", "negative_measure"),
        ("2026-11-02,Facebook,A,RUB,100,ten,1", "not_a_number"),
        ("2026-11-02,Facebook,A,RUB,10,100,1", "clicks_above_impressions"),
        ("2026-11-23,Facebook,A,RUB,100,10,1", "future_day"),
        ("2026-11-02,Facebook,A,XQZ,100,10,1", "unknown_currency"),
        (",Facebook,A,RUB,100,10,1", "missing_day"),
        ("soon,Facebook,A,RUB,100,10,1", "bad_date"),
        ("2026-02-30,Facebook,A,RUB,100,10,1", "bad_date"),
        ("2026-11-02,,A,RUB,100,10,1", "missing_channel"),
        ("2026-11-02,Facebook,,RUB,100,10,1", "missing_campaign"),
        ("2026-11-02,Facebook,A,RUB,,--,N/A", "no_measures"),
        ("2026-11-02,Facebook,A,RUB,100", "too_few_cells"),
        ("2026-11-02,Facebook,A,RUB,100,10,1,2,3", "too_many_cells"),
        ("2026-11-02,Facebook,A,RUB,100,10,99999999999999999999", "too_large"),
        ('2026-11-02,"Face', "too_few_cells"),
    ],
)
def test_a_bad_row_is_kept_with_its_reason_and_the_rest_is_loaded(
    sqlite_engine: Engine, tmp_path: Path, line: str, reason: str
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, HEADER + GOOD + line + "\n" + GOOD.replace("-01,", "-03,")))

    assert report.rejected_by_reason == {reason: 1}
    assert (report.read, report.accepted) == (3, 2)
    assert adds_up(report)
    [(stored, raw)] = quarantined(sqlite_engine)
    assert stored == reason
    assert raw["Date"] == line.split(",")[0]


def test_a_rejected_row_keeps_its_text_and_is_one_entry_after_a_second_load(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    path = write(tmp_path, HEADER + GOOD + "2026-11-02,Facebook,\"=cmd|'/C calc'!A0\",RUB,100,ten,1\n")

    loaded(sqlite_engine, path)
    again = loaded(sqlite_engine, path)

    assert again.rejected == 1
    [(_reason, raw)] = quarantined(sqlite_engine)
    assert raw["Campaign"] == "=cmd|'/C calc'!A0"
    assert raw["Clicks"] == "ten"


def test_missing_is_null_and_not_zero(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, HEADER + "2026-11-01,Facebook,A,,100,--,0\n"))

    [row] = facts(sqlite_engine).to_dict("records")
    assert row["clicks"] is None
    assert row["spend"] == 0


def test_lines_of_totals_and_blank_lines_are_no_data(sqlite_engine: Engine, tmp_path: Path) -> None:
    tail = ",,,,,,\nTotal,,,,100,10,5.5\n2026-11-01,Facebook,Итого,RUB,100,10,5.5\n\n"

    report = loaded(sqlite_engine, write(tmp_path, HEADER + GOOD + tail))

    assert (report.read, report.accepted) == (1, 1)
    assert ("files-note-totals", {"count": 2}) in report.notes


def test_a_stray_quote_spoils_its_own_line_only(sqlite_engine: Engine, tmp_path: Path) -> None:
    lines = [f"2026-11-{day:02},Facebook,A,RUB,100,10,1" for day in range(1, 21)]
    lines[3] = '2026-11-04,Facebook,"broken,RUB,100,10,1'

    report = loaded(sqlite_engine, write(tmp_path, HEADER + "\n".join(lines)))

    assert report.read == 20
    assert report.accepted >= 19
    assert adds_up(report)


def test_hostile_names_are_stored_as_they_are(sqlite_engine: Engine, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://evil")<script>alert(1)</script>\'; DROP TABLE daily_fact;--'
    cell = '"' + name.replace('"', '""') + '"'

    loaded(sqlite_engine, write(tmp_path, HEADER + f"2026-11-01,Facebook,{cell}\x07,RUB,100,10,1\n"))

    assert facts(sqlite_engine)["campaign"].tolist() == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Channel,Campaign,Spend\nFacebook,A,1\n", "no column with a day"),
        ("Date,Channel,Campaign\n2026-11-01,Facebook,A\n", "no column with a measure"),
        ("Date,Channel,Spend\n", "no rows"),
        ("", "empty"),
        ("\x00\x01\x02\x03" * 50, "no table"),
        ("hello", "no rows"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused_in_one_sentence(
    sqlite_engine: Engine, tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words) as refusal:
        loaded(sqlite_engine, write(tmp_path, text))

    assert "export.csv" in refusal.value.say("ru")


def test_a_missing_file_and_a_wrong_mapping_are_refused(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + GOOD)

    with pytest.raises(InvalidInput, match="no file"):
        loaded(sqlite_engine, tmp_path / "absent.csv")
    with pytest.raises(InvalidInput, match="no column Nothing"):
        loaded(sqlite_engine, path, mapping={"spend": "Nothing"})
    with pytest.raises(InvalidInput, match="no field rubbish"):
        loaded(sqlite_engine, path, mapping={"rubbish": "Spend"})
    with pytest.raises(InvalidInput, match="is no currency"):
        loaded(sqlite_engine, path, currency="XQZ")


def test_every_reason_has_words_in_both_languages() -> None:
    assert [code for code in REASONS if code and not knows(f"files-reason-{code}")] == []
    assert {say("files-reason-future_day", language) for language in LANGUAGES} == {
        "the day is in the future",
        "день ещё не наступил",
    }


def test_looking_at_a_file_tells_what_was_recognised_and_stores_nothing(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "Дата;Канал;Расход, руб.;Клики;Чепуха\n01.11.2026;инста;1 234,56;10;x\n", encoding="cp1251")

    seen = recognise(path, currency="USD", today=TODAY)

    assert seen.columns == {"Дата": "day", "Канал": "channel", "Расход, руб.": "spend", "Клики": "clicks"}
    assert (seen.encoding, seen.delimiter, seen.currency) == ("cp1251", ";", "RUB")
    assert (seen.channels, seen.unknown, seen.rows[0]["Чепуха"]) == (["instagram"], ["Чепуха"], "x")
    assert facts_count(sqlite_engine) == 0


def test_a_preview_counts_and_stores_nothing(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, HEADER + GOOD + "bad,Facebook,A,RUB,1,1,1\n"), preview=True)

    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    assert facts_count(sqlite_engine) == 0


def facts_count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(daily_fact)).scalar_one())


def test_a_quote_within_a_cell_hides_no_delimiter_of_the_line(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = 'Date;Channel;Campaign;Cost\n2026-11-01;vk;A"b;c"d;10\n2026-11-01;vk;B;5\n'

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert (report.accepted, report.rejected_by_reason) == (1, {"too_many_cells": 1})
