"""Headers that nobody's list has are read by how their words begin, where every word is understood."""

from datetime import date

import pytest

from ingest.files import days
from ingest.files.field_names import field_of


def named(header: str) -> str:
    return (field_of(header) or ("",))[0]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Расх.", "spend"),
        ("Показ.", "impressions"),
        ("Показ", "status"),
        ("Кол-во показ.", "impressions"),
        ("Пок-ы", "impressions"),
        ("Стоим. лида", "cpl"),
        ("Р/К", "campaign"),
        ("Объявл.", "ad"),
        ("Мес.", "month"),
        ("Clx", "clicks"),
        ("IMPR_CNT", "impressions"),
        ("CMPGN_NM", "campaign"),
        ("Сумма по полю Затраты", "spend"),
        ("Количество Договоры", "conversions"),
        ("COUNT_DISTINCT(order_id)", "conversions"),
        ("Заказано на сумму, ₽", "revenue"),
        ("Заказали, шт", "conversions"),
        ("Реклама (руб)", "spend"),
        ("Media $", "spend"),
        ("Media", "channel"),
        ("Стоимость рекламы", "spend"),
        ("Бюджет факт", "spend"),
        ("Бюджет план", "budget"),
        ("Бюджет РК", "budget"),
        ("Auftragswert", "revenue"),
        ("Mediakosten", "spend"),
        ("Odsłony reklamy", "impressions"),
        ("Витрати, грн", "spend"),
        ("Түсім, ₸", "revenue"),
        ("Цель «Заявка на пробное» — достижения", "leads"),
        ("Цель «Покупка абонемента» — достижения", "conversions"),
    ],
)
def test_a_header_is_understood_in_whatever_form(header: str, field: str) -> None:
    assert named(header) == field


@pytest.mark.parametrize(
    "header",
    [
        "Продажи аптек",
        "Competitor clicks",
        "Отменили, шт",
        "План заказов в зале",
        "CRM",
        "VTR",
        "Lead ID",
        "Расходники",
        "Показатель",
        "Gross revenue of shops",
    ],
)
def test_a_measure_of_something_else_is_not_taken_for_it(header: str) -> None:
    assert named(header) not in ("spend", "impressions", "clicks", "leads", "conversions", "revenue")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("KW 41/2026", date(2026, 10, 5)),
        ("Неделя 41 (05.10–11.10.2026)", date(2026, 10, 5)),
        ("2 лис 2026", date(2026, 11, 2)),
        ("2 lis 2026", date(2026, 11, 2)),
        ("Қараша 2026", date(2026, 11, 1)),
    ],
)
def test_weeks_and_months_of_more_languages_are_days(cell: str, day: date) -> None:
    assert days.parse_day(cell, "day_first") == day


def test_a_line_below_the_days_does_not_decide_their_order() -> None:
    cells = [*(f"11/{number}/26" for number in range(2, 9)), "© 2026 Somebody. All rights reserved."]

    assert days.likely_order(cells) == "month_first"
