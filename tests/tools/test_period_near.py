"""Phrases that point at the nearest of what comes again: a feast, the weekend before something."""

from datetime import date
from typing import Any, cast

import pytest

from ingest.texts import Language
from tools.words.period import resolve_period
from tools.words.periods.phrase import PhraseMoment
from tools.words.periods.relative import weekend_before
from tools.words.periods.rules import read
from tools.words.periods.tokens import tokens_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("phrase", "language", "days"),
    [
        ("last Black Friday", "en", (date(2025, 11, 28), date(2025, 11, 28))),
        ("прошлая чёрная пятница", "ru", (date(2025, 11, 28), date(2025, 11, 28))),
    ],
)
def test_the_last_feast_is_the_one_that_is_over(phrase: str, language: Language, days: tuple[date, date]) -> None:
    period = resolve_period(phrase, TODAY, language=language)

    assert (period.start, period.end) == days


@pytest.mark.parametrize(
    ("argument", "forward", "spans"),
    [
        (True, False, [(date(2026, 10, 23), date(2026, 11, 21))]),
        (True, True, [(date(2026, 11, 23), date(2026, 12, 22))]),
        (False, True, [(date(2026, 11, 23), date(2026, 12, 22))]),
        (False, False, []),
    ],
)
def test_days_alone_lie_ahead_of_a_forecast_behind_an_argument_and_are_no_period_of_a_question(
    *, argument: bool, forward: bool, spans: list[tuple[date, date]]
) -> None:
    moment = PhraseMoment(today=TODAY, argument=argument, forward=forward)

    assert [found.reading.span for found in read(tokens_of("30 days", "en"), moment)] == spans


def test_last_christmas_is_last_year_s() -> None:
    period = resolve_period("last Christmas", TODAY)

    assert period.start <= date(2025, 12, 25) <= period.end < date(2026, 1, 10)


@pytest.mark.parametrize(
    ("first", "saturday"),
    [
        (date(2026, 11, 20), date(2026, 11, 14)),  # a Friday
        (date(2026, 11, 16), date(2026, 11, 14)),  # a Monday
        (date(2026, 11, 15), date(2026, 11, 7)),  # the Sunday itself is not before it
        (date(2026, 10, 1), date(2026, 9, 26)),
    ],
)
def test_the_weekend_before_ends_before_the_days_beside_it(first: date, saturday: date) -> None:
    reading = weekend_before(cast(Any, None), cast(Any, None))

    assert reading is not None
    assert reading.related is not None
    assert reading.related((first, first)) == (saturday, saturday.replace(day=saturday.day + 1))
