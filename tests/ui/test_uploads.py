"""Files in the chat, without a browser."""

import threading
import time
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agent.bootstrap import Demetra, demetra
from ingest.errors import InvalidInput
from ingest.files.header_words import FIELDS
from ingest.scope import EVERYTHING
from ingest.settings import Settings
from ui import chat
from ui.chat.audit_view import AUDIT
from ui.chat.uploads import Uploads, field_title, loaded_pieces, loaded_text, named, safe_name

EXPORT = (
    "Дата;Канал;Кампания;Показы;Клики;Расход, руб\n01.10.2025;FB;Осень;1 000;20;150,50\n02.10.2025;FB;Осень;1;2;3\n"
)


@pytest.fixture
def running(tmp_path: Path) -> Demetra:
    return demetra(Settings(data_dir=tmp_path, today=date(2026, 11, 22), _env_file=None))  # type: ignore[call-arg]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "5f3c.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def test_nothing_is_stored_before_somebody_says_yes(running: Demetra, source: Path) -> None:
    piece = Uploads(running=running).offer(source, "october.csv", question="", language="ru")

    assert running.metrics.catalogue().last_day is None
    facts = {fact["title"]: fact["value"] for fact in piece.props["facts"]}
    assert (piece.props["name"], facts["Каналы"], facts["Валюта"]) == ("october.csv", "Facebook", "RUB")
    assert {"header": "Расход, руб", "field": "Расход"} in piece.props["columns"]
    assert any("кликов больше, чем показов" in note for note in piece.props["notes"])


def test_a_confirmed_file_is_loaded_reported_and_its_copy_removed(running: Demetra, source: Path) -> None:
    uploads = Uploads(running=running)
    key = uploads.offer(source, "october.csv", question="", language="ru").props["file"]
    offered = uploads.decide(key)
    assert offered is not None

    report = uploads.load(key, offered, EVERYTHING)

    assert (report.read, report.inserted, report.rejected) == (2, 1, 1)
    assert "**october.csv** загружен: Facebook, 1 октября 2025" in loaded_text(report, "october.csv", "ru")
    names = [piece.name for piece in loaded_pieces(report, "ru", beside_demo=False)]
    assert names == ["DemetraFigures", "DemetraReceipt", "DemetraFollowUps"]
    assert not offered.path.parent.exists()


