"""A small demo database, made once a worker, and Demetra on it with or without a model."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent.analyst import Analyst
from agent.bootstrap import Demetra
from ingest import demo
from ingest.settings import Settings
from tests.conftest import TODAY

MakeAnalyst = Callable[..., AbstractAsyncContextManager[Analyst]]


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """SQLite with four months of demo data; tests only read it."""
    running = Demetra(settings=Settings(data_dir=tmp_path_factory.mktemp("demo"), today=TODAY))
    demo.load(running.store, today=TODAY, months=4)
    return running.settings.resolved_database_url()


@pytest.fixture
def demetra_on(demo_url: str, tmp_path: Path) -> Iterator[Callable[..., Demetra]]:
    """Makes a Demetra on the demo data with further settings; waits between retries take no time."""
    made: list[Demetra] = []

    def make(**settings: object) -> Demetra:
        given = {"database_url": demo_url, "data_dir": tmp_path, "today": TODAY, "wait_scale": 0, **settings}
        made.append(Demetra(settings=Settings(**given)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for running in made:
        running.engine.dispose()


@pytest.fixture
def analyst_on(demetra_on: Callable[..., Demetra]) -> MakeAnalyst:
    """Opens an analyst that forgets; with an address it uses the model there."""

    def make(address: str = "", **settings: object) -> AbstractAsyncContextManager[Analyst]:
        key = {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": SecretStr("sk-local") if address else SecretStr("")}
        return demetra_on(**key, **settings).analyst(remember=False)

    return make
