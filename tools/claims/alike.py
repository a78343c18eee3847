"""Words of equality: that names, days or two periods have nearly the same."""

from typing import Final

from tools.claims.mark import Mark, listed
from tools.claims.predicates import SAME, values_of
from tools.claims.scope import Scope

ALIKE: Final = 0.05
"""Rows that differ by no more of the largest are alike."""


def _same(scope: Scope, word: Mark) -> bool:
    metric = scope.metric(word)
    subject = scope.subject(word)
    rows = scope.rows(subject, word)
    others = scope.inside(word, "name")
    if len(listed(subject)) == 1 and len(listed(others)) == 2:
        subject, rows = others, scope.rows(others, word)
    if not subject and not any("previous" in parts for row in rows for _, parts in row.figures):
        return _all_alike(scope, word, metric)
    if len(listed(subject)) > 1:
        known = values_of(rows, metric)
        return len(known) >= len(listed(subject)) and max(known) - min(known) <= SAME * max(
            abs(value) for value in known
        )
    changes = values_of(rows, metric, "moved")
    return bool(changes) and all(abs(change) <= SAME for change in changes)


def _all_alike(scope: Scope, word: Mark, metric: str) -> bool:
    """Whether all rows of a whole table, or those of the days said, have nearly the same."""
    windows = [one.value for one in scope.sentence.of("period")]
    timed = [row for row in scope.evidence.rows if row.own and row.window in windows]
    groups = [timed] if len(timed) > 1 else [block.rows for block in scope.evidence.tables() if block.complete]
    for rows in groups:
        known = values_of(rows, metric)
        if len(known) == len(rows) > 1 and max(known) - min(known) <= ALIKE * max(map(abs, known)):
            return True
    return False


def bear_same(scope: Scope, word: Mark) -> None:
    """Bears out "on par", "unchanged", "поровну"."""
    if _same(scope, word):
        scope.sentence.bear(word)
