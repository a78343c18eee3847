"""From which table a question reads: the smallest one that knows its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, literal, or_, select

from ingest.schema import campaign, campaign_day, channel_day, daily_fact, hourly_fact
from tools.engine.days import Divisors
from tools.semantics.dimensions import of_home
from tools.semantics.question import Question


@dataclass(frozen=True, kw_only=True)
class SourcePlan:
    """What the compiler must know of the data besides the question."""

    accounts: Mapping[str, tuple[int, ...]]
    """Accounts that the channel and account filters of each part leave."""
    everywhere: tuple[int, ...] = ()
    """All accounts with days in the periods: the whole that a share may be of."""
    narrowed: bool = True
    """Those filters leave some account out."""
    currency: str
    """Currency of every amount in the answer."""
    foreign: bool
    """Some account in scope has another currency, so amounts are converted day by day."""
    slices: tuple[str, ...] = ()
    """Slices that have the asked columns, best first; rows of exactly one are read for each campaign day."""
    by_account: Mapping[int, str] | None = None
    """The one fitting slice of each account, when no account has two: then the account rollup can answer."""
    gapped: frozenset[str] = frozenset()
    """Measures that some stored row lacks: only their gaps are worth counting."""
    variants: bool = False
    """Some campaign has several rows (see `campaign.variant`)."""
    divisors: Divisors = field(default_factory=Divisors)
    """What averages divide by."""
    pace: float = 1.0
    """What an unfinished period's value is multiplied by."""
    able: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of a count that some account in scope never has: the accounts that can have it."""
    named: Mapping[int, tuple[tuple[str, Any], ...]] = field(default_factory=dict)
    """Of conditions measured by a named row: the keys and values that row may have."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A table to read."""

    table: FromClause
    rollup: bool
    """Its rows are already sums, with `rows` and `missing_*` beside them."""
    condition: ColumnElement[bool] | None = None

    @property
    def entity(self) -> ColumnElement[Any]:
        """What leads to channel, account and campaign, in the order in which the table is kept."""
        return channel_day.c.account_id if self.table is channel_day else campaign.c.id


def source_of(question: Question, plan: SourcePlan) -> Source:
    """The smallest table that can answer."""
    if "hour" in question.dimensions:
        return Source(table=hourly_fact, rollup=False)
    by_campaign = bool(question.dimensions & of_home("campaign"))
    if question.dimensions & of_home("slice"):
        if plan.by_account is not None and not by_campaign:
            fitting = or_(*(_accounts_with(name, plan.by_account) for name in sorted(set(plan.by_account.values()))))
            return Source(table=channel_day, rollup=True, condition=fitting)
        return Source(table=daily_fact, rollup=False, condition=_one_slice(plan.slices))
    if by_campaign:
        return Source(table=campaign_day, rollup=True)
    return Source(table=channel_day, rollup=True, condition=channel_day.c.slice == "")


def _accounts_with(slice_: str, by_account: Mapping[int, str]) -> ColumnElement[bool]:
    """Rows of one slice; where all accounts have it, nothing but equality stands between SQLite and its key."""
    own = channel_day.c.slice == slice_
    accounts = [key for key, name in by_account.items() if name == slice_]
    return own if len(accounts) == len(by_account) else and_(own, channel_day.c.account_id.in_(accounts))


def _one_slice(slices: tuple[str, ...]) -> ColumnElement[bool]:
    """Rows of the best slice, and of a later one only on campaign days that have none of the better."""
    choices: list[ColumnElement[bool]] = []
    for rank, name in enumerate(slices):
        better = daily_fact.alias(f"better_{rank}")
        has_better = select(literal(1)).where(
            better.c.campaign_id == daily_fact.c.campaign_id,
            better.c.slice.in_(slices[:rank]),
            better.c.day == daily_fact.c.day,
        )
        own = daily_fact.c.slice == name
        choices.append(and_(own, ~has_better.correlate(daily_fact).exists()) if rank else own)
    return or_(*choices)
