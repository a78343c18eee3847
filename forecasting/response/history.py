"""The past as curves need it: one row per channel, one column per day or week, checked and with gaps marked."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from forecasting.response.errors import BudgetError
from forecasting.response.shapes import Array

COLUMNS = ("day", "channel", "spend", "value")
MONDAY = pd.Timestamp("1970-01-05")
STEPS = (1, 7, 30)
FEWEST_PERIODS = 3
LONGEST = 730
SPARSE = 0.15
"""Daily values are summed to weeks when more than this share of days with spend brought nothing."""
MOST_CELLS = 6000
"""... or when there are more cells (channels x days) than this."""


@dataclass(frozen=True, kw_only=True)
class BudgetNote:
    """Something the reader must know: a stable code, its figures, and an English sentence."""

    code: str
    text: str
    values: dict[str, object]


@dataclass(frozen=True, kw_only=True)
class SpendHistory:
    """Spend and value by channel (rows, in order of spend) and period (columns)."""

    channels: tuple[str, ...]
    day: Array
    """Days from a fixed Monday to each period's first day."""
    step_days: int
    spend: Array
    value: Array
    known: Array
    """1 where spend and value are known, 0 where a row is missing or broken."""
    total: Array | None
    idle: tuple[str, ...]
    """Channels listed in the history without any period of known spend and value."""
    notes: tuple[BudgetNote, ...]


