"""Which days a refresh asks for again, cut into pull units. Pure: history in, plan out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from ingest.errors import InvalidInput
from ingest.platform.channel import SLICES, Breakdown, Capabilities, PullWindow

FIRST_DAYS: Final = 90
"""How far back the first refresh of an account goes."""
HOURLY_DAYS: Final = 31
"""Hours are asked for only this far back."""
SLACK: Final = timedelta(minutes=5)
"""A scheduler that fires a little early still gets its nightly run."""


@dataclass(frozen=True, kw_only=True)
class Mode:
    """One rhythm of refreshing."""

    name: str
    back_days: int
    """Days before today that it pulls again."""
    every: timedelta
    slices: bool = True
    """Whether it also pulls audience, region and device."""


HOURLY: Final = Mode(name="hourly", back_days=1, every=timedelta(0), slices=False)
SIX_HOURLY: Final = Mode(name="sixhourly", back_days=3, every=timedelta(hours=6))


def nightly(caps: Capabilities) -> Mode:
    """The whole restatement window, once a day."""
    return Mode(name="nightly", back_days=caps.restatement_days, every=timedelta(days=1))


def weekly() -> Mode:
    """A long look back for conversions that come in late."""
    return Mode(name="weekly", back_days=FIRST_DAYS, every=timedelta(days=7))


@dataclass(frozen=True, kw_only=True)
class Past:
    """A refresh that ended well."""

    since: date
    until: date
    at: datetime

    @property
    def back_days(self) -> int:
        """How far back it went."""
        return (self.until - self.since).days


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One pull unit."""

    window: PullWindow
    breakdown: Breakdown = "none"
    hourly: bool = False

    @property
    def slice(self) -> str:
        """The slice its rows are stored under; empty for hours and actions."""
        return "" if self.hourly else SLICES.get(self.breakdown, "")

    @property
    def name(self) -> str:
        """Its name in the protocol: `total`, `age+gender`, `hours`, `action`."""
        return "hours" if self.hourly else SLICES.get(self.breakdown, self.breakdown)

    @property
    def key(self) -> str:
        """Its mark in a cursor."""
        return f"{'hours' if self.hourly else self.breakdown} {self.window.since} {self.window.until}"

    @property
    def required(self) -> bool:
        """Whether the account's figures are wrong without it; the others only make them richer."""
        return self.breakdown == "none" and not self.hourly


@dataclass(frozen=True, kw_only=True)
class RefreshPlan:
    """What one refresh of one account does."""

    mode: str
    window: PullWindow
    units: tuple[Unit, ...]
    done: frozenset[str] = frozenset()
    """Units that an interrupted refresh of the same window has already stored."""

    @property
    def left(self) -> list[Unit]:
        """Units still to pull."""
        return [unit for unit in self.units if unit.key not in self.done]


@dataclass(frozen=True, kw_only=True)
class RefreshRequest:
    """What the caller asked for."""

    today: date
    now: datetime
    since: date | None = None
    until: date | None = None

    @property
    def explicit(self) -> PullWindow | None:
        """The window somebody named.

        Raises:
            InvalidInput: it ends before it begins.
        """
        if self.since is None and self.until is None:
            return None
        until = self.until or self.today
        since = self.since or until - timedelta(days=FIRST_DAYS - 1)
        if since > until:
            raise InvalidInput("channels-window-backwards", since=since.isoformat(), until=until.isoformat())
        return PullWindow(since=since, until=until)


@dataclass(frozen=True, kw_only=True)
class RefreshHistory:
    """What is known of an account's earlier refreshes."""

    past: tuple[Past, ...] = ()
    cursor: Mapping[str, Any] = field(default_factory=dict)
    """Of the last refresh, when it had to stop and wait."""


def plan(caps: Capabilities, wanted: RefreshRequest, history: RefreshHistory) -> RefreshPlan:
    """The window by the rhythm that is due, or the one somebody named, and its units."""
    mode, window = _window(caps, wanted, history.past)
    oldest = wanted.today - timedelta(days=caps.history_days)
    window = PullWindow(since=max(window.since, min(oldest, window.until)), until=window.until)
    kept = history.cursor
    same = (kept.get("since"), kept.get("until")) == (window.since.isoformat(), window.until.isoformat())
    done = frozenset(str(key) for key in kept.get("done", ())) if same else frozenset[str]()
    units = tuple(_units(caps, window, slices=mode is None or mode.slices))
    return RefreshPlan(mode=mode.name if mode else "asked", window=window, units=units, done=done)


def _window(caps: Capabilities, wanted: RefreshRequest, past: Iterable[Past]) -> tuple[Mode | None, PullWindow]:
    named = wanted.explicit
    if named is not None:
        return None, named
    known = sorted(past, key=lambda run: run.at)
    if not known:
        return weekly(), PullWindow(since=wanted.today - timedelta(days=FIRST_DAYS), until=wanted.today)
    mode = due(caps, wanted.now, known)
    # Days missed while nothing ran are caught up: the window reaches back to where the last good one ended.
    reached = max(run.until for run in known)
    since = min(wanted.today - timedelta(days=mode.back_days), reached)
    return mode, PullWindow(since=since, until=wanted.today)


def due(caps: Capabilities, now: datetime, past: Iterable[Past]) -> Mode:
    """The longest rhythm whose last run is too long ago; one that is still to come was told by a wrong clock."""
    runs = [run for run in past if run.at <= now]
    long_ago = [weekly()] if caps.restatement_days >= 30 else []
    for mode in (*long_ago, nightly(caps), SIX_HOURLY):
        last = max((run.at for run in runs if run.back_days >= mode.back_days), default=None)
        if last is None or now - last >= mode.every - SLACK:
            return mode
    return HOURLY


def _units(caps: Capabilities, window: PullWindow, *, slices: bool) -> Iterator[Unit]:
    always: tuple[Breakdown, ...] = ("none", "action")
    breakdowns = [name for name in caps.breakdowns if slices or name in always]
    for breakdown in sorted(breakdowns, key=lambda name: name != "none"):
        for part in window.parts(caps.max_span_days):
            yield Unit(window=part, breakdown=breakdown)
    if caps.hourly:
        recent = PullWindow(
            since=max(window.since, window.until - timedelta(days=HOURLY_DAYS - 1)),
            until=window.until,
        )
        for part in recent.parts(caps.hourly_span_days):
            yield Unit(window=part, hourly=True)
