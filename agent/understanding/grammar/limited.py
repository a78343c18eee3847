"""Which metric a condition is on: by its unit, by what stands around it, or by what was told before."""

import re
from typing import Final

from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS

_AGES: Final = re.compile(
    r"стар(?:ше|шие)|млад(?:ше|шие)|older|younger|aged|years old|\bлет\b|(?:users?|people|customers|women|men|"
    r"мужчин\w*|"
    r"женщин\w*|люд\w*|пользовател\w*) (?:over|under|above|below|больше|до|от|after)\b"
)


def limited_metric(scene: Clause, frame: Wanted, number: Stretch) -> str | None:
    """The metric of a condition: said right after ("over 100 clicks"), before it, later, or dear and cheap: spend."""
    before = [span for span in scene.before(number, most=12) if span.is_a("metric")]
    after = scene.after(number, most=3)
    if told := _told_by_unit(scene, number, before, after) or _right_after(scene, number, after):
        return told
    if before:
        return next((span for span in before if not scene.broken(span, number)), before[0]).value
    later = next((span for span in scene.after(number, most=12) if span.is_a("metric")), None)
    if later is not None:
        return later.value
    return frame.metrics[0] if frame.metrics else _told_before(scene)


def _right_after(scene: Clause, number: Stretch, after: list[Stretch]) -> str:
    """A sum that stands right behind its number: "over 100 clicks"."""
    percent = number.figure is not None and number.figure.unit == "percent"
    if percent or not after or not after[0].is_a("metric") or METRICS[after[0].value].style not in ("count", "money"):
        return ""
    close = scene.before(number, past=("filler", "more", "dear", "cheap", "between", "unknown"), most=1)
    return "" if close and close[0].is_a("metric") else after[0].value


def _told_before(scene: Clause) -> str | None:
    """Reads "only those above 1500" after "cpl by campaign"; what is dear or cheap without a word of it is spend."""
    costly = scene.has("dear", "cheap")
    for told in scene.metrics_before[:1]:
        if told in METRICS and (not costly or METRICS[told].is_price):
            return told
    return "spend" if costly else None


def _told_by_unit(scene: Clause, number: Stretch, before: list[Stretch], after: list[Stretch]) -> str:
    """Reads "300 donations at under £25 each" as their price, and per cent as of a rate told before, not of a count."""
    unit = number.figure.unit if number.figure else None
    if unit == "money" and after and after[0].is_a("each") and before:
        return METRICS.price_of(before[0].value)
    rates = [name for name in scene.metrics_before if name in METRICS and METRICS[name].style == "percent"]
    others = any(METRICS[span.value].style != "count" for span in scene.of("metric"))
    return rates[0] if unit == "percent" and rates and not others else ""


def is_age(scene: Clause, number: Stretch) -> bool:
    """Reads "users over 45", "старше 45" as an age, which no condition on a metric can be."""
    around = scene.text[max(0, number.start - 26) : number.end + 10].casefold()
    return bool(_AGES.search(around)) and not scene.has("metric")
