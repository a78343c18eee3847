"""Daily histories for forecasts, out of the metric engine: one for each channel, campaign or the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from ingest.errors import NoData
from tools.asking import understand
from tools.engine.late import Late, as_ripe
from tools.engine.late_notes import LATE_NOTES
from tools.engine.notes import Note
from tools.engine.table import Table
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.tool import ToolContext

Level = Literal["", "channel", "campaign"]

ENDED_AFTER_DAYS = 27
"""A series silent for longer than this is over: nothing is forecast for it."""
LONGEST_DAYS = 4 * 365 + 1
"""Older days are left out, as the forecast itself does."""
WEEK = 7
LEAST_WEEKS = 4
"""Of fewer rows nobody knows that they are weeks."""
NOISE = frozenset({"note-reach-sum", "note-frequency", "note-provisional", "note-default-period"}) | LATE_NOTES
"""Notes about a table of days that say nothing about a forecast."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How a metric is forecast: a series, or two whose quotient is scaled and shifted."""

    top: str
    """Metric whose daily sums are forecast; of a ratio the numerator."""
    bottom: str = ""
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SeriesScope:
    """What a series is about; both empty is the whole."""

    channel: str = ""
    campaign: str = ""

    @property
    def name(self) -> str:
        """The stored value that tells it from its neighbours."""
        return self.campaign or self.channel


@dataclass(frozen=True, kw_only=True)
class DailyHistory:
    """Daily sums of one scope, through the last day of the data; missing days are gaps."""

    scope: SeriesScope
    days: pd.DatetimeIndex
    top: pd.Series
    bottom: pd.Series | None = None

    @property
    def last_known(self) -> date:
        """Last day with numbers."""
        return date.fromisoformat(str(self.top.dropna().index[-1])[:10])

    def value(self, start: date, end: date, recipe: Recipe) -> float | None:
        """The metric over some past days: a sum, or a ratio of sums; None where nothing is known."""
        top = self.top[str(start) : str(end)]
        if self.bottom is None:
            return float(top.sum()) if top.notna().any() else None
        bottom = self.bottom[str(start) : str(end)]
        both = top.notna() & bottom.notna()
        below = float(bottom[both].sum())
        return recipe.shift + recipe.scale * float(top[both].sum()) / below if below > 0 else None

    def daily(self, recipe: Recipe) -> pd.Series:
        """The metric of each day; NaN where unknown."""
        if self.bottom is None:
            return self.top
        return recipe.shift + recipe.scale * self.top / self.bottom.where(self.bottom > 0)

    def until(self, last: date) -> "DailyHistory | None":
        """Its days through one of them; None where nothing is known by then."""
        days = self.days[self.days <= pd.Timestamp(last)]
        top = self.top.reindex(days)
        bottom = None if self.bottom is None else self.bottom.reindex(days)
        return None if top.dropna().empty else DailyHistory(scope=self.scope, days=days, top=top, bottom=bottom)

    def frame(self, part: pd.Series) -> pd.DataFrame:
        """A part as forecasts take it: ds, y."""
        return pd.DataFrame({"ds": self.days, "y": part.to_numpy(dtype=float)})


@dataclass(frozen=True, kw_only=True)
class Histories:
    """All series of one question."""

    series: tuple[DailyHistory, ...]
    as_of: date
    """Last day of the data; forecasts begin on the next one."""
    currency: str
    recipe: Recipe
    filters: tuple[Filter, ...] = ()
    notes: tuple[Note, ...] = ()
    grown: bool = False
    """Results of the last days are counted as they will be: some are still coming in."""
    left_out: int = 0
    """Series beyond the most that are looked at."""
    ended: tuple[tuple[SeriesScope, date], ...] = ()
    """Scopes whose data stopped long before, with their last day."""
    weekly: bool = False
    """The data have a row a week; `series` hold each week's sum in equal parts on its days."""


@dataclass(frozen=True, kw_only=True)
class HistoryRequest:
    """Which histories to read."""

    metric: str
    by: Level = ""
    where: Sequence[Filter] = field(default_factory=tuple)
    most: int = 12
    """Series kept, those with the most spend of late first."""


def recipe_of(metric: str) -> Recipe:
    """How a metric of the catalogue is forecast.

    A numerator that takes the denominator away ((revenue - spend) / spend) is the plain quotient less one.
    """
    entry = METRICS[metric]
    if not entry.denominator:
        return Recipe(top=metric)
    top, bottom = entry.gross[0][0], entry.denominator[0][0]
    return Recipe(top=top, bottom=bottom, scale=float(entry.per), shift=-entry.less_one)


