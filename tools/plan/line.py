"""One line of a plan: a budget or a goal, with what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.semantics.metrics import METRICS

Kind = Literal["budget", "goal"]
State = Literal["closed", "running", "begun", "ahead"]
"""All days over; some of them; some months over and others ahead; none."""
Verdict = Literal[
    "reached", "missed", "will", "likely", "unlikely", "wont", "over", "under", "unspent", "even", "unknown", "ahead"
]
"""Of a closed month's goal: reached, missed. Of a running goal: will, likely, unlikely, wont (the whole range beyond
the target, or its middle). Of a budget: over, even, under; closed, unspent. unknown: nothing came in yet. ahead: the
month has not begun."""


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One budget or goal of a month."""

    kind: Kind
    channel: str
    """Empty: all channels that have a budget."""
    campaign: str
    month: date
    until: date
    """The last day that the target is for: the month's, or that of several months told in one."""
    metric: str
    target: float
    fact: float | None
    """So far; money, counts, ratios as the engine gives them."""
    expected: float | None
    low: float | None
    high: float | None
    elapsed: float
    """Share of the month's days that are over and stored, 0-1."""
    days_left: int
    state: State
    verdict: Verdict
    gap_per_day: float | None = None
    """What each day left must bring so that the target is met; sums of a running month only."""

    @property
    def done(self) -> float | None:
        """Share of the target that is there; None for prices and returns, which are not collected day by day."""
        collected = METRICS[self.metric].additive and self.target > 0
        return self.fact / self.target if collected and self.fact is not None else None

    @property
    def off(self) -> float | None:
        """How far the fact lies above the target."""
        return None if self.fact is None else self.fact - self.target

    @property
    def owner(self) -> tuple[Kind, str, str, str]:
        """Of what and of whom it is: the same in every month."""
        return self.kind, self.metric, self.channel, self.campaign

    @property
    def length(self) -> int:
        """Days that the target is for."""
        return (self.until - self.month).days + 1

    @property
    def is_of_one_month(self) -> bool:
        """Whether no several months are told in one."""
        return self.month.replace(day=1) == self.until.replace(day=1)

    @property
    def ended(self) -> bool:
        """Whether the month is over."""
        return self.state == "closed"

    @property
    def end(self) -> float | None:
        """What it ends at: the fact of closed days, what is expected of running ones."""
        return self.fact if self.ended else self.expected
