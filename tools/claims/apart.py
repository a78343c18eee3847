"""Figures that lie between two cells: how far one name stands from another, what part of the whole it is."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Final

from tools.claims.bound import Bound, direction_near, signed
from tools.claims.mark import Mark, figure_of, listed
from tools.claims.predicates import end_rows, ordering
from tools.claims.rows import Row
from tools.claims.scope import RANKS, Scope
from tools.semantics.metrics import METRICS
from tools.semantics.question import Window
from tools.words.numbers import Figure

_OF_IT: Final = re.compile(
    r"\s*(?:of (?:the|its|all|total|this|that|your|our|overall)|(?:от |из )?(?:всех|всего|всей|общ\w+|наш\w+))\b", re.I
)
"""Behind a part: of what it is one."""


def between_rows(scope: Scope, mark: Mark, said: str) -> Iterator[Bound]:
    """How far one name stands from another, or one of two months from the other."""
    figure = figure_of(mark)
    words = _comparing(scope, mark)
    ends = _two_ends(scope)
    said = said or (next(iter(ordering(scope)), "") if ends[0] else "")
    if not words and figure.unit != "times":
        return
    word = min(words, key=lambda one: abs(one.start - mark.end)) if words else mark
    lefts, rights = _both_sides(scope, mark, word, ends)
    sign = {"gap": 0, "less": -1, "cheaper": -1, "down": -1}.get(word.kind, 1)
    for left, right in product(lefts, rights):
        for metric in [said] if said else list(left.units):
            yield from _apart(left, right, metric, figure, sign, mark)


def _comparing(scope: Scope, mark: Mark) -> list[Mark]:
    """Words that hold one thing against another; "the growth of October against September" is such only of days."""
    words = scope.inside(mark, "more", "less", "gap", "cheaper", "dearer")
    of_days = bool(scope.sentence.of("period")) and not scope.sentence.of("name")
    return scope.inside(mark, "up", "down") if not words and of_days else words


def _both_sides(scope: Scope, mark: Mark, word: Mark, ends: tuple[list[Row], list[Row]]) -> tuple[list[Row], list[Row]]:
    """The rows of what is said to be apart: subject and object, else the only other name, else two months or ends."""
    subject, against = scope.subject(mark), scope.object(word)
    if against:
        return scope.rows(subject, mark), scope.rows(against, mark)
    others = [one for one in scope.sentence.of("name") if one.value not in listed(subject)]
    rights = scope.rows(others, mark) if len(listed(others)) == 1 and subject else []
    if rights:
        return scope.rows(subject, mark), rights
    return _two_months(scope) if scope.sentence.of("period") else ends


def _two_ends(scope: Scope) -> tuple[list[Row], list[Row]]:
    """The rows of two superlatives without names: "the gap between the best and the worst"."""
    ranks = [one for one in scope.sentence.of(*RANKS) if not scope.sentence.has("name")]
    if len(ranks) != 2:
        return [], []
    return end_rows(scope, ranks[0]), end_rows(scope, ranks[1])


def _two_months(scope: Scope) -> tuple[list[Row], list[Row]]:
    said = scope.sentence.of("period")
    if len(said) == 1:
        steps = [row for row in scope.evidence.rows if row.own and row.window and _lies_in(row.window, said[0].value)]
        steps.sort(key=lambda row: row.window.start if row.window else date.min)
        return (steps[-1:], steps[:1]) if len(steps) > 1 else ([], [])
    if len(said) != 2:
        return [], []
    found = [[row for row in scope.evidence.rows if row.window == one.value and row.own] for one in said]
    return found[0], found[1]


def _lies_in(days: Window, period: Window) -> bool:
    return period.start <= days.start and days.end <= period.end


def _apart(left: Row, right: Row, metric: str, figure: Figure, sign: int, mark: Mark) -> Iterator[Bound]:
    one, other = left.figures.get((metric, "")), right.figures.get((metric, ""))
    if one is None or other is None or left is right:
        return
    unit = left.units.get(metric, "")
    if figure.unit == "times" and other and one / other > 0:
        yield Bound(row=left, metric=metric, part="times", exact=one / other if sign >= 0 else other / one)
        return
    apart, currency = one - other, ""
    if figure.unit == "pp":
        apart *= 100
    elif unit == "ratio":
        return
    elif figure.unit == "percent" and other:
        apart = 100 * apart / abs(other)
    elif figure.unit in ("money", None):
        currency = unit.partition(":")[2]
    else:
        return
    exact = signed(apart, sign, mark) if sign else abs(apart)
    yield Bound(row=left, metric=metric, part="apart", exact=exact, currency=currency)


def of_whole(scope: Scope, mark: Mark, said: str, names: list[Mark]) -> Iterator[Bound]:
    """A share of the whole; what came back for what was spent."""
    figure, rows = figure_of(mark), scope.rows(names, mark)
    against = scope.inside(mark, "than_spent") or (
        scope.sentence.has("than_spent") and figure.unit in ("times", "money")
    )
    if against or _both_of_one(scope, mark):
        for row in rows:
            yield from _earned(scope, mark, row)
    after = scope.sentence.text[mark.end : mark.end + 16]
    said_days = sum(one.end - one.start for one in scope.inside(mark, "period") if 0 <= one.start - mark.end <= 2)
    of_it = _OF_IT.match(after) or any(
        0 <= one.start - mark.end - said_days <= 4 for one in scope.inside(mark, "metric")
    )  # "40 % of October's spend" too
    if figure.unit == "percent" and (scope.inside(mark, "share", "fraction") or of_it) and names:
        yield from _shares(scope, rows, said)


def _earned(scope: Scope, mark: Mark, row: Row) -> Iterator[Bound]:
    """Revenue beside the spend of one name."""
    figure = figure_of(mark)
    spend, revenue = row.figures.get(("spend", "")), row.figures.get(("revenue", ""))
    if not spend or revenue is None:
        return
    if figure.unit == "times":
        yield Bound(row=row, metric="revenue", part="times", exact=revenue / spend)
    elif figure.unit in ("money", None):
        exact = signed(revenue - spend, direction_near(scope, mark), mark)
        yield Bound(row=row, metric="revenue", part="apart", exact=exact, currency=row.units["spend"].partition(":")[2])


def together(scope: Scope, mark: Mark, said: str) -> Iterator[Bound]:
    """What several names come to, or all the rows that are shown."""
    figure, wanted = figure_of(mark), set(listed(scope.inside(mark, "name")))
    metric = said if said in METRICS and METRICS[said].additive else ""
    for block in scope.evidence.tables() if metric and len(wanted) != 1 and scope.inside(mark, "whole") else ():
        rows = [row for row in block.rows if row.own & wanted or not wanted]
        if len(rows) != (len(wanted) or len(block.rows)) or len(rows) < 2:
            continue
        unit = rows[0].units.get(metric, "")
        if (figure.unit in ("money", None)) if unit.startswith("money") else figure.unit is None:
            exact = sum(row.figures.get((metric, ""), 0.0) for row in rows)
            yield Bound(row=rows[0], metric=metric, part="sum", exact=exact, currency=unit.partition(":")[2])


def per_ruble(mark: Mark, row: Row, *, of_profit: bool = False) -> Iterator[Bound]:
    """What came back for one unit of money spent; of profit what came back beyond it."""
    spend, revenue = row.figures.get(("spend", "")), row.figures.get(("revenue", ""))
    roi, roas = row.figures.get(("roi", "")), row.figures.get(("roas", ""))
    back = revenue / spend if spend and revenue is not None else roas if roas is not None else None
    back = roi + 1 if back is None and roi is not None else back
    if back is not None and figure_of(mark).unit in ("money", None):
        currency = row.units.get("spend", "").partition(":")[2]
        exact = back - 1 if of_profit else back
        yield Bound(row=row, metric="revenue", part="per_ruble", exact=exact, currency=currency)


def _both_of_one(scope: Scope, mark: Mark) -> bool:
    metrics = [one.value for one in scope.inside(mark, "metric")]
    return metrics[:1] == ["revenue"] and metrics[-1:] == ["spend"] and len(listed(scope.inside(mark, "name"))) <= 1


def _shares(scope: Scope, rows: list[Row], said: str) -> Iterator[Bound]:
    for row in rows:
        for metric in [said] if said else list(row.units):
            part = row.figures.get((metric, ""))
            for total in _totals(scope, row, metric) if metric in METRICS and METRICS[metric].additive else ():
                if part is not None and total:
                    yield Bound(row=row, metric=metric, part="share", exact=100 * part / total)


def _totals(scope: Scope, row: Row, metric: str) -> Iterator[float]:
    """What a row is a part of: the whole of its days, or all the rows that stand beside it."""
    for whole in scope.evidence.wholes:
        if whole.window == row.window and (metric, "") in whole.figures:
            yield whole.figures[metric, ""]
    for block in scope.evidence.tables():
        if block.complete and row in block.rows:
            yield sum(one.figures.get((metric, ""), 0.0) for one in block.rows)
