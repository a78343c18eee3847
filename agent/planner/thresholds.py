"""Figures of a question: thresholds ("ROAS below 1.5"), how many rows ("top 5"), and those that nothing explains."""

import re
from dataclasses import dataclass
from typing import Final

from agent.planner.items import Item, Row
from agent.planner.measures import is_costly
from agent.planner.slots import Limit
from tools.semantics.metrics import METRICS
from tools.words.numbers import Figure

_SYMBOLS: Final = {">=": ">=", "≥": ">=", "=>": ">=", "<=": "<=", "≤": "<=", "=<": "<=", ">": ">", "<": "<"}
_SYMBOL: Final = re.compile(r"(>=|<=|=>|=<|≥|≤|>|<)\s*[$€£₽]?\s*$")
_NEAR_ITEMS: Final = 4
_RANKED: Final = ("best", "worst", "most", "least", "first_n", "last_n", "only")
_PERCENT_FROM: Final = {"roi": 20.0}
"""From which value a bare number for a percentage is percent; for the others from 1."""
_MOST_ROWS: Final = 1000


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What the figures of a question mean."""

    having: tuple[Limit, ...] = ()
    limit: int | None = None
    unexplained: tuple[Figure, ...] = ()
    unclear: tuple[Figure, ...] = ()
    """Thresholds whose metric is not said."""


def amounts_of(row: Row, items: tuple[Item, ...], metrics: tuple[str, ...], *, unsaid: str | None = None) -> Amounts:
    """Reads every figure of the question; `unsaid` is the metric of a threshold that names none."""
    having: list[Limit] = list(_signs(items, metrics))
    limit: int | None = None
    unexplained, unclear = [], []
    for index, figure in enumerate(row.figures):
        operator = _operator(row, items, figure)
        if operator is None and index and having and _joined(row, index):
            operator = "<="
        if operator is not None:
            metric = (
                None
                if _is_age(row, figure)
                else _metric_for(row, items, figure) or _priced(row, items, figure) or unsaid
            )
            if metric is None:
                unclear.append(figure)
            else:
                having.append(Limit(metric=metric, operator=operator, value=_value(figure, metric)))
        elif limit is None and _counts_rows(row, items, figure):
            limit = int(figure.value)
        elif not _is_plain_one(figure):
            unexplained.append(figure)
    return Amounts(having=tuple(having), limit=limit, unexplained=tuple(unexplained), unclear=tuple(unclear))


def _is_plain_one(figure: Figure) -> bool:
    """Words like "one", "half", "twice" are seldom amounts."""
    return figure.spelled


def _before(row: Row, items: tuple[Item, ...], figure: Figure) -> list[Item]:
    """Items before the figure, the nearest first."""
    return [item for item in reversed(items) if row.end(item) <= figure.span[0] + 1 and item.kind != "number"]


def _after(row: Row, items: tuple[Item, ...], figure: Figure) -> list[Item]:
    return [item for item in items if row.start(item) >= figure.span[1] - 1 and item.kind != "number"]


def _operator(row: Row, items: tuple[Item, ...], figure: Figure) -> str | None:
    symbol = _SYMBOL.search(row.text[: figure.span[0]])
    if symbol:
        return _SYMBOLS[symbol[1]]
    for item in _before(row, items, figure)[:2]:
        operator = _comparing(item) or (">" if figure.unit == "money" and item.text.lower() == "top" else None)
        if operator:
            return operator
        if item.is_a("between"):
            return ">="
        if not item.is_a("filler"):
            break
    after = _after(row, items, figure)[:1]
    tail = row.text[figure.span[1] :][:14].lower()
    if after and after[0].is_a("more") and re.match(r"\W{0,3}(?:or |и |and )", tail):
        return after[0].value
    return None


def _comparing(item: Item) -> str | None:
    if item.is_a("more"):
        return item.value
    meaning = next((other for other in item.others if other.kind == "more"), None)
    return meaning.value if meaning else None


def _joined(row: Row, index: int) -> bool:
    """Whether it is the second end of "between 1 and 2"."""
    gap = row.text[row.figures[index - 1].span[1] : row.figures[index].span[0]].lower()
    return row.has("between") and gap.strip() in ("and", "и", "-", "–", "до", "to")


def _metric_for(row: Row, items: tuple[Item, ...], figure: Figure) -> str | None:
    after = _after(row, items, figure)
    if after and after[0].is_a("metric") and figure.unit != "percent":
        near = [item for item in _before(row, items, figure)[:3] if item.is_a("metric")]
        if not near or (METRICS[after[0].value].style in ("count", "money") and not _directly(row, items, figure)):
            return after[0].value
    before = next((item for item in _before(row, items, figure) if item.is_a("metric")), None)
    if before is not None:
        return before.value
    later = next((item for item in after if item.is_a("metric")), None)
    return later.value if later else None


def _is_age(row: Row, figure: Figure) -> bool:
    """Reads "users over 45", "старше 45" as an age, which no threshold of a metric can be."""
    around = row.text[max(0, figure.span[0] - 26) : figure.span[1] + 10].lower()
    return bool(_AGE_WORDS.search(around))


_AGE_WORDS: Final = re.compile(
    r"стар(?:ше|шие)|млад(?:ше|шие)|older|younger|aged|years old|\bлет\b"
    r"|(?:users?|people|customers|women|men|мужчин\w*|женщин\w*|люд\w*|пользовател\w*) "
    r"(?:over|under|above|below|больше|до|от|after)\b"
)


def _priced(row: Row, items: tuple[Item, ...], figure: Figure) -> str | None:
    """Reads "campaigns dearer than 14K" as what was spent on them."""
    return (
        "spend"
        if any(is_costly(item) for item in _before(row, items, figure)[:2] if item.is_a("more", "least", "most"))
        else None
    )


def _directly(row: Row, items: tuple[Item, ...], figure: Figure) -> bool:
    """Whether a metric stands right before the comparing word: "ROAS below 1.5"."""
    before = [item for item in _before(row, items, figure) if not item.is_a("filler")][:2]
    return (len(before) == 2 and before[1].is_a("metric")) or (bool(before) and before[0].is_a("metric"))


def _value(figure: Figure, metric: str) -> float:
    """The threshold in the metric's stored unit: percentages as fractions."""
    value = float(figure.value)
    if METRICS[metric].style != "percent":
        return value / 100 if figure.unit == "percent" else value
    if figure.unit == "percent" or abs(value) > _PERCENT_FROM.get(metric, 0.999):
        return value / 100
    return value


