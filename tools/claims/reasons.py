"""Causes and advice: only with the tool that finds them behind the sentence."""

import re
from typing import Final

from tools.claims.mark import Mark, listed
from tools.claims.predicates import moved, sign_of
from tools.claims.rows import Row
from tools.claims.scope import Scope
from tools.semantics.metrics import METRICS

_REASON: Final = re.compile(r"reason|причин", re.I)
_NOUN: Final = re.compile(
    r"drop|fall|decline|decrease|dip|slide|reduction|losse?s?|growth|rise|increase|падени\w+|снижени\w+|спад\w*|рост\w*",
    re.I,
)
"""Words of direction that name the change itself."""
_ACTS: Final = re.compile(
    r"move|shift|cut|pause|stop|reallocate|invest|scale|increas|test|перен|переброс|отключ|приостан|урез|сократ|увелич|тест|останов",
    re.I,
)


def bear_causes(scope: Scope) -> None:
    """A cause is borne out by a contribution to the change that is explained, of the sign it must have."""
    sentence = scope.sentence
    for word in sentence.of("cause"):
        if word.start in sentence.borne or not scope.evidence.explains:
            continue
        changed = _change(scope)
        named = _named(scope, word)
        if named and changed and all(value * changed > 0 for value in named) and _main(scope, word, named):
            sentence.bear(word, *sentence.of("most"))
        elif named and sentence.has("figure") and all(one.start in sentence.borne for one in sentence.of("figure")):
            sentence.bear(word)
    if scope.evidence.explains:
        _bear_parts(scope)
        _bear_explained(scope)
        _bear_factors(scope)


_SIGNS: Final = {"helped": 1, "gave": 1, "harmed": -1}


def _bear_parts(scope: Scope) -> None:
    """What a part gave to the change: "helped" is more than nothing, "dragged" less; the biggest is the biggest."""
    sentence = scope.sentence
    for word in sentence.of(*_SIGNS):
        sign, given = _SIGNS[word.kind], _parts_of(scope, word)
        if not given or not all(value * sign > 0 for value in given):
            continue
        sentence.bear(word)
        ranks = [one for one in scope.inside(word, "most", "best", "worst") if one.start not in sentence.borne]
        if ranks and _leads(scope, given[0]):
            sentence.bear(*ranks)
        _bear_follower(scope, word, given)


def _parts_of(scope: Scope, word: Mark) -> list[float]:
    """Contributions of what the word is said of: the names or the factor before it in its clause, else behind it."""
    names, factors = scope.subject(word), _factors(scope)
    metrics = [METRICS.price_of(str(one.value)) or str(one.value) for one in _nearest(scope, word)]
    metrics = ["cvr" if one == "cpa" and "cvr" in factors else one for one in metrics]
    given = [factors[metric] for metric in metrics if metric in factors]
    if given and not (names and abs(names[0].start - word.start) < 40):
        return given[:1]
    rows = (row for name in listed(names) for row in scope.evidence.about([name]))
    return [share for row in rows if (share := _contribution(row)) is not None]


def _nearest(scope: Scope, word: Mark) -> list[Mark]:
    metrics = scope.inside(word, "metric")
    return [
        *[one for one in reversed(metrics) if one.end <= word.start],
        *[one for one in metrics if one.start > word.start],
    ]


def _siblings(scope: Scope, value: float) -> list[float]:
    """Contributions of the same sign beside one, the largest first; empty where it is none of them."""
    names = [share for row in scope.evidence.rows if row.own and (share := _contribution(row)) is not None]
    for group in (names, list(_factors(scope).values())):
        if value in group:
            return sorted((one for one in group if one * value > 0), key=lambda one: -abs(one))
    return []


def _leads(scope: Scope, value: float) -> bool:
    return _siblings(scope, value)[:1] == [value]


def _bear_follower(scope: Scope, word: Mark, given: list[float]) -> None:
    """Such as "followed by Google Ads": the next largest of the same sign."""
    for one in scope.sentence.of("next", "second"):
        rows = (row for name in listed(scope.object(one)) for row in scope.evidence.about([name]))
        behind = [share for row in rows if (share := _contribution(row)) is not None]
        if one.start > word.start and len(behind) == 1 and _siblings(scope, given[0])[:2] == [given[0], behind[0]]:
            scope.sentence.bear(one)


def _bear_explained(scope: Scope) -> None:
    """Such as "part of the drop": the change that is explained, as a noun."""
    changed = _change(scope)
    for word in scope.sentence.of("up", "down", "lost"):
        sign = 1 if word.kind == "up" else -1
        if _NOUN.fullmatch(word.text) and changed * sign > 0 and not _own_figure(scope, word):
            scope.sentence.bear(word)


def _own_figure(scope: Scope, word: Mark) -> bool:
    return any(0 <= one.start - word.end <= 5 for one in scope.sentence.of("figure"))


