"""Questions that Demetra offers of itself: only such as the data at hand can answer, in their own names and days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ingest.texts import Language, say
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.words import wording

RATIOS: Final = ("roi", "cpa", "cpl", "cpc", "ctr", "cpm")
"""What channels are compared by, the dearest to people first."""
FEW_DAYS: Final = 7
"""Of a month that has begun: fewer say nothing yet, so the one before is named."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One question; its text is `example-<name>`."""

    name: str
    metrics: tuple[str, ...] = ()
    """Of which the data have all parts."""
    ratio: bool = False
    """Names the first of `RATIOS` that the data have."""
    several: str = ""
    """Dimension of which there must be two values at least."""
    compares: bool = False
    """Needs the month before, from its first day."""

    def fits(self, catalogue: Catalogue) -> bool:
        """Whether these data answer it."""
        return (
            all(collected(name, catalogue) for name in self.metrics)
            and (not self.ratio or ratio_of(catalogue) != "")
            and (not self.several or is_several(self.several, catalogue))
            and (not self.compares or _has_month_before(catalogue))
        )

    def text(self, catalogue: Catalogue, language: Language) -> str:
        """The question in people's words."""
        named = month_of(catalogue)
        month = wording.month(named, language) if named else ""
        return say(f"example-{self.name}", language, metric=ratio_of(catalogue).upper(), month=month)


PLAIN: Final = (
    Suggestion(name="best", ratio=True, several="channel"),
    Suggestion(name="cut", ratio=True, several="channel"),
    Suggestion(name="best-campaign", ratio=True, several="campaign"),
    Suggestion(name="month", ratio=True),
    Suggestion(name="spend-months", metrics=("spend",)),
    Suggestion(name="data"),
)
"""From the most telling to the one that is always answered."""


def examples(catalogue: Catalogue, language: Language, *, of: tuple[Suggestion, ...] = PLAIN) -> list[str]:
    """The questions that these data answer, the most telling first."""
    return [one.text(catalogue, language) for one in of if one.fits(catalogue)]


def collected(metric: str, catalogue: Catalogue) -> bool:
    """Whether the data have all parts of a metric."""
    return set(METRICS[metric].parts) <= catalogue.measures


def ratio_of(catalogue: Catalogue) -> str:
    """The first of `RATIOS` that the data have; empty where they have none."""
    return next((name for name in RATIOS if collected(name, catalogue)), "")


def is_several(dimension: str, catalogue: Catalogue) -> bool:
    """Whether there are two values to tell apart; campaigns without a name are one."""
    named = {
        "channel": frozenset(catalogue.channels),
        "campaign": frozenset(campaign.name for campaign in catalogue.campaigns if campaign.name),
    }
    return len(named.get(dimension) or catalogue.values.get(dimension, ())) > 1


def month_of(catalogue: Catalogue) -> date | None:
    """A day of the newest month that has more than its first days."""
    first, last = catalogue.first_day, catalogue.last_day
    if first is None or last is None:
        return None
    before = last.replace(day=1) - timedelta(days=1)
    return before if last.day < FEW_DAYS and first <= before else last


def _has_month_before(catalogue: Catalogue) -> bool:
    named, first = month_of(catalogue), catalogue.first_day
    if named is None or first is None:
        return False
    return first <= (named.replace(day=1) - timedelta(days=1)).replace(day=1)
