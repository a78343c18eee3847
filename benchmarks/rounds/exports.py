"""What the made-up exports of rounds share: the names of their columns, and plans beside them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

FIGURES: Final = ("impressions", "clicks", "spend", "conversions", "revenue")
WITH_LEADS: Final = ("impressions", "clicks", "spend", "leads", "conversions", "revenue")
Plan = tuple[tuple[str, str, str], tuple[str, ...], Mapping[str, tuple[float, ...]]]
"""Headers, months, and for each channel its budget of each month."""


def export(rows: Iterable[tuple[Any, ...]], *labels: str, figures: tuple[str, ...] = FIGURES) -> pd.DataFrame:
    """Rows as a table: the day, what it is of, and its figures."""
    return pd.DataFrame(rows, columns=["date", *labels, *figures])


def write_plan(plan: Plan, path: Path) -> None:
    """A file of budgets: a month and channel a row."""
    heads, months, sums = plan
    rows = [(channel, month, each[place]) for place, month in enumerate(months) for channel, each in sums.items()]
    pd.DataFrame(rows, columns=heads).to_csv(path, index=False)
