"""Many forecasts at once: places kept, refusals returned, nothing fitted twice."""

from pathlib import Path

import pandas as pd
import pytest

import forecasting
from tests.forecasting.series_samples import seasonal, table


def _jobs() -> list[forecasting.ForecastJob]:
    spend = seasonal(90)
    return [
        forecasting.ForecastJob(history=seasonal(90, seed=4), horizon=7, backtest=False),
        forecasting.ForecastJob(history=table([1.0]), horizon=7),
        forecasting.ForecastJob(history=seasonal(90, seed=5), denominator=spend, horizon=7, backtest=False),
    ]


def _fingerprints(answers: list[object]) -> list[object]:
    return [answer.to_dict() if isinstance(answer, forecasting.ForecastResult) else str(answer) for answer in answers]


@pytest.mark.parametrize("backend", ["sequential", "threading"])
def test_answers_keep_their_places_and_one_refusal_spoils_nothing(backend: str) -> None:
    first, refused, ratio = forecasting.forecast_many(_jobs(), backend=backend)

    assert first.model == "hybrid+theta"
    assert isinstance(refused, forecasting.ForecastError)
    assert ratio.parts is not None


@pytest.mark.slow
def test_processes_give_the_same_answers_as_one_after_the_other() -> None:
    alone, together = (forecasting.forecast_many(_jobs(), backend=backend) for backend in ("sequential", "loky"))

    assert _fingerprints(alone) == _fingerprints(together)


def test_unchanged_data_is_answered_from_the_cache_whatever_the_order_of_its_rows(tmp_path: Path) -> None:
    cache = forecasting.DirectoryCache(tmp_path)
    job = _jobs()[0]
    before = forecasting.forecast_many([job], cache=cache, backend="sequential")
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    shuffled = forecasting.ForecastJob(history=job.history.sample(frac=1, random_state=1), horizon=7, backtest=False)

    after = forecasting.forecast_many([shuffled], cache=cache, backend="sequential")

    assert _fingerprints(before) == _fingerprints(after)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept


@pytest.mark.parametrize(
    "changed",
    [
        {"horizon": 8},
        {"level": 0.9},
        {"seed": 1},
        {"history": seasonal(91, seed=4)},
        {"denominator": seasonal(90)},
    ],
)
def test_another_question_has_another_key(changed: dict[str, object]) -> None:
    plain = {"history": seasonal(90, seed=4), "horizon": 7}

    assert forecasting.ForecastJob(**plain).key != forecasting.ForecastJob(**plain | changed).key


def test_a_damaged_or_foreign_file_in_the_cache_is_fitted_again(tmp_path: Path) -> None:
    job = _jobs()[0]
    for content in ("{", '{"model": "x"}', "[]"):
        (tmp_path / f"{job.key}.json").write_text(content, encoding="utf-8")

        (answer,) = forecasting.forecast_many([job], cache=forecasting.DirectoryCache(tmp_path), backend="sequential")

        assert answer.model == "hybrid+theta"


def test_an_unknown_backend_is_refused_with_the_possible_ones() -> None:
    with pytest.raises(forecasting.ForecastError, match="threading"):
        forecasting.forecast_many(_jobs(), backend="spark")


def test_importing_the_package_does_not_load_the_heavy_libraries() -> None:
    import subprocess
    import sys

    script = "import sys, forecasting; print(sorted({'prophet', 'sklearn', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_frame_with_equal_content_has_an_equal_key_across_types() -> None:
    history = seasonal(30)
    copied = pd.DataFrame({"y": history["y"].tolist(), "ds": history["ds"].tolist(), "extra": 1})

    assert (
        forecasting.ForecastJob(history=history, horizon=7).key
        == forecasting.ForecastJob(history=copied, horizon=7).key
    )
