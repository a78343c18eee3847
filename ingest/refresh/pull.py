"""Pulls one unit whole: halves what is too much, keeps the later of two readings, adds what falls on one key."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Final

from ingest.errors import SchemaDrift, TooMuchData
from ingest.facts import HOUR_MEASURES, Account, HourlyFact, Rejected
from ingest.platform.channel import AdPlatformAdapter, FactRow, PullWindow, RawRow
from ingest.platform.figures import refused
from ingest.refresh.buffer import Part, UnitRows
from ingest.refresh.schedule import Unit

UNREADABLE: Final = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError)
"""What an answer of an unforeseen shape raises."""
FIGURES_OF: Final = attrgetter(*HOUR_MEASURES)


def unforeseen(error: Exception) -> SchemaDrift:
    """The error as a person is told it. What a library says of itself may hold anything, so only its kind is kept."""
    said = f": {error}" if isinstance(error, UNREADABLE) else ""
    return SchemaDrift("channels-unexpected", problem=f"{type(error).__name__}{said}"[:200])


@dataclass
class Pulled:
    """A whole unit, ready to be stored."""

    parts: dict[str, Part] = field(default_factory=dict)
    """By channel key."""
    rejected: list[Rejected] = field(default_factory=list)
    read: int = 0
    complete: bool = True
    """Whether what it lacks is gone for sure: not so when the platform answered in part, or a row could not be read."""
    ignored: bool = False
    """The platform answered without the breakdown that was asked for; nothing of it is stored."""


def pull_unit(adapter: AdPlatformAdapter, account: Account, unit: Unit, today: date) -> Pulled:
    """The unit's facts by channel.

    Raises:
        PlatformError: nothing of the unit may be stored. An answer of an unforeseen shape is `SchemaDrift`.
    """
    reading = UnitRows()
    pull = _Pull(adapter=adapter, account=account, unit=unit, latest=last_day(today), reading=reading)
    try:
        pull.read(unit.window)
    except UNREADABLE as error:
        raise unforeseen(error) from error
    parts, rejected = reading.parts()
    unkeyed = bool(rejected) and all(row.reason == "missing_key" for row in rejected)
    return Pulled(
        parts=parts,
        rejected=rejected,
        read=reading.read,
        complete=adapter.complete() and not rejected,
        ignored=unkeyed and not parts and not unit.required,
    )


def last_day(today: date) -> date:
    """The newest day a row may have: an account may live in a zone where it is already tomorrow."""
    return today + timedelta(days=1)


def account_total(adapter: AdPlatformAdapter, account: Account, window: PullWindow) -> Decimal:
    """The account's own spend in the window, to hold the sum of campaigns against."""
    rows = list(adapter.pull(account, window, level="account"))
    latest = {raw.identity or number: adapter.account_spend(raw) for number, raw in enumerate(rows)}
    return sum((spend for spend in latest.values() if spend is not None), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class _Pull:
    """One unit while it streams in."""

    adapter: AdPlatformAdapter
    account: Account
    unit: Unit
    latest: date
    reading: UnitRows

    def read(self, window: PullWindow) -> None:
        """Takes the window's rows in; what is too much at once is read again in halves."""
        before = self.reading.taken
        try:
            for raw in self.adapter.pull(self.account, window, breakdown=self.unit.breakdown, hourly=self.unit.hourly):
                self.reading.add(raw, _checked(raw, self.adapter.normalise(raw), self.latest))
            return
        except TooMuchData:
            if window.days == 1:
                raise
            self.reading.forget(before)
        for half in window.parts((window.days + 1) // 2):
            self.read(half)


def _checked(raw: RawRow, fact: FactRow | Rejected, latest: date) -> FactRow | Rejected:
    if isinstance(fact, Rejected):
        return fact
    row = fact.daily or fact.hourly
    if row is None:
        return fact
    if row.day > latest:
        return Rejected(reason="future_day", raw=dict(raw.body), detail=row.day.isoformat())
    negative = [name for name, figure in zip(HOUR_MEASURES, FIGURES_OF(row), strict=True) if figure and figure < 0]
    if "revenue" in negative:  # a day of returns takes from revenue, and may from conversions
        negative = [name for name in negative if name not in ("revenue", "conversions")]
    if negative:
        return Rejected(reason="negative_measure", raw=dict(raw.body), detail=", ".join(negative))
    if isinstance(row, HourlyFact) and not 0 <= row.hour <= 23:
        return refused(raw.body, ValueError(f"hour {row.hour}"))
    return fact
