"""Ratios (ROI, CPA, CTR) through their parts: forecast both, divide at the end, judge the quotient's own errors."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from forecasting.errors import ForecastError
from forecasting.series import backtest as rolling
from forecasting.series.baseline import seasonal_naive
from forecasting.series.cleaning import check_request, read_pair
from forecasting.series.forecast import NAIVE_SERVED, QUICK_FOLDS, verdict
from forecasting.series.intervals import LEAST_SUMS, Width, around, wider_for_few, width_of
from forecasting.series.models import ModelContext, choose_way
from forecasting.series.models import project as project_part
from forecasting.series.prophet_seasons import check_country
from forecasting.series.ratio_level import Pooled, pool
from forecasting.series.series import ForecastResult, Projection, Series, Total, Values
from forecasting.series.theta import WARM_UP, calm, smooth, theta

RARE_ZEROS = 0.2
"""Above this share of zero numerators the logarithm would leave out too much."""
BELL = 1.2816
"""Distance of the 90 % point of the bell curve from its middle, in standard deviations."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The parts of a ratio on one grid, with the same gaps."""

    top: Series
    bottom: Series

    @property
    def known(self) -> tuple[Values, Values]:
        """Both parts without the gaps."""
        return self.top.observed, self.bottom.observed

    @property
    def ratio(self) -> Series:
        """Quotient per step; a gap where the denominator is zero."""
        share = np.full(self.top.size, np.nan)
        np.divide(self.top.values, self.bottom.values, out=share, where=self.bottom.values > 0)
        return replace(self.top, values=share, notes=())

    @property
    def relative(self) -> bool:
        """Whether errors grow with the ratio; not so when it may be negative."""
        return self.top.floored and bool(self.top.observed.max() > 0)

    def until(self, cut: int) -> "Pair":
        """What was known after `cut` steps."""
        return Pair(top=self.top.until(cut), bottom=self.bottom.until(cut))


@dataclass(frozen=True, kw_only=True)
class Quotient:
    """A projected ratio with the denominator it was projected on."""

    said: Projection
    bottom: Values
    level: Pooled


def forecast_ratio(  # noqa: PLR0913  (the published signature)
    numerator: pd.DataFrame,
    denominator: pd.DataFrame,
    horizon: int,
    *,
    freq: str = "D",
    level: float = 0.8,
    country: str | None = None,
    seed: int = 0,
    backtest: bool = True,
) -> ForecastResult:
    """Forecast numerator / denominator for the next `horizon` periods.

    `frame` holds the ratio of each period, `total` the ratio of sums over the horizon with its own range, `parts` the
    two parts whose quotient is the ratio shown. Both parts' errors are taken from the same dates, so that what moves
    them together cancels. Arguments as in `forecasting.forecast`; both tables have the columns ds and y.

    Raises:
        ForecastError: The request or the histories bear no forecast; the message says why.
    """
    steps, known_freq = check_request(horizon, freq, level)
    context = ModelContext(country=check_country(country))
    top, bottom = read_pair(numerator, denominator, known_freq)
    pair = Pair(top=top, bottom=bottom)
    _check(pair)
    return _serve(pair, steps, level=float(level), context=context, backtest=backtest)


def _check(pair: Pair) -> None:
    _, bottom = pair.known
    if bottom.min() < 0:
        raise ForecastError("negative-denominator", count=int((bottom < 0).sum()))
    if bottom.max() == 0:
        raise ForecastError("no-denominator", count=len(bottom))


def _serve(pair: Pair, horizon: int, *, level: float, context: ModelContext, backtest: bool) -> ForecastResult:
    ahead = horizon + pair.top.silent
    quotient = project(pair, ahead, context)
    folds = _folds(pair, ahead, context.for_folds(), rolling.FOLDS) if backtest else []
    notes = [*pair.top.notes, *filter(None, [choose_way(pair.top).note(pair.top)]), *context.notes]
    said = quotient.said
    if rolling.naive_wins(folds):
        said, folds = seasonal_naive(pair.ratio, ahead), rolling.served_naive(folds)
        notes.append(NAIVE_SERVED)
    record = rolling.summarise(folds, level)
    notes += verdict(record, said, backtest=backtest)
    scores = rolling.scores(folds or _folds(pair, ahead, None, QUICK_FOLDS))
    width = width_of(level, said, len(pair.ratio.observed), scores)
    return ForecastResult(
        frame=_frame(pair, said, width, horizon),
        model=said.model,
        backtest=record,
        notes=[note.text for note in notes],
        codes=tuple(note.code for note in notes),
        level=level,
        total=_total(pair, replace(quotient, said=said), level, horizon),
        parts=_parts(pair, replace(quotient, said=said), horizon),
    )


