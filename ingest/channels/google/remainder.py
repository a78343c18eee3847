"""What a partial view leaves out: campaign totals less the rows of the view, shown as `unknown`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from sys import intern
from typing import Any, Final

from ingest.platform.channel import Breakdown
from ingest.platform.figures import UNREADABLE_ROW, exact

FIGURES: Final = ("costMicros", "impressions", "clicks", "conversions", "conversionsValue")
UNKNOWN: Final[Mapping[Breakdown, dict[str, Any]]] = {
    "age": {"ageRange": {"type": "AGE_RANGE_UNDETERMINED"}},
    "gender": {"gender": {"type": "UNDETERMINED"}},
}


class Sums:
    """Figures by campaign and day."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, str], dict[str, Decimal]] = {}
        self._names: dict[str, Mapping[str, Any]] = {}

    def add(self, body: Mapping[str, Any]) -> None:
        """Adds the figures of one row; one that can't be read adds nothing."""
        try:
            campaign, day = str(body["campaign"]["id"]), intern(str(body["segments"]["date"]))
            figures = {name: exact((body.get("metrics") or {}).get(name)) for name in FIGURES}
        except UNREADABLE_ROW:
            return
        self._names.setdefault(campaign, body["campaign"])
        sums = self._figures.setdefault((intern(campaign), day), {})
        for name, figure in figures.items():
            if figure is not None:
                sums[name] = sums.get(name, Decimal(0)) + figure

    def less(self, covered: "Sums") -> Iterator[Mapping[str, Any]]:
        """Rows of what `covered` lacks of these sums, one for each campaign day that lacks something."""
        for (campaign, day), figures in self._figures.items():
            known = covered._figures.get((campaign, day), {})
            left = {name: figure - known.get(name, Decimal(0)) for name, figure in figures.items()}
            if any(figure > 0 for figure in left.values()):
                metrics = {name: max(figure, Decimal(0)) for name, figure in left.items()}
                yield {"campaign": self._names[campaign], "segments": {"date": day}, "metrics": metrics}


def remainders(totals: Sums, parts: Sums, breakdown: Breakdown) -> Iterator[Mapping[str, Any]]:
    """Rows shaped like the view's own, one for each campaign day of which the view lacks something."""
    return ({**body, "adGroupCriterion": UNKNOWN[breakdown]} for body in totals.less(parts))
