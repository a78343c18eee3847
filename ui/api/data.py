"""Data that come in and go out: refreshes of platforms, loads of files, tables and reports to take away."""

import asyncio
from typing import Annotated, Any, Final, Literal

from fastapi import Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from agent.consent import CONFIRM
from ingest.store.loads import LoadEntry
from ingest.store.loads import listed as loads_listed
from tools.access import refusal
from ui.api.analytics import Against, Period, names_in
from ui.api.calling import ToolAnswer, answer_of, as_json, call
from ui.api.doors import Caller, Calling
from ui.api.paging import ListPage, Paging
from ui.api.problem import DoorError
from ui.api.route import router
from ui.api.working import JobSaid, begin

data = router("data")
SYNC: Final = "sync"
ExportFormat = Literal["csv", "excel", "pdf"]
MEDIA: Final[dict[str, str]] = {
    "csv": "text/csv",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {media: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA.values()},
    }
}
Source = Annotated[
    str, Query(max_length=50, description="Only this platform: meta, google ... ; empty: all.", examples=["meta"])
]


class SyncState(BaseModel):
    """How fresh the data are, and what became of the caller's last refresh."""

    job: JobSaid | None = Field(description="The caller's last finished refresh.")
    health: ToolAnswer


async def _sync(caller: Caller, source: str) -> Response:
    caller.actor.must("refresh")

    async def work() -> dict[str, Any]:
        done = await call(caller, "refresh_now", {"source": source, CONFIRM: True})
        return answer_of(done, caller).model_dump(mode="json")

    return await begin(caller, SYNC, {"source": source}, work)


@data.post("/api/sync/run-now", response_model=JobSaid, status_code=202)
async def sync(caller: Calling, source: Source = "") -> Response:
    """Pulls from the platforms now."""
    return await _sync(caller, source)


@data.post("/api-sync/run-now", response_model=JobSaid, status_code=202)
async def sync_too(caller: Calling, source: Source = "") -> Response:
    """The same under the address that older pages know."""
    return await _sync(caller, source)


@data.get("/api/sync", response_model=SyncState)
async def sync_state(caller: Calling) -> Response:
    """How fresh each channel is, and the last refresh that the caller asked for."""
    last = await asyncio.to_thread(caller.doors.jobs.newest, caller.actor, SYNC)
    health = answer_of(await call(caller, "data_health", {}), caller)
    return as_json(SyncState(job=JobSaid.of(last, caller) if last else None, health=health))


@data.get("/api/loads", response_model=ListPage[LoadEntry])
async def loads(caller: Calling, paging: Paging) -> dict[str, Any]:
    """What was loaded from files, the newest first; for those who see all data, since a file may hold any of it."""
    caller.actor.must("load")
    if not caller.actor.reach.whole:
        raise refusal(caller.actor.role, "unload")
    entries = await asyncio.to_thread(_loads, caller)
    return paging.cut([vars(entry) for entry in entries])


def _loads(caller: Caller) -> list[LoadEntry]:
    with caller.desk.engine.connect() as connection:
        return loads_listed(connection)


@data.get("/api/export/{kind}", response_class=FileResponse, responses=FILES)
async def export(
    kind: ExportFormat,
    caller: Calling,
    metrics: Annotated[
        str, Query(max_length=500, description="Comma-separated keys; of a table.")
    ] = "spend,revenue,roi",
    by: Annotated[str, Query(max_length=200, description="Comma-separated dimensions; of a table.")] = "channel",
    period: Period = "",
    compare_to: Against = "",
) -> Response:
    """A table as CSV or Excel; as PDF the report on these days, checked figure by figure."""
    if kind == "pdf":
        result = await call(caller, "make_report", {"period": period, "compare_to": compare_to})
    else:
        view = "csv" if kind == "csv" else "xlsx"
        slots = {"metrics": names_in(metrics), "group_by": names_in(by), "compare_to": compare_to, "view": view}
        result = await call(caller, "export_table", {**slots, "periods": [period] if period.strip() else []})
    if not result.files:
        raise DoorError(404 if result.status == "no_data" else 422, "api-plain", text=result.text)
    file = result.files[0].path
    return FileResponse(file, media_type=MEDIA[kind], filename=file.name)
