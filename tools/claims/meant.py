"""Which metric and which rows a figure means where the words beside it say so only together."""

import re
from typing import Final

from tools.claims.mark import Mark, figure_of
from tools.claims.predicates import end_rows
from tools.claims.roles import ABOUT, TURNS
from tools.claims.rows import Row
from tools.claims.scope import RANKS, Scope
from tools.semantics.metrics import METRICS

_OF_ROWS: Final = re.compile(
    r"(?:of |из )?(?:all|всех) (?:the |our |your )?"
    r"(?:channels|campaigns|devices|months|days|каналов|кампаний|устройств)",
    re.I,
)
"""Among whom a superlative is said, no sum."""
_MAIN: Final = re.compile(
    r"main|mostly|primarily|chief|главн|в основном|основн|в первую|прежде|above all|first and", re.I
)
"""What is said of causes, not of rows."""
_AT: Final = re.compile(r"(?<!\w)(?:по|at)\s*$", re.I)
_APIECE: Final = re.compile(r"\s*(?:each|apiece|за штуку|каждый|каждая)(?!\w)", re.I)
_FOR: Final = re.compile(r"\b(?:for|for just|at a cost of|за|ценой)\s*$", re.I)


def _price_said(scope: Scope, mark: Mark, said: str) -> str:
    """Money for which something counted was had: all spent ("258 conversions for 316K"), or of each ("at 5")."""
    counted = said in METRICS and METRICS[said].unit == "count"
    before = ABOUT.sub("", scope.sentence.text[: mark.start])
    each = _AT.search(before) or _APIECE.match(scope.sentence.text[mark.end :])
    if counted and each and figure_of(mark).unit == "money":
        return METRICS.price_of(said) or said
    return "spend" if counted and figure_of(mark).unit == "money" and _FOR.search(before) else said


def _ratio_said(scope: Scope, mark: Mark, said: str) -> str:
    """A percentage beside something counted is of the ratio that the clause names: "converts 3.75 % of its clicks"."""
    if figure_of(mark).unit != "percent" or said not in METRICS or METRICS[said].unit != "count":
        return said
    ratios = [one.value for one in scope.inside(mark, "metric") if METRICS[one.value].unit == "ratio"]
    return str(ratios[0]) if ratios and not scope.inside(mark, "share", "fraction", *TURNS) else said


def described_rows(scope: Scope, mark: Mark) -> list[Row]:
    """The row that a superlative stands for where no name is said: "the dearest campaign costs 7,540"."""
    ranks = [one for one in scope.inside(mark, *RANKS) if not _MAIN.match(one.text)]
    ranks = [one for one in ranks if not scope.inside(one, "name", "period")]
    earlier = [one for one in ranks if one.end <= mark.start]
    return end_rows(scope, (earlier[-1:] or ranks)[0]) if ranks else []


def speaks_of_whole(scope: Scope, mark: Mark) -> bool:
    """Whether a figure stands near a word of the whole and is no share of it."""
    wholes = [one for one in scope.inside(mark, "whole") if not _is_only(scope, one, mark)]
    wholes = [
        one for one in wholes if not (_OF_ROWS.match(scope.sentence.text[one.start :]) and scope.inside(one, *RANKS))
    ]
    return any(abs(one.start - mark.start) < 40 for one in wholes) and not scope.sentence.has("share", "fraction")


def metric_of(scope: Scope, mark: Mark) -> str:
    """The metric that a figure is of, by its unit too."""
    return _ratio_said(scope, mark, _price_said(scope, mark, scope.metric(mark)))


def _is_only(scope: Scope, word: Mark, mark: Mark) -> bool:
    """Whether "всего" right before a figure of somebody named or of a day says "only"."""
    named = any(one.end <= word.start for one in scope.sentence.of("name", "period"))
    return named and word.text.lower() == "всего" and 0 <= mark.start - word.end <= 1
