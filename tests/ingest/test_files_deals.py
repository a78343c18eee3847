"""Deals of sales systems: only what is won is revenue, whatever comes first, and what is none is told with its sum."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.files import LoadReport
from ingest.store.loads import unload
from ingest.store.store import Store
from tests.conftest import NOW
from tests.ingest.files_bench import facts, loaded, write
from tests.ingest.small_files import stored
from tests.ingest.test_loads import state

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


def _counted(engine: Engine) -> dict[str, tuple[float, float, float]]:
    """Channel to leads, conversions and revenue."""
    return {channel: (sums["leads"], sums["conversions"], sums["revenue"]) for channel, sums in stored(engine).items()}


def test_deals_are_leads_and_won_ones_conversions(sqlite_engine: Engine, tmp_path: Path) -> None:
    stages = ("Успешно реализовано", "Успешно реализовано", "Закрыто и не реализовано", "Переговоры", "Замер")

    report = _load(sqlite_engine, tmp_path, *(_deal(stage, number) for number, stage in enumerate(stages)))

    assert _counted(sqlite_engine) == {"vk": (5, 2, 10000)}
    assert ("files-note-rows-deals", {}) in report.notes


MOVED = {
    "its stage": _deal("Переговоры"),
    "its day": _deal("Успешно реализовано").replace("01.11", "03.11"),
    "its campaign": _deal("Успешно реализовано").replace("autumn", "winter"),
    "its source": _deal("Успешно реализовано").replace("vk", "yandex"),
}


@pytest.mark.parametrize("later", MOVED.values(), ids=MOVED)
def test_a_deal_that_comes_again_with_another_place_is_the_same_deal(
    sqlite_engine: Engine, tmp_path: Path, later: str
) -> None:
    rest = _deal("Переговоры", 2)
    _load(sqlite_engine, tmp_path, _deal("Успешно реализовано", worth=70), rest, name="monday.csv")
    before = state(sqlite_engine)

    [number] = _load(sqlite_engine, tmp_path, later, rest, name="friday.csv").loads

    won = "Успешно" in later
    sums = [sum(column) for column in zip(*_counted(sqlite_engine).values(), strict=True)]
    assert sums == [2, won, 5000 * won]
    unload(Store(sqlite_engine, now=lambda: NOW), number)
    assert state(sqlite_engine) == before


@pytest.mark.parametrize("later", MOVED.values(), ids=MOVED)
def test_of_one_deal_twice_in_a_file_the_later_row_holds(sqlite_engine: Engine, tmp_path: Path, later: str) -> None:
    report = _load(sqlite_engine, tmp_path, _deal("Успешно реализовано", worth=70), _deal("Переговоры", 2), later)

    won = "Успешно" in later
    sums = [sum(column) for column in zip(*_counted(sqlite_engine).values(), strict=True)]
    assert sums == [2, won, 5000 * won]
    assert dict(report.notes)["files-note-superseded"] == {"count": 1}
    assert report.accepted == report.read == 3


def test_the_row_that_was_changed_last_holds_wherever_it_stands(sqlite_engine: Engine, tmp_path: Path) -> None:
    head = HEADER.replace("\n", ";Изменено\n")
    rows = [_deal(stage).replace("\n", f";{at}\n") for stage, at in (("Успешно реализовано", "02.12.2026 9:00"),)]
    rows.append(_deal("Переговоры").replace("\n", ";30.11.2026 18:00\n"))

    loaded(sqlite_engine, write(tmp_path, head + "".join(rows)))

    assert _counted(sqlite_engine) == {"vk": (1, 1, 5000)}


def test_numbers_of_two_systems_are_not_one_deal(sqlite_engine: Engine, tmp_path: Path) -> None:
    _load(sqlite_engine, tmp_path, _deal("Успешно реализовано"))
    text = "ID;Название сделки;Сумма;Дата создания;Стадия сделки;Воронка;UTM Source\n1;Б;9;05.11.2026;WON;П;vk\n"

    loaded(sqlite_engine, write(tmp_path, text, "bitrix.csv"))

    assert _counted(sqlite_engine) == {"vk": (2, 2, 5009)}


def test_requests_without_a_sum_are_leads(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "ID заявки;Дата создания;Статус;utm_source\n1;01.11.2026;Новая;vk\n2;01.11.2026;Успешно;vk\n"

    loaded(sqlite_engine, write(tmp_path, text))

    assert _counted(sqlite_engine) == {"vk": (2, 1, 0)}


def test_a_deal_without_a_source_is_a_deal_all_the_same(sqlite_engine: Engine, tmp_path: Path) -> None:
    _load(sqlite_engine, tmp_path, _deal("Успешно реализовано").replace("vk;autumn", ";"))

    assert _counted(sqlite_engine) == {"untagged": (1, 1, 5000)}


def test_an_order_of_several_lines_is_one_conversion(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = (
        "Order ID,Date,Order Status,SKU,Total,utm_source\n1,2026-11-01,completed,A,10,vk\n"
        "2,2026-11-01,cancelled,A,5,vk\n1,2026-11-01,completed,B,7,vk\n3,2026-11-02,completed,B,7,vk\n"
    )

    for _ in range(2):
        loaded(sqlite_engine, write(tmp_path, text))

    assert _counted(sqlite_engine) == {"vk": (0, 2, 24)}
