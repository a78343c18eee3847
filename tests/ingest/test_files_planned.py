"""What is planned, forecast or counted apart is no fact: a plan beside facts keeps its name, a part is not all."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.ingest.files_bench import facts, loaded, write

PLANNED = [
    ("Расход (план)", "spend"),
    ("Spend (plan)", "spend"),
    ("Прогноз расхода", "spend"),
    ("Expected spend", "spend"),
    ("Лиды (план)", "leads"),
    ("Прогноз лидов", "leads"),
    ("Forecast leads", "leads"),
    ("Выручка (прогноз), руб", "revenue"),
    ("Revenue forecast", "revenue"),
]


@pytest.mark.parametrize(("header", "measure"), PLANNED)
def test_what_is_planned_beside_facts_is_no_fact(
    sqlite_engine: Engine, tmp_path: Path, header: str, measure: str
) -> None:
    text = f"Дата;Канал;Клики;{header}\n2026-11-02;vk;50;1100\n2026-11-03;google;60;1250\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert report.columns[header] == "own"
    assert facts(sqlite_engine)[measure].isna().all()


@pytest.mark.parametrize("header", ["Конверсии (все цели)", "Conversions (all goals)"])
def test_goals_in_brackets_are_what_was_counted(sqlite_engine: Engine, tmp_path: Path, header: str) -> None:
    loaded(sqlite_engine, write(tmp_path, f"Дата;Канал;Расход;{header}\n2026-11-02;vk;50;7\n"))

    assert facts(sqlite_engine)["conversions"].tolist() == [7]


@pytest.mark.parametrize("order", [("Website purchases", "Purchases"), ("Purchases", "Website purchases")])
@pytest.mark.parametrize("money", ["Purchases conversion value", "Website purchases conversion value"])
def test_the_count_is_the_one_that_the_money_is_of(
    sqlite_engine: Engine, tmp_path: Path, order: tuple[str, str], money: str
) -> None:
    """Meta's revenue of all purchases was divided by those of the website."""
    counted = {"Website purchases": (24, 20), "Purchases": (28, 23)}
    lines = [
        f"2026-11-0{day + 2};A;100;900;40;{counted[order[0]][day]};{counted[order[1]][day]};{900 + day}"
        for day in (0, 1)
    ]
    head = f"Reporting starts;Campaign name;Amount spent (EUR);Impressions;Link clicks;{order[0]};{order[1]};{money}"

    loaded(sqlite_engine, write(tmp_path, "\n".join([head, *lines]) + "\n"))

    rows = facts(sqlite_engine)
    assert rows["conversions"].sum() == sum(counted[money.removesuffix(" conversion value")])
    assert rows["revenue"].sum() == 1801


def test_a_count_of_cancelled_orders_does_not_cancel_the_row(sqlite_engine: Engine, tmp_path: Path) -> None:
    """A day with three cancelled orders had its whole revenue taken away."""
    text = (
        "Дата заказа;Источник;Заказов оплачено;Оплачено, руб;Отменено\n"
        "2026-11-02;vk;9;9000;3\n2026-11-03;google;7;7500;0\n2026-11-04;vk;5;5100;2\n"
    )

    loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)["revenue"].sum() == 21600
