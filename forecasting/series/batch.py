"""Many forecasts side by side on the cores, fitting only what is not kept already."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Final

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


@contextmanager
def _on_this_machine(backend: str, workers: int) -> Iterator[None]:
    from joblib import parallel_config

    with parallel_config(backend=backend, n_jobs=workers):
        yield


@contextmanager
def _on_a_cluster(address: str, _workers: int) -> Iterator[None]:
    """Every worker that the scheduler has takes part."""
    from joblib import parallel_config

    cluster = import_module("distributed")
    with (
        cluster.Client(address, timeout=PATIENCE_S, set_as_default=False) as client,
        parallel_config(backend="dask", client=client, n_jobs=-1),
    ):
        yield


PATIENCE_S: Final = 10
"""With a scheduler that does not answer."""
BACKENDS: Final[Mapping[str, Callable[[str, int], AbstractContextManager[None]]]] = {
    "loky": _on_this_machine,
    "threading": _on_this_machine,
    "sequential": _on_this_machine,
    "tcp": _on_a_cluster,
    "tls": _on_a_cluster,
}
"""Where fits may run: processes of this machine, threads, one after the other, or behind a Dask scheduler's address."""


def forecast_many(
    jobs: Sequence[ForecastJob], *, cache: Cache | None = None, backend: str = "loky", workers: int = 2
) -> list[ForecastResult | ForecastError]:
    """Answer every job in its place; a refusal is returned, not raised, so that one bad series spoils no refresh.

    Args:
        jobs: What to forecast. Equal jobs are fitted once.
        cache: Where finished forecasts are kept by content; nothing is kept without one.
        backend: A key of `BACKENDS`, or an address that begins with one: `tcp://scheduler:8786`.
        workers: Fits at a time on this machine; a cluster uses all it has.

    Raises:
        ForecastError: The backend is unknown, not installed, or does not answer.
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


def _run(jobs: Collection[ForecastJob], backend: str, workers: int) -> list[ForecastResult | ForecastError]:
    from joblib import Parallel, delayed

    if not jobs:
        return []
    kind = backend.partition("://")[0]
    possible = ", ".join(BACKENDS)
    if kind not in BACKENDS:
        raise ForecastError("backend", received=repr(backend), reason="unknown", possible=possible)
    try:
        with BACKENDS[kind](backend, workers):
            return list(Parallel()(delayed(answer)(job) for job in jobs))
    except (ImportError, OSError) as error:
        raise ForecastError("backend", received=repr(backend), reason=str(error), possible=possible) from error


def answer(job: ForecastJob) -> ForecastResult | ForecastError:
    """One job's forecast or refusal."""
    try:
        if job.denominator is not None:
            return forecast_ratio(job.history, job.denominator, **job.arguments)  # type: ignore[arg-type]
        return forecast(job.history, **job.arguments)  # type: ignore[arg-type]
    except ForecastError as refusal:
        return refusal
