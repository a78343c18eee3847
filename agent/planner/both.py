"""Two questions as one: "both of them", "compare the two" after two that one thing tells apart."""

from dataclasses import replace
from typing import Final

from agent.planner.reading import Reading
from agent.planner.slots import Kept, Slots

_BOTH: Final = frozenset("both оба обе обоих обеих обоим обеим двоих".split())
_PAIR: Final = frozenset("two двух две два".split())
_THEM: Final = frozenset("them they их ними these эти между".split())
_TOGETHER: Final = frozenset(("вместе", "together", "combined", "в сумме", "суммарно", "in total", "итого", "total"))


def says_both(reading: Reading) -> bool:
    """Whether two things are pointed at: "both", "the two", "compare them"."""
    words = {token.plain for token in reading.row.tokens}
    pointed = bool(words & _THEM) or (
        bool(words & _PAIR) and not reading.has("best", "worst", "most", "least", "first_n")
    )
    return bool(words & (_BOTH | _TOGETHER)) or (reading.has("compare") and pointed)


def joined(reading: Reading, before: Slots | None, earlier: Slots | None) -> Slots | None:
    """The slots of the last two questions as one, when "both" is said and one filter or the period tells them apart."""
    if before is None or earlier is None or not says_both(reading):
        return None
    if replace(before, period="", kept=()) != replace(earlier, period="", kept=()):
        return None
    if before.kept == earlier.kept and before.period != earlier.period and not before.compare:
        return replace(before, compare=earlier.period)
    return _with_both_values(reading, before, earlier) if before.period == earlier.period else None


def _with_both_values(reading: Reading, before: Slots, earlier: Slots) -> Slots | None:
    new = [entry for entry in before.kept if entry not in earlier.kept]
    old = [entry for entry in earlier.kept if entry not in before.kept]
    if len(new) != 1 or len(old) != 1 or new[0].dimension != old[0].dimension or new[0].exclude or old[0].exclude:
        return None
    dimension = new[0].dimension
    values = tuple(dict.fromkeys((*old[0].values, *new[0].values)))
    both = Kept(dimension=dimension, values=values)
    kept = tuple(both if entry == new[0] else entry for entry in before.kept)
    summed = any(item.text.lower() in _TOGETHER for item in reading.of("all"))
    groups = before.groups if summed or dimension in before.groups else (*before.groups, dimension)
    return replace(before, kept=kept, groups=groups)
