"""The interfaces in this process, behind the real door, on a copy of the demo data; with people, or without."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from agent.bootstrap import Demetra
from ingest.settings import Settings
from tests.conftest import TODAY
from tools.access import DataScope, Role
from tools.access.people import People
from tools.access.tokens import TokenBook
from ui.api.doors import Doors
from ui.api.observed import observed
from ui.api.routers import add_interfaces
from ui.door.guard import Guard
from ui.door.sign_in import SignIn
from ui.services import services_of

HOST = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server's interfaces."""

    client: TestClient
    running: Demetra
    app: FastAPI

    def token(
        self, name: str = "anna", role: Role = "analyst", *, scope: str = "write", bounds: DataScope | None = None
    ) -> dict[str, str]:
        """A person's token as a header; from the first person on everybody has to sign in."""
        engine, now = self.running.engine, self.running.clock.now
        People(engine=engine, now=now).add(name, role, password="correct horse battery", scope=bounds, by="test")
        secret, _ = TokenBook(engine=engine, now=now).create(name, "test", [scope], days=None, by="test")
        return {"authorization": f"Bearer {secret}"}


@contextmanager
def serving(running: Demetra) -> Iterator[Served]:
    """The interfaces on a database."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        async with running.analyst(remember=False, services=services_of(running)) as analyst:
            sign_in = SignIn(running=running, host=HOST)
            app.state.doors = Doors(running=running, analyst=analyst, sign_in=sign_in, services=services_of(running))
            yield

    app = FastAPI(lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    add_interfaces(app, running.settings.language)
    with TestClient(Guard(observed(app), HOST), base_url=f"http://{HOST}") as client:
        yield Served(client=client, running=running, app=app)


@pytest.fixture
def served(demo_url: str, tmp_path: Path) -> Iterator[Served]:
    """Nobody has signed up yet: whoever sits at the machine is the administrator."""
    shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demetra.db")
    running = Demetra(
        settings=Settings(data_dir=tmp_path, today=TODAY, language="en", wait_scale=0, requests_a_minute=60)
    )
    with serving(running) as made:
        yield made
    running.engine.dispose()
