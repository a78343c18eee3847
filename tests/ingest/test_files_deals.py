"""Deals of sales systems: only what is won is revenue, whatever comes first, and what is none is told with its sum."""

from pathlib import Path

from sqlalchemy import Engine

from ingest.files import LoadReport
from tests.ingest.files_bench import facts, loaded, write

HEADER = "ID;Название сделки;Бюджет;Дата создания;Этап сделки;utm_source;utm_campaign\n"


def _deal(stage: str, number: int = 1, worth: int = 5000) -> str:
    return f"{number};А;{worth};01.11.2026 10:00;{stage};vk;autumn\n"


def _load(engine: Engine, folder: Path, *rows: str, name: str = "amo.csv", **mapping: str) -> LoadReport:
    return loaded(engine, write(folder, HEADER + "".join(rows), name=name), mapping=mapping)


def _revenue(engine: Engine) -> float:
    return float(facts(engine)["revenue"].sum())


def test_a_deal_is_revenue_from_the_export_in_which_it_is_won(sqlite_engine: Engine, tmp_path: Path) -> None:
    _load(sqlite_engine, tmp_path, _deal("Переговоры"), name="monday.csv")
    before = _revenue(sqlite_engine)
    _load(sqlite_engine, tmp_path, _deal("Успешно реализовано"), name="friday.csv")

    assert (before, _revenue(sqlite_engine)) == (0, 5000)


def test_a_won_deal_that_is_lost_later_is_revenue_no_more(sqlite_engine: Engine, tmp_path: Path) -> None:
    _load(
        sqlite_engine, tmp_path, _deal("Успешно реализовано"), _deal("Успешно реализовано", 2, 100), name="monday.csv"
    )
    _load(sqlite_engine, tmp_path, _deal("Закрыто и не реализовано"), name="friday.csv")

    assert _revenue(sqlite_engine) == 100


def test_the_report_names_stages_that_are_no_revenue_with_their_sums(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = _load(
        sqlite_engine,
        tmp_path,
        _deal("Успешно реализовано"),
        _deal("Переговоры", 2, 700),
        _deal("Переговоры", 3, 300),
        _deal("Удалена", 4, 50),
        _deal("Замер", 5, 900),
    )

    notes = dict(report.notes)
    assert notes["files-note-not-won"] == {"stages": "Переговоры (2: 1\u00a0000.00); Удалена (1: 50.00)"}
    assert notes["files-note-stage-unknown"] == {"stages": "Замер (1: 900.00)", "example": "Замер"}
    assert report.rejected == 0


def test_a_stage_called_won_once_is_won_in_later_files_of_the_same_headers(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    _load(sqlite_engine, tmp_path, _deal("Замер"), name="first.csv", won="Замер")
    _load(sqlite_engine, tmp_path, _deal("Замер", 2, 70), name="second.csv")

    assert _revenue(sqlite_engine) == 5070


def test_what_a_person_names_later_does_not_unsay_what_was_named_before(sqlite_engine: Engine, tmp_path: Path) -> None:
    _load(sqlite_engine, tmp_path, _deal("Замер"), name="first.csv", won="Замер")
    _load(sqlite_engine, tmp_path, _deal("Замер", 2, 70), name="second.csv", campaign="utm_campaign")
    _load(sqlite_engine, tmp_path, _deal("Замер", 3, 7), name="third.csv")

    assert _revenue(sqlite_engine) == 5077


def test_refunds_take_from_revenue_and_are_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Дата;Канал;Кампания;Выручка\n01.11.2026;vk;А;1000\n02.11.2026;vk;А;-300\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert _revenue(sqlite_engine) == 700
    assert dict(report.notes)["files-note-refunds"] == {"count": 1, "sum": "300.00"}
    assert report.rejected == 0
