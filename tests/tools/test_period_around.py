"""Days counted from other days, asked on Sunday 22 November 2026."""

from datetime import date

import pytest

from tools.words.period import find_periods

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("за две недели до 8 марта и за две недели после", ["2026-02-22..2026-03-07", "2026-03-09..2026-03-22"]),
        ("on Thanksgiving 2025 and the day after", ["2025-11-27..2025-11-27", "2025-11-28..2025-11-28"]),
        ("9 мая и на следующий день", ["2026-05-09..2026-05-09", "2026-05-10..2026-05-10"]),
        ("1-3 May and the three days after", ["2026-05-01..2026-05-03", "2026-05-04..2026-05-06"]),
        (
            "8 марта, за день до и за день после",
            ["2026-03-08..2026-03-08", "2026-03-07..2026-03-07", "2026-03-09..2026-03-09"],
        ),
        ("3 days before and 3 days after 9 May", ["2026-05-06..2026-05-08", "2026-05-10..2026-05-12"]),
        ("1-9 May and the same number of days before that", ["2026-05-01..2026-05-09", "2026-04-22..2026-04-30"]),
        (
            "за неделю до Нового года и за неделю после новогодних праздников",
            ["2025-12-25..2025-12-31", "2026-01-09..2026-01-15"],
        ),
        ("10 days after 9 May", ["2026-05-10..2026-05-19"]),
        ("неделя с 10 по 16 августа против недели до неё", ["2026-08-10..2026-08-16", "2026-08-03..2026-08-09"]),
        ("с 1 по 11 мая и за столько же дней до них", ["2026-05-01..2026-05-11", "2026-04-20..2026-04-30"]),
        ("21-23 March vs the same three days a week earlier", ["2026-03-21..2026-03-23", "2026-03-14..2026-03-16"]),
        ("21-23 марта и неделей раньше", ["2026-03-21..2026-03-23", "2026-03-14..2026-03-16"]),
        ("the week of dec 8-14 2025 and the week after", ["2025-12-08..2025-12-14", "2025-12-15..2025-12-21"]),
        ("spend by day after 15 September", ["2026-09-16..2026-11-21"]),
    ],
)
def test_days_before_and_after_are_counted_from_the_same_ones(text: str, days: list[str]) -> None:
    assert _found(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "the week before xmas (dec 18-24) vs the seven days before that",
            ["2025-12-18..2025-12-24", "2025-12-11..2025-12-17"],
        ),
        ("майские (1-11 мая)", ["2026-05-01..2026-05-11"]),
        ("over Nauryz, 21-23 March", ["2026-03-21..2026-03-23"]),
        ("в июне (и 3 мая)", ["2026-06-01..2026-06-30", "2026-05-03..2026-05-03"]),
    ],
)
def test_days_in_brackets_say_which_ones_a_name_means(text: str, days: list[str]) -> None:
    assert _found(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("с десятого по двадцатое июля", ["2026-07-10..2026-07-20"]),
        ("с первого по двадцать пятое марта", ["2026-03-01..2026-03-25"]),
        ("the first half of October against the second half", ["2026-10-01..2026-10-15", "2026-10-16..2026-10-31"]),
        ("the first week of October vs the second", ["2026-10-01..2026-10-07", "2026-10-08..2026-10-14"]),
        ("в первую неделю сентября и в последнюю", ["2026-09-01..2026-09-07", "2026-09-24..2026-09-30"]),
    ],
)
def test_days_in_words_and_parts_that_share_their_month(text: str, days: list[str]) -> None:
    assert _found(text) == days


def _found(text: str) -> list[str]:
    return [f"{one.period.start}..{one.period.end}" for one in find_periods(text, TODAY)]
