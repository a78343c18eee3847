"""Questions that Demetra offers of itself fit the data that they are offered over."""

from dataclasses import replace
from datetime import date

from agent.examples import Suggestion, examples, month_of
from tests.agent.understanding.asked import SHOP, catalogue


def test_the_most_telling_question_comes_first() -> None:
    assert examples(SHOP, "en")[0] == "Which channel is best by ROI in November 2026?"


def test_what_the_data_lack_is_not_offered() -> None:
    only_spend = replace(SHOP, measures=frozenset({"spend"}))

    assert examples(only_spend, "ru") == ["Расход по месяцам за всё время", "Какие данные есть?"]


def test_one_channel_is_not_compared_with_itself() -> None:
    one = replace(SHOP, channels={"vk": "VK"})

    assert examples(one, "en")[0] == "Which campaign is best by ROI in November 2026?"


def test_a_month_that_has_only_begun_is_not_named() -> None:
    assert month_of(catalogue(last=date(2026, 11, 3))) == date(2026, 10, 31)
    assert month_of(catalogue(first=date(2026, 11, 1), last=date(2026, 11, 3))) == date(2026, 11, 3)


def test_a_comparison_needs_the_whole_month_before() -> None:
    compares = Suggestion(name="why", metrics=("revenue",), compares=True)

    assert not compares.fits(catalogue(first=date(2026, 10, 2)))
    assert compares.fits(catalogue(first=date(2026, 10, 1)))
