"""What is paid for one of what is counted: a conversion that costs is its price."""

import re
from collections.abc import Iterable
from typing import Final

_COSTS: Final = re.compile(r"\bcosts?\b|стои|обош|дешев|дорож|cheap|expensive|dear", re.I)
PRICES: Final = {"conversions": "cpa", "clicks": "cpc", "leads": "cpl", "impressions": "cpm"}


def prices_in(metrics: Iterable[str]) -> list[str]:
    """What is paid for one of what a clause names: its conversions are its price, a price is itself."""
    return [PRICES.get(metric, metric) for metric in metrics if metric in PRICES or metric in PRICES.values()]


def costs(text: str) -> bool:
    """Whether a text says what something costs."""
    return bool(_COSTS.search(text))
