"""Work that is answered with 202 and a place to look; it goes on in this process after the answer has gone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from fastapi import Response
from pydantic import BaseModel, Field

from ingest.database import DatabaseError
from ingest.errors import DemetraError
from ingest.texts import say
from tools.delivery.jobs import ALIVE, BackgroundJob
from ui.api.calling import as_json
from ui.api.doors import Caller, Calling
from ui.api.route import router
from ui.unexpected import fresh_id
from ui.unexpected import logger as unexpected

logger = logging.getLogger(__name__)
BEAT_S: Final = ALIVE.total_seconds() / 4
jobs = router("jobs")
_going: set[asyncio.Task[None]] = set()
"""Held here, since the loop itself holds tasks weakly."""


class JobSaid(BaseModel):
    """Work that goes on."""

    id: str = Field(examples=["5f2b9c0d1e2f3a4b5c6d7e8f"])
    kind: str = Field(examples=["sync"])
    state: str = Field(description="`running`, `done` or `failed`.", examples=["running"])
    result: Any = Field(None, description="What came of it.")
    problem: str = Field("", description="Why it failed, in a sentence.")
    created_at: datetime
    finished_at: datetime | None = None

    @classmethod
    def of(cls, job: BackgroundJob, caller: Caller) -> "JobSaid":
        """As it is told."""
        broken = job.state == "failed" and not job.problem
        names = ("id", "kind", "state", "result", "created_at", "finished_at")
        told = say("api-job-broken", caller.language) if broken else job.problem
        return cls(problem=told, **{name: getattr(job, name) for name in names})


async def begin(
    caller: Caller, kind: str, arguments: Mapping[str, Any], work: Callable[[], Awaitable[Any]]
) -> Response:
    """Begins the work and says where to look for it."""
    job = await asyncio.to_thread(caller.doors.jobs.begin, caller.actor, kind, arguments)
    task = asyncio.create_task(_done(caller, job.id, work))
    _going.add(task)
    task.add_done_callback(_going.discard)
    caller.note("began", work=kind, job=job.id)
    place = f"/api/jobs/{job.id}"
    return as_json(JobSaid.of(job, caller), 202, {"location": place, "retry-after": "1"})


async def leave_off() -> None:
    """Tells of all work that goes on in this process that it came to nothing: the process ends."""
    for task in _going:
        task.cancel()
    await asyncio.gather(*_going, return_exceptions=True)


async def _done(caller: Caller, key: str, work: Callable[[], Awaitable[Any]]) -> None:
    book = caller.doors.jobs
    beating = asyncio.create_task(_beat(caller, key))
    try:
        ended: dict[str, Any] = {"result": await work()}
    except DemetraError as error:
        ended = {"problem": error.say(caller.language)}
    except asyncio.CancelledError:
        ended = {"problem": say("api-job-broken", caller.language)}
        raise
    except Exception:  # the last edge of work that nobody awaits
        known = fresh_id()
        unexpected.exception("Work failed: %s (%s)", key, known)
        ended = {"problem": say("cli-unexpected", caller.language, id=known)}
    finally:
        beating.cancel()
        with suppress(DatabaseError):
            book.end(key, **ended)


async def _beat(caller: Caller, key: str) -> None:
    while True:
        await asyncio.sleep(BEAT_S)
        try:
            await asyncio.to_thread(caller.doors.jobs.alive, key)
        except DatabaseError:
            logger.warning("The work %s can't say that it goes on: the database is away.", key)


@jobs.get("/api/jobs/{key}", response_model=JobSaid)
async def job(key: str, caller: Calling) -> Response:
    """How far a piece of work has come; whoever began it may look."""
    found = await asyncio.to_thread(caller.doors.jobs.get, caller.actor, key)
    return as_json(JobSaid.of(found, caller))
