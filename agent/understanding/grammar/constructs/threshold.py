"""Conditions on numbers: above 500, between two, against the average, k times, a named row, another period, losses."""

import re
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.period import days
from agent.understanding.grammar.constructs.value import NAMES
from agent.understanding.grammar.frame import Issue, Limit, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from agent.understanding.spans.amounts import sign_before
from tools.semantics.metrics import METRICS
from tools.words.numbers import Figure

PERCENT_FROM: Final = {"roi": 20.0}
"""From which value a bare number for a percentage is percent; for the others from 1."""
_COMPARING: Final = ("more", "dear", "cheap", "between")
_AGES: Final = re.compile(
    r"стар(?:ше|шие)|млад(?:ше|шие)|older|younger|aged|years old|\bлет\b|(?:users?|people|customers|women|men|"
    r"мужчин\w*|"
    r"женщин\w*|люд\w*|пользовател\w*) (?:over|under|above|below|больше|до|от|after)\b"
)
_CUTTABLE: Final = ("which", "dimension", "who", "count")


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Every condition; a number that is none and counts no rows stays unheard."""
    limits: list[Limit] = []
    spans: list[Stretch] = []
    numbers = scene.of("number")
    for place, number in enumerate(numbers):
        operator, words = _operator(scene, number)
        if not operator and place + 1 < len(numbers) and _is_range(scene, frame, number, numbers[place + 1]):
            operator = ">="
        if place and limits and _second_end(scene, numbers[place - 1], number):
            operator, words = "<=", []
        if not operator:
            continue
        metric = _metric(scene, frame, number)
        if metric is None or _is_age(scene, number):
            frame = frame.doubt(Issue(key="understanding-which-metric", values={"figure": number.text})).hear(
                number, *words
            )
            continue
        limits.append(_limit(scene, metric, operator, number))
        spans += [number, *words]
    limits = _one_scale(limits, numbers)
    for limit, words in (*_relative(scene, frame), *_signs(scene, frame)):
        limits.append(limit)
        spans += words
    if not limits:
        return frame
    frame = frame.put("having", (*frame.get("having", ()), *limits), *spans)
    extra = tuple(dict.fromkeys((*frame.metrics, *(limit.metric for limit in limits))))
    return frame.put("metrics", extra, *scene.of("metric"), origin=frame.origin("metrics") or "said")


def _operator(scene: Clause, number: Stretch) -> tuple[str, list[Stretch]]:
    """What a number is compared by: a sign, or a word right before or after it."""
    if sign := sign_before(scene.text, number.start):
        return sign, []
    for span in scene.before(number, past=(), most=3):
        if span.low == "top" and number.figure is not None and number.figure.unit == "money":
            return ">", [span]
        if span.is_a("more"):
            return span.value, [span]
        if span.is_a("dear", "cheap", "between"):
            return {"dear": ">", "cheap": "<", "between": ">="}[span.kind], [span]
        if not span.is_a("filler", "unknown", "compare") or scene.broken(span, number):
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
    return "", []


def _one_scale(limits: list[Limit], numbers: list[Stretch]) -> list[Limit]:
    """Reads "from 150 to 260 thousand": the scale said after the second end holds for both."""
    figures = [number.figure for number in numbers if number.figure is not None]
    if (
        len(limits) != 2
        or len(figures) != 2
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


def _metric(scene: Clause, frame: Wanted, number: Stretch) -> str | None:
    """The metric of a condition: said right after ("over 100 clicks"), before it, later, or dear and cheap: spend."""
    before = [span for span in scene.before(number, most=12) if span.is_a("metric")]
    after = scene.after(number, most=3)
    unit = number.figure.unit if number.figure else None
    if after and after[0].is_a("metric") and unit != "percent" and METRICS[after[0].value].style in ("count", "money"):
        close = scene.before(number, past=("filler", "more", "dear", "cheap", "between", "unknown"), most=1)
        if not (close and close[0].is_a("metric")):
            return after[0].value
    near = [span for span in before if not scene.broken(span, number)]
    if near or before:
        return (near or before)[0].value
    later = next((span for span in scene.after(number, most=12) if span.is_a("metric")), None)
    if later is not None:
        return later.value
    if frame.metrics:
        return frame.metrics[0]
    return "spend" if scene.has("dear", "cheap") else None


def _is_age(scene: Clause, number: Stretch) -> bool:
    """Reads "users over 45", "старше 45" as an age, which no condition on a metric can be."""
    around = scene.text[max(0, number.start - 26) : number.end + 10].casefold()
    return bool(_AGES.search(around)) and not scene.has("metric")


def _limit(scene: Clause, metric: str, operator: str, number: Stretch) -> Limit:
    figure = number.figure
    if (figure is not None and figure.unit == "times") or _of_average(scene, number):
        return Limit(metric=metric, operator=operator, value=float(figure.value) if figure else 1.0, times="average")
    return Limit(metric=metric, operator=operator, value=stored(figure, metric) if figure else 0.0)


def _of_average(scene: Clause, number: Stretch) -> bool:
    """Reads "twice the average", "в два раза выше среднего"."""
    near = [*scene.after(number, most=3), *scene.before(number, most=2)]
    times = number.figure is not None and (number.figure.unit == "times" or number.figure.spelled)
    return times and any(span.is_a("average") for span in near)


def stored(figure: Figure, metric: str) -> float:
    """A number in the metric's stored unit: percentages as fractions."""
    value = float(figure.value)
    if METRICS[metric].style != "percent":
        return value / 100 if figure.unit == "percent" else value
    if figure.unit == "percent" or abs(value) > PERCENT_FROM.get(metric, 0.999):
        return value / 100
    return value


