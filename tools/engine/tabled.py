"""From rows of the database to the table of an answer: titles stay keys, cells raw numbers with units."""

from typing import Any

from sqlalchemy.engine import Row

from tools.engine.table import Cell, Column, Table
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import PART, PERIOD, Question

COMPANIONS = (
    "previous",
    "change",
    "change_abs",
    "share",
    "running",
    "per_day",
    "per_week",
    "per_month",
    "per_quarter",
    "per_year",
    "pace",
)


def table_of(
    question: Question, keys: tuple[str, ...], rows: list[Row[Any]], catalogue: Catalogue, currency: str
) -> Table:
    """The rows under `keys`, the metrics and what stands beside each."""
    names = _columns(question, keys, rows)
    columns = [Column(name=name, unit=_unit(name, currency)) for name in names]
    total = int(getattr(rows[0], "rows_total", 1)) if rows else 0
    cells = [list(row) for row in zip(*(_cells(question, rows, name, catalogue) for name in names), strict=True)]
    return Table(columns=columns, rows=cells, rows_total=max(total, len(cells)), complete=len(cells) >= total)


def _columns(question: Question, keys: tuple[str, ...], rows: list[Row[Any]]) -> list[str]:
    present = set(rows[0]._fields) if rows else set()
    names = list(keys)
    for metric in question.metrics:
        names.append(metric)
        names.extend(f"{metric}_{companion}" for companion in COMPANIONS if f"{metric}_{companion}" in present)
    return names


def _unit(name: str, currency: str) -> str:
    if name in (PERIOD, PART):
        return "text"
    if name in DIMENSIONS:
        return DIMENSIONS[name].unit
    if name.endswith(("_change", "_share")):
        return "ratio"
    base = (
        name
        if name in METRICS
        else next(name.removesuffix(f"_{part}") for part in COMPANIONS if name.endswith(f"_{part}"))
    )
    unit = METRICS[base].unit
    return f"money:{currency}" if unit == "money" else unit


def _cells(question: Question, rows: list[Row[Any]], name: str, catalogue: Catalogue) -> list[Cell]:
    """One column of the answer."""
    if not rows:
        return []
    keyed = name in DIMENSIONS or name in (PERIOD, PART)
    place = rows[0]._fields.index(f"key_{name}" if keyed else name)
    values = [row[place] for row in rows]
    if name == PERIOD:
        return [question.periods[value] for value in values]
    if name == "campaign":
        return [catalogue.campaign_labels.get(value, str(value)) for value in values]
    if keyed:
        return values
    counted = name in METRICS and METRICS[name].unit == "count"
    return [_number(value, counted=counted) for value in values]


def _number(value: float | None, *, counted: bool) -> Cell:
    """A count without its decimal zero; a ratio or an amount as it is."""
    if value is None:
        return None
    return int(value) if counted and float(value).is_integer() else float(value)
