"""What holds for periods whatever they are called: years, data bounds, cutting at today, comparisons, errors."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.words.period import Period, default_period, find_periods, resolve_period

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("today", "phrase", "start", "end"),
    [
        ("2026-01-01", "yesterday", "2025-12-31", "2025-12-31"),
        ("2026-01-01", "this year", "2026-01-01", "2026-01-01"),
        ("2026-01-01", "last month", "2025-12-01", "2025-12-31"),
        ("2026-01-01", "last quarter", "2025-10-01", "2025-12-31"),
        ("2026-01-01", "last 3 months", "2025-10-01", "2025-12-31"),
        ("2026-01-01", "в январе", "2026-01-01", "2026-01-01"),
        ("2026-01-01", "в декабре", "2025-12-01", "2025-12-31"),
        ("2026-01-01", "с ноября по январь", "2025-11-01", "2025-12-31"),
        ("2024-02-29", "last year", "2023-01-01", "2023-12-31"),
        ("2024-02-29", "this month", "2024-02-01", "2024-02-28"),
        ("2024-02-29", "29 февраля", "2024-02-29", "2024-02-29"),
        ("2026-11-22", "29 февраля", "2024-02-29", "2024-02-29"),
        ("2024-03-01", "last month", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "last 12 months", "2023-02-01", "2024-01-31"),
        ("2026-11-23", "last week", "2026-11-16", "2026-11-22"),
        ("2026-11-23", "this week", "2026-11-23", "2026-11-23"),
        ("2026-11-23", "last Monday", "2026-11-16", "2026-11-16"),
        ("2026-11-23", "last weekend", "2026-11-21", "2026-11-22"),
        ("2026-11-21", "last weekend", "2026-11-14", "2026-11-15"),
        ("2026-11-01", "в ноябре", "2026-11-01", "2026-11-01"),
        ("2026-12-31", "this year", "2026-01-01", "2026-12-30"),
        ("2026-12-31", "до конца года", "2026-12-31", "2026-12-31"),
        ("2026-11-30", "Black Friday", "2026-11-27", "2026-11-27"),
        ("2025-03-31", "last 2 quarters", "2024-07-01", "2024-12-31"),
    ],
)
def test_the_edges_of_the_calendar_hold(today: str, phrase: str, start: str, end: str) -> None:
    period = resolve_period(phrase, date.fromisoformat(today))

    assert (str(period.start), str(period.end)) == (start, end)


def test_a_period_that_begins_today_is_today_and_says_so() -> None:
    period = resolve_period("this month", date(2026, 11, 1))

    assert period.days == 1
    assert period.partial


def test_a_month_without_a_year_is_the_latest_one_with_data_and_names_its_year() -> None:
    stored = {"first_day": date(2024, 6, 1), "last_day": date(2025, 6, 30)}

    [mention] = find_periods("расход в марте", TODAY, language="ru", **stored)

    assert mention.period.start == date(2025, 3, 1)
    assert mention.period.label == "март 2025"


def test_a_relative_period_stays_at_today_however_old_the_data_is() -> None:
    period = resolve_period("last month", TODAY, first_day=date(2024, 1, 1), last_day=date(2025, 6, 30))

    assert period.start == date(2026, 10, 1)


def test_a_month_without_data_in_any_year_is_the_latest_past_one() -> None:
    period = resolve_period("March", TODAY, first_day=date(2025, 6, 1), last_day=date(2025, 8, 1))

    assert period.start == date(2026, 3, 1)


def test_all_time_is_what_is_stored() -> None:
    period = resolve_period(
        "за всё время", TODAY, first_day=date(2024, 1, 5), last_day=date(2025, 6, 30), language="ru"
    )

    assert (period.start, period.end, period.label) == (date(2024, 1, 5), date(2025, 6, 30), "всё время")


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("forecast ROI for December", "2026-12-01", "2026-12-31"),
        ("прогноз на декабрь", "2026-12-01", "2026-12-31"),
        ("какой ROI будет в ноябре", "2026-11-23", "2026-11-30"),
        ("forecast spend for 30 days", "2026-11-23", "2026-12-22"),
        ("спрогнозируй лиды на неделю", "2026-11-23", "2026-11-29"),
    ],
)
def test_a_question_about_the_future_looks_ahead(question: str, start: str, end: str) -> None:
    [mention] = find_periods(question, TODAY, language="ru")

    assert (str(mention.period.start), str(mention.period.end), mention.period.kind) == (start, end, "future")


@pytest.mark.parametrize(
    ("phrase", "language", "label"),
    [
        ("last 2 weeks", "en", "last 2 complete weeks (Mon–Sun)"),
        ("за последние 30 дней", "ru", "последние 30 дней"),
        ("за последние 21 день", "ru", "последний 21 день"),
        ("March 2025", "en", "March 2025"),
        ("с 1 июня", "ru", "с 1 июня 2026"),
        ("Q2 2025", "ru", "2 квартал 2025"),
        ("в ноябре", "ru", "1–21 ноября 2026"),
        ("2024", "en", "2024"),
        ("past month", "en", "last 30 days"),
    ],
)
def test_a_label_reads_as_people_say_it(phrase: str, language: Language, label: str) -> None:
    assert resolve_period(phrase, TODAY, language=language).label == label


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "soon",
        "31 февраля",
        "2025-13-01",
        "9999-12-31",
        "0001-01-01..9999-12-31",
        "Q1 9999",
        "March and April",
        "last 0 days",
        "last 999999999 days",
        "Q5 2025",
        "🙂",
        "13",
    ],
)
def test_an_argument_that_is_no_period_is_refused_with_what_is_possible(phrase: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        resolve_period(phrase, TODAY)

    assert "last 30 days" in refusal.value.say("en")
    assert "последние 30 дней" in refusal.value.say("ru")


def test_an_argument_that_ends_before_it_begins_is_refused_with_the_right_order() -> None:
    with pytest.raises(InvalidInput, match=r"2025-01-01\.\.2025-03-01"):
        resolve_period("2025-03-01..2025-01-01", TODAY)


def test_the_default_is_the_last_thirty_complete_days() -> None:
    period = default_period(TODAY)

    assert (period.end, period.days, period.label) == (date(2026, 11, 21), 30, "last 30 days")


def test_the_same_days_last_year_still_end_the_month() -> None:
    february = resolve_period("February 2025", TODAY)

    assert february.same_last_year().end == date(2024, 2, 29)
    assert february.previous().end == date(2025, 1, 31)


WORDS = [
    *("last", "this", "next", "past", "previous", "первые", "прошлый", "следующий", "в", "на", "за", "с", "по", "до"),
    *("from", "to", "since", "until", "between", "and", "и", "vs", "1", "2", "3", "15", "31", "2024", "2025", "марта"),
    *("march", "feb", "may", "квартал", "q2", "week", "weeks", "дней", "month", "год", "года", "year", "ago", "назад"),
    *("today", "вчера", "monday", "пятницу", "weekend", "summer", "летом", "black friday", "начала", "конца", "half"),
    *("первая", "половина", "2025-03-01", "01.02.2025", "-", "..", "всё", "время", "the", "same", "period", "before"),
    *(
        "через",
        "прогноз",
        "forecast",
        "5000",
        "years",
        "same",
        "предыдущий",
        "числа",
        "rest",
        "of",
        "q4",
        "29",
        "hours",
    ),
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
todays = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


@given(sentences, todays)
def test_whatever_is_said_periods_are_in_order_and_never_in_the_future_unless_marked(text: str, today: date) -> None:
    mentions = find_periods(text, today, language="ru")

    ends = [0]
    for mention in mentions:
        period = mention.period
        assert period.start <= period.end
        assert (period.start > today) == (period.kind == "future")
        assert period.kind == "future" or period.end <= today
        assert period.partial == (period.end == today)
        assert mention.span[0] >= ends[-1]
        ends.append(mention.span[1])


def test_what_is_counted_from_another_period_ends_no_range() -> None:
    assert find_periods("летом .. year before", date(2026, 10, 21), language="ru")


def test_by_the_end_of_a_month_that_is_not_over_is_ahead() -> None:
    for text in ("лиды к концу октября", "leads by the end of October"):
        [mention] = find_periods(text, date(2026, 10, 21))
        assert (mention.period.start, mention.period.end) == (date(2026, 10, 22), date(2026, 10, 31))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(min_value=1, max_value=800))
def test_the_period_before_is_as_long_and_never_overlaps(start: date, days: int) -> None:
    period = Period(start=start, end=start + timedelta(days=days - 1), label="")

    whole = period.start.day == (period.end + timedelta(days=1)).day == 1
    assert whole or period.previous().days == period.days
    assert not whole or period.previous().start.day == 1
    assert period.previous().end + timedelta(days=1) == period.start
    assert period.same_last_year().start < period.start


@given(st.text(max_size=60))
def test_any_text_at_all_is_survived(text: str) -> None:
    for mention in find_periods(text, TODAY):
        assert 0 <= mention.span[0] < mention.span[1] <= len(text)


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("spend between May and July", [(5, 7)]),
        ("compare spend from May to July", [(5, 7)]),
        ("сравни расход с мая по июль", [(5, 7)]),
        ("compare spend in May to July", [(5, 5), (7, 7)]),
        ("May and July", [(5, 5), (7, 7)]),
    ],
)
def test_the_word_before_says_whether_two_months_are_the_ends_of_one_period(
    question: str, months: list[tuple[int, int]]
) -> None:
    found = [mention.period for mention in find_periods(question, TODAY)]

    assert [(period.start.month, period.end.month) for period in found] == months


@pytest.mark.parametrize(
    "question",
    ["расход за март 2024, апрель и май", "spend in March 2024, April and May", "spend in March, April and May 2024"],
)
def test_a_year_said_once_holds_for_all_months_of_a_list(question: str) -> None:
    found = [mention.period.start for mention in find_periods(question, TODAY)]

    assert found == [date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 1)]
