"""Where a period's words begin and end, and which days stand at its edges; asked on Sunday 22 November 2026."""

from datetime import date

import pytest

from tools.words.period import find_periods

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ads 1 March to 5 March", "1 March to 5 March"),
        ("spend from 1 March to 5 March", "from 1 March to 5 March"),
        ("расход март — май 2025", "март — май 2025"),
    ],
)
def test_a_range_is_named_by_its_own_words_alone(text: str, named: str) -> None:
    [mention] = find_periods(text, TODAY)

    assert text[slice(*mention.span)] == named


def test_what_is_compared_with_a_day_is_that_day_and_not_all_days_since() -> None:
    march, april = find_periods("сравни март с 1 апреля", TODAY, language="ru")

    assert (march.period.start, march.period.end) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (april.period.start, april.period.end) == (date(2026, 4, 1), date(2026, 4, 1))


def test_before_the_second_stored_day_is_the_first_one() -> None:
    [mention] = find_periods("before 2 January 2025", TODAY, first_day=date(2025, 1, 1))

    assert mention.period.start == mention.period.end == date(2025, 1, 1)


@pytest.mark.parametrize("text", ["until Black Friday 2025", "до чёрной пятницы 2025"])
def test_until_a_feast_includes_it(text: str) -> None:
    [mention] = find_periods(text, TODAY)

    assert mention.period.end == date(2025, 11, 28)


@pytest.mark.parametrize(("text", "day"), [("31.01", date(2026, 1, 31)), ("30.04", date(2026, 4, 30))])
def test_the_last_day_of_a_month_in_digits_is_a_day(text: str, day: date) -> None:
    [mention] = find_periods(f"расход {text}", TODAY, language="ru")

    assert (mention.period.start, mention.period.end) == (day, day)


@pytest.mark.parametrize(
    "text", ["a week before Black Friday of last year", "за неделю до чёрной пятницы прошлого года"]
)
def test_days_before_a_feast_of_last_year_are_of_last_year(text: str) -> None:
    [mention] = find_periods(text, TODAY)

    assert (mention.period.start, mention.period.end) == (date(2025, 11, 21), date(2025, 11, 27))
