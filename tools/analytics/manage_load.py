"""What was loaded from files, and taking a load back after a confirmation."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.errors import InvalidInput
from ingest.store.loads import LoadEntry, listed
from ingest.texts import say
from tools.tool import Proposal, Tool, ToolContext, ToolResult

SHOWN = 10


class Loads(BaseModel):
    """Which load, and what to do with it."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["unload", "list"] = Field("unload", description="unload takes a load back, list shows the loads.")
    load: int = Field(0, ge=0, description="Number of the load as the list shows it; 0: the newest.")
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Loads, desk: ToolContext) -> ToolResult:
    """Lists loads, or says what it will take back; with `confirm` it is done.

    Raises:
        InvalidInput: there is no such load.
    """
    with desk.engine.connect() as connection:
        loads = listed(connection)
    if not loads:
        return ToolResult(status="no_data", text=say("manage-load-none", desk.language))
    if asking.action == "list":
        lines = [say("manage-load-line", desk.language, **_said(entry, desk.now)) for entry in loads[:SHOWN]]
        return ToolResult(text="\n".join(lines))
    entry = _chosen(loads, asking.load)
    if desk.services.unload is None:
        return ToolResult(text=say("manage-load-off", desk.language, id=entry.id))
    if not asking.confirm:
        return Proposal(
            text=say("manage-load-preview", desk.language, **_said(entry, desk.now)),
            settled={"load": entry.id},
        )
    done = desk.services.unload(entry.id)
    return ToolResult(
        text=say(
            "manage-load-done", desk.language, id=done.id, file=done.file, removed=done.removed, restored=done.restored
        ),
        facts={"removed": done.removed, "restored": done.restored},
    )


def _chosen(loads: list[LoadEntry], number: int) -> LoadEntry:
    found = [entry for entry in loads if number in (0, entry.id)]
    if not found:
        possible = ", ".join(str(entry.id) for entry in loads[:SHOWN])
        raise InvalidInput("loads-unknown", received=str(number), possible=possible)
    return found[0]


def _said(entry: LoadEntry, now: datetime) -> dict[str, object]:
    moment = entry.loaded_at.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M")
    return {"id": entry.id, "file": entry.file, "moment": moment, "rows": entry.rows}


TOOL = Tool(
    name="manage_load",
    description=(
        "Lists files that were loaded, or takes a load back: what it brought goes, what it had replaced returns. "
        "The call only asks the user; their yes does it: 'undo the last upload', 'отмени загрузку 12'"
    ),
    titles={"ru": "Загрузки файлов", "en": "Loads of files"},
    arguments=Loads,
    run=run,
    example={"action": "list"},
    changes=True,
    deed="unload",
)
