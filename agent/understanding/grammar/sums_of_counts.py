"""The money of what is counted: "на какую сумму закрыли сделок", "сколько рублей принесли заказы" ask for revenue."""

import re
from typing import Final

from agent.understanding.grammar.scene import Clause, as_a, filler
from agent.understanding.spans import Stretch

_FOR_HOW_MUCH: Final = re.compile(
    r"\bна\s+как(?:ую|ие)\s+(?:общую\s+)?сумм[уы]\b|\bна\s+сколько\s+(?:денег|рублей)\b|"
    r"\bв\s+(?:деньгах|деньгам|рублях)\b|\bin\s+(?:money|cash)\s+terms\b|\bhow\s+much\s+(?:were|was|are)\s+\w+\s+worth\b",
    re.IGNORECASE,
)
"""Words that ask for money whatever is counted."""
_MONEY: Final = re.compile(r"\bсколько\s+(?:всего\s+)?(?:денег|рублей)\b|\bhow\s+much\s+money\b", re.IGNORECASE)
"""Words that do so where it is brought."""
_COUNTED: Final = "conversions"
"""Of all that is counted orders alone have a sum."""


def sums_of_counts(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The spans with the orders counted as their revenue, where their money is asked for."""
    asked = _FOR_HOW_MUCH.search(scene.text)
    asked = asked or (_MONEY.search(scene.text) if scene.has("brings") or "принесли" in scene.words() else None)
    metrics = [span for span in spans if span.is_a("metric")]
    said = {span.value for span in metrics} or scene.metrics_before
    if asked is None or set(said) != {_COUNTED} or not scene.collected("revenue"):
        return spans
    inside = [span for span in spans if asked.start() <= span.start and span.end <= asked.end()]
    place = metrics[0] if metrics else inside[-1] if inside else None
    return [
        as_a(span, "metric", "revenue") if span is place else filler(span) if span in (*inside, *metrics) else span
        for span in spans
    ]
