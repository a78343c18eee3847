"""From a history of spend and value to response curves: season, shapes and the total, each given the other two."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecasting.response.curves import Curve, Curves
from forecasting.response.errors import BudgetError
from forecasting.response.factors import Factors
from forecasting.response.fit import KEPT_WEIGHT, Fitted, Posterior, prepare, weigh_all
from forecasting.response.history import BudgetNote, SpendHistory, is_number, read_history
from forecasting.response.season import SeasonRow, estimate_season, season_basis
from forecasting.response.shapes import TINY, Array, Candidates, carry_over
from forecasting.response.total import Recalibration, recalibrate

ROUNDS = 3
RECENT_DAYS = 56
"""Today's spend is the mean of the last eight weeks."""
UNKNOWN_ATTRIBUTION = 0.1
"""Relative standard deviation of a channel's attributed value when no total is there to judge it by."""
SHORT_HISTORY = 8
"""Fewer periods than this say so little that the split is left as it is."""
EARLY_CARRY_OVER = 0.3
"""Carry-over supposed before the first season is read."""


@dataclass(frozen=True, kw_only=True)
class _Learnt:
    fitted: list[Fitted]
    posteriors: list[Posterior]
    total: Recalibration | None


def fit_curves(history: pd.DataFrame, *, total: pd.DataFrame | None = None, period_days: int = 7) -> Curves:
    """Learn every channel's response to spend.

    Args:
        history: Columns day, channel, spend, value; daily or weekly rows (a week is named by its first day).
        total: Columns day, value: all revenue; recalibrates what the channels claim.
        period_days: Length of the period in which amounts and values will be asked and told.

    Raises:
        BudgetError: The history cannot be read, says nothing, or the period is not positive.
    """
    if not (is_number(period_days) and 1 <= period_days < math.inf):
        raise BudgetError("budget-bad-amount", name="period_days", received=period_days, least=1)
    read = read_history(history, total)
    unit = np.array([_mean_active(x, k) for x, k in zip(read.spend, read.known, strict=True)])
    learnt = _learn(read, read.spend / unit[:, None])
    recent = max(1, round(RECENT_DAYS / read.step_days))
    curves = Curves(
        by_channel={name: _curve(read, learnt, index, float(unit[index])) for index, name in enumerate(read.channels)},
        factors=learnt.total.factors if learnt.total else Factors.unchecked(len(read.channels), UNKNOWN_ATTRIBUTION),
        period_days=read.step_days,
        step_days=read.step_days,
        periods=len(read.day),
        current={name: float(x[-recent:].mean()) for name, x in zip(read.channels, read.spend, strict=True)},
        idle=read.idle,
        notes=read.notes + _notes(read, learnt.total, total_given=total is not None),
    )
    return curves.per(int(period_days))


def _mean_active(spend: Array, known: Array) -> float:
    return float(spend[(spend > 0) & (known > 0)].mean())


def _learn(read: SpendHistory, spend: Array) -> _Learnt:
    """Alternate between the season and the curves; three rounds are enough, because the season moves little."""
    fitted = [prepare(x, y, k) for x, y, k in zip(spend, read.value, read.known, strict=True)]
    basis, prior = season_basis(read.day, read.step_days)
    log_season = estimate_season(_early_rows(read, spend, fitted), basis, prior)
    learnt = _round(read, fitted, log_season, basis)
    fitted = [each.narrow(seen.weight) for each, seen in zip(fitted, learnt.posteriors, strict=True)]
    for _ in range(ROUNDS - 1):
        log_season = estimate_season(_rows(read, learnt, log_season), basis, prior)
        learnt = _round(read, fitted, log_season, basis)
    return learnt


def _round(read: SpendHistory, fitted: list[Fitted], log_season: Array, waves: Array) -> _Learnt:
    season = np.exp(log_season)
    posteriors = weigh_all(fitted, season)
    total = None
    if read.total is not None:
        expected = np.array([posterior.expected for posterior in posteriors])
        total = recalibrate(read.total, season, expected, waves)
    return _Learnt(fitted=fitted, posteriors=posteriors, total=total)