def project(pair: Pair, horizon: int, context: ModelContext | None) -> Quotient:
    """The mean of three views of the ratio: pooled level, quotient of the forecast parts, calmed logarithm.

    Geometric where the ratio is positive by nature; without a context the parts come from Theta alone (quick).
    """
    above, below = (_part(part, horizon, context) for part in (pair.top, pair.bottom))
    bottom = np.maximum(below.point, 1e-6 * pair.bottom.observed.mean())
    level = pool(*pair.known, horizon)
    views = [np.full(horizon, level.level), above.point / bottom, *_logarithmic(pair, horizon)]
    if pair.relative:
        tiny = 1e-6 * abs(level.level) + 1e-300
        point = np.exp(np.mean([np.log(np.maximum(view, tiny)) for view in views], axis=0))
    else:
        point = np.mean(views, axis=0)
    scale, errors = _errors(pair, level)
    spread = scale * point if pair.relative else np.full(horizon, scale)
    said = Projection(point=point, spread=spread, model=f"ratio of {above.model}", errors=errors)
    return Quotient(said=said, bottom=bottom, level=level)


def _part(part: Series, horizon: int, context: ModelContext | None) -> Projection:
    if context is None:
        return theta(part, horizon)
    return project_part(part, horizon, context)


def _logarithmic(pair: Pair, horizon: int) -> list[Values]:
    """The calmed level of the logarithm, where zeros are rare; spikes of thin days do not move it."""
    share = pair.ratio.observed
    if not pair.relative or np.mean(share <= 0) > RARE_ZEROS or len(share) < LEAST_SUMS:
        return []
    return [np.full(horizon, np.exp(smooth(calm(np.log(share[share > 0])), horizon).level))]


def _errors(pair: Pair, level: Pooled) -> tuple[float, Values]:
    """Robust scale and standardised errors of each step's ratio against the level known one step before."""
    top, bottom = pair.known
    usable = bottom[1:] > 0
    usable[: min(WARM_UP, len(usable) // 4)] = False
    before = level.path[:-1][usable]
    gap = top[1:][usable] / bottom[1:][usable] - before
    gap = gap[before > 0] / before[before > 0] if pair.relative else gap
    if not len(gap):
        return 0.0, np.empty(0)
    low, high = np.quantile(gap, [0.1, 0.9])
    scale = float(high - low) / (2 * BELL) or float(np.std(gap))
    return scale, gap / scale if scale > 0 else np.empty(0)


def _folds(pair: Pair, horizon: int, context: ModelContext | None, folds: int) -> list[rolling.SeriesFold]:
    ahead = max(1, min(horizon, pair.top.size // 3))
    found = []
    for cut in rolling.cut_offs(pair.top, ahead, folds):
        past = pair.until(cut)
        share = past.ratio
        if len(share.observed) < rolling.TRAINING[share.freq] // 2 or np.ptp(past.bottom.observed) == 0:
            continue
        said = project(past, ahead, context).said
        actual = pair.ratio.values[cut : cut + ahead]
        found.append(rolling.SeriesFold(past=share, actual=actual, said=said, naive=seasonal_naive(share, ahead)))
    return found


def _frame(pair: Pair, said: Projection, width: Width, horizon: int) -> pd.DataFrame:
    interval = around(said, width, pair.top)
    columns = {
        "yhat": said.point,
        "lower": np.minimum(interval.lower, said.point),
        "upper": np.maximum(interval.upper, said.point),
    }
    return pd.DataFrame({"ds": _dates(pair, horizon)} | {name: values[-horizon:] for name, values in columns.items()})


def _dates(pair: Pair, horizon: int) -> pd.DatetimeIndex:
    return pair.top.grid(horizon + pair.top.silent)[-horizon:]


def _parts(pair: Pair, quotient: Quotient, horizon: int) -> pd.DataFrame:
    """The forecast denominator, and the numerator that makes the quotient exact."""
    bottom = quotient.bottom[-horizon:]
    top = quotient.said.point[-horizon:] * bottom
    return pd.DataFrame({"ds": _dates(pair, horizon), "numerator": top, "denominator": bottom})


def _total(pair: Pair, quotient: Quotient, level: float, horizon: int) -> Total:
    """The ratio of sums, with the range earlier ratios of sums kept around the level known before them."""
    point, bottom = quotient.said.point[-horizon:], quotient.bottom[-horizon:]
    value = float((point * bottom).sum() / bottom.sum())
    sums = quotient.level.sums
    if len(sums) < LEAST_SUMS:
        sums = quotient.said.errors * (quotient.said.spread[-1] / abs(value) if value else 0.0)
    if not len(sums):
        return Total(value=value, lower=value, upper=value)
    wider = wider_for_few(level, pair.top.size / horizon)
    low, high = np.quantile(sums, [0.5 - level / 2, 0.5 + level / 2]) * abs(value) * wider
    lower, upper = value + min(0.0, float(low)), value + max(0.0, float(high))
    return Total(value=value, lower=max(lower, 0.0) if pair.top.floored else lower, upper=upper)
