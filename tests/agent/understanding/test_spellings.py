"""Days of the week beside a month, figures with two ends, years beside a noun, words that leave names out."""

import pytest

from tests.agent.understanding.asked import call, without

WEEKDAYS = [
    ("Клики только за субботы и воскресенья октября", ["6", "7"]),
    ("клики в субботу и воскресенье за октябрь", ["6", "7"]),
    ("сколько потратили в пятницы октября", ["5"]),
    ("средний чек в среду за октябрь", ["3"]),
    ("clicks every Monday in October", ["1"]),
    ("spend Mon-Fri in October", ["1", "2", "3", "4", "5"]),
    ("клики с понедельника по пятницу в октябре", ["1", "2", "3", "4", "5"]),
    ("расход сб и вс за октябрь", ["6", "7"]),
    ("spend every Friday", ["5"]),
]


@pytest.mark.parametrize(("question", "days"), WEEKDAYS)
def test_days_of_the_week_beside_a_longer_time_are_kept(question: str, days: list[str]) -> None:
    kept = call(question)["where"]

    assert kept == [{"dimension": "weekday", "values": days}]


@pytest.mark.parametrize("question", ["spend on Friday", "расход в пятницу", "расход за пятницу 20 ноября"])
def test_one_day_stays_a_day(question: str) -> None:
    found = call(question)

    assert "where" not in found
    assert found["periods"][0]


RANGES = [
    ("кампании с расходом от 150 до 260 тысяч за октябрь", 150_000, 260_000),
    ("кампании с расходом 150-260 тысяч за октябрь", 150_000, 260_000),
    ("campaigns with 1k to 2k clicks in October", 1_000, 2_000),
    ("campaigns with ROI from 500% to 900% in October", 5, 9),
    ("campaigns with CPA between 100 and 200 in October", 100, 200),
]


@pytest.mark.parametrize(
    "question",
    [
        "2025 campaigns with clicks above 700",
        "the best 2025 campaign by clicks",
        "кампании 2025 года, где кликов больше 700",
    ],
)
def test_a_year_beside_campaigns_is_a_year(question: str) -> None:
    found = call(question)

    assert "2025" in found["periods"][0]
    assert found["group_by"] == ["campaign"]


@pytest.mark.parametrize(
    "question",
    [
        "расход с 1 ноября, если не считать Facebook",
        "расход за май без учета Facebook",
        "spend in May, leaving aside Facebook",
        "all channels but Facebook: spend in May",
        "spend in May, Facebook excluded",
    ],
)
def test_leaving_out_has_many_words(question: str) -> None:
    assert call(question)["where"] == [without("channel", "facebook")]


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("самые прибыльные кампании мая", "profit"),
        ("most profitable campaigns in May", "profit"),
        ("самый доходный день недели в мае", "revenue"),
        ("самый рентабельный канал мая", "roi"),
    ],
)
def test_earning_words_name_their_metric(question: str, metric: str) -> None:
    assert call(question)["order_by"] == metric


def test_orders_by_a_dimension_are_orders_and_no_order() -> None:
    assert call("orders by location in October, best first")["metrics"] == ["conversions"]
    assert call("clicks by location in October, order by clicks")["order_by"] == "clicks"


@pytest.mark.parametrize(
    "question", ["spend by campaings in October", "spend by campiagn in October", "spend by campagn in October"]
)
def test_a_slip_is_held_against_whole_words(question: str) -> None:
    assert call(question)["group_by"] == ["campaign"]
