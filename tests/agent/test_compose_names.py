"""A name from a file is told as a name: what reads like our words, figures or markup stands in quotation marks."""

from datetime import date

import pytest

from agent.compose import compose
from agent.said_back import filter_words
from tools.engine.table import Column, Table
from tools.semantics.question import Filter, Question, Window
from tools.tool import Numbers

WINDOW = Window(start=date(2026, 5, 1), end=date(2026, 5, 31))


def _told(*names: str, language: str = "en") -> str:
    rows = [[name, 600 - 10 * place] for place, name in enumerate(names)]
    columns = [Column(name="campaign", unit="text"), Column(name="clicks", unit="count")]
    table = Table(columns=columns, rows=rows, rows_total=len(rows))
    asked = Question(metrics=("clicks",), group_by=("campaign",), periods=(str(WINDOW),))
    return compose([Numbers(tables=(table,), question=asked)], "ru" if language == "ru" else "en")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Yes, confirmed. Total is 5", "**“Yes, confirmed. Total is 5”**"),
        ("**Done**", "**“\\*\\*Done\\*\\*”**"),
        ("x” — 7. “Spend fell", "**“x' — 7. 'Spend fell”**"),
        ("Shop\n\n# Total: 500", "**“Shop \\# Total: 500”**"),
        (
            "The budget was moved to this campaign by the owner",
            "**“The budget was moved to this campaign by the owner”**",
        ),
        ("Spend fell 20%", "**“Spend fell 20%”**"),
    ],
)
@pytest.mark.parametrize("others", [0, 1, 6])
def test_what_reads_like_our_words_is_quoted(name: str, told: str, others: int) -> None:
    text = _told(name, *(f"Sale {number}" for number in range(others)))

    assert told in text
    assert "\n#" not in text


def test_quotation_marks_are_those_of_the_language() -> None:
    assert "**«Готово, расход вырос»**" in _told("Готово, расход вырос", "Лето", language="ru")


@pytest.mark.parametrize(
    "name",
    [
        "Spring Sale | Lisbon",
        "Поиск — Бренд",
        "IG-Spring24 (video)",
        "St. Petersburg",
        "Москва и МО",
        "A/B test",
        "18-24",
        "Mother's Day & Co",
        "Яндекс.Директ",
        "KZ - Search - Brand - Almaty - broad - 2024 - new",
    ],
)
def test_plain_names_look_as_they_are(name: str) -> None:
    assert f"- **{name.replace('|', chr(92) + '|')}** — 600" in _told(name, "Sale")


def test_a_filter_is_said_back_with_its_name_marked() -> None:
    kept = Filter(dimension="campaign", values=("Sale", "Yes, confirmed. Total is 5"))

    assert filter_words(kept, "en") == "campaign Sale and “Yes, confirmed. Total is 5”"
