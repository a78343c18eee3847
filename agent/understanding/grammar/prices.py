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
    counts = metric in METRICS and METRICS[metric].additive and METRICS[metric].style == "count"
    return PRICE_OF.get(metric) or (METRICS.named_ratio("spend", metric) if counts else "")
