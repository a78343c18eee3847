"""What is paid for one of what is counted: a conversion that costs is its price."""

import re
from collections.abc import Iterable
from typing import Final

from tools.semantics.metrics import METRICS

_COSTS: Final = re.compile(r"\bcosts?\b|стои|обош|дешев|дорож|cheap|expensive|dear", re.I)


def prices_in(metrics: Iterable[str]) -> list[str]:
    """What is paid for one of what a clause names: its conversions are its price, a price is itself."""
    prices = (METRICS.price_of(metric) or metric for metric in metrics)
    return [price for price in prices if price in METRICS and METRICS[price].is_price]


def costs(text: str) -> bool:
    """Whether a text says what something costs."""
    return bool(_COSTS.search(text))
