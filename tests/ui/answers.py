"""Answers as the agent gives them, for tests of what is drawn from them."""

from datetime import date
from typing import Any

from agent.answer import Answer
from tools.engine.table import Cell, Column, Table

UNITS = {"channel": "text", "campaign": "text", "day": "day", "spend": "money:RUB", "roi": "ratio", "cpa": "money:RUB"}


def table(names: list[str], *rows: list[Cell], total: int | None = None, title: str = "") -> Table:
    columns = [Column(name=name, unit=_unit(name)) for name in names]
    count = len(rows) if total is None else total
    return Table(title=title, columns=columns, rows=list(rows), rows_total=count, complete=count == len(rows))


def _unit(name: str) -> str:
    return "ratio" if name.endswith("_change") else UNITS[name.removesuffix("_previous")]


def answer(*tables: Table, **values: Any) -> Answer:
    known: dict[str, Any] = {
        "question": "?",
        "language": "ru",
        "mode": "planner",
        "status": "answered",
        "answer": "**ROI**: 12 %",
        "tables": list(tables),
        "as_of": date(2026, 11, 21),
    }
    return Answer(**{**known, **values})
