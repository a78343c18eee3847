"""Forecasts on a cluster: two processes behind a Dask scheduler answer what this process answers."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

import forecasting
from tests.forecasting.series_samples import seasonal

JOBS = [forecasting.ForecastJob(history=seasonal(120, seed=seed), horizon=14, seed=seed) for seed in range(4)]


@pytest.fixture
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as running:
        yield running


def test_a_cluster_of_two_processes_forecasts_the_same(cluster: Any) -> None:
    from distributed import Client

    here = forecasting.forecast_many(JOBS, backend="sequential")
    there = forecasting.forecast_many(JOBS, backend=cluster.scheduler_address)

    assert [one.to_dict() for one in there] == [one.to_dict() for one in here]
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        processes = set(client.run(os.getpid).values())
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_a_scheduler_that_is_away_is_one_sentence() -> None:
    with pytest.raises(forecasting.ForecastError, match=r"127\.0\.0\.1:1"):
        forecasting.forecast_many(JOBS, backend="tcp://127.0.0.1:1")
