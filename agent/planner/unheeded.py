"""Words that were understood and yet change nothing in what will be asked: "compare" with nothing, "without" nobody."""

import itertools
from collections.abc import Callable
from typing import Final

from agent.planner import cuts
from agent.planner.both import says_both
from agent.planner.items import Item
from agent.planner.merging import moves_back
from agent.planner.reading import Reading
from agent.planner.slots import TIME_GROUPS, Slots
from tools.semantics.metrics import METRICS


def unheeded(reading: Reading, slots: Slots) -> Item | None:
    """The first such word, if any: without it the question would be answered as if it had not been said."""
    return next(
        (item for item in reading.items if item.kind in _HEEDED and not _HEEDED[item.kind](reading, slots)), None
    )


def _is_averaged(_reading: Reading, slots: Slots) -> bool:
    """Whether "average" has its place: a ratio, a mean of days, or points in time that a mean is told of."""
    sums = all(METRICS[name].additive for name in slots.metrics)
    return not sums or slots.per_day or bool(slots.focus) or _along_time(slots)


def _along_time(slots: Slots) -> bool:
    return any(name in TIME_GROUPS for name in slots.groups)


def _is_moved(reading: Reading, slots: Slots) -> bool:
    along = _along_time(slots) or bool(reading.days.others) or len(_values(slots)) > 1
    return bool(slots.compare) or along or moves_back(reading)


def _is_compared(reading: Reading, slots: Slots) -> bool:
    return bool(slots.compare or slots.groups or reading.days.others)


def _is_ordered(_reading: Reading, slots: Slots) -> bool:
    return bool(slots.order or slots.having or slots.compare) or slots.limit is not None


def _is_excluded(_reading: Reading, slots: Slots) -> bool:
    return any(entry.exclude for entry in slots.kept) or bool(slots.having)


def _is_cut(reading: Reading, slots: Slots) -> bool:
    """Whether every dimension named is a cut or holds a filter; channels and campaigns at large are advertising."""
    row = reading.row
    named = {cuts.stand_in(item.value, row.catalogue, item.text) for item in reading.of("dimension")}
    if slots.compare and says_both(reading):
        named -= set(TIME_GROUPS)
    return named - {"channel", "campaign", "account", "audience"} <= {*slots.groups, *_dimensions(slots)}


def _is_counted(reading: Reading, slots: Slots) -> bool:
    """Whether what is counted is a row or a metric: "campaign count by channel" is neither."""
    items = [item for item in reading.items if not item.is_a("filler")]
    beside = next((left for left, right in itertools.pairwise(items) if right.is_a("count")), None)
    return beside is None or not beside.is_a("dimension") or bool(reading.slots.metrics) or slots.count


def _dimensions(slots: Slots) -> set[str]:
    return {entry.dimension for entry in slots.kept}


def _values(slots: Slots) -> set[str]:
    return {value for entry in slots.kept for value in entry.values}


_HEEDED: Final[dict[str, Callable[[Reading, Slots], bool]]] = {
    "compare": _is_compared, "exclude": _is_excluded, "negated": _is_excluded, "change": _is_moved,
    "previous": _is_moved, "last_year": _is_moved, "share": lambda _, slots: slots.share, "best": _is_ordered,
    "worst": _is_ordered, "most": _is_ordered, "least": _is_ordered, "dimension": _is_cut, "count": _is_counted,
    "average": _is_averaged,
}  # fmt: skip
