"""What a claim without a figure was decided by: the cells of whom it speaks, and of whom it holds them against."""

from collections.abc import Iterator, Sequence
from typing import Final

from tools.claims.bound import Bound
from tools.claims.days import COMPARING
from tools.claims.mark import Mark, listed
from tools.claims.predicates import end_rows
from tools.claims.ranks import MOVES
from tools.claims.rows import Row
from tools.claims.scope import RANKS, Scope

MOST: Final = 4
"""Cells that are told at once."""
_PAYS: Final = ("roi", "profit", "revenue", "spend")


def cells_of(scope: Scope, mark: Mark) -> tuple[Bound, ...]:
    """The cells behind a verdict, those of the subject first; none where it speaks of a whole table."""
    return tuple(_cells(scope, mark))[:MOST]


def _cells(scope: Scope, mark: Mark) -> Iterator[Bound]:
    metrics = _metrics(scope, mark)
    rows = _rows(scope, mark)
    for row in rows:
        for metric in metrics:
            for part in _parts(scope, mark, row):
                if (metric, part) in row.figures:
                    yield Bound(row=row, metric=metric, part=part, exact=row.figures[metric, part])


def _metrics(scope: Scope, mark: Mark) -> Sequence[str]:
    if mark.kind in ("gains_money", "loses_money", "barely"):
        held = {metric for row in scope.evidence.rows for metric in row.units}
        return [metric for metric in _PAYS if metric in held][: 1 if "roi" in held else None]
    return [metric for metric in [scope.metric(mark)] if metric]


def _rows(scope: Scope, mark: Mark) -> list[Row]:
    """Those of the names told of, of the ones they are held against, and of the one at the end of a ranking."""
    names = list(dict.fromkeys([*listed(scope.subject(mark)), *listed(scope.object(mark))]))
    rows = [row for name in names for row in scope.evidence.about([name])]
    if not names:
        rows = scope.timed(mark) or list(scope.evidence.wholes)
    ends = [row for row in end_rows(scope, mark) if row not in rows] if mark.kind in RANKS else []
    return [*rows, *ends]


def _parts(scope: Scope, mark: Mark, row: Row) -> Sequence[str]:
    beside = mark.kind in MOVES or (mark.kind in COMPARING and not scope.object(mark))
    return ("", "previous") if beside else ("",)
