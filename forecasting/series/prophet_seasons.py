"""Seasons and holidays from Prophet; its trend is not used, because its extrapolated level is where it loses."""

import logging
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from forecasting.errors import ForecastError
from forecasting.series.seasons import Seasons, multiplied
from forecasting.series.series import Series, Values

if TYPE_CHECKING:
    from prophet import Prophet

SECONDS = 8.0
"""A Stan run that takes longer is stuck; the forecast then goes on without it."""
DIGITS = 10
"""Inputs are rounded to this many digits of the largest value, so that a change of unit cannot move the optimiser."""

HOLIDAY_SCALE = 0.5
"""Prior size of a holiday's effect: most holidays were seen once or twice, so each is half chance."""


class SeasonsFailed(RuntimeError):
    """Prophet could not be fitted in time or at all."""


def check_country(country: str | None) -> str | None:
    """The upper-case code, or a refusal when its holidays are unknown."""
    if country is None:
        return None
    code = str(country).strip().upper()
    if code not in _known_countries():
        raise ForecastError("country", received=repr(country))
    return code


@cache
def _known_countries() -> frozenset[str]:
    from holidays import list_supported_countries

    return frozenset(list_supported_countries())


def fit_seasons(series: Series, horizon: int, country: str | None) -> Seasons:
    """Fit Prophet to the history and read its seasonal terms; the caller has made sure there is enough of it.

    Raises:
        SeasonsFailed: Stan timed out or broke off.
    """
    scale = float(np.abs(series.observed).max())
    grid = series.grid(horizon)
    frame = pd.DataFrame({"ds": grid[: series.size], "y": np.round(series.values / scale, DIGITS)})
    model = _fit(frame, multiplicative=series.floored, country=country if series.freq == "D" else None)
    terms = _terms(model, grid, multiplicative=series.floored)
    return multiplied(1 + terms) if series.floored else Seasons(terms=terms * scale, multiplicative=False)


def _fit(frame: pd.DataFrame, *, multiplicative: bool, country: str | None) -> "Prophet":
    from prophet import Prophet

    _silence()
    model = Prophet(
        seasonality_mode="multiplicative" if multiplicative else "additive",
        holidays_prior_scale=HOLIDAY_SCALE,
        uncertainty_samples=0,
    )
    if country is not None:
        model.add_country_holidays(country)
    try:
        model.fit(frame, seed=1, timeout=SECONDS)
    except (RuntimeError, ValueError, TimeoutError, OSError) as error:
        raise SeasonsFailed(str(error)) from error
    return model


def _terms(model: "Prophet", grid: pd.DatetimeIndex, *, multiplicative: bool) -> Values:
    """Sum of all seasonal and holiday terms, without the trend that `predict` would compute as well."""
    parts = model.predict_seasonal_components(pd.DataFrame({"ds": grid}))
    name = "multiplicative_terms" if multiplicative else "additive_terms"
    return np.asarray(parts[name], dtype=float)


def _silence() -> None:
    """Stan and Prophet log every fit; a level alone is reset on import, so the logger gets a handler as well."""
    for name in ("cmdstanpy", "prophet"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        logger.propagate = False
        logger.setLevel(logging.CRITICAL)
