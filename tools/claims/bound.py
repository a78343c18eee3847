"""A figure's cell, and the direction in which a sentence tells it."""

import re
from dataclasses import dataclass
from typing import Final

from tools.claims.mark import Mark, figure_of
from tools.claims.rows import Row
from tools.claims.scope import Scope

_GROWN: Final = re.compile(r"doubled|tripled|quadrupled|удвоил|утроил", re.I)
"""A factor that is itself a move."""
UP: Final = ("up", "up_hard", "better_now", "more", "dearer", "gave", "helped")
DOWN: Final = ("down", "down_hard", "worse_now", "less", "lost", "cheaper", "harmed")


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A figure's cell."""

    row: Row
    metric: str
    part: str
    exact: float
    currency: str = ""


def direction_near(scope: Scope, mark: Mark) -> int:
    """1 or -1 by the word of direction that governs a figure, 0 when none does."""
    words = scope.inside(mark, *UP, *DOWN)
    if figure_of(mark).spelled and _GROWN.match(mark.text):
        return 1
    if not words:
        return 0
    if figure_of(mark).unit == "times":  # "more than twofold" says how far, not which way
        words = [one for one in words if not _is_bound(one, mark)] or words
    earlier = [one for one in words if one.end <= mark.start]
    close = [one for one in words if 0 <= one.start - mark.end <= 3]
    chosen = close[0] if close else earlier[-1] if earlier else words[0]
    return 1 if chosen.kind in UP else -1


def signed(moved: float, sign: int, mark: Mark) -> float:
    """The move as the sentence tells it: "fell by 5" is 5 when it did fall, and nothing that shows when it did not."""
    if sign == 0 or figure_of(mark).value < 0:
        return moved if sign >= 0 or moved < 0 else float("inf")
    return abs(moved) if (moved > 0) == (sign > 0) else float("inf")


def _is_bound(word: Mark, mark: Mark) -> bool:
    return word.kind in ("more", "less") and 0 <= mark.start - word.end <= 6
