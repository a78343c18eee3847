"""Numbers, days, currencies and headers as people write them."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.files.amounts import decimal_mark, parse, whole_micros
from ingest.files.currencies import code_of, header_currency, sign_of
from ingest.files.days import column_order, likely_order, parse_day
from ingest.files.field_names import field_of
from ingest.files.headers import resolve
from ingest.files.words import clean, is_total


def number(cell: str, decimal: str = ".") -> float | None:
    read = parse(np.array([cell], dtype=object), decimal)  # type: ignore[arg-type]
    return None if read.bad[0] else float(read.values[0])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("$500.00", 500.0),
        ("1 234,56 ₽", 1234.56),
        ("1\u00a0234,56\u202f₽", 1234.56),
        ("€1.234,50", 1234.5),
        ("$16,174.00", 16174.0),
        ("16,86 %", 16.86),
        ("(12.50)", -12.5),
        ("−7", -7.0),
        ("500 руб.", 500.0),
        ("USD 12.5", 12.5),
        ("1,234,567", 1234567.0),
        ("1e3", 1000.0),
        ("0,5", 0.5),
        ("12,5", 12.5),
        ("1'234.5", 1234.5),
    ],
)
def test_numbers_are_read_in_every_usual_writing(cell: str, value: float) -> None:
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["", "-", "--", "—", "N/A", "n/a", "null", "NaN", " ", "н/д"])
def test_a_cell_that_says_unknown_is_missing_and_not_zero(cell: str) -> None:
    assert np.isnan(number(cell))  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["abc", "=1+1", "5 apples", "1,23,4", "inf", "12.3.4", "<b>5</b>", "1/2", "0x10"])
def test_what_is_no_number_is_said_to_be_none(cell: str) -> None:
    assert number(cell) is None


def test_a_cell_that_reads_both_ways_follows_its_column() -> None:
    assert decimal_mark(["1,234", "5"]) is None
    assert decimal_mark(["1,234", "5,5"]) == ","
    assert decimal_mark(["1,234", "1,234.50"]) == "."
    assert (number("1,234", "."), number("1,234", ",")) == (1234.0, 1.234)


@given(st.integers(min_value=0, max_value=899_999_999_999_999))
def test_money_is_exact_to_the_cent(cents: int) -> None:
    assert whole_micros(np.array([cents / 100]))[0] == cents * 10_000


@given(st.floats(min_value=0, max_value=1e9).map(lambda value: round(value, 2)), st.sampled_from(["$", "", "₽"]))
def test_a_number_survives_both_ways_of_writing_it(value: float, sign: str) -> None:
    english = f"{sign}{value:,.2f}"
    russian = english.replace(",", "\u00a0").replace(".", ",")

    assert number(english) == value
    assert number(russian, ",") == value


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-20", (2026, 11, 20)),
        ("2026/11/20", (2026, 11, 20)),
        ("20261120", (2026, 11, 20)),
        ("2026-11-20 23:59:59", (2026, 11, 20)),
        ("2026-11-20T23:59:59+03:00", (2026, 11, 20)),
        ("21.11.2026", (2026, 11, 21)),
        ("20 Nov 2026", (2026, 11, 20)),
        ("Nov 20, 2026", (2026, 11, 20)),
        ("21 ноября 2026 г.", (2026, 11, 21)),
        ("Sun, Nov 1, 2026", (2026, 11, 1)),
        ("45000", (2023, 3, 15)),
        ("1795132800", (2026, 11, 20)),
        ("5.1.26", (2026, 1, 5)),
        ("ноябрь 2026", (2026, 11, 1)),
        ("2026-11", (2026, 11, 1)),
        ("11.2026", (2026, 11, 1)),
    ],
)
def test_days_are_read_in_every_usual_writing(cell: str, day: tuple[int, int, int]) -> None:
    assert parse_day(cell, "day_first") == date(*day)


@pytest.mark.parametrize("cell", ["31.02.2026", "hello", "0001-01-01", "2026-13-01", "99999", "", "12"])
def test_what_is_no_day_is_none(cell: str) -> None:
    assert parse_day(cell, "day_first") is None


def test_the_column_decides_whether_the_day_or_the_month_comes_first() -> None:
    assert column_order(["03/04/2026", "13/04/2026"]) == "day_first"
    assert column_order(["03/04/2026", "04/13/2026"]) == "month_first"
    assert column_order(["03/04/2026", "05/06/2026"]) is None
    assert likely_order(["01/11/2026", "02/11/2026", "03/11/2026"]) == "day_first"
    assert likely_order(["11/01/2026", "11/02/2026", "11/03/2026"]) == "month_first"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Amount spent (USD)", "spend"),
        ("Расход, руб.", "spend"),
        ("Cost", "spend"),
        ("Impr.", "impressions"),
        ("Показы", "impressions"),
        ("Кол-во кликов", "clicks"),
        ("Campaign name", "campaign"),
        ("CampaignId", "campaign_id"),
        ("№ Кампании", "campaign_id"),
        ("Purchases conversion value", "revenue"),
        ("Ценность конв.", "revenue"),
        ("Cost / conv.", "cpa"),
        ("Reporting starts", "day"),
        ("Дата", "day"),
        ("Возраст", "age"),
        ("Пол", "gender"),
        ("Conversions_20002_LSCCD", "conversions"),
        ("Заявки", "leads"),
        ("Охват", "reach"),
        ("Target CPA", "target:cpa"),
        ("Total clicks", "clicks"),
        ("channel_used", "channel"),
        ("Площадка", "channel"),
        ("Ср. цена клика (руб.)", "cpc"),
    ],
)
def test_headers_are_recognised_in_both_languages(header: str, field: str) -> None:
    found = field_of(header)

    assert found is not None
    assert found[0] == field


def test_a_header_that_repeats_is_used_once_and_the_rest_is_told() -> None:
    columns = resolve(["Date", "clicks", "Clicks", "note"], {})

    assert columns.positions == {"day": 0, "clicks": 1}
    assert (columns.unused, columns.unknown) == (("Clicks",), ("note",))


def test_currencies_are_known_by_code_sign_and_word() -> None:
    assert [code_of(text) for text in ("usd", "₽", "руб.", "евро", "TON", "XQZ", "")] == [
        "USD",
        "RUB",
        "RUB",
        "EUR",
        "TON",
        "",
        "",
    ]
    assert header_currency("Spent budget, €") == "EUR"
    assert (sign_of("$5"), sign_of("5 руб."), sign_of("5")) == ("USD", "RUB", "")


def test_totals_are_told_from_campaigns_that_only_sound_like_them() -> None:
    assert all(map(is_total, ["Total", "Итого", "Итого:", "Всего", "Total: Campaigns", "Total rows: 28"]))
    assert not any(map(is_total, ["Total Wellness", "Итоговая распродажа", "Totally", "Всего доброго", ""]))


def test_what_can_not_be_seen_is_taken_off_and_the_rest_is_kept() -> None:
    assert clean("  a\x00b\u202ec\td ") == "abc d"
    assert clean('=HYPERLINK("http://x")<script>👩‍🚀') == '=HYPERLINK("http://x")<script>👩‍🚀'