def read_history(history: pd.DataFrame, total: pd.DataFrame | None) -> SpendHistory:
    """Check and lay out the history.

    Args:
        history: Columns day, channel, spend, value; daily, weekly or monthly; rows of one day and channel are added.
        total: Columns day, value: all revenue, including what no channel claims.

    Raises:
        BudgetError: Columns are missing, dates or amounts unreadable, spend is negative, or there is too little.
    """
    rows, notes = _clean(history)
    days = np.unique(rows["day"].to_numpy())
    step = _step(days)
    rows = rows.assign(period=(rows["day"] - days[0]) // step)
    periods = int(rows["period"].max()) + 1
    if periods < FEWEST_PERIODS:
        raise BudgetError("budget-too-few-periods", received=periods, step_days=step, needed=FEWEST_PERIODS)
    names, spend, value, known = _matrices(rows, periods)
    active = (spend * known).sum(axis=1) > 0
    if not active.any():
        raise BudgetError("budget-no-spend")
    order = sorted(np.flatnonzero(active), key=lambda i: (-spend[i].sum(), names[i]))
    read = SpendHistory(
        channels=tuple(names[i] for i in order),
        day=days[0] + step * np.arange(periods, dtype=float),
        step_days=step,
        spend=spend[order],
        value=value[order],
        known=known[order],
        total=_total(total, days[0], step, periods),
        idle=tuple(names[i] for i in np.flatnonzero(~active)),
        notes=tuple(notes),
    )
    return _coarsen(_shorten(read))


def _clean(history: pd.DataFrame) -> tuple[pd.DataFrame, list[BudgetNote]]:
    _require(history, COLUMNS, "history")
    if history.empty:
        raise BudgetError("budget-no-rows", rows=0)
    rows = pd.DataFrame({"day": _days(history["day"], "history"), "channel": history["channel"].astype(str)})
    for column in ("spend", "value"):
        rows[column] = _amounts(history[column], column)
    if (rows["spend"] < 0).any():
        names = sorted(set(rows.loc[rows["spend"] < 0, "channel"]))
        raise BudgetError("budget-negative-spend", channels=names)
    notes = []
    named = history["channel"].notna().to_numpy() & (rows["channel"].str.strip() != "").to_numpy()
    broken = int((rows[["spend", "value"]].isna().any(axis=1) | ~named).sum())
    rows = rows[named]
    if broken == len(history):
        raise BudgetError("budget-no-rows", rows=len(history))
    if broken:
        text = f"{broken} row(s) without channel, spend or value were left out."
        notes.append(BudgetNote(code="budget-rows-skipped", text=text, values={"rows": broken}))
    if (rows["value"] < 0).any():
        text = "Negative value (returns) was kept, but a period's sum below 0 counts as 0."
        notes.append(
            BudgetNote(code="budget-negative-value", text=text, values={"rows": int((rows["value"] < 0).sum())})
        )
    return rows, notes


def _require(frame: pd.DataFrame, columns: tuple[str, ...], table: str) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise BudgetError("budget-columns", table=table, missing=", ".join(missing), needed=", ".join(columns))


def _days(column: pd.Series, table: str) -> pd.Series:
    try:
        stamps = pd.to_datetime(column)
    except (ValueError, TypeError) as error:
        raise BudgetError("budget-bad-day", table=table, received=str(error)) from error
    if stamps.isna().any():
        raise BudgetError("budget-bad-day", table=table, received="empty cells")
    if stamps.dt.tz is not None:
        stamps = stamps.dt.tz_localize(None)
    return (stamps.dt.normalize() - MONDAY).dt.days


def _amounts(column: pd.Series, name: str) -> pd.Series:
    try:
        amounts = pd.to_numeric(column).astype(float)
    except (ValueError, TypeError) as error:
        raise BudgetError("budget-bad-number", column=name, received=str(error)) from error
    if np.isinf(amounts).any():
        raise BudgetError("budget-bad-number", column=name, received="an infinite amount")
    return amounts


def _step(days: np.ndarray) -> int:
    """Length of a period in days, from the usual distance of neighbouring rows."""
    if len(days) < 2:
        return STEPS[0]
    usual = float(np.median(np.diff(days)))
    return min(STEPS, key=lambda step: abs(np.log(usual / step)))


def _matrices(rows: pd.DataFrame, periods: int) -> tuple[list[str], Array, Array, Array]:
    """Channels, and spend, value, known of shape (channels, periods).

    A silent channel spent 0; a period which nobody reported, or which has a broken cell, is unknown.
    """
    names = sorted(rows["channel"].unique())
    broken = rows[["spend", "value"]].isna().any(axis=1)
    place = (rows["channel"].map(names.index).to_numpy(), rows["period"].to_numpy())
    shape = (len(names), periods)
    spend, value, wrong, reported = (np.zeros(shape) for _ in range(4))
    np.add.at(spend, place, rows["spend"].fillna(0.0).to_numpy())
    np.add.at(value, place, rows["value"].fillna(0.0).to_numpy())
    np.add.at(wrong, place, broken.to_numpy().astype(float))
    np.add.at(reported, place, 1.0)
    known = ((reported.sum(axis=0) > 0)[None, :] & (wrong == 0)).astype(float)
    for line, sure in zip(spend, known > 0, strict=True):
        if sure.any() and not sure.all():
            line[~sure] = np.interp(np.flatnonzero(~sure), np.flatnonzero(sure), line[sure])
    return names, spend, np.maximum(value, 0.0) * known, known


def _total(total: pd.DataFrame | None, first: int, step: int, periods: int) -> Array | None:
    """Total by period, or None when it does not cover the history."""
    if total is None:
        return None
    _require(total, ("day", "value"), "total")
    sums = _amounts(total["value"], "value").groupby((_days(total["day"], "total") - first) // step).sum(min_count=1)
    series = sums.where(sums > 0).reindex(range(periods))
    return None if series.isna().mean() > 0.2 else series.to_numpy(dtype=float)


def _shorten(read: SpendHistory) -> SpendHistory:
    cut = slice(max(0, len(read.day) - LONGEST), None)
    total = None if read.total is None else read.total[cut]
    return replace(
        read,
        day=read.day[cut],
        spend=read.spend[:, cut],
        value=read.value[:, cut],
        known=read.known[:, cut],
        total=total,
    )


def _coarsen(read: SpendHistory) -> SpendHistory:
    """Sum days to weeks where they are mostly noise, or too many to fit in a second, given half a year of them."""
    on = (read.spend > 0) & (read.known > 0)
    silent = float((read.value[on] <= 0).mean()) if on.any() else 0.0
    weeks = len(read.day) // 7
    if read.step_days != 1 or weeks < 26 or (silent <= SPARSE and read.spend.size <= MOST_CELLS):
        return read
    start = len(read.day) - 7 * weeks

    def fold(matrix: Array) -> Array:
        return matrix[..., start:].reshape(*matrix.shape[:-1], weeks, 7)

    return replace(
        read,
        day=read.day[start::7],
        step_days=7,
        spend=fold(read.spend).sum(-1),
        value=fold(read.value).sum(-1),
        known=fold(read.known).min(-1),
        total=None if read.total is None else fold(read.total).sum(-1),
    )


def is_number(amount: object) -> bool:
    """Whether this is a plain or numpy number (a truth value is none)."""
    return isinstance(amount, int | float | np.integer | np.floating) and not isinstance(amount, bool)
