"""Which lines of a plan answer what was asked of it: who is over, who is under, who is nearest to it."""

from collections.abc import Sequence
from typing import Final, Literal

from tools.plan.line import PlanLine
from tools.plan.lines import OVER, SPENT
from tools.semantics.metrics import METRICS

About = Literal["", "over", "under", "nearest", "farthest", "left", "per_day"]
"""What is asked: how it goes; who is over or under; who is nearest to it or farthest off; what is left; what each day
left must bring."""
RANKING: Final = ("over", "under", "nearest", "farthest")
"""Answered with some of the lines, in an order of their own."""
URGENCY: Final = (
    "wont missed over under unspent unlikely likely unknown even will reached ahead".split()
)  # what goes worst first


def whole_of(lines: Sequence[PlanLine]) -> PlanLine | None:
    """The line that stands for all: of all channels together, or the only one; None where nothing adds up."""
    together = [line for line in lines if not line.channel]
    return next(iter(together or lines), None) if together or len(lines) == 1 else None


def parts_of(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """The lines of channels and campaigns, what goes worst first."""
    return sorted((line for line in lines if line.channel), key=_urgency)


def chosen(lines: Sequence[PlanLine], about: About) -> list[PlanLine]:
    """The lines that a question of this kind is answered with, those that matter most first."""
    parts = [line for line in parts_of(lines) if line.state != "ahead"]
    if about == "over":
        return sorted(filter(is_over, parts), key=lambda line: -_apart(line))
    if about == "under":
        return sorted(filter(is_under, parts), key=_apart)
    if about in ("nearest", "farthest"):
        known = [line for line in parts if line.target and line.end is not None]
        return sorted(known, key=lambda line: abs(share_of(line) - 1), reverse=about == "farthest")
    return list(lines)


def is_over(line: PlanLine) -> bool:
    """Whether more than planned is there already, or surely more will be at this pace."""
    return exceeds(line) or (not line.ended and line.end is not None and line.end > OVER * line.target)


def exceeds(line: PlanLine) -> bool:
    """Whether more than planned is there already, by what a whole unit shows."""
    return line.off is not None and round(line.off) > 0


def is_under(line: PlanLine) -> bool:
    """Whether less than planned came of closed days, or will at this pace."""
    if line.end is None:
        return False
    return round(line.end - line.target) < 0 if line.ended else line.end < SPENT * line.target


def share_of(line: PlanLine) -> float:
    """What part of the target it ends at."""
    return (line.end or 0.0) / line.target


def _apart(line: PlanLine) -> float:
    return (line.end or 0.0) - line.target


def _urgency(line: PlanLine) -> tuple[int, bool, float]:
    """What goes worst first; sums, which are money or people, before prices and returns."""
    short = 1 - (line.end or 0.0) / line.target if line.target else 0.0
    return URGENCY.index(line.verdict), not METRICS[line.metric].additive, -abs(short)
