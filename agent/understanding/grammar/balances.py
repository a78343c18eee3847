"""Money that comes in held against money that goes out: a loss or a gain, whatever the verbs."""

from collections.abc import Sequence
from typing import Final

from agent.understanding.grammar.scene import Clause, as_a
from agent.understanding.spans import Stretch


def balances(spans: list[Stretch], _scene: Clause) -> list[Stretch]:
    """Reads "earned less than they cost", "тратят больше, чем приносят" as losing money, the reverse as a gain."""
    for place, span in enumerate(spans):
        if not (span.is_a("more") and span.value in _BELOW):
            continue
        ends = [_side(spans[:place][::-1]), _side(spans[place + 1 :])]
        if set(ends) == {"in", "out"}:
            loses = _BELOW[span.value] == (ends[0] == "in")
            spans[place] = as_a(span, "loss" if loses else "gain")
    return spans


_BELOW: Final = {"<": True, "<=": True, ">": False, ">=": False}


def _side(spans: Sequence[Stretch]) -> str:
    """Whether the nearest word beside a comparison is money that comes in or goes out."""
    near = next((one for one in spans if not one.is_a("filler", "it", "unknown", "which", "compare")), None)
    if near is None:
        return ""
    if near.is_a("brings") or (near.is_a("metric") and near.value == "revenue"):
        return "in"
    return "out" if near.is_a("spends") or (near.is_a("metric") and near.value == "spend") else ""
