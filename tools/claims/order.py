"""Orders told by names: "after A, B spent the most", "third behind A and B", "from best to worst: A, B, C"."""

import re
from typing import Final

from tools.claims.mark import Mark, listed
from tools.claims.predicates import blocks_with, first_names, is_high, ordering
from tools.claims.rows import Name
from tools.claims.scope import RANKS, Scope

AFTER: Final = re.compile(
    r"(?:\b(?:after|behind|following|next to|only to)|(?<!\w)(?:после|вслед за|уступая|уступает(?: только)?))"
    r"\s+[«\"“]?$",
    re.I,
)
"""What stands before a name that comes before the one told of."""
NEAR: Final = 3
"""Characters between what says "after" and the name."""
_AND: Final = re.compile(r"[»\"”]?\s+(?:and|и)\s+[«\"“]?", re.I)
_PLACES: Final = {"second": 1, "third_place": 2}
_LOWEST_FIRST: Final = re.compile(
    r"worst to best|lowest to highest|least to most|ascending|возраст|худшего к|меньшего к|низкого к", re.I
)
_BY_VALUE: Final = re.compile(r"high|low|scending|больш|меньш|убыв|возраст|most|least", re.I)


def behind_whom(scope: Scope, mark: Mark) -> list[Mark]:
    """The names that come before the one of whom a place is told."""
    names = scope.inside(mark, "name")
    first = next((place for place, one in enumerate(names) if AFTER.search(scope.sentence.text[: one.start])), None)
    if first is None:
        return []
    group = [names[first]]
    for one in names[first + 1 :]:
        if not _AND.fullmatch(scope.sentence.between(group[-1].end, one.start)):
            break
        group.append(one)
    return group


def bear_behind(scope: Scope) -> None:
    """A place behind somebody: those before it are the first ones, and it is the next."""
    for word in scope.sentence.of(*RANKS, *_PLACES):
        behind = behind_whom(scope, word)
        told = [one for one in scope.inside(word, "name") if one not in behind]
        if not behind or len(listed(told)) != 1:
            continue
        stands = _stands_behind(scope, word, set(listed(behind)), told[0].value)
        if stands is not None:
            scope.sentence.settled.add(word.start)
            scope.sentence.borne.discard(word.start)
        if stands:
            beside = [one for one in scope.inside(word, "less", "cause") if 0 <= behind[0].start - one.end <= NEAR]
            scope.sentence.bear(word, *beside, *scope.inside(word, "next"))


def _stands_behind(scope: Scope, word: Mark, behind: set[Name], name: Name) -> bool | None:
    """Whether it is the next one behind them; None where no ranking says who is where."""
    metric = scope.metric(word) or next(iter(ordering(scope)), "")
    high = is_high(word.kind if word.kind in RANKS else "best", metric) if metric else None
    high = True if high is None and word.kind in _PLACES else high
    if high is None:
        return None
    ranked = (
        first_names(block, metric, "", high=high, count=len(behind) + 1)
        for block in blocks_with(scope, [*behind, name], metric)
    )
    known = [first for first in ranked if first]
    placed = len(behind) == _PLACES.get(word.kind, len(behind))
    return placed and any(set(first[:-1]) == behind and first[-1] == name for first in known) if known else None


def bear_order(scope: Scope) -> None:
    """Such as "from best to worst: A, B, C": the first ones of the ranking, in this order."""
    for word in scope.sentence.of("order"):
        names = listed(scope.sentence.of("name"))
        metric = scope.metric(word) or next(iter(ordering(scope)), "")
        high = True if _BY_VALUE.search(word.text) else is_high("best", metric)
        if high is None:
            continue
        high = high != bool(_LOWEST_FIRST.search(word.text))
        if _begins_with(scope, names, metric, high=high) if names else _is_listed_so(scope, metric, high=high):
            scope.sentence.bear(word)


def _is_listed_so(scope: Scope, metric: str, *, high: bool) -> bool:
    """Whether a table stands in this order."""
    return any(block.ordered_by == metric and block.descending == high for block in scope.evidence.tables())


def _begins_with(scope: Scope, names: list[Name], metric: str, *, high: bool) -> bool:
    return any(
        first_names(block, metric, "", high=high, count=len(names)) == names
        for block in blocks_with(scope, names, metric)
    )
