"""The number gate lets computed figures through, in any honest wording, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.gate import ungrounded
from tools.engine.table import Column, Table
from tools.tool import ToolResult
from tools.words import wording

TABLE = Table(
    columns=[
        Column(name="channel", unit="text"),
        Column(name="spend", unit="money:RUB"),
        Column(name="roi", unit="ratio"),
        Column(name="clicks", unit="count"),
    ],
    rows=[["facebook", 1_095_809.5, 0.399, 12_480], ["TikTok Top 77", 1_866_480.0, -0.461, 20_000]],
    rows_total=2,
)
RESULT = ToolResult(tables=(TABLE,))


def caught(text: str, question: str = "", result: ToolResult = RESULT) -> list[str]:
    return ungrounded(text, question, [result])


@pytest.mark.parametrize(
    "text",
    [
        "Facebook потратил 1 095 810 ₽, ROI 39,9 %.",
        "Facebook spent about 1.1M with an ROI of 40%.",
        "Расход TikTok — 1,87 млн ₽ (на 771 тыс. ₽ больше).",
        "TikTok's ROI is −46.1%, 86 pp below Facebook.",
        "TikTok clicked 1.6 times more: 20,000 against 12,480.",
        "TikTok spent 63 % of the money.",
        "Two channels were compared.",
        "Между 23 октября и 21 ноября 2026 года TikTok Top 77 окупался хуже.",
        "1. Facebook\n2. TikTok",
    ],
)
def test_what_the_results_say_may_be_said(text: str) -> None:
    assert caught(text) == []


@pytest.mark.parametrize(
    ("text", "lie"),
    [
        ("ROI Facebook — 41,2 %.", "41,2 %"),
        ("Facebook spent $1,195,810.", "$1,195,810"),
        ("Выручка выросла в 7 раз.", "7 раз"),
        ("It brought 531 orders.", "531"),
        ("Конверсия упала на 17 %.", "17 %"),
    ],
)
def test_what_no_tool_computed_is_caught(text: str, lie: str) -> None:
    assert caught(text) == [lie]


def test_figures_of_the_question_are_no_claims() -> None:
    assert caught("ROI ниже 250 % у обоих.", "У каких каналов ROI ниже 250 %?") == []


def test_without_results_every_figure_is_caught() -> None:
    assert ungrounded("Weather: 25 %.", "weather?", []) == ["25 %"]


@given(st.floats(min_value=0.01, max_value=5e7), st.sampled_from(["ru", "en"]))
def test_money_as_we_word_it_always_passes(amount: float, language: str) -> None:
    table = Table(columns=[Column(name="spend", unit="money:USD")], rows=[[amount]], rows_total=1)
    text = wording.money(amount, "USD", "ru" if language == "ru" else "en")

    assert caught(text, result=ToolResult(tables=(table,))) == []
