"""What code said may be said again in other words; a definition must be the catalogue's; talk claims nothing."""

from datetime import date

import pytest

from tools.claims import Evidence, judge
from tools.tool import ToolResult

ACTIONS = """Here are 2 actions, the most valuable first:

1. **Move RUB 782,532 a month from Facebook to Telegram** — RUB 2.8M in 30 days (RUB 1.4M to RUB 4.2M)
   The next unit of money brings 3.9 of revenue in Telegram and 0.41 in Facebook; Telegram gets RUB 1,307,127 now.

2. **Move RUB 466,030 a month from Google Ads to Yandex.Direct** — RUB 273.4K in 30 days (RUB 139.5K to RUB 407.4K)
   The next unit of money brings 2.09 of revenue in Yandex.Direct and 1.51 in Google Ads.
"""
FOUND = Evidence(results=[ToolResult(text=ACTIONS)], tools=frozenset({"recommend"}), today=date(2026, 11, 22))


def reaches(text: str) -> bool:
    return judge(text, FOUND).verdict != "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "The most valuable action is moving RUB 782,532 a month from Facebook to Telegram.",
        "It would also be worth shifting RUB 466,030 a month from Google Ads to Yandex.Direct.",
    ],
)
def test_an_action_of_a_list_is_said_again(text: str) -> None:
    assert reaches(text)


@pytest.mark.parametrize(
    "text",
    [
        "The most valuable action is moving RUB 782,532 a month from Telegram to Facebook.",
        "The most valuable action is moving RUB 466,030 a month from Google Ads to Yandex.Direct.",
        "Move RUB 782,532 a month from Google Ads to Yandex.Direct.",
        "The most valuable action is moving USD 782,532 a month from Facebook to Telegram.",
        "Move RUB 782,532 a day from Facebook to Telegram.",
        "Instagram: move RUB 782,532 a month.",
        "Stop Facebook and Telegram.",
        "Facebook is close behind Telegram.",
        "You should not move RUB 782,532 a month from Facebook to Telegram.",
        "The next unit of money brings 3.9 of revenue in Facebook.",
    ],
)
def test_an_action_turned_round_swapped_or_denied_is_not(text: str) -> None:
    assert not reaches(text)


@pytest.mark.parametrize(
    "text",
    [
        "ROI is revenue minus spend, divided by spend.",
        "CTR is clicks divided by impressions, CVR is conversions divided by clicks.",
        "CPA показывает, сколько в среднем стоит одна конверсия.",
        "Чтобы получить ROI, из выручки вычитают расход и делят на расход.",
    ],
)
def test_a_formula_of_the_catalogue_is_said(text: str) -> None:
    assert reaches(text)


@pytest.mark.parametrize(
    "text",
    [
        "ROI is revenue divided by spend.",
        "CPA показывает, сколько в среднем стоит один клик.",
        "Чтобы получить ROI, из расхода вычитают выручку и делят на выручку.",
    ],
)
def test_another_formula_is_not(text: str) -> None:
    assert not reaches(text)


@pytest.mark.parametrize(
    "text",
    ["It is hard to say from this data alone what caused it.", "Let's go through it step by step.", "Рад помочь!"],
)
def test_talk_claims_nothing(text: str) -> None:
    assert reaches(text)


@pytest.mark.parametrize("text", ["It is hard to say, but the season caused it.", "Вероятно, всё дело в сезонности."])
def test_a_cause_in_talk_is_a_cause(text: str) -> None:
    assert not reaches(text)


BEFORE = Evidence(
    results=[],
    today=date(2026, 11, 22),
    earlier=["In October 2026 Telegram had the best ROI, 257.1%; TikTok had −20.3%."],
)


@pytest.mark.parametrize(
    "text",
    ["As I said, Telegram had the best ROI, 257.1%.", "In October 2026 TikTok had an ROI of −20.3%."],
)
def test_what_an_answer_before_said_may_be_said_with_its_days(text: str) -> None:
    assert judge(text, BEFORE).verdict == "said"


@pytest.mark.parametrize(
    "text",
    [
        "As I said, TikTok had the best ROI, 257.1%.",
        "In September 2026 TikTok had an ROI of −20.3%.",
        "Telegram had the best ROI, 257.1%.",
        "As I said, Telegram had a CPA of 257.1%.",
    ],
)
def test_an_answer_before_bears_out_nothing_else(text: str) -> None:
    assert judge(text, BEFORE).verdict == "unproven"
