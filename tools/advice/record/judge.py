"""What decisions brought: profit of the channels they touched, against the forecast from before they were made.

The forecast knows the days up to the decision and no later one, and speaks of the very days that followed, so that the
season is in both. Advice on the same channels in the same days can't be told apart: it is measured once, together, and
shared out by what each had promised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ingest.errors import InvalidInput, NoData
from tools.advice.action import ripe_until
from tools.advice.record import store
from tools.advice.record.book import AdviceBook, window_of
from tools.advice.record.store import Effect, KeptAdvice
from tools.outlook.forecast import Ahead, look_back
from tools.semantics.question import Filter
from tools.tool import ToolContext

Why = Literal["judged", "declined", "waits", "no_money", "no_history"]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An advice on the statement."""

    kept: KeptAdvice
    decided: date
    until: date
    """Last day of those it is judged by."""
    why: Why
    effect: Effect | None = None

    @property
    def promised(self) -> Mapping[str, float] | None:
        """What it had promised; a goal's stake is what is missing, an experiment's what may come of it later."""
        return None if self.kept.kind in ("goal", "test") else self.kept.stake


@dataclass(frozen=True, kw_only=True)
class AdviceStatement:
    """All decisions, and what they brought together."""

    lines: tuple[Judged, ...]
    total: Effect | None
    """None where nothing can be judged yet."""
    undecided: int

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Those with a measured effect."""
        return tuple(one for one in self.lines if one.effect)


def statement(desk: ToolContext) -> AdviceStatement:
    """Judges what can be judged; what is measured once is kept and not measured again."""
    book = AdviceBook(desk=desk)
    decided = book.decided()
    fresh: dict[int, Effect] = {}
    for group in _groups([one for one in decided if _ripe(one, book) and one.effect is None], book):
        fresh |= _measured(group, book)
    if book.open_to_all:
        store.write_effects(desk.engine, fresh)
    lines = tuple(_line(one, one.effect or fresh.get(one.id), book) for one in decided)
    undecided = sum(one.state == "open" and one.place > 0 for one in book.every())
    return AdviceStatement(
        lines=lines, total=total_of([one.effect for one in lines if one.effect]), undecided=undecided
    )


def _line(one: KeptAdvice, effect: Effect | None, book: AdviceBook) -> Judged:
    decided = book.day(one) or book.desk.today
    until = window_of(decided, one)[1]
    why: Why = "judged"
    if one.state == "declined":
        why = "declined"
    elif not one.touches:
        why = "no_money"
    elif not _ripe(one, book):
        why = "waits"
    elif effect is None:
        why = "no_history"
    return Judged(kept=one, decided=decided, until=until, why=why, effect=effect)


def _ripe(one: KeptAdvice, book: AdviceBook) -> bool:
    """Whether the days it is judged by are over and their conversions are in."""
    decided, last = book.day(one), book.desk.metrics.catalogue().last_day
    if one.state not in ("accepted", "done") or not one.touches or decided is None or last is None:
        return False
    until = min(last, book.desk.today - timedelta(days=1))
    return all(window_of(decided, one)[1] <= ripe_until(channel, until, book.desk) for channel in one.touches)


def _groups(kept: Sequence[KeptAdvice], book: AdviceBook) -> list[list[KeptAdvice]]:
    """Advice that shares channels on shared days, together."""
    groups: list[list[KeptAdvice]] = []
    for one in kept:
        near = [group for group in groups if any(_overlap(one, other, book) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), one])
    return groups


def _overlap(one: KeptAdvice, other: KeptAdvice, book: AdviceBook) -> bool:
    ends = [window_of(book.day(each) or book.desk.today, each) for each in (one, other)]
    return bool(set(one.touches) & set(other.touches)) and ends[0][0] <= ends[1][1] and ends[1][0] <= ends[0][1]


def _measured(group: Sequence[KeptAdvice], book: AdviceBook) -> dict[int, Effect]:
    """The effect of each advice of a group: its share of what the group brought; none where nothing can be said."""
    windows = [window_of(book.day(one) or book.desk.today, one) for one in group]
    span = min(start for start, _ in windows), max(end for _, end in windows)
    try:
        whole = _beyond_forecast(_where(group), span, book.desk)
    except (NoData, InvalidInput):
        return {}
    if whole is None:
        return {}
    promised = [max((one.stake or {}).get("value", 0.0), 0.0) for one in group]
    shares = [part / sum(promised) for part in promised] if sum(promised) else [1 / len(group)] * len(group)
    number = min(one.id for one in group)
    return {
        one.id: Effect(value=whole[0] * share, low=whole[1] * share, high=whole[2] * share, group=number)
        for one, share in zip(group, shares, strict=True)
    }


def _where(group: Sequence[KeptAdvice]) -> list[Filter]:
    """The channels touched; the campaign alone where all of the group is about one."""
    channels = Filter(dimension="channel", values=tuple(sorted({name for one in group for name in one.touches})))
    campaigns = {one.campaign for one in group}
    if len(campaigns) > 1 or campaigns == {""}:
        return [channels]
    return [channels, Filter(dimension="campaign", values=tuple(campaigns))]


def _beyond_forecast(where: Sequence[Filter], span: tuple[date, date], desk: ToolContext) -> list[float] | None:
    """Profit of the days less its forecast: value, low, high; None where the days before bear no forecast."""
    seen = look_back(Ahead(metric="profit", where=where, horizon=(span[1] - span[0]).days + 1), span, desk)
    if seen is None:
        return None
    actual, ahead = seen
    return [actual - ahead.value, actual - ahead.high, actual - ahead.low]


def total_of(effects: Sequence[Effect]) -> Effect | None:
    """The sum: shares of one measurement add up, independent measurements add their errors in squares."""
    if not effects:
        return None
    groups: dict[int, list[Effect]] = {}
    for one in effects:
        groups.setdefault(one.group, []).append(one)
    down = sum(sum(one.value - one.low for one in some) ** 2 for some in groups.values()) ** 0.5
    up = sum(sum(one.high - one.value for one in some) ** 2 for some in groups.values()) ** 0.5
    value = sum(one.value for one in effects)
    return Effect(value=value, low=value - down, high=value + up, group=0)
