"""Composed answers begin with the name or the count that was asked for."""

from datetime import date

from agent.compose import compose
from tools.engine.table import Column, Table
from tools.semantics.question import Question, Window
from tools.tool import Numbers

WINDOW = Window(start=date(2026, 5, 1), end=date(2026, 5, 31))
TABLE = Table(
    columns=[
        Column(name="region", unit="text"),
        Column(name="clicks", unit="count"),
        Column(name="clicks_share", unit="ratio"),
    ],
    rows=[["Kazan", 600, 0.6], ["Moscow", 300, 0.3], ["Perm", 100, 0.1]],
    rows_total=3,
)
QUERY = Question(metrics=("clicks",), group_by=("region",), periods=(str(WINDOW),), share="rows")


def test_the_asked_name_comes_first_with_its_share() -> None:
    result = Numbers(tables=(TABLE,), question=QUERY.model_copy(update={"focus": ("Perm",)}))
    text = compose([result], "en")
    assert text.startswith("**Perm**: Clicks — 100 (share 10.0%).")


def test_the_count_comes_first_and_is_grounded() -> None:
    result = Numbers(tables=(TABLE,), question=QUERY.model_copy(update={"count": True}))
    text = compose([result], "ru")
    assert text.startswith("Под условие подходит: **3**.")
