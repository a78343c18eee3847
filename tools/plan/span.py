"""Several months of a plan told in one: what was planned, what came of it, how far the two are apart."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tools.plan.line import Kind, PlanLine, State
from tools.plan.lines import judged
from tools.semantics.metrics import METRICS


def spanned(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """A line for each sum that several months plan; prices and returns do not add up over months.

    Args:
        lines: of all the months, the earliest first.
    """
    sums = [line for line in lines if METRICS[line.metric].additive]
    own = dict.fromkeys(line.owner for line in sums if line.channel)
    parts = [[one for one in sums if one.owner == key] for key in own]
    kinds = dict.fromkeys(key[:2] for key in own)
    wholes = [some for kind, metric in kinds if (some := whole_by_month(sums, kind, metric))]
    return [replace(_joined(some), channel="") for some in wholes] + [_joined(some) for some in parts]


def whole_by_month(lines: Sequence[PlanLine], kind: Kind, metric: str) -> list[PlanLine]:
    """What stands for all channels in each month: their sum, or the only one; none where it is the same everywhere."""
    same = [line for line in lines if (line.kind, line.metric, line.campaign) == (kind, metric, "")]
    if len({line.channel for line in same if line.channel}) < 2:
        return []
    months = dict.fromkeys(line.month for line in same)
    return [next(line for line in sorted(same, key=lambda one: one.channel) if line.month == month) for month in months]


def _joined(lines: Sequence[PlanLine]) -> PlanLine:
    last = lines[-1]
    whole = replace(
        last,
        month=lines[0].month,
        target=sum(line.target for line in lines),
        fact=_sum(line.fact for line in lines if line.state != "ahead"),
        expected=_sum(line.end for line in lines),
        low=_sum(line.fact if line.ended else line.low for line in lines),
        high=_sum(line.fact if line.ended else line.high for line in lines),
        elapsed=sum(line.elapsed * line.length for line in lines) / sum(line.length for line in lines),
        days_left=sum(line.days_left for line in lines),
        state=_state([line.state for line in lines]),
    )
    return judged(whole) if whole.state in ("closed", "running") else replace(whole, verdict="ahead", gap_per_day=None)


def _sum(values: Iterable[float | None]) -> float | None:
    """None where one of them is not known, or there is none."""
    known = list(values)
    whole = [value for value in known if value is not None]
    return sum(whole) if whole and len(whole) == len(known) else None


def _state(states: Sequence[State]) -> State:
    if "ahead" in states:
        return "ahead" if set(states) == {"ahead"} else "begun"
    return "closed" if set(states) == {"closed"} else "running"
