"""Turn whatever history a caller has into a regular series, saying what was done to it."""

import re
from decimal import Decimal
from typing import Any, cast

import numpy as np
import pandas as pd

from forecasting.errors import ForecastError
from forecasting.series.series import DAYS_PER_STEP, ForecastNote, Frequency, Series

LEAST = 3
"""Fewer numbers than this say nothing about the next one."""
LONGEST = {"D": 4 * 365 + 1, "W": 10 * 52}
"""Older steps are left out: four years of days or ten of weeks hold every season several times over."""
EARLIEST, LATEST = pd.Timestamp("1900-01-01"), pd.Timestamp("2200-01-01")
"""A date outside is a typing error and counts as unreadable."""
OFFSET = re.compile(r"(:\d{2}(?:\.\d+)?)\s*(?:Z|[+-]\d{2}:?\d{2})$")
FARTHEST = {"D": 180, "W": 52}


def check_request(horizon: object, freq: object, level: object) -> tuple[int, Frequency]:
    """Refuse a horizon, frequency or level outside what is possible."""
    if freq not in DAYS_PER_STEP:
        raise ForecastError("frequency", received=repr(freq))
    known = cast("Frequency", freq)
    whole = isinstance(horizon, int | np.integer) and not isinstance(horizon, bool)
    if not whole or not 1 <= int(cast("int", horizon)) <= FARTHEST[known]:
        unit = "days" if known == "D" else "weeks"
        raise ForecastError("horizon", received=repr(horizon), most=FARTHEST[known], unit=unit)
    if isinstance(level, bool) or not isinstance(level, int | float) or not 0.5 <= level <= 0.99:
        raise ForecastError("level", received=repr(level))
    return int(cast("int", horizon)), known


def read_series(history: pd.DataFrame, freq: Frequency) -> Series:
    """A regular series from rows in any order.

    Dates and numbers may be strings or decimals. Dates without a number are gaps, not zeros. Repeated dates are
    averaged; days under a weekly frequency are summed into whole weeks.

    Raises:
        ForecastError: The columns are missing (`columns`), nothing is usable (`empty`) or too little (`too-short`).
    """
    days, notes = _by_date(history)
    if freq == "W":
        days, more = _by_week(days)
        notes += more
    return _regular(days, freq, notes)


def read_pair(numerator: pd.DataFrame, denominator: pd.DataFrame, freq: Frequency) -> tuple[Series, Series]:
    """Both parts of a ratio on one grid; a date counts only where both parts have a number.

    Raises:
        ForecastError: As `read_series`, for either part or for the dates they share.
    """
    tables, notes = [], list[ForecastNote]()
    for part in (numerator, denominator):
        days, said = _by_date(part)
        if freq == "W":
            days, more = _by_week(days)
            said += more
        tables.append(days)
        notes += [note for note in said if note not in notes]
    both = pd.concat(tables, axis=1, keys=["top", "bottom"]).sort_index()
    known = both.notna().all(axis=1)
    if lonely := int((both.notna().any(axis=1) & ~known).sum()):
        notes.append(ForecastNote("unmatched", f"{lonely} dates had only one part of the ratio; they were left out."))
    both = both.where(known)
    top = _regular(both["top"], freq, tuple(notes))
    return top, _regular(both["bottom"], freq, ())


def _by_date(history: pd.DataFrame) -> tuple["pd.Series[float]", tuple[ForecastNote, ...]]:
    """Numbers by normalised date, sorted, one per date."""
    columns = list(getattr(history, "columns", []))
    if columns.count("ds") != 1 or columns.count("y") != 1:
        raise ForecastError("columns", received=", ".join(map(str, columns)) or "none")
    dates = _dates(history["ds"])
    numbers = _numbers(history["y"])
    usable = dates.notna()
    notes = []
    if unread := int((~usable).sum() + (numbers.isna() & history["y"].notna().to_numpy() & usable).sum()):
        notes.append(ForecastNote("unreadable", f"{unread} rows without a readable date or number were left out."))
    table = pd.Series(numbers[usable].to_numpy(float), index=pd.DatetimeIndex(dates[usable]))
    # sorted by value too, so that the mean of repeated dates does not depend on the order of rows
    table = table.iloc[np.lexsort((table.to_numpy(), table.index.to_numpy()))]
    if repeated := int(table.index[table.index.duplicated()].nunique()):
        notes.append(
            ForecastNote("duplicates", f"{repeated} dates occurred more than once; their values were averaged.")
        )
    return table.groupby(level=0).mean(), tuple(notes)


