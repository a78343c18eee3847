"""Conditions against what is no number: the average, a named row, another period."""

from dataclasses import replace
from typing import Final

from agent.understanding.grammar.constructs.period import STEP, days
from agent.understanding.grammar.constructs.value import NAMES, by_per_cent, reaches, yardstick
from agent.understanding.grammar.frame import Limit, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS

ROWS_OF: Final = ("which", "dimension", "who", "count")


_BEFORE_MEASURE: Final = ("filler", "unknown", "by", "compare")
_BESIDE: Final = ("filler", "unknown", "it")


def relative(scene: Clause, frame: Wanted) -> list[tuple[Limit, list[Stretch]]]:
    """Conditions against what is no number: "above average", "dearer than Facebook", "cheaper than in May"."""
    by_so_much = {word for number in scene.of("number") for word in by_per_cent(scene, number)}
    found: list[tuple[Limit, list[Stretch]]] = []
    alone: list[Stretch] = []
    for span in scene.of("more", "dear", "cheap", "best", "worst"):
        if span in frame.heard or span in by_so_much:
            continue
        if loss := _for_less_than_spent(scene, span):
            found.append(loss)
            continue
        if (metric := _compared_metric(scene, frame, span)) is None:
            continue
        if condition := _condition(scene, frame, span, metric):
            found.append(condition)
        elif _weighs(span) and not _asks_how_many_more(scene, span):
            alone.append(span)
    return [*found, *_likewise(scene, [*alone, *scene.of("most_of")], [limit for limit, _ in found])]


def _for_less_than_spent(scene: Clause, span: Stretch) -> tuple[Limit, list[Stretch]] | None:
    """Reads "brought less than they cost", "потратили больше, чем принесли" as a return below what was spent."""
    than = next((place for place in range(span.after - 1, len(scene.tokens)) if scene.tokens[place].plain in _THAN), -1)
    if not span.is_a("more") or span.value not in _FLIPPED or than < 0:
        return None
    sides = [one for one in scene.spans if one.is_a("brings") or (one.is_a("metric") and one.value in _MONEY)]
    behind = next((one for one in sides if one.first >= than), None)
    near = [one for one in sides if one is not behind and abs(one.first - span.first) <= _AROUND and one.first < than]
    before = near[-1] if near else None
    if behind is None or (before is None and not _spent(behind)):
        return None
    if any(than <= one.first < behind.first and not one.is_a(*_BESIDE) for one in scene.spans):
        return None  # "more than in September, and brought less" is held against days
    if before is not None and _spent(before) == _spent(behind):
        return None
    operator = span.value if _spent(behind) else _FLIPPED[span.value]
    rest = [one for one in scene.of("gain", "loss") if abs(one.first - span.first) <= _AROUND]
    return Limit(metric="roi", operator=operator, value=0.0), [span, behind, *near, *rest]


def _spent(span: Stretch) -> bool:
    return span.is_a("metric") and span.value == "spend"


_THAN: Final = ("than", "чем")
_MONEY: Final = ("spend", "revenue", "profit")
_AROUND: Final = 5
"""Words between the sides of "brought in less than it cost us"."""
_FLIPPED: Final = {"<": ">", ">": "<"}


def _condition(scene: Clause, frame: Wanted, span: Stretch, metric: str) -> tuple[Limit, list[Stretch]] | None:
    """What a comparative says of a metric: against a named row, the average, other days; None where it says nothing."""
    operator = direction(span, metric)
    name = next((one for one in scene.of(*NAMES) if yardstick(scene, one) is span), None)
    if name is not None:
        times = _times_of(scene, span, name)
        limit = Limit(metric=metric, operator=operator, times="row", name=name.values[0], value=_multiple(times))
        return limit, [span, name, *times]
    after = scene.after(span, past=_BEFORE_MEASURE, most=2)
    if not _weighs(span) or not after or _asks_how_many_more(scene, span):
        return None
    overall = after[0].is_a("all") and bool(METRICS[metric].denominator)  # "below the overall ROAS"
    if overall or (after[0].is_a("average") and (len(after) < 2 or not after[1].is_a("number"))):
        said = scene.of("all") if overall else after[:1]
        return Limit(metric=metric, operator=operator, times="average"), [span, *said]
    if after[0].is_a("previous", "last_year") and frame.has("compare_to") and scene.has(*ROWS_OF):
        return Limit(metric=metric, operator=operator, of="change", value=0.0), [span, after[0]]
    then = _period_measure(scene, span)
    if then is None:
        return None
    return _against(metric, operator, then, step=frame.get("compare_to") == STEP), [span, then]


