"""What those ask who watch over the process: is it alive, can it work, how is it doing."""

import asyncio
from datetime import timedelta
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from bots.leader import healthy
from ingest.database import DatabaseError
from ingest.errors import NotAllowed
from tools.alerts.book import AlertBook
from tools.delivery.held import waiting
from ui.api import counters
from ui.api.doors import Caller, Calling, doors_of
from ui.api.problem import DoorError
from ui.api.route import router

probes = APIRouter(tags=["operation"])
watched = router("operation")
TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"


class Alive(BaseModel):
    """The process answers."""

    status: str = Field(examples=["ok"])


class Ready(BaseModel):
    """The process can answer questions."""

    status: str = Field(examples=["ok"])
    database: str = Field(examples=["ok"])
    worker: bool = Field(description="Whether a worker of this machine is alive.")


@probes.get("/health", response_model=Alive)
async def health() -> dict[str, str]:
    """Whether the process is alive, whatever else is away."""
    return {"status": "ok"}


@probes.get("/ready", response_model=Ready, responses={503: {"description": "The database is away."}})
async def ready(request: Request) -> dict[str, Any]:
    """Whether it can work: the database answers."""
    running = doors_of(request).running
    try:
        alive = await asyncio.to_thread(healthy, running.engine, running.clock.now())
    except DatabaseError as error:
        raise DoorError(503, "database-away") from error
    return {"status": "ok", "database": "ok", "worker": alive}


@watched.get(
    "/metrics", response_class=Response, responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}
)
async def metrics(caller: Calling) -> Response:
    """Figures of the process and of the whole installation, for Prometheus and whoever sees all of the data."""
    if not caller.desk.actor.reach.whole:
        raise NotAllowed("access-whole-only")
    return Response(await asyncio.to_thread(_look, caller), media_type=TEXT)


def _look(caller: Caller) -> bytes:
    """What is counted, and how the data, the alerts and the messages stand."""
    desk = caller.desk
    try:
        last = desk.metrics.catalogue().last_day
        with desk.engine.connect() as connection:
            unsent = waiting(connection)["waiting"]
        firing = len(AlertBook(desk=desk).listed("firing"))
    except DatabaseError:
        return counters.written(up=0)
    age = None if last is None else (desk.today - last) / timedelta(days=1)
    return counters.written(up=1, age=age, unsent=unsent, firing=firing)
