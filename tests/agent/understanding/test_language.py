"""Which language a question is in."""

import pytest

from agent.language import language_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("CTR у Facebook", "ru"),
        ("ROI of campaign «Поиск — Бренд» by month", "en"),
        ("Facebook spend", "en"),
        ("расход", "ru"),
        ("what is the spend of Поиск Бренд", "en"),
        ("покажи Facebook Ads ROI by channel", "ru"),
        ("123", "ru"),
        ("ROI, CTR и CPC по Facebook", "ru"),
    ],
)
def test_names_do_not_decide_the_language(question: str, language: str) -> None:
    assert language_of(question, "ru") == language