def _weighs(span: Stretch) -> bool:
    return not span.is_a("best", "worst") or span.low in _WEIGHED


def _likewise(scene: Clause, alone: list[Stretch], said: list[Limit]) -> list[tuple[Limit, list[Stretch]]]:
    """Reads "spent more in March than in February but made less revenue": against what the other condition is."""
    model = next((limit for limit in said if limit.times), None)
    found: list[tuple[Limit, list[Stretch]]] = []
    taken = {limit.metric for limit in said}
    for span in alone:
        near = [*scene.after(span, past=_BEFORE_MEASURE, most=1), *scene.before(span, past=_BESIDE, most=1)]
        metric = next((one for one in near if one.is_a("metric") and one.value not in taken), None)
        if model is not None and metric is not None:
            operator = ">" if span.is_a("most_of") else direction(span, metric.value)
            found.append((replace(model, metric=metric.value, operator=operator, value=1.0), [span, metric]))
            taken.add(metric.value)
    return found


_WEIGHED: Final = ("better", "worse", "лучше", "хуже")


def _against(metric: str, operator: str, then: Stretch, *, step: bool) -> Limit:
    """Against other days, or of each row against the one before it."""
    if step:
        return Limit(metric=metric, operator=operator, of="change", value=0.0)
    return Limit(metric=metric, operator=operator, times="period", name=days(then.period))


def _asks_how_many_more(scene: Clause, span: Stretch) -> bool:
    """Whether "more" is asked about: "how many more clicks", "на сколько кликов больше или меньше" keep no rows."""
    before = scene.before(span, past=("filler", "metric", "or", "more", "most_of"))
    return bool(before) and before[0].is_a("count", "how_much")


def direction(span: Stretch, metric: str) -> str:
    """Reads "better than" by what is good for the metric."""
    word = span.low.split()[0]
    good = span.is_a("best") or word in ("better", "лучше")
    if good or span.is_a("worst") or word in ("worse", "хуже"):
        return "<" if good == (METRICS[metric].better == "down") else ">"
    return {"dear": ">", "cheap": "<"}.get(span.kind, span.value)


def _times_of(scene: Clause, word: Stretch, name: Stretch) -> list[Stretch]:
    """The multiple: "more than double of X", "twice more than X"."""
    near = [*scene.between(word, name), *scene.before(word, most=1)]
    return [span for span in near if span.figure is not None and span.figure.unit == "times"]


def _multiple(numbers: list[Stretch]) -> float:
    return float(numbers[0].figure.value) if numbers and numbers[0].figure else 1.0


def _period_measure(scene: Clause, word: Stretch) -> Stretch | None:
    """The period that rows are held against: "which channels spent less in May than in April"."""
    if not scene.has(*ROWS_OF):
        return None
    later = [span for span in scene.spans[scene.spans.index(word) + 1 :] if span.is_a("period")]
    return next((span for span in later if reaches(scene, word, span) and _right_after_than(scene, word, span)), None)


def _right_after_than(scene: Clause, word: Stretch, period: Stretch) -> bool:
    """Whether only small words stand between "than" and the days, not what is compared itself."""
    between = scene.between(word, period)
    place = max((at for at, span in enumerate(between) if span.low in ("than", "чем")), default=-1)
    return all(span.is_a("filler", "unknown", "it") for span in between[place + 1 :])


def _compared_metric(scene: Clause, frame: Wanted, span: Stretch) -> str | None:
    before = next((other.value for other in scene.before(span, most=8) if other.is_a("metric")), None)
    after = next((other.value for other in scene.after(span, most=8) if other.is_a("metric")), None)
    costly = span.is_a("dear", "cheap")
    return before or after or (frame.metrics[0] if frame.metrics else None) or ("spend" if costly else None)
