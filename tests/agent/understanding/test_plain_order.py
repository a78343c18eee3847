"""Words that belong together are found though others part them."""

import pytest

from tests.agent.understanding.asked import asked, call


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("break October spend down by channel", "October spend by channel"),
        ("break down the spend of October by channel", "the spend of October by channel"),
        ("clicks by month in 2026 to date", "clicks by month in 2026 so far"),
        ("spend for the month of April", "spend for April"),
        ("clicks in Q1 26", "clicks in Q1 2026"),
        ("clicks apr 26 vs apr 25", "clicks April 2026 vs April 2025"),
        ("клики за 26 год", "клики за 2026 год"),
        ("ROI in October, leaving Facebook out", "ROI in October, without Facebook"),
        ("October spend divided by the number of days", "October spend on average per day"),
        ("во сколько обошлась реклама с 1 по 31 октября", "расход с 1 по 31 октября"),
    ],
)
def test_another_order_of_words_is_the_same_question(said: str, plain: str) -> None:
    assert call(said) == call(plain)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("revenue divided by spend by channel in October", "roas"),
        ("spend divided by the number of clicks in October", "cpc"),
        ("раздели расход на клики за октябрь", "cpc"),
        ("выручка делить на расход по каналам за октябрь", "roas"),
        ("ratio of clicks to impressions in October", "ctr"),
    ],
)
def test_one_divided_by_another_is_their_ratio(text: str, metric: str) -> None:
    found = asked(text)
    calls = [one.calls for one in found.options] if not found.calls else [found.calls]

    assert any(planned[0].args["metrics"] == [metric] for planned in calls)


@pytest.mark.parametrize(
    "text",
    [
        "на какую сумму было заказов в октябре",
        "сколько рублей принесли заказы в октябре",
        "заказы в деньгах за октябрь",
    ],
)
def test_the_money_of_orders_is_revenue(text: str) -> None:
    found = asked(text)
    calls = [one.calls for one in found.options] if not found.calls else [found.calls]

    assert any(planned[0].args["metrics"] == ["revenue"] for planned in calls)
