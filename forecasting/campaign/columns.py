"""Which columns of a campaign table are known at launch, which are outcomes, and how both are read as numbers.

The list of launch-time columns is an allow-list: a column nobody thought of is left out, so that nothing known only
afterwards (clicks, conversions, revenue) can leak into a prediction.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from forecasting.campaign.errors import CampaignError

LAUNCH: Mapping[str, tuple[str, ...]] = {
    "channel": ("channel_used", "platform", "source", "network"),
    "objective": ("campaign_goal", "goal"),
    "campaign_type": ("type", "format", "ad_format"),
    "audience": ("target_audience",),
    "segment": ("customer_segment", "industry", "category"),
    "location": ("city", "country", "geo"),
    "region": (),
    "language": ("languages",),
    "gender": ("sex",),
    "age": ("age_range", "age_group"),
    "device": (),
    "placement": (),
    "duration": ("duration_days", "planned_days"),
    "budget": ("planned_budget", "campaign_budget"),
    "budget_daily": ("daily_budget",),
    "budget_total": ("total_budget", "lifetime_budget"),
}
"""Canonical name -> other spellings seen in files."""

NUMERIC = frozenset({"duration", "budget", "budget_daily", "budget_total"})
DATES = ("starts", "start", "start_date", "started", "launch_date", "day", "date", "dates", "ds")
EARLY = ("early_", "first_")
"""Beginnings of the names of columns measured in the first days of running."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "roi": ("roi", "roas", "revenue", "conversion_value", "profit", "spend", "ad_spend", "cost", "acquisition_cost"),
    "conversions": ("conversions", "conversion_rate", "cvr", "cpa", "cac", "revenue", "roi", "roas"),
    "cpa": ("cpa", "cac", "conversions", "spend", "ad_spend", "cost", "acquisition_cost", "conversion_rate", "cvr"),
}
"""What each target is made of or makes: never a feature, not even when asked for."""
SPENT = ("spend", "ad_spend", "cost")
YEAR_OF_DATA = 400
MOST_LEVELS = 30


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """How raw columns become a matrix; learnt on the training table, applied to any other."""

    columns: tuple[str, ...]
    """Canonical names of the features, in the order of the matrix."""
    levels: Mapping[str, tuple[str, ...]]
    """Known categories of categorical features; a number feature has none."""
    filling: Mapping[str, float]
    """Median of number features, for missing cells."""

    def matrix(self, frame: pd.DataFrame) -> npt.NDArray[np.float64]:
        """(rows, encoded columns); an unknown category is a row of zeros."""
        if not self.columns:
            return np.zeros((len(frame), 1))
        return np.column_stack([self._encode(frame[name], name) for name in self.columns])

    def names(self) -> list[tuple[str, str]]:
        """Feature and level behind every encoded column; the level of a number is empty."""
        return [(name, level) for name in self.columns for level in self.levels.get(name, ("",))]

    def _encode(self, column: pd.Series, name: str) -> npt.NDArray[np.float64]:
        if name in self.levels:
            known = column.to_numpy(dtype=object)
            return np.column_stack([(known == level).astype(float) for level in self.levels[name]])
        return self._number(column, name)

    def _number(self, column: pd.Series, name: str) -> npt.NDArray[np.float64]:
        numbers = column.to_numpy(dtype=float)
        return np.where(np.isfinite(numbers), numbers, self.filling[name])[:, None]


def normal_names(frame: pd.DataFrame) -> dict[str, str]:
    """Lower-case name with underscores -> the column as written."""
    return {re.sub(r"\W+", "_", str(column).strip().lower()).strip("_"): str(column) for column in frame.columns}


def _allowed(frame: pd.DataFrame, present: Collection[str], *, early: bool) -> tuple[str, ...]:
    """The features of the allow-list that the table has."""
    found = [name for name, other in LAUNCH.items() if any(one in present for one in (name, *other))]
    found += [name for name in present if early and name.startswith(EARLY)]
    if not found and find_days(frame) is None:
        raise CampaignError("campaign-no-features", received=_list(present), possible=_list(LAUNCH))
    return tuple(found)


def choose_features(frame: pd.DataFrame, target: str, asked: Iterable[str] | None, *, early: bool) -> tuple[str, ...]:
    """Canonical names of the features to use.

    Args:
        frame: The table of campaigns.
        target: What is predicted.
        asked: Columns to use instead of the allow-list.
        early: Whether columns of the first days of running (`EARLY`) may be used too.

    Raises:
        CampaignError: A column asked for is missing or is a part of the target, or none is left.
    """
    present = normal_names(frame)
    if asked is None:
        return _allowed(frame, present, early=early)
    names = [_canonical(name) for name in asked]
    missing = [name for name in names if _source(name, present) is None]
    if missing:
        raise CampaignError("campaign-missing-features", missing=_list(missing), received=_list(present))
    leaking = [name for name in names if name in PARTS[target]]
    if leaking:
        raise CampaignError("campaign-leak", columns=_list(leaking), target=target)
    return tuple(dict.fromkeys(names))


