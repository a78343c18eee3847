"""Conditions with days of their own: "ROAS under 1 in July but over 1 in March", "July's revenue of those that had"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.period import days, window
from agent.understanding.grammar.frame import Issue, Limit, Wanted
from agent.understanding.grammar.scene import APART, RELATIVE, Clause
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Each condition is put to the days beside it; two that no number can pass in the same days are asked about."""
    limits: tuple[Limit, ...] = frame.get("having", ())
    spans = [span for span in scene.of("period") if span.period is not None and not _measures(scene, span)]
    if limits and len(spans) == 2 and len({days(span.period) for span in spans}) == 2:
        numbers = _numbers(scene, frame, limits)
        if numbers and _in_both(scene, spans):
            return _possible(scene, _placed(frame, *_twice(limits, spans), spans))
        if whose := _whose(scene, numbers, spans):
            frame = _placed(frame, limits, [days(span.period) for span in whose], spans)
    return _possible(scene, frame)


def _in_both(scene: Clause, spans: Sequence[Stretch]) -> bool:
    """Reads "where CPA was above 100 in April and in May" as a condition on each of the two."""
    between = scene.between(*spans)
    joined = any(span.is_a("and") for span in between) and all(span.is_a("and", "filler", "it") for span in between)
    return joined and not scene.words() & APART


def _twice(limits: Sequence[Limit], spans: Sequence[Stretch]) -> tuple[list[Limit], list[str]]:
    """Each condition for each of the days."""
    both = [days(span.period) for span in spans]
    return [limit for limit in limits for _ in both], [one for _ in limits for one in both]


def _numbers(scene: Clause, frame: Wanted, limits: Sequence[Limit]) -> list[Stretch]:
    """The number of each condition, in order; empty where some stand on none."""
    plain = all(limit.of == "value" and not limit.times for limit in limits)
    heard = set(frame.slots["having"].spans)
    numbers = [span for span in scene.of("number") if (span.start, span.end) in heard]
    return numbers if plain and len(numbers) == len(limits) else []


def _measures(scene: Clause, span: Stretch) -> bool:
    """Whether days are only what others are held against: "compared to June"."""
    before = scene.before(span, past=("filler", "unknown"), most=1)
    return bool(before) and before[0].is_a("compare")


def _whose(scene: Clause, numbers: Sequence[Stretch], spans: Sequence[Stretch]) -> list[Stretch]:
    """The days of each condition: before it or behind it, alike for both; of a single one those of its clause."""
    if len(numbers) == 2:
        order = sorted([*numbers, *spans], key=lambda span: span.first)
        behind = [span.is_a("period") for span in order]
        return list(spans) if behind in ([False, True, False, True], [True, False, True, False]) else []
    if len(numbers) != 1:
        return []
    number = numbers[0]
    begins = [
        span.first
        for span in scene.spans
        if span.first < number.first and set(span.low.split()) & RELATIVE and not span.is_a("period")
    ]
    own = [span for span in spans if begins and span.first > begins[-1]]
    outside = [span for span in spans if span not in own]
    lead = bool(begins) and any(span.first < begins[-1] for span in scene.spans)
    return own if len(own) == 1 and outside and lead else []


def _placed(frame: Wanted, limits: Sequence[Limit], own: Sequence[str], spans: Sequence[Stretch]) -> Wanted:
    """The frame about the later days, or about those that no condition is on, with the others compared."""
    both = sorted({days(span.period) for span in spans}, key=window)
    free = [one for one in both if one not in own]
    main = free[0] if free else both[-1]
    other = next(one for one in both if one != main)
    placed = tuple(
        limit if one == main else replace(limit, of="previous") for limit, one in zip(limits, own, strict=True)
    )
    return frame.put("periods", (main,), *spans).put("compare_to", other).put("having", placed, *spans)


def _possible(scene: Clause, frame: Wanted) -> Wanted:
    """The frame with a question where a metric would have to be both more and less than it can."""
    limits: tuple[Limit, ...] = frame.get("having", ())
    for low in (limit for limit in limits if limit.operator.startswith(">") and not limit.times):
        for high in (limit for limit in limits if limit.operator.startswith("<") and not limit.times):
            same = (low.metric, low.of) == (high.metric, high.of)
            meets = low.value == high.value and "=" in low.operator + high.operator
            if same and low.value >= high.value and not meets:
                values = {"metric": METRICS[low.metric].titles[scene.language]}
                return frame.doubt(Issue(key="understanding-whose-days", values=values))
    return frame


CONSTRUCT: Final = Construct(
    name="own days",
    apply=apply,
    examples={
        "which channels had ROI under 10% in October 2025 but over 20% in September 2025": {
            "periods": ("2025-10-01..2025-10-31",),
            "compare_to": "2025-09-01..2025-09-30",
            "having": (
                Limit(metric="roi", operator="<", value=0.1),
                Limit(metric="roi", operator=">", value=0.2, of="previous"),
            ),
        },
    },
)