def test_advice_about_the_command_line_is_not_given_in_the_chat(running: Demetra, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Дата;Кампания;Показы;Клики;Расход, руб\n01.10.2025;Осень;1000;20;150,50\n", encoding="utf-8")

    piece = Uploads(running=running).offer(path, "мой файл.csv", question="", language="ru")
    assert any("из какого он канала" in note for note in piece.props["notes"])
    assert "--" not in str(piece.props["notes"])


def test_whatever_a_column_is_taken_for_is_said_in_words() -> None:
    assert [field.name for field in FIELDS if field_title(field.name, "ru") == field.name] == []


def test_a_file_is_decided_once(running: Demetra, source: Path) -> None:
    uploads = Uploads(running=running)
    key = uploads.offer(source, "a.csv", question="", language="ru").props["file"]

    assert uploads.decide(key) is not None
    assert uploads.decide(key) is None


def test_what_is_no_table_is_refused_and_leaves_nothing_behind(running: Demetra, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    with pytest.raises(InvalidInput):
        Uploads(running=running).offer(picture, "x.png", question="", language="en")
    assert list((running.data_dir / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\отчёт 1.csv", "отчёт 1.csv"),
        ("<img src=x>.csv", "_img src_x_.csv"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_names_of_files_are_only_names(given: str, kept: str) -> None:
    assert safe_name(given) == kept


UNKNOWN = "Когда;Где;Кампания;Выкупили за\n01.10.2025;VK;Осень;150,50 ₽\n02.10.2025;VK;Осень;3,00 ₽\n"


def _uploaded(running: Demetra, folder: Path, text: str, name: str = "a.csv") -> tuple[Uploads, dict[str, Any]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    uploads = Uploads(running=running)
    return uploads, uploads.offer(path, name, question="", language="ru").props


def test_unknown_columns_are_asked_with_a_guess_and_remembered(running: Demetra, tmp_path: Path) -> None:
    uploads, props = _uploaded(running, tmp_path, UNKNOWN)
    asked = {one["header"]: one["guess"] for one in props["asked"]}
    assert asked == {"Когда": "day", "Где": "channel", "Выкупили за": "spend"}

    offered = uploads.decide(props["file"])
    assert offered is not None
    chosen = {"day": "Когда", "channel": "Где", "revenue": "Выкупили за"}
    report = uploads.load(props["file"], offered, EVERYTHING, chosen)

    assert (report.accepted, report.columns["Выкупили за"]) == (2, "revenue")
    _uploads, again = _uploaded(running, tmp_path, UNKNOWN.replace("2025", "2026"), "b.csv")
    assert again["asked"] == []
    assert {"header": "Выкупили за", "field": "Выручка"} in again["columns"]


def test_a_trades_own_columns_are_shown_with_what_they_are_taken_for(running: Demetra, tmp_path: Path) -> None:
    text = "Дата;Канал;Клики;Расход;Записи;Осмотры;Жалобы\n01.10.2025;FB;90;500;20;40;1\n02.10.2025;FB;80;400;9;41;2\n"
    uploads, props = _uploaded(running, tmp_path, text)
    asked = {one["header"]: one["guess"] for one in props["asked"]}
    assert asked == {"Записи": "conversions", "Осмотры": "leads", "Жалобы": "own"}
    assert {"own", "leads", "conversions"} <= {one["name"] for one in props["fields"]}

    offered = uploads.decide(props["file"])
    assert offered is not None
    report = uploads.load(props["file"], offered, EVERYTHING, named({"own": "Записи;Осмотры;", "aside": "Жалобы;"}))

    assert {one.key for one in running.metrics.catalogue().own} == {"zapisi", "osmotry"}
    assert "Жалобы" not in report.columns
    assert _uploaded(running, tmp_path, text.replace("2025", "2024"), "b.csv")[1]["asked"] == []


def test_an_answer_that_does_not_do_may_be_given_once_more(running: Demetra, tmp_path: Path) -> None:
    uploads, props = _uploaded(running, tmp_path, UNKNOWN)
    offered = uploads.decide(props["file"])
    assert offered is not None

    with pytest.raises(InvalidInput):
        uploads.load(props["file"], offered, EVERYTHING, named({"spend": "Выкупили за", "aside": "Когда;"}))

    assert uploads.decide(props["file"]) == offered
    assert uploads.load(props["file"], offered, EVERYTHING, {"day": "Когда", "spend": "Выкупили за"}).accepted == 2


def test_a_stage_that_nobody_knows_is_asked(running: Demetra, tmp_path: Path) -> None:
    deals = "ID;Название сделки;Бюджет;Дата создания;Этап сделки\n1;А;500;01.10.2025;Договор, оплата\n"
    uploads, props = _uploaded(running, tmp_path, deals)
    offered = uploads.decide(props["file"])
    assert offered is not None
    assert props["stages"] == ["Договор, оплата"]

    report = uploads.load(props["file"], offered, EVERYTHING, {"won": "Договор, оплата;"})

    assert "files-note-stage-unknown" not in dict(report.notes)


def test_only_fields_and_texts_are_taken_from_the_page() -> None:
    assert named({"day": "Когда", "nope": "x", "spend": 5, "won": " ", "revenue": "Сумма"}) == {
        "day": "Когда",
        "revenue": "Сумма",
    }
    assert named("day") == {}


def test_the_loading_of_a_large_file_tells_its_rows_and_can_be_stopped(running: Demetra, tmp_path: Path) -> None:
    rows = (f"2026-10-{1 + n % 28:02};VK;К{n};{n};1\n" for n in range(150_000))
    uploads, props = _uploaded(running, tmp_path, "Дата;Канал;Кампания;Показы;Клики\n" + "".join(rows))
    key = props["file"]
    offered = uploads.decide(key)
    assert offered is not None
    watch = uploads.watch(key)

    def stop_once_it_goes() -> None:
        while watch.rows == 0:
            time.sleep(0.01)
        uploads.stop(key)

    stopping = threading.Thread(target=stop_once_it_goes)
    stopping.start()
    with pytest.raises(InvalidInput, match="stopped"):
        uploads.load(key, offered, EVERYTHING)
    stopping.join()

    assert running.metrics.catalogue().last_day is None
    assert not offered.path.parent.exists()
    assert uploads.decide(key) is None


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "xls", "ods", "json", "parquet", "zip"])
def test_the_page_takes_every_kind_that_is_promised(kind: str) -> None:
    text = (Path(chat.__file__).parent / "chainlit.toml").read_text(encoding="utf-8")
    accepted = tomllib.loads(text.replace("$upload_mb", "500"))["features"]["spontaneous_file_upload"]["accept"]

    assert f".{kind}" in [ending for endings in accepted.values() for ending in endings]


def test_a_zipped_export_is_recognised(running: Demetra, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("report.csv", "Date,Channel,Campaign,Spend\n2026-11-20,vk,A,100\n")

    piece = Uploads(running=running).offer(tmp_path / "x.zip", "report.zip", question="", language="en")
    assert {row["field"] for row in piece.props["columns"]} >= {"Spend"}


@pytest.mark.parametrize(
    "text", ["аудит", "Audit", "show the audit", "покажи журнал действий", "who did what", "Кто что менял?", "/audit"]
)
def test_the_audit_is_asked_for_in_words(text: str) -> None:
    assert AUDIT.fullmatch(text)


@pytest.mark.parametrize("text", ["расход по аудиториям", "audit of spend in May", "who clicked what", "что менялось"])
def test_figures_are_not_the_audit(text: str) -> None:
    assert not AUDIT.fullmatch(text)
