"""Calls tools for whoever asks through an interface, and puts what they found into JSON."""

import asyncio
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from fastapi import Response
from pydantic import BaseModel, Field, ValidationError

from agent.answer import PeriodSaid
from agent.consent import CONFIRM
from agent.tracing import span
from ingest.errors import NoData, NotFound
from tools.charts.spec import ChartSpec
from tools.engine.table import Table
from tools.semantics.spelling import nearest
from tools.tool import Numbers, Proposal, Status, ToolResult, find_tools
from tools.words.period import Period
from ui.api.doors import Caller
from ui.api.problem import first_fault

FILE: Final = "file"


class FileSaid(BaseModel):
    """A file to download."""

    kind: str
    name: str
    url: str


class ToolAnswer(BaseModel):
    """What a tool found: raw numbers with units, and the sentences that make them honest."""

    status: Status = Field(examples=["answered"])
    proposal: bool = Field(False, description="A change that waits: the same call with `confirm: true` makes it.")
    title: str = ""
    text: str = Field("", description="What was found, in sentences; of a plain question the table says it.")
    tables: list[Table] = []
    charts: list[ChartSpec] = Field([], description="Pictures as data: a table and the part each column plays.")
    files: list[FileSaid] = []
    period: PeriodSaid | None = None
    compared: PeriodSaid | None = None
    as_of: date | None = Field(None, description="Last day with data behind the answer.")
    notes: list[str] = []


async def call(caller: Caller, name: str, arguments: Mapping[str, Any]) -> ToolResult:
    """Calls a tool by name.

    Raises:
        NotFound: there is no such tool.
        NotAllowed: the caller's role or token does not allow it.
        InvalidInput: what is asked can't be used, or the arguments are not the tool's.
    """
    known = find_tools()
    if name not in known:
        raise NotFound("api-no-tool", received=name, nearest=nearest(name, tuple(known)), possible=", ".join(known))
    tool = known[name]
    caller.actor.must(tool.deed)
    try:
        given = tool.arguments.model_validate(dict(arguments))
    except ValidationError as error:
        raise first_fault(error) from error
    work = partial(_run, name, given, caller)
    if tool.heavy:
        result = await caller.doors.heavy.run(caller.actor.name, work)
    else:
        result = await asyncio.to_thread(work)
    _note(caller, name, arguments, result)
    return result


def _run(name: str, given: BaseModel, caller: Caller) -> ToolResult:
    try:
        with span("tool", tool=name):
            return find_tools()[name].call(given, caller.desk)
    except NoData as error:
        return ToolResult(status="no_data", text=error.say(caller.language))


def _note(caller: Caller, name: str, arguments: Mapping[str, Any], result: ToolResult) -> None:
    changed = find_tools()[name].changes and arguments.get(CONFIRM) is True and not isinstance(result, Proposal)
    caller.note("changed" if changed else "called", tool=name, status=result.status, arguments=str(dict(arguments)))
    for file in result.files:
        caller.note("exported", file=file.path.name)


def answer_of(result: ToolResult, caller: Caller) -> ToolAnswer:
    """The result as JSON has it."""
    return ToolAnswer(
        status=result.status,
        proposal=isinstance(result, Proposal),
        title=result.title,
        text="" if isinstance(result, Numbers) and result.rows else result.text,
        tables=list(result.tables),
        charts=list(result.charts),
        files=[kept_file(file.kind, file.path, caller) for file in result.files],
        period=said(result.period),
        compared=said(result.compared),
        as_of=result.as_of,
        notes=[note.say(caller.language) for note in result.notes],
    )


def kept_file(kind: str, path: Path, caller: Caller) -> FileSaid:
    """A place from which the caller, and nobody else, takes a file away."""
    kept = caller.doors.jobs.begin(caller.actor, FILE, {"path": str(path)})
    caller.doors.jobs.end(kept.id)
    return FileSaid(kind=kind, name=path.name, url=f"/api/files/{kept.id}")


def said(period: Period | None) -> PeriodSaid | None:
    """Days as JSON has them."""
    return None if period is None else PeriodSaid(start=period.start, end=period.end, label=period.label)


def as_json(model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The model as it is, without being checked a second time."""
    return Response(model.model_dump_json(), status, headers=dict(headers or {}), media_type="application/json")
