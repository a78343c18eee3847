"""A claim is judged by the days that it is told of, not by those of the result."""

from datetime import date

import pytest

from tools.claims import Evidence, judge
from tools.engine.table import Column, Table
from tools.semantics.question import Question
from tools.tool import Numbers
from tools.words.period import Period

TODAY = date(2026, 11, 22)


def _days(month: int, last: int) -> Period:
    start, end = date(2026, month, 1), date(2026, month, last)
    return Period(start=start, end=end, label="", kind="past", partial=False, language="en")


NAMES = ("channel", "roi", "roi_previous", "revenue", "revenue_previous")
UNITS = ("text", "ratio", "ratio", "money:RUB", "money:RUB")
COLUMNS = [Column(name=name, unit=unit) for name, unit in zip(NAMES, UNITS, strict=True)]
AGAINST = Numbers(
    tables=(
        Table(
            columns=COLUMNS,
            rows=[
                ["telegram", 2.57, 2.61, 4_687_498.0, 4_513_355.0],
                ["yandex_direct", 1.86, 1.72, 11_161_384.0, 11_308_777.0],
                ["google_ads", 1.56, 1.79, 4_476_691.0, 3_622_334.0],
                ["tiktok", 0.12, -0.18, 890_901.0, 843_819.0],
            ],
            rows_total=4,
        ),
    ),
    total=Table(columns=COLUMNS[1:], rows=[[1.32, 1.37, 21_216_474.0, 20_288_285.0]], rows_total=1),
    period=_days(10, 31),
    compared=_days(9, 30),
    question=Question(metrics=("roi", "revenue"), group_by=("channel",)),
)
MONTHS = Numbers(
    tables=(
        Table(
            columns=[Column(name="month", unit="day"), Column(name="revenue", unit="money:RUB")],
            rows=[
                [date(2026, 8, 1), 22_724_041.0],
                [date(2026, 9, 1), 24_144_523.0],
                [date(2026, 10, 1), 24_848_020.0],
            ],
            rows_total=3,
        ),
    ),
    period=Period(start=date(2026, 8, 1), end=date(2026, 10, 31), label="", kind="past", partial=False, language="en"),
    question=Question(metrics=("revenue",), group_by=("month",)),
)


def verdict(text: str, *results: Numbers) -> str:
    found = Evidence(results=results or (AGAINST,), tools=frozenset({"compare_periods"}), today=TODAY)
    return judge(text, found).verdict


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("October's revenue exceeded September's.", "September's revenue exceeded October's."),
        ("Октябрь обогнал сентябрь по выручке.", "Сентябрь обогнал октябрь по выручке."),
        ("Сентябрь по ROI лучше октября.", "Октябрь по ROI лучше сентября."),
        ("Telegram earned less in September than in October.", "Telegram earned more in September than in October."),
        ("Месяцем раньше выручка была ниже.", "Месяцем раньше выручка была выше."),
        ("A month earlier the ROI was higher.", "A month earlier the ROI was lower."),
        (
            "Compared with October, revenue in September was lower.",
            "Compared with October, revenue in September was higher.",
        ),
        ("По сравнению с октябрём выручка сентября меньше.", "По сравнению с октябрём выручка сентября больше."),
        (
            "Yandex.Direct brought more in September than it did in October.",
            "Telegram brought more in September than it did in October.",
        ),
    ],
)
def test_what_is_said_of_the_days_before_is_judged_by_them(true: str, false: str) -> None:
    assert verdict(true) == "said"
    assert verdict(false) == "unproven"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("In September Google Ads ranked second by ROI.", "In September Yandex.Direct ranked second by ROI."),
        (
            "В сентябре у Google Ads ROI был выше, чем у Яндекс.Директа.",
            "В сентябре у Яндекс.Директа ROI был выше, чем у Google Ads.",
        ),
        ("In September, TikTok was unprofitable.", "In September, TikTok was profitable."),
        ("In September only TikTok lost money.", "In September all channels made money."),
    ],
)
def test_ranks_and_signs_of_the_days_before_too(true: str, false: str) -> None:
    assert verdict(true) == "said"
    assert verdict(false) == "unproven"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("September beat August on revenue.", "August beat September on revenue."),
        ("Revenue rose from September to October.", "Revenue rose from October to September."),
        ("Октябрь по выручке лучше августа.", "Октябрь уступил августу по выручке."),
    ],
)
def test_months_with_rows_of_their_own_stand_in_the_order_that_is_said(true: str, false: str) -> None:
    assert verdict(true, MONTHS) == "said"
    assert verdict(false, MONTHS) == "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose in September.",  # until September, from what nobody knows
        "Telegram earned more in October than Google Ads did in September.",  # one name then, another one now
        "In September Telegram led by ROI, in October Yandex.Direct.",
        "Revenue was higher than in October.",
    ],
)
def test_what_the_days_leave_open_is_not_said(text: str) -> None:
    assert verdict(text) == "unproven"
