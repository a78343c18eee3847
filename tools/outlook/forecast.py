"""Forecasts of catalogue metrics: histories in, labelled series with their whole and their track record out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

import pandas as pd

from forecasting import DirectoryCache, ForecastError, ForecastJob, ForecastResult, forecast_many
from ingest.errors import InvalidInput, NoData
from tools.outlook.history import (
    WEEK,
    DailyHistory,
    Histories,
    HistoryRequest,
    Level,
    Recipe,
    SeriesScope,
    read_histories,
)
from tools.outlook.wanted import LONGEST
from tools.outlook.wholes import Begun, Range, of_days_ahead, with_days_gone
from tools.semantics.calendar import preceding
from tools.semantics.question import Filter
from tools.tool import ToolContext

LEVEL: Final = 0.8
MOST: Final[dict[Level, int]] = {"": 1, "channel": 40, "campaign": 8}
"""Series of one question: a fit takes most of a second."""
FEW_FITS: Final = 2
"""Up to as many fits are quicker in this process than in new ones."""
REQUEST_CODES: Final = frozenset({"horizon", "frequency", "level", "country", "columns", "backend"})
"""Refusals about the request itself; the others are about one series."""


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """What is to be forecast."""

    metric: str
    by: Level = ""
    where: Sequence[Filter] = field(default_factory=tuple)
    horizon: int = 30
    """Days from the last day of the data."""
    first: int = 1
    """The whole is said of the days from this one on: the days before a named month are only bridged."""
    since: date | None = None
    """First day of a period that has begun: its whole is what is there and what is to come; None: days ahead only."""
    counted_from: date | None = None
    """The last day of the data when the days were named; None when only their number was."""
    beyond: date | None = None
    """The last day asked about where no forecast reaches it."""
    weekly: bool = False
    backtest: bool = True

    @property
    def freq(self) -> str:
        """D or W."""
        return "W" if self.weekly else "D"

    @property
    def steps(self) -> int:
        """Periods to forecast."""
        return -(-self.horizon // 7) if self.weekly else self.horizon


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One series forecast, or the reason why not."""

    scope: SeriesScope
    history: DailyHistory
    result: ForecastResult | None
    """In the metric's own unit: ROI, not ROAS."""
    refusal: ForecastError | None
    total: Range | None
    """Of the days asked about; of a period that has begun with its days gone."""
    previous: float | None
    """The same metric over as many days before, or the calendar unit before; None where the data began later."""
    begun: Begun | None = None
    """Both parts of a period that has begun."""

    @property
    def skill(self) -> float | None:
        """Share of the simple guess's error saved on earlier dates; None where it was not measured."""
        if self.result is None:
            return None
        mase, naive = self.result.backtest["mase"], self.result.backtest["naive_mase"]
        return None if mase is None or not naive else 1 - mase / naive


@dataclass(frozen=True, kw_only=True)
class Outlooks:
    """All series of one question."""

    ahead: Ahead
    histories: Histories
    series: tuple[Outlook, ...]
    start: date
    end: date
    """Days the wholes are about."""
    known: date
    """The last day before the forecast begins."""

    @property
    def days(self) -> int:
        """How many days the wholes are about."""
        return (self.end - self.start).days + 1

    @property
    def made(self) -> list[Outlook]:
        """Those that could be forecast."""
        return [one for one in self.series if one.result is not None and one.total is not None]


def look_ahead(ahead: Ahead, desk: ToolContext) -> Outlooks:
    """Forecasts every series of the question; equal data is not fitted twice.

    Raises:
        InvalidInput: the horizon is not possible.
        NoData: nothing is stored, or no series bears a forecast.
    """
    check_horizon(ahead.horizon, weekly=ahead.weekly)
    wanted = HistoryRequest(metric=ahead.metric, by=ahead.by, where=ahead.where, most=MOST[ahead.by])
    histories = read_histories(wanted, desk)
    ahead = _in_weeks(ahead, histories) if histories.weekly else ahead
    jobs = [job_of(one, ahead, histories) for one in histories.series]
    return make_outlooks(ahead, histories, run_jobs(jobs, desk))


def _in_weeks(ahead: Ahead, histories: Histories) -> Ahead:
    """The whole weeks nearest to the days asked about: weekly data say nothing of shorter times."""
    begun = (histories.as_of - ahead.counted_from).days if ahead.counted_from else 0
    horizon = WEEK * max(1, round((ahead.horizon - begun) / WEEK))
    first = WEEK * max(0, round((ahead.first - begun - 1) / WEEK)) + 1
    return replace(ahead, weekly=True, horizon=horizon, first=min(first, horizon - WEEK + 1))


def make_outlooks(ahead: Ahead, histories: Histories, results: Sequence[ForecastResult | ForecastError]) -> Outlooks:
    """Finished forecasts with their wholes, in the metric's own unit."""
    begin = _begin(ahead, histories, results)
    days = ahead.steps * 7 if ahead.weekly else ahead.horizon
    start = begin + timedelta(days=ahead.first - 1)
    end = begin + timedelta(days=days - 1)
    known = begin - timedelta(days=1)
    window = (known - timedelta(days=days - ahead.first), known)
    if ahead.since and ahead.since <= known:
        start, window = ahead.since, preceding((ahead.since, end))
    pairs = zip(histories.series, results, strict=True)
    return Outlooks(
        ahead=ahead,
        histories=histories,
        series=tuple(_outlook(history, result, ahead, histories, window, known) for history, result in pairs),
        start=start,
        end=end,
        known=known,
    )


