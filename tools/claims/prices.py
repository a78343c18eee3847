"""What is paid for one of what is counted: a conversion that costs is its price."""

import re
from collections.abc import Iterable
from typing import Final

from tools.claims.mark import Mark, figure_of
from tools.semantics.metrics import METRICS

_COSTS: Final = re.compile(r"\bcosts?\b|стои|обош|дешев|дорож|cheap|expensive|dear", re.I)
_EACH: Final = re.compile(
    r"(?<!\w)(?:по|at)\s+(?:(?:about |around |около |примерно )?)(?:[A-Z]{3}\s|[$€₽£])?\d|\d\S*(?:\s\w+\.?)?\s+"
    r"(?:each|apiece|per head|за штуку|каждый|каждая)(?!\w)",
    re.I,
)


def told_each(text: str) -> bool:
    """Whether a text says for how much each of what it counts was had: "540 leads at 890"."""
    return bool(_EACH.search(text))


def is_apiece(text: str, start: int) -> bool:
    """Whether a word behind a sum only says that it is of each one."""
    return bool(
        re.match(r"(?:each|apiece|кажд)", text[start:], re.I) and re.search(r"\d\S*(?:\s\w+\.?)?\s*$", text[:start])
    )


def prices_in(metrics: Iterable[str]) -> list[str]:
    """What is paid for one of what a clause names: its conversions are its price, a price is itself."""
    prices = (METRICS.price_of(metric) or metric for metric in metrics)
    return [price for price in prices if price in METRICS and METRICS[price].is_price]


def costs(text: str) -> bool:
    """Whether a text says what something costs."""
    return bool(_COSTS.search(text))


def counts_what(figure: Mark, metric: Mark) -> bool:
    """Whether a bare figure counts the metric that stands behind it."""
    entry = METRICS.get(str(metric.value))
    return figure_of(figure).unit is None and entry is not None and entry.unit == "count"
