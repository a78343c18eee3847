"""When people of this shop buy, and when advertising is dear: months, public holidays and days for presents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import holidays
import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

DEMAND: Final = (0.88, 0.99, 1.00, 0.96, 0.90, 0.88, 0.87, 0.97, 1.05, 1.07, 1.14, 1.18)
"""Conversion rate by month, at the middle of the month, against the year's mean."""
AUCTION: Final = (0.82, 0.94, 0.98, 0.97, 0.95, 0.94, 0.92, 0.97, 1.03, 1.06, 1.16, 1.22)
"""Price of impressions by month."""
HOLIDAY_DEMAND: Final = 0.86
JANUARY_DEMAND: Final = 0.66
"""The country rests from 1 to 8 January."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Days of the year before which presents or bargains are bought."""

    month: int
    day: int
    lead: int
    """Days before it on which demand is already higher."""
    lift: float


OCCASIONS: Final = (
    Occasion(month=2, day=14, lead=6, lift=1.10),
    Occasion(month=2, day=22, lead=7, lift=1.14),
    Occasion(month=3, day=7, lead=10, lift=1.28),
    Occasion(month=9, day=1, lead=9, lift=1.08),
    Occasion(month=12, day=29, lead=16, lift=1.26),
)


def demand(days: pd.DatetimeIndex) -> Array:
    """Willingness to buy on each day against the mean of a year."""
    return _by_month(days, DEMAND) * _rest(days) * _occasions(days)


def auction(days: pd.DatetimeIndex) -> Array:
    """Price of impressions on each day against the mean of a year."""
    return np.asarray(_by_month(days, AUCTION) * np.sqrt(_occasions(days)))


def _by_month(days: pd.DatetimeIndex, values: Sequence[float]) -> Array:
    middles = np.arange(12) * 30.44 + 15.2
    return np.asarray(np.interp(days.dayofyear.to_numpy(), middles, np.asarray(values), period=365.25))


def _rest(days: pd.DatetimeIndex) -> Array:
    free = holidays.country_holidays("RU", years=sorted(set(days.year.tolist())))
    factors = [(JANUARY_DEMAND if day.month == 1 else HOLIDAY_DEMAND) if day in free else 1.0 for day in days.date]
    return np.asarray(factors)


def _occasions(days: pd.DatetimeIndex) -> Array:
    factors = np.ones(len(days))
    for year in sorted(set(days.year.tolist())):
        for occasion in OCCASIONS:
            _lift(factors, days, date(year, occasion.month, occasion.day), occasion.lead, occasion.lift)
        _lift(factors, days, black_friday(year) + timedelta(days=2), 9, 1.45)
    return factors


def _lift(factors: Array, days: pd.DatetimeIndex, last: date, lead: int, lift: float) -> None:
    distance = (pd.Timestamp(last) - days).days.to_numpy()
    factors *= np.where((distance >= 0) & (distance <= lead), 1 + (lift - 1) * (1 - 0.6 * distance / (lead + 1)), 1.0)


def black_friday(year: int) -> date:
    """The last Friday of November.

    >>> black_friday(2025)
    datetime.date(2025, 11, 28)
    """
    end = date(year, 11, 30)
    return end - timedelta(days=(end.weekday() - 4) % 7)
