"""Pulls one unit whole: halves what is too much, keeps the later of two readings, adds what falls on one key."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from ingest.channel import AdPlatformAdapter, FactRow, RawRow, Window
from ingest.errors import SchemaDrift, TooMuchData
from ingest.facts import MEASURES, SLICE_COLUMNS, Account, ActionFact, DailyFact, HourlyFact, Rejected
from ingest.figures import refused
from ingest.plan import Unit

AnyFact = TypeVar("AnyFact", DailyFact, HourlyFact, ActionFact)

HOUR_MEASURES: Final = ("spend", "impressions", "clicks", "conversions", "revenue")
ACTION_MEASURES: Final = ("count", "value")
UNREADABLE: Final = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError)
"""What an answer of an unforeseen shape raises."""


@dataclass
class Part:
    """What the unit holds for one channel."""

    names: dict[str, str] = field(default_factory=dict)
    """Campaign names by external id, as the rows give them."""
    daily: dict[tuple[object, ...], DailyFact] = field(default_factory=dict)
    hourly: dict[tuple[object, ...], HourlyFact] = field(default_factory=dict)
    actions: dict[tuple[object, ...], ActionFact] = field(default_factory=dict)

    def add(self, row: FactRow) -> None:
        """Takes the facts of one row in."""
        if row.campaign_name or row.campaign not in self.names:
            self.names[row.campaign] = row.campaign_name
        if row.daily is not None:
            key = (row.campaign, row.daily.day, *(getattr(row.daily, name) for name in SLICE_COLUMNS))
            self.daily[key] = _sum(self.daily.get(key), row.daily, MEASURES)
        if row.hourly is not None:
            key = (row.campaign, row.hourly.day, row.hourly.hour)
            self.hourly[key] = _sum(self.hourly.get(key), row.hourly, HOUR_MEASURES)
        for action in row.actions:
            key = (row.campaign, action.day, action.action)
            self.actions[key] = _sum(self.actions.get(key), action, ACTION_MEASURES)


@dataclass
class Pulled:
    """A whole unit, ready to be stored."""

    parts: dict[str, Part] = field(default_factory=dict)
    """By channel key."""
    rejected: list[Rejected] = field(default_factory=list)
    read: int = 0
    complete: bool = True
    ignored: bool = False
    """The platform answered without the breakdown that was asked for; nothing of it is stored."""


def pull_unit(adapter: AdPlatformAdapter, account: Account, unit: Unit, today: date) -> Pulled:
    """The unit's facts by channel.

    Raises:
        PlatformError: nothing of the unit may be stored. An answer of an unforeseen shape is `SchemaDrift`.
    """
    try:
        rows = _rows(adapter, account, unit, unit.window)
    except UNREADABLE as error:
        raise SchemaDrift("channels-unexpected", problem=f"{type(error).__name__}: {error}"[:200]) from error
    pulled = Pulled(read=len(rows), complete=adapter.complete())
    latest = last_day(today)
    for raw in _latest(rows):
        fact = _checked(raw, adapter.normalise(raw), latest)
        if isinstance(fact, Rejected):
            pulled.rejected.append(fact)
        else:
            pulled.parts.setdefault(fact.channel or account.channel, Part()).add(fact)
    if rows and not unit.required and all(row.reason == "missing_key" for row in pulled.rejected):
        pulled.ignored = len(pulled.rejected) > 0 and not pulled.parts
    return pulled


def last_day(today: date) -> date:
    """The newest day a row may have: an account may live in a zone where it is already tomorrow."""
    return today + timedelta(days=1)


def account_total(adapter: AdPlatformAdapter, account: Account, window: Window) -> Decimal:
    """The account's own spend in the window, to hold the sum of campaigns against."""
    rows = adapter.pull(account, window, level="account")
    return sum((spend for spend in map(_spend, rows) if spend is not None), Decimal(0))


def _spend(raw: RawRow) -> Decimal | None:
    body = raw.body
    metrics = body.get("metrics") or {}
    if "costMicros" in metrics:
        return Decimal(str(metrics["costMicros"])) / 1_000_000
    spend = body.get("spend", metrics.get("spend"))
    return None if spend is None else Decimal(str(spend))


def _rows(adapter: AdPlatformAdapter, account: Account, unit: Unit, window: Window) -> list[RawRow]:
    try:
        return list(adapter.pull(account, window, breakdown=unit.breakdown, hourly=unit.hourly))
    except TooMuchData:
        if window.days == 1:
            raise
    halves = window.parts((window.days + 1) // 2)
    return [row for half in halves for row in _rows(adapter, account, unit, half)]


def _latest(rows: Iterable[RawRow]) -> Iterable[RawRow]:
    kept: dict[tuple[str, ...], RawRow] = {}
    for number, raw in enumerate(rows):
        kept[raw.identity or ("", str(number))] = raw
    return kept.values()


def _checked(raw: RawRow, fact: FactRow | Rejected, latest: date) -> FactRow | Rejected:
    if isinstance(fact, Rejected):
        return fact
    row = fact.daily or fact.hourly
    if row is None:
        return fact
    if row.day > latest:
        return Rejected(reason="future_day", raw=dict(raw.body), detail=row.day.isoformat())
    figures = {name: getattr(row, name) for name in HOUR_MEASURES}
    negative = [name for name, figure in figures.items() if figure is not None and figure < 0]
    if negative:
        return Rejected(reason="negative_measure", raw=dict(raw.body), detail=", ".join(negative))
    if isinstance(row, HourlyFact) and not 0 <= row.hour <= 23:
        return refused(raw.body, ValueError(f"hour {row.hour}"))
    return fact


def _sum(known: AnyFact | None, row: AnyFact, measures: Iterable[str]) -> AnyFact:
    if known is None:
        return row
    sums: dict[str, Any] = {name: _plus(getattr(known, name), getattr(row, name)) for name in measures}
    return replace(row, **sums)


def _plus(left: Decimal | int | None, right: Decimal | int | None) -> Decimal | int | None:
    if left is None or right is None:
        return right if left is None else left
    return left + right
