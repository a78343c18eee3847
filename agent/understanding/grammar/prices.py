"""What one of a counted thing costs, as a metric."""

from typing import Final

from tools.semantics.metrics import METRICS

_COUNTED: Final = {"cvr": "conversions", "lead_rate": "leads"}
"""Rates that are called what they count: the price of a "conversion" is that of one."""


def price_of(metric: str) -> str:
    """The price of one of what a metric counts, a column of the workspace's own too; empty where it has none."""
    return METRICS.price_of(_COUNTED.get(metric, metric))
