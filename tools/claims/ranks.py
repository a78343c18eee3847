"""Ranks: who leads, who comes second, who is last, who grew the most; each borne out by a whole ranking."""

import re
from typing import Final

from tools.claims.evidence import Name
from tools.claims.mark import Mark, figure_of, listed
from tools.claims.predicates import blocks_with, first_names, is_high, moved, reaches, sign_of, values_of
from tools.claims.scope import RANKS, Scope

MOVES: Final = (
    "up",
    "down",
    "up_hard",
    "down_hard",
    "better_now",
    "worse_now",
    "cheaper",
    "dearer",
    "halved",
    "doubled",
)
_OF_LIST: Final = re.compile(r"list|спис|замык", re.I)
CLOSE: Final = 0.1
"""Two stand close to each other within this part of the larger one."""
_PLACES: Final = {"first": 1, "second": 2, "third_place": 3}


def bear_ranks(scope: Scope) -> None:
    """Bears out who stands at an end of a ranking, and who comes behind."""
    for word in scope.sentence.of("reach"):
        _bear_unreached(scope, word)
    for word in scope.sentence.of("most", "least"):
        if not scope.inside(word, "name") and _heads(scope, word):
            scope.sentence.bear(word)
    for word in scope.sentence.of(*RANKS):
        moves = scope.inside(word, *MOVES, "lost")
        chosen = next((names for names in _tries(scope, word) if _ranks(scope, word, names, moves)), None)
        if chosen is not None:
            _bear_rank(scope, word, chosen, moves)
    ranked = [one for one in scope.sentence.of(*RANKS) if one.start in scope.sentence.borne]
    if len(ranked) == len(scope.sentence.of(*RANKS)) > 1:
        scope.sentence.bear(*(one for one in scope.sentence.of("all") if one.text.lower() == "both"))


def _heads(scope: Scope, word: Mark) -> bool:
    """Such as "the 8 campaigns with the highest CPA": the table is cut from that end."""
    metric, counted = (
        scope.metric(word),
        [one for one in scope.inside(word, "figure") if one.start in scope.sentence.borne],
    )
    return bool(metric and counted) and any(
        block.limited
        and not block.complete
        and reaches(block, metric, "", high=word.kind == "most")
        and figure_of(counted[0]).value == len(block.rows)
        for block in scope.evidence.tables()
    )


def _bear_unreached(scope: Scope, word: Mark) -> None:
    """Such as "no one comes close to it": it leads."""
    names, metric = listed(scope.object(word)), scope.metric(word) or next(iter(ordering(scope)), "")
    high = is_high("best", metric) if metric else None
    if scope.sentence.has("none") and high is not None:
        firsts = [first_names(block, metric, "", high=high, count=1) for block in blocks_with(scope, names, metric)]
        if any(leads(first, names) for first in firsts):
            scope.sentence.bear(word, *scope.sentence.of("none", "not"))


def _tries(scope: Scope, word: Mark) -> list[list[Name]]:
    """Whom a ranking word may be about, the likeliest first."""
    near = scope.inside(word, "name")
    if len(near) > 1 and len(scope.inside(word, *RANKS)) > 1:
        return [listed(scope.subject(word))]  # two ranks of two names: each is its own name's
    groups = [scope.subject(word), near[:1], *(scope.group(one) for one in near)]
    timed = [] if near else _time_names(scope)
    return [listed(group) for group in groups if group] + ([timed] if timed else [])


def _bear_rank(scope: Scope, word: Mark, chosen: list[Name], moves: list[Mark]) -> None:
    sentence = scope.sentence
    numbers = [one for one in sentence.near(word, "figure", within=3) if figure_of(one).value == len(chosen)]
    beside = scope.inside(word, "last", "first", "only", "loses_money") if not sentence.has("only") else []
    sentence.bear(word, *numbers, *([] if sentence.has("only") else moves), *beside)
    _bear_next(scope, word, chosen, moves)


