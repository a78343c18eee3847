"""The rows of an answer as the conversation keeps them: the next message may point at one of them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from tools.engine.table import Table
from tools.tool import Numbers, ToolResult

MOST: Final = 50


def shown_in(results: Sequence[ToolResult]) -> dict[str, Any]:
    """The rows of the last table that tells of one kind of names or days; empty where none does."""
    for result in reversed(results):
        if isinstance(result, Numbers) and len(result.question.group_by) == 1 and result.rows:
            return _kept(result, result.tables[0])
    return {}


def _kept(result: Numbers, table: Table) -> dict[str, Any]:
    name = result.question.group_by[0]
    by = result.question.order_by or result.question.metrics[0]
    if not {name, by} <= {column.name for column in table.columns}:
        return {}
    rows, figures = [str(cell) for cell in table.column(name)[:MOST]], table.column(by)
    known = [figure for figure in figures if isinstance(figure, int | float)]
    rises, falls = (all(sign * left <= sign * right for left, right in pairwise(known)) for sign in (1, -1))
    ordered = (rises or falls) and len(known) == len(figures)
    return {
        "dimension": name,
        "values": rows,
        "by": by if ordered else "",
        "rising": rises,
        "complete": len(rows) == table.rows_total,
    }
