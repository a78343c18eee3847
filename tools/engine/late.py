"""Figures that are still coming in: how each channel's results come, learnt from what its days showed when read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from sqlalchemy import Connection, select

from forecasting.ripeness import RIPE, Floats, Ripened, Ripening, ripened, ripening, usual
from ingest.facts import LATE_MEASURES, MICRO, MICRO_MEASURES
from ingest.schema import day_reading
from tools.engine.table import Table
from tools.semantics.catalogue import AccountFacts
from tools.semantics.metrics import Metric, Terms
from tools.semantics.question import Window

if TYPE_CHECKING:
    import pandas as pd

AGES: Final = 35
USUAL_DAYS: Final = 28
"""Ripe days that the usual result of spend is taken from."""
BEGUN: Final = 0.3
"""A day of which less is in is unknown rather than grown."""
USUALLY_LATE: Final = 3
"""Days in which results of a channel come in whose readings do not say how long it takes."""
LEARNT_FROM: Final = 100
"""Days whose readings are looked at: how results come in changes with time."""


@dataclass(frozen=True, kw_only=True)
class LateChannel:
    """How one channel's results come in."""

    read_on: date
    """Of its newest reading."""
    measures: Mapping[str, Ripening]
    """Of each late measure whose way was seen to its end."""

    def age(self, day: date) -> int:
        """How old a day was when it was last read."""
        return max((self.read_on - day).days, 1)

    @property
    def begun_until(self) -> date:
        """The last day of which at least `BEGUN` is in: a younger one can't be told from its figures."""
        hardly = max((int(np.sum(one.shares < BEGUN)) for one in self.measures.values()), default=0)
        return self.read_on - timedelta(days=1 + hardly)

    def share(self, measure: str, day: date) -> float:
        """The share of a day's figure that is in; 1 where that is not measured."""
        how = self.measures.get(measure)
        return how.share(self.age(day)) if how else 1.0

    @property
    def ripe_until(self) -> date:
        """The last day whose every measured figure is ripe."""
        return self.read_on - timedelta(days=1 + max((one.unripe_days for one in self.measures.values()), default=0))

    @property
    def maturity(self) -> tuple[float, ...]:
        """Share of the final conversions known of the day just over, of that before ...; empty: not measured."""
        how = self.measures.get("conversions")
        return tuple(float(share) for share in how.shares) if how else ()


Late = Mapping[str, LateChannel]


def read_late(connection: Connection, accounts: Iterable[AccountFacts]) -> Late:
    """How the results of every channel come in, where pulls have seen days through.

    Accounts of one channel are added: their shares are ratios of sums, in whichever currency each is kept.
    """
    scope = list(accounts)
    owners = {entry.id: entry.channel for entry in scope}
    since = max((entry.last_day for entry in scope), default=date.max) - timedelta(days=LEARNT_FROM)
    rows: dict[str, dict[tuple[int, date], dict[int, tuple[float | None, ...]]]] = {}
    newest: dict[str, date] = {}
    for number, day, read_on, *figures in connection.execute(select(day_reading).where(day_reading.c.day >= since)):
        age = (read_on - day).days
        if number in owners and 1 <= age <= AGES:
            channel = owners[number]
            rows.setdefault(channel, {}).setdefault((number, day), {})[age] = tuple(figures)
            newest[channel] = max(newest.get(channel, read_on), read_on)
    return {name: LateChannel(read_on=newest[name], measures=_ways(days)) for name, days in rows.items()}


def _ways(days: Mapping[tuple[int, date], Mapping[int, tuple[float | None, ...]]]) -> dict[str, Ripening]:
    """The way of each measure; between two readings a day stands as at the first of them."""
    found = {}
    ordered = [days[key] for key in sorted(days, key=lambda key: key[1])]
    for place, name in enumerate(LATE_MEASURES):
        triangle = np.full((len(ordered), AGES), np.nan)
        for row, readings in enumerate(ordered):
            last = np.nan
            for age in range(min(readings), max(readings) + 1):
                figure = readings[age][place] if age in readings else None
                last = last if figure is None else float(figure)
                triangle[row, age - 1] = last
        way = ripening(triangle / (MICRO if name in MICRO_MEASURES else 1))
        if way is not None:
            found[name] = way
    return found


