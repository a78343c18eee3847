"""Ranks: who leads, who comes second, who is last, who grew the most; each borne out by a whole ranking."""

import re
from typing import Final

from tools.claims.mark import Mark, figure_of, listed
from tools.claims.places import nearest_time, time_names
from tools.claims.predicates import (
    blocks_with,
    first_names,
    is_high,
    leads,
    moved,
    ordering,
    reaches,
    sign_of,
    values_of,
)
from tools.claims.rows import Name
from tools.claims.scope import PLACED, RANKS, Scope

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
CLOSE: Final = 0.1
"""Two stand close to each other within this part of the larger one."""
_BEHIND: Final = re.compile(r"\b(?:after|behind)$|(?<!\w)за$", re.I)
_OF_ALL: Final = re.compile(
    r"(?:of )?all (?:the )?(?:channels|campaigns|days|months|devices)|всех (?:каналов|кампаний)|из всех", re.I
)


def bear_ranks(scope: Scope) -> None:
    """Bears out who stands at an end of a ranking, and who comes behind."""
    for word in scope.sentence.of("reach"):
        _bear_unreached(scope, word)
    for word in scope.sentence.of("most", "least"):
        if not scope.inside(word, "name") and _heads(scope, word):
            scope.sentence.bear(word)
    for word in scope.sentence.of(*RANKS):
        moves = [one for one in scope.inside(word, *MOVES, "lost") if "," not in _between(scope, word, one)]
        chosen = next((names for names in _tries(scope, word) if _ranks(scope, word, names, moves)), None)
        if chosen is not None:
            _bear_rank(scope, word, chosen, moves)
    ranked = [one for one in scope.sentence.of(*RANKS) if one.start in scope.sentence.borne]
    if len(ranked) == len(scope.sentence.of(*RANKS)) > 1:
        scope.sentence.bear(*(one for one in scope.sentence.of("all") if one.text.lower() == "both"))


def _between(scope: Scope, one: Mark, other: Mark) -> str:
    first, second = sorted((one, other), key=lambda mark: mark.start)
    return scope.sentence.between(first.end, second.start)


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
    if len(near) > 1 and len(scope.inside(word, *RANKS, *PLACED)) > 1:
        return [listed(_own_names(scope, word, near))]  # two ranks of two names: each is its own name's
    groups = [scope.subject(word), near[:1], *(scope.group(one) for one in near)]
    ranks = scope.sentence.of(*RANKS)
    timed = [] if near else nearest_time(scope, word) or time_names(scope)
    if not near and scope.evidence.tables() and timed and len(ranks) > 1:
        return [timed]
    return [listed(group) for group in groups if group] + ([timed] if timed else [])


def _own_names(scope: Scope, word: Mark, near: list[Mark]) -> list[Mark]:
    """The names of a rank beside another rank: on the side on which the sentence puts them."""
    ranks = scope.inside(word, *RANKS, *PLACED)
    leads_in = ranks[0].start < near[0].start  # "first is A, last is B"
    behind = [one for one in near if one.start >= word.end]
    return scope.group(behind[0]) if leads_in and behind else scope.subject(word)


def _bear_rank(scope: Scope, word: Mark, chosen: list[Name], moves: list[Mark]) -> None:
    sentence = scope.sentence
    numbers = [one for one in sentence.near(word, "figure", within=3) if figure_of(one).value == len(chosen)]
    beside = scope.inside(word, "only", "loses_money") if not sentence.has("only") else []
    beside += [one for one in scope.inside(word, "last", "first") if len(scope.inside(word, "name")) < 2]
    beside = [*beside, *(one for one in sentence.of("whole", "all") if _OF_ALL.match(sentence.text[one.start :]))]
    sentence.bear(word, *numbers, *([] if sentence.has("only") else moves), *beside)
    _bear_next(scope, word, chosen, moves)


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
    if not names or scope.sentence.has("cause", "helped", "harmed"):
        return False
    metrics = [scope.metric(word)] if scope.metric(word) else _unsaid_metric(scope, word)
    return any(_ranked_by(scope, word, names, moves, metric) for metric in metrics)


def _unsaid_metric(scope: Scope, word: Mark) -> list[str]:
    """What a table is ranked by when a sentence does not say: its only metric; for best and worst that of its order."""
    metrics = {metric for block in scope.evidence.tables() for row in block.rows for metric in row.units}
    if len(metrics) == 1:
        return list(metrics)
    return ordering(scope)[:1] if word.kind in ("best", "worst") else []


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
    if _BEHIND.search(word.text):
        one, other = other, one
    metric = scope.metric(word) or next(iter(ordering(scope)), "")
    high = is_high("best", metric) if metric else None
    if not one or not other or high is None:
        return False
    for block in blocks_with(scope, [*one, *other], metric):
        ordered = first_names(block, metric, "", high=high, count=len(block.rows))
        if ordered and [*one, *other] == ordered[ordered.index(one[0]) :][: len(one) + len(other)]:
            return True
    return False
