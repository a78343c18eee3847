"""What a sentence says of two figures, metrics or names at once: ranges, speeds, cover, gaps, what each one has."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from tools.claims.binding import in_units, shows
from tools.claims.bound import DOWN, UP
from tools.claims.mark import Mark, listed
from tools.claims.predicates import blocks_with, moved, ordering, sign_of, test_of_sign
from tools.claims.rows import Block, Name, Row
from tools.claims.scope import Scope

_FROM: Final = re.compile(r"\b(?:from|between|от|с|со|между)\s+$", re.I)
_TO: Final = re.compile(r"\s*(?:to|and|до|и)\s+", re.I)
WIDE: Final = 0.5
"""A gap is wide from this part of the larger figure."""


def bear_ranges(scope: Scope) -> None:
    """Such as "from −20 % to 257 %": the lowest and the highest row, or the two ends of an interval."""
    sentence = scope.sentence
    figures = sentence.of("figure")
    for low, high in pairwise(figures):
        opened = _FROM.search(sentence.text[: low.start]) or scope.inside(low, "range")
        between = opened and _TO.fullmatch(sentence.between(low.end, high.start))
        if between and not scope.inside(low, "name", *UP, *DOWN) and _ends(scope, low, high):
            sentence.bear(low, high, *sentence.of("range"))


def bear_rows(scope: Scope) -> None:
    """Figures without names that are a column of a whole table, in its order: "1.28%, 1.25% and 1.23%"."""
    sentence, figures = scope.sentence, scope.sentence.of("figure")
    listed_so = all(_COMMA.fullmatch(sentence.between(one.end, two.start)) for one, two in pairwise(figures))
    if len(figures) < 3 or not listed_so or sentence.has("name", "period"):
        return
    metric = scope.metric(figures[0])
    for block in scope.evidence.tables():
        rows = [row for row in block.rows if (metric, "") in row.figures]
        whole = block.complete and len(rows) == len(figures)
        if whole and all(_is(scope, one, row, metric, "") for one, row in zip(figures, rows, strict=True)):
            sentence.bear(*figures)


_COMMA: Final = re.compile(r"(?:\s*,\s*|\s+)(?:(?:and|и)\s+)?", re.I)


def _ends(scope: Scope, low: Mark, high: Mark) -> bool:
    said = scope.metric(high) or scope.metric(low)
    intervals = (
        {(metric, "low"), (metric, "high")} <= set(row.figures)
        and _is(scope, low, row, metric, "low")
        and _is(scope, high, row, metric, "high")
        for row in scope.evidence.wholes
        for metric in ([said] if said else list(row.units))
    )
    return any(intervals) or any(
        _spans(scope, block, metric, low, high)
        for block in scope.evidence.tables()
        if block.complete and block.rows
        for metric in ([said] if said else list(block.rows[0].units))
    )


def _spans(scope: Scope, block: Block, metric: str, low: Mark, high: Mark) -> bool:
    """Whether the lowest and the highest row of a table are what is said."""
    rows = [row for row in block.rows if (metric, "") in row.figures]
    if not rows:
        return False
    least, most = min(rows, key=_by(metric)), max(rows, key=_by(metric))
    return _is(scope, low, least, metric, "") and _is(scope, high, most, metric, "")


def _by(metric: str) -> Callable[[Row], float]:
    return lambda row: row.figures[metric, ""]


def _is(scope: Scope, mark: Mark, row: Row, metric: str, part: str) -> bool:
    return any(shows(scope, mark, one) for one in in_units(mark, row, metric, part, row.figures[metric, part]))


def bear_speed(scope: Scope, word: Mark) -> None:
    """Such as "spend grew faster than CPA", "A grew faster than B": both went that way, the first one further."""
    sentence = scope.sentence
    if scope.object(word):
        _bear_speed_of_names(scope, word)
        return
    metrics = list(dict.fromkeys(str(one.value) for one in scope.inside(word, "metric")))
    moves = scope.inside(word, "up", "down")
    if len(metrics) != 2 or len(moves) != 1:
        return
    names = listed(scope.inside(word, "name"))
    rows = scope.evidence.about(names) if names else scope.evidence.wholes
    sign = sign_of(moves[0], metrics[0])
    for row in rows:
        one, other = moved(row, metrics[0]), moved(row, metrics[1])
        if one is not None and other is not None and one * sign > 0 and other * sign > 0:
            further = abs(one) > abs(other)
            if further == (word.kind == "faster"):
                sentence.bear(word, *moves)


def _bear_speed_of_names(scope: Scope, word: Mark) -> None:
    metric, moves = scope.metric(word), scope.inside(word, "up", "down")
    ones, others = (
        [change for row in scope.rows(names, word) if row.own and (change := moved(row, metric)) is not None]
        for names in (scope.subject(word), scope.object(word))
    )
    if not (metric and ones and others and len(moves) == 1):
        return
    sign = sign_of(moves[0], metric)
    further = all(abs(one) > abs(other) for one in ones for other in others)
    behind = all(abs(one) < abs(other) for one in ones for other in others)
    if all(change * sign > 0 for change in (*ones, *others)) and (further if word.kind == "faster" else behind):
        scope.sentence.bear(word, *moves)


def bear_cover(scope: Scope, word: Mark) -> None:
    """Revenue covers spend, or does not; what covers days or channels claims nothing here."""
    sentence = scope.sentence
    after = [one.value for one in sentence.after(word, "metric") if one in scope.inside(word, "metric")]
    if not after:
        sentence.bear(word)
        return
    if after[0] != "spend":
        return
    negated = scope.inside(word, "not")
    test = test_of_sign(positive=not negated)
    held = [test(row) for row in scope.rows(scope.subject(word), word)]
    if held and all(one is True for one in held):
        sentence.bear(word, *negated)


def bear_gap(scope: Scope, word: Mark) -> None:
    """Such as "the gap between A and B is wide"; a gap with a figure is borne out by the figure."""
    sentence, names = scope.sentence, listed(scope.inside(word, "name"))
    if sentence.has("figure") or len(names) != 2:
        return
    metric = scope.metric(word) or next(iter(ordering(scope)), "")
    for block in blocks_with(scope, names, metric):
        values = [row.figures.get((metric, "")) for name in names for row in block.rows if name in row.own]
        one, other = (*values, None, None)[:2]
        if one is not None and other is not None and abs(one - other) >= WIDE * max(abs(one), abs(other)):
            sentence.bear(word, *scope.inside(word, "far"))


def bear_each(scope: Scope, word: Mark) -> None:
    """Such as "around 1.3 million each": every one of the names has it. "Each conversion" is its price."""
    sentence = scope.sentence
    if not re.fullmatch(r"each|кажд\w+", word.text, re.I):
        return
    if any(one.start - word.end == 1 for one in sentence.of("metric")):
        sentence.bear(word)
        return
    figure = next((one for one in sentence.before(word, "figure") if word.start - one.end <= 3), None)
    figure = figure or next((one for one in scope.inside(word, "figure") if one.start > word.end), None)
    names = listed(scope.names_of_figure(figure)) if figure else []
    if sentence.has("same") and len(names) == 1:
        names = listed(scope.inside(word, "name"))
    metric = scope.metric(figure) if figure else ""
    if figure is None or len(names) < 2 or not metric:
        return
    if all(_has_figure(scope, figure, name, metric) for name in names):
        sentence.bear(word)


def _has_figure(scope: Scope, figure: Mark, name: Name, metric: str) -> bool:
    """Whether some row of a name has what a figure says."""
    rows = [row for row in scope.evidence.about([name]) if (metric, "") in row.figures]
    return any(_is(scope, figure, row, metric, "") for row in rows)
