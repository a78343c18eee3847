"""Several periods in one question, and questions with none."""

from datetime import date

import pytest

from ingest.texts import Language
from tools.words.period import find_periods

TODAY = date(2026, 11, 22)


def days_of(text: str, today: date = TODAY, language: Language = "en") -> list[tuple[str, str]]:
    return [(str(m.period.start), str(m.period.end)) for m in find_periods(text, today, language=language)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Compare March and April 2025", [("2025-03-01", "2025-03-31"), ("2025-04-01", "2025-04-30")]),
        ("сравни март и апрель 2025", [("2025-03-01", "2025-03-31"), ("2025-04-01", "2025-04-30")]),
        ("CPL March vs April", [("2026-03-01", "2026-03-31"), ("2026-04-01", "2026-04-30")]),
        ("в марте против февраля", [("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")]),
        ("сравни март с февралём", [("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")]),
        ("марта 2025 против марта 2024", [("2025-03-01", "2025-03-31"), ("2024-03-01", "2024-03-31")]),
        ("ROI in March 2024 and 2025", [("2024-03-01", "2024-03-31"), ("2025-03-01", "2025-03-31")]),
        ("Q1 vs Q2 2025", [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")]),
        ("1 и 2 квартал 2025", [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")]),
        ("расход 8 и 9 марта", [("2026-03-08", "2026-03-08"), ("2026-03-09", "2026-03-09")]),
        ("2024 vs 2025", [("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")]),
        ("this month vs last month", [("2026-11-01", "2026-11-21"), ("2026-10-01", "2026-10-31")]),
        ("compare this month to last", [("2026-11-01", "2026-11-21"), ("2026-10-01", "2026-10-31")]),
        ("эту неделю с прошлой сравни", [("2026-11-16", "2026-11-21"), ("2026-11-09", "2026-11-15")]),
        ("сравни прошлую неделю с позапрошлой", [("2026-11-09", "2026-11-15"), ("2026-11-02", "2026-11-08")]),
        ("за прошлую и позапрошлую неделю", [("2026-11-09", "2026-11-15"), ("2026-11-02", "2026-11-08")]),
        ("last 7 days vs previous 7 days", [("2026-11-15", "2026-11-21"), ("2026-11-08", "2026-11-14")]),
        ("за последние 7 дней против предыдущих 7 дней", [("2026-11-15", "2026-11-21"), ("2026-11-08", "2026-11-14")]),
        ("last 30 days vs the 30 days before", [("2026-10-23", "2026-11-21"), ("2026-09-23", "2026-10-22")]),
        ("October against the previous month", [("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")]),
        ("March vs the same period last year", [("2026-03-01", "2026-03-31"), ("2025-03-01", "2025-03-31")]),
        (
            "этот месяц к аналогичному периоду прошлого года",
            [("2026-11-01", "2026-11-21"), ("2025-11-01", "2025-11-21")],
        ),
        ("март к марту прошлого года", [("2026-03-01", "2026-03-31"), ("2025-03-01", "2025-03-31")]),
        ("compare March to April 2025", [("2025-03-01", "2025-03-31"), ("2025-04-01", "2025-04-30")]),
        ("ROI в 2024г. и 2025г.", [("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")]),
        ("топ-5 марта и топ-5 апреля", [("2026-03-01", "2026-03-31"), ("2026-04-01", "2026-04-30")]),
        ("с 5 по 3 марта", [("2026-03-03", "2026-03-05")]),
        ("last week vs the 5000 years before", [("2026-11-09", "2026-11-15")]),
        ("next month vs the previous month", [("2026-12-01", "2026-12-31"), ("2026-11-01", "2026-11-21")]),
        ("ROI 2024 vs 2025", [("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")]),
        ("since Monday, compared to last week", [("2026-11-16", "2026-11-21"), ("2026-11-09", "2026-11-15")]),
        ("1-15 марта и 16-31 марта 2025", [("2025-03-01", "2025-03-15"), ("2025-03-16", "2025-03-31")]),
        (
            "January to March 2025 vs January to March 2024",
            [("2025-01-01", "2025-03-31"), ("2024-01-01", "2024-03-31")],
        ),
    ],
)
def test_two_periods_of_one_question_share_what_is_said_once(question: str, expected: list[tuple[str, str]]) -> None:
    language: Language = "en" if question.isascii() else "ru"

    assert days_of(question, language=language) == expected


@pytest.mark.parametrize(
    "question",
    [
        "top 5 campaigns with ROI above 2",
        "топ 3 кампании по расходу",
        "campaign 712060",
        "€500 budget",
        "добавь 2000 рублей",
        "what if we spend 2025 dollars more",
        "CTR for age 18-24",
        "люди от 25 до 34 лет",
        "may I see the report",
        "what may have caused it",
        "лучшие часы по понедельникам",
        "spend by week and by month",
        "расход по месяцам",
        "IG_March_2025 performance",
        "кампания «Март»",
        'campaign "Summer 2024"',
        "ROI выше 1.05",
        "вырос в 3 раза",
        "снизь на 10 %",
        "сравни с предыдущим периодом",
        "cost per day",
        "summer sale campaign",
        "clicks continue to fall",
        "rise and fall of CTR",
        "lifetime value by channel",
        "recommend me something",
        "в среднем",
        "год к году",
        "week over week",
        "month-on-month change",
        "what is CPA",
        "",
        "31",
    ],
)
def test_other_numbers_and_words_are_no_period(question: str) -> None:
    assert days_of(question) == []
