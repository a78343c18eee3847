"""Calendar arithmetic as properties: months end where they should, the next unit follows at once, parts tile."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.semantics.calendar import DAY, MONTHS_IN, month_span, months_span, shifted, unit_span, years_before
from tools.words.periods.spans import name_of, part_of, season_span

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
units = st.sampled_from(["day", "week", *MONTHS_IN])


@given(days, units)
def test_a_day_is_in_its_own_unit_and_the_next_unit_begins_the_day_after(day: date, unit: str) -> None:
    start, end = unit_span(day, unit)

    assert start <= day <= end
    assert unit_span(end + DAY, unit)[0] == end + DAY
    assert unit_span(start, unit) == (start, end)


@given(days)
def test_weeks_begin_on_monday_and_have_seven_days(day: date) -> None:
    start, end = unit_span(day, "week")

    assert (start.weekday(), (end - start).days) == (0, 6)


@given(st.integers(2015, 2035), st.integers(1, 12))
def test_a_month_has_the_days_that_the_calendar_gives_it(year: int, month: int) -> None:
    start, end = month_span(year, month)

    assert (start.day, start.month, end.month) == (1, month, month)
    assert (end + DAY).day == 1
    assert months_span(year, month, 1) == (start, end)


@given(days, st.sampled_from(list(MONTHS_IN)), st.integers(-20, 20))
def test_shifting_by_whole_units_and_back_returns_to_the_first_of_a_month(day: date, unit: str, count: int) -> None:
    first = day.replace(day=1)

    there = shifted(first, unit, count)

    assert shifted(there, unit, -count) == first
    assert (there.year - first.year) * 12 + there.month - first.month == MONTHS_IN[unit] * count


@given(days, st.integers(1, 400), st.integers(1, 5))
def test_years_before_keeps_the_month_and_gives_february_its_end(day: date, length: int, count: int) -> None:
    span = (day, day + timedelta(days=length))

    start, end = years_before(span, count)

    assert start.year == day.year - count
    assert (start.month, start.day) in ((day.month, day.day), (2, 28))
    assert end >= start


@given(days, units.filter(lambda unit: unit not in ("day",)))
def test_beginning_middle_and_end_tile_the_whole(day: date, unit: str) -> None:
    span = unit_span(day, unit)

    begin, middle, end = (part_of(span, part) for part in ("begin", "middle", "end"))

    assert begin[0] == span[0]
    assert end[1] == span[1]
    assert middle[0] == begin[1] + DAY
    assert end[0] == middle[1] + DAY


@pytest.mark.parametrize(
    ("season", "start", "end"),
    [
        ("spring", date(2026, 3, 1), date(2026, 5, 31)),
        ("summer", date(2026, 6, 1), date(2026, 8, 31)),
        ("autumn", date(2026, 9, 1), date(2026, 11, 30)),
    ],
)
def test_seasons_are_three_whole_months(season: str, start: date, end: date) -> None:
    assert season_span(2026, season) == (start, end)


def test_a_whole_month_is_named_as_a_month_and_a_week_is_not() -> None:
    assert "2026" in name_of(month_span(2026, 3), "en")
    assert name_of(month_span(2026, 3), "en") != name_of((date(2026, 3, 1), date(2026, 3, 30)), "en")
