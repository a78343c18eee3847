"""Parts of a whole: more than a third of the spend, the bulk of it, only as many as few others have."""

import re
from collections.abc import Callable
from typing import Final

from tools.claims.mark import Mark, figure_of, listed
from tools.claims.predicates import blocks_with, sign_of, values_of
from tools.claims.ranks import MOVES
from tools.claims.roles import ABOUT
from tools.claims.scope import Scope
from tools.semantics.metrics import METRICS

_NEARLY: Final = (
    "about|around|roughly|over|more than|almost|nearly|just under|just over|close to|почти|примерно|около|более чем"
)
BY: Final = re.compile(rf"\b(?:by|на)\W*$|\b(?:by|на) (?:{_NEARLY})\s*$")
"""What stands before a figure that says how far something moved."""

_LITTLE: Final = re.compile(r"only|just|всего|лишь|только", re.I)
MAJORITY: Final = 0.5
TOGETHER: Final = re.compile(r"\b(?:together|combined|between them|вместе|в сумме|суммарно)\b", re.I)
NEAR: Final = 8
"""Characters between a part and a word that says how far above or below it something is."""


def _about(value: float, said: float) -> bool:
    return abs(value - said) <= 0.06 * max(said, 0.34)


_BOUNDS: Final[tuple[tuple[re.Pattern[str], Callable[[float, float], bool]], ...]] = (
    (re.compile(r"more than|over|больше|более"), lambda value, said: said < value <= said * 1.35),
    (re.compile(r"less than|under|меньше|менее"), lambda value, said: said * 0.7 <= value < said),
    (re.compile(r"almost|nearly|почти"), lambda value, said: said * 0.85 <= value < said),
)


def bear_fractions(scope: Scope) -> None:
    """More than a third of the spend; about a fifth of what it spent."""
    sentence = scope.sentence
    for mark in sentence.of("fraction"):
        metric = scope.metric(mark)
        near = sentence.text[max(0, mark.start - 14) : mark.start].lower()
        bound = next((fits for words, fits in _BOUNDS if words.search(near)), _about)
        values = _parts_of(scope, mark, metric)
        if any(bound(value, mark.value) for value in values):
            sentence.bear(
                mark,
                *[one for one in sentence.of("more", "less", "lost", "than_spent") if abs(one.start - mark.start) < 60],
                *[one for one in sentence.of("whole", "all") if 0 <= one.start - mark.end <= 1],
                *[one for one in sentence.of("whole") if TOGETHER.fullmatch(one.text)],
                *[one for one in sentence.of("slight") if 0 <= mark.start - one.end <= NEAR and one.end < mark.start],
            )


def bear_most_of(scope: Scope, word: Mark) -> None:
    """Such as "mobile takes the lion's share of the spend": more than half of the whole."""
    rows, metric = [row for row in scope.rows(scope.subject(word), word) if row.own], scope.metric(word)
    wholes = values_of(scope.evidence.wholes, metric) if metric else []
    siblings = [sum(values_of(block.rows, metric)) for block in scope.evidence.tables() if block.complete]
    whole = max([*wholes, *siblings], default=0.0)
    if scope.subject(word) and rows and whole and sum(values_of(rows, metric)) > MAJORITY * whole:
        scope.sentence.bear(word)


def bear_little(scope: Scope, word: Mark) -> None:
    """Such as "only 54 conversions": a figure that is borne out and below the middle of its table."""
    figure = next((one for one in scope.sentence.after(word, "figure") if _is_right_behind(scope, word, one)), None)
    if figure is None or figure.start not in scope.sentence.borne or not _LITTLE.fullmatch(word.text):
        return
    metric = scope.metric(figure)
    for block in blocks_with(scope, listed(scope.names_of_figure(figure)), metric):
        values = sorted(values_of(block.rows, metric))
        if values and _value(figure, metric) < values[-1] and _value(figure, metric) <= values[len(values) // 2]:
            scope.sentence.bear(word)


def _is_right_behind(scope: Scope, word: Mark, figure: Mark) -> bool:
    return len(ABOUT.sub("", scope.sentence.between(word.end, figure.start)).strip()) == 0


def _value(figure: Mark, metric: str) -> float:
    said = figure_of(figure)
    return float(said.value) / (100 if said.unit == "percent" and metric in METRICS else 1)


def _parts_of(scope: Scope, mark: Mark, metric: str) -> list[float]:
    rows = scope.rows(scope.subject(mark), mark)
    turns = scope.inside(mark, *MOVES)
    if turns and BY.search(scope.sentence.text[: mark.start]):
        sign = sign_of(turns[0], metric)
        return [abs(change) for change in values_of(rows, metric, "moved") if change * sign > 0]
    if scope.inside(mark, "lost"):
        spent = [(row.figures.get(("spend", "")), row.figures.get(("revenue", ""))) for row in rows]
        return [(spend - revenue) / spend for spend, revenue in spent if spend and revenue is not None]
    parts = values_of([row for row in rows if row.own], metric)
    if len(listed(scope.subject(mark))) > 1 and TOGETHER.search(scope.sentence.text):
        parts = [sum(parts)] if len(parts) == len(listed(scope.subject(mark))) else []
    return [part / whole for part in parts for whole in values_of(scope.evidence.wholes, metric) if whole]
