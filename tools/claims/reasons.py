"""Causes and advice: only with the tool that finds them behind the sentence."""

import re
from typing import Final

from tools.claims.evidence import Row
from tools.claims.mark import Mark, listed
from tools.claims.scope import Scope

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
        _bear_factors(scope)


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
    return shares + [factors[str(mark.value)] for mark in metrics if str(mark.value) in factors]


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
        if metrics and figures and all(one.start in sentence.borne for one in figures):
            sentence.bear(word)


_PLAN: Final = re.compile(r"plan|split|between|план|распредел|между", re.I)
_GIVES: Final = re.compile(
    r"(?:from|out of|из|с|cut|pause|stop|reduce|урез\w*|сократит\w*|отключ\w*|приостанов\w*)\W*$", re.I
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
    giving = {mark.value for mark in sentence.of("name") if _GIVES.search(sentence.text[: mark.start])}
    if all(name in moves and (moves[name] < 0 if name in giving else moves[name] > 0) for name in names):
        sentence.bear(*words, *sentence.of("up", "down", "more", "less"))