def _change(scope: Scope) -> float:
    changes = (
        row.figures[metric, ""] - row.figures[metric, "previous"]
        for row in scope.evidence.wholes
        for metric, part in row.figures
        if part == "previous" and (metric, "") in row.figures
    )
    return next(changes, 0.0)


def _contribution(row: Row) -> float | None:
    return next((value for (_, part), value in row.figures.items() if part == "contribution"), None)


def _factors(scope: Scope) -> dict[str, float]:
    return {
        metric: value
        for row in scope.evidence.wholes
        for (metric, part), value in row.figures.items()
        if part == "contribution"
    }


def _named(scope: Scope, word: Mark) -> list[float]:
    """Contributions of what the sentence names as the cause: what stands behind the word, else before it."""
    sentence, factors = scope.sentence, _factors(scope)
    behind = (
        re.search(r"explain|объясн|pulled|потянул|тянет|hurt|сказал|drove|led|привел|reason|причин", word.text, re.I)
        is None
    )
    names = sentence.after(word, "name") if behind else (sentence.before(word, "name") or sentence.after(word, "name"))
    shares = [
        share
        for name in listed(names[:2])
        for row in scope.evidence.about([name])
        if (share := _contribution(row)) is not None
    ]
    metrics = sentence.after(word, "metric") if behind else sentence.before(word, "metric")
    if _REASON.match(word.text) and not shares and not metrics:
        metrics = sentence.after(word, "metric")  # "the reason is the dearer click"
    keys = [METRICS.price_of(str(mark.value)) or str(mark.value) for mark in metrics]
    return shares + [factors[key] for key in keys if key in factors]


def _main(scope: Scope, word: Mark, named: list[float]) -> bool:
    """The main cause is the largest of its kind."""
    if not scope.sentence.has("most"):
        return True
    names = [share for row in scope.evidence.rows if (share := _contribution(row)) is not None and row.own]
    factors = list(_factors(scope).values())
    return any(
        abs(named[0]) >= max(map(abs, group)) - 1e-12 for group in (names, factors) if named[0] in group and group
    )


def _bear_factors(scope: Scope) -> None:
    """A factor that rose or gave back something."""
    sentence = scope.sentence
    factors = _factors(scope)
    for word in sentence.of("gave", "more", "up", "down"):
        if word.start in sentence.borne:
            continue
        metrics = [metric for metric in (scope.metric(word), *scope.metrics(word)) if metric in factors]
        figures = sentence.of("figure")
        if any(not _so(scope, word, metric) for metric in metrics[:1]):
            continue
        if metrics and figures and all(one.start in sentence.borne for one in figures):
            sentence.bear(word)


def _so(scope: Scope, word: Mark, metric: str) -> bool:
    """Whether a factor moved as a word beside it says."""
    moves = [change for row in scope.evidence.wholes if (change := moved(row, metric)) is not None]
    sign = sign_of(word, metric)
    return word.kind == "gave" or not moves or all(change * sign > 0 for change in moves)


_PLAN: Final = re.compile(r"plan|split|between|план|распредел|между", re.I)
_GIVES: Final = re.compile(
    r"(?:away from|from|out of|из|с|cut|pause|stop|reduce|урез\w*|сократит\w*|отключ\w*|приостанов\w*)\W*$", re.I
)
"""What stands before a name that money is taken from."""


def bear_advice(scope: Scope) -> None:
    """An advice is borne out by a plan that moves money the same way."""
    sentence = scope.sentence
    words = sentence.of("advice")
    if not words or not scope.evidence.advises:
        return
    names = listed(sentence.of("name"))
    if not names:
        if _PLAN.search(sentence.text):
            sentence.bear(*words, *sentence.of("future"))
        return
    moves = {
        name: row.figures["spend", ""] - row.figures["spend", "previous"]
        for row in scope.evidence.rows
        for name in row.own
        if {("spend", "previous"), ("spend", "")} <= set(row.figures)
    }
    if all(mark.value in moves and moves[mark.value] * _way(scope, mark) > 0 for mark in sentence.of("name")):
        sentence.bear(*words, *sentence.of("up", "down", "more", "less"))


def _way(scope: Scope, name: Mark) -> int:
    """Whether a sentence gives money to a name or takes it: by the word before it, else by its verb."""
    before = scope.sentence.text[: name.start]
    if _GIVES.search(before):
        return -1
    if _GETS.search(before):
        return 1
    start, end = scope.clause(name)
    return -1 if _LESS.search(scope.sentence.text[start:end]) else 1


_GETS: Final = re.compile(r"\b(?:to|towards?|into|for|в|на|для)\W*$", re.I)
_LESS: Final = re.compile(
    r"\b(?:cut|cuts|reduc\w+|pause\w*|stop\w*|less|lower\w*|decreas\w+|trim\w*|drop\w*|урез\w+|сокра\w+|сниз\w+|сниж\w+"
    r"|отключ\w+|приостан\w+|останов\w+|забра\w+|забир\w+|отня\w+|убав\w+|уменьш\w+|меньше)\b",
    re.I,
)
"""Verbs that take money away."""
