"""Words that bend what is borne out: only, both, ever; each says something of what stands beside it."""

import re
from typing import Final

from tools.claims.mark import Mark, figure_of, listed
from tools.claims.ranks import MOVES
from tools.claims.rows import STEPS
from tools.claims.scope import Scope

_DATA: Final = re.compile(r"\bdata\b|\bcovers?\b|данны|охватыв", re.I)
_OF: Final = re.compile(r"\s*(?:of|out of|из)(?: your| the| all| ваших| всех)?\s*|\s+\w+ (?:of|из)\s+", re.I)
_RECORD: Final = re.compile(r"record|ever|за всю историю|рекорд\w*", re.I)
_TWO: Final = re.compile(r"both|оба|обе", re.I)


def bear_only(scope: Scope) -> None:
    """Such as "only third", "only 8 of 28": a place behind the first, a part of more."""
    sentence = scope.sentence
    for word in sentence.of("only"):
        behind = [one for one in sentence.marks if 0 <= one.start - word.end <= 1 and one.start in sentence.borne]
        parts = [
            one for one in sentence.after(word, "figure") if one.start in sentence.borne and not figure_of(one).unit
        ]
        of_more = len(parts) > 1 and _OF.fullmatch(sentence.between(parts[0].end, parts[1].start))
        if any(one.kind in ("second", "third_place") for one in behind) or (behind and of_more):
            sentence.bear(word)


def bear_edge(scope: Scope) -> None:
    """Such as "the data only start on 22 July"."""
    starts = {result.period.start for result in scope.evidence.results if result.period}
    for word in scope.sentence.of("only"):
        behind = scope.sentence.after(word, "period")[:1]
        if (
            behind
            and behind[0].start - word.end <= 16
            and behind[0].value.start in starts
            and _DATA.search(scope.sentence.text)
        ):
            scope.sentence.bear(word, behind[0])


def bear_history(scope: Scope) -> None:
    """Such as "the best month on record": of all the days there are."""
    ranked = [one for one in scope.sentence.of("best", "worst", "most", "least") if one.start in scope.sentence.borne]
    if ranked and any(block.by[0] in STEPS and block.complete for block in scope.evidence.tables()):
        scope.sentence.bear(*[one for one in scope.sentence.of("history") if _RECORD.fullmatch(one.text)])


def _all_else_borne(scope: Scope, word: Mark) -> bool:
    """Whether the figures of its clause are there for each of its two names, and every other word is borne out."""
    others = [one for one in scope.inside(word, "figure", *MOVES, "best", "worst", "most", "least") if one is not word]
    return bool(others) and all(one.start in scope.sentence.borne for one in others)


def bear_both(scope: Scope) -> None:
    """Behind two names it says once more that all else is said of each."""
    for word in scope.sentence.of("all"):
        group = scope.subject(word)
        if not _TWO.fullmatch(word.text) or len(listed(group)) != 2:
            continue
        behind = group[-1].end < word.start and word.start - group[-1].end <= 1
        if behind or _all_else_borne(scope, word):
            scope.sentence.bear(word)