def _early_rows(read: SpendHistory, spend: Array, fitted: list[Fitted]) -> list[SeasonRow]:
    """Before any curve is known, value follows a power of spend that each series finds for itself."""
    one = np.ones(len(read.day))
    rows = []
    for x, each in zip(spend, fitted, strict=True):
        followed = np.log(carry_over(x, EARLY_CARRY_OVER) + 0.05)
        counted = each.counted * (each.observed > 0)
        residual = np.log(np.maximum(each.observed + each.floor, TINY))
        rows.append(SeasonRow(residual=residual, counted=counted, noise=0.25, extra=np.column_stack([one, followed])))
    if read.total is not None:
        extra = np.column_stack([one, _trend(read), np.log(spend.mean(axis=0) + 0.05)])
        rows.append(_total_row(read.total, np.ones_like(one), extra, 0.15))
    return rows


def _rows(read: SpendHistory, learnt: _Learnt, log_season: Array) -> list[SeasonRow]:
    one = np.ones(len(read.day))
    rows = [
        SeasonRow(
            residual=posterior.residual + log_season,
            counted=each.counted * (each.observed > 0),
            noise=posterior.noise,
            extra=one[:, None],
        )
        for each, posterior in zip(learnt.fitted, learnt.posteriors, strict=True)
    ]
    if read.total is not None and learnt.total is not None:
        extra = np.column_stack([one, _trend(read)])
        rows.append(_total_row(read.total, learnt.total.fitted, extra, learnt.total.noise))
    return rows


def _total_row(total: Array, fitted: Array, extra: Array, noise: float) -> SeasonRow:
    counted = (np.nan_to_num(total) > 0).astype(float)
    residual = np.log(np.where(counted > 0, total, 1.0) / np.where(counted > 0, fitted, 1.0))
    return SeasonRow(residual=residual, counted=counted, noise=noise, extra=extra)


def _trend(read: SpendHistory) -> Array:
    return np.linspace(-0.5, 0.5, len(read.day))


def _curve(read: SpendHistory, learnt: _Learnt, index: int, unit: float) -> Curve:
    """Keep the shapes that carry nearly all the weight; the carry-over no longer matters in the steady state."""
    fitted, posterior = learnt.fitted[index], learnt.posteriors[index]
    order = np.argsort(-posterior.weight, kind="stable")
    kept = order[: int(np.searchsorted(np.cumsum(posterior.weight[order]), KEPT_WEIGHT)) + 1]
    weight = posterior.weight[kept] / posterior.weight[kept].sum()
    factor = 1.0 if learnt.total is None else float(learnt.total.factor[index])
    active = read.spend[index][(read.spend[index] > 0) & (read.known[index] > 0)]
    table = fitted.candidates
    return Curve(
        channel=read.channels[index],
        shapes=Candidates(
            family=table.family[kept],
            knee=table.knee[kept],
            steepness=table.steepness[kept],
            log_prior=table.log_prior[kept],
        ),
        weight=weight,
        level=factor * posterior.level[kept],
        level_error=posterior.level_error[kept],
        unit=unit,
        observed=_observed(read, index),
        carry_over=float(posterior.weight @ fitted.carry),
        factor=factor,
        noise=posterior.noise,
        periods=len(active),
    )


def _observed(read: SpendHistory, index: int) -> tuple[float, float]:
    """Lowest and highest spend that was kept up for a week (or one longer period)."""
    width = min(len(read.day), max(1, 7 // read.step_days))
    kept_up = np.convolve(read.spend[index], np.ones(width) / width, mode="valid")
    kept_up = kept_up[kept_up > 1e-9 * kept_up.max()]
    return float(kept_up.min()), float(kept_up.max())


def _notes(read: SpendHistory, total: Recalibration | None, *, total_given: bool) -> tuple[BudgetNote, ...]:
    notes = []
    if read.idle:
        names = ", ".join(read.idle)
        text = f"Nothing is known of {names}: no spend with a value in the history, so they get their minimum."
        notes.append(BudgetNote(code="budget-idle-channels", text=text, values={"channels": names}))
    if len(read.day) < SHORT_HISTORY:
        text = f"Only {len(read.day)} periods of history: too little to advise a change."
        notes.append(BudgetNote(code="budget-short-history", text=text, values={"periods": len(read.day)}))
    if total is None and total_given:
        text = "The total does not cover the history and was not used."
        notes.append(BudgetNote(code="budget-total-unused", text=text, values={}))
    if total is None:
        text = "Values are what the platforms claim: there is no total to check them against."
        notes.append(BudgetNote(code="budget-attributed", text=text, values={}))
    return tuple(notes)
