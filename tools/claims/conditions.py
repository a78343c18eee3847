"""What a sentence says of the rows that it counts: that they paid off, moved, earned more than before, kept a limit."""

import re
from collections.abc import Iterator
from typing import Final

from tools.claims.mark import Mark, figure_of
from tools.claims.predicates import Test, moved, sign_of, test_of_move, test_of_sign, test_of_threshold
from tools.claims.rows import Row
from tools.claims.scope import Scope

DIMENSION_WORDS: Final = {
    "channel": r"channels?|канал\w*",
    "campaign": r"campaigns?|кампани\w*",
    "month": r"months?|месяц\w*",
    "day": r"days?|дн\w+|день",
    "week": r"weeks?|недел\w+",
    "device": r"devices?|устройств\w*",
    "region": r"regions?|регион\w*",
    "audience": r"audiences?|аудитори\w*",
}
_PARTED: Final = re.compile(
    r"[;:]|,(?! (?:each |all |причем |каждый |все )?(?:with|having|at|с|со|при|имея)\b)|\s(?:but|while|whereas|а|но)\s",
    re.I,
)
"""What ends a condition of what is counted."""
_MOVES: Final = ("up", "down", "better_now", "worse_now", "cheaper", "dearer")
NEAR: Final = 6
"""Characters between a word and the figure that it makes a limit."""
_THAN_BY: Final = re.compile(r"\s*(?:than|чем)\s+(?:by|на|в)\s+", re.I)
_BY: Final = re.compile(r"(?<!\w)(?:by|на)\s+$", re.I)


def counts_rows(scope: Scope, mark: Mark) -> bool:
    """Whether a figure counts rows."""
    figure = figure_of(mark)
    if figure.unit or figure.decimals or mark.value[1]:
        return False
    after = scope.sentence.text[mark.end : mark.end + 25]
    before = scope.sentence.text[max(0, mark.start - 14) : mark.start]
    nouns = "|".join(DIMENSION_WORDS.values())
    near = re.match(rf"\s*(?:of the |of |из )?(?:\w+ )?(?:{nouns})\b", after, re.I) or re.search(
        r"(?:of|of the|из)\s*$", before, re.I
    )
    return bool(
        near or re.match(r"\s*(?:of|из)\s", after, re.I) or (figure.spelled and not scope.inside(mark, "share"))
    )


def counted_in(text: str) -> str:
    """The dimension whose members a text counts or ranks; empty when it names none."""
    found = (name for name, pattern in DIMENSION_WORDS.items() if re.search(rf"\b(?:{pattern})\b", text, re.I))
    return next(found, "")


def test_in(scope: Scope) -> tuple[Test, list[Mark]] | None:
    """What a sentence says of the rows that it counts, with the limit it holds them to, and the words that say it."""
    first = _first_test(scope)
    if first is None:
        return None
    test, words = first
    for word, other, limit in _thresholds(scope):
        if word not in words and _goes_on(scope, words[0], word):
            test, words = _both(test, limit), [*words, word, other]
    return test, words


def _both(one: Test, other: Test) -> Test:
    """What holds where two do; None where one of them can't be told."""

    def holds(row: Row) -> bool | None:
        held = (one(row), other(row))
        return None if None in held else all(held)

    return holds


def _goes_on(scope: Scope, one: Mark, other: Mark) -> bool:
    """Whether a limit is a condition of what is counted, no clause of its own: "paid off, with an ROI above 50 %"."""
    first, last = sorted((one, other), key=lambda mark: mark.start)
    return not _PARTED.search(scope.sentence.between(first.end, last.start)) and not scope.inside(last, "whole")


def _first_test(scope: Scope) -> tuple[Test, list[Mark]] | None:
    sentence = scope.sentence
    signs = sentence.of("gains_money", "loses_money")
    if signs:
        negated = sentence.of("not")
        positive = (signs[0].kind == "gains_money") != bool(negated)
        return test_of_sign(positive=positive), [*signs[:1], *negated]
    spent, beside = sentence.of("than_spent"), sentence.of("more", "less")
    if spent and len(beside) == 1:
        return test_of_sign(positive=beside[0].kind == "more"), [*beside, *spent]
    earned = _earned_more(scope)
    if earned:
        return earned
    words = sentence.of(*_MOVES)
    limit = _threshold(scope)
    if limit and limit[1][0] in words:
        return limit
    if words and not sentence.has("most", "least", "best", "worst"):
        metric = scope.metric(words[0])
        return (test_of_move(scope, words[0], metric), words[:1]) if metric else None
    return _threshold(scope)


def _earned_more(scope: Scope) -> tuple[Test, list[Mark]] | None:
    """Such as "Earned more than in September": more than before."""
    sentence = scope.sentence
    words = [one for one in sentence.of("more", "less") if not scope.object(one)]
    if not words or not _than_before(scope, words[0]):
        return None
    metric = scope.metric(words[0])
    return (test_of_move(scope, words[0], metric), [words[0], *sentence.of("before")]) if metric else None


def _than_before(scope: Scope, word: Mark) -> bool:
    tail = scope.sentence.text[word.end :]
    said = scope.sentence.after(word, "period")
    compared = {row.compared for row in scope.evidence.rows}
    return bool(re.match(r"[\s,]*(?:than|чем)\s+(?:before|earlier|раньше|прежде)", tail)) or any(
        one.value in compared for one in said[:1]
    )


def _threshold(scope: Scope) -> tuple[Test, list[Mark]] | None:
    return next(((test, [word, figure]) for word, figure, test in _thresholds(scope)), None)


def _thresholds(scope: Scope) -> Iterator[tuple[Mark, Mark, Test]]:
    """Every limit of a sentence: its word, its figure and what holds of a row that keeps it."""
    for word in scope.sentence.of("more", "less", "dearer", "cheaper"):
        figure = next((one for one in scope.sentence.of("figure") if _is_limited(scope, word, one)), None)
        metric, above = scope.metric(word), word.kind in ("more", "dearer")
        if figure is None or not metric:
            continue
        if (moves := scope.inside(word, *_MOVES)) and _is_by(scope, word, figure):
            yield word, figure, _test_of_distance(moves[0], metric, figure, above=above)
        elif figure_of(figure).unit in ("percent", "money") or _is_amount(scope, figure):
            yield word, figure, test_of_threshold(metric, figure, above=above)


def _is_limited(scope: Scope, word: Mark, figure: Mark) -> bool:
    """Whether a figure stands right behind a word that makes it a limit."""
    between = scope.sentence.between(word.end, figure.start)
    return 0 <= figure.start - word.end <= NEAR or bool(_THAN_BY.fullmatch(between))


def _is_amount(scope: Scope, mark: Mark) -> bool:
    return figure_of(mark).unit is None and not counts_rows(scope, mark)


def _is_by(scope: Scope, word: Mark, figure: Mark) -> bool:
    """Whether a limit is one of how far something moved: "grew by more than 5 %", "вырос больше чем на 5 %"."""
    between = scope.sentence.between(word.end, figure.start)
    return bool(_BY.search(scope.sentence.text[: word.start]) or _BY.search(between))


def _test_of_distance(move: Mark, metric: str, figure: Mark, *, above: bool) -> Test:
    """Whether a row's metric moved as a word says, farther or less far than a figure; nothing else than parts of it."""
    limit = float(figure_of(figure).value) / 100

    def holds(row: Row) -> bool | None:
        change, sign = moved(row, metric), sign_of(move, metric)
        if change is None or not sign or figure_of(figure).unit != "percent":
            return None
        return change * sign > limit if above else 0 < change * sign < limit

    return holds
