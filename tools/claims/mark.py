"""A stretch of a sentence and what it is; a sentence as such stretches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

from tools.claims.rows import Name
from tools.words.numbers import Figure

_TELLING: Final = (
    "figure metric up down up_hard down_hard better_now worse_now gains_money loses_money best worst most least first "
    "second third_place fourth fifth sixth last more less".split()
)
"""What may be told of a name."""
_FRONTED: Final = re.compile(r"\W*(?:with|at|for|having|by|из|с|со|при|за|имея|по)\s[^,]*,", re.I)
"""What stands before the name that it is told of: "with an ROI of 5 %, TikTok ..."."""
_PARTED: Final = re.compile(r"[,;]\s|\s(?:and|while|и|а)\s", re.I)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A stretch of a sentence and what it is."""

    kind: str
    start: int
    end: int
    value: Any = None
    text: str = ""


@dataclass(kw_only=True)
class Sentence:
    """A sentence taken apart."""

    text: str
    marks: list[Mark]
    unknown: list[Mark] = field(default_factory=list)
    """Words that neither claim something known nor are known to claim nothing."""
    asks: bool = False
    borne: set[int] = field(default_factory=set)
    """Places of marks that are borne out."""
    settled: set[int] = field(default_factory=set)
    """Places of words whose order among names is borne out."""
    shown: set[str] = field(default_factory=set)
    """Metrics whose cells its figures are."""

    def unread(self) -> "Sentence":
        """The same with nothing borne out."""
        return replace(self, unknown=[*self.unknown], borne=set(), settled=set(), shown=set())

    def of(self, *kinds: str) -> list[Mark]:
        """Marks of these kinds, in order."""
        return [mark for mark in self.marks if mark.kind in kinds]

    def near(self, mark: Mark, *kinds: str, within: int = 30) -> list[Mark]:
        """Marks of these kinds whose edge is at most so many characters away."""
        found = [
            one
            for one in self.of(*kinds)
            if one is not mark and max(one.start - mark.end, mark.start - one.end) <= within
        ]
        return sorted(found, key=lambda one: max(one.start - mark.end, mark.start - one.end))

    def heads_another(self, name: Mark, mark: Mark) -> bool:
        """Whether a name behind a word begins a claim of its own: "spend rose, and TikTok lost money"."""
        behind = self.after(name, *_TELLING)[:1]
        parted = (
            name.start >= mark.end
            and not _FRONTED.match(self.text)
            and _PARTED.search(self.between(mark.end, name.start))
        )
        return bool(parted) and bool(behind) and "," not in self.between(name.end, behind[0].start)

    def before(self, mark: Mark, *kinds: str) -> list[Mark]:
        """Marks of these kinds that end before it, the nearest first."""
        return [one for one in reversed(self.of(*kinds)) if one.end <= mark.start]

    def after(self, mark: Mark, *kinds: str) -> list[Mark]:
        """Marks of these kinds that begin behind it, the nearest first."""
        return [one for one in self.of(*kinds) if one.start >= mark.end]

    def between(self, left: int, right: int) -> str:
        """The text from one place to another."""
        return self.text[left:right]

    def bear(self, *marks: Mark) -> None:
        """Notes that these are borne out."""
        self.borne.update(mark.start for mark in marks)

    def has(self, *kinds: str) -> bool:
        """Whether such a mark is there."""
        return any(mark.kind in kinds for mark in self.marks)


def listed(names: Iterable[Mark]) -> list[Name]:
    """Values of name marks, each once."""
    return list(dict.fromkeys(mark.value for mark in names))


def figure_of(mark: Mark) -> Figure:
    """The figure of a figure mark."""
    figure: Figure = mark.value[0]
    return figure


OF_ALL: Final = re.compile(
    r"\s+(?:of (?:all|total|the total|our|all our|the overall)"
    r"|(?:от )?(?:всех|всего|общего (?:числа|количества|объема)))"
    r"(?: the| our| наших)?\s+",
    re.I,
)
"""Between a percentage and what it is a share of."""
_TO: Final = re.compile(r"\s*(?:to|and|до|и|–|—|-)\s+", re.I)


def scaled(marks: list[Mark], text: str) -> list[Mark]:
    """Marks with the scale said after the second of two figures for both: "from 24.1 to 27.2 million"."""
    figures = [mark for mark in marks if mark.kind == "figure"]
    other = {one.start: two for one, two in pairwise(figures) if _TO.fullmatch(text[one.end : two.start])}
    return [_as_large(mark, other[mark.start]) if mark.start in other else mark for mark in marks]


def _as_large(low: Mark, high: Mark) -> Mark:
    one, other = figure_of(low), figure_of(high)
    if one.scale != 1 or other.scale == 1 or abs(one.value) >= LARGE or one.unit not in (None, other.unit):
        return low
    larger = replace(one, value=one.value * other.scale, scale=other.scale, unit=one.unit or other.unit)
    return replace(low, value=(larger, low.value[1] or high.value[1]))


LARGE: Final = 1_000
"""From here a figure is no number of thousands or millions."""
_JOINED: Final = re.compile(r"[\s,*«»\"“”()]*(?:and|и|&|/|as well as|а также)?[\s,*«»\"“”()]*(?:the\s)?")


def joined(between: str) -> bool:
    """Whether what stands between two names or metrics lists them together."""
    return bool(_JOINED.fullmatch(between))