def read_histories(wanted: HistoryRequest, desk: ToolContext) -> Histories:
    """Reads daily sums, one statement whatever the number of series.

    Raises:
        NoData: nothing is stored for the question.
        InvalidInput: a name in the conditions is unknown.
    """
    recipe, catalogue = recipe_of(wanted.metric), desk.metrics.catalogue()
    if catalogue.first_day is None or catalogue.last_day is None:
        raise NoData("answer-no-data-at-all")
    last = min(catalogue.last_day, desk.today - timedelta(days=1))
    first, late = max(catalogue.first_day, last - timedelta(days=LONGEST_DAYS - 1)), desk.metrics.late()
    if last < first:
        raise NoData("answer-no-data-at-all")
    names = tuple(dict.fromkeys(filter(None, (recipe.top, recipe.bottom, "spend"))))
    question = Question(
        metrics=names, group_by=_groups(wanted, late), where=tuple(wanted.where), periods=(f"{first}..{last}",)
    )
    asked = understand(question, desk)
    result = desk.metrics.run(asked.question, today=desk.today)
    if result.empty:
        raise NoData("answer-no-data", first=str(catalogue.first_day), last=str(catalogue.last_day))
    rows = as_ripe(_rows(result.table), late)
    weekly = is_weekly(rows["day"])
    if weekly:
        rows = rows[rows["day"] <= pd.Timestamp(desk.today) - pd.Timedelta(days=WEEK)]
    every = _split(rows, recipe, wanted, weekly=weekly)
    if not every:
        raise NoData("forecast-no-values", metric=METRICS[wanted.metric].titles[desk.language])
    histories, stored = every[: wanted.most], _rows(result.table)
    as_of = max(history.last_known for history in histories)
    alive = [one for one in histories if (as_of - one.last_known).days <= ENDED_AFTER_DAYS]
    return Histories(
        series=tuple(_through(one, as_of) for one in alive),
        as_of=as_of,
        currency=result.currency,
        recipe=recipe,
        filters=asked.question.where,
        notes=(
            *(note for note in result.notes if note.key not in NOISE),
            *([Note(key="forecast-note-weeks")] * weekly),
        ),
        weekly=weekly,
        grown=_grew(rows, stored, names),
        left_out=len(every) - len(histories),
        ended=tuple((one.scope, one.last_known) for one in histories if one not in alive),
    )


def _groups(wanted: HistoryRequest, late: Late) -> tuple[str, ...]:
    """What rows are of: of the whole too they are channels', where each channel's young days are grown by its own."""
    by = "channel" if late and not wanted.by else wanted.by
    return {"": ("day",), "channel": ("day", "channel"), "campaign": ("day", "channel", "campaign")}[by]


def _rows(table: Table) -> pd.DataFrame:
    rows = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    return rows.assign(day=pd.to_datetime(rows["day"]))


def _grew(rows: pd.DataFrame, stored: pd.DataFrame, names: Sequence[str]) -> bool:
    """Whether any measure of a day is counted higher than it is stored."""
    return any((rows[name].astype(float) > stored.loc[rows.index, name].astype(float)).any() for name in names)


def is_weekly(days: "pd.Series[pd.Timestamp]") -> bool:
    """Whether rows stand for weeks: all on one weekday, most weeks of their span with one."""
    known = days.drop_duplicates().sort_values()
    gaps = known.diff().dropna().dt.days
    return len(known) >= LEAST_WEEKS and bool((gaps % WEEK == 0).all() and gaps.median() == WEEK)


def _in_days(weeks: pd.DataFrame) -> pd.DataFrame:
    """Each week's sums in equal parts on its seven days."""
    days = [(weeks / WEEK).set_axis(weeks.index + pd.Timedelta(days=later)) for later in range(WEEK)]
    return pd.concat(days).sort_index()


def _split(rows: pd.DataFrame, recipe: Recipe, wanted: HistoryRequest, *, weekly: bool) -> list[DailyHistory]:
    """A history for each scope with any number, the biggest spender of the last weeks first."""
    measures = [name for name in rows.columns if name not in ("day", "channel", "campaign")]
    rows[measures] = rows[measures].astype(float)
    found = []
    for scope, part in _parts(rows, wanted.by):
        sums = part.groupby("day")[measures].sum(min_count=1)
        days = _in_days(sums) if weekly else sums
        history = _history(scope, days, recipe)
        if history is not None:
            recent = days["spend"].iloc[-60:].sum() if "spend" in days else 0.0
            found.append((float(recent), history))
    found.sort(key=lambda pair: -pair[0])
    return [history for _, history in found]


def _parts(rows: pd.DataFrame, by: Level) -> list[tuple[SeriesScope, pd.DataFrame]]:
    if not by:
        return [(SeriesScope(), rows)]
    if by == "channel":
        return [(SeriesScope(channel=str(name)), part) for name, part in rows.groupby("channel")]
    grouped = rows.groupby(["channel", "campaign"])
    return [(SeriesScope(channel=str(key[0]), campaign=str(key[1])), part) for key, part in grouped]


def _history(scope: SeriesScope, days: pd.DataFrame, recipe: Recipe) -> DailyHistory | None:
    every = pd.date_range(days.index.min(), days.index.max(), freq="D")
    filled = days.reindex(every)
    bottom = filled[recipe.bottom] if recipe.bottom else None
    history = DailyHistory(scope=scope, days=every, top=filled[recipe.top], bottom=bottom)
    return None if filled[recipe.top].notna().sum() == 0 else history


def _through(history: DailyHistory, as_of: date) -> DailyHistory:
    """Days up to the common end, so that every forecast begins on the same day."""
    every = pd.date_range(history.days[0], pd.Timestamp(as_of), freq="D")
    bottom = history.bottom.reindex(every) if history.bottom is not None else None
    return DailyHistory(scope=history.scope, days=every, top=history.top.reindex(every), bottom=bottom)
