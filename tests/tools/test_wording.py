"""Figures, dates and lists as people read them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from ingest.texts import Language
from tools.words import wording

NBSP = wording.NBSP


@pytest.mark.parametrize(
    ("amount", "currency", "english", "russian"),
    [
        (1234.56, "USD", "$1,235", "1 235 $"),
        (12.3, "EUR", "€12.30", "12,30 €"),
        (999.996, "USD", "$1,000", "1 000 $"),
        (0, "USD", "$0", "0 $"),
        (-0.0001, "USD", "−$0.0001", "−0,0001 $"),
        (-12345, "RUB", "−RUB 12,345", "−12 345 ₽"),
        (12.6, "JPY", "¥13", "13 ¥"),
        (None, "USD", "n/a", "н/д"),
        (float("nan"), "USD", "n/a", "н/д"),
    ],
)
def test_money_shows_cents_only_below_a_thousand(
    amount: float | None, currency: str, english: str, russian: str
) -> None:
    assert wording.money(amount, currency, "en").replace(NBSP, " ") == english
    assert wording.money(amount, currency, "ru").replace(NBSP, " ") == russian


@pytest.mark.parametrize(
    ("ratio", "english", "russian"),
    [
        (0.125, "12.5%", "12,5 %"),
        (0.0085, "0.85%", "0,85 %"),
        (-0.32, "−32.0%", "−32,0 %"),
        (25, "2,500%", "2 500 %"),
        (0, "0%", "0 %"),
        (None, "n/a", "н/д"),
        (float("inf"), "n/a", "н/д"),
    ],
)
def test_a_ratio_is_a_percentage(ratio: float | None, english: str, russian: str) -> None:
    assert wording.percent(ratio, "en").replace(NBSP, " ") == english
    assert wording.percent(ratio, "ru").replace(NBSP, " ") == russian


@pytest.mark.parametrize(
    ("quantity", "english", "russian"),
    [
        (12_500, "12.5K", "12,5 тыс."),
        (3_400_000, "3.4M", "3,4 млн"),
        (999_960, "1M", "1 млн"),
        (850, "850", "850"),
        (-2_500_000_000, "−2.5B", "−2,5 млрд"),
        (0.85, "0.85", "0,85"),
        (0, "0", "0"),
    ],
)
def test_a_large_quantity_can_be_shortened(quantity: float, english: str, russian: str) -> None:
    assert wording.short(quantity, "en") == english
    assert wording.short(quantity, "ru").replace(NBSP, " ") == russian


def test_a_change_shows_its_sign() -> None:
    assert wording.change(0.125, "ru") == f"+12,5{NBSP}%"
    assert wording.change(-0.3, "en") == "−30.0%"
    assert wording.change(0, "en") == "0%"
    assert wording.points(0.081, "ru") == f"+8,1{NBSP}п.п."
    assert wording.points(-0.004, "en") == f"−0.40{NBSP}pp"


@pytest.mark.parametrize(
    ("content", "unit", "style", "worded"),
    [
        (1234.5, "money:USD", None, "$1,235"),
        (125_000, "money:USD", "short", "$125K"),
        (12_345, "count", None, "12,345"),
        (3.4, "count", None, "3.4"),
        (12_345, "count", "short", "12.3K"),
        (0.12, "ratio", None, "12.0%"),
        (3.24, "ratio", "multiple", "3.24"),
        (3.2, "ratio", "multiple", "3.2"),
        (date(2026, 11, 21), "day", None, "21 Nov 2026"),
        ("2026-11-21", "day", None, "21 Nov 2026"),
        ("Instagram", "text", None, "Instagram"),
        (None, "money:USD", None, "n/a"),
        (None, "text", None, "n/a"),
    ],
)
def test_a_cell_is_worded_by_its_unit(content: object, unit: str, style: wording.Style | None, worded: str) -> None:
    assert wording.value(content, unit, "en", style=style) == worded


@pytest.mark.parametrize(("content", "unit"), [(1, "kilograms"), ("many", "count")])
def test_an_unknown_unit_or_a_wrong_content_is_an_error(content: object, unit: str) -> None:
    with pytest.raises(ValueError, match=r"unit|Unit"):
        wording.value(content, unit, "en")


@pytest.mark.parametrize(
    ("start", "end", "language", "worded"),
    [
        ("2026-11-01", "2026-11-21", "ru", "1–21 ноября 2026"),
        ("2026-02-28", "2026-03-03", "en", "28 Feb – 3 Mar 2026"),
        ("2025-12-28", "2026-01-03", "ru", "28 декабря 2025 – 3 января 2026"),
        ("2026-11-21", "2026-11-21", "en", "21 Nov 2026"),
    ],
)
def test_two_days_do_not_repeat_what_they_share(start: str, end: str, language: Language, worded: str) -> None:
    assert wording.day_range(date.fromisoformat(start), date.fromisoformat(end), language) == worded


def test_months_weekdays_and_lists_are_in_the_language_of_the_reader() -> None:
    assert wording.month(date(2025, 3, 9), "ru") == "март 2025"
    assert wording.month_range(date(2025, 11, 1), date(2026, 1, 31), "en") == "November 2025 – January 2026"
    assert wording.month_name(3, "en") == "March"
    assert wording.weekday_name(0, "ru") == "понедельник"
    assert wording.weekday_name(6, "en", short_form=True) == "Sun"
    assert wording.listing(["A", "B", "C"], "ru") == "A, B и C"
    assert wording.listing(["A", "B", "C"], "en") == "A, B and C"
    assert wording.listing([], "en") == ""


@pytest.mark.parametrize(
    ("part", "language", "said"),
    [
        (0.714, "en", "+71%"),
        (-0.05, "ru", "−5\u00a0%"),
        (0.001, "en", "0%"),
        (-0.001, "ru", "0\u00a0%"),
        (None, "en", "n/a"),
    ],
)
def test_a_difference_without_decimals_has_its_sign_unless_it_shows_as_nothing(
    part: float | None, language: Language, said: str
) -> None:
    assert wording.signed_share(part, language) == said


@given(
    st.decimals(min_value=0, max_value=10**12, places=5) | st.integers(0, 10**12).map(Decimal),
    st.sampled_from(["ru", "en"]),
)
def test_figures_are_set_as_babel_sets_them(number: Decimal, language: Language) -> None:
    whole = number.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    cents = number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    assert wording.count(whole, language) == format_decimal(whole, format="#,##0", locale=language)
    if 1 <= cents < 1000:
        assert wording.money(number, "EUR", language).strip(f"€{NBSP}") == format_decimal(
            cents, format="#,##0.00", locale=language
        )


@pytest.mark.parametrize(
    ("start", "end", "english", "russian"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), "21 Nov", "21 ноября"),
        (date(2026, 11, 1), date(2026, 11, 21), "1–21 Nov", "1–21 ноября"),
        (date(2026, 2, 28), date(2026, 3, 3), "28 Feb – 3 Mar", "28 февраля – 3 марта"),
        (date(2025, 11, 28), date(2026, 11, 3), "28 Nov – 3 Nov", "28 ноября – 3 ноября"),
    ],
)
def test_days_without_their_year(start: date, end: date, english: str, russian: str) -> None:
    assert wording.day_month_range(start, end, "en") == english
    assert wording.day_month_range(start, end, "ru") == russian
