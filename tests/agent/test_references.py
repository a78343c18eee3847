"""Directions that a model's sentence only points to: the verb agrees with the metric's title."""

import pytest

from agent.models.references import filled
from tools.engine.table import Column, Table
from tools.semantics.question import Question
from tools.tool import Numbers


def _moved(metric: str, now: float, before: float) -> Numbers:
    columns = [Column(name=name, unit="ratio") for name in (metric, f"{metric}_previous")]
    table = Table(title="", columns=columns, rows=[[now, before]], rows_total=1)
    return Numbers(text="", tables=(table,), question=Question(metrics=(metric,)))


@pytest.mark.parametrize(
    ("metric", "now", "said"),
    [
        ("cvr", 0.05, "выросла на 1"),
        ("frequency", 5.0, "выросла на"),
        ("engagement_score", 3.0, "упала на 25"),
        ("clicks", 5.0, "выросли на 25"),
        ("roas", 4.0, "не изменился"),
    ],
)
def test_a_direction_agrees_with_the_title(metric: str, now: float, said: str) -> None:
    before = 0.04 if metric == "cvr" else 4.0

    text = filled(f"{{r1.change.{metric}}}", [_moved(metric, now, before)], "ru")

    assert text.startswith(said)
