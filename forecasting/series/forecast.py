"""From a history to a labelled forecast: clean, choose, project, check against earlier cut-offs, say what was done."""

import numpy as np
import pandas as pd

from forecasting.errors import ForecastError
from forecasting.series import backtest as rolling
from forecasting.series.baseline import seasonal_naive
from forecasting.series.cleaning import check_request, read_series
from forecasting.series.intervals import Width, around, total_reach, width_of
from forecasting.series.models import ModelContext, choose_way, project
from forecasting.series.prophet_seasons import check_country
from forecasting.series.series import Backtest, ForecastNote, ForecastResult, Projection, Series, Total, Values
from forecasting.series.theta import theta

QUICK_FOLDS = 6
"""Theta costs a millisecond, so its errors at more cut-offs than the backtest has help to set the range."""
TIE = 0.98
NAIVE_SERVED = ForecastNote(
    "naive-served", "The seasonal guess was clearly better in every earlier fold, so it is served."
)


def forecast(  # noqa: PLR0913  (the published signature)
    history: pd.DataFrame,
    horizon: int,
    *,
    freq: str = "D",
    level: float = 0.8,
    country: str | None = None,
    seed: int = 0,
    backtest: bool = True,
) -> ForecastResult:
    """Forecast the next `horizon` periods after the last date of a history.

    Args:
        history: Columns ds (dates, any form pandas reads) and y (numbers); any row order; gaps allowed.
        horizon: 1 to 180 days or 1 to 52 weeks.
        freq: D for days, W for weeks.
        level: Share of future values the range shall hold.
        country: Two-letter code whose public holidays count; days only.
        seed: For the interface: the series forecast itself draws no random numbers.
        backtest: Measure earlier cut-offs against the seasonal-naive guess (a model fit per fold).

    Raises:
        ForecastError: The request or the history bears no forecast; the message says why.
    """
    steps, known_freq = check_request(horizon, freq, level)
    series, context = check_moves(read_series(history, known_freq)), ModelContext(country=check_country(country))
    if known_freq == "W" and country is not None:
        context.notes.append(ForecastNote("holidays-daily", "Public holidays count in daily forecasts only."))
    return serve(series, steps, level=float(level), context=context, backtest=backtest)


def quick_forecast(history: pd.DataFrame, horizon: int, *, freq: str = "D", level: float = 0.8) -> ForecastResult:
    """Theta alone within ten milliseconds: something to show while the full forecast is on its way.

    Raises:
        ForecastError: As `forecast`.
    """
    steps, known_freq = check_request(horizon, freq, level)
    series = check_moves(read_series(history, known_freq))
    return serve(series, steps, level=float(level), context=ModelContext(quick=True), backtest=False)


def check_moves(series: Series) -> Series:
    """The series itself, when it has something to forecast.

    Raises:
        ForecastError: Every known value is the same; an interval around it would be made up.
    """
    if np.ptp(series.observed) == 0:
        raise ForecastError("constant", value=f"{series.observed[0]:g}", count=len(series.observed))
    return series


def serve(series: Series, horizon: int, *, level: float, context: ModelContext, backtest: bool) -> ForecastResult:
    """The forecast of a clean series."""
    ahead = horizon + series.silent
    said = project(series, ahead, context)
    folds = _folds(series, ahead, context) if backtest else []
    notes = [*series.notes, *filter(None, [choose_way(series, quick=context.quick).note(series)]), *context.notes]
    if rolling.naive_wins(folds):
        said, folds = seasonal_naive(series, ahead), rolling.served_naive(folds)
        notes.append(NAIVE_SERVED)
    record = rolling.summarise(folds, level)
    notes += verdict(record, said, backtest=backtest)
    scores = [rolling.scores(folds), _quick_scores(series, ahead, 0 if context.quick else QUICK_FOLDS)]
    width = width_of(level, said, len(series.observed), np.concatenate(scores))
    return ForecastResult(
        frame=_frame(series, horizon, said, width),
        total=_total(series, horizon, said, width, level),
        model=said.model,
        backtest=record,
        notes=[note.text for note in notes],
        codes=tuple(note.code for note in notes),
        level=level,
    )


def _folds(series: Series, horizon: int, context: ModelContext) -> list[rolling.SeriesFold]:
    quiet = context.for_folds()
    return rolling.roll(series, horizon, lambda past, ahead: project(past, ahead, quiet))


def _quick_scores(series: Series, horizon: int, folds: int) -> Values:
    if np.ptp(series.observed) == 0:
        return np.empty(0)
    return rolling.scores(rolling.roll(series, horizon, theta, folds))


def verdict(record: Backtest, said: Projection, *, backtest: bool) -> list[ForecastNote]:
    """What the track record means for the reader."""
    mase, naive = record["mase"], record["naive_mase"]
    if not backtest:
        return []
    if mase is None or naive is None:
        return [
            ForecastNote(
                "no-track-record", "The history is too short or too even to check the forecast on earlier dates."
            )
        ]
    if said.model != "seasonal_naive" and mase > TIE * naive:
        return [
            ForecastNote("no-better", "On earlier dates the forecast was no better than repeating the last season.")
        ]
    return []


def _frame(series: Series, horizon: int, said: Projection, width: Width) -> pd.DataFrame:
    interval = around(said, width, series)
    point = np.maximum(said.point, 0.0) if series.floored else said.point
    columns = {"yhat": point, "lower": np.minimum(interval.lower, point), "upper": np.maximum(interval.upper, point)}
    dates = series.grid(horizon + series.silent)[-horizon:]
    return pd.DataFrame({"ds": dates} | {name: values[-horizon:] for name, values in columns.items()})


def _total(series: Series, horizon: int, said: Projection, width: Width, level: float) -> Total:
    point = said.point[-horizon:]
    value = float(np.maximum(point, 0.0).sum() if series.floored else point.sum())
    down, up = total_reach(level, said, width, series.size)
    lower, upper = value - down, value + up
    return Total(value=value, lower=max(lower, 0.0) if series.floored else lower, upper=upper)
