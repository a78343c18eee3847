"""Whether the data could have borne a claim out: one that they could and did not is false."""

import re
from typing import Final

from tools.claims.accounting import FIGURE, Reason
from tools.claims.binding import beside, candidates
from tools.claims.bound import direction_near
from tools.claims.conditions import counts_rows, test_in
from tools.claims.counting import blocks_of, whole_steps
from tools.claims.days import day_marks
from tools.claims.evidence import EARLIER
from tools.claims.mark import Mark, figure_of, listed
from tools.claims.predicates import blocks_with, passing
from tools.claims.ranks import MOVES
from tools.claims.roles import ABOUT, role_of
from tools.claims.scope import PLACED, Scope

_AND: Final = re.compile(r"\s*(?:and|и|,)\s+[^\W\d]", re.I)
NEAR: Final = 0.05
"""How far from a cell a vague figure may lie and still be no false one."""
_WHO: Final = re.compile(r"\W*(?:и |and |but |а )?(?:it|they|he|she|он|она|оно|они)(?:\s+же)?\b", re.I)
"""Somebody of the sentence before."""
PREDICATES: Final = frozenset({"gains_money", "loses_money", "more", "less", *MOVES})
"""What a quantifier is said of: true of the whole is not true of all."""


def _has_candidates(scope: Scope, mark: Mark) -> bool:
    """Whether some cell could be the figure's."""
    return not counts_rows(scope, mark) and bool(scope.metric(mark)) and next(candidates(scope, mark), None) is not None


def decidable(scope: Scope, mark: Mark) -> bool:
    """Whether the data could have borne the claim out, so that not doing so makes it false."""
    if _is_unread(scope, mark):
        return False
    if mark.kind in ("all", "only", "none", "majority"):
        return _counted(scope)
    if mark.kind == "figure":
        return not (_of_unsaid(scope, mark) or _is_near(scope, mark)) and (
            _counted(scope) or _has_candidates(scope, mark)
        )
    rows, metric = scope.rows(scope.subject(mark), mark), scope.metric(mark)
    if mark.kind in ("gains_money", "loses_money", "barely"):
        return any({("revenue", ""), ("spend", "")} <= set(row.figures) for row in rows) or _counted(scope)
    if mark.kind in ("best", "worst", "most", "least", *PLACED, "order"):
        return bool(metric) and bool(blocks_with(scope, listed(scope.subject(mark)), metric))
    known = {(metric, ""), (metric, "previous")} - ({(metric, "previous")} if mark.kind == "fraction" else set())
    return bool(metric) and any(known <= set(row.figures) for row in rows)


def uncounted(scope: Scope, mark: Mark) -> Reason | None:
    """Why something can't be said of as many as a sentence counts: nothing bears the count out, nor can it be told."""
    if mark.kind not in PREDICATES or _counted(scope):
        return None
    counts = [one for one in scope.sentence.of("figure") if counts_rows(scope, one)]
    open_counts = [one for one in counts if one.start not in scope.sentence.borne]
    return Reason(key=FIGURE, words=open_counts[0].text) if open_counts else None


def _is_unread(scope: Scope, mark: Mark) -> bool:
    """Whether whose days, whom or which of several prices a claim is about is left to be understood."""
    start, end = scope.clause(mark)
    days = [one for one in day_marks(scope.sentence) if start <= one.start < end]
    if mark.kind == "figure" and days and all(one.value == EARLIER for one in days):
        return True
    if mark.kind in ("best", "worst", "most", "least") and not scope.sentence.has("name"):
        return bool(_WHO.match(scope.sentence.text))
    return mark.kind in ("cheaper", "dearer") and bool(scope.object(mark)) and bool(scope.subject(mark))


def _is_near(scope: Scope, mark: Mark) -> bool:
    """Whether a vague figure lies near a cell, or one of how far something moved is told without the way it went."""
    value = float(figure_of(mark).value)
    vague = bool(ABOUT.search(scope.sentence.text[: mark.start]) or beside(scope, mark))
    undirected = role_of(scope, mark) == "by" and not direction_near(scope, mark)
    for found in candidates(scope, mark):
        if vague and abs(found.exact - value) <= NEAR * abs(value):
            return True
        if undirected and abs(abs(found.exact) - value) <= float(figure_of(mark).step) / 2:
            return True
    return False


def _of_unsaid(scope: Scope, mark: Mark) -> bool:
    """Whether it may be a figure of something the sentence has no known word for: "spent 8 and got 17"."""
    metrics = [one for one in scope.inside(mark, "metric") if one.end <= mark.start]
    figures = [one for one in scope.inside(mark, "figure") if one.end <= mark.start]
    if not metrics or not figures or metrics[-1].end > figures[-1].start or scope.inside(mark, "name"):
        return False
    return bool(_AND.match(scope.sentence.between(figures[-1].end, mark.start)))


def _counted(scope: Scope) -> bool:
    """Whether everything counted in the sentence can be counted in the data."""
    test = test_in(scope)
    blocks = blocks_of(scope)
    rows = {name for block in blocks for row in block.rows for name in row.own}
    if test is None or set(listed(scope.sentence.of("name"))) - rows:
        return False
    return any(passing(whole_steps(scope, block), test[0]) is not None for block in blocks)