def _time_names(scope: Scope) -> list[Name]:
    """The rows of days that a sentence names by their days."""
    windows = [one.value for one in scope.sentence.of("period")]
    return [
        name
        for row in scope.evidence.rows
        if row.own and row.window in windows
        for name in row.own
        if name[0] in ("month", "week", "day", "quarter")
    ]


def _part(scope: Scope, moves: list[Mark]) -> list[str]:
    """What is ranked: the value, or the change; the change relative and absolute alike unless one of them is said."""
    if not moves:
        return [""]
    return (
        ["moved"]
        if scope.sentence.has("share") or re.search(r"\bshare\b|долю", scope.sentence.text)
        else ["moved", "apart"]
    )


def _ranks(scope: Scope, word: Mark, names: list[Name], moves: list[Mark]) -> bool:
    if not names or scope.sentence.has("cause"):
        return False
    metrics = [scope.metric(word)] if scope.metric(word) else _single_metric(scope)
    return any(_ranked_by(scope, word, names, moves, metric) for metric in metrics)


def _single_metric(scope: Scope) -> list[str]:
    metrics = {metric for block in scope.evidence.tables() for row in block.rows for metric in row.units}
    return list(metrics) if len(metrics) == 1 else []


def _ranked_by(scope: Scope, word: Mark, names: list[Name], moves: list[Mark], metric: str) -> bool:
    blocks = blocks_with(scope, names, metric)
    if moves:
        sign = sign_of(moves[0], metric)
        if not sign:
            return False
        high = (sign > 0) == (word.kind in ("most", "best"))
        parts, count = _part(scope, moves), len(names)
        return any(
            all(leads(first_names(block, metric, part, high=high, count=count), names) for part in parts)
            and all((moved(row, metric) or 0) * sign > 0 for row in block.rows if row.own <= set(names))
            for block in blocks
        )
    high_end = is_high(word.kind, metric)
    if high_end is None:
        return False
    return any(leads(first_names(block, metric, "", high=high_end, count=len(names)), names) for block in blocks)


def leads(first: list[Name] | None, names: list[Name]) -> bool:
    """Whether these names are the first ones, in any order."""
    return first is not None and set(first) == set(names)


def _bear_next(scope: Scope, word: Mark, leading: list[Name], moves: list[Mark]) -> None:
    """Such as "Followed by": the names behind the leaders, in their order."""
    following = [one for one in scope.sentence.of("next") if one.start > word.start]
    if not following or moves:
        return
    names = listed(scope.object(following[0]))
    metric = scope.metric(word)
    high = is_high(word.kind, metric)
    for block in blocks_with(scope, [*leading, *names], metric):
        if high is not None and first_names(block, metric, "", high=high, count=len(leading) + len(names)) == [
            *leading,
            *names,
        ]:
            scope.sentence.bear(following[0])
            return
    for one in scope.sentence.of(*RANKS):
        scope.sentence.borne.discard(one.start)


def bear_places(scope: Scope) -> None:
    """Second, third, the first and the last one of a list."""
    sentence = scope.sentence
    for word in sentence.of("second", "third_place", "first", "last"):
        if word.start in sentence.borne:
            continue
        if word.kind == "first" and _first_of(scope, word):
            sentence.bear(word)
            continue
        at_an_end = word.kind in ("first", "last")
        names = listed((scope.object(word) if at_an_end else []) or scope.subject(word))
        metric = scope.metric(word) or next(iter(ordering(scope)), "")
        if len(names) == 1 and metric and _stands(scope, word, names[0], metric):
            sentence.bear(word)
        if word.kind == "last":
            _bear_last(scope, word, names, metric)


def _bear_last(scope: Scope, word: Mark, names: list[Name], metric: str) -> None:
    """Such as "the last three", with as many names."""
    numbers = [one for one in scope.sentence.near(word, "figure", within=3) if figure_of(one).value == len(names)]
    if numbers and _are_last(scope, names, metric):
        scope.sentence.bear(word, *numbers)