def read_features(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """The named features in a fixed form: numbers as floats, categories as text; a missing column is all unknown."""
    present = normal_names(frame)
    read = pd.DataFrame(index=frame.index)
    for name in names:
        source = _source(name, present)
        column = pd.Series(np.nan, index=frame.index) if source is None else frame[source]
        read[name] = _number(column) if _is_number(name, column) else _category(column)
    return read


def learn_encoding(read: pd.DataFrame) -> Encoding:
    """Categories by frequency (at most `MOST_LEVELS`), medians of numbers; columns with one value are left out."""
    levels, filling, columns = {}, {}, []
    for name in read.columns:
        column = read[name]
        if column.nunique(dropna=True) < 2:
            continue
        columns.append(str(name))
        if pd.api.types.is_float_dtype(column):
            filling[str(name)] = float(column.median())
        else:
            counts = column.value_counts()
            common = sorted(counts.index, key=lambda level: (-counts[level], str(level)))[:MOST_LEVELS]
            levels[str(name)] = tuple(str(level) for level in common)
    return Encoding(columns=tuple(columns), levels=levels, filling=filling)


def find_days(frame: pd.DataFrame) -> pd.Series | None:
    """Start day of every campaign, or None where the table has no readable date column."""
    present = normal_names(frame)
    for name in DATES:
        if name in present:
            days = pd.to_datetime(frame[present[name]], errors="coerce", format="mixed")
            if days.notna().mean() > 0.9:
                return days
    return None


def add_season(read: pd.DataFrame, days: pd.Series | None, *, wanted: bool) -> pd.DataFrame:
    """Add the month, where the data span more than a year: within one year a month is only a name for a date."""
    if not wanted:
        return read
    month = pd.Series("", index=read.index) if days is None else days.dt.month.map(lambda m: f"{m:.0f}")
    return read.assign(season=month.astype(object))


def spans_years(days: pd.Series | None) -> bool:
    """Whether the season can be told from the date."""
    return days is not None and bool((days.max() - days.min()).days > YEAR_OF_DATA)


def read_target(frame: pd.DataFrame, target: str) -> pd.Series:
    """The target as floats; computed from its parts where the column itself is missing.

    Raises:
        CampaignError: The target is unknown, or neither it nor its parts are there.
    """
    if target not in PARTS:
        raise CampaignError("campaign-unknown-target", received=target, possible=_list(PARTS))
    present = normal_names(frame)
    if target in present:
        return _number(frame[present[target]])
    spend = next((present[name] for name in SPENT if name in present), None)
    needed = {"roi": "revenue", "cpa": "conversions"}.get(target)
    if spend is None or needed is None or needed not in present:
        parts = " and ".join(filter(None, ("spend", needed)))
        raise CampaignError("campaign-no-target", target=target, parts=parts, received=_list(present))
    paid, brought = _number(frame[spend]), _number(frame[present[needed]])
    above, below = (brought - paid, paid) if target == "roi" else (paid, brought)
    return above / below.where(below > 0)


def _canonical(name: str) -> str:
    plain = re.sub(r"\W+", "_", name.strip().lower()).strip("_")
    return next((one for one, other in LAUNCH.items() if plain in other), plain)


def _source(name: str, present: Mapping[str, str]) -> str | None:
    spellings = (name, *LAUNCH.get(name, ()))
    return next((present[spelling] for spelling in spellings if spelling in present), None)


def _is_number(name: str, column: pd.Series) -> bool:
    return name in NUMERIC or name.startswith(EARLY) or pd.api.types.is_numeric_dtype(column)


def _number(column: pd.Series) -> pd.Series:
    """Numbers as floats; of "15 Days" or "$16,174.00" the number in it."""
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.astype(float)
    else:
        text = column.astype("string").str.replace(r"[\s,](?=\d{3}\b)", "", regex=True)
        numbers = pd.to_numeric(text.str.extract(r"(-?\d+(?:\.\d+)?)")[0], errors="coerce").astype(float)
    return numbers.replace([np.inf, -np.inf], np.nan)


def _category(column: pd.Series) -> pd.Series:
    return column.astype("string").str.strip().fillna("").astype(object)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
