"""What one of a counted thing costs, as a metric."""

from typing import Final

from tools.semantics.metrics import METRICS

PRICE_OF: Final = {
    "clicks": "cpc",
    "conversions": "cpa",
    "cvr": "cpa",
    "leads": "cpl",
    "impressions": "cpm",
    "lead_rate": "cpl",
}


def price_of(metric: str) -> str:
    """The price of one of what a metric counts, a column of the workspace's own too; empty where it has none."""
    entry = METRICS.get(metric)
    if metric in PRICE_OF or entry is None or not entry.additive:
        return PRICE_OF.get(metric, "")
    spent = (("spend", 1),)
    prices = (one for one in METRICS.values() if one.style == "money" and one.numerator == spent)
    return next((one.key for one in prices if one.denominator == entry.numerator), "")