def _are_last(scope: Scope, names: list[Name], metric: str) -> bool:
    """Whether the names, as many as they are, end the ranking by a metric."""
    high = is_high("best", metric) if metric else None
    return high is not None and any(
        leads(first_names(block, metric, "", high=not high, count=len(names)), names)
        for block in blocks_with(scope, names, metric)
    )


def bear_middle(scope: Scope, word: Mark) -> None:
    """Neither among the first third of a whole table nor among the last."""
    names, metric = listed(scope.subject(word)), scope.metric(word) or next(iter(ordering(scope)), "")
    for block in blocks_with(scope, names, metric):
        ordered = first_names(block, metric, "", high=True, count=len(block.rows))
        third = len(block.rows) // 3
        if ordered and len(names) == 1 and names[0] in ordered[third : len(ordered) - third]:
            scope.sentence.bear(word)


def _first_of(scope: Scope, word: Mark) -> bool:
    """Such as "The first 8 of 28": how a cut table is told."""
    return bool(re.match(r"\s*\d+", scope.sentence.text[word.end :])) and any(
        not block.complete for block in scope.evidence.blocks
    )


def ordering(scope: Scope) -> list[str]:
    """The metrics by which tables are ordered."""
    return [block.ordered_by for block in scope.evidence.tables() if block.ordered_by]


def _stands(scope: Scope, word: Mark, name: Name, metric: str) -> bool:
    if _listed_at(scope, word, name):
        return True
    for block in blocks_with(scope, [name], metric):
        high = is_high("best", metric)
        high = True if high is None else high
        if word.kind == "last":
            first = first_names(block, metric, "", high=not high, count=1)
            if first == [name]:
                return True
            continue
        place = _PLACES[word.kind]
        ordered = first_names(block, metric, "", high=high, count=place)
        if ordered is not None and ordered[-1] == name:
            return True
    return False


def _listed_at(scope: Scope, word: Mark, name: Name) -> bool:
    """Such as "comes second", with no word of what by: the place in the list as it is shown."""
    by_list = bool(_OF_LIST.search(word.text))
    said = {str(one.value) for one in scope.inside(word, "metric")}
    if word.kind == "first" or (said and not by_list and not said <= set(ordering(scope))):
        return False
    place = _PLACES.get(word.kind, 0) - 1
    return any(
        name in block.rows[place].own and (place >= 0 or by_list)
        for block in scope.evidence.tables(name[0])
        if len(block.rows) > place and block.rows
    )


def is_close(scope: Scope, word: Mark) -> bool:
    """Whether the two names nearest to a word stand close to each other by the metric said."""
    names = [one.value for one in scope.sentence.near(word, "name", within=60)][:2]
    metric = scope.metric(word)
    for block in blocks_with(scope, names, metric):
        values = values_of([row for row in block.rows if row.own & set(names)], metric)
        if len(values) == 2 and abs(values[0] - values[1]) <= CLOSE * max(map(abs, values)):
            return True
    return False


def follows(scope: Scope, word: Mark) -> bool:
    """One name right behind another in a ranking; or a word beside a place that is borne out."""
    if any(
        one.start in scope.sentence.borne
        for one in scope.sentence.near(word, "second", "third_place", "first", "last", within=8)
    ):
        return True
    one, other = listed(scope.subject(word)), listed(scope.object(word))
    metric = scope.metric(word) or next(iter(ordering(scope)), "")
    high = is_high("best", metric) if metric else None
    if not one or not other or high is None:
        return False
    for block in blocks_with(scope, [*one, *other], metric):
        ordered = first_names(block, metric, "", high=high, count=len(block.rows))
        if ordered and [*one, *other] == ordered[ordered.index(one[0]) :][: len(one) + len(other)]:
            return True
    return False
