"""Many forecasts side by side on the cores, fitting only what is not kept already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module

import pandas as pd

from forecasting.errors import ForecastError
from forecasting.series.cache import Cache, key_of, restore
from forecasting.series.forecast import forecast
from forecasting.series.ratio import forecast_ratio
from forecasting.series.series import ForecastResult


@dataclass(frozen=True, kw_only=True)
class ForecastJob:
    """One forecast to make; with a denominator it is one of a ratio."""

    history: pd.DataFrame
    denominator: pd.DataFrame | None = None
    horizon: int
    freq: str = "D"
    level: float = 0.8
    country: str | None = None
    seed: int = 0
    backtest: bool = True

    @property
    def arguments(self) -> dict[str, object]:
        """Everything but the data, as keywords of `forecast`."""
        names = ("horizon", "freq", "level", "country", "seed", "backtest")
        return {name: getattr(self, name) for name in names}

    @property
    def key(self) -> str:
        """Digest of data and arguments."""
        return key_of((self.history, self.denominator), self.arguments)


def _nothing_to_register() -> None:
    """Joblib brings the backend along."""


def _register_dask() -> None:
    import_module("distributed")


def _register_ray() -> None:
    import_module("ray.util.joblib").register_ray()


BACKENDS: Mapping[str, Callable[[], None]] = {
    "loky": _nothing_to_register,
    "threading": _nothing_to_register,
    "sequential": _nothing_to_register,
    "dask": _register_dask,
    "ray": _register_ray,
}
"""Where fits may run: processes of this machine, threads, one after the other, a Dask or a Ray cluster."""


def forecast_many(
    jobs: Sequence[ForecastJob], *, cache: Cache | None = None, backend: str = "loky", workers: int = 2
) -> list[ForecastResult | ForecastError]:
    """Answer every job in its place; a refusal is returned, not raised, so that one bad series spoils no refresh.

    Args:
        jobs: What to forecast. Equal jobs are fitted once.
        cache: Where finished forecasts are kept by content; nothing is kept without one.
        backend: A key of `BACKENDS`; a Dask or Ray client must exist already where one is needed.
        workers: Fits at a time.

    Raises:
        ForecastError: The backend is unknown or not installed.
    """
    keys = [job.key for job in jobs]
    answers: dict[str, ForecastResult | ForecastError] = {}
    for key in dict.fromkeys(keys):
        kept = restore(cache.get(key)) if cache is not None else None
        if kept is not None:
            answers[key] = kept
    missing = {key: job for key, job in zip(keys, jobs, strict=True) if key not in answers}
    for key, answer in zip(missing, _run(missing.values(), backend, workers), strict=True):
        answers[key] = answer
        if cache is not None and isinstance(answer, ForecastResult):
            cache.put(key, answer.to_dict())
    return [answers[key] for key in keys]


def _run(jobs: Iterable[ForecastJob], backend: str, workers: int) -> list[ForecastResult | ForecastError]:
    from joblib import Parallel, delayed

    with _use(backend, workers):
        return list(Parallel()(delayed(answer)(job) for job in jobs))


def _use(backend: str, workers: int) -> AbstractContextManager[object]:
    from joblib import parallel_config

    if backend not in BACKENDS:
        raise ForecastError("backend", received=repr(backend), reason="unknown", possible=", ".join(BACKENDS))
    try:
        BACKENDS[backend]()
    except ImportError as error:
        raise ForecastError(
            "backend", received=repr(backend), reason=str(error), possible=", ".join(BACKENDS)
        ) from error
    config: AbstractContextManager[object] = parallel_config(backend=backend, n_jobs=workers)
    return config


def answer(job: ForecastJob) -> ForecastResult | ForecastError:
    """One job's forecast or refusal."""
    try:
        if job.denominator is not None:
            return forecast_ratio(job.history, job.denominator, **job.arguments)  # type: ignore[arg-type]
        return forecast(job.history, **job.arguments)  # type: ignore[arg-type]
    except ForecastError as refusal:
        return refusal