def _relative(scene: Clause, frame: Wanted) -> list[tuple[Limit, list[Stretch]]]:
    """Conditions against what is no number: "above average", "dearer than Facebook", "cheaper than in May"."""
    found: list[tuple[Limit, list[Stretch]]] = []
    for span in scene.of("more", "dear", "cheap"):
        after = scene.after(span, past=("filler", "unknown", "by", "compare"), most=2)
        if not after or after[0].is_a("number") or (after[0].is_a("all") and len(after) < 2):
            continue
        operator = {"dear": ">", "cheap": "<"}.get(span.kind, span.value)
        metric = _compared_metric(scene, frame, span)
        if metric is None:
            continue
        if after[0].is_a("average") and (len(after) < 2 or not after[1].is_a("number")):
            found.append((Limit(metric=metric, operator=operator, times="average"), [span, after[0]]))
        elif after[0].is_a(*NAMES) and scene.has(*_CUTTABLE) and _than(scene, span, after[0]):
            limit = Limit(metric=metric, operator=operator, times="row", name=after[0].values[0])
            found.append((limit, [span, after[0]]))
        elif after[0].is_a("period") and scene.has(*_CUTTABLE) and _than(scene, span, after[0]):
            found.append(
                (Limit(metric=metric, operator=operator, times="period", name=days(after[0].period)), [span, after[0]])
            )
    return found


def _than(scene: Clause, word: Stretch, thing: Stretch) -> bool:
    """Whether a comparative reaches its thing: "dearer than Facebook", "дороже фейсбука", not "more from Facebook"."""
    between = scene.text[word.end : thing.start].casefold().split()
    beside = not between and thing.is_a(*NAMES) and not word.low.endswith(("всего", "всех"))
    return beside or "than" in between or "чем" in between or word.low.endswith((" than", " чем"))


def _compared_metric(scene: Clause, frame: Wanted, span: Stretch) -> str | None:
    before = next((other.value for other in scene.before(span, most=8) if other.is_a("metric")), None)
    after = next((other.value for other in scene.after(span, most=8) if other.is_a("metric")), None)
    costly = span.is_a("dear", "cheap")
    return before or after or (frame.metrics[0] if frame.metrics else None) or ("spend" if costly else None)


def _signs(scene: Clause, frame: Wanted) -> list[tuple[Limit, list[Stretch]]]:
    """Conditions in words: losing money, in the black, without conversions."""
    found: list[tuple[Limit, list[Stretch]]] = []
    if not scene.has("best", "worst", "most", "least"):
        for span in scene.of("loss", "gain", "waste"):
            signed = next((name for name in frame.metrics if name in ("profit", "roi")), "roi")
            found.append((Limit(metric=signed, operator=">" if span.is_a("gain") else "<", value=0.0), [span]))
    for span in scene.of("zero", "negated", "exclude"):
        following = scene.after(span, past=("filler", "now"), most=1)
        names = span.is_a("exclude") and scene.has(*NAMES)
        if (
            following
            and following[0].is_a("metric")
            and METRICS[following[0].value].style in ("count", "money")
            and not names
        ):
            found.append((Limit(metric=following[0].value, operator="<=", value=0.0), [span, following[0]]))
    return found


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