def _begin(ahead: Ahead, histories: Histories, results: Sequence[ForecastResult | ForecastError]) -> date:
    """First day ahead; of weeks the Monday of the week that the data do not complete."""
    made = [result for result in results if isinstance(result, ForecastResult)]
    if ahead.weekly and made:
        first: date = min(pd.Timestamp(result.frame["ds"].iloc[0]) for result in made).date()
        return first
    return histories.as_of + timedelta(days=1)


def check_horizon(horizon: int, *, weekly: bool) -> None:
    """Raises InvalidInput where it is fewer than one or more than the most days."""
    most = LONGEST["W" if weekly else "D"]
    if not 1 <= horizon <= most:
        raise InvalidInput("forecast-bad-horizon", received=str(horizon), most=str(most))


def job_of(history: DailyHistory, ahead: Ahead, histories: Histories) -> ForecastJob:
    """The forecast of one series as a job."""
    return ForecastJob(
        history=history.frame(history.top),
        denominator=history.frame(history.bottom) if history.bottom is not None else None,
        horizon=ahead.steps,
        freq=ahead.freq,
        level=LEVEL,
        country="RU" if histories.currency == "RUB" and not ahead.weekly else None,
        backtest=ahead.backtest,
    )


def run_jobs(
    jobs: Sequence[ForecastJob], desk: ToolContext, *, workers: int = 2
) -> list[ForecastResult | ForecastError]:
    """Runs the jobs beside what is kept from before; refusals stand in their places.

    Raises:
        InvalidInput: the request itself is impossible.
    """
    cache = DirectoryCache(desk.data_dir / "forecasts")
    missing = {job.key for job in jobs if cache.get(job.key) is None}
    backend = "sequential" if len(missing) <= FEW_FITS else desk.services.forecast_backend
    try:
        results = forecast_many(jobs, cache=cache, backend=backend, workers=workers)
    except ForecastError as refusal:
        raise InvalidInput(f"forecast-refused-{refusal.code}", **refusal.values) from refusal
    for result in results:
        if isinstance(result, ForecastError) and result.code in REQUEST_CODES:
            raise InvalidInput(f"forecast-refused-{result.code}", **result.values)
    return results


def _outlook(
    history: DailyHistory,
    result: ForecastResult | ForecastError,
    ahead: Ahead,
    histories: Histories,
    window: tuple[date, date],
    known: date,
) -> Outlook:
    """One series; `window` are the days that it is compared with, `known` the last day before those ahead."""
    recipe = histories.recipe
    reaches = ahead.since is None or history.days[0].date() <= window[0]
    previous = history.value(*window, recipe) if reaches else None
    made = partial(Outlook, scope=history.scope, history=history, previous=previous)
    if isinstance(result, ForecastError):
        return made(result=None, refusal=result, total=None)
    if result.total is None:
        raise NoData("forecast-no-values", metric=ahead.metric)
    skipped = (ahead.first - 1) // (WEEK if ahead.weekly else 1)
    total, begun = of_days_ahead(result, result.total, skipped, recipe), None
    if ahead.since and ahead.since <= known:
        begun = with_days_gone(history, (ahead.since, known), result, total, recipe)
        total = begun.whole
    shown = in_own_unit(result, recipe)
    return made(result=shown, refusal=None, total=total, begun=begun)


def in_own_unit(result: ForecastResult, recipe: Recipe) -> ForecastResult:
    """The quotient scaled and shifted to what the metric means."""
    frame = result.frame.copy()
    frame[["yhat", "lower", "upper"]] = frame[["yhat", "lower", "upper"]] * recipe.scale + recipe.shift
    return replace(result, frame=frame)


def look_back(ahead: Ahead, span: tuple[date, date], desk: ToolContext) -> tuple[float, Range] | None:
    """What some past days brought, and what would have been forecast of them from the days before.

    Args:
        ahead: metric, conditions and, as its horizon, the length of the span; one series.
        span: first and last day.
        desk: what tools work with.

    Returns:
        None where the days before bear no forecast, or nothing is known of the span.

    Raises:
        NoData: nothing is stored for the question.
    """
    histories = read_histories(HistoryRequest(metric=ahead.metric, where=ahead.where), desk)
    whole = histories.series[0] if histories.series else None
    actual = whole.value(*span, histories.recipe) if whole else None
    before = whole.until(span[0] - timedelta(days=1)) if whole else None
    if actual is None or before is None:
        return None
    known = replace(histories, series=(before,), as_of=span[0] - timedelta(days=1))
    made = make_outlooks(ahead, known, run_jobs([job_of(before, ahead, known)], desk)).made
    return (actual, made[0].total) if made and made[0].total else None


def points(outlook: Outlook) -> list[tuple[date, float, float, float]]:
    """Day, value, low, high of each step ahead."""
    if outlook.result is None:
        return []
    frame = outlook.result.frame
    days = [moment.date() for moment in pd.DatetimeIndex(frame["ds"])]
    values, lows, highs = (frame[name].astype(float).tolist() for name in ("yhat", "lower", "upper"))
    return list(zip(days, values, lows, highs, strict=True))
