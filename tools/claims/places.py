"""Places in a ranking: second, third, the first and the last one of a list, somewhere in the middle."""

import re
from typing import Final

from tools.claims.mark import Mark, figure_of, listed
from tools.claims.predicates import blocks_with, first_names, is_high, leads, ordering
from tools.claims.rows import Name
from tools.claims.scope import RANKS, Scope
from tools.semantics.dimensions import ALONG

_PLACES: Final = {"first": 1, "second": 2, "third_place": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_OF_LIST: Final = re.compile(r"list|спис|замык", re.I)
_HIGHEST: Final = re.compile(r"high|large|expensive", re.I)
_PLACE: Final = re.compile(r"\s+(?:месте|место|place)\W+(?:was |is |был\w* |стал\w* |идет )?", re.I)


def bear_places(scope: Scope) -> None:
    """Second, third, the first and the last one of a list."""
    sentence = scope.sentence
    for word in sentence.of(*_PLACES, "last"):
        if word.start in sentence.borne:
            continue
        if word.kind == "first" and _first_of(scope, word):
            sentence.bear(word)
            continue
        at_an_end = word.kind in ("first", "last")
        names = listed((scope.object(word) if at_an_end else []) or scope.subject(word)) or nearest_time(scope, word)
        metric = scope.metric(word) or next(iter(ordering(scope)), "")
        if len(names) == 1 and metric and _stands(scope, word, names[0], metric):
            sentence.bear(word, *_ranked_from(scope, word))
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


def _ranked_from(scope: Scope, word: Mark) -> list[Mark]:
    """The superlative right behind a place says from which end it is counted: "the second biggest"."""
    behind = scope.sentence.after(word, *RANKS)[:1]
    return [one for one in behind if one.start - word.end <= 1 and word.kind != "first"]


def _from_top(scope: Scope, word: Mark, metric: str) -> bool:
    """Whether a place is counted from the highest value."""
    ranks = _ranked_from(scope, word)
    high = True if _HIGHEST.search(word.text) else is_high(ranks[0].kind if ranks else "best", metric)
    return high is not False


def _stands(scope: Scope, word: Mark, name: Name, metric: str) -> bool:
    if not _ranked_from(scope, word) and _listed_at(scope, word, name):
        return True
    for block in blocks_with(scope, [name], metric):
        high = _from_top(scope, word, metric)
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


def nearest_time(scope: Scope, word: Mark) -> list[Name]:
    """The row of the days that stand nearest to a word."""
    behind = scope.sentence.after(word, "period")[:1]
    nearest = [one for one in behind if _PLACE.fullmatch(scope.sentence.between(word.end, one.start))]
    nearest = nearest or scope.sentence.near(word, "period", within=40)[:1]
    return time_names(scope, nearest)


def time_names(scope: Scope, said: list[Mark] | None = None) -> list[Name]:
    """The rows of days that a sentence names by their days."""
    windows = [one.value for one in (scope.sentence.of("period") if said is None else said)]
    return [
        name for row in scope.evidence.rows if row.own and row.window in windows for name in row.own if name[0] in ALONG
    ]
