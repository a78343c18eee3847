"""Figures found in text: what the number gate sees."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.texts import Language
from tools.words import wording
from tools.words.numbers import Figure, find_numbers

languages: st.SearchStrategy[Language] = st.sampled_from(["ru", "en"])


def said(text: str) -> list[Figure]:
    return [figure for figure in find_numbers(text) if not figure.is_date and not figure.in_word]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 234,56", "1234.56", None),
        ("1\u00a0234\u00a0567", "1234567", None),
        ("1,234.56", "1234.56", None),
        ("1,234,567", "1234567", None),
        ("1.234,56", "1234.56", None),
        ("0,125", "0.125", None),
        ("3.2", "3.2", None),
        ("12.5K", "12500", None),
        ("12,5 тыс.", "12500", None),
        ("3 млн показов", "3000000", None),
        ("1.2M", "1200000", None),
        ("2 thousand", "2000", None),
        ("45 %", "45", "percent"),
        ("45%", "45", "percent"),
        ("(-17.9%)", "-17.9", "percent"),
        ("−32 %", "-32", "percent"),
        ("минус 5 %", "-5", "percent"),
        ("12-процентный", "12", "percent"),
        ("18 percent", "18", "percent"),
        ("+8,1 п.п.", "8.1", "pp"),
        ("1.5 percentage points", "1.5", "pp"),
        ("$500", "500", "money"),
        ("500 ₽", "500", "money"),
        ("−$3M", "-3000000", "money"),
        ("$-12.30", "-12.30", "money"),
        ("RUB 1,234", "1234", "money"),
        ("5 000 KZT", "5000", "money"),
        ("12,5 тыс. $", "12500", "money"),
        ("300 руб.", "300", "money"),
        ("2x", "2", "times"),
        ("в 2 раза", "2", "times"),
        ("3 times", "3", "times"),
        ("вдвое", "2", "times"),
        ("tripled", "3", "times"),
        ("наполовину", "0.5", "times"),
        ("в полтора раза", "1.5", "times"),
        ("пятью", "5", None),
        ("одну", "1", None),
        ("двенадцати", "12", None),
        ("nineteen", "19", None),
        ("двадцать пять", "25", None),
        ("пять процентов", "5", "percent"),
        ("two thousand", "2000", None),
        ("два миллиона рублей", "2000000", "money"),
    ],
)
def test_a_figure_is_read_in_either_language(text: str, value: str, unit: str | None) -> None:
    figure = said(f"итого {text} total")[0]

    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "21.11.2026",
        "2026-11-21",
        "2026-11-01..2026-11-21",
        "21 ноября",
        "с 1 по 15 марта 2025 года",
        "Nov 21, 2026",
        "Q3 2025",
        "2 квартал 2025",
        "in 2025",
        "в 2025 году",
        "at 09:00",
        "9 pm",
        "за последние 30 дней",
        "last 7 days",
        "IG_Spring24",
        "B2B",
        "COVID-19",
        "18-24",
        "25–34",
        "65+",
        "#3",
        "1. Instagram",
        "v1.2.3",
    ],
)
def test_dates_names_and_ages_are_marked(text: str) -> None:
    assert find_numbers(text)
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("CPL fell from $12.30 to $10.10 in March 2025", ["12.30", "10.10"]),
        ("10–12 % ниже", ["10", "12"]),
        ("3-5 тыс. лидов", ["3000", "5000"]),
        ("3-5 leads", ["3", "5"]),
        ("| Instagram | 1,234 | 12.5% |", ["1234", "12.5"]),
        ("12\nMarch 2025: 7 leads", ["12", "7"]),
        ("2,025 clicks", ["2025"]),
        ("топ 5 кампаний из 12 в 2025", ["5", "12"]),
        ("ROI 120%, ROAS 2.2.", ["120", "2.2"]),
    ],
)
def test_what_is_said_beside_a_date_still_counts(text: str, values: list[str]) -> None:
    assert [figure.value for figure in said(text)] == [Decimal(value) for value in values]


def test_a_span_covers_the_figure_with_its_sign_and_unit() -> None:
    text = "CPL −12,5 % ниже"

    [figure] = find_numbers(text)

    assert text[slice(*figure.span)] == "−12,5 %"


def test_a_rounded_figure_shows_the_exact_one_and_not_its_neighbour() -> None:
    [figure] = find_numbers("12.5K")

    assert figure.shows(Decimal(12_543))
    assert not figure.shows(Decimal(12_601))


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from(["USD", "EUR", "RUB", "KZT"]), languages
)
def test_money_worded_is_found_again(amount: Decimal, currency: str, language: Language) -> None:
    for text in (wording.money(amount, currency, language), wording.short_money(amount, currency, language)):
        [figure] = find_numbers(f"CPL: {text}; ROI")

        assert figure.unit == "money"
        assert figure.shows(amount)


@given(st.decimals(min_value=-100, max_value=100, places=6), languages)
def test_a_percentage_worded_is_found_again(ratio: Decimal, language: Language) -> None:
    for text, unit in (
        (wording.percent(ratio, language), "percent"),
        (wording.change(ratio, language), "percent"),
        (wording.points(ratio, language), "pp"),
    ):
        [figure] = find_numbers(f"ROI {text}, CPL")

        assert figure.unit == unit
        assert figure.shows(ratio * 100)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3), languages)
def test_a_quantity_worded_is_found_again(quantity: Decimal, language: Language) -> None:
    assume(quantity == 0 or abs(quantity) >= Decimal("0.01"))
    for text in (
        wording.count(quantity, language),
        wording.short(quantity, language),
        wording.multiple(quantity, language),
    ):
        [figure] = find_numbers(f"всего {text} (total)")

        assert figure.shows(quantity)


@given(st.text(max_size=80))
def test_any_text_at_all_is_survived(text: str) -> None:
    for figure in find_numbers(text):
        assert 0 <= figure.span[0] < figure.span[1] <= len(text)
