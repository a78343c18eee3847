"""The number gate: every figure of an answer must come out of a tool's result, as it is, rounded, or simply derived."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import permutations

from tools.engine.table import Column, Table
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.tool import Numbers, ToolResult
from tools.words.labels import companion
from tools.words.numbers import Figure, Unit, find_numbers

PAIRED_ROWS = 40
"""Differences and ratios are tried between the first rows of a table: what a reader would compare."""
COUNTED = Decimal(20)
"""Whole numbers up to this, bare of units, may count things the results list."""


@dataclass
class Grounds:
    """Everything an answer may say, by the unit in which it may say it."""

    values: dict[Unit | None, set[Decimal]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Texts of the results: a figure inside a campaign's name is part of the name."""

    def add(self, value: Decimal, *units: Unit | None) -> None:
        """Lets `value` be said in these units."""
        for unit in units:
            self.values.setdefault(unit, set()).add(value)

    def allow(self, figure: Figure) -> bool:
        """Whether some value reads as this figure; a sign may be told in words ("fell by 5 %")."""
        known = self.values.get(figure.unit, set())
        return any(figure.shows(value) or figure.shows(-value) for value in known)


def ungrounded(text: str, question: str, results: Sequence[ToolResult]) -> list[str]:
    """The figures of `text` that no result explains, as they are written there.

    Dates, periods, figures inside names, and figures that the question itself brought are not claims.
    """
    grounds = _grounds(results)
    claimed = _without_names(text, grounds.names)
    asked = [figure for figure in find_numbers(question) if not figure.is_date]
    return [
        text[slice(*figure.span)].strip()
        for figure in find_numbers(claimed)
        if not (figure.is_date or figure.in_word or _from_question(figure, asked) or grounds.allow(figure))
    ]


def _from_question(figure: Figure, asked: Iterable[Figure]) -> bool:
    return any(figure.value == other.value and figure.unit in (other.unit, None) for other in asked)


def _without_names(text: str, names: Iterable[str]) -> str:
    """The text with names blanked out, every position kept."""
    with_digits = sorted((name for name in names if any(mark.isdigit() for mark in name)), key=len, reverse=True)
    for name in with_digits:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        text = pattern.sub(lambda match: "\N{MIDDLE DOT}" * len(match.group()), text)
    return text


def _grounds(results: Sequence[ToolResult]) -> Grounds:
    grounds = Grounds()
    for result in results:
        for table in result.tables:
            _add_table(grounds, table)
        for value in result.facts.values():
            for number in _numbers(value):
                grounds.add(number, None, "money", "times")
                grounds.add(number * 100, "percent", "pp")
        if isinstance(result, Numbers):
            _add_whole(grounds, result)
            _add_question(grounds, result.question)
    return grounds


def _numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield Decimal(str(value))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _numbers(part)


def _add_whole(grounds: Grounds, result: Numbers) -> None:
    if result.total is not None:
        _add_table(grounds, result.total)
        if result.tables:
            _add_shares(grounds, result.tables[0], result.total)


def _add_question(grounds: Grounds, question: Question) -> None:
    """What was asked may be repeated: the limit, thresholds, the length of the period."""
    if question.limit:
        grounds.add(Decimal(question.limit), None)
    for window in filter(None, (question.window, question.compared)):
        grounds.add(Decimal(window.days), None)
    for entry in question.having:
        value = Decimal(str(entry.value))
        grounds.add(value, None, "money", "times")
        grounds.add(value * 100, "percent")


def _add_table(grounds: Grounds, table: Table) -> None:
    grounds.add(Decimal(table.rows_total), None)
    grounds.add(Decimal(len(table.rows)), None)
    for count in range(1, min(len(table.rows), int(COUNTED)) + 1):
        grounds.add(Decimal(count), None)
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        if column.unit in ("text", "day"):
            grounds.names.update(str(cell) for cell in cells if isinstance(cell, str) and cell)
            continue
        _add_column(grounds, column, [Decimal(str(cell)) for cell in cells if _is_number(cell)])


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool | date)


def _add_column(grounds: Grounds, column: Column, values: list[Decimal]) -> None:
    for value in values:
        _add_value(grounds, column, value)
    few = values[:PAIRED_ROWS]
    for one, other in permutations(few, 2):
        _add_difference(grounds, column, one - other)
        if other:
            grounds.add(one / other, "times")
            grounds.add(100 * (one - other) / abs(other), "percent")
    if _adds_up(column) and values:
        whole = sum(values, Decimal(0))
        _add_value(grounds, column, whole)
        for part in (values, values[1:], values[:-1], values[1:-1]):  # a course leaves out cut-off ends
            _add_value(grounds, column, sum(part, Decimal(0)) / max(1, len(part)))
        for value in values if whole else ():
            grounds.add(100 * value / whole, "percent")


def _adds_up(column: Column) -> bool:
    metric, suffix = companion(column.name)
    return suffix in ("", "previous") and metric in METRICS and METRICS[metric].additive


def _add_value(grounds: Grounds, column: Column, value: Decimal) -> None:
    if column.unit.startswith("money"):
        grounds.add(value, "money", None)
    elif column.unit == "ratio":
        grounds.add(value * 100, "percent")
        grounds.add(value, "times", None)
    else:
        grounds.add(value, None)


def _add_difference(grounds: Grounds, column: Column, difference: Decimal) -> None:
    if column.unit == "ratio":
        grounds.add(difference * 100, "pp", "percent")
        grounds.add(difference, None, "times")
    else:
        _add_value(grounds, column, difference)


def _add_shares(grounds: Grounds, table: Table, total: Table) -> None:
    """Each row's part of the whole, and how far its ratio stands from the whole's."""
    for place, column in enumerate(total.columns):
        whole = total.rows[0][place]
        if not _is_number(whole) or column.name not in [known.name for known in table.columns]:
            continue
        base = Decimal(str(whole))
        for cell in table.column(column.name):
            if _is_number(cell) and base:
                value = Decimal(str(cell))
                grounds.add(100 * value / base, "percent")
                grounds.add(100 * (value - base) / abs(base), "percent")
                grounds.add(value / base, "times")
                _add_difference(grounds, column, value - base)
