"""The types that cross the border: a regular series goes in, a labelled forecast comes out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Values: TypeAlias = npt.NDArray[np.float64]
Frequency: TypeAlias = Literal["D", "W"]
Backtest: TypeAlias = dict[str, float | None]

DAYS_PER_STEP: Mapping[str, int] = {"D": 1, "W": 7}
PARTS = ["numerator", "denominator"]
YEAR: Mapping[str, int] = {"D": 365, "W": 52}


class ForecastNote(NamedTuple):
    """One thing the reader of a forecast should know."""

    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """A history on a gap-free grid of days or weeks."""

    start: pd.Timestamp
    values: Values
    """One number per step; NaN where nothing was reported. First and last are numbers."""
    freq: Frequency
    silent: int = 0
    """Steps at the end of the history that carried a date but no number."""
    notes: tuple[ForecastNote, ...] = ()

    @property
    def size(self) -> int:
        """Length of the grid, gaps included."""
        return len(self.values)

    @property
    def observed(self) -> Values:
        """The numbers without the gaps."""
        return self.values[~np.isnan(self.values)]

    @property
    def floored(self) -> bool:
        """Whether the future must not be negative, because the past never was."""
        return bool(self.observed.min() >= 0)

    @property
    def sparse(self) -> bool:
        """Whether so few steps are known (monthly rows on a daily grid) that no weekday can be told from another."""
        return bool(len(self.observed) < 0.4 * self.size)

    @property
    def week(self) -> int:
        """Steps in one weekday cycle; 1 when a step is itself a week."""
        return 7 if self.freq == "D" else 1

    @property
    def period(self) -> int:
        """Steps the seasonal-naive guess looks back: a week of days, a year of weeks, or one step."""
        if self.freq == "D":
            return 7 if self.size > 7 else 1
        return 52 if self.size >= 2 * 52 else 1

    def grid(self, extra: int) -> pd.DatetimeIndex:
        """Dates of the history and `extra` steps after it."""
        return pd.date_range(self.start, periods=self.size + extra, freq=f"{DAYS_PER_STEP[self.freq]}D")

    def until(self, cut: int) -> "Series":
        """The first `cut` steps, as they were known then."""
        return Series(start=self.start, values=self.values[:cut], freq=self.freq)


@dataclass(frozen=True, kw_only=True)
class Projection:
    """What one model says about the steps after a history."""

    point: Values
    spread: Values
    """Standard deviation of the error per step ahead, from the model's own one-step errors."""
    model: str
    errors: Values = field(default_factory=lambda: np.empty(0))
    """One-step errors in units of their standard deviation; empty where the model has none."""
    sums: Values = field(default_factory=lambda: np.empty(0))
    """By how much sums over as many earlier steps missed the level known before them; empty where that is not known."""
    total_spread: float = 0.0
    """Standard deviation of the error of the sum over all steps (for a ratio: of the ratio of sums)."""


@dataclass(frozen=True, kw_only=True)
class Total:
    """The whole horizon in one number: the sum of a series, the ratio of sums of a ratio."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class ForecastResult:
    """A forecast with its range, its name and its track record."""

    frame: pd.DataFrame
    """Columns ds, yhat, lower, upper: the next `horizon` periods after the last date of the history."""
    model: str
    """Name of what was served: hybrid+theta, theta, seasonal_naive, mean, constant."""
    backtest: Backtest
    """mase, smape, wape, coverage, naive_mase (None where not measured) and the number of folds."""
    notes: list[str]
    codes: tuple[str, ...] = ()
    """The same notes as stable keys, for translation."""
    level: float = 0.8
    total: Total | None = None
    """The horizon as a whole; its range is narrower than the sum of the steps' ranges."""
    parts: pd.DataFrame | None = None
    """For a ratio: ds, numerator, denominator, whose quotient is yhat exactly."""

    def to_dict(self) -> dict[str, object]:
        """Plain JSON-ready values; `from_dict` restores them."""
        columns = {name: self.frame[name].tolist() for name in ("yhat", "lower", "upper")}
        return {
            "ds": [day.isoformat() for day in self.frame["ds"]],
            **columns,
            "model": self.model,
            "backtest": self.backtest,
            "notes": self.notes,
            "codes": list(self.codes),
            "level": self.level,
            "total": None if self.total is None else asdict(self.total),
            "parts": None if self.parts is None else self.parts[PARTS].to_dict("list"),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> "ForecastResult":
        """Rebuild what `to_dict` wrote."""
        kept = dict(stored)
        frame = pd.DataFrame({name: kept.pop(name) for name in ("ds", "yhat", "lower", "upper")})
        frame["ds"] = pd.to_datetime(frame["ds"]).astype("datetime64[ns]")
        total, parts = kept.pop("total"), kept.pop("parts")
        kept["total"] = None if total is None else Total(**total)  # type: ignore[arg-type]  # as to_dict wrote it
        kept["parts"] = None if parts is None else pd.DataFrame({"ds": frame["ds"]} | parts)  # type: ignore[operator]
        kept["codes"] = tuple(kept["codes"])  # type: ignore[arg-type]  # a JSON array, written by to_dict
        return cls(frame=frame, **kept)  # type: ignore[arg-type]  # the other fields as to_dict wrote them