def as_ripe(rows: "pd.DataFrame", late: Late) -> "pd.DataFrame":
    """Late measures of young days as they will be; of days that have hardly begun nothing is known (NaN).

    Args:
        rows: day, channel, and measures as numbers.
        late: how results come in.
    """
    measured = {name for how in late.values() for name in how.measures} & set(rows.columns)
    grown_rows = rows.astype(dict.fromkeys(measured, "float64"))
    for channel, how in late.items():
        mine = (rows["channel"] == channel) & (rows["day"] > np.datetime64(how.ripe_until))
        days = [moment.date() for moment in rows.loc[mine, "day"]]
        for name in set(how.measures) & set(rows.columns):
            shares = np.array([how.share(name, day) for day in days])
            known = grown_rows.loc[mine, name]
            grown_rows.loc[mine, name] = np.where(shares >= BEGUN, known / np.maximum(shares, BEGUN), np.nan)
    return grown_rows


def late_parts(metric: Metric) -> tuple[str, ...]:
    """The late measures that a metric is made of."""
    return tuple(name for name in metric.parts if name in LATE_MEASURES)


def young(late: Late, channels: Iterable[str], window: Window) -> Window | None:
    """The days of a window that are not ripe; None where all are, or nothing is measured."""
    firsts = [late[name].ripe_until + timedelta(days=1) for name in set(channels) & set(late) if late[name].measures]
    start = max(min(firsts, default=window.end + timedelta(days=1)), window.start)
    return Window(start=start, end=window.end) if start <= window.end else None


def grown(daily: Table, measure: str, late: Late, window: Window) -> Mapping[str, Ripened]:
    """What each channel's days of a window will come to.

    Args:
        daily: day, channel, spend and late measures, through the window and some weeks before it.
        measure: a late one.
        late: how results come in.
        window: the days asked about.
    """
    rows: dict[str, list[tuple[date, float, float]]] = {}
    places = [daily.index(name) for name in ("day", "channel", "spend", measure)]
    for row in daily.rows:
        day, channel, spend, figure = (row[place] for place in places)
        if isinstance(day, date) and isinstance(figure, int | float):
            money = float(spend) if isinstance(spend, int | float) else 0.0
            rows.setdefault(str(channel), []).append((day, money, float(figure)))
    return {channel: _grown(some, measure, late.get(channel), window) for channel, some in rows.items()}


def _grown(rows: list[tuple[date, float, float]], measure: str, how: LateChannel | None, window: Window) -> Ripened:
    inside = [row for row in rows if window.start <= row[0] <= window.end]
    known = np.array([figure for _, _, figure in inside])
    way = how.measures.get(measure) if how else None
    if how is None or way is None or not inside:
        whole = float(known.sum())
        return Ripened(known=whole, value=whole, low=whole, high=whole)
    ripe = [row for row in rows if way.share(how.age(row[0])) >= RIPE][-USUAL_DAYS:]
    spends, results = (np.array([row[place] for row in ripe], dtype=np.float64) for place in (1, 2))
    ages = np.array([how.age(day) for day, _, _ in inside])
    spend: Floats = np.array([money for _, money, _ in inside])
    return ripened(known, ages, way, spend=spend, rate=usual(spends, results, way.spread))


def together(parts: Iterable[Ripened]) -> Ripened:
    """Channels added up: what comes in one says nothing of another, so errors add in squares."""
    some = list(parts)
    value = sum(one.value for one in some)
    down = sum((one.value - one.low) ** 2 for one in some) ** 0.5
    up = sum((one.high - one.value) ** 2 for one in some) ** 0.5
    return Ripened(known=sum(one.known for one in some), value=value, low=value - down, high=value + up)


def ends_of(metric: Metric, measure: str, sums: Mapping[str, float], whole: Ripened) -> tuple[float, float] | None:
    """The range of a metric when one late measure of it has its own; None where nothing is below the line."""
    found = []
    for end in (whole.low, whole.high):
        parts = {**sums, measure: end}
        below = _of(metric.denominator, parts) if metric.denominator else 1.0
        if below <= 0:
            return None
        found.append(metric.per * _of(metric.numerator, parts) / below)
    return min(found), max(found)


def _of(terms: Terms, sums: Mapping[str, float]) -> float:
    return sum(sign * sums.get(name, 0.0) for name, sign in terms)
