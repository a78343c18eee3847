"""What a partial view leaves out: campaign totals less the rows of the view, shown as `unknown`."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from ingest.channel import Breakdown
from ingest.figures import exact

FIGURES: Final = ("costMicros", "impressions", "clicks", "conversions", "conversionsValue")
UNKNOWN: Final[Mapping[Breakdown, dict[str, Any]]] = {
    "age": {"ageRange": {"type": "AGE_RANGE_UNDETERMINED"}},
    "gender": {"gender": {"type": "UNDETERMINED"}},
}


def remainders(
    totals: Iterable[Mapping[str, Any]], parts: Iterable[Mapping[str, Any]], breakdown: Breakdown
) -> Iterator[Mapping[str, Any]]:
    """Rows shaped like the view's own, one for each campaign day of which the view lacks something."""
    covered: dict[tuple[str, str], dict[str, Decimal]] = {}
    for part in parts:
        sums = covered.setdefault(_key(part), {})
        for name, figure in _figures(part).items():
            sums[name] = sums.get(name, Decimal(0)) + figure
    for total in totals:
        known = covered.get(_key(total), {})
        left = {name: figure - known.get(name, Decimal(0)) for name, figure in _figures(total).items()}
        if any(figure > 0 for figure in left.values()):
            metrics = {name: max(figure, Decimal(0)) for name, figure in left.items()}
            yield {**total, "metrics": metrics, "adGroupCriterion": UNKNOWN[breakdown]}


def _key(body: Mapping[str, Any]) -> tuple[str, str]:
    return str(body["campaign"]["id"]), str(body["segments"]["date"])


def _figures(body: Mapping[str, Any]) -> dict[str, Decimal]:
    metrics = body.get("metrics") or {}
    figures = {name: exact(metrics.get(name)) for name in FIGURES}
    return {name: figure for name, figure in figures.items() if figure is not None}
