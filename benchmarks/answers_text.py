"""Whether the sentence itself says what was asked, not only the table under it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from benchmarks.answers_gold import Data, table
from tools.words.numbers import find_numbers


def tells(answer: Mapping[str, Any], gold: Mapping[str, Any], data: Data) -> bool:
    """The total, the best one's value, the count, or the asked group's share: whichever the question is about."""
    text = answer["answer"]
    if gold.get("count"):
        return _says(text, float(answer["tables"][0]["rows_total"]))
    metric = gold["metrics"][0]
    cells = {key: cell for key, cell in table(data, gold, gold["days"], metric).items() if cell is not None}
    if gold.get("mention"):
        whole = sum(cells.values())
        asked = [cells[(name,)] for name in gold["mention"]]
        return all(_says(text, value) or _says(text, 100 * value / whole) for value in asked)
    if gold.get("per_day"):
        return _says(text, sum(cells.values()) / gold["per_day"])
    if not gold.get("by"):
        return all(_says(text, cell) or _says(text, 100 * cell) for cell in cells.values())
    if gold.get("first") and gold["by"] != ["campaign"]:
        best = max(cells.values()) if gold["first"] == "desc" else min(cells.values())
        return _says(text, best) or _says(text, 100 * best)
    return True


def _says(text: str, value: float) -> bool:
    return any(figure.shows(sign * Decimal(str(value))) for figure in find_numbers(text) for sign in (1, -1))
