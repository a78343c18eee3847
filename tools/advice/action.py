"""One action of a list of advice, and what its kinds share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from ingest.texts import Language
from tools.engine.late import USUALLY_LATE
from tools.outlook.budget import BudgetGround
from tools.tool import ToolContext

Effort = Literal["minutes", "hours", "days"]
DAYS = 30
"""Money at stake is said of so many days."""


@dataclass(frozen=True, kw_only=True)
class Stake:
    """Money that the action should bring in `DAYS` days, with its 80 % range."""

    value: float
    low: float
    high: float

    def times(self, share: float) -> "Stake":
        """A part of it."""
        return Stake(value=self.value * share, low=self.low * share, high=self.high * share)


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something a marketer can do this week."""

    kind: str
    """Name of the file of `kinds`; also of its texts `advice-<kind>`, `-why` and `-unless`."""
    values: Callable[[Language], Mapping[str, str]]
    """What its texts are filled with, already in the words of a language: what is stored is read in both."""
    stake: Stake | None
    """None: it can't be put into money."""
    joint: bool = False
    """Whether the stake is part of the one plan whose sum the list says; others overlap with it and are not added."""
    days: int = DAYS
    """For how long it is done before it is judged; the money at stake is always of `DAYS`."""
    effort: Effort
    due: date
    scope: str = ""
    """Channel, campaign or dimension that it is about, as stored."""
    channel: str = ""
    """Stored channel whose money it touches; empty: none, or several."""
    touches: tuple[str, ...] = ()
    """Stored channels whose profit it should change; empty: it can't be seen in money."""
    campaign: str = ""
    """The campaign alone whose profit it should change, of the one channel in `touches`."""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    """A tool and its arguments that show why."""
    urgent: bool = False
    """Before all money: what is broken spoils every other figure."""

    @property
    def key(self) -> str:
        """What makes it the same advice tomorrow, whatever its figures are then."""
        return "|".join((self.kind, self.scope, *self.touches))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What every kind looks at, read once."""

    desk: ToolContext
    budget: BudgetGround | None
    """Response curves by channel; None where the history bears none."""
    currency: str
    until: date
    """Last complete day."""

    def ripe_until(self, channel: str) -> date:
        """The last day whose results are in: as measured, or as is usual where nothing is."""
        return ripe_until(channel, self.until, self.desk)


def ripe_until(channel: str, until: date, desk: ToolContext) -> date:
    """The last day of a channel, up to `until`, whose results are in."""
    late = desk.metrics.late().get(channel)
    if late is None or not late.measures:
        return until - timedelta(days=USUALLY_LATE)
    return min(until, late.ripe_until)


def by_week(metrics: Sequence[str], campaign: str, days: str) -> dict[str, Any]:
    """The evidence that a campaign's weeks are."""
    where = [{"dimension": "campaign", "values": [campaign]}]
    args = {"metrics": list(metrics), "group_by": ["week"], "periods": [days], "where": where}
    return {"tool": "query_metrics", "args": args}
