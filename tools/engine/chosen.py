"""Which rows of an answer are kept, and in which order."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select

from tools.engine.values import measure
from tools.semantics.question import PART, PERIOD, Condition, Question

OPERATORS = {">": "__gt__", ">=": "__ge__", "<": "__lt__", "<=": "__le__"}


def chosen_rows(question: Question, cut: Subquery) -> Select[Any]:
    """The rows that pass every condition, in order, as many as were asked for; `rows_total` counts all that pass."""
    passing = [_passes(entry, place, cut) for place, entry in enumerate(question.having)]
    statement = select(*cut.c, func.count().over().label("rows_total")).where(*passing)
    if not question.keys:
        return statement
    if question.limit and question.limited_in:
        return _in_each(question, cut, passing)
    return statement.order_by(*_ordering(question, cut)).limit(question.limit)


def _in_each(question: Question, cut: Subquery, passing: list[ColumnElement[bool]]) -> Select[Any]:
    """The first rows of each value of a dimension, or of each period and part."""
    homes = [cut.c[f"key_{name}"] for name in question.limited_in]
    place = func.row_number().over(partition_by=homes, order_by=_ordering(question, cut))
    ranked = (
        select(*cut.c, func.count().over().label("rows_total"), place.label("place")).where(*passing).subquery("ranked")
    )
    kept = select(*(column for column in ranked.c if column.name != "place")).where(ranked.c.place <= question.limit)
    return kept.order_by(*(ranked.c[f"key_{name}"] for name in question.limited_in), ranked.c.place)


def _passes(entry: Condition, place: int, cut: Subquery) -> ColumnElement[bool]:
    compare = getattr(cut.c[measure(entry)], OPERATORS[entry.operator])
    return and_(compare(cut.c[f"bar_{place}"]))


def _ordering(question: Question, cut: Subquery) -> list[ColumnElement[Any]]:
    name, descending = question.ordered
    averaged = f"{name}_per_{question.average}"  # rows of unlike many days are ranked by what is told of them
    column = cut.c[next(one for one in (averaged, name, f"key_{name}") if one in cut.c)]
    apart = [cut.c[f"key_{key}"] for key in question.keys if key in (PERIOD, PART)]
    ordering = [case((column.is_(None), 1), else_=0), column.desc() if descending else column.asc()]
    return [*apart, *ordering, *(cut.c[f"key_{key}"] for key in question.group_by)]