def _counts_rows(row: Row, items: tuple[Item, ...], figure: Figure) -> bool:
    if figure.spelled and figure.value == 1:
        return False
    if figure.value != int(figure.value) or not 0 < figure.value <= _MOST_ROWS or figure.unit in ("percent", "money"):
        return False
    before, after = _before(row, items, figure)[:2], _after(row, items, figure)[:3]
    ranked = [item for item in (*before, *after) if item.is_a(*_RANKED)]
    return bool(ranked) or (bool(after) and after[0].is_a("dimension") and row.has(*_RANKED))


def _signs(items: tuple[Item, ...], metrics: tuple[str, ...]) -> list[Limit]:
    """Thresholds in words: losing money, in the black, without conversions."""
    ranked = any(item.is_a("most", "least", "best", "worst") for item in items)
    found: list[Limit] = []
    for index, item in enumerate(items):
        if item.is_a("loss", "gain") and not ranked:
            signed = next((name for name in metrics if name in ("profit", "roi")), "roi")
            found.append(Limit(metric=signed, operator="<" if item.is_a("loss") else ">", value=0.0))
        nothing = item.is_a("zero", "negated") or (
            item.is_a("exclude") and not any(other.is_a("channel", "value", "campaign") for other in items[index + 1 :])
        )
        following = next((other for other in items[index + 1 : index + 3] if not other.is_a("filler", "now")), None)
        if (
            nothing
            and following is not None
            and following.is_a("metric")
            and METRICS[following.value].style in ("count", "money")
        ):
            found.append(Limit(metric=following.value, operator="<=", value=0.0))
    return found
