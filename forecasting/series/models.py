"""Which model a history bears, by how much it holds; an entry in `WAYS` is a condition, a model and what to say."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from forecasting.series import baseline
from forecasting.series.prophet_seasons import SeasonsFailed, fit_seasons
from forecasting.series.seasons import Seasons, flat
from forecasting.series.series import YEAR, ForecastNote, Projection, Series
from forecasting.series.theta import SLOW, level, theta

SHORT = {"D": 20, "W": 12}
"""With fewer numbers Prophet's seasons are noise."""
TINY = 8
"""With fewer numbers even a level cannot be smoothed."""
MOSTLY_ZERO = 0.6
SEASONS_FAILED = ForecastNote("seasons-failed", "The seasonal model did not finish; Theta answered alone.")


@dataclass(frozen=True, kw_only=True)
class ModelContext:
    """What a model may know beside the history."""

    country: str | None = None
    quick: bool = False
    """Whether Theta has to do, because someone is waiting."""
    notes: list[ForecastNote] = field(default_factory=list)
    """What went wrong on the way; the models append, the result reports."""

    def for_folds(self) -> "ModelContext":
        """The same without notes; quick when the seasonal model just failed, or every fold would wait for it too."""
        return replace(self, notes=[], quick=self.quick or SEASONS_FAILED in self.notes)


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to forecast and the histories it is for."""

    name: str
    suits: Callable[[Series], bool]
    project: Callable[[Series, int, ModelContext], Projection]
    note: Callable[[Series], ForecastNote | None]


def average(series: Series, horizon: int, seasons: Seasons, model: str, *, own_week: bool) -> Projection:
    """Fast and slow level under the given seasons, and Theta twice, with equal weights.

    With `own_week` Theta keeps its own weekday profile, so that a yearly season seen only twice counts half.
    Fixed weights measured better than choosing or weighting by past error; the slow level is what keeps the
    forecast from losing to both Prophet and the naive guess.
    """
    trend = theta(series, horizon, None if own_week else seasons)
    parts = [level(series, horizon, seasons), level(series, horizon, seasons, SLOW), trend, trend]
    point = np.mean([part.point for part in parts], axis=0)
    spread = np.mean([part.spread for part in parts], axis=0)
    total = float(np.mean([part.total_spread for part in parts]))
    return Projection(point=point, spread=spread, model=model, errors=trend.errors, sums=trend.sums, total_spread=total)


def hybrid_and_theta(series: Series, horizon: int, context: ModelContext) -> Projection:
    """Prophet's seasons on a smoothed level, averaged with Theta; Theta alone when Prophet fails."""
    if series.freq == "W" and series.size <= 2 * YEAR["W"]:
        return average(series, horizon, flat(series, horizon), "level+theta", own_week=False)
    try:
        seasons = fit_seasons(series, horizon, context.country)
    except SeasonsFailed:
        context.notes.append(SEASONS_FAILED)
        return theta(series, horizon)
    return average(series, horizon, seasons, "hybrid+theta", own_week=series.freq == "D" and context.country is None)


def _plain(model: Callable[[Series, int], Projection]) -> Callable[[Series, int, ModelContext], Projection]:
    return lambda series, horizon, _context: model(series, horizon)


FULL = Way(name="hybrid+theta", suits=lambda series: True, project=hybrid_and_theta, note=lambda series: None)
QUICK = Way(
    name="theta",
    suits=lambda series: True,
    project=_plain(theta),
    note=lambda series: ForecastNote(
        "quick", "A first answer by Theta alone; the full one also knows seasons and holidays."
    ),
)
WAYS: tuple[Way, ...] = (
    Way(
        name="constant",
        suits=lambda series: bool(np.ptp(series.observed) == 0),
        project=_plain(baseline.constant),
        note=lambda series: ForecastNote(
            "constant",
            f"The history never changes (always {series.observed[0]:g}): there is no range to learn.",
        ),
    ),
    Way(
        name="mean",
        suits=lambda series: len(series.observed) < TINY,
        project=_plain(baseline.mean),
        note=lambda series: ForecastNote(
            "tiny",
            f"Only {len(series.observed)} values: their average is all that can be said.",
        ),
    ),
    Way(
        name="theta",
        suits=lambda series: len(series.observed) < SHORT[series.freq] or series.sparse,
        project=_plain(theta),
        note=lambda series: ForecastNote(
            "short",
            f"Only {len(series.observed)} of {series.size} steps are known: too few to tell a season.",
        ),
    ),
    Way(
        name="theta",
        suits=lambda series: bool(np.mean(series.observed == 0) > MOSTLY_ZERO),
        project=_plain(theta),
        note=lambda series: ForecastNote(
            "zero-heavy",
            f"{np.mean(series.observed == 0):.0%} of the steps are zero: read the total, not steps.",
        ),
    ),
    FULL,
)


def choose_way(series: Series, *, quick: bool = False) -> Way:
    """The first way that suits the history; Theta instead of the full model when there is no time."""
    way = next(way for way in WAYS if way.suits(series))
    return QUICK if quick and way is FULL else way


def project(series: Series, horizon: int, context: ModelContext) -> Projection:
    """What the suitable way says; fitted in units of the largest value, so that the answer scales with the money."""
    unit = float(np.abs(series.observed).max()) or 1.0
    way = choose_way(series, quick=context.quick)
    said = way.project(replace(series, values=series.values / unit), horizon, context)
    amounts = ("point", "spread", "sums", "total_spread")
    return replace(said, **{name: getattr(said, name) * unit for name in amounts})
