"""Words of direction: rose, fell, improved, grew from August to October."""

import re
from datetime import timedelta
from itertools import pairwise
from typing import Final

from tools.claims.bound import UP
from tools.claims.counting import whole_steps
from tools.claims.mark import Mark, listed
from tools.claims.predicates import sign_of, test_of_move, values_of
from tools.claims.ranks import MOVES
from tools.claims.rows import Row
from tools.claims.scope import Scope
from tools.semantics.dimensions import ALONG
from tools.semantics.question import Window

_BOTH: Final = re.compile(r"both|оба|обе", re.I)


def bear_since(scope: Scope) -> None:
    """Such as "has grown since August": from row to row until the data end; or the days told of begin there."""
    for word in scope.sentence.of("since"):
        begun = scope.sentence.after(word, "period")[:1]
        moves = [one for one in scope.sentence.of(*MOVES) if one.start in scope.sentence.borne]
        told = {row.window for row in scope.evidence.rows if row.window and not row.own}
        until = {window.end for window in told if begun and window.start == begun[0].value.start}
        to_the_end = any(end >= scope.evidence.today - timedelta(days=1) for end in until)
        if to_the_end or (begun and moves and all(_moves_on(scope, one, begun[0]) for one in moves)):
            scope.sentence.bear(word, *begun)


def _moves_on(scope: Scope, word: Mark, begun: Mark) -> bool:
    """Whether every whole step from some days on went that way."""
    metric = scope.metric(word)
    for block in scope.evidence.tables():
        rows = [row for row in whole_steps(scope, block).rows if row.window and row.window.start >= begun.value.start]
        values = values_of(rows, metric)
        sign = sign_of(word, metric)
        if block.by[0] in ALONG and len(values) > 1 and sign:
            return all((after - before) * sign > 0 for before, after in pairwise(values))
    return False


def bear_moves(scope: Scope) -> None:
    """Bears out every word of direction whose metric moved so, and the words that bend it."""
    sentence = scope.sentence
    for word in sentence.of(*MOVES):
        if word.start in sentence.borne or not (_moved_so(scope, word) or _may_have_moved(scope, word)):
            continue
        if _course(scope, word):
            sentence.bear(*scope.inside(word, "all", "rate"))
        if word.kind in ("halved", "doubled"):
            sentence.bear(*[one for one in sentence.of("more") if 0 <= word.start - one.end <= 7])
        both = (len(scope.metrics(word)) > 1 or not scope.metrics(word)) and not scope.subject(word)[1:]
        sentence.bear(word, *scope.inside(word, "slight", "sharp"), *(scope.inside(word, "all") if both else ()))


def _may_have_moved(scope: Scope, word: Mark) -> bool:
    """In a question that names no metric: whether some metric of the names went that way."""
    if not scope.sentence.asks or scope.sentence.has("metric", "figure"):
        return False
    rows = scope.rows(scope.subject(word), word)
    return any(test_of_move(scope, word, metric)(row) for row in rows for metric in row.units)


def _moved_so(scope: Scope, word: Mark) -> bool:
    course = _course(scope, word)
    if course is not None:
        return course
    metrics = scope.metrics(word)
    rows = scope.rows(scope.subject(word), word)
    if not metrics:
        units = list(rows[0].units) if rows else []
        metrics = units if len(units) == 1 or len(units) == _counted(scope, word) else []
    together = scope.sentence.has("all") or re.search(r"\bboth\b|\bоба\b|\bи\b.*\bи\b|\band\b", scope.sentence.text)
    tested = metrics if together and len(metrics) > 1 else [scope.metric(word) or (metrics[0] if metrics else "")]
    if not windows_fit(scope, word):
        return False
    names = scope.subject(word)
    return bool(tested) and all(_any_row(scope, rows, names, word, metric) for metric in tested)


def _counted(scope: Scope, word: Mark) -> int:
    """How many figures a sentence means that names none: "both", "on both counts"."""
    return 2 if any(_BOTH.fullmatch(one.text) for one in scope.inside(word, "all")) else 0


def windows_fit(scope: Scope, word: Mark) -> bool:
    """Days said beside a move are one of the two periods compared, or a course of months."""
    compared = {row.compared for row in scope.evidence.rows} | {row.window for row in scope.evidence.rows}
    return all(one.value in compared for one in scope.inside(word, "period"))


def _any_row(scope: Scope, rows: list[Row], names: list[Mark], word: Mark, metric: str) -> bool:
    test = test_of_move(scope, word, metric)
    wanted = listed(names)
    if not wanted:
        return any(test(row) for row in rows) or _contributed(rows, word)
    return all(
        any(test(row) or _contributed([row], word) for row in rows if name in row.names or not row.own)
        for name in wanted
    ) and bool(rows)


def _contributed(rows: list[Row], word: Mark) -> bool:
    """Pulled a change up or down."""
    sign = 1 if word.kind in UP else -1
    return any(
        value * sign > 0
        for row in rows
        for (_, part), value in row.figures.items()
        if part == "contribution" and not any(p == "previous" for _, p in row.figures)
    )


def _within(timed: list[Row], periods: list[Mark]) -> list[Row]:
    """Rows whose days lie in one of the periods, as they come."""
    inside = [
        (row.window.start, row) for row in timed if row.window and any(_holds(one.value, row.window) for one in periods)
    ]
    return [row for _, row in sorted(inside, key=lambda pair: pair[0])]


def _holds(period: Window, days: Window) -> bool:
    return period.start <= days.start and days.end <= period.end


def _course(scope: Scope, word: Mark) -> bool | None:
    """Such as "from August to October", from row to row; None where no rows of days are named."""
    timed = [row for row in scope.evidence.rows if any(name in ALONG for name, _ in row.own)]
    periods = scope.sentence.of("period")
    if not timed or not periods:
        return None
    whole = [row for block in scope.evidence.tables() for row in whole_steps(scope, block).rows]
    metric = scope.metric(word) or next(iter(timed[0].units), "")
    sign = sign_of(word, metric)
    inside = [row for row in _within(timed, periods) if row in whole or any(row.window == one.value for one in periods)]
    values = values_of(inside, metric)
    if len(values) < max(2, len(inside)) or not sign:
        return False
    return all((after - before) * sign > 0 for before, after in pairwise(values))
