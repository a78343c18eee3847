"""Conditions on numbers: above 500, between two, against the average, k times, a named row, another period, losses."""

import re
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.relative import ROWS_OF, direction, relative
from agent.understanding.grammar.constructs.value import NAMES, by_per_cent
from agent.understanding.grammar.frame import LEFT_OUT, Issue, Limit, Wanted
from agent.understanding.grammar.limited import is_age, limited_metric
from agent.understanding.grammar.scene import RELATIVE, Clause
from agent.understanding.spans import Stretch
from agent.understanding.spans.amounts import sign_before
from tools.semantics.metrics import METRICS
from tools.words.labels import stored_value

_COMPARING: Final = ("more", "dear", "cheap", "between")


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Every condition; a number that is none and counts no rows stays unheard."""
    against = relative(scene, frame)
    measures = {span for _, words in against for span in words}
    frame, found = _numeric(scene, frame, [number for number in scene.of("number") if number not in measures])
    found += against
    if rest := _left_out(scene, found):
        found, frame = rest, frame.mark(LEFT_OUT)
    else:
        found += _signs(scene, frame, {span for _, words in found for span in words})
    if not found:
        return frame
    limits = [limit for limit, _ in found]
    frame = frame.put("having", (*frame.get("having", ()), *limits), *[span for _, words in found for span in words])
    extra = tuple(dict.fromkeys((*frame.metrics, *(limit.metric for limit in limits))))
    of_before = not scene.has("metric") and bool(extra) and set(extra) <= set(scene.metrics_before)
    origin = frame.origin("metrics") or ("carried" if of_before else "said")
    frame = frame.put("metrics", extra, *scene.of("metric"), origin=origin)
    return frame.put("total", True) if _asks_sum(scene, frame, limits) else frame


def _numeric(scene: Clause, frame: Wanted, numbers: list[Stretch]) -> tuple[Wanted, list[tuple[Limit, list[Stretch]]]]:
    """The conditions that stand on numbers, and the frame with a doubt where a number has no metric."""
    found: list[tuple[Limit, list[Stretch]]] = []
    for place, number in enumerate(numbers):
        operator, words = _operator(scene, number)
        moved = _movement(scene, frame, number, operator or ">=")
        if moved or (moved := _by_per_cent(scene, frame, number, operator or ">=")):
            found.append((moved, [number, *words, *by_per_cent(scene, number)]))
            continue
        if not operator and place + 1 < len(numbers) and _is_range(scene, frame, number, numbers[place + 1]):
            operator = ">="
        if place and found and _second_end(scene, numbers[place - 1], number):
            operator, words = "<=", []
        if not operator:
            continue
        metric = limited_metric(scene, frame, number)
        if metric is None or is_age(scene, number):
            issue = Issue(key="understanding-which-metric", values={"figure": number.text})
            frame = frame.doubt(issue).hear(number, *words)
        elif limit := (
            _per_cent_of_an_amount(scene, frame, metric, operator, number) or _limit(scene, metric, operator, number)
        ):
            found.append((limit, [number, *words, *(scene.of("average", "all") if limit.times else ())]))
    scaled = _one_scale([limit for limit, _ in found], numbers)
    return frame, [(limit, words) for limit, (_, words) in zip(scaled, found, strict=True)]


def _left_out(scene: Clause, found: list[tuple[Limit, list[Stretch]]]) -> list[tuple[Limit, list[Stretch]]]:
    """Reads "drop those that spent under 40k", "без кампаний с расходом ниже 40 тысяч" as what then remains."""
    if len(found) != 1 or found[0][0].operator not in _REST:
        return []
    limit, words = found[0]
    for span in scene.of("exclude"):
        after = scene.after(span, past=_THOSE, most=3)[:1]
        rows = after and any(one.is_a(*_THOSE[1:]) or one.low in RELATIVE for one in scene.between(span, after[0]))
        if rows and (after[0] in words or (after[0].is_a("metric") and after[0].value == limit.metric)):
            return [(replace(limit, operator=_REST[limit.operator]), [*words, span])]
    return []


_THOSE: Final = ("filler", "it", "who", "which", "dimension")
"""What may stand between "without" and the condition on its rows."""
_REST: Final = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
"""What the rows that remain fulfil."""


def _asks_sum(scene: Clause, frame: Wanted, limits: list[Limit]) -> bool:
    """Reads "how much did we spend on campaigns that lose money" as one sum over the rows kept."""
    asked = [
        span
        for span in scene.of("how_much", "count")
        if not (
            (after := scene.after(span, past=("filler", "value", "unknown"), most=1)) and after[0].is_a("dimension")
        )
    ]
    main = frame.metrics[0]
    alone = METRICS[main].additive and main not in {limit.metric for limit in limits}
    return bool(asked) and alone and not scene.has("which", "who", "by", "each", "change")


def _movement(scene: Clause, frame: Wanted, number: Stretch, operator: str) -> Limit | None:
    """Reads "rose by more than 10 %", "потеряли больше 20 % выручки" as a condition on the change."""
    far = len(scene.spans) if _BY.search(scene.text[: number.start]) else _NEAR
    near = [span for span in scene.before(number, past=("filler", "unknown"), most=far) if span.is_a("change")]
    if not near or not near[0].value or number.figure is None or not scene.has(*ROWS_OF):
        return None
    metric = limited_metric(scene, frame, number)
    if metric is None or operator not in _FLIPPED:
        return None
    figure, unit = number.figure, number.figure.unit
    relative = unit in ("percent", "times")
    value = float(figure.value)
    amount = value / 100 if unit == "percent" else value - 1 if unit == "times" else stored_value(metric, figure)
    limit = Limit(metric=metric, of="change" if relative else "change_abs", operator=operator, value=amount)
    return _falling(limit) if near[0].value == "down" else limit


def _by_per_cent(scene: Clause, frame: Wanted, number: Stretch, operator: str) -> Limit | None:
    """Reads "more than 15% more expensive in January than in December" as a condition on the change."""
    words = by_per_cent(scene, number)
    metric = limited_metric(scene, frame, number)
    if not words or metric is None or number.figure is None or not frame.has("compare_to") or operator not in _FLIPPED:
        return None
    limit = Limit(metric=metric, of="change", operator=operator, value=float(number.figure.value) / 100)
    return _falling(limit) if direction(words[-1], metric) == "<" else limit


def _per_cent_of_an_amount(scene: Clause, frame: Wanted, metric: str, operator: str, number: Stretch) -> Limit | None:
    """Reads "dearer than in April, by more than 10%": per cent of money or of a count are those of its change."""
    if number.figure is None or number.figure.unit != "percent":
        return None
    if not frame.has("compare_to") or METRICS[metric].style not in ("money", "count"):
        return None
    limit = Limit(metric=metric, of="change", operator=operator, value=float(number.figure.value) / 100)
    falls = scene.has("cheap") and not scene.has("dear") and operator in _FLIPPED
    return _falling(limit) if falls else limit


def _falling(limit: Limit) -> Limit:
    """The same change downwards: "fell by more than 10 %" is below minus 10 %."""
    return replace(limit, operator=_FLIPPED[limit.operator], value=-limit.value)


_BY: Final = re.compile(r"\b(?:на|by)(?:\s+(?:more than|over|at least|less than|under|больше|более|менее))?\s*$", re.I)
"""What says that a number is one of a change, however far its verb stands."""
_NEAR: Final = 4
_FLIPPED: Final = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def _operator(scene: Clause, number: Stretch) -> tuple[str, list[Stretch]]:
    """What a number is compared by: a sign, or a word right before or after it."""
    if sign := sign_before(scene.text, number.start):
        return sign, []
    multiple = _of_average(scene, number)
    past = ("filler", "unknown", "compare", *(("average",) if multiple else ()))
    for span in scene.before(number, past=(), most=3):
        if span.low == "top" and number.figure is not None and number.figure.unit == "money":
            return ">", [span]
        if span.is_a("more"):
            return span.value, [span]
        if span.is_a("dear", "cheap", "between"):
            return {"dear": ">", "cheap": "<", "between": ">="}[span.kind], [span]
        if not span.is_a(*past) or scene.broken(span, number):
            break
    after = scene.after(number, past=(), most=1)
    tail = scene.text[number.end : number.end + 14].casefold()
    if (
        after
        and after[0].is_a("more")
        and after[0].value in (">=", "<=")
        and tail.lstrip(" %").startswith(("or ", "и ", "and ", "или "))
    ):
        return after[0].value, after
    return (">", []) if multiple else ("", [])


def _one_scale(limits: list[Limit], numbers: list[Stretch]) -> list[Limit]:
    """Reads "from 150 to 260 thousand": the scale said after the second end holds for both."""
    figures = [number.figure for number in numbers if number.figure is not None]
    if (
        len(limits) != 2
        or len(figures) != 2
        or limits[0].metric != limits[1].metric
        or figures[0].scale != 1
        or figures[1].scale == 1
        or limits[0].value >= limits[1].value / figures[1].scale
    ):
        return limits
    return [replace(limits[0], value=limits[0].value * figures[1].scale), limits[1]]


def _is_range(scene: Clause, frame: Wanted, left: Stretch, right: Stretch) -> bool:
    """Reads "campaigns with 1k to 2k clicks", "расход 150-260 тысяч" as both ends of a condition."""
    plain = left.figure is not None and right.figure is not None and left.figure.value < right.figure.value
    return (
        plain
        and bool(frame.metrics)
        and scene.text[left.end : right.start].strip(" —–-").casefold() in ("", "to", "до")
    )


def _second_end(scene: Clause, left: Stretch, right: Stretch) -> bool:
    """Whether it is the second end of "between 1 and 2", "from 1 to 2", "1-2"."""
    gap = scene.text[left.end : right.start].casefold().strip()
    return gap in ("-", "–", "—", "до", "to") or (gap in ("and", "и") and scene.has("between", "more"))


def _limit(scene: Clause, metric: str, operator: str, number: Stretch) -> Limit | None:
    """The condition; None for a multiple of nothing said."""
    figure = number.figure
    if figure is None:
        return None
    if _of_average(scene, number):
        return Limit(metric=metric, operator=operator, value=float(figure.value), times="average")
    if figure.unit == "times" and METRICS[metric].style != "multiple":
        return None
    return Limit(metric=metric, operator=operator, value=stored_value(metric, figure))


def _of_average(scene: Clause, number: Stretch) -> bool:
    """Reads "twice the average", "в два раза выше среднего"."""
    near = [*scene.after(number, most=3), *scene.before(number, most=2)]
    times = number.figure is not None and (number.figure.unit == "times" or number.figure.spelled)
    return times and any(span.is_a("average", "all") for span in near)


_NOT: Final = frozenset(
    "не not never don't doesn't didn't do not isn't aren't weren't won't haven't hasn't hadn't".split()
)


def _signs(scene: Clause, frame: Wanted, said: set[Stretch]) -> list[tuple[Limit, list[Stretch]]]:
    """Conditions in words: losing money, in the black, without conversions; those `said` in others are none."""
    found: list[tuple[Limit, list[Stretch]]] = []
    if not scene.has("best", "worst", "most", "least"):
        for span in (one for one in scene.of("loss", "gain", "waste") if one not in said):
            signed = next((name for name in frame.metrics if name in ("profit", "roi")), "roi")
            before = scene.with_spans(scene.before(span, past=(), most=2)).words()
            negated = span.is_a("gain") and not _NOT.isdisjoint(before)
            pays = span.is_a("gain") and not negated
            found.append((Limit(metric=signed, operator=">" if pays else "<", value=0.0), [span]))
    for span in scene.of("zero", "negated", "exclude"):
        whose = NAMES if span.is_a("zero") else ()  # "no TV spend": none of it there
        following = scene.after(span, past=("filler", "now", *whose), most=1)
        names = span.is_a("exclude") and scene.has(*NAMES)
        if (
            following
            and following[0].is_a("metric")
            and METRICS[following[0].value].style in ("count", "money")
            and not names
        ):
            limit = Limit(metric=following[0].value, operator="<=", value=0.0)
            if all(limit != known for known, _ in found):
                found.append((limit, [span, following[0], *_denied_twice(scene, span, following[0])]))
    return found


def _denied_twice(scene: Clause, denied: Stretch, metric: Stretch) -> list[Stretch]:
    """The "ни одной" of "не продали ни одной": Russian denies what there is none of twice."""
    return [one for one in scene.after(metric, past=(), most=1) if one.is_a("zero") and denied.is_a("negated")]


CONSTRUCT: Final = Construct(
    name="threshold",
    apply=apply,
    examples={
        "campaigns with CPA above 500": {"having": (Limit(metric="cpa", operator=">", value=500.0),)},
        "каналы с ROI ниже 50%": {"having": (Limit(metric="roi", operator="<", value=0.5),)},
        "channels with CPC above average": {"having": (Limit(metric="cpc", operator=">", times="average"),)},
        "убыточные кампании": {"having": (Limit(metric="roi", operator="<", value=0.0),)},
    },
)