def _dates(column: "pd.Series[Any]") -> "pd.Series[pd.Timestamp]":
    """The calendar day each row names, as written: a time zone never moves it to a neighbouring day."""
    if pd.api.types.is_datetime64_any_dtype(column):
        parsed = column.dt.tz_localize(None)
    else:
        written = column.map(lambda value: OFFSET.sub(r"\1", value) if isinstance(value, str) else value)
        parsed = pd.to_datetime(written, errors="coerce", utc=True, format="mixed").dt.tz_localize(None)
    possible = parsed.where((parsed >= EARLIEST) & (parsed < LATEST))
    days: pd.Series[pd.Timestamp] = possible.dt.normalize().astype("datetime64[ns]").reset_index(drop=True)
    return days


def _numbers(column: "pd.Series[Any]") -> "pd.Series[float]":
    plain = column.map(lambda value: float(value) if isinstance(value, Decimal) else value)
    found = pd.to_numeric(plain, errors="coerce").astype("float64")
    return found.where(np.isfinite(found)).reset_index(drop=True)


def _by_week(days: "pd.Series[float]") -> tuple["pd.Series[float]", tuple[ForecastNote, ...]]:
    """Weekly rows snapped to one weekday; daily rows summed into whole weeks from Monday."""
    gaps = pd.Series(days.index).diff().dt.days.dropna()
    if len(gaps) and gaps.median() < 4:
        return _sum_weeks(days)
    if days.empty:
        return days, ()
    last = days.index[-1]
    weeks_back = np.round((last - days.index).days / 7).astype(int)
    snapped = days.groupby(last - pd.to_timedelta(weeks_back * 7, unit="D")).mean()
    return snapped, ()


def _sum_weeks(days: "pd.Series[float]") -> tuple["pd.Series[float]", tuple[ForecastNote, ...]]:
    dates = pd.DatetimeIndex(days.index)
    monday = dates - pd.to_timedelta(dates.day_of_week.to_numpy(), unit="D")
    weeks = days.groupby(monday).sum(min_count=1)
    if dates[-1].weekday() != 6:
        weeks = weeks.iloc[:-1]
    if dates[0].weekday() != 0:
        weeks = weeks.iloc[1:]
    return weeks, (
        ForecastNote("weeks-summed", "Daily rows were summed into whole weeks from Monday; partial ones left out."),
    )


def _regular(days: "pd.Series[float]", freq: Frequency, notes: tuple[ForecastNote, ...]) -> Series:
    known = days.dropna()
    if known.empty:
        raise ForecastError("empty", rows=len(days), least=LEAST)
    step = pd.Timedelta(days=DAYS_PER_STEP[freq])
    silent = (days.index[-1] - known.index[-1]) // step
    newest = known.index[-1]
    first = max(known.index[0], newest - (LONGEST[freq] - 1) * step)
    if first > known.index[0]:
        notes += (
            ForecastNote("truncated", f"Only the last {LONGEST[freq]} steps were used; older ones were left out."),
        )
        known = known[known.index >= first]
    if len(known) < LEAST:
        raise ForecastError("too-short", count=len(known), least=LEAST)
    values = np.asarray(known.reindex(pd.date_range(known.index[0], newest, freq=step)), dtype=np.float64)
    if missing := int(np.isnan(values).sum()):
        notes += (
            ForecastNote("gaps", f"{missing} of {len(values)} steps had no value; they count as unknown, not zero."),
        )
    if silent:
        notes += (ForecastNote("stale", f"The last {silent} steps had no value; the forecast bridges them."),)
    return Series(start=known.index[0], values=values, freq=freq, silent=int(silent), notes=notes)
