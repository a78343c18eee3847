"""References: `{r1.facebook.spend}` in a model's text becomes what that cell says: figure, unit, name, direction."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.channel_names import plain
from ingest.texts import Language, say
from tools.engine.table import Cell, Column, Table
from tools.semantics.metrics import METRICS
from tools.tool import Numbers, ToolResult
from tools.words import wording
from tools.words.gender import gender
from tools.words.labels import cell_text, column_title, companion

REFERENCE: Final = re.compile(r"\{\s*r(\d+)((?:\.[^.{}]+)+)\s*\}", re.I)
_PARTS: Final = ("previous", "change", "share")


def filled(text: str, results: Sequence[ToolResult], language: Language) -> str:
    """The text with every reference replaced that leads to a cell; one that leads nowhere stays and is not said.

    >>> filled("Hello {r1.facebook.spend}", [], "en")
    'Hello {r1.facebook.spend}'
    """
    return REFERENCE.sub(lambda match: _said(match, results, language) or match[0], text)


def _said(match: re.Match[str], results: Sequence[ToolResult], language: Language) -> str:
    place, words = int(match[1]) - 1, [word.strip() for word in match[2].strip(".").split(".")]
    if not 0 <= place < len(results):
        return ""
    result = results[place]
    if _names_no_row(result, words[0]):
        words = ["total", *words]
    if words == ["days"]:
        return wording.day_range(result.period.start, result.period.end, language) if result.period else ""
    if words[0] == "change" and len(words) == 2:
        words = ["1", words[1], "change"]
    return _cell(result, words, language)


def _names_no_row(result: ToolResult, said: str) -> bool:
    """Whether a reference begins with a measure, and the result has one row or a whole that it can only be of."""
    table = next(iter(result.tables), None)
    if table is None or said.lower() not in METRICS or said.lower() not in {column.name for column in table.columns}:
        return False
    return len(table.rows) == 1 or (isinstance(result, Numbers) and result.total is not None)


def _cell(result: ToolResult, words: Sequence[str], language: Language) -> str:
    whole = result.total if isinstance(result, Numbers) and words[0] == "total" else None
    table = whole or next(iter(result.tables), None)
    row = _row(table, words[0], language) if table else None
    if table is None or row is None:
        return ""
    if len(words) == 1:
        return cell_text(row[0], table.columns[0], language)
    metric, part = _column(words[1], table, language), words[2] if len(words) > 2 else ""
    if part == "change":
        return moved(row, table, metric, language)
    name = f"{metric}_{part}" if part else metric
    return next(
        (cell_text(row[place], column, language) for place, column in enumerate(table.columns) if column.name == name),
        "",
    )


def _row(table: Table, said: str, language: Language) -> list[Cell] | None:
    """A row by its number, or by its name in any spelling; the only row by anything."""
    if said.isdigit() and 0 < int(said) <= len(table.rows):
        return table.rows[int(said) - 1]
    if len(table.rows) == 1 and said in ("total", "row", "all"):
        return table.rows[0]
    wanted = _key(said)
    for row in table.rows:
        named = [cell for cell, column in zip(row, table.columns, strict=True) if column.unit in ("text", "day")]
        spelled = (
            {_key(str(cell)) for cell in named} | {_key(cell_text(named[0], table.columns[0], language))}
            if named
            else set()
        )
        if wanted in spelled:
            return row
    return None


def _key(name: str) -> str:
    return plain(name).replace(" ", "")


def _column(said: str, table: Table, language: Language) -> str:
    """A column by its key or its heading."""
    for column in table.columns:
        if said.lower() in (column.name, column_title(column.name, language).lower()):
            return column.name
    return said.lower()


def moved(row: Sequence[Cell], table: Table, metric: str, language: Language) -> str:
    """How a metric moved, in a verb with its figure: "fell by 1.7 pp", "выросла на 4,1 %"."""
    names = [column.name for column in table.columns]
    if metric not in METRICS or metric not in names or f"{metric}_previous" not in names:
        return ""
    now, before = row[names.index(metric)], row[names.index(f"{metric}_previous")]
    if not isinstance(now, int | float) or not isinstance(before, int | float):
        return ""
    if METRICS[metric].style == "percent":
        figure = wording.points(abs(now - before), language).lstrip("+")
    elif before:
        figure = wording.percent(abs(now - before) / abs(before), language)
    else:
        return ""
    way = "same" if now == before else "rose" if now > before else "fell"
    return say(f"reference-{way}", language, figure=figure, form=gender(METRICS[metric].titles["ru"]))


def addressed(result: ToolResult, number: int, language: Language) -> str:
    """A result's heading for a model: how its cells are referred to."""
    table = next(iter(result.tables), None)
    if table is None or not table.rows:
        return f"[r{number}]"
    metrics = ", ".join(
        column.name for column in table.columns if companion(column.name)[1] == "" and column.name in METRICS
    )
    if table.columns[0].unit in ("text", "day"):
        first = _short(table.rows[0][0], table.columns[0], language)
        return f"[r{number}: refer as {{r{number}.{first}.{metrics.partition(',')[0] or 'value'}}}; metrics {metrics}]"
    return f"[r{number}: refer as {{r{number}.total.{metrics.partition(',')[0]}}}; metrics {metrics}]"


def _short(cell: Cell, column: Column, language: Language) -> str:
    text = str(cell) if column.name == "channel" else cell_text(cell, column, language)
    return text if "." not in text and len(text) < 24 else "1"


__all__ = ["addressed", "filled", "moved"]
