"""Sums of files' own columns held against others: margin per rouble spent, margin in revenue, what one card brings."""

from collections.abc import Sequence
from typing import Final

from agent.understanding.grammar.quotients import as_one, each_of
from agent.understanding.grammar.scene import Clause, as_a
from agent.understanding.spans import Stretch
from agent.understanding.spans.currencies import codes_of, said_in
from agent.understanding.text.tokens import stems_of
from tools.semantics.metrics import METRICS, quotient

_PER: Final = frozenset("на за с per for each every каждый вложенный".split())
_IN: Final = frozenset("в от из к of in to over".split())
_BETWEEN: Final = ("filler", "unknown", "count", "each", "more", "vague")
_COMES_IN: Final = ("revenue", "profit")
"""What is brought for money by names of its own: ROAS, ROI."""


def own_ratios(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The spans with a sum that has no usual name for its ratio as that ratio."""
    for read in (_for_each_unit, _in_revenue, _in_money):
        spans = read(spans, scene.with_spans(spans))
    return spans


def _for_each_unit(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "маржи на рубль затрат", "margin per dollar of revenue" as so much for one of money."""
    for place, unit in enumerate(spans):
        if not _is_unit_of_money(unit, scene):
            continue
        above = _back(spans, place, scene)
        behind = scene.after(unit, past=("filler",), most=1)
        below = behind[0] if behind and _is_money(behind[0]) and not unit.is_a("metric") else None
        of = below.value if below is not None else "spend"
        if above is None or (of == "spend" and above.value in _COMES_IN) or above.value == of:
            continue
        if key := each_of(above.value, of):
            between = [one for one in spans if above.first < one.first <= (below or unit).first]
            return as_one(spans, above, as_a(above, "metric", key), between)
    return spans


def _is_unit_of_money(span: Stretch, scene: Clause) -> bool:
    """Whether it is one rouble: alone behind "на", or inside "на рубль затрат"."""
    if span.is_a("metric"):
        return span.value == "roas" and bool(said_in(span.text, codes_of(scene.catalogue)))
    one = span.is_a("number") and span.value == "1" and span.figure is not None and span.figure.unit == "money"
    before = scene.before(span, past=(), most=1)
    return (one or span.is_a("currency")) and bool(before) and before[0].low.split()[-1] in _PER


def _back(spans: Sequence[Stretch], place: int, scene: Clause) -> Stretch | None:
    """The sum right before a unit of money, nothing but small words between."""
    left = next((one for one in reversed(spans[:place]) if not one.is_a(*_BETWEEN)), None)
    if left is None or not left.is_a("metric") or scene.broken(left, spans[place]):
        return None
    return left if METRICS[left.value].additive and left.value != "spend" else None


def _in_revenue(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "маржинальность" as the part of the revenue that the one column of margin is."""
    for place, span in enumerate(spans):
        if span.is_a("part_of_revenue") and (own := _column(span.value, scene)) and scene.collected("revenue"):
            found = quotient(METRICS[own], METRICS["revenue"], share=True)
            spans[place] = as_a(span, "metric", found.key) if found is not None else span
    return spans


def _column(called: str, scene: Clause) -> str:
    """The one own sum of money whose header has a word of those."""
    roots = {*stems_of(called)}
    own = [one.key for one in scene.catalogue.own if one.is_money and roots & {*stems_of(one.word)}]
    return own[0] if len(own) == 1 and scene.collected(own[0]) else ""


def _in_money(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "доля маржи в выручке", "маржа в % от выручки" as one sum of money in another, a file's own one."""
    money = [span for span in spans if _is_money(span)]
    words = scene.of("share")
    if len(money) != 2 or len(words) != 1 or scene.has("value", "campaign", "each"):
        return spans
    part, whole = money
    link = scene.before(whole, past=("all",), most=1)
    own = {one.key for one in scene.catalogue.own} & {part.value, whole.value}
    found = quotient(METRICS[part.value], METRICS[whole.value], share=True)
    if not own or not link or link[0].low.split()[-1] not in _IN or found is None:
        return spans
    rest = [one for one in spans if one is whole or one in words or one is link[0]]
    return as_one(spans, part, as_a(part, "metric", found.key), rest)


def _is_money(span: Stretch) -> bool:
    return span.is_a("metric") and METRICS[span.value].style == "money" and METRICS[span.value].additive
