"""Words of comparison, equality, profit and parts, each borne out for the names and metrics they speak of."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from tools.claims.alike import bear_same
from tools.claims.bending import bear_both, bear_edge, bear_history, bear_only
from tools.claims.binding import limit_at
from tools.claims.bound import direction_near
from tools.claims.days import days_said
from tools.claims.evidence import Day
from tools.claims.fractions import BY, bear_fractions, bear_little, bear_most_of
from tools.claims.mark import Mark, figure_of, listed
from tools.claims.moves import bear_moves, bear_since, windows_fit
from tools.claims.order import bear_behind, bear_order
from tools.claims.places import bear_middle, bear_places
from tools.claims.predicates import (
    BARELY,
    SHARP,
    SLIGHT,
    blocks_with,
    first_names,
    leads,
    moved,
    sign_of,
    test_of_sign,
    values_of,
)
from tools.claims.ranks import MOVES, bear_ranks, follows, is_close
from tools.claims.relations import WIDE, bear_cover, bear_each, bear_gap, bear_speed
from tools.claims.roles import turned_by
from tools.claims.rows import Row
from tools.claims.scope import Scope
from tools.semantics.metrics import METRICS


def bear_words(scope: Scope) -> None:
    """Bears out every word it can."""
    bear_ranks(scope)
    bear_places(scope)
    bear_behind(scope)
    bear_order(scope)
    bear_moves(scope)
    bear_since(scope)
    for kinds, bear in _EACH.items():
        for word in scope.sentence.of(*kinds):
            if word.start not in scope.sentence.borne:
                bear(scope, word)
    _bear_attached(scope)
    bear_fractions(scope)
    bear_both(scope)
    bear_only(scope)
    bear_edge(scope)
    bear_history(scope)


def _bear_comparison(scope: Scope, word: Mark) -> None:
    sentence = scope.sentence
    limited = [one for one in sentence.of("figure") if limit_at(scope, one) is word and scope.metric(one)]
    if limited or word.kind in ("cheaper", "dearer"):
        sentence.bear(*[word for one in limited if one.start in sentence.borne])
    elif _beside(scope, word):
        sentence.bear(word, *scope.inside(word, "than_spent", "than_any"))
    elif _WHERE.fullmatch(word.text) and _SHOWN.search(sentence.text) and not sentence.has("name", "figure", "metric"):
        sentence.bear(word, *sentence.of("all"))  # "the table below"


def _bear_paying(scope: Scope, word: Mark) -> None:
    barely = scope.inside(word, "barely", "slight")
    if _pays(scope, word) and (not barely or _barely(scope, word)):
        scope.sentence.bear(word, *scope.inside(word, "not"), *barely)


def _bear_incomplete(scope: Scope, word: Mark) -> None:
    if _cut_off(scope):
        scope.sentence.bear(word)


def _bear_future(scope: Scope, word: Mark) -> None:
    """What is to come is a forecast's or a plan's figure."""
    figures = scope.inside(word, "figure")
    coming = any(row.window is None or row.window.end >= scope.evidence.today for row in scope.evidence.wholes)
    if coming and figures and all(one.start in scope.sentence.borne for one in figures):
        scope.sentence.bear(word)


def _bear_next(scope: Scope, word: Mark) -> None:
    ranked = scope.inside(word, "second", "third_place", "last", "best", "worst", "most", "least")
    placed = any(one.start in scope.sentence.borne for one in ranked)
    if placed or follows(scope, word) or not scope.inside(word, "name"):
        scope.sentence.bear(word)


def _bear_close(scope: Scope, word: Mark) -> None:
    if is_close(scope, word):
        scope.sentence.bear(word)


_EACH: Final[dict[tuple[str, ...], Callable[[Scope, Mark], None]]] = {
    ("more", "less", "cheaper", "dearer"): _bear_comparison,
    ("same",): bear_same,
    ("gains_money", "loses_money"): _bear_paying,
    ("incomplete",): _bear_incomplete,
    ("all",): bear_each,
    ("faster", "slower"): bear_speed,
    ("cover",): bear_cover,
    ("gap",): bear_gap,
    ("middle",): bear_middle,
    ("future",): _bear_future,
    ("next",): _bear_next,
    ("close_behind",): _bear_close,
    ("equally",): bear_same,
    ("majority",): bear_most_of,
    ("only", "whole"): bear_little,
}
_WITH_A_FIGURE: Final = ("lost", "gap", "than_spent", "whole", "gave", "more", "less", *MOVES)
_APART: Final = re.compile(r"\s*(?:more|less|higher|lower|above|below|больше|меньше|выше|ниже)")
_APART_BY: Final[dict[str, Callable[[float], bool]]] = {
    "far": lambda apart: apart >= WIDE,
    "sharp": lambda apart: apart >= SHARP,
    "slight": lambda apart: apart <= SLIGHT,
}
_GAINED: Final = re.compile(r"gained|added|прибав|добав", re.I)
_WHERE: Final = re.compile(r"below|above|ниже|выше", re.I)
_SHOWN: Final = re.compile(
    r"table|chart|details?|figures|numbers|list|таблиц|график|подробност|детали|цифры|спис", re.I
)


def _barely(scope: Scope, word: Mark) -> bool:
    rois = [row.figures.get(("roi", "")) for row in _rows(scope, word)]
    return bool(rois) and all(roi is not None and 0 < roi <= BARELY for roi in rois)


def _cut_off(scope: Scope) -> bool:
    """Whether the months named are cut off by the ends of the period."""
    named = [
        (row, block)
        for block in scope.evidence.blocks
        for row in block.rows
        for mark in scope.sentence.of("period")
        if row.own and row.window == mark.value
    ]
    ends = [result.period for result in scope.evidence.results if result.period]
    return bool(named) and all(
        any(row.window and (row.window.start < end.start or row.window.end > end.end) for end in ends)
        for row, _ in named
    )


def _rows(scope: Scope, word: Mark) -> list[Row]:
    return scope.rows(scope.subject(word), word)


def _beside(scope: Scope, word: Mark) -> bool:
    """Higher or lower than another name, than what was spent, than before, than any other."""
    sign = _side(scope, word)
    if scope.inside(word, "than_spent") or _earned_against_spent(scope, word):
        return any(_earned_more(row) * sign > 0 for row in _rows(scope, word))
    metric, names = scope.metric(word), listed(scope.subject(word))
    if scope.inside(word, "than_any"):
        gained = scope.sentence.has(*MOVES) or _GAINED.search(scope.sentence.text)
        return any(
            leads(first_names(block, metric, "apart" if gained else "", high=sign > 0, count=len(names)), names)
            for block in blocks_with(scope, names, metric)
        )
    others = scope.object(word)
    if others and listed(others) != names:
        return _beside_names(scope, word, metric, sign)
    if _two_months(scope, word, metric, sign):
        return True
    changes = values_of(_rows(scope, word), metric, "moved")
    return bool(changes) and all(change * sign > 0 for change in changes) and windows_fit(scope, word)


_GOOD: Final = re.compile(
    r"better(?: than)?|worse(?: than)?|(?:out|under)perform\w*|beats?"
    r"|лучше|хуже|выгоднее|эффективнее|рентабельнее|прибыльнее",
    re.I,
)


def _side(scope: Scope, word: Mark) -> int:
    """Whether more or less of the metric is told; the better of two prices is the lower one."""
    metric = scope.metric(word)
    turned = bool(_GOOD.fullmatch(word.text)) and metric in METRICS and METRICS[metric].better == "down"
    return 1 if (word.kind == "more") != turned else -1


def _earned_more(row: Row) -> float:
    """By how much; nothing can be said of a row without spend."""
    return row.figures.get(("revenue", ""), 0.0) - row.figures.get(("spend", ""), float("nan"))


def _beside_names(scope: Scope, word: Mark, metric: str, sign: int) -> bool:
    """Every row of the one beside every row of the other."""
    ones = values_of(_rows(scope, word), metric)
    others = values_of(scope.rows(scope.object(word), word), metric)
    known = [(one - other) * sign > 0 and _far_enough(scope, word, one, other) for one in ones for other in others]
    return bool(known) and all(known)


def _earned_against_spent(scope: Scope, word: Mark) -> bool:
    metrics = [one.value for one in scope.inside(word, "metric")]
    return metrics[:1] == ["revenue"] and metrics[-1:] == ["spend"] and len(scope.inside(word, "name")) <= 1


def _far_enough(scope: Scope, word: Mark, one: float, other: float) -> bool:
    """Whether two figures stand as far apart as the words beside say."""
    apart = abs(one - other) / (max(abs(other), abs(one)) or 1.0)
    beside = scope.inside(word, "far", "sharp", "slight")
    fits = all(_APART_BY[mark.kind](apart) for mark in beside)
    if fits:
        scope.sentence.bear(*beside)
    return fits


def _two_months(scope: Scope, word: Mark, metric: str, sign: int) -> bool:
    """The days told of beside those they are held against, each with a row of its own."""
    units = {one for block in scope.evidence.tables() for row in block.rows for one in row.units}
    metric = metric or (next(iter(units)) if len(units) == 1 else "")
    days = days_said(scope, word)
    one, other = (_of_step(scope, side, metric) for side in (days.told, days.against))
    return one is not None and other is not None and (one - other) * sign > 0 and _far_enough(scope, word, one, other)


def _of_step(scope: Scope, days: Sequence[Day], metric: str) -> float | None:
    """The figure of the one row of these days."""
    values = values_of((row for row in scope.evidence.rows if row.own and row.window in days), metric)
    return values[0] if len(values) == 1 == len(days) else None


def _pays(scope: Scope, word: Mark) -> bool:
    negated = bool(scope.inside(word, "not"))
    test = test_of_sign(positive=(word.kind == "gains_money") != negated)
    names = scope.subject(word)
    rows = _rows(scope, word)
    if not names and not rows:
        return False
    held = [test(row) for row in rows]
    return bool(held) and all(one is True for one in held) and all(scope.fits_window(row, "", word) for row in rows)


def _bear_attached(scope: Scope) -> None:
    """Words that only bend what a borne-out word or figure says."""
    sentence = scope.sentence
    for word in sentence.of(*_WITH_A_FIGURE):
        if word.start not in sentence.borne:
            near = [one for one in scope.inside(word, "figure") if _is_borne_near(scope, one, word)]
            if near and _agree(scope, word, near):
                sentence.bear(word)
    for word in sentence.of("whole"):
        if not sentence.of("figure") and sentence.has("metric") and not sentence.has("name"):
            sentence.bear(word)


def _is_borne_near(scope: Scope, figure: Mark, word: Mark) -> bool:
    """Whether a figure with a unit is borne out and stands close to the word."""
    if figure.start not in scope.sentence.borne or not figure_of(figure).unit:
        return False
    return abs(figure.start - word.end) < (80 if word.kind == "gap" else 45) or abs(word.start - figure.end) < 25


def _agree(scope: Scope, word: Mark, near: list[Mark]) -> bool:
    """A direction beside a figure that is no move of its own still has to be so."""
    if word.kind in ("whole", "gap", "than_spent", "lost", "gave"):
        return True
    if any(figure_of(one).unit == "times" and 0 <= one.start - word.end <= 6 for one in near):
        return True  # "more than twofold" says how far
    sign = sign_of(word, scope.metric(word))
    if any(change * sign <= 0 for change in _of_factor(scope, word)):
        return False
    return any(_is_move(scope, one) and direction_near(scope, one) * sign >= 0 for one in near)


def _of_factor(scope: Scope, word: Mark) -> list[float]:
    """How a price that explains a change moved itself: what it gave to the change has a sign of its own."""
    metric = scope.metric(word) if word.kind in ("cheaper", "dearer") else ""
    factors = [row for row in scope.evidence.wholes if (metric, "contribution") in row.figures]
    return [change for row in factors if (change := moved(row, metric)) is not None]


def _is_move(scope: Scope, mark: Mark) -> bool:
    """Whether a figure says how far something moved or stands apart; then its own sign was checked."""
    before, after = scope.sentence.text[: mark.start], scope.sentence.text[mark.end :]
    by = BY.search(before) or turned_by(scope, mark)
    return bool(by or figure_of(mark).unit in ("pp", "times") or _APART.match(after))
