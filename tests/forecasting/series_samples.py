"""Histories the forecasting tests share: plain, seasonal, and every kind of broken."""

from decimal import Decimal

import numpy as np
import pandas as pd


def table(values: object, *, start: str = "2024-01-01", freq: str = "D") -> pd.DataFrame:
    """A ds, y frame on a regular grid."""
    numbers = list(values)  # type: ignore[call-overload]
    return pd.DataFrame({"ds": pd.date_range(start, periods=len(numbers), freq=freq), "y": numbers})


def noise(days: int, seed: int = 1) -> np.ndarray:
    """Positive values around 100."""
    return np.random.default_rng(seed).gamma(5, 20, days)


def seasonal(days: int, seed: int = 2) -> pd.DataFrame:
    """Spend-like: weekday pattern, slow growth, ten percent noise."""
    rng = np.random.default_rng(seed)
    day = np.arange(days)
    week = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.6, 0.5])[day % 7]
    return table(np.round((500 + 0.5 * day) * week * rng.gamma(100, 0.01, days), 2))


def _with(frame: pd.DataFrame, rows: slice, value: float) -> pd.DataFrame:
    changed = frame.copy()
    changed.loc[rows, "y"] = value
    return changed


PLAIN = table(noise(200))
AWKWARD: dict[str, pd.DataFrame] = {
    "three rows": table([5.0, 6.0, 9.0]),
    "five rows": table([5.0, 6.0, 9.0, 2.0, 7.0]),
    "ten rows": table(noise(10)),
    "twenty-five rows": table(noise(25)),
    "all zeros": table([0.0] * 90),
    "constant": table([7.0] * 90),
    "one sale ever": table([0.0] * 120 + [5.0]),
    "mostly zero": table(np.where(np.random.default_rng(3).random(200) < 0.85, 0, noise(200))),
    "stopped": table([*noise(100), *[0.0] * 60]),
    "level break": table([100.0] * 80 + [300.0] * 80),
    "one spike": table([10.0] * 100 + [1e6]),
    "negative": table(noise(150) - 100),
    "all negative": table(-noise(150)),
    "duplicates": pd.concat([PLAIN, PLAIN.iloc[:20]]),
    "missing days": PLAIN.drop(index=range(40, 80)),
    "not a number inside": _with(PLAIN, slice(30, 60), np.nan),
    "not a number at the end": _with(PLAIN, slice(190, 200), np.nan),
    "infinite": _with(PLAIN, slice(10, 12), np.inf),
    "unsorted": PLAIN.sample(frac=1, random_state=1),
    "texts": PLAIN.astype(str),
    "decimals": PLAIN.assign(y=[Decimal(f"{value:.2f}") for value in PLAIN["y"]], ds=PLAIN["ds"].dt.date),
    "time zone": PLAIN.assign(ds=PLAIN["ds"].dt.tz_localize("Europe/Moscow")),
    "unreadable row": pd.concat([PLAIN.astype(str), pd.DataFrame({"ds": ["soon"], "y": ["much"]})]),
    "monthly rows": table(noise(40), freq="MS"),
    "hours": table(noise(300), freq="h"),
    "impossible year": pd.concat([PLAIN.astype(str), pd.DataFrame({"ds": ["9999-12-31"], "y": ["5"]})]),
    "a typo in the year": pd.concat([table([3.0], start="1970-01-01"), PLAIN]),
    "huge": table(noise(100) * 1e150),
    "tiny": table(noise(100) * 1e-150),
    "whole numbers": table([int(value) for value in noise(150)]),
    "working days only": table(np.where(np.arange(150) % 7 < 5, noise(150), 0)),
}
